# SPDX-License-Identifier: GPL-2.0-or-later
"""Signs and lines drawn over the map, which leave nothing there once they are cleared."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsGeometry
from qgis.gui import QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor

from village_internet_plugin.panels.share.subjects_on_map import transform_to

_WIDTH_PX = 3


class CanvasBands:
    """The bands on one map canvas; None for no canvas."""

    def __init__(self, canvas: Any) -> None:
        self.canvas = canvas
        self._bands: list[QgsRubberBand] = []

    @property
    def bands(self) -> tuple[QgsRubberBand, ...]:
        """What is drawn now."""
        return tuple(self._bands)

    def add(self, band: QgsRubberBand, geometry: QgsGeometry, colour: str) -> None:
        """Draw a geometry (EPSG:4326) as `band`, hollow, in a colour."""
        band.setWidth(_WIDTH_PX)
        band.setStrokeColor(QColor(colour))
        band.setFillColor(QColor(0, 0, 0, 0))
        geometry.transform(transform_to(self.canvas))
        band.setToGeometry(geometry, None)
        self._bands.append(band)

    def clear(self) -> None:
        """Take everything off the map."""
        bands, self._bands = self._bands, []
        for band in bands:
            if sip.isdeleted(band):
                continue
            if self.canvas is not None and not sip.isdeleted(self.canvas):
                self.canvas.scene().removeItem(band)
            sip.delete(band)
