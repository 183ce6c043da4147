# SPDX-License-Identifier: GPL-2.0-or-later
"""A pull: what colleagues changed is merged, what others published is brought, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sharing.plan_file import make_plan_file, query
from sharing.planner_server import PlannerServer
from sharing.rows import CLINIC, OFFICE, REFERENCE_SHA256, RULES, SCHOOL, plan_of
from sharing.test_client import feature
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.merging import FieldClash, Merge
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.publishing import publish
from village_internet_plugin.sharing.pulling import Pulled, pull


class Desk:
    """One planner's plan: what is in the file, and the way to the server."""

    def __init__(self, folder: Path, name: str, planner: PlannerServer) -> None:
        self.path = make_plan_file(folder / f"{name}.gpkg")
        self.outbox, self.client = OutboxFile(self.path), planner.client
        self.hotspots: tuple[Hotspot, ...] = ()
        self.waivers: tuple[Waiver, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan as its file says."""
        ((revision,),) = query(self.path, "SELECT value FROM plan WHERE key = 'base_revision'")
        return plan_of(self.hotspots, waivers=self.waivers, base_revision=int(revision))

    def publish(self) -> Any:
        return publish(
            self.plan,
            self.outbox,
            self.client,
            rule_set_version=RULES,
            reference_sha256=REFERENCE_SHA256,
        )

    def pull(self) -> Pulled:
        """Pull and take over what came."""
        pulled = pull(self.plan, self.outbox, self.client)
        self.hotspots, self.waivers = pulled.merge.hotspots, pulled.waivers
        self.outbox.set_base(pulled.base)
        return pulled


@pytest.fixture
def sari(planner: PlannerServer, tmp_path: Path) -> Desk:
    """Sari has published two hotspots."""
    desk = Desk(tmp_path, "sari", planner)
    desk.hotspots = (OFFICE, SCHOOL)
    desk.publish()
    return desk


@pytest.fixture
def budi(planner: PlannerServer, sari: Desk, tmp_path: Path) -> Desk:
    """Budi opens the plan for the first time."""
    desk = Desk(tmp_path, "budi", planner)
    desk.pull()
    return desk


def test_a_first_pull_brings_the_whole_plan(budi: Desk) -> None:
    assert budi.hotspots == (OFFICE, SCHOOL)
    assert budi.outbox.base() == Base(1, (OFFICE, SCHOOL))


def test_a_pull_when_nothing_happened_changes_nothing(sari: Desk) -> None:
    pulled = sari.pull()
    assert (pulled.revisions, pulled.merge) == ((), Merge((OFFICE, SCHOOL), ()))
    assert pulled.base == Base(1, (OFFICE, SCHOOL))


def test_two_planners_work_on_one_plan_and_end_with_the_same(
    sari: Desk, budi: Desk, planner: PlannerServer
) -> None:
    sari.hotspots = (replace(OFFICE, name="Kantor"), SCHOOL)
    sari.publish()
    budi.hotspots = (replace(OFFICE, year=2027), CLINIC)
    pulled = budi.pull()
    assert pulled.merge == Merge((replace(OFFICE, name="Kantor", year=2027), CLINIC), ())
    assert [revision.published_by for revision in pulled.revisions] == ["sari"]
    assert isinstance(budi.publish(), Published)
    sari.pull()
    assert sari.hotspots == budi.hotspots == planner.hotspots


def test_what_both_changed_is_shown_and_ours_stays_until_decided(sari: Desk, budi: Desk) -> None:
    sari.hotspots = (replace(OFFICE, name="Kantor"), SCHOOL)
    sari.publish()
    budi.hotspots = (replace(OFFICE, name="Balai"), SCHOOL)
    pulled = budi.pull()
    assert pulled.merge.clashes == (
        FieldClash("office", "name", "Balai Desa Kuaro", "Balai", "Kantor"),
    )
    assert budi.hotspots[0].name == "Balai"
    assert budi.outbox.base().hotspots[0].name == "Kantor"


def test_a_pull_stopped_before_the_base_moved_brings_the_same_again(sari: Desk, budi: Desk) -> None:
    sari.hotspots = (replace(OFFICE, name="Kantor"), SCHOOL, CLINIC)
    sari.publish()
    first = pull(budi.plan, budi.outbox, budi.client)
    budi.hotspots = first.merge.hotspots
    assert budi.pull() == first


def test_a_colleagues_waivers_are_brought_and_those_taken_back_go(sari: Desk, budi: Desk) -> None:
    sari.waivers = (Waiver("VI105", "office", "one market", "Sari"),)
    sari.publish()
    budi.waivers = (Waiver("VI105", "school", "two buildings", "Budi"),)
    budi.pull()
    assert budi.waivers == (
        Waiver("VI105", "school", "two buildings", "Budi"),
        Waiver("VI105", "office", "one market", "Sari"),
    )
    sari.waivers = ()
    sari.publish()
    budi.pull()
    assert budi.waivers == (Waiver("VI105", "school", "two buildings", "Budi"),)


def test_a_server_that_tells_no_waivers_takes_none_away(
    sari: Desk, budi: Desk, planner: PlannerServer
) -> None:
    sari.hotspots = (OFFICE,)
    sari.publish()
    for revision in planner.history:
        del revision["waivers"]
    budi.waivers = (Waiver("VI105", "school", "two buildings", "Budi"),)
    assert budi.pull().waivers == budi.waivers


def test_what_others_published_is_brought(sari: Desk, planner: PlannerServer) -> None:
    planner.published_features = [feature(CLINIC), feature(OFFICE, plan_id="plan-1")]
    assert sari.pull().published == (PublishedHotspot(CLINIC, "Provinsi", "plan-2", 2),)


def test_a_lost_base_is_built_anew_from_the_history(sari: Desk, budi: Desk) -> None:
    sari.hotspots = (OFFICE,)
    sari.publish()
    query(budi.path, "UPDATE plan SET value = 'gone' WHERE key = 'base_hotspots'")
    budi.hotspots = (OFFICE, replace(SCHOOL, hotspot_id="new"), SCHOOL)
    pulled = budi.pull()
    assert [row.hotspot_id for row in pulled.merge.hotspots] == ["office", "new"]
    assert budi.outbox.base() == Base(2, (OFFICE,))


def test_publishing_too_builds_a_lost_base_anew(sari: Desk, planner: PlannerServer) -> None:
    query(sari.path, "DELETE FROM plan WHERE key = 'base_hotspots'")
    sari.hotspots = (OFFICE,)
    assert isinstance(sari.publish(), Published)
    assert planner.history[-1]["removed"] == ["school"]


def test_a_server_set_back_or_of_another_plan_is_told(sari: Desk, planner: PlannerServer) -> None:
    planner.history.clear()
    with pytest.raises(InputError, match="up to revision 0, but the plan is based on revision 1"):
        sari.pull()
    query(sari.path, "DELETE FROM plan WHERE key = 'base_hotspots'")
    with pytest.raises(InputError, match="up to revision 0"):
        sari.pull()


def test_a_history_that_does_not_fit_the_base_is_told(sari: Desk, budi: Desk) -> None:
    sari.hotspots = (OFFICE,)
    sari.publish()
    budi.outbox.set_base(Base(1, (OFFICE,)))
    with pytest.raises(InputError, match=r"do not fit .* \(hotspot school\)"):
        budi.pull()
    assert budi.hotspots == (OFFICE, SCHOOL)
