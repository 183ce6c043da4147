# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that a pull brings are written whole, read back equal, and never by halves."""

from __future__ import annotations

from pathlib import Path

import pytest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.plan_rows import replace_funding_sources, replace_waivers
from village_internet_plugin.layers.published import replace_published_hotspots
from village_internet_plugin.reference.plan_reading import read_plan

FULL = Hotspot(
    hotspot_id="a",
    position=LonLat(116.1234567, -1.8935),
    village_code="64.01.06.2023",
    name="Kantor Desa Long Ayap / Lo'ai é",
    year=2025,
    bandwidth_mbps=50.5,
    capex_idr=12_000_000_000,
)


@pytest.mark.parametrize("hotspot", [FULL, Hotspot("b", status=None)], ids=["full", "empty"])
def test_a_published_hotspot_comes_back_as_it_was(plan: Path, hotspot: Hotspot) -> None:
    row = PublishedHotspot(hotspot, "Provinsi", "plan-2", 7)
    replace_published_hotspots(plan, [row])
    assert read_plan(plan).published_hotspots == (row,)


def test_published_hotspots_are_replaced_as_a_whole(plan: Path) -> None:
    replace_published_hotspots(plan, [PublishedHotspot(FULL, "Provinsi", "plan-2", 7)])
    newer = PublishedHotspot(Hotspot("c"), "Provinsi", "plan-2", 8)
    replace_published_hotspots(plan, [newer])
    assert read_plan(plan).published_hotspots == (newer,)


def test_a_repeated_published_id_leaves_the_plan_byte_for_byte_as_it_was(plan: Path) -> None:
    replace_published_hotspots(plan, [PublishedHotspot(FULL, "Provinsi", "plan-2", 7)])
    before = plan.read_bytes()
    twice = [PublishedHotspot(Hotspot("d"), "Kota", "plan-3", 1)] * 2
    with pytest.raises(InputError, match=r"is unchanged: .*hotspot_id"):
        replace_published_hotspots(plan, twice)
    assert plan.read_bytes() == before


def test_funding_sources_and_waivers_are_replaced_in_order(plan: Path) -> None:
    sources = (
        FundingSource("PASER-2025", "Kabupaten Paser", 2025, point_quota=26, budget_idr=5 * 10**8),
        FundingSource("KALTIM-2025", "Provinsi Kalimantan Timur", 2025, "Gratispol", "revised"),
    )
    waivers = (Waiver("VI103", "a", "jembatan", "Camat", "2026-01-05T08:00:00+08:00"),)
    replace_funding_sources(plan, sources)
    replace_funding_sources(plan, sources)
    replace_waivers(plan, waivers)
    written = read_plan(plan)
    assert (written.funding_sources, written.waivers) == (sources, waivers)


def test_a_repeated_funding_source_is_refused(plan: Path) -> None:
    source = FundingSource("PASER-2025", "Kabupaten Paser", 2025)
    with pytest.raises(InputError, match="funding_source_id"):
        replace_funding_sources(plan, [source, source])
    assert read_plan(plan).funding_sources == ()


def test_sources_are_put_into_any_order_and_fewer(plan: Path) -> None:
    one, two, three = (FundingSource(name, "Kabupaten Paser", 2025) for name in "ABC")
    for wanted in ([one, two, three], [two, three], [three, one, two], [two], [one, two], []):
        replace_funding_sources(plan, wanted)
        assert read_plan(plan).funding_sources == tuple(wanted)
