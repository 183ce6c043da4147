# SPDX-License-Identifier: GPL-2.0-or-later
"""A map canvas spoken to in degrees: whatever system it shows the map in."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsLineString,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, QPointF
from qgis.PyQt.QtGui import QPolygonF

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import EPSG


class GeographicCanvas:
    """Turns pixels and map coordinates of a canvas into degrees (EPSG:4326) and back."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self.canvas = canvas
        self._crs = QgsCoordinateReferenceSystem()
        self._transform = QgsCoordinateTransform()

    @property
    def is_placed(self) -> bool:
        """Whether the canvas has a reference system, so that its places are known on earth."""
        return self.canvas.mapSettings().destinationCrs().isValid()

    def lonlat(self, point: QgsPointXY) -> LonLat | None:
        """Return where a point of the map is; None beyond where its projection is defined."""
        try:
            there = self._current().transform(point, Qgis.TransformDirection.Reverse)
        except QgsCsException:
            return None
        position = LonLat(there.x(), there.y())
        return position if position.is_finite() else None

    def lonlat_at(self, pixel: QPoint) -> LonLat | None:
        """Return where a pixel of the canvas is."""
        return self.lonlat(self.canvas.getCoordinateTransform().toMapCoordinates(pixel))

    def map_point(self, position: LonLat) -> QgsPointXY | None:
        """Return a position as the map has it; None beyond where its projection is defined."""
        try:
            there = self._current().transform(QgsPointXY(*position))
        except QgsCsException:
            return None
        return there if LonLat(there.x(), there.y()).is_finite() else None

    def pixel(self, position: LonLat) -> QPointF | None:
        """Return where a position is on the canvas, in pixels."""
        point = self.map_point(position)
        if point is None:
            return None
        on_canvas = self.canvas.getCoordinateTransform().transform(point)
        return QPointF(on_canvas.x(), on_canvas.y())

    def outline(self, lon: Iterable[float], lat: Iterable[float]) -> QPolygonF:
        """Return corners as a polygon in pixels; empty where the projection does not know them."""
        line = QgsGeometry(QgsLineString(list(map(float, lon)), list(map(float, lat))))
        try:
            line.transform(self._current())
        except QgsCsException:
            return QPolygonF()
        return self.canvas.getCoordinateTransform().transform().map(line.asQPolygonF())

    @property
    def view(self) -> tuple[object, ...]:
        """What the pixels of a position hang on: another one when the map is moved or turned."""
        settings = self.canvas.mapSettings()
        size = settings.outputSize()
        return (
            settings.visibleExtent().toString(12),
            (size.width(), size.height()),
            settings.rotation(),
            settings.destinationCrs().authid(),
        )

    def show(self, position: LonLat) -> None:
        """Bring a position into view, at the scale as it is; nothing moves when it is there."""
        point = self.map_point(position)
        if point is not None and not self.canvas.extent().contains(point):
            self.canvas.setCenter(point)
            self.canvas.refresh()

    def _current(self) -> QgsCoordinateTransform:
        crs = self.canvas.mapSettings().destinationCrs()
        if crs != self._crs or not self._transform.isValid():
            self._crs = crs
            degrees = QgsCoordinateReferenceSystem(f"EPSG:{EPSG}")
            self._transform = QgsCoordinateTransform(degrees, crs, QgsProject.instance())
        return self._transform
