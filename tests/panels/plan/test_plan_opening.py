# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening a plan where one is open already: nothing of that one is lost unasked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from following_a_plan import let_go
from opened_plan import make_plan
from plan_desk import Desk
from qgis.core import QgsApplication, QgsProject, QgsTask, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.panels.plan import unsaved

pytestmark = pytest.mark.qgis


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_plan(tmp_path)


def edited_hotspots(desk: Desk) -> QgsVectorLayer:
    layer = desk.plan.layer("hotspots")
    assert layer is not None
    assert layer.startEditing()
    assert layer.changeAttributeValue(1, layer.fields().indexOf("name"), "typed")
    return layer


def test_a_file_that_is_no_plan_leaves_the_open_one_alone(
    desk: Desk, path: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.gpkg"
    broken.write_text("no database")
    desk.open(path)
    layers = set(QgsProject.instance().mapLayers())
    desk.view.recent_asked.emit(str(broken))
    assert "broken.gpkg is not a plan file" in desk.told.sentences[0]
    assert desk.plan.path == path
    assert set(QgsProject.instance().mapLayers()) == layers


def test_the_plan_that_is_open_keeps_look_and_edits_and_gets_back_its_layers(
    desk: Desk, path: Path
) -> None:
    desk.open(path)
    layer = edited_hotspots(desk)
    layer.setName("My own name")
    villages = desk.plan.layer("villages")
    assert villages is not None
    QgsProject.instance().removeMapLayer(villages.id())
    desk.view.recent_asked.emit(str(path))
    desk.wait(lambda: desk.plan.is_checked)
    assert desk.plan.layer("hotspots") is layer
    assert (layer.name(), layer.isModified()) == ("My own name", True)
    assert desk.plan.layer("villages") is not None
    layer.rollBack()


def test_edits_are_asked_about_while_their_plan_is_still_being_opened(
    desk: Desk, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path(shutil.copy(path, tmp_path / "other.gpkg"))
    desk.open(path)
    layer = edited_hotspots(desk)
    asked: list[int] = []

    def keep(plan: object, _parent: object) -> bool:
        asked.append(unsaved.unsaved_count(desk.plan))
        return False

    monkeypatch.setattr(unsaved, "saved_or_none", keep)
    desk.plan.close()
    desk.plan.open(path)
    while desk.plan.layer("hotspots") is None:
        assert desk.plan.is_opening
        QCoreApplication.processEvents()
    assert desk.plan.is_opening
    desk.view.recent_asked.emit(str(other))
    assert asked == [1]
    assert layer.isModified()
    layer.rollBack()


def test_a_panel_that_goes_while_the_sample_is_made_stops_it(desk: Desk, tmp_path: Path) -> None:
    desk.panel.opening.build_sample(tmp_path)
    desk.wait(lambda: not any_task_waits())
    desk.view.let_go()
    desk.view.welcome.deleteLater()
    let_go()
    desk.wait(lambda: not QgsApplication.taskManager().tasks())
    QCoreApplication.processEvents()
    assert list(tmp_path.iterdir()) == []
    assert desk.told.sentences == []


def any_task_waits() -> bool:
    return any(
        task.status() == QgsTask.TaskStatus.Queued for task in QgsApplication.taskManager().tasks()
    )
