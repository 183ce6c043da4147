# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that a filter on a layer hides are planned, and judged, all the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from following_a_plan import A, B, C, Following, fill, following_plan, saved_findings

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.feature_rows import read_hotspots
from village_internet_plugin.layers.plan_file import open_layer

pytestmark = pytest.mark.qgis


@pytest.fixture
def following(village_plan: Path) -> Iterator[Following]:
    fill(village_plan)
    with following_plan(village_plan) as following:
        yield following


@pytest.mark.parametrize("shown", ["name = 'B'", "1 = 0", "capex_idr > 5", "name = 'A' -- or B"])
def test_all_rows_are_read_whatever_is_shown(following: Following, shown: str) -> None:
    layer = following.layer
    assert layer.setSubsetString(shown)
    assert read_hotspots(layer) == {1: A, 2: B, 3: C}
    assert read_hotspots(layer, [1, 3]) == {1: A, 3: C}


def test_findings_do_not_depend_on_a_filter(following: Following) -> None:
    found = following.live.findings()
    assert found == saved_findings(following.path)
    following.layer.setSubsetString("name = 'B'")
    following.turn()
    assert following.live.findings() == found
    assert following.live.verdict_of(A.hotspot_id) is not None
    assert following.live.problem() is None


def test_edits_under_a_filter_count_with_what_it_hides(following: Following) -> None:
    following.layer.setSubsetString("name = 'B'")
    following.turn()
    following.edit(2, "village_code", None)
    following.add("id-new", A.position)
    following.turn()
    assert "VI106" in following.rules_of("id-new")
    assert following.layer.deleteFeature(2)
    following.turn()
    assert following.live.verdict_of(B.hotspot_id) is None
    following.layer.rollBack()
    following.turn()
    assert following.live.findings() == saved_findings(following.path)


def test_one_saved_so_that_the_filter_hides_it_is_still_there(following: Following) -> None:
    following.layer.setSubsetString("name = 'B'")
    following.edit(2, "name", "Balai Desa")
    assert following.layer.commitChanges()
    following.turn()
    assert following.layer.featureCount() == 0
    assert following.live.verdict_of(B.hotspot_id) is not None
    assert following.live.findings() == saved_findings(following.path)


def test_a_filter_that_cannot_be_turned_round_is_told(village_plan: Path) -> None:
    fill(village_plan)
    layer = open_layer(village_plan, "hotspots")
    assert layer.setSubsetString("SELECT fid, * FROM hotspots WHERE name = 'B'")
    with pytest.raises(InputError, match="Clear the filter"):
        read_hotspots(layer)
