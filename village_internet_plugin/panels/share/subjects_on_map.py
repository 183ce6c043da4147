# SPDX-License-Identifier: GPL-2.0-or-later
"""What a finding of the server is about: its name, and its place shown on the map."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import EPSG
from village_internet_plugin.layers.current_plan import CurrentPlan

_AROUND_DEG = 0.005
"""Half a side of what is shown around one position, in degrees: some 500 m."""


class SubjectsOnMap:
    """Names hotspots and shows where they are."""

    def __init__(self, plan: CurrentPlan, canvas: Any) -> None:
        self._plan, self._canvas = plan, canvas

    def name_of(self, kind: str, subject: str) -> str:
        """Return what people call the subject of a finding."""
        hotspot = self._plan.hotspot(subject) if kind == "hotspot" else None
        return hotspot.label if hotspot is not None else subject

    def show_subject(self, kind: str, subject: str) -> None:
        """Zoom to a hotspot and flash it; anything else has no place of its own."""
        hotspot = self._plan.hotspot(subject) if kind == "hotspot" else None
        if hotspot is not None and hotspot.position is not None:
            show_positions(self._canvas, [hotspot.position])

    def let_go(self) -> None:
        """Hold the map no more."""
        self._canvas = None


def show_positions(canvas: Any, positions: list[LonLat]) -> None:
    """Zoom the map so that all positions (EPSG:4326) are seen, and flash them."""
    if canvas is None or not positions:
        return
    points = [QgsPointXY(*position) for position in positions]
    box = QgsRectangle()
    box.setMinimal()
    for point in points:
        box.combineExtentWith(point.x(), point.y())
    box.grow(max(_AROUND_DEG, 0.25 * max(box.width(), box.height())))
    to_map = transform_to(canvas)
    canvas.setExtent(to_map.transformBoundingBox(box))
    canvas.refresh()
    system = QgsCoordinateReferenceSystem.fromEpsgId(EPSG)
    canvas.flashGeometries([QgsGeometry.fromPointXY(point) for point in points], system)


def transform_to(canvas: Any) -> QgsCoordinateTransform:
    """Return the transformation from the plan's coordinates to the map's."""
    system = QgsCoordinateReferenceSystem.fromEpsgId(EPSG)
    target = canvas.mapSettings().destinationCrs()
    return QgsCoordinateTransform(system, target, QgsProject.instance())
