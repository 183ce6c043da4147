# SPDX-License-Identifier: GPL-2.0-or-later
"""The same story against the real server: pygeoapi over TLS, PostGIS behind it, rules judged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import requests
from server.conftest import running_server, started_server  # noqa: F401 - fixtures
from server.paser import hotspot_at
from server.running import KALTIM, PASER, RunningServer

from sharing.plan_file import make_plan_file
from village_internet_plugin.domain.errors import NetworkFailed, ServerRefused
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.sharing.answers import (
    Conflict,
    DryRun,
    PublishAnswer,
    Published,
    Refused,
    Rejected,
)
from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.publishing import SOURCE_UNSEEN, dry_run, publish, resume
from village_internet_plugin.sharing.pulling import pull

pytestmark = pytest.mark.server


class Desk:
    """A planner's desk: a plan file, and a client signed in to the real server."""

    def __init__(
        self, path: Path, server: RunningServer, plan_id: str, hotspots: tuple[Hotspot, ...]
    ) -> None:
        self.outbox, self.client, self.server = OutboxFile(path), server.client(), server
        self.plan = Plan(plan_id, PASER, hotspots=hotspots)

    def publish(self) -> PublishAnswer:
        return publish(self.plan, self.outbox, self.client, **self.terms())

    def terms(self) -> dict[str, str]:
        """Return what the plan was judged under."""
        described = self.server.description
        return {name: described[name] for name in ("rule_set_version", "reference_sha256")}


@pytest.fixture
def desk(running_server: RunningServer, tmp_path: Path) -> Desk:  # noqa: F811
    """A desk with a plan of one hotspot that no rule objects to."""
    hotspot = hotspot_at(running_server.office(), notes="Désa 村", bandwidth_mbps=20.0)
    path = make_plan_file(tmp_path / "plan.gpkg")
    return Desk(path, running_server, new_identifier(), (hotspot,))


def test_a_plan_is_tried_published_changed_and_published_again(desk: Desk) -> None:
    trial = dry_run(desk.plan, desk.outbox, desk.client, **desk.terms())
    assert isinstance(trial, DryRun)
    first = desk.publish()
    assert isinstance(first, Published)
    assert (first.receipt.revision, first.receipt.published_by) == (1, "paser.planner")
    assert desk.publish() == first
    moved = replace(desk.plan.hotspots[0], name="Balai", capex_idr=25_000_000, power_hours=0.1)
    desk.plan = replace(desk.plan, hotspots=(moved,))
    second = desk.publish()
    assert isinstance(second, Published)
    assert (second.receipt.revision, second.receipt.changed) == (2, 1)
    assert desk.outbox.base() == Base(2, (moved,))
    assert resume(desk.outbox, desk.client) == ()


def test_a_publish_whose_answer_was_lost_is_brought_to_its_end(desk: Desk) -> None:
    class Deaf(Client):
        """Sends, and hears no answer."""

        def publish(self, document: object, dry_run: bool = False) -> PublishAnswer:
            super().publish(document, dry_run)  # type: ignore[arg-type]
            raise NetworkFailed("cut")

    told = desk.client
    session = desk.server.session("paser.planner")
    desk.client = Deaf(desk.server.url, session, ca_path=Path(desk.server.ca))
    with pytest.raises(NetworkFailed):
        desk.publish()
    (answer,) = resume(desk.outbox, told)
    assert isinstance(answer, Published)
    assert told.changes_since(desk.plan.plan_id, 0).head_revision == 1


