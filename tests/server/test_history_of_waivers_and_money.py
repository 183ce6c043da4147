# SPDX-License-Identifier: GPL-2.0-or-later
"""What became of waivers and funding sources, told with each revision and priced by its time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.paser import Office, hotspot_at
from server.planning import Planner
from server.running import PASER
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.server.history import plan_at, revision_lines
from village_internet_plugin.sharing.comparing import Total, compare
from village_internet_plugin.sharing.field_change import FieldChange
from village_internet_plugin.sharing.waiver_changes import WaiverChange

pytestmark = pytest.mark.server


def test_a_revision_of_waivers_alone_tells_what_was_given_worded_anew_and_withdrawn(
    planner: Planner, offices: list[Office]
) -> None:
    first, second = map(hotspot_at, offices[:2])
    given = Waiver("VI203", first.hotspot_id, "Surat menyusul", "Sari", "2026-02-01T03:04:05Z")
    village = Waiver("VI303", str(first.village_code), "Desa luas", "Budi", "2026-02-02T03:04:05Z")
    gone = replace(given, subject=second.hotspot_id)
    anew = replace(given, reason="Surat ada", made_at="2026-03-01T03:04:05Z")
    planner.publish(added=(first, second), waivers=(given,))
    planner.publish(waivers=(given, village, gone), reason="rapat")
    planner.publish(waivers=(anew, village, gone))
    planner.publish(removed=(second.hotspot_id,), waivers=(anew, village, gone))
    planner.publish()
    client = planner.server.client()
    told = [line.waivers for line in client.history(planner.plan_id).revisions]
    named = {first.hotspot_id: first.name, second.hotspot_id: second.name}
    with planner.server.database() as connection:
        (named[village.subject],) = connection.execute(
            "SELECT name FROM village_internet.villages WHERE village_code = %s", (village.subject,)
        ).fetchone() or ("",)

    def change(before: Waiver | None, after: Waiver | None) -> WaiverChange:
        return WaiverChange(before, after).named({key: str(name) for key, name in named.items()})

    assert told[0] == (change(None, given),)
    # Of the hotspot that went, the name it was published with.
    assert set(told[1]) == {change(None, village), change(None, gone)}
    assert told[2:4] == [(change(given, anew),), ()]
    assert set(told[4]) == {change(anew, None), change(village, None), change(gone, None)}
    assert all(each.subject_name for several in told for each in several)
    life = client.life(planner.plan_id, first.hotspot_id)
    chapters = [(entry.revision, entry.change, entry.waivers) for entry in life]
    assert chapters == [
        (1, "added", told[0]),
        (3, "changed", told[2]),
        (5, "changed", (change(anew, None),)),
    ]
    assert (life[1].fields, life[1].status, life[1].published_by) == (
        *((), "proposed", "paser.planner"),
    )
    assert client.plan_at_revision(planner.plan_id, 2).waivers == (given, village, gone)
    comparison = compare(client.state_at(planner.plan_id, 2), client.state_at(planner.plan_id, 3))
    assert (comparison.hotspots, comparison.is_empty) == ((), False)


def test_funding_sources_are_told_with_the_revision_that_changed_them_and_price_their_time(
    planner: Planner, offices: list[Office]
) -> None:
    server = planner.server
    identifier = server.funding_source(point_quota=9, service_months=12)
    source = FundingSource(identifier, PASER, 2026, point_quota=9, service_months=12)
    office = replace(
        hotspot_at(offices[0], funding_source_id=identifier),
        opex_idr_per_month=1_000_000,
        service_months=None,
    )
    planner.publish(added=(office,))
    shorter = replace(source, service_months=6)
    planner.publish(sources=(shorter,), user="paser.steward")
    by_hand = ("set-funding-source", identifier, "--agency", PASER, "--fiscal-year", "2026")
    assert server.administer(*by_hand, "--point-quota", "7", "--service-months", "6") == 0
    planner.publish(changed=(replace(office, name="Balai"),))
    client = server.client()
    lines = client.history(planner.plan_id).revisions
    told = [
        [(each.kind, each.fields, each.changed_by) for each in line.funding_sources
         if each.funding_source_id == identifier]
        for line in lines
    ]  # fmt: skip
    assert told == [
        [],
        [("changed", (FieldChange("service_months", 12, 6),), "paser.steward")],
        [("changed", (FieldChange("point_quota", 9, 7),), "postgres")],
    ]
    assert [line.published_by for line in lines][1] == "paser.steward"
    first, second, third = (client.state_at(planner.plan_id, number) for number in (1, 2, 3))
    of_each = [
        next(row for row in state.funding_sources or () if row.funding_source_id == identifier)
        for state in (first, second, third)
    ]
    assert of_each == [source, shorter, replace(shorter, point_quota=7)]
    comparison = compare(first, second)
    assert comparison.funding_sources == (Total(identifier, 1, 1, 12_000_000, 6_000_000),)
    (changed,) = comparison.sources
    assert changed.fields == (FieldChange("service_months", 12, 6),)


def test_a_plans_first_revision_tells_the_source_its_publisher_made_with_it(
    planner: Planner, offices: list[Office]
) -> None:
    before = planner.server.funding_source()
    source = FundingSource(f"new-{new_identifier()[:8]}", PASER, 2026, programme="Dana desa")
    office = hotspot_at(offices[0], funding_source_id=source.funding_source_id)
    planner.publish(added=(office,), sources=(source,), user="paser.steward")
    (line,) = planner.server.client().history(planner.plan_id).revisions
    told = {each.funding_source_id: each.kind for each in line.funding_sources}
    assert told[source.funding_source_id] == "added"
    assert before not in told


def test_what_no_change_is_remembered_of_stands_for_the_time_before_there_was_memory(
    planner: Planner, offices: list[Office]
) -> None:
    identifier = planner.server.funding_source(service_months=12)
    office = hotspot_at(offices[0], funding_source_id=identifier)
    planner.publish(added=(office,))
    with planner.server.database() as connection:
        # As after an upgrade: the plan was published before migration 0008 was run.
        connection.execute("UPDATE village_internet.migrations SET run_at = now() WHERE number = 8")
        connection.execute(
            "ALTER TABLE village_internet.funding_source_changes DISABLE TRIGGER append_only"
        )
        connection.execute("UPDATE village_internet.funding_source_changes SET changed_at = now()")
        was = plan_at(connection, planner.plan_id, 1)
        assert was is not None
        sources = {row.funding_source_id: row for row in was.funding_sources or ()}
        assert sources[identifier].service_months == 12
        assert revision_lines(connection, planner.plan_id)[0].funding_sources == ()
        connection.rollback()
