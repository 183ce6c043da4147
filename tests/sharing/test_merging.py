# SPDX-License-Identifier: GPL-2.0-or-later
"""Three-way merge: both orders agree, and no edit vanishes without being shown."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from sharing.rows import CLINIC, OFFICE, SCHOOL, states
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.sharing.canonical import canonical_hotspot, content_sha256
from village_internet_plugin.sharing.delta import by_id
from village_internet_plugin.sharing.merging import (
    FIELDS,
    POSITION,
    FieldClash,
    Merge,
    RemovalClash,
    merge,
    settle,
)
from village_internet_plugin.sharing.three_way import OURS, THEIRS

Rows = tuple[Hotspot, ...]
ELSEWHERE = LonLat(116.3, -1.8)


def values(hotspot: Hotspot) -> dict[str, object]:
    """Return the fields as the merge compares them."""
    row = canonical_hotspot(hotspot)
    row[POSITION] = (row.pop("lon"), row.pop("lat"))
    return row


def test_each_sides_own_changes_are_taken() -> None:
    base = (OFFICE, SCHOOL, CLINIC)
    ours = (replace(OFFICE, name="Kantor"), SCHOOL)
    theirs = (replace(OFFICE, position=ELSEWHERE), CLINIC, replace(OFFICE, hotspot_id="new"))
    merged = merge(base, ours, theirs)
    assert merged == Merge(
        (replace(OFFICE, name="Kantor", position=ELSEWHERE), replace(OFFICE, hotspot_id="new")), ()
    )


def test_the_same_change_on_both_sides_is_no_clash() -> None:
    changed = (replace(OFFICE, bandwidth_mbps=100),)
    assert merge((OFFICE,), changed, (replace(OFFICE, bandwidth_mbps=100.0),)).clashes == ()


def test_one_field_changed_differently_keeps_ours_and_is_shown() -> None:
    ours, theirs = replace(OFFICE, name="Kantor", year=2027), replace(OFFICE, name="Balai")
    merged = merge((OFFICE,), (ours,), (theirs,))
    assert merged.hotspots == (ours,)
    assert merged.clashes == (FieldClash("office", "name", "Balai Desa Kuaro", "Kantor", "Balai"),)


def test_a_position_moves_as_a_whole() -> None:
    ours = replace(OFFICE, position=LonLat(116.3, -1.9123456))
    theirs = replace(OFFICE, position=LonLat(116.1912345, -1.8))
    assert merge((OFFICE,), (ours,), (theirs,)).clashes == (
        FieldClash("office", "position", OFFICE.position, ours.position, theirs.position),
    )


@pytest.mark.parametrize("remover", [OURS, THEIRS])
def test_what_one_removed_and_the_other_edited_stays_and_is_shown(remover: str) -> None:
    edited = replace(OFFICE, name="Kantor")
    sides: tuple[Rows, Rows] = ((), (edited,)) if remover == OURS else ((edited,), ())
    merged = merge((OFFICE,), *sides)
    assert merged == Merge((edited,), (RemovalClash("office", remover, OFFICE, edited),))


def test_what_one_removed_and_the_other_left_alone_goes() -> None:
    assert merge((OFFICE,), (), (OFFICE,)) == merge((OFFICE,), (OFFICE,), ()) == Merge((), ())


def test_one_id_added_twice_clashes_where_the_rows_differ() -> None:
    merged = merge((), (OFFICE,), (replace(OFFICE, name="Kantor"),))
    assert merged.clashes == (FieldClash("office", "name", None, "Balai Desa Kuaro", "Kantor"),)


@pytest.mark.parametrize("blank", ["", " "])
def test_a_point_without_an_id_is_refused_with_a_way_to_give_it_one(blank: str) -> None:
    drawn = (replace(OFFICE, hotspot_id=blank), SCHOOL)
    with pytest.raises(InputError, match=r"Balai Desa Kuaro.* no hotspot_id; .* uuid\("):
        merge((), drawn, ())


def test_a_repeated_id_is_refused() -> None:
    with pytest.raises(InputError, match="same hotspot_id"):
        merge((), (OFFICE, OFFICE), ())


@given(states("ab"), states("ab"), states("ab"))
def test_either_order_gives_the_same_but_for_the_clashes_shown(
    base: Rows, ours: Rows, theirs: Rows
) -> None:
    here, there = merge(base, ours, theirs), merge(base, theirs, ours)
    for clash in there.clashes:
        if isinstance(clash, FieldClash):
            there = replace(there, hotspots=settle(there.hotspots, clash, THEIRS))
    assert content_sha256(here.hotspots) == content_sha256(there.hotspots)
    assert {(clash.hotspot_id, getattr(clash, "field", None)) for clash in here.clashes} == {
        (clash.hotspot_id, getattr(clash, "field", None)) for clash in there.clashes
    }


@given(states("ab"), states("ab"), states("ab"))
def test_no_edit_vanishes_without_being_shown(base: Rows, ours: Rows, theirs: Rows) -> None:
    merged = merge(base, ours, theirs)
    before, after = by_id(base), by_id(merged.hotspots)
    shown = {
        (clash.hotspot_id, clash.field if isinstance(clash, FieldClash) else "row")
        for clash in merged.clashes
    }
    for side in (ours, theirs):
        for row in side:
            was = before.get(row.hotspot_id)
            for field in FIELDS:
                edited = was is None or values(row)[field] != values(was)[field]
                if edited and (row.hotspot_id, field) not in shown:
                    assert values(after[row.hotspot_id])[field] == values(row)[field]
        for gone in before.keys() - by_id(side).keys():
            assert gone not in after or (gone, "row") in shown


@given(states("ab"), states("ab"))
def test_merging_with_one_who_did_nothing_changes_nothing(base: Rows, changed: Rows) -> None:
    for merged in (merge(base, changed, base), merge(base, base, changed)):
        assert merged.clashes == ()
        assert content_sha256(merged.hotspots) == content_sha256(changed)


@given(states("ab"), states("ab"), states("ab"))
def test_what_is_merged_stays_merged(base: Rows, ours: Rows, theirs: Rows) -> None:
    """A pull that was stopped before the base moved brings the same again."""
    once = merge(base, ours, theirs)
    for clash in once.clashes:
        if isinstance(clash, FieldClash):
            # What stays ours is an edit on their row.
            assert getattr(by_id(once.hotspots)[clash.hotspot_id], clash.field) == clash.ours
    again = merge(theirs, once.hotspots, theirs)
    assert again == Merge(once.hotspots, ())


@pytest.mark.parametrize(("side", "name", "count"), [(OURS, "Kantor", 2), (THEIRS, "Balai", 2)])
def test_a_field_clash_is_settled_for_either_side(side: str, name: str, count: int) -> None:
    merged = merge(
        (OFFICE, SCHOOL),
        (replace(OFFICE, name="Kantor"), SCHOOL),
        (replace(OFFICE, name="Balai"), SCHOOL),
    )
    settled = settle(merged.hotspots, merged.clashes[0], side)
    assert (len(settled), settled[0].name) == (count, name)


@pytest.mark.parametrize(("side", "left"), [(OURS, 0), (THEIRS, 1)])
def test_a_removal_clash_is_settled_for_either_side(side: str, left: int) -> None:
    merged = merge((OFFICE,), (), (replace(OFFICE, name="Balai"),))
    assert len(settle(merged.hotspots, merged.clashes[0], side)) == left
