# SPDX-License-Identifier: GPL-2.0-or-later
"""Help is asked for by F1, by the menu and by the button, and opens at what the user is doing."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from unittest.mock import MagicMock

import pytest
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QLineEdit, QMainWindow

from village_internet_plugin.panels.help.help_key import HelpKey
from village_internet_plugin.panels.help.part import ACTION, add_help
from village_internet_plugin.panels.help.reader import open_reader, show_page

pytestmark = pytest.mark.qgis


class Desk:
    """QGIS's window with its own F1, a map, and a dock of ours with a line to write in."""

    def __init__(self) -> None:
        self.main = QMainWindow()
        self.asked: list[str] = []
        self.canvas = QgsMapCanvas(self.main)
        self.main.setCentralWidget(self.canvas)
        qgis_help = QAction("Help Contents", self.main)
        qgis_help.setShortcut("F1")
        qgis_help.triggered.connect(lambda: self.asked.append("QGIS"))
        self.main.addAction(qgis_help)
        self.line = QLineEdit()
        self.dock = QDockWidget("Findings", self.main)
        self.dock.setObjectName("VillageInternet.findings")
        self.dock.setWidget(self.line)
        self.main.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.added: list[QAction] = []
        iface = MagicMock()
        iface.mainWindow.return_value, iface.mapCanvas.return_value = self.main, self.canvas
        window: Any = SimpleNamespace(
            iface=iface,
            messages=SimpleNamespace(guard=lambda slot: slot),
            commands=SimpleNamespace(add=self._add),
            show_help=self.asked.append,
        )
        self.undo = add_help(window)
        self.main.show()
        self.main.activateWindow()

    def _add(self, action: QAction) -> Any:
        self.added.append(action)
        return lambda: self.added.remove(action)

    def press_f1(self, widget: Any) -> list[str]:
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_F1)
        for _ in range(3):
            QCoreApplication.processEvents()
        asked, self.asked[:] = list(self.asked), []
        return asked

    def take_tool(self, name: str) -> QgsMapToolPan:
        tool, action = QgsMapToolPan(self.canvas), QAction(self.main)
        action.setObjectName(name)
        action.setCheckable(True)
        tool.setAction(action)
        self.canvas.setMapTool(tool)
        return tool


@pytest.fixture
def desk(qgis_app: object) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.main.close()
    desk.main.deleteLater()


def test_f1_in_a_dock_opens_its_page_and_not_qgis_s_help(desk: Desk) -> None:
    HelpKey(desk.dock, lambda: desk.asked.append("findings"))
    assert desk.press_f1(desk.line) == ["findings"]
    assert desk.press_f1(desk.canvas) == ["QGIS"]


def test_f1_in_a_floating_dock_opens_its_page_too(desk: Desk) -> None:
    HelpKey(desk.dock, lambda: desk.asked.append("findings"))
    desk.dock.setFloating(True)
    desk.dock.activateWindow()
    assert desk.press_f1(desk.line) == ["findings"]


def test_other_keys_and_shift_f1_go_their_way(desk: Desk) -> None:
    HelpKey(desk.dock, lambda: desk.asked.append("findings"))
    QTest.keyClicks(desk.line, "abc")
    QTest.keyClick(desk.line, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    QCoreApplication.processEvents()
    assert desk.line.text() == "abc"
    assert desk.asked == []


def test_f1_on_the_map_is_ours_only_while_placing(desk: Desk) -> None:
    placing = desk.take_tool("VillageInternet.place_hotspot")
    assert desk.press_f1(desk.canvas) == ["placing"]
    pan = desk.take_tool("mActionPan")
    assert desk.press_f1(desk.canvas) == ["QGIS"]
    desk.canvas.setMapTool(placing)
    assert desk.press_f1(desk.canvas) == ["placing"]
    desk.undo()
    assert desk.press_f1(desk.canvas) == ["QGIS"]
    assert desk.added == []
    desk.canvas.setMapTool(pan)


def test_the_command_opens_the_page_on_what_one_is_doing(desk: Desk) -> None:
    (action,) = desk.added
    assert action.objectName() == ACTION
    desk.canvas.setFocus()
    action.trigger()
    desk.line.setFocus()
    action.trigger()
    desk.canvas.setFocus()
    placing = desk.take_tool("VillageInternet.place_hotspot")
    action.trigger()
    assert desk.canvas.mapTool() is placing
    assert desk.asked == ["index", "findings", "placing"]


def test_unloading_closes_the_help(desk: Desk) -> None:
    show_page("plan", "en", desk.main)
    desk.undo()
    assert open_reader(desk.main) is None
