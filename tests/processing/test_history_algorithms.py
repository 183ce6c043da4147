# SPDX-License-Identifier: GPL-2.0-or-later
"""`compareplans`: two plan files side by side, told in numbers and as a layer."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from running_algorithms import Algorithms, Failed, rows

from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis


def test_two_plans_are_compared_by_hotspot_village_and_source(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    other, target = tmp_path / "other.gpkg", tmp_path / "told.gpkg"
    shutil.copyfile(plan, other)
    outputs = algorithms.run("compareplans", PLAN_A=plan, PLAN_B=other, OUTPUT=target)
    assert (outputs["ADDED"], outputs["CHANGED"], outputs["REMOVED"]) == (0, 0, 0)
    assert rows(target, "SELECT count(*) FROM told") == [(0,)]
    hotspots = read_plan(other).hotspots
    write_hotspots(other, hotspots, (replace(hotspots[1], name="Balai baru"), *hotspots[2:]))
    target = tmp_path / "again.gpkg"
    outputs = algorithms.run("compareplans", PLAN_A=plan, PLAN_B=other, OUTPUT=target)
    assert (outputs["ADDED"], outputs["CHANGED"], outputs["REMOVED"]) == (0, 1, 1)
    told = rows(target, "SELECT subject_kind, subject, points_after - points_before FROM again")
    assert ("village", hotspots[0].village_code, -1) in told
    assert ("hotspot", hotspots[0].hotspot_id, None) in told


@pytest.mark.parametrize("name", ["PLAN_A", "PLAN_B"])
def test_no_plan_is_overwritten_by_a_comparison(
    name: str, plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    other = Path(shutil.copyfile(plan, tmp_path / "other.gpkg"))
    paths = {"PLAN_A": plan, "PLAN_B": other}
    before = paths[name].read_bytes()
    with pytest.raises(Failed, match="is the plan itself"):
        algorithms.run("compareplans", **paths, OUTPUT=paths[name])
    assert paths[name].read_bytes() == before


def test_what_is_no_plan_is_told(plan: Path, algorithms: Algorithms, tmp_path: Path) -> None:
    nothing = tmp_path / "nothing.gpkg"
    nothing.write_text("no GeoPackage", "utf-8")
    with pytest.raises(Failed, match=r"nothing\.gpkg"):
        algorithms.run("compareplans", PLAN_A=plan, PLAN_B=nothing, OUTPUT=tmp_path / "a.gpkg")
