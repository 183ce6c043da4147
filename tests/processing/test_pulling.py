# SPDX-License-Identifier: GPL-2.0-or-later
"""`pullplan` against a real server: who pays comes in, and by what the server judges is told."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig
from running_algorithms import Algorithms, Failed, rows
from server.conftest import running_server, started_server  # noqa: F401 - fixtures
from server.running import PASER, RunningServer

from village_internet_plugin.reference.reference import Reference

pytestmark = [pytest.mark.qgis, pytest.mark.server]

OTHER_VILLAGES, OTHER_RULES = "other villages, offices or blank spots", "judges by rule set"


class Desk(NamedTuple):
    """A plan and the way to the server."""

    plan: Path
    server: RunningServer
    sign_in: str
    algorithms: Algorithms

    def pull(self, **given: Any) -> dict[str, Any]:
        address = {"SERVER": self.server.url, "CA": self.server.ca, "AUTH": self.sign_in}
        return self.algorithms.run("pullplan", PLAN=self.plan, **address, **given)

    def said(self) -> str:
        """Return all that the last run said."""
        return "\n".join(self.algorithms.feedback.said)

    def quota(self, source: str) -> int | None:
        query = f"SELECT point_quota FROM funding_sources WHERE funding_source_id = '{source}'"
        ((quota,),) = rows(self.plan, query)
        return quota

    def write(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.plan)) as connection, connection:
            connection.execute(statement, values)


@pytest.fixture
def desk(
    plan: Path,
    running_server: RunningServer,  # noqa: F811
    algorithms: Algorithms,
) -> Iterator[Desk]:
    manager = QgsApplication.authManager()
    if not manager.setMasterPassword("for tests alone", True):
        manager.eraseAuthenticationDatabase(False)
        assert manager.setMasterPassword("for tests alone", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("planner of Paser")
    config.setConfig("username", "paser.planner")
    config.setConfig("password", running_server.account("paser.planner")["token"])
    manager.storeAuthenticationConfig(config)
    yield Desk(plan, running_server, config.id(), algorithms)
    manager.removeAuthenticationConfig(config.id())


def set_quota(server: RunningServer, source: str, quota: int) -> None:
    options = ("--agency", PASER, "--fiscal-year", "2026", "--point-quota", str(quota))
    assert server.administer("set-funding-source", source, *options) == 0


def test_the_agencys_funding_sources_come_into_the_plan(desk: Desk) -> None:
    before = rows(desk.plan, "SELECT * FROM funding_sources")
    source = desk.server.funding_source(point_quota=20)
    desk.pull()
    after = rows(desk.plan, "SELECT * FROM funding_sources")
    assert [row[1:] for row in after][: len(before)] == [row[1:] for row in before]
    assert desk.quota(source) == 20
    identifiers = {row[1] for row in after}
    assert "paser-2026" in identifiers
    assert "kaltim-2026" not in identifiers
    set_quota(desk.server, source, 25)
    assert desk.pull()["CLASHES"] == 0
    assert desk.quota(source) == 25


def test_a_quota_changed_on_both_sides_is_told_and_never_overwritten(
    desk: Desk, tmp_path: Path
) -> None:
    source = desk.server.funding_source(point_quota=20)
    desk.pull()
    statement = "UPDATE funding_sources SET point_quota = 30 WHERE funding_source_id = ?"
    desk.write(statement, source)
    set_quota(desk.server, source, 25)
    report = tmp_path / "clashes.json"
    before = desk.plan.read_bytes()
    with pytest.raises(Failed, match=r"server: 1\. Nothing was taken over.*SETTLE"):
        desk.pull(REPORT=report)
    assert desk.plan.read_bytes() == before
    assert f"Funding source {source}, point_quota: 30 here, 25 on the server." in desk.said()
    clash = {"funding_source_id": source, "field": "point_quota"}
    values = {"base": 20, "ours": 30, "theirs": 25}
    assert json.loads(report.read_text("utf-8"))["clashes"] == [{**clash, **values}]
    assert desk.pull(SETTLE="ours")["CLASHES"] == 1
    assert desk.quota(source) == 30
    assert f"Funding source {source} is not as on the server, which has point_quota = 25" in (
        desk.said()
    )
    assert desk.pull()["CLASHES"] == 0
    assert desk.quota(source) == 30


def test_what_both_changed_may_be_decided_for_the_server_at_once(desk: Desk) -> None:
    source = desk.server.funding_source(point_quota=20)
    desk.pull()
    desk.write("UPDATE funding_sources SET point_quota = 30 WHERE funding_source_id = ?", source)
    set_quota(desk.server, source, 25)
    assert desk.pull(SETTLE="theirs")["CLASHES"] == 1
    assert desk.quota(source) == 25
    assert "is not as on the server" not in desk.said()


def test_what_the_server_judges_by_is_told_and_taken_over_when_asked(desk: Desk) -> None:
    desk.write(
        "UPDATE plan SET value = json_set(value, '$.version', '1999.1') WHERE key = 'rule_set'"
    )
    desk.pull()
    assert OTHER_VILLAGES in desk.said()
    assert f"{OTHER_RULES} {desk.server.description['rule_set_version']}" in desk.said()
    assert "ADOPT" in desk.said()
    desk.pull(ADOPT=True)
    assert "now has the server's villages" in desk.said()
    assert "now has the server's rule set" in desk.said()
    assert OTHER_VILLAGES not in desk.said()
    assert OTHER_RULES not in desk.said()
    with Reference.open(desk.plan) as reference:
        assert reference.sha256() == desk.server.description["reference_sha256"]
    assert rows(desk.plan, "SELECT count(*) FROM hotspots") == [(26,)]
    desk.pull(ADOPT=True)
    assert "now has" not in desk.said()


def test_a_pull_that_fails_leaves_the_plan_as_it_was(desk: Desk) -> None:
    before = desk.plan.read_bytes()
    with pytest.raises(Failed, match="did not accept your sign-in"):
        desk._replace(sign_in="").pull(ADOPT=True)
    assert desk.plan.read_bytes() == before
