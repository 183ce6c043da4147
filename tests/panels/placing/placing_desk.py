# SPDX-License-Identifier: GPL-2.0-or-later
"""Somebody at a map canvas with the placing tool in hand."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from unittest.mock import MagicMock

from layers.conftest import FOUR_VILLAGES
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMainWindow

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.plan_file import create_plan_file
from village_internet_plugin.layers.plan_rows import replace_funding_sources
from village_internet_plugin.panels.placing.part import add_placing
from village_internet_plugin.panels.placing.placing_tool import PlacingTool
from village_internet_plugin.rules.rule_set_document import standard_rule_set

OFFICE = LonLat(116.05, -1.95)
AROUND_OFFICE = (116.03, -1.965, 116.07, -1.935)


def make_plan(folder: Path) -> Path:
    """Return a plan of four square villages, one with its office, and a source of money."""
    path = folder / "plan.gpkg"
    create_plan_file(path, "Kabupaten Paser", "Uji", standard_rule_set())
    villages = folder / "desa.geojson"
    villages.write_text(FOUR_VILLAGES, encoding="utf-8")
    import_source(path, "villages", villages, language="en")
    offices = folder / "kantor.csv"
    offices.write_text(
        f"kode,lat,lon,nama\n64.01.06.2023,{OFFICE.lat},{OFFICE.lon},Kantor Desa Adang Jaya\n",
        encoding="utf-8",
    )
    import_source(path, "village_offices", offices, language="en")
    source = FundingSource("APBD", "Kabupaten Paser", 2027, "Desa Digital", service_months=24)
    replace_funding_sources(path, [source])
    return path


class PlacingDesk:
    """A window with a canvas, the plan open, and the button of the tool."""

    def __init__(self, path: Path, hotspots: Sequence[Hotspot], language: str) -> None:
        if hotspots:
            write_hotspots(path, (), hotspots)
        self.told: list[str] = []
        self.main_window = QMainWindow()
        self.canvas = QgsMapCanvas(self.main_window)
        self.main_window.setCentralWidget(self.canvas)
        self.main_window.resize(900, 640)
        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self.main_window.show()
        self.plan = CurrentPlan(QgsProject.instance(), language)
        self.plan.open(path)
        self.plan.flush()
        self.canvas.setLayers(
            [layer for layer in QgsProject.instance().mapLayers().values() if layer.isSpatial()]
        )
        self.look_at(*AROUND_OFFICE)
        self.window = self._window()
        self.undo: Callable[[], object] = add_placing(self.window)

    @property
    def layer(self) -> QgsVectorLayer:
        layer = self.plan.layer("hotspots")
        assert layer is not None
        return layer

    @property
    def tool(self) -> PlacingTool:
        tool = self.canvas.mapTool()
        assert isinstance(tool, PlacingTool)
        return tool

    @property
    def ghost(self):
        return self.tool.ghost

    @property
    def view(self):
        return self.tool.view

    def take_tool(self) -> None:
        self.action.trigger()
        self.turn()

    def look_at(self, west: float, south: float, east: float, north: float) -> None:
        self.canvas.setExtent(QgsRectangle(west, south, east, north))
        self.turn()

    def turn(self, times: int = 3) -> None:
        for _ in range(times):
            QCoreApplication.processEvents()

    def wait(self, until: Callable[[], bool], seconds: float = 10.0) -> None:
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "it did not come to it in time"
            QTest.qWait(5)

    def pixel(self, position: LonLat) -> QPoint:
        point = self.tool._place.pixel(position)
        assert point is not None
        return point.toPoint()

    def point_at(self, position: LonLat) -> None:
        """Move the mouse over a place and let the event loop turn."""
        self._mouse(QEvent.Type.MouseMove, self.pixel(position), Qt.MouseButton.NoButton)
        self.turn()

    def click_at(self, position: LonLat) -> None:
        self.click(self.pixel(position))

    def click(self, pixel: QPoint) -> None:
        QTest.mouseClick(
            self.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, pixel
        )
        self.turn()

    def press(self, key: Qt.Key, shift: bool = False, control: bool = False) -> None:
        modifiers = Qt.KeyboardModifier.NoModifier
        if shift:
            modifiers |= Qt.KeyboardModifier.ShiftModifier
        if control:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        QTest.keyClick(QApplication.focusWidget() or self.canvas, key, modifiers)
        self.turn()

    def write(self, text: str) -> None:
        QTest.keyClicks(self.view.coordinates, text)
        QTest.keyClick(self.view.coordinates, Qt.Key.Key_Return)
        self.turn()

    def snaps_at(self, position: LonLat) -> bool:
        """Whether QGIS has got ready to snap there, which it does in a thread of its own."""
        return bool(self.canvas.snappingUtils().snapToMap(QgsPointXY(*position)).isValid())

    def from_office_m(self) -> float:
        return float(length_m(*OFFICE, *self.ghost.position))

    def close(self) -> None:
        self.undo()
        if self.layer_is_there() and self.layer.isEditable():
            self.layer.rollBack()
        self.plan.close(remove_layers=True)
        self.main_window.close()
        self.main_window.setParent(None)
        self.main_window.deleteLater()
        self.turn()

    def layer_is_there(self) -> bool:
        return self.plan.layer("hotspots") is not None

    def _mouse(self, kind: QEvent.Type, pixel: QPoint, button: Qt.MouseButton) -> None:
        viewport = self.canvas.viewport()
        event = QMouseEvent(
            kind,
            QPointF(pixel),
            QPointF(viewport.mapToGlobal(pixel)),
            button,
            button,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(viewport, event)

    def _window(self) -> MagicMock:
        window = MagicMock()
        window.plan = self.plan
        window.iface.mapCanvas.return_value = self.canvas
        window.iface.mainWindow.return_value = self.main_window
        window.iface.vectorLayerTools.return_value = None
        window.messages.guard = lambda slot: slot
        window.messages.warn = self.told.append
        window.messages.fail = self._fail

        def add(action: object) -> Callable[[], object]:
            self.action = action
            return lambda: None if sip.isdeleted(action) else action.deleteLater()

        window.commands.add = add
        return window

    @staticmethod
    def _fail(error: Exception) -> None:
        raise error
