# SPDX-License-Identifier: GPL-2.0-or-later
"""Two states of a plan compared: by hotspot and field, by village, by funding source."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from sharing.rows import CLINIC, OFFICE, SCHOOL, states
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.comparing import Comparison, FieldChange, Total, compare


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
    comparison = compare((paid, other), (replace(paid, status="replaced"), term), (source,))
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
