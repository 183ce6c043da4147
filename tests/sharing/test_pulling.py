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
from village_internet_plugin.domain.errors import InputError, NetworkFailed
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.funding_source_merging import FundingFieldClash, FundingMerge
from village_internet_plugin.sharing.merging import FieldClash, Merge
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.packed_json import pack, unpack
from village_internet_plugin.sharing.publishing import publish, resume
from village_internet_plugin.sharing.pulling import Pulled, pull

APBD = FundingSource("apbd-2026", "Kabupaten Paser", 2026, point_quota=20)


class Desk:
    """One planner's plan: what is in the file, and the way to the server."""

    def __init__(self, folder: Path, name: str, planner: PlannerServer) -> None:
        self.path = make_plan_file(folder / f"{name}.gpkg")
        self.outbox, self.client = OutboxFile(self.path), planner.client
        self.hotspots: tuple[Hotspot, ...] = ()
        self.waivers: tuple[Waiver, ...] = ()
        self.funding_sources: tuple[FundingSource, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan as its file says."""
        ((revision,),) = query(self.path, "SELECT value FROM plan WHERE key = 'base_revision'")
        return plan_of(
            self.hotspots,
            waivers=self.waivers,
            funding_sources=self.funding_sources,
            base_revision=int(revision),
        )

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
        self.funding_sources = pulled.funding.sources
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


def test_what_is_on_its_way_is_finished_before_anything_is_pulled(
    sari: Desk, planner: PlannerServer
) -> None:
    """Else one's own revision would bring back, as a colleague's, what was removed here since."""
    sari.hotspots = (OFFICE, SCHOOL, CLINIC)
    planner.answers_to_lose = 3
    with pytest.raises(NetworkFailed):
        sari.publish()
    sari.hotspots = (OFFICE, SCHOOL)
    with pytest.raises(InputError, match=r"is not finished.* publish again"):
        pull(sari.plan, sari.outbox, sari.client)
    resume(sari.outbox, sari.client)
    assert sari.pull().merge == Merge((OFFICE, SCHOOL), ())


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


def test_the_servers_funding_sources_are_brought_and_a_stewards_change_comes_by_itself(
    budi: Desk, planner: PlannerServer
) -> None:
    planner.funding_sources = {"apbd-2026": APBD}
    assert budi.pull().funding == FundingMerge((APBD,), ())
    planner.funding_sources["apbd-2026"] = replace(APBD, point_quota=25)
    assert budi.pull().funding == FundingMerge((replace(APBD, point_quota=25),), ())
    assert budi.outbox.base().funding_sources == budi.funding_sources


def test_a_quota_changed_on_both_sides_stays_ours_and_is_told_once(
    budi: Desk, planner: PlannerServer
) -> None:
    planner.funding_sources = {"apbd-2026": APBD}
    budi.pull()
    budi.funding_sources = (replace(APBD, point_quota=30, programme="APBD"),)
    planner.funding_sources["apbd-2026"] = replace(APBD, point_quota=25, budget_idr=9)
    pulled = budi.pull()
    assert pulled.funding == FundingMerge(
        (replace(APBD, point_quota=30, programme="APBD", budget_idr=9),),
        (FundingFieldClash("apbd-2026", "point_quota", 20, 30, 25),),
    )
    assert budi.pull().funding.clashes == ()
    assert budi.funding_sources == pulled.funding.sources


def test_a_source_deleted_here_stays_deleted(budi: Desk, planner: PlannerServer) -> None:
    planner.funding_sources = {"apbd-2026": APBD}
    budi.pull()
    budi.funding_sources = ()
    assert budi.pull().funding == FundingMerge((), ())
    assert isinstance(budi.publish(), Published)
    assert budi.pull().funding == FundingMerge((), ())


def test_of_other_agencies_only_the_sources_drawn_on_are_brought(
    budi: Desk, planner: PlannerServer
) -> None:
    province = FundingSource("kaltim-2026", "Provinsi", 2026)
    planner.funding_sources = {
        "kaltim-2026": province,
        "bontang": FundingSource("bontang", "Kota Bontang", 2026),
    }
    assert budi.pull().funding.sources == ()
    budi.hotspots = (replace(OFFICE, funding_source_id="kaltim-2026"),)
    assert budi.pull().funding.sources == (province,)
    budi.hotspots = (OFFICE,)
    planner.funding_sources["kaltim-2026"] = replace(province, point_quota=1)
    assert budi.pull().funding == FundingMerge((province,), ())


def test_another_agencys_source_that_is_drawn_on_again_comes_in_as_it_is_now(
    budi: Desk, planner: PlannerServer
) -> None:
    """Meanwhile nothing drew on it, and nobody asked for it: the plan's old copy is no edit."""
    province = FundingSource("kaltim-2026", "Provinsi Kalimantan Timur", 2026, point_quota=5)
    planner.funding_sources = {"kaltim-2026": province}
    drawing = (replace(OFFICE, funding_source_id="kaltim-2026"),)
    budi.hotspots = drawing
    budi.pull()
    budi.hotspots = (OFFICE,)
    lowered = replace(province, point_quota=1)
    planner.funding_sources["kaltim-2026"] = lowered
    assert budi.pull().funding == FundingMerge((province,), ())
    budi.hotspots = drawing
    assert budi.pull().funding == FundingMerge((lowered,), ())


def test_a_source_that_nobody_published_is_kept(budi: Desk) -> None:
    budi.funding_sources = (APBD, FundingSource("csr", "PT Telkom", 2026))
    assert budi.pull().funding == FundingMerge(budi.funding_sources, ())


def test_a_source_one_published_comes_to_the_colleague(sari: Desk, budi: Desk) -> None:
    sari.funding_sources = (APBD,)
    sari.publish()
    assert sari.outbox.base().funding_sources == (APBD,)
    budi.pull()
    assert budi.funding_sources == (APBD,)


def test_an_older_record_without_funding_sources_is_read(
    sari: Desk, planner: PlannerServer
) -> None:
    ((text,),) = query(sari.path, "SELECT value FROM plan WHERE key = 'base_hotspots'")
    content = unpack(text, "the base")
    del content["funding_sources"]
    query(sari.path, "UPDATE plan SET value = ? WHERE key = 'base_hotspots'", pack(content))
    assert sari.outbox.base() == Base(1, (OFFICE, SCHOOL))
    planner.funding_sources = {"apbd-2026": APBD}
    sari.funding_sources = (replace(APBD, point_quota=25),)
    pulled = sari.pull()
    assert pulled.funding.clashes == (FundingFieldClash("apbd-2026", "point_quota", None, 25, 20),)


def test_what_a_pull_brought_is_nothing_new_to_publish(sari: Desk, planner: PlannerServer) -> None:
    planner.funding_sources = {"apbd-2026": APBD}
    sari.pull()
    assert isinstance(sari.publish(), Published)
    assert len(planner.history) == 1
    sari.funding_sources = (replace(APBD, point_quota=25),)
    assert isinstance(sari.publish(), Published)
    assert len(planner.history) == 2


def test_a_pull_says_what_the_server_judges_by(sari: Desk, planner: PlannerServer) -> None:
    assert (sari.pull().rule_set_version, sari.pull().reference_sha256) == (None, None)
    planner.in_force = {"rule_set_version": "2027.1", "reference_sha256": "cd" * 32}
    pulled = sari.pull()
    assert (pulled.rule_set_version, pulled.reference_sha256) == ("2027.1", "cd" * 32)


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
