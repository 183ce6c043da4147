# SPDX-License-Identifier: GPL-2.0-or-later
"""A project with two plans: which one is followed is said, and the other can be chosen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from plan_desk import Desk, cut_off, settle
from qgis.core import QgsProject

from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.plan_in_project import TABLE_PROPERTY

pytestmark = pytest.mark.qgis


def add_hotspots_of(path: Path) -> str:
    layer = open_layer(path, "hotspots")
    layer.setCustomProperty(TABLE_PROPERTY, "hotspots")
    QgsProject.instance().addMapLayer(layer)
    return str(layer.id())


@pytest.fixture
def second(empty_plan: Path) -> Path:
    return Path(shutil.copy(empty_plan, empty_plan.with_name("lama & baru.gpkg")))


def test_one_plan_alone_is_no_matter(desk: Desk, empty_plan: Path) -> None:
    desk.open(empty_plan)
    desk.wait(lambda: desk.view.currentIndex() == 1)
    desk.plan.open(empty_plan)
    desk.plan.flush()
    assert not desk.view.others.isVisible()


def test_another_plan_is_told_as_it_comes_and_forgotten_as_it_goes(
    desk: Desk, empty_plan: Path, second: Path
) -> None:
    desk.open(empty_plan)
    added = add_hotspots_of(second)
    desk.wait(desk.view.others.isVisible)
    told = desk.view.others.sentence.text()
    assert "another plan too: lama & baru.gpkg" in told
    assert f"Only {empty_plan.name} is followed" in told
    settle()
    assert cut_off(desk.view.others) == []
    QgsProject.instance().removeMapLayer(added)
    desk.wait(lambda: not desk.view.others.isVisible())


def test_the_other_plan_is_followed_instead_when_asked(
    desk: Desk, empty_plan: Path, second: Path
) -> None:
    added = add_hotspots_of(second)
    desk.open(empty_plan)
    desk.wait(desk.view.others.isVisible)
    desk.view.others.buttons[str(second.resolve())].click()
    desk.wait(lambda: desk.plan.is_open and desk.plan.path.resolve() == second.resolve())
    assert desk.plan.layer("hotspots").id() == added
    desk.wait(lambda: not desk.view.others.isVisible())
    assert desk.told.sentences == []
