# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a suggestion on the map before it is accepted: rings to add, crosses that give way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsRubberBand

from village_internet_plugin.layers.symbols import GREEN, VERMILION
from village_internet_plugin.panels.canvas_bands import CanvasBands
from village_internet_plugin.panels.share.subjects_on_map import show_positions
from village_internet_plugin.panels.suggest.site_lines import GOES, NEW, SiteLine

_SIGNS = {
    NEW: (QgsRubberBand.IconType.ICON_CIRCLE, GREEN),
    GOES: (QgsRubberBand.IconType.ICON_X, VERMILION),
}
_SIGN_PX = 13


class SuggestionMap:
    """One band for each kind of sign; `clear` leaves nothing on the map."""

    def __init__(self, canvas: Any) -> None:
        """Draw on `canvas` (a QgsMapCanvas, None for none)."""
        self._drawn = CanvasBands(canvas)

    @property
    def bands(self) -> tuple[QgsRubberBand, ...]:
        """What is drawn now."""
        return self._drawn.bands

    def show(self, lines: Iterable[SiteLine]) -> None:
        """Draw these sites in place of those before."""
        self.clear()
        if self._drawn.canvas is None:
            return
        shown = list(lines)
        for kind, (icon, colour) in _SIGNS.items():
            places = [one.position for one in shown if one.kind == kind and one.position]
            points = [QgsPointXY(*place) for place in places if place.is_finite()]
            if not points:
                continue
            band = QgsRubberBand(self._drawn.canvas, QgsWkbTypes.GeometryType.PointGeometry)
            band.setIcon(icon)
            band.setIconSize(_SIGN_PX)
            self._drawn.add(band, QgsGeometry.fromMultiPointXY(points), colour)

    def look_at(self, lines: Iterable[SiteLine]) -> None:
        """Zoom the map to sites and flash them."""
        show_positions(self._drawn.canvas, [one.position for one in lines if one.position])

    def clear(self) -> None:
        """Take everything off the map."""
        self._drawn.clear()

    def let_go(self) -> None:
        """Clear, and hold the map no more."""
        self.clear()
        self._drawn.canvas = None
