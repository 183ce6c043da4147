# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS with the sample's plan open, for the pictures of the help."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable
from unittest.mock import MagicMock

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QLocale, Qt, QTranslator
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDockWidget, QMainWindow, QWidget

from tools.stage import REPOSITORY
from tools.translation_file import compile_translations
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import moved
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import place_hotspot
from village_internet_plugin.layers.new_hotspot import new_hotspot
from village_internet_plugin.layers.sample_plan import AGENCY, build_sample_plan
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.window import Window

DOCK_WIDTH, DOCK_HEIGHT = 360, 620
WAIT_S = 30.0


def build_plan(folder: Path) -> Path:
    """Make the sample's plan, as the button in the panel of the plan does."""
    path = folder / "Titik hotspot Paser 2025.gpkg"
    build_sample_plan(path, "en", lambda _share: True)
    return path


@contextmanager
def speaking(language: str, folder: Path) -> Iterator[None]:
    """Have the plugin speak a language, as it does in a QGIS set to it."""
    before = QLocale()
    QLocale.setDefault(QLocale("id_ID" if language == "id" else "en_US"))
    translator = QTranslator()
    if language != "en":
        compile_translations(REPOSITORY / "resources" / "i18n", folder)
        translator.load(str(folder / f"village_internet_{language}.qm"))
        QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(before)


class Told(Messages):
    """Keeps failures, which a picture must not have."""

    def __init__(self) -> None:
        super().__init__(None)
        self.sentences: list[str] = []

    def _tell(self, sentence: str, details: str, level: Any, seconds: int) -> None:
        self.sentences.append(f"{sentence} {details}")


class HelpDesk:
    """The plan open and checked, with two hotspots in it that are not right."""

    def __init__(self, path: Path, language: str) -> None:
        settings.last_agency.set(AGENCY)
        settings.last_funding_source.set("")
        self.language, self.told = language, Told()
        self.main, self.iface = QMainWindow(), MagicMock()
        self.canvas = QgsMapCanvas(self.main)
        self.canvas.enableAntiAliasing(True)
        self.main.setCentralWidget(self.canvas)
        self.iface.mainWindow.return_value = self.main
        self.iface.mapCanvas.return_value = self.canvas
        self.plan = CurrentPlan(QgsProject.instance(), language)
        self.plan.failed.connect(self.told.fail)
        self.window = Window(
            self.iface, self.plan, self.told, MagicMock(), MagicMock(), lambda _page: None
        )
        QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
        self.plan.open(path)
        self.plan.flush()
        for layer in QgsProject.instance().mapLayers().values():
            # Counted while nobody writes: later OGR may not be able to.
            layer.featureCount()
        self.office = self._office_of_first()
        self._add_faults()

    @property
    def hotspots(self) -> QgsVectorLayer:
        layer = self.plan.layer("hotspots")
        assert layer is not None
        return layer

    def close(self) -> None:
        """Take everything away; nothing is saved."""
        for layer in QgsProject.instance().mapLayers().values():
            if isinstance(layer, QgsVectorLayer) and layer.isEditable():
                layer.rollBack()
        self.plan.close(remove_layers=True)
        QgsProject.instance().clear()
        self.main.close()
        self.main.deleteLater()

    def show_map(self, width: int, height: int, around: LonLat | None = None) -> None:
        """Show the map: all of it, or some kilometres around a place."""
        self.main.resize(width, height)
        self.main.show()
        self.turn()
        tree = QgsProject.instance().layerTreeRoot()
        self.canvas.setLayers([layer for layer in tree.layerOrder() if layer.isSpatial()])
        if around is None:
            self.canvas.setExtent(self.plan.layer("villages").extent())
        else:
            reach = 0.03
            self.canvas.setExtent(
                QgsRectangle(
                    around.lon - reach, around.lat - reach, around.lon + reach, around.lat + reach
                )
            )
        self.wait_for_map()

    def wait_for_map(self) -> None:
        """Let the map be drawn to its end."""
        self.canvas.waitWhileRendering()
        self.canvas.refresh()
        QTest.qWait(100)
        self.canvas.waitWhileRendering()
        self.wait(lambda: not self.canvas.isDrawing())
        self.turn()

    def wait(self, until: Callable[[], bool]) -> None:
        """Let QGIS run until something is so."""
        end = time.monotonic() + WAIT_S
        while not until():
            assert time.monotonic() < end, "it did not come to it in time"
            QTest.qWait(10)

    def turn(self, times: int = 5) -> None:
        """Let the event loop turn."""
        for _ in range(times):
            QCoreApplication.processEvents()

    def shown(self, view: QWidget, width: int = DOCK_WIDTH, height: int = DOCK_HEIGHT) -> QWidget:
        """Show a panel in the size a dock has."""
        view.resize(width, height)
        view.show()
        self.turn()
        return view

    def dock(self, title: str, view: QWidget) -> QDockWidget:
        """Put a panel at the right of the map; the dock is the caller's to take away."""
        dock = QDockWidget(title, self.main)
        dock.setWidget(view)
        self.main.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
        self.main.resizeDocks([dock], [DOCK_WIDTH], Qt.Orientation.Horizontal)
        return dock

    def _office_of_first(self) -> LonLat:
        found = next(iter(self.plan.hotspots().values()))
        assert found.position is not None
        return found.position

    def _add_faults(self) -> None:
        """Place one hotspot far from every office and one twice, for there to be errors."""
        far = new_hotspot(self.plan, moved(self.office, 2_300.0, 900.0))
        twice = new_hotspot(self.plan, moved(self.office, 0.4, 0.0))
        with edit_step(self.hotspots, "faults"):
            for hotspot in (far, twice):
                place_hotspot(self.hotspots, hotspot)
        self.plan.flush()

    def feature(self) -> Any:
        """Return a hotspot of the plan as the form shows it."""
        return next(iter(self.hotspots.getFeatures()))
