# SPDX-License-Identifier: GPL-2.0-or-later
"""A form that opens paints no village red, and names its village from the beginning."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from following_a_plan import fill, let_go
from oracle.geopackage import write_plan
from oracle.small_world import small_world
from qgis.core import QgsProject, QgsVectorLayer
from qgis.gui import (
    QgsAttributeDialog,
    QgsAttributeEditorContext,
    QgsGui,
    QgsHighlight,
    QgsMapCanvas,
    QgsRelationReferenceWidget,
)
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QComboBox, QLineEdit, QMainWindow

from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.plan_forms import VILLAGE_RELATION, set_plan_forms
from village_internet_plugin.panels.forms.opened_forms import add_opened_forms

pytestmark = pytest.mark.qgis
_KEPT: list[QMainWindow] = []
"""QGIS's editors keep the canvas they were given first for ever."""


class Room:
    """A window with a map, and the layers of a plan with their forms."""

    def __init__(self, path: Path) -> None:
        self.main, self.canvas = QMainWindow(), QgsMapCanvas()
        _KEPT.append(self.main)
        self.main.setCentralWidget(self.canvas)
        self.main.show()
        QgsGui.editorWidgetRegistry().initEditors(self.canvas)
        tables = ("hotspots", "villages", "funding_sources")
        self.layers = {table: open_layer(path, table) for table in tables}
        QgsProject.instance().addMapLayers(list(self.layers.values()))
        set_plan_forms(self.layers, "id")
        self.failures: list[Exception] = []
        self._forms: list[QgsAttributeDialog] = []
        iface = SimpleNamespace(mainWindow=lambda: self.main, mapCanvas=lambda: self.canvas)
        self.window: Any = SimpleNamespace(iface=iface, messages=SimpleNamespace(guard=self._guard))

    @property
    def hotspots(self) -> QgsVectorLayer:
        return self.layers["hotspots"]

    def open_form(self) -> QgsAttributeDialog:
        feature = next(
            one for one in self.hotspots.getFeatures() if isinstance(one["village_code"], str)
        )
        context = QgsAttributeEditorContext()
        form = QgsAttributeDialog(self.hotspots, feature, False, self.main, True, context)
        form.show()
        self._forms.append(form)
        return form

    def highlight(self, table: str) -> QgsHighlight:
        layer = self.layers[table]
        made = QgsHighlight(self.canvas, next(layer.getFeatures()), layer)
        made.show()
        return made

    def leave(self) -> None:
        """Take everything away before the layers it is of."""
        for form in self._forms:
            form.deleteLater()
        let_go()
        for item in self.canvas.scene().items():
            if isinstance(item, QgsHighlight):
                self.canvas.scene().removeItem(item)
        self.main.hide()
        QgsProject.instance().clear()

    def seen_highlights(self) -> list[str]:
        """The layers of which something is highlighted on the map."""
        items = self.canvas.scene().items()
        seen = [one for one in items if isinstance(one, QgsHighlight) and one.isVisible()]
        return [str(one.layer().name()) for one in seen]

    def _guard(self, slot: Callable[..., object]) -> Callable[..., None]:
        def guarded(*arguments: object) -> None:
            try:
                slot(*arguments)
            except Exception as error:  # noqa: BLE001 - looked at when the test ends
                self.failures.append(error)

        return guarded


@pytest.fixture
def room(tmp_path: Path, qgis_app: object) -> Iterator[Room]:
    path = tmp_path / "plan.gpkg"
    write_plan(path, small_world(2))
    fill(path)
    room = Room(path)
    yield room
    room.leave()
    assert room.failures == []
    let_go()


def village_line(form: QgsAttributeDialog) -> QLineEdit:
    for field in form.findChildren(QgsRelationReferenceWidget):
        for combo in field.findChildren(QComboBox):
            if field.relation().id() == VILLAGE_RELATION and combo.lineEdit() is not None:
                line: QLineEdit = combo.lineEdit()
                if line.isVisible():
                    return line
    raise AssertionError("the form has no line for its village")


def rest(seconds: float, seen: Callable[[], object]) -> None:
    """Let QGIS load the village in its thread and fill the line, looking on all the time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QCoreApplication.processEvents()
        seen()
        time.sleep(0.005)


def test_the_map_stays_as_it_was_and_the_village_is_named_from_its_beginning(room: Room) -> None:
    undo = add_opened_forms(room.window)
    form = room.open_form()
    seen: list[str] = []
    rest(0.8, lambda: seen.extend(room.seen_highlights()))
    assert seen == []
    line = village_line(form)
    assert len(line.text()) > len("64.01.08.2020")
    assert line.cursorPosition() == 0
    assert not line.font().italic()
    text = QPalette.ColorRole.Text
    assert line.palette().color(text) == line.parentWidget().palette().color(text)
    undo()


def test_what_is_highlighted_of_other_layers_stays(room: Room) -> None:
    undo = add_opened_forms(room.window)
    kept, taken = room.highlight("hotspots"), room.highlight("villages")
    room.open_form()
    assert (kept.isVisible(), taken.isVisible()) == (True, False)
    undo()


def test_what_is_being_typed_is_left_alone(room: Room) -> None:
    undo = add_opened_forms(room.window)
    room.hotspots.startEditing()
    form = room.open_form()
    form.activateWindow()
    rest(0.4, lambda: None)
    line = village_line(form)
    line.setFocus()
    line.setText("Muara")
    rest(0.1, lambda: None)
    assert line.cursorPosition() == len("Muara")
    room.hotspots.rollBack()
    undo()


def test_undone_forms_are_those_of_qgis_again(room: Room) -> None:
    undo = add_opened_forms(room.window)
    undo()
    undo()
    taken = room.highlight("villages")
    room.open_form()
    assert taken.isVisible()
