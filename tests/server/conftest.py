# SPDX-License-Identifier: GPL-2.0-or-later
"""One real server for all tests of this folder."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from breaking.behind_nginx import BehindNginx

from server.paser import Office, read_offices, write_reference
from server.planning import Planner
from server.running import ENOUGH_FOR_A_MODULE, KALTIM, PASER, RunningServer, start_server
from tools.trial_server.certificates import Certificates


@pytest.fixture(scope="session")
def started_server(shared_data: Path, repository: Path) -> Iterator[RunningServer]:
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


@pytest.fixture(scope="module")
def running_server(started_server: RunningServer) -> RunningServer:
    """The one server of all tests, with villages enough that nothing is planned in."""
    if len(started_server.left) < ENOUGH_FOR_A_MODULE:
        started_server.take_back()
    return started_server


@pytest.fixture(scope="session")
def front(started_server: RunningServer) -> Iterator[BehindNginx]:
    """Nginx and two further web workers before the database of the one server of all tests."""
    # It runs as another user when root starts it, and has to reach its socket.
    started_server.folder.chmod(0o755)
    folder = started_server.folder / "server"
    made = BehindNginx(
        started_server.folder / "front",
        Certificates(folder / "ca.pem", folder / "server.pem", folder / "server.key"),
        {
            "PYGEOAPI_CONFIG": str(folder / "pygeoapi.yml"),
            "PYGEOAPI_OPENAPI": str(folder / "openapi.json"),
            "PGPASSFILE": str(folder / "pgpass"),
            "VILLAGE_INTERNET_DATABASE": started_server.description["database"]["writer"],
            "VILLAGE_INTERNET_CACHE": str(started_server.folder / "front-cache"),
        },
    )
    yield made
    made.stop()


@pytest.fixture(scope="module")
def offices(running_server: RunningServer) -> list[Office]:
    """Five villages for all tests here: each plan is emptied at its end."""
    return [running_server.office() for _ in range(5)]


@pytest.fixture
def planner(running_server: RunningServer) -> Iterator[Planner]:
    planner = Planner(running_server)
    yield planner
    planner.empty()
