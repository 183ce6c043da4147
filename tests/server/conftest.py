# SPDX-License-Identifier: GPL-2.0-or-later
"""One real server for all tests of this folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.paser import read_offices, write_reference
from server.running import KALTIM, PASER, RunningServer, start_server


@pytest.fixture(scope="session")
def running_server(shared_data: Path, repository: Path) -> Iterator[RunningServer]:
    """The server in a folder of its own, with Paser's villages; stopped as Ctrl-C stops it."""
    with tempfile.TemporaryDirectory(prefix="server-test-") as name:
        folder = Path(name)
        reference = write_reference(shared_data, folder / "reference.gpkg")
        with start_server(repository, folder / "server", reference) as description:
            server = RunningServer(folder, description, read_offices(shared_data))
            for source, agency in (("paser-2026", PASER), ("kaltim-2026", KALTIM)):
                options = ("--agency", agency, "--fiscal-year", "2026")
                assert server.administer("set-funding-source", source, *options) == 0
            yield server
