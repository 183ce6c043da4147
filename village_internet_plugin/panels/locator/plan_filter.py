# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Jumps from QGIS's locator bar to a village or a hotspot of the plan that is open.

QGIS searches with clones of the filter in threads of their own: what such a search needs of the
plan is taken in `prepare`, which QGIS calls in the window's thread before.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeedback,
    QgsGeometry,
    QgsLocatorContext,
    QgsLocatorFilter,
    QgsLocatorResult,
    QgsPointXY,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.schema import EPSG, VILLAGES
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.panels.findings.map_showing import zoom_to
from village_internet_plugin.panels.locator.village_search import VillageSearch, village_box
from village_internet_plugin.panels.messages import Messages

NAME = "village_internet"
PREFIX = "vil"
"""QGIS keeps shorter prefixes for its own filters."""
_FEWEST_LETTERS = 3
"""What is asked for without the prefix; QGIS asks every filter then."""
_MOST_HOTSPOTS = 20
_VILLAGE, _HOTSPOT = "village", "hotspot"


class PlanFilter(QgsLocatorFilter):
    """Villages by name or code, hotspots by name or id."""

    def __init__(
        self, plan: CurrentPlan, canvas: Any, messages: Messages, search: VillageSearch
    ) -> None:
        """Search the plan that is open at the time; show what is chosen on `canvas`."""
        super().__init__()
        self._plan, self._canvas, self._messages, self._search = plan, canvas, messages, search
        self._path: Path | None = None
        self._hotspots: list[Hotspot] = []

    def clone(self) -> PlanFilter:
        """Return a filter for one search."""
        return PlanFilter(self._plan, self._canvas, self._messages, self._search)

    def name(self) -> str:
        """Return what QGIS calls the filter in its settings."""
        return NAME

    def displayName(self) -> str:
        """Return what people call the filter."""
        return QCoreApplication.translate("VillageInternet", "Villages and hotspots of the plan")

    def prefix(self) -> str:
        """Return what a text begins with that asks this filter alone."""
        return PREFIX

    def priority(self) -> QgsLocatorFilter.Priority:
        """Return that results come after those of QGIS's quick filters."""
        return QgsLocatorFilter.Priority.Medium

    def prepare(self, _text: str, _context: QgsLocatorContext) -> list[str]:
        """Take what the search needs of the plan; in the window's thread."""
        self._path = self._plan.path if self._plan.is_open else None
        self._hotspots = list(self._plan.hotspots().values())
        return []

    def fetchResults(self, text: str, context: QgsLocatorContext, feedback: QgsFeedback) -> None:
        """Send what fits; in a thread of its own."""
        text = text.strip()
        fewest = 1 if context.usingPrefix else _FEWEST_LETTERS
        if self._path is None or len(text) < fewest:
            return
        try:
            for found in self._hotspots_like(text, feedback):
                self.resultFetched.emit(found)
            for found in self._villages_like(self._path, text, feedback):
                self.resultFetched.emit(found)
        except (sqlite3.Error, OSError) as error:
            self.logMessage(in_user_language(error))

    def triggerResult(self, result: QgsLocatorResult) -> None:
        """Zoom to what was chosen, and flash it."""
        self._messages.guard(self._show)(_data_of(result))

    def _hotspots_like(self, text: str, feedback: QgsFeedback) -> list[QgsLocatorResult]:
        wanted = text.casefold()
        found: list[QgsLocatorResult] = []
        for hotspot in self._hotspots:
            if feedback.isCanceled() or len(found) == _MOST_HOTSPOTS:
                break
            name = (hotspot.name or "").casefold()
            if wanted in name or hotspot.hotspot_id.casefold().startswith(wanted):
                data: dict[str, object] = {"kind": _HOTSPOT, "id": hotspot.hotspot_id}
                result = self._result(hotspot.label, hotspot.village_code or "", data)
                result.group = QCoreApplication.translate("VillageInternet", "Hotspots")
                result.score = 1.0 if name == wanted else 0.8 if name.startswith(wanted) else 0.5
                found.append(result)
        return found

    def _villages_like(
        self, path: Path, text: str, feedback: QgsFeedback
    ) -> list[QgsLocatorResult]:
        results = []
        for village in self._search.find(path, text, feedback.isCanceled):
            told = ", ".join(part for part in (village.district, village.village_code) if part)
            data: dict[str, object] = {"kind": _VILLAGE, "fid": village.fid}
            result = self._result(village.name, told, data)
            result.group = QCoreApplication.translate("VillageInternet", "Villages")
            result.score = village.likeness
            results.append(result)
        return results

    def _result(self, title: str, told: str, data: dict[str, object]) -> QgsLocatorResult:
        result = QgsLocatorResult()
        result.displayString = title
        result.description = told
        if hasattr(result, "setUserData"):
            result.setUserData(data)
        else:
            result.userData = data
        return result

    def _show(self, data: dict[str, Any]) -> None:
        if not self._plan.is_open:
            return
        if data["kind"] == _HOTSPOT:
            self._show_hotspot(str(data["id"]))
        else:
            self._show_village(int(data["fid"]))

    def _show_hotspot(self, hotspot_id: str) -> None:
        hotspot = self._plan.hotspot(hotspot_id)
        if hotspot is None:
            self._messages.inform(
                QCoreApplication.translate(
                    "VillageInternet", "This hotspot is no longer in the plan."
                )
            )
            return
        position = hotspot.position
        if position is None or not position.is_finite():
            self._messages.inform(
                QCoreApplication.translate(
                    "VillageInternet", "This hotspot has no position on the map yet."
                )
            )
            return
        point = QgsPointXY(position.lon, position.lat)
        if zoom_to(self._canvas, [point]):
            self._canvas.flashGeometries([QgsGeometry.fromPointXY(point)], _system())

    def _show_village(self, fid: int) -> None:
        box = village_box(self._plan.path, fid)
        if box is None:
            self._messages.inform(
                QCoreApplication.translate("VillageInternet", "This village has no boundary.")
            )
            return
        corners = [QgsPointXY(box.west, box.south), QgsPointXY(box.east, box.north)]
        if zoom_to(self._canvas, corners):
            self._canvas.flashGeometries([self._shape(fid) or _rectangle(corners)], _system())

    def _shape(self, fid: int) -> QgsGeometry | None:
        layer = self._plan.layer(VILLAGES.name)
        geometry = layer.getGeometry(fid) if layer is not None else None
        return None if geometry is None or geometry.isNull() else geometry


def _rectangle(corners: list[QgsPointXY]) -> QgsGeometry:
    return QgsGeometry.fromRect(QgsRectangle(*corners))


def _system() -> QgsCoordinateReferenceSystem:
    return QgsCoordinateReferenceSystem.fromEpsgId(EPSG)


def _data_of(result: QgsLocatorResult) -> dict[str, Any]:
    """Return what a result was given: a method of newer versions, an attribute of older ones."""
    data = result.userData
    return data() if callable(data) else data
