# SPDX-License-Identifier: GPL-2.0-or-later
"""Two states of a plan compared: by hotspot and field, by village, by funding source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given

from sharing.rows import CLINIC, OFFICE, SCHOOL, states
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.comparing import Comparison, PlanState, Total
from village_internet_plugin.sharing.comparing import compare as compare_states
from village_internet_plugin.sharing.field_change import FieldChange
from village_internet_plugin.sharing.source_changes import SourceChange
from village_internet_plugin.sharing.waiver_changes import WaiverChange

PASER = "Kabupaten Paser"
SOURCE = FundingSource("apbd-2026", PASER, 2026, point_quota=26, service_months=12)
WAIVER = Waiver("VI203", "office", "Surat menyusul", "Sari", "2026-02-01T03:04:05+00:00")


def compare(before: Sequence[Hotspot], after: Sequence[Hotspot]) -> Comparison:
    """Compare hotspots alone."""
    return compare_states(PlanState(tuple(before)), PlanState(tuple(after)))


def kinds(comparison: Comparison) -> dict[str, str]:
    """Return what happened to each hotspot, by its id."""
    return {change.hotspot.hotspot_id: change.kind for change in comparison.hotspots}


def test_each_hotspot_was_added_changed_or_removed() -> None:
    comparison = compare((OFFICE, SCHOOL), (replace(SCHOOL, status="approved"), CLINIC))
    assert kinds(comparison) == {"school": "changed", "clinic": "added", "office": "removed"}
    assert [comparison.count(kind) for kind in ("added", "changed", "removed")] == [1, 1, 1]
    (school, clinic, office) = comparison.hotspots
    assert school.fields == (FieldChange("status", "proposed", "approved"),)
    assert FieldChange("name", None, "Puskesmas Kuaro") in clinic.fields
    assert FieldChange("name", "Balai Desa Kuaro", None) in office.fields
    assert office.hotspot == OFFICE


def test_a_move_is_measured_in_metres_and_one_below_a_centimetre_is_none() -> None:
    # A thousandth of a degree of latitude near the equator is 110.57 m on WGS 84.
    moved = replace(OFFICE, position=LonLat(116.1912345, -1.9113456))
    (change,) = compare((OFFICE,), (moved,)).hotspots
    assert change.moved_m == pytest.approx(110.57, abs=0.01)
    assert [field.name for field in change.fields] == ["lat"]
    nudged = replace(OFFICE, position=LonLat(116.19123451, -1.91234561))
    assert compare((OFFICE,), (nudged,)).is_empty
    (lost,) = compare((OFFICE,), (replace(OFFICE, position=None),)).hotspots
    assert (lost.moved_m, [field.name for field in lost.fields]) == (None, ["lon", "lat"])
    (renamed,) = compare((OFFICE,), (replace(OFFICE, name="Balai"),)).hotspots
    assert renamed.moved_m is None


def test_villages_and_sources_tell_points_and_rupiah_before_and_after() -> None:
    paid = replace(OFFICE, capex_idr=10_000_000, opex_idr_per_month=1_000_000, service_months=12)
    other = replace(SCHOOL, village_code="64.01.06.2024", funding_source_id="dana-desa")
    term = replace(other, opex_idr_per_month=500_000)
    source = FundingSource("dana-desa", "Kabupaten Paser", 2026, service_months=6)
    before = PlanState((paid, other), None, (source,))
    after = PlanState((replace(paid, status="replaced"), term))
    comparison = compare_states(before, after)
    # The office gave way (22 million less); the school costs 6 months of its source's term.
    assert comparison.villages == (
        Total("64.01.06.2023", 1, 0, 22_000_000, 0),
        Total("64.01.06.2024", 1, 1, 0, 3_000_000),
    )
    assert comparison.funding_sources == (
        Total("apbd-2026", 1, 0, 22_000_000, 0),
        Total("dana-desa", 1, 1, 0, 3_000_000),
    )


def test_what_names_no_village_and_no_source_is_counted_under_nothing() -> None:
    comparison = compare((), (Hotspot("x"),))
    assert comparison.villages == comparison.funding_sources == (Total("", 0, 1, 0, 0),)


def test_each_state_is_priced_by_the_funding_sources_it_had() -> None:
    paid = replace(OFFICE, opex_idr_per_month=1_000_000, service_months=None)
    shorter = replace(SOURCE, service_months=6, programme="APBD")
    before = PlanState((paid,), (), (SOURCE,), PASER)
    after = PlanState((paid,), (), (shorter,), "kabupaten  paser")
    comparison = compare_states(before, after)
    # 12 months of a million before, 6 after; not a letter of the hotspot changed.
    assert comparison.funding_sources == (Total("apbd-2026", 1, 1, 12_000_000, 6_000_000),)
    assert (comparison.hotspots, comparison.is_empty) == ((), False)
    told = (FieldChange("programme", None, "APBD"), FieldChange("service_months", 12, 6))
    assert comparison.sources == (SourceChange("apbd-2026", "changed", told),)
    # Where one state's sources are not known, those of the other stand in.
    for unknown, known in (
        (replace(before, funding_sources=None), after),
        (before, replace(after)),
    ):
        both = compare_states(unknown, replace(known, funding_sources=before.funding_sources))
        assert (both.funding_sources, both.sources) == ((), ())


def test_funding_sources_come_and_go_and_those_of_others_are_told_elsewhere() -> None:
    others = replace(SOURCE, funding_source_id="apbn", agency="Pusat")
    new = replace(SOURCE, funding_source_id="dana-desa", point_quota=None)
    before = PlanState((), (), (SOURCE,), PASER)
    comparison = compare_states(before, PlanState((), (), (new, others), PASER))
    came, went = comparison.sources
    assert (came.funding_source_id, came.kind) == ("dana-desa", "added")
    assert [field.name for field in came.fields] == ["agency", "fiscal_year", "service_months"]
    assert (went.funding_source_id, went.kind) == ("apbd-2026", "removed")
    assert FieldChange("point_quota", 26, None) in went.fields


def test_waivers_are_given_worded_anew_and_withdrawn_and_their_subjects_have_names() -> None:
    village = replace(WAIVER, rule="VI303", subject="64.01.06.2023")
    anew, new = replace(WAIVER, reason="Surat ada"), replace(WAIVER, rule="VI204")
    before = PlanState((OFFICE,), (WAIVER, village))
    after = PlanState((OFFICE,), (anew, new))
    comparison = compare_states(before, after, {"64.01.06.2023": "Kuaro"})
    assert comparison.waivers == (
        WaiverChange(WAIVER, anew, OFFICE.label),
        WaiverChange(None, new, OFFICE.label),
        WaiverChange(village, None, "Kuaro"),
    )
    assert [change.kind for change in comparison.waivers] == ["changed", "added", "removed"]
    assert not comparison.is_empty
    assert compare_states(before, replace(after, waivers=None)).waivers == ()


@given(states(), states())
def test_two_states_are_alike_when_their_content_is(
    before: tuple[Hotspot, ...], after: tuple[Hotspot, ...]
) -> None:
    comparison = compare(before, after)
    assert comparison.is_empty == (content_sha256(before) == content_sha256(after))
    back = compare(after, before)
    assert comparison.count("added") == back.count("removed")
    assert kinds(comparison).keys() == kinds(back).keys()
    # Whoever carries the changes over has the other state.
    rows = {row.hotspot_id: row for row in before}
    for change in comparison.hotspots:
        rows.pop(change.hotspot.hotspot_id, None)
        if change.after is not None:
            rows[change.hotspot.hotspot_id] = change.after
    assert content_sha256(rows.values()) == content_sha256(after)


def test_a_repeated_id_is_told() -> None:
    with pytest.raises(InputError, match="same hotspot_id"):
        compare((OFFICE, OFFICE), ())
