# SPDX-License-Identifier: GPL-2.0-or-later
"""Clashes of a pull decided by a person: each as chosen, and nothing else touched."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sharing.rows import CLINIC, OFFICE, SCHOOL, states
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.delta import by_id
from village_internet_plugin.sharing.funding_source_merging import merge_funding_sources
from village_internet_plugin.sharing.merging import merge, settle, settle_all
from village_internet_plugin.sharing.pulling import Pulled
from village_internet_plugin.sharing.settling import clashes_of, settled, undecided
from village_internet_plugin.sharing.three_way import OURS, THEIRS
from village_internet_plugin.sharing.waiver_merging import merge_waivers

SOURCE = FundingSource("apbd-2026", "Kabupaten Paser", 2026, point_quota=10)
WAIVER = Waiver("VI105", "office", "agreed", "Sari")
HERE, THERE = LonLat(116.3, -1.8), LonLat(116.4, -1.7)


def pulled_of(
    base: tuple[Hotspot, ...], ours: tuple[Hotspot, ...], theirs: tuple[Hotspot, ...]
) -> Pulled:
    quotas = [(replace(SOURCE, point_quota=quota),) for quota in (10, 12, 11)]
    funding = merge_funding_sources(*quotas)
    waived = merge_waivers((), (WAIVER,), (replace(WAIVER, reason="flooded"),))
    merged = merge(base, ours, theirs)
    return Pulled((), (), merged, waived.waivers, funding, Base(), waiver_clashes=waived.clashes)


PULLED = pulled_of(
    (OFFICE, SCHOOL, CLINIC),
    (replace(OFFICE, position=HERE, name="Kantor"), SCHOOL),
    (
        replace(OFFICE, position=THERE, name="Balai"),
        replace(SCHOOL, year=2027),
        replace(CLINIC, name="Pustu"),
    ),
)


def test_each_clash_is_decided_by_itself() -> None:
    *of_rows, waived = clashes_of(PULLED)
    position, name, removal, quota = sorted(
        of_rows,
        key=lambda clash: ["position", "name", "?", "point_quota"].index(
            getattr(clash, "field", "?")
        ),
    )
    sides = {position: THEIRS, name: OURS, removal: OURS, quota: THEIRS, waived: THEIRS}
    assert undecided(PULLED, {position: THEIRS}) == tuple(
        clash for clash in clashes_of(PULLED) if clash != position
    )
    result = settled(PULLED, sides)
    assert result.merge.hotspots == (
        replace(OFFICE, position=THERE, name="Kantor"),
        replace(SCHOOL, year=2027),
    )
    assert result.funding.sources == (replace(SOURCE, point_quota=11),)
    assert result.waivers == (replace(WAIVER, reason="flooded"),)
    assert clashes_of(result) == ()
    kept = settled(PULLED, {removal: THEIRS})
    assert by_id(kept.merge.hotspots)["clinic"].name == "Pustu"


def test_nothing_decided_leaves_ours() -> None:
    assert settled(PULLED, {}).merge.hotspots == PULLED.merge.hotspots
    assert settled(PULLED, {}).funding.sources == (replace(SOURCE, point_quota=12),)
    assert settled(PULLED, {}).waivers == (WAIVER,)


@given(states(), states(), states(), st.data())
def test_deciding_all_at_once_is_deciding_one_after_another(
    base: tuple[Hotspot, ...],
    ours: tuple[Hotspot, ...],
    theirs: tuple[Hotspot, ...],
    data: st.DataObject,
) -> None:
    merged = merge(base, ours, theirs)
    sides = {clash: data.draw(st.sampled_from([OURS, THEIRS])) for clash in merged.clashes}
    one_by_one = merged.hotspots
    for clash, side in sides.items():
        one_by_one = settle(one_by_one, clash, side)
    assert settle_all(merged.hotspots, sides) == one_by_one
