# SPDX-License-Identifier: GPL-2.0-or-later
"""Scenarios live in the plan's file, and become plans of their own to be compared."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from following_a_plan import A, B, C
from opened_plan import make_plan

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.plan_file import read_setting, write_setting
from village_internet_plugin.layers.scenario import Scenario, free_name, hotspots_with
from village_internet_plugin.layers.scenarios import (
    KEY,
    drop_scenario,
    keep_scenario,
    read_scenarios,
    save_as_plan,
)
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.comparing import PlanState, compare

NEW = Hotspot("new-1", LonLat(116.05, -1.92), "64.01.06.2023", "Balai", "public_space", "APBD")
PAID = replace(A, funding_source_id="APBD", year=2027)
SCENARIO = Scenario(
    "Skenario 1", "2026-11-25T04:00:00+00:00", (NEW,), (B.hotspot_id,), (PAID,),
    people=1200, blank_people=300, idr=81_000_000, bound=1250.5, gap=0.042, is_proven=False,
    wishes={"radius_m": 300.0},
)  # fmt: skip


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return make_plan(tmp_path)


def test_what_is_kept_is_read_back_to_the_last_figure(plan: Path) -> None:
    assert read_scenarios(plan) == ()
    other = replace(SCENARIO, name="Skenario 2", removed=(), added=(), paid_by=())
    keep_scenario(plan, SCENARIO)
    assert keep_scenario(plan, other) == (SCENARIO, other)
    assert read_scenarios(plan) == (SCENARIO, other)
    assert drop_scenario(plan, "Skenario 1") == (other,)
    assert read_scenarios(plan) == (other,)


def test_one_of_the_same_name_takes_the_place_of_the_older(plan: Path) -> None:
    keep_scenario(plan, SCENARIO)
    better = replace(SCENARIO, people=1250)
    assert keep_scenario(plan, better) == (better,)


def test_names_are_counted_on(plan: Path) -> None:
    assert free_name((), "Skenario") == "Skenario 1"
    assert free_name((SCENARIO,), "Skenario") == "Skenario 2"


@pytest.mark.parametrize("text", ["{", "[1]", '[{"name": "a"}]', '{"a": 1}'])
def test_what_another_program_wrote_there_is_told_and_left(plan: Path, text: str) -> None:
    write_setting(plan, KEY, text)
    with pytest.raises(InputError, match="cannot be understood"):
        keep_scenario(plan, SCENARIO)
    assert read_setting(plan, KEY) == text


def test_a_plan_with_a_scenario_adds_removes_and_pays_otherwise() -> None:
    assert hotspots_with((A, B, C), SCENARIO) == (PAID, C, NEW)
    # Accepted in the meantime: nothing is there twice.
    assert hotspots_with((A, C, NEW), SCENARIO) == (PAID, C, NEW)


def test_a_scenario_saved_as_a_plan_differs_in_just_what_it_changes(plan: Path) -> None:
    keep_scenario(plan, SCENARIO)
    with closing(sqlite3.connect(plan)) as connection, connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(outbox)")]
        keys = ", ".join(columns[1:])
        marks = ", ".join("1" for _ in columns[1:])
        connection.execute(f"INSERT INTO outbox ({keys}) VALUES ({marks})")
    output = plan.with_name("skenario.gpkg")
    save_as_plan(plan, SCENARIO, output)
    before, after = read_plan(plan), read_plan(output)
    assert after.plan_id == before.plan_id
    assert after.title == "Uji – Skenario 1"
    assert read_scenarios(output) == ()
    with closing(sqlite3.connect(output)) as connection:
        assert connection.execute("SELECT count(*) FROM outbox").fetchone() == (0,)
    comparison = compare(PlanState.of_plan(before), PlanState.of_plan(after))
    kinds = {change.hotspot.hotspot_id: change.kind for change in comparison.hotspots}
    assert kinds == {A.hotspot_id: "changed", B.hotspot_id: "removed", "new-1": "added"}
    assert sorted(path.name for path in plan.parent.glob("*.gpkg")) == [
        "plan.gpkg",
        "skenario.gpkg",
    ]


def test_a_plan_is_never_written_over(plan: Path) -> None:
    with pytest.raises(InputError, match="exists already"):
        save_as_plan(plan, SCENARIO, plan)


def test_a_folder_that_is_not_there_leaves_nothing(plan: Path) -> None:
    with pytest.raises(InputError, match="could not be written"):
        save_as_plan(plan, SCENARIO, plan.parent / "none" / "skenario.gpkg")
