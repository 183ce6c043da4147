# SPDX-License-Identifier: GPL-2.0-or-later
"""Writers of single tables, joined into one step: all of it stands in the plan, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.geopackage import plan_transaction
from village_internet_plugin.layers.plan_rows import replace_waivers
from village_internet_plugin.layers.published import replace_published_hotspots
from village_internet_plugin.reference.plan_reading import read_plan

WAIVER = Waiver("VI302", "64.01.06.2023", "agreed in the meeting", "Diskominfo")
ELSEWHERE = Hotspot("0f8fad5b-d9cb-469f-a165-70867728950e", LonLat(116.2, -1.6))
PUBLISHED = PublishedHotspot(ELSEWHERE, "Provinsi", "another-plan", 3)


def test_both_writers_stand_when_the_block_ends(plan: Path) -> None:
    with plan_transaction(plan):
        replace_waivers(plan, [WAIVER])
        replace_published_hotspots(plan, [PUBLISHED])
    written = read_plan(plan)
    assert [waiver.subject for waiver in written.waivers] == [WAIVER.subject]
    assert [row.hotspot.hotspot_id for row in written.published_hotspots] == [ELSEWHERE.hotspot_id]


def test_a_failure_after_the_first_takes_it_back_too(plan: Path) -> None:
    def write_half() -> None:
        with plan_transaction(plan):
            replace_waivers(plan, [WAIVER])
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        write_half()
    assert read_plan(plan).waivers == ()


def test_afterwards_each_writer_has_its_own_transaction_again(plan: Path) -> None:
    with plan_transaction(plan):
        replace_waivers(plan, [WAIVER])
    replace_waivers(plan, [])
    assert read_plan(plan).waivers == ()