def test_two_planners_of_one_plan_merge_and_neither_loses_an_edit(
    desk: Desk, tmp_path: Path
) -> None:
    desk.publish()
    other = Desk(make_plan_file(tmp_path / "other.gpkg"), desk.server, desk.plan.plan_id, ())
    pulled = pull(other.plan, other.outbox, other.client)
    other.plan = replace(other.plan, hotspots=pulled.merge.hotspots)
    other.outbox.set_base(pulled.base)
    assert other.plan.hotspots == desk.plan.hotspots
    (hotspot,) = desk.plan.hotspots
    desk.plan = replace(desk.plan, hotspots=(replace(hotspot, name="Balai"),))
    desk.publish()
    other.plan = replace(other.plan, hotspots=(replace(hotspot, maintainer="Budi"),))
    assert isinstance(other.publish(), Conflict)
    pulled = pull(other.plan, other.outbox, other.client)
    assert pulled.merge.clashes == ()
    other.plan = replace(other.plan, hotspots=pulled.merge.hotspots)
    other.outbox.set_base(pulled.base)
    assert isinstance(other.publish(), Published)
    assert desk.client.changes_since(desk.plan.plan_id, 2).apply_to(desk.plan.hotspots) == (
        replace(hotspot, name="Balai", maintainer="Budi"),
    )


def test_every_change_carries_the_waivers_of_its_revision(desk: Desk, tmp_path: Path) -> None:
    (hotspot,) = desk.plan.hotspots
    waivers = (
        Waiver("VI203", hotspot.hotspot_id, "surat menyusul", "Sari", "2026-02-01T08:00:00Z"),
        Waiver("VI204", hotspot.hotspot_id, "Désa 村", "Sari"),
    )
    for told in (waivers, waivers[:1], ()):
        desk.plan = replace(desk.plan, waivers=told)
        assert isinstance(desk.publish(), Published)
    history = desk.client.changes_since(desk.plan.plan_id, 0)
    assert [change.waivers for change in history.revisions] == [waivers, waivers[:1], ()]
    behind = make_plan_file(tmp_path / "behind.gpkg")
    late = Desk(behind, desk.server, desk.plan.plan_id, desk.plan.hotspots)
    conflict = late.publish()
    assert isinstance(conflict, Conflict)
    assert conflict.changes == history.revisions


def test_a_colleagues_waivers_come_with_a_pull_and_those_taken_back_go(
    desk: Desk, tmp_path: Path
) -> None:
    (hotspot,) = desk.plan.hotspots
    theirs = Waiver("VI203", hotspot.hotspot_id, "surat menyusul", "Sari")
    ours = Waiver("VI204", hotspot.hotspot_id, "kader desa menyusul", "Budi")
    other = Desk(make_plan_file(tmp_path / "other.gpkg"), desk.server, desk.plan.plan_id, ())
    other.plan = replace(other.plan, waivers=(ours,))
    for told, merged in (((theirs,), (ours, theirs)), ((), (ours,))):
        desk.plan = replace(desk.plan, waivers=told)
        assert isinstance(desk.publish(), Published)
        pulled = pull(other.plan, other.outbox, other.client)
        assert pulled.waivers == merged
        other.plan = replace(other.plan, hotspots=pulled.merge.hotspots, waivers=pulled.waivers)
        other.outbox.set_base(pulled.base)


def test_a_stewards_change_is_never_set_back_by_an_older_copy_of_it(desk: Desk) -> None:
    server = desk.server
    name = server.funding_source(point_quota=2)
    stale = FundingSource(name, PASER, 2026, point_quota=2)
    hotspots = tuple(replace(row, funding_source_id=name) for row in desk.plan.hotspots)
    desk.plan = replace(desk.plan, hotspots=hotspots, funding_sources=(stale,))
    assert isinstance(desk.publish(), Published)
    raised = ("--agency", PASER, "--fiscal-year", "2026", "--point-quota", "3")
    assert server.administer("set-funding-source", name, *raised) == 0
    desk.plan = replace(desk.plan, hotspots=(replace(hotspots[0], name="Balai"),))
    assert isinstance(desk.publish(), Published)
    desk.plan = replace(desk.plan, funding_sources=(replace(stale, point_quota=4),))
    assert desk.publish() == Refused(SOURCE_UNSEEN, name)
    desk.plan = replace(desk.plan, funding_sources=(stale,))
    pulled = pull(desk.plan, desk.outbox, desk.client)
    assert pulled.funding.clashes == ()
    assert replace(stale, point_quota=3) in pulled.funding.sources
    assert {source.agency for source in pulled.funding.sources} == {PASER}
    desk.plan = replace(desk.plan, funding_sources=pulled.funding.sources)
    desk.outbox.set_base(pulled.base)
    assert isinstance(desk.publish(), Published)


