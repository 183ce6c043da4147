# SPDX-License-Identifier: GPL-2.0-or-later
"""A dozen faults at chosen kinds of moments; `make faults` draws hundreds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from breaking.breakable_server import BreakableServer
from breaking.cutting_proxy import DOWN, UP, Cut
from breaking.faults import Faults
from breaking.moments import BACKEND, CLIENT, DATABASE, LINE, WORKER, Moment
from breaking.postgres_proxy import TO_SERVER, TO_WORKER

from server.paser import read_offices, write_reference

pytestmark = pytest.mark.server

MOMENTS = (
    Moment(1, CLIENT, statement=6),
    Moment(2, CLIENT, statement=20),
    Moment(3, CLIENT, after=True, commit=TO_SERVER),
    Moment(5, CLIENT, cut=Cut(UP, 5_000)),
    Moment(6, WORKER, commit=TO_SERVER),
    Moment(7, WORKER, after=True, commit=TO_SERVER),
    Moment(9, WORKER, commit=TO_WORKER),
    Moment(10, WORKER, after=True, step=120),
    Moment(11, BACKEND, commit=TO_SERVER),
    Moment(13, BACKEND, after=True, commit=TO_SERVER),
    Moment(14, DATABASE, after=True, commit=TO_WORKER),
    Moment(15, LINE, cut=Cut(DOWN, 6_000)),
)


@pytest.fixture(scope="module")
def faults(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faults]:
    """A server of its own, which other tests would not survive, and a plan of 200 points."""
    folder = tmp_path_factory.mktemp("faults")
    reference = write_reference(shared_data, folder / "reference.gpkg")
    (folder / "server").mkdir()
    with BreakableServer(folder / "server") as server:
        server.start(reference)
        yield Faults(server, folder, read_offices(shared_data))


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment.number}-{moment.target}")
def test_a_revision_is_wholly_there_or_absent_and_the_retry_gets_its_receipt(
    faults: Faults, moment: Moment
) -> None:
    outcome = faults.run(moment)

    assert outcome.where, "the moment never came"
    assert outcome.faults == []
    assert outcome.stood in ("absent", "whole")
