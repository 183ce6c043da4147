# SPDX-License-Identifier: GPL-2.0-or-later
"""A new hotspot's first values by expressions: from the plan that is open, never an exception."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from following_a_plan import ADANG, fill, let_go
from qgis.core import (
    NULL,
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsTask,
)

from village_internet_plugin.domain.errors import ProgramFault
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.plan_expressions import (
    FIRST_VALUES,
    GROUP,
    NewHotspots,
    register_functions,
)

pytestmark = pytest.mark.qgis
BY_PLUGIN = [column for column, value in FIRST_VALUES.items() if value.by_plugin]


class Fixed:
    """Tells the same of every position, and how often it was asked."""

    def __init__(self) -> None:
        self.read = self.asked = 0
        self.error: Exception | None = None

    def of(self, _plan: CurrentPlan) -> NewHotspots:
        self.read += 1
        return self

    def at(self, position: LonLat) -> Hotspot:
        self.asked += 1
        if self.error is not None:
            raise self.error
        return Hotspot("x", position, "64.01.06.2023", "Kantor Desa Adang Jaya", year=2026)


@pytest.fixture
def plan(village_plan: Path) -> Iterator[CurrentPlan]:
    fill(village_plan)
    plan = CurrentPlan(QgsProject.instance(), "en")
    plan.open(village_plan)
    plan.flush()
    yield plan
    plan.close(remove_layers=True)
    let_go()


@pytest.fixture
def fixed(plan: CurrentPlan) -> Iterator[Fixed]:
    fixed = Fixed()
    unregister = register_functions(plan, fixed.of)
    yield fixed
    unregister()


def evaluate(expression: str, geometry: str = f"POINT ({ADANG.lon} {ADANG.lat})") -> object:
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt(geometry))
    context = QgsExpressionContext()
    context.setFeature(feature)
    parsed = QgsExpression(expression)
    assert not parsed.hasParserError(), parsed.parserErrorString()
    answer = parsed.evaluate(context)
    assert not parsed.hasEvalError(), parsed.evalErrorString()
    return None if answer == NULL else answer


def test_the_plan_itself_is_asked(plan: CurrentPlan) -> None:
    unregister = register_functions(plan)
    assert evaluate(FIRST_VALUES["village_code"].expression) == "64.01.06.2023"
    assert evaluate(FIRST_VALUES["name"].expression) == "Adang Jaya"
    assert evaluate(FIRST_VALUES["site_kind"].expression) == "public_space"
    unregister()


def test_all_columns_of_a_place_ask_once_and_an_edit_asks_anew(
    plan: CurrentPlan, fixed: Fixed
) -> None:
    for column in BY_PLUGIN:
        evaluate(FIRST_VALUES[column].expression)
    assert (fixed.read, fixed.asked) == (1, 1)
    evaluate(FIRST_VALUES["name"].expression, "POINT (116.01 -1.95)")
    assert (fixed.read, fixed.asked) == (1, 2)
    plan.edited.emit()
    evaluate(FIRST_VALUES["name"].expression, "POINT (116.01 -1.95)")
    assert (fixed.read, fixed.asked) == (2, 3)


@pytest.mark.parametrize("geometry", ["POINT EMPTY", "LINESTRING (0 0, 1 1)", "POLYGON EMPTY"])
def test_what_is_no_point_has_no_first_values(fixed: Fixed, geometry: str) -> None:
    assert evaluate("new_hotspot_name($geometry)", geometry) is None
    assert evaluate("new_hotspot_name(NULL)") is None
    assert evaluate("new_hotspot_name('here')") is None
    assert fixed.asked == 0


@pytest.mark.parametrize("error", [ProgramFault("not checked"), ValueError("a fault of ours")])
def test_nothing_is_raised_into_qgis(fixed: Fixed, error: Exception) -> None:
    fixed.error = error
    assert evaluate("new_hotspot_name($geometry)") is None


def test_nothing_is_said_while_no_plan_is_open(plan: CurrentPlan, fixed: Fixed) -> None:
    plan.close(remove_layers=True)
    assert evaluate("new_hotspot_name($geometry)") is None
    assert fixed.asked == 0


def test_other_threads_are_told_nothing(fixed: Fixed) -> None:
    answers: list[object] = []

    def work(_task: QgsTask) -> None:
        answers.append(evaluate("new_hotspot_name($geometry)"))

    task = QgsTask.fromFunction("evaluate", work)
    QgsApplication.taskManager().addTask(task)
    assert task.waitForFinished(10_000)
    assert answers == [None]
    assert fixed.asked == 0


def test_the_functions_are_in_one_group_explained_and_gone_afterwards(plan: CurrentPlan) -> None:
    before = QgsExpression.functionCount()
    for _ in range(10):
        unregister = register_functions(plan, Fixed().of)
        ours = [one for one in QgsExpression.Functions() if one.groups() == [GROUP]]
        assert sorted(one.name() for one in ours) == sorted(f"new_hotspot_{c}" for c in BY_PLUGIN)
        assert all("$geometry" in one.helpText() for one in ours)
        unregister()
    assert QgsExpression.functionCount() == before
    assert QgsExpression("new_hotspot_name($geometry)").hasParserError()
