# SPDX-License-Identifier: GPL-2.0-or-later
"""Waivers of two planners of one plan: none is lost, none comes back that was taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.three_way import OURS as THREE_WAY_OURS
from village_internet_plugin.sharing.three_way import THEIRS as THREE_WAY_THEIRS
from village_internet_plugin.sharing.waiver_merging import (
    WaiverClash,
    merge_waivers,
    settle_waivers,
)

WAS = Waiver("VI105", "office", "one market", "Sari")
OURS = Waiver("VI105", "office", "no other place", "Budi")
THEIRS = Waiver("VI105", "office", "the road is flooded", "Sari")
waivers = st.lists(
    st.builds(
        Waiver, st.just("VI105"), st.sampled_from("ab"), st.sampled_from("xyz"), st.just("S")
    ),
    unique_by=lambda waiver: waiver.subject,
).map(tuple)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ((), (OURS,), (), (OURS,)),
        ((), (), (THEIRS,), (THEIRS,)),
        ((WAS,), (), (WAS,), ()),
        ((WAS,), (WAS,), (), ()),
        ((WAS,), (WAS,), (THEIRS,), (THEIRS,)),
        ((WAS,), (OURS,), (THEIRS,), (OURS,)),
        ((WAS,), (), (THEIRS,), (THEIRS,)),
        ((WAS,), (OURS,), (), (OURS,)),
        ((WAS,), (), (), ()),
    ],
)
def test_each_case(
    base: tuple[Waiver, ...],
    ours: tuple[Waiver, ...],
    theirs: tuple[Waiver, ...],
    merged: tuple[Waiver, ...],
) -> None:
    result = merge_waivers(base, ours, theirs)
    assert result.waivers == merged
    is_clash = WAS not in (*ours, *theirs) and ours != theirs and (base or (ours and theirs))
    expected = [WaiverClash("VI105", "office", *map(_only, (base, ours, theirs)))]
    assert list(result.clashes) == (expected if is_clash else [])


def _only(waivers: tuple[Waiver, ...]) -> Waiver | None:
    return waivers[0] if waivers else None


@pytest.mark.parametrize("here", [(OURS,), ()])
@pytest.mark.parametrize("there", [(THEIRS,), ()])
@pytest.mark.parametrize("side", [THREE_WAY_OURS, THREE_WAY_THEIRS])
def test_a_clash_is_settled_for_either_side(
    here: tuple[Waiver, ...], there: tuple[Waiver, ...], side: str
) -> None:
    other = Waiver("VI204", "office", "agreed", "Sari")
    result = merge_waivers((WAS,), (*here, other), there)
    settled = settle_waivers(result.waivers, dict.fromkeys(result.clashes, side))
    if result.clashes:
        assert set(settled) == {*(here if side == THREE_WAY_OURS else there), other}


@given(waivers, waivers, waivers)
def test_no_waiver_vanishes_without_being_shown(
    base: tuple[Waiver, ...], ours: tuple[Waiver, ...], theirs: tuple[Waiver, ...]
) -> None:
    result = merge_waivers(base, ours, theirs)
    shown = {clash.subject for clash in result.clashes}
    for side in (ours, theirs):
        written = {waiver.subject for waiver in side}
        for waiver in set(side) - set(base):
            assert waiver in result.waivers or waiver.subject in shown
        for gone in {waiver.subject for waiver in base} - written:
            assert gone in shown or gone not in {row.subject for row in result.waivers}


@given(waivers, waivers, waivers)
def test_both_sides_waive_the_same_findings(
    base: tuple[Waiver, ...], ours: tuple[Waiver, ...], theirs: tuple[Waiver, ...]
) -> None:
    here, there = merge_waivers(base, ours, theirs), merge_waivers(base, theirs, ours)
    assert {row.subject for row in here.waivers} == {row.subject for row in there.waivers}
    shown = {clash.subject for clash in here.clashes}
    assert shown == {clash.subject for clash in there.clashes}
    assert {row for row in here.waivers if row.subject not in shown} == {
        row for row in there.waivers if row.subject not in shown
    }


@given(waivers, waivers)
def test_merging_with_one_who_did_nothing_changes_nothing(
    base: tuple[Waiver, ...], changed: tuple[Waiver, ...]
) -> None:
    for result in (merge_waivers(base, changed, base), merge_waivers(base, base, changed)):
        assert (set(result.waivers), result.clashes) == (set(changed), ())
