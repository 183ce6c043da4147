# SPDX-License-Identifier: GPL-2.0-or-later
"""Forms come with the plan that is opened, and go without a trace when the plugin does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from following_a_plan import A, B, C, fill, let_go
from oracle.geopackage import write_plan
from oracle.small_world import small_world
from qgis.core import QgsExpression, QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.identifiers import is_identifier
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.panels.forms.part import add_forms

pytestmark = pytest.mark.qgis


class Room:
    """What the part is given of QGIS's window."""

    def __init__(self, path: Path) -> None:
        self.path, self.failures = path, []  # type: tuple[Path, list[Exception]]
        self.plan = CurrentPlan(QgsProject.instance(), "id")
        self.window: Any = SimpleNamespace(
            plan=self.plan, messages=SimpleNamespace(fail=self.failures.append)
        )

    def open(self) -> QgsVectorLayer:
        self.plan.open(self.path)
        self.plan.flush()
        take_turns()
        return self.plan.layer("hotspots")

    def add_without_id(self) -> str:
        layer = self.plan.layer("hotspots")
        layer.startEditing()
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt("POINT (116.02 -1.47)"))
        assert layer.addFeature(feature)
        QCoreApplication.processEvents()
        found = layer.getFeature(feature.id())["hotspot_id"]
        layer.rollBack()
        return found if isinstance(found, str) else ""


@pytest.fixture
def room(tmp_path: Path, qgis_app: object) -> Iterator[Room]:
    path = tmp_path / "plan.gpkg"
    write_plan(path, small_world(2))
    fill(path)
    room = Room(path)
    yield room
    room.plan.close(remove_layers=True)
    assert room.failures == []
    del room
    let_go()


def take_turns() -> None:
    """Let the window have its turns: a part of one table's form is set in each."""
    for _ in range(60):
        QCoreApplication.processEvents()


def first_value(layer: QgsVectorLayer, column: str) -> str:
    return str(layer.defaultValueDefinition(layer.fields().indexOf(column)).expression())


@pytest.fixture(params=["before", "after"])
def start(request: pytest.FixtureRequest, room: Room) -> Callable[[], Callable[[], object]]:
    """Start the part before a plan is opened, or while one is open (the plugin reloaded)."""

    def started() -> Callable[[], object]:
        if request.param == "before":
            undo = add_forms(room.window)
            room.open()
            return undo
        room.open()
        undo = add_forms(room.window)
        take_turns()
        return undo

    return started


def test_an_open_plan_has_forms_first_values_and_identities(
    room: Room, start: Callable[[], Callable[[], object]]
) -> None:
    undo = start()
    layer = room.plan.layer("hotspots")
    assert layer.editFormConfig().tabs()[0].name() == "Lokasi"
    assert "new_hotspot" in first_value(layer, "name")
    assert is_identifier(room.add_without_id())
    undo()


def test_undone_nothing_of_the_plugin_is_left(
    room: Room, start: Callable[[], Callable[[], object]]
) -> None:
    functions = QgsExpression.functionCount()
    undo = start()
    listening = room.plan.layer("hotspots").receivers
    layer = room.plan.layer("hotspots")
    with_it = listening(layer.featureAdded)
    undo()
    assert QgsExpression.functionCount() == functions
    assert first_value(layer, "name") == ""
    assert "uuid" in first_value(layer, "hotspot_id")
    without_it = listening(layer.featureAdded)
    assert without_it < with_it
    for _ in range(10):
        add_forms(room.window)()
    let_go()
    assert listening(layer.featureAdded) == without_it
    assert QgsExpression.functionCount() == functions
    assert room.add_without_id() == ""


def test_a_closed_plan_is_let_go_of_and_the_next_one_followed(room: Room, tmp_path: Path) -> None:
    undo = add_forms(room.window)
    room.open()
    room.plan.close(remove_layers=True)
    let_go()
    room.open()
    assert is_identifier(room.add_without_id())
    room.plan.close()
    undo()
    undo_again = add_forms(room.window)
    undo_again()


def test_a_project_saved_with_its_forms_and_opened_again_is_as_it_was(
    room: Room, tmp_path: Path
) -> None:
    undo = add_forms(room.window)
    room.open()
    QgsProject.instance().write(str(tmp_path / "plan.qgs"))
    room.plan.close(remove_layers=True)
    QgsProject.instance().read(str(tmp_path / "plan.qgs"))
    layer = room.open()
    assert layer.editorWidgetSetup(layer.fields().indexOf("village_code")).type() == (
        "RelationReference"
    )
    relations = QgsProject.instance().relationManager().relations()
    assert len(relations) == 1
    assert all(relation.isValid() for relation in relations.values())
    assert {feature["name"] for feature in layer.getFeatures()} == {A.name, B.name, C.name}
    undo()
    QgsProject.instance().clear()


def test_layers_of_other_files_are_left_alone(room: Room) -> None:
    other = open_layer(room.path, "waivers")
    QgsProject.instance().addMapLayer(other)
    undo = add_forms(room.window)
    room.open()
    assert other.attributeAlias(other.fields().indexOf("rule")) == ""
    undo()
    QgsProject.instance().removeMapLayer(other.id())
