# SPDX-License-Identifier: GPL-2.0-or-later
"""Waivers of two planners of one plan: none is lost, none comes back that was taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.waiver_merging import merge_waivers

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
    assert merge_waivers(base, ours, theirs) == merged


@given(waivers, waivers, waivers)
def test_both_sides_waive_the_same_findings(
    base: tuple[Waiver, ...], ours: tuple[Waiver, ...], theirs: tuple[Waiver, ...]
) -> None:
    here, there = merge_waivers(base, ours, theirs), merge_waivers(base, theirs, ours)
    assert {waiver.subject for waiver in here} == {waiver.subject for waiver in there}


@given(waivers, waivers)
def test_merging_with_one_who_did_nothing_changes_nothing(
    base: tuple[Waiver, ...], changed: tuple[Waiver, ...]
) -> None:
    assert set(merge_waivers(base, changed, base)) == set(changed)
    assert set(merge_waivers(base, base, changed)) == set(changed)
