# SPDX-License-Identifier: GPL-2.0-or-later
"""Funding sources of a plan and of the server: what one side changed is taken, a clash is told."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.sharing.funding_source_merging import (
    FundingFieldClash,
    FundingMerge,
    FundingRemovalClash,
    differing_fields,
    merge_funding_sources,
)

WAS = FundingSource("apbd", "Kabupaten Paser", 2026, point_quota=20, budget_idr=900)
MORE = replace(WAS, point_quota=25)
LESS = replace(WAS, point_quota=15)
RICHER = replace(WAS, budget_idr=1_000)
NEW = FundingSource("dana desa", "Kabupaten Paser", 2027)
Rows = tuple[FundingSource, ...]


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        ((WAS,), (WAS,), (MORE,), (MORE,)),
        ((WAS,), (MORE,), (WAS,), (MORE,)),
        ((WAS,), (MORE,), (MORE,), (MORE,)),
        ((WAS,), (MORE,), (RICHER,), (replace(MORE, budget_idr=1_000),)),
        ((WAS,), (WAS,), (WAS, NEW), (WAS, NEW)),
        ((WAS,), (NEW, WAS), (WAS,), (NEW, WAS)),
        ((WAS,), (), (WAS,), ()),
        ((WAS,), (WAS,), (), ()),
        ((), (WAS,), (WAS,), (WAS,)),
        ((), (), (WAS,), (WAS,)),
    ],
)
def test_what_one_side_changed_is_taken(base: Rows, ours: Rows, theirs: Rows, merged: Rows) -> None:
    assert merge_funding_sources(base, ours, theirs) == FundingMerge(merged, ())


def test_what_both_changed_differently_stays_ours_and_is_told() -> None:
    assert merge_funding_sources((WAS,), (LESS,), (MORE,)) == FundingMerge(
        (LESS,), (FundingFieldClash("apbd", "point_quota", 20, 15, 25),)
    )


def test_without_a_base_every_difference_is_a_clash() -> None:
    theirs = replace(WAS, point_quota=None, budget_idr=1_000)
    assert merge_funding_sources((), (WAS,), (theirs,)) == FundingMerge(
        (WAS,),
        (
            FundingFieldClash("apbd", "point_quota", None, 20, None),
            FundingFieldClash("apbd", "budget_idr", None, 900, 1_000),
        ),
    )


def test_a_source_removed_here_and_changed_there_stays_and_the_other_way_round() -> None:
    for ours, theirs, removed_by in (((), (MORE,), "ours"), ((MORE,), (), "theirs")):
        assert merge_funding_sources((WAS,), ours, theirs) == FundingMerge(
            (MORE,), (FundingRemovalClash("apbd", removed_by, WAS, MORE),)
        )


def test_another_spelling_of_the_agency_and_a_blank_are_no_change() -> None:
    spelled = replace(WAS, agency="kabupaten  PASER", programme=" ")
    assert differing_fields(WAS, spelled) == ()
    assert merge_funding_sources((WAS,), (spelled,), (MORE,)).sources == (MORE,)
    assert merge_funding_sources((), (spelled,), (WAS,)) == FundingMerge((spelled,), ())


def test_an_id_that_stands_twice_is_told() -> None:
    with pytest.raises(InputError, match='same funding_source_id "apbd"'):
        merge_funding_sources((), (WAS, MORE), ())


sources = st.lists(
    st.builds(
        FundingSource,
        st.sampled_from(["apbd", "dana desa"]),
        st.just("Kabupaten Paser"),
        st.sampled_from([2026, 2027]),
        point_quota=st.sampled_from([None, 5, 10]),
    ),
    unique_by=lambda source: source.funding_source_id,
).map(tuple)


@given(sources, sources, sources)
def test_both_sides_find_the_same_clashes_and_differ_in_nothing_else(
    base: Rows, ours: Rows, theirs: Rows
) -> None:
    here, there = (
        merge_funding_sources(base, ours, theirs),
        merge_funding_sources(base, theirs, ours),
    )
    clashing = [clash for clash in here.clashes if isinstance(clash, FundingFieldClash)]
    assert len(here.clashes) == len(there.clashes)
    by_id = {source.funding_source_id: source for source in there.sources}
    assert by_id.keys() == {source.funding_source_id for source in here.sources}
    differences = {
        (source.funding_source_id, field)
        for source in here.sources
        for field in differing_fields(source, by_id[source.funding_source_id])
    }
    assert differences == {(clash.funding_source_id, clash.field) for clash in clashing}


@given(sources, sources)
def test_merging_with_one_who_did_nothing_changes_nothing(base: Rows, changed: Rows) -> None:
    for merge in (
        merge_funding_sources(base, changed, base),
        merge_funding_sources(base, base, changed),
    ):
        assert set(merge.sources) == set(changed)
        assert merge.clashes == ()
