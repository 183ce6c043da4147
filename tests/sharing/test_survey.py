# SPDX-License-Identifier: GPL-2.0-or-later
"""A survey is merged with the plan field by field; nothing that one side alone did is lost."""

from __future__ import annotations

from dataclasses import replace

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.sharing.merging import FieldClash, RemovalClash
from village_internet_plugin.sharing.survey import Survey, fingerprint, merge_survey, with_ids

ABSENT = frozenset({"maintainer", "notes"})
OFFICE = Hotspot("a", LonLat(116.0, -1.5), name="Balai Desa Biu", power="grid")
SCHOOL = Hotspot("b", LonLat(116.1, -1.6), name="SDN 002 Lomu")
PLANNED = (
    replace(OFFICE, maintainer="Pemerintah Desa", notes="0812-5555"),
    replace(SCHOOL, notes="gate at the back"),
)


def survey(*now: Hotspot) -> Survey:
    return Survey("plan-1", "2026-11-25T08:00:00+00:00", (OFFICE, SCHOOL), now, ABSENT)


def test_an_untouched_package_changes_nothing() -> None:
    merged = merge_survey(survey(OFFICE, SCHOOL), PLANNED)
    assert merged.hotspots == PLANNED
    assert merged.clashes == ()


def test_what_stayed_with_the_agency_stays_beside_what_the_field_changed() -> None:
    moved = replace(OFFICE, position=LonLat(116.0005, -1.5), power="solar")
    merged = merge_survey(survey(moved, SCHOOL), PLANNED)
    assert merged.hotspots == (
        replace(PLANNED[0], position=LonLat(116.0005, -1.5), power="solar"),
        PLANNED[1],
    )


def test_each_sides_own_fields_are_both_kept() -> None:
    planned = (replace(PLANNED[0], year=2027, notes="new note"), PLANNED[1])
    merged = merge_survey(survey(replace(OFFICE, power="solar"), SCHOOL), planned)
    assert merged.hotspots[0] == replace(planned[0], power="solar")
    assert merged.clashes == ()


def test_the_same_field_changed_on_both_sides_is_told_and_stays_as_planned() -> None:
    planned = (replace(PLANNED[0], power="generator"), PLANNED[1])
    merged = merge_survey(survey(replace(OFFICE, power="solar"), SCHOOL), planned)
    assert merged.hotspots == planned
    assert merged.clashes == (FieldClash("a", "power", "grid", "generator", "solar"),)


def test_a_deleted_hotspot_goes_unless_the_plan_changed_it_meanwhile() -> None:
    assert merge_survey(survey(OFFICE), PLANNED).hotspots == PLANNED[:1]
    planned = (PLANNED[0], replace(PLANNED[1], year=2027))
    merged = merge_survey(survey(OFFICE), planned)
    assert merged.hotspots == planned
    assert merged.clashes == (RemovalClash("b", "theirs", SCHOOL, planned[1]),)


def test_a_point_drawn_without_an_id_gets_the_same_one_each_time() -> None:
    drawn = Hotspot("", LonLat(116.2, -1.7), name="Pasar Kuaro")
    once = merge_survey(survey(OFFICE, SCHOOL, drawn), PLANNED)
    assert [row.name for row in once.hotspots] == ["Balai Desa Biu", "SDN 002 Lomu", "Pasar Kuaro"]
    assert len(once.hotspots[2].hotspot_id) == 36
    assert merge_survey(survey(OFFICE, SCHOOL, drawn), once.hotspots) == once


def test_two_points_drawn_without_an_id_are_two() -> None:
    drawn = [Hotspot("", LonLat(116.2, lat)) for lat in (-1.7, -1.8)]
    assert len({hotspot.hotspot_id for hotspot in with_ids(survey(*drawn))}) == 2


def test_the_fingerprint_tells_any_other_value_order_or_set_of_columns() -> None:
    same = fingerprint((OFFICE, SCHOOL), ABSENT)
    assert fingerprint([OFFICE, SCHOOL], {"notes", "maintainer"}) == same
    assert fingerprint((SCHOOL, OFFICE), ABSENT) != same
    assert fingerprint((OFFICE, replace(SCHOOL, year=2027)), ABSENT) != same
    assert fingerprint((OFFICE, SCHOOL), {"notes"}) != same