def test_a_source_of_another_agency_comes_when_it_is_drawn_on(desk: Desk) -> None:
    (hotspot,) = desk.plan.hotspots
    desk.plan = replace(desk.plan, hotspots=(replace(hotspot, funding_source_id="kaltim-2026"),))
    pulled = pull(desk.plan, desk.outbox, desk.client)
    others = [source for source in pulled.funding.sources if source.agency != PASER]
    assert others == [FundingSource("kaltim-2026", KALTIM, 2026)]


def test_a_pull_tells_by_what_the_server_judges(desk: Desk) -> None:
    pulled = pull(desk.plan, desk.outbox, desk.client)
    assert {
        "rule_set_version": pulled.rule_set_version,
        "reference_sha256": pulled.reference_sha256,
    } == desk.terms()


def test_a_wrong_plan_is_rejected_and_a_foreign_reference_refused(desk: Desk) -> None:
    (hotspot,) = desk.plan.hotspots
    desk.plan = replace(desk.plan, hotspots=(replace(hotspot, site_kind="private"),))
    rejected = desk.publish()
    assert isinstance(rejected, Rejected)
    assert "VI201" in [finding.rule for finding in rejected.report.findings]
    waiver = Waiver("VI201", hotspot.hotspot_id, "the village's only mast", "Sari")
    desk.plan = replace(desk.plan, waivers=(waiver,))
    assert isinstance(desk.publish(), Published)
    terms = {**desk.terms(), "reference_sha256": "0" * 64}
    desk.plan = replace(desk.plan, hotspots=())
    refused = publish(desk.plan, desk.outbox, desk.client, **terms)
    assert isinstance(refused, Refused)
    assert refused.reason == "reference_mismatch"


def test_the_server_hands_out_its_reference_and_its_rule_set(desk: Desk, tmp_path: Path) -> None:
    expected = desk.server.description["reference_sha256"]
    target = tmp_path / "reference.gpkg"
    assert desk.client.reference(target, expected) == expected
    with Reference.open(target) as reference:
        assert reference.sha256() == expected
    assert desk.client.rule_set().version == desk.server.description["rule_set_version"]
    assert desk.client.title()


def test_other_plans_hotspots_are_read_whole_or_in_a_box(desk: Desk) -> None:
    desk.publish()
    (hotspot,) = desk.plan.hotspots
    assert desk.plan.plan_id not in {
        row.plan_id for row in desk.client.published_hotspots(desk.plan.plan_id)
    }
    (seen,) = [
        row
        for row in desk.client.published_hotspots("another plan")
        if row.plan_id == desk.plan.plan_id
    ]
    # Free text can name persons: it is for the plan's own agency.
    assert hotspot.notes is not None
    assert (seen.hotspot, seen.agency, seen.revision) == (replace(hotspot, notes=None), PASER, 1)


def test_a_stranger_is_turned_away_without_a_word_of_his_sign_in(desk: Desk) -> None:
    stranger = requests.Session()
    stranger.trust_env = False
    stranger.auth = ("paser.planner", "not-the-token-at-all")
    client = Client(desk.server.url, stranger, ca_path=Path(desk.server.ca))
    with pytest.raises(ServerRefused, match="did not accept your sign-in") as failure:
        client.changes_since(desk.plan.plan_id, 0)
    assert "not-the-token" not in str(failure.value)


def test_a_server_whose_authority_is_not_given_is_not_trusted(desk: Desk) -> None:
    session = desk.server.session("paser.planner")
    with pytest.raises(NetworkFailed, match="is not trusted"):
        Client(desk.server.url, session).title()
