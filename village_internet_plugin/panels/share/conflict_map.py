# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a clash on the map: where the hotspot was, where it is here, where a colleague put it."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsRubberBand
from qgis.PyQt.QtCore import Qt

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.panels.canvas_bands import CanvasBands
from village_internet_plugin.panels.share.conflict_rows import ConflictRow
from village_internet_plugin.panels.share.position_signs import POSITION_SIGNS
from village_internet_plugin.panels.share.subjects_on_map import show_positions

_ICONS = {
    "cross": QgsRubberBand.IconType.ICON_X,
    "circle": QgsRubberBand.IconType.ICON_CIRCLE,
    "square": QgsRubberBand.IconType.ICON_BOX,
}
_SIGN_PX = 15


class ConflictMap:
    """The signs of one clash at a time; `clear` leaves nothing on the map."""

    def __init__(self, canvas: Any) -> None:
        self._drawn = CanvasBands(canvas)

    @property
    def bands(self) -> tuple[QgsRubberBand, ...]:
        """What is drawn now."""
        return self._drawn.bands

    def show(self, row: ConflictRow) -> None:
        """Draw the positions of a clash, zoom to them, and flash them."""
        self.clear()
        places = [place for place in row.positions if place is not None]
        if self._drawn.canvas is None or not places:
            return
        show_positions(self._drawn.canvas, places)
        _before, ours, theirs = row.positions
        if ours is not None and theirs is not None:
            self._draw_line([ours, theirs])
        for sign, place in zip(POSITION_SIGNS, row.positions):
            if place is not None:
                self._draw_sign(place, _ICONS[sign.shape], sign.colour)

    def clear(self) -> None:
        """Take everything off the map."""
        self._drawn.clear()

    def _draw_sign(self, place: LonLat, icon: Any, colour: str) -> None:
        band = QgsRubberBand(self._drawn.canvas, QgsWkbTypes.GeometryType.PointGeometry)
        band.setIcon(icon)
        band.setIconSize(_SIGN_PX)
        self._drawn.add(band, QgsGeometry.fromPointXY(QgsPointXY(*place)), colour)

    def _draw_line(self, places: list[LonLat]) -> None:
        band = QgsRubberBand(self._drawn.canvas, QgsWkbTypes.GeometryType.LineGeometry)
        band.setLineStyle(Qt.PenStyle.DashLine)
        line = QgsGeometry.fromPolylineXY([QgsPointXY(*place) for place in places])
        self._drawn.add(band, line, POSITION_SIGNS[0].colour)
