# SPDX-License-Identifier: GPL-2.0-or-later
"""A dozen faults at chosen kinds of moments; `make faults` and `make kills` have hundreds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from breaking.breakable_server import BreakableServer
from breaking.cutting_proxy import DOWN, UP, Cut
from breaking.faults import Faults
from breaking.killed_qgis import KilledQgis
from breaking.moments import BACKEND, CLIENT, DATABASE, LINE, WORKER, Moment
from breaking.postgres_proxy import TO_SERVER, TO_WORKER
from breaking.qgis_kills import PUBLISHING, PULLING

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
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("faults")


@pytest.fixture(scope="module")
def reference(shared_data: Path, folder: Path) -> Path:
    return write_reference(shared_data, folder / "reference.gpkg")


@pytest.fixture(scope="module")
def server(folder: Path, reference: Path) -> Iterator[BreakableServer]:
    """A server of its own, which other tests would not survive."""
    (folder / "server").mkdir()
    with BreakableServer(folder / "server") as server:
        yield server.start(reference)


@pytest.fixture(scope="module")
def faults(shared_data: Path, folder: Path, server: BreakableServer) -> Faults:
    """A plan of 200 points."""
    return Faults(server, folder, read_offices(shared_data))


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment.number}-{moment.target}")
def test_a_revision_is_wholly_there_or_absent_and_the_retry_gets_its_receipt(
    faults: Faults, moment: Moment
) -> None:
    outcome = faults.run(moment)

    assert outcome.where, "the moment never came"
    assert outcome.faults == []
    assert outcome.stood in ("absent", "whole")


@pytest.mark.qgis
def test_qgis_itself_is_killed_and_started_again(
    folder: Path, server: BreakableServer, reference: Path
) -> None:
    """After the server has stored the revision, and with all of a pull written but its COMMIT."""
    killed = KilledQgis(server, folder / "qgis", reference)
    receipt = next(kill for kill in PUBLISHING if kill.name.startswith("answered"))
    commit = next(kill for kill in PULLING if kill.name.startswith("all written"))

    published, pulled = killed.publish_killed(1, receipt), killed.pull_killed(2, commit)

    assert (published.faults, pulled.faults) == ([], [])
    assert (published.where, pulled.where) == (receipt.name, commit.name)
    assert (published.stood, pulled.stood) == ("whole", "absent")
