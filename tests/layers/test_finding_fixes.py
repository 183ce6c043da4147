# SPDX-License-Identifier: GPL-2.0-or-later
"""Fixes and waivers are one undo step each, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from following_a_plan import fill, let_go
from qgis.core import QgsProject, QgsVectorLayer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.finding import Finding, Fix
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers import finding_fixes
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot, place_hotspot

pytestmark = pytest.mark.qgis


@pytest.fixture
def plan(village_plan: Path) -> Iterator[CurrentPlan]:
    fill(village_plan)
    plan = CurrentPlan(QgsProject.instance(), "en")
    plan.open(village_plan)
    plan.flush()
    yield plan
    for table in ("hotspots", "waivers", "funding_sources"):
        layer = plan.layer(table)
        if layer is not None:
            layer.rollBack()
    plan.close(remove_layers=True)
    QgsProject.instance().clear()
    let_go()


def layer_of(plan: CurrentPlan, table: str = "hotspots") -> QgsVectorLayer:
    layer = plan.layer(table)
    assert layer is not None
    return layer


def change(plan: CurrentPlan, hotspot_id: str, **values: object) -> None:
    fid = plan.fid_of(hotspot_id)
    assert fid is not None
    with edit_step(layer_of(plan), "test"):
        change_hotspot(layer_of(plan), fid, values)
    plan.flush()


def found(plan: CurrentPlan, rule: str, hotspot_id: str) -> Finding:
    (finding,) = [one for one in plan.findings_of(hotspot_id) if one.rule == rule]
    return finding


def test_a_finding_of_before_an_edit_is_not_mended_any_more(plan: CurrentPlan) -> None:
    change(plan, "id-A", service_months=3)
    stale = found(plan, "VI405", "id-A")
    change(plan, "id-A", service_months=5)
    steps = layer_of(plan).undoStack().count()
    with pytest.raises(InputError, match="Nothing was changed"):
        finding_fixes.fix_findings(plan, [stale])
    assert layer_of(plan).undoStack().count() == steps


def test_a_fix_the_layer_refuses_leaves_no_half(plan: CurrentPlan) -> None:
    for hotspot_id in ("id-A", "id-B"):
        change(plan, hotspot_id, service_months=3)
    good, bad = found(plan, "VI405", "id-A"), found(plan, "VI405", "id-B")
    broken = replace(bad, fix=Fix("No such column.", {"no_such_column": 1}))
    plan.findings_of = lambda hotspot_id: (good, broken)  # type: ignore[method-assign]
    steps = layer_of(plan).undoStack().count()
    with pytest.raises(KeyError):
        finding_fixes.fix_findings(plan, [good, broken])
    del plan.findings_of
    plan.flush()
    assert layer_of(plan).undoStack().count() == steps
    hotspot = plan.hotspot("id-A")
    assert hotspot is not None
    assert hotspot.service_months == 3


def test_where_two_want_a_field_otherwise_the_first_has_its_way(plan: CurrentPlan) -> None:
    change(plan, "id-A", service_months=3)
    one = found(plan, "VI405", "id-A")
    other = replace(one, rule="VI401", fix=Fix("x", {"service_months": 24}))
    plan.findings_of = lambda hotspot_id: (one, other)  # type: ignore[method-assign]
    assert finding_fixes.fix_findings(plan, [one, other]) == 1
    del plan.findings_of
    plan.flush()
    hotspot = plan.hotspot("id-A")
    assert hotspot is not None
    assert hotspot.service_months == 12


def test_which_of_two_rows_with_one_id_is_meant_is_not_guessed(plan: CurrentPlan) -> None:
    a = plan.hotspot("id-A")
    assert a is not None
    with edit_step(layer_of(plan), "test"):
        copy = replace(a, service_months=3, position=LonLat(116.04, -1.92))
        copied = place_hotspot(layer_of(plan), copy)
    plan.flush()
    short = found(plan, "VI405", "id-A")
    with pytest.raises(InputError, match="Nothing was changed"):
        finding_fixes.fix_findings(plan, [short])
    same_id = [one for one in plan.findings_of("id-A") if one.rule == "VI106"]
    finding_fixes.delete_duplicate(plan, same_id[0])
    plan.flush()
    assert not layer_of(plan).getFeature(copied).isValid()
    assert plan.hotspot("id-A") == a


def test_neither_quota_nor_budget_is_waived_nor_anything_beside_it(plan: CurrentPlan) -> None:
    fine = found(plan, "VI401", "id-A")
    quota = replace(fine, rule="VI402")
    with pytest.raises(InputError, match="cannot be waived"):
        finding_fixes.waive(plan, [fine, quota], "because", "Siti")
    plan.flush()
    assert plan.waivers() == ()


@pytest.mark.parametrize(("reason", "author"), [("", "Siti"), ("because", " "), ("  ", "")])
def test_no_waiver_goes_without_reason_and_name(
    plan: CurrentPlan, reason: str, author: str
) -> None:
    with pytest.raises(InputError, match="Nothing was waived"):
        finding_fixes.waive(plan, [found(plan, "VI401", "id-A")], reason, author)


def test_what_is_waived_already_is_not_waived_twice(plan: CurrentPlan) -> None:
    finding = found(plan, "VI401", "id-A")
    assert finding_fixes.waive(plan, [finding, finding], "because", "Siti") == 1
    plan.flush()
    waived = found(plan, "VI401", "id-A")
    assert waived.waived
    assert finding_fixes.waive(plan, [waived], "again", "Siti") == 0
    assert finding_fixes.take_back_waivers(plan, [waived]) == 1
    plan.flush()
    assert not found(plan, "VI401", "id-A").waived


def test_a_layer_taken_out_of_the_project_is_named(plan: CurrentPlan) -> None:
    QgsProject.instance().removeMapLayer(layer_of(plan, "waivers").id())
    with pytest.raises(InputError, match="no longer in the project"):
        finding_fixes.waive(plan, [found(plan, "VI401", "id-A")], "because", "Siti")
