# SPDX-License-Identifier: GPL-2.0-or-later
"""A user's QGIS, as far as the panel of the plan reaches: tests drive it and read what it says."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest.mock import MagicMock

from qgis.core import QgsProject
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QMainWindow, QWidget

from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.plan.import_session import ImportSession
from village_internet_plugin.panels.plan.plan_panel import PlanPanel
from village_internet_plugin.panels.plan.sources import Meant, given_files
from village_internet_plugin.panels.window import Window

SAMPLE = Path(__file__).resolve().parents[1] / "resources" / "sample"


class Told(Messages):
    """Keeps the sentences instead of showing them."""

    def __init__(self) -> None:
        super().__init__(None)
        self.sentences: list[str] = []

    def _tell(self, sentence: str, details: str, level: Any, seconds: int) -> None:
        self.sentences.append(sentence)


class Desk:
    """A user's QGIS, as far as the panel of the plan reaches."""

    def __init__(self, qtbot: Any) -> None:
        self.qtbot = qtbot
        self.main = QMainWindow()
        self.iface, self.docks = MagicMock(), MagicMock()
        self.iface.mainWindow.return_value = self.main
        self.canvas = QgsMapCanvas(self.main)
        self.iface.mapCanvas.return_value = self.canvas
        self.told = Told()
        self.plan = CurrentPlan(QgsProject.instance(), "en")
        self.plan.failed.connect(self.told.fail)
        window = Window(self.iface, self.plan, self.told, self.docks, MagicMock(), lambda _: None)
        self.panel = PlanPanel(window)
        self.view = self.panel.view
        self.view.resize(340, 700)
        self.view.show()

    def open(self, path: Path) -> None:
        """Open a plan and wait for its first check."""
        self.plan.open(path)
        self.plan.flush()

    def wait(self, happened: Any) -> None:
        """Let QGIS run until something has happened."""
        self.qtbot.waitUntil(happened, timeout=15_000)

    def begin_import(self, role: str, path: Path) -> ImportSession:
        """Start an import and wait until its preview is shown."""
        self.panel.imports.start([Meant(role, given) for given in given_files([str(path)])])
        session = self.panel.imports.sessions[-1]
        self.wait_for_preview(session)
        return session

    def wait_for_preview(self, session: ImportSession) -> None:
        """Wait until the dialog shows what was decided last."""
        self.wait(lambda: not session.is_busy)

    def close(self) -> None:
        """Go, as QGIS does when the plugin is unloaded."""
        self.view.let_go()
        self.plan.close(remove_layers=True)
        self.view.deleteLater()
        self.main.deleteLater()


def settle() -> None:
    """Let layouts find their sizes: what has just become visible has them a turn later."""
    for _turn in range(5):
        QCoreApplication.processEvents()


def cut_off(widget: QWidget) -> list[str]:
    """Return the texts of visible labels and buttons that have less room than they need."""
    cut = []
    for label in widget.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            if label.height() < label.heightForWidth(label.width()):
                cut.append(label.text())
        elif label.isVisible() and label.width() < label.sizeHint().width():
            cut.append(label.text())
    for button in widget.findChildren(QAbstractButton):
        needed = button.sizeHint()
        is_small = button.width() < needed.width() or button.height() < needed.height()
        if button.isVisible() and button.text() and is_small:
            cut.append(button.text())
    return cut
