# SPDX-License-Identifier: GPL-2.0-or-later
"""A sheet with a map and what belongs beside it, laid out in millimetres."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.styling import text_format
from village_internet_plugin.reports.map_words import MapWords

PAGE_WIDTH_MM = 297.0
_EDGE = 9.0
_HEAD = 25.0
_SIDE = 66.0
_FOOT = 10.0
_LEGEND = Words("Legend", "Legenda")
_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_LONGEST_BAR_MM = 52.0


class Sheet:
    """One page, PAGE_WIDTH_MM wide: title above, map left, figures and legend right."""

    def __init__(self, project: QgsProject, height_mm: float, language: str) -> None:
        self.layout = QgsPrintLayout(project)
        self.layout.initializeDefaults()
        # The project owns its layouts: it must not go while one of them lives.
        project.layoutManager().addLayout(self.layout)
        page = self.layout.pageCollection().page(0)
        page.setPageSize(QgsLayoutSize(PAGE_WIDTH_MM, height_mm, _MM))
        self._height_mm = height_mm
        self._language = language
        self._map = QgsLayoutItemMap(self.layout)
        self._legend_top = _HEAD

    def add_map(
        self,
        extent: QgsRectangle,
        system: QgsCoordinateReferenceSystem,
        layers: Sequence[QgsVectorLayer] | None,
    ) -> None:
        """Draw `layers`, the first on top, so that `extent` (in `system`) is wholly seen.

        Without `layers` the map shows whatever the project shows when it is drawn.
        """
        width = PAGE_WIDTH_MM - 2 * _EDGE - _SIDE
        height = self._height_mm - _HEAD - _FOOT - _EDGE / 2
        self._map.attemptSetSceneRect(QRectF(_EDGE, _HEAD, width, height))
        self._map.setCrs(system)
        if layers is not None:
            self._map.setLayers(list(layers))
            self._map.setKeepLayerSet(True)
        self._map.setBackgroundColor(QColor(symbols.SEA))
        self._map.setFrameEnabled(True)
        self._map.setFrameStrokeColor(QColor(symbols.BORDER))
        self._map.zoomToExtent(extent)
        self.layout.addLayoutItem(self._map)
        self._add_scale_bar()
        corner = self._map.sceneBoundingRect().topRight()
        box = QRectF(corner.x() - 11.0, corner.y() + 2.5, 8.0, 11.0)
        north = self._add_text("N\n▲", box, 11.0, bold=True)
        north.setHAlign(Qt.AlignmentFlag.AlignHCenter)

    def add_words(self, words: MapWords) -> None:
        """Write title, subtitle, figures and footer."""
        width = PAGE_WIDTH_MM - 2 * _EDGE
        self._add_text(words.title, QRectF(_EDGE, 7.0, width, 9.5), 20.0, bold=True)
        self._add_text(words.subtitle, QRectF(_EDGE, 16.0, width, 7.0), 11.0, symbols.GREY)
        foot = self._height_mm - _FOOT
        self._add_text(words.footer, QRectF(_EDGE, foot, width, 6.0), 8.0, symbols.GREY)
        top = _HEAD
        for line in words.figures:
            self._add_text(line, QRectF(self._side, top, _SIDE - 5.0, 7.0), 13.0, bold=True)
            top += 6.5
        top += 1.5
        for line in words.verdicts:
            self._add_text(line, QRectF(self._side, top, _SIDE - 5.0, 5.5), 10.0)
            top += 5.0
        self._legend_top = top + 3.0

    def add_legend(self) -> None:
        """List the signs that the map really shows."""
        legend = QgsLayoutItemLegend(self.layout)
        legend.setLinkedMap(self._map)
        legend.setTitle(_LEGEND.say(self._language))
        legend.setAutoUpdateModel(False)
        legend.setLegendFilterByMapEnabled(True)
        for component, size_pt, bold in (
            (QgsLegendStyle.Style.Title, 12.0, True),
            (QgsLegendStyle.Style.Subgroup, 9.5, True),
            (QgsLegendStyle.Style.SymbolLabel, 9.0, False),
        ):
            set_legend_font(legend, component, size_pt, bold)
        legend.setSymbolWidth(6.0)
        legend.setBackgroundEnabled(False)
        legend.attemptMove(QgsLayoutPoint(self._side - 2.0, self._legend_top, _MM))
        self.layout.addLayoutItem(legend)
        legend.adjustBoxSize()

    @property
    def _side(self) -> float:
        """Return where the column beside the map begins."""
        return PAGE_WIDTH_MM - _EDGE - _SIDE + 5.0

    def _add_scale_bar(self) -> None:
        bar = QgsLayoutItemScaleBar(self.layout)
        bar.setStyle("Line Ticks Up")
        bar.setLinkedMap(self._map)
        bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
        bar.setUnitLabel("km")
        bar.setUnitsPerSegment(round_length_km(self._map.scale()))
        bar.setNumberOfSegments(2)
        bar.setNumberOfSegmentsLeft(0)
        bar.setTextFormat(text_format(9.0, symbols.INK))
        bar.setBackgroundEnabled(False)
        self.layout.addLayoutItem(bar)
        bar.update()
        corner = self._map.sceneBoundingRect().bottomLeft()
        height = bar.sceneBoundingRect().height()
        bar.attemptMove(QgsLayoutPoint(corner.x() + 3.0, corner.y() - height - 2.0, _MM))

    def _add_text(
        self, text: str, box: QRectF, size_pt: float, colour: str = symbols.INK, bold: bool = False
    ) -> QgsLayoutItemLabel:
        label = QgsLayoutItemLabel(self.layout)
        label.setText(text)
        label.setFont(sheet_font(size_pt, bold))
        label.setFontColor(QColor(colour))
        label.attemptSetSceneRect(box)
        self.layout.addLayoutItem(label)
        return label


def sheet_font(size_pt: float, bold: bool = False) -> QFont:
    """Return the font of what is written on a sheet, in points."""
    font = QFont("Sans Serif")
    font.setPointSizeF(size_pt)
    font.setBold(bold)
    return font


def set_legend_font(
    legend: QgsLayoutItemLegend, component: QgsLegendStyle.Style, size_pt: float, bold: bool
) -> None:
    """Write one kind of a legend's lines in this size."""
    style = legend.style(component)
    if hasattr(style, "setTextFormat"):
        style.setTextFormat(text_format(size_pt, symbols.INK, bold))
    else:  # QGIS before 3.30
        style.setFont(sheet_font(size_pt, bold))
    legend.setStyle(component, style)


def round_length_km(scale: float) -> float:
    """Return 1, 2 or 5 times a power of ten: the longest half bar that has room."""
    room_km = _LONGEST_BAR_MM / 2 * scale / 1e6
    power = 10.0 ** math.floor(math.log10(room_km))
    return max(
        step * power for step in (1.0, 2.0, 5.0, 10.0) if step * power <= room_km or step == 1.0
    )
