# SPDX-License-Identifier: GPL-2.0-or-later
"""A streaming replica counts what the database and one process count, while agencies publish."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest

from server.covering import as_rows, assert_same, desktop_plan, on_the_desktop
from server.paser import hotspot_at
from server.running import RunningServer
from tools.trial_server.replica import Replica
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.server import coverage_sql, replicas
from village_internet_plugin.server.__main__ import main
from village_internet_plugin.server.coverage_sql import measure_in_database
from village_internet_plugin.server.replicas import agree, open_replica
from village_internet_plugin.siting.coverage import Radii, measure_coverage, reach_points
from village_internet_plugin.siting.coverage_words import coverage_document
from village_internet_plugin.siting.demand import Demand, Spread, measure_demand

pytestmark = pytest.mark.server

RADII = Radii(700.0, {"satellite": 300.0})
PUBLISHED = 20
_CONFLICT_S = 10.0


@pytest.fixture(scope="module")
def replica(running_server: RunningServer) -> Iterator[Replica]:
    """Another postmaster that follows the server's; it gives up at once what is in its way."""
    made = Replica(running_server.description["database"]["admin"], "max_standby_streaming_delay=0")
    yield made
    made.remove()


@pytest.fixture(scope="module")
def reference(running_server: RunningServer) -> Iterator[Reference]:
    with Reference.open(running_server.folder / "reference.gpkg") as reference:
        yield reference


@pytest.fixture(scope="module")
def demand(reference: Reference) -> Demand:
    return measure_demand(reference, Spread())


class _Publishing:
    """Publishes one hotspot after the other in a thread of its own, and keeps each state."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server
        self.hotspots = [
            hotspot_at(server.office(), technology=("fibre", "satellite")[number % 2])
            for number in range(PUBLISHED)
        ]
        self._thread = threading.Thread(target=self._run)
        self.first = server.document(self.hotspots[:1])
        assert server.publish(self.first)["outcome"] == "published"

    def __enter__(self) -> _Publishing:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.join()

    @property
    def is_going_on(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        for number in range(1, PUBLISHED):
            sent = self._server.document(
                self.hotspots[number : number + 1],
                plan_id=self.first.plan_id,
                base_revision=number,
                whole=self.hotspots[: number + 1],
            )
            assert self._server.publish(sent)["outcome"] == "published"
            time.sleep(0.05)


def test_a_replica_shares_the_work_while_the_database_is_published_to(
    running_server: RunningServer,
    replica: Replica,
    reference: Reference,
    demand: Demand,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each answer is one process's at one of the revisions, never at an earlier than the last."""
    monkeypatch.setattr(coverage_sql, "POINTS_AT_ONCE", 1_000)
    report = tmp_path / "coverage.json"
    told = []
    with running_server.database() as connection:
        before = desktop_plan(connection, None)
    publishing = _Publishing(running_server)
    command = ("measure-coverage", "--plan", publishing.first.plan_id, "--radius-m", "700")
    command += ("--radii", json.dumps(dict(RADII.by_technology)), "--report", str(report))
    with publishing:
        while publishing.is_going_on:
            assert running_server.administer(*command, "--replica", replica.conninfo) == 0
            told.append(json.loads(report.read_text("utf-8")))
    assert running_server.administer(*command, "--replica", replica.conninfo) == 0
    told.append(json.loads(report.read_text("utf-8")))
    with running_server.database() as connection:
        after = desktop_plan(connection, publishing.first.plan_id)
    assert len(after.hotspots) == PUBLISHED
    assert len(after.published_hotspots) == len(before.hotspots)
    expected = [
        _told(_with_hotspots(after, publishing.hotspots[:count]), reference, demand)
        for count in range(1, PUBLISHED + 1)
    ]
    seen = [expected.index(one) for one in told]
    assert seen == sorted(seen)
    assert seen[0] < seen[-1] == PUBLISHED - 1, "nothing was published meanwhile"


def _with_hotspots(plan: Plan, hotspots: list[Any]) -> Plan:
    return Plan(
        plan.plan_id,
        plan.agency,
        funding_sources=plan.funding_sources,
        hotspots=tuple(hotspots),
        published_hotspots=plan.published_hotspots,
    )


def _told(plan: Plan, reference: Reference, demand: Demand) -> dict[str, Any]:
    coverage = measure_coverage(plan, reference, demand, RADII)
    document = coverage_document(coverage, demand, RADII, Spread())
    found: dict[str, Any] = json.loads(json.dumps({**document, "area": None}))
    return found


def test_the_replica_alone_gives_the_database_s_numbers(
    running_server: RunningServer, replica: Replica, reference: Reference, demand: Demand
) -> None:
    standing = reach_points(Plan("", ""), reference, RADII)
    with running_server.database() as connection, open_replica(replica.conninfo) as copy:
        agree(connection, [copy])
        here = measure_in_database([connection], demand, standing, RADII)
        there = measure_in_database([copy], demand, standing, RADII)
        assert copy.execute("SELECT pg_is_in_recovery()").fetchone() == (True,)
        expected = on_the_desktop(copy, reference, demand, RADII, None)
    assert_same(there, expected)
    assert as_rows(here) == as_rows(there)
    assert expected.total.planned > 0


def test_the_command_runs_on_the_replica_and_nothing_writes_there(
    replica: Replica, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("VILLAGE_INTERNET_ADMIN_DATABASE", replica.conninfo)
    assert main(["measure-coverage"]) == 0
    capsys.readouterr()
    assert main(["add-agency", "Instansi baru"]) == 1
    assert "This database is a replica, which is only read" in capsys.readouterr().err
    with (
        open_replica(replica.conninfo) as copy,
        pytest.raises(psycopg.errors.ReadOnlySqlTransaction),
    ):
        copy.execute("DELETE FROM village_internet.hotspots")


def test_a_replica_that_is_behind_is_waited_for_then_named(
    running_server: RunningServer,
    replica: Replica,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(replicas, "PATIENCE_S", 0.3)
    command = ("measure-coverage", "--replica", replica.conninfo)
    with psycopg.connect(replica.conninfo, autocommit=True) as copy:
        copy.execute("SELECT pg_wal_replay_pause()")
        sent = running_server.document([hotspot_at(running_server.office())])
        assert running_server.publish(sent)["outcome"] == "published"
        assert running_server.administer(*command) == 1
        heard = capsys.readouterr()
        monkeypatch.setattr(replicas, "PATIENCE_S", 30.0)
        caught_up = threading.Timer(0.3, copy.execute, ["SELECT pg_wal_replay_resume()"])
        caught_up.start()
        assert running_server.administer(*command) == 0
        caught_up.join()
    assert "is behind the database: after 0 s it holds" in heard.err
    assert heard.out == ""


def test_another_database_is_no_replica(
    running_server: RunningServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replicas, "PATIENCE_S", 0.1)
    with (
        running_server.database() as one,
        running_server.database() as other,
        pytest.raises(InputError, match="holds other revisions or another reference"),
    ):
        agree(one, [_Pretending(other)])  # type: ignore[list-item]


class _Pretending:
    """A connection to a database that holds the same number of revisions, but not the same."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def execute(self, statement: str, *given: object) -> Any:
        changed = statement.replace("plan_id || ' '", "plan_id || '-'")
        return self._connection.execute(changed.encode(), *given)  # type: ignore[arg-type]


def test_a_replica_that_is_down_is_named_and_comes_back(
    running_server: RunningServer, replica: Replica, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ("measure-coverage", "--replica", replica.conninfo)
    replica.stop()
    assert running_server.administer(*command) == 1
    heard = capsys.readouterr()
    assert "The replica host=127.0.0.1 port=" in heard.err
    assert "cannot be reached" in heard.err
    assert "measure without it" in heard.err
    assert psycopg.conninfo.conninfo_to_dict(replica.conninfo)["password"] not in heard.err
    replica.start()
    assert running_server.administer(*command) == 0


def test_what_the_replica_gives_up_midway_is_told(
    running_server: RunningServer, replica: Replica, reference: Reference, demand: Demand
) -> None:
    """It clears away rows the database has cleared, although they are still being read there."""
    standing = reach_points(Plan("", ""), reference, RADII)
    with (
        running_server.database() as connection,
        open_replica(replica.conninfo) as copy,
        psycopg.connect(running_server.description["database"]["admin"], autocommit=True) as admin,
    ):
        agree(connection, [copy])
        # The database itself must no longer need them.
        connection.rollback()
        admin.execute("UPDATE village_internet.hotspots SET placed = placed + 1000000")
        admin.execute("UPDATE village_internet.hotspots SET placed = placed - 1000000")
        admin.execute("VACUUM village_internet.hotspots")
        with pytest.raises(InputError, match="hot_standby_feedback = on"):
            _until(lambda: measure_in_database([copy], demand, standing, RADII))


def _until(work: Callable[[], object]) -> None:
    give_up = time.monotonic() + _CONFLICT_S
    while time.monotonic() < give_up:
        work()
        time.sleep(0.05)
