# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap's maps: one QGIS layout for those in chapters, one with an atlas for the villages."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsFillSymbol,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendStyle,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter

from village_internet_plugin.domain.errors import ProgramFault
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.map_sheet import (
    round_length_km,
    set_legend_font,
    sheet_font,
)
from village_internet_plugin.layers.project import metric_system
from village_internet_plugin.layers.roadmap import paper
from village_internet_plugin.layers.styling import text_format

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_LEGEND_WIDTH_MM = 47.0
_GAP_MM = 2.0
_LEGEND_SIGNS, _LINE_BREAK = 26, "|"
"""So many letters of a layer's name the legend has room for in a line."""
_LEAST_WIDTH_M = 2_500.0
"""A map shows at least so much: of a single small island it would else show nothing but sea."""
_AIR = 0.12
"""What a map shows beyond its villages, as a share of their width."""


@dataclass(frozen=True)
class MapBox:
    """Where a map stands on its page, its legend included, in millimetres."""

    left: float
    top: float
    width: float
    height: float


class PlanMap:
    """A page that holds nothing but a map with its legend, scale bar and north arrow."""

    def __init__(
        self, project: QgsProject, layers: Sequence[QgsMapLayer], has_legend: bool = True
    ) -> None:
        self._project = project
        self._system = metric_system(project)
        self.layout = QgsPrintLayout(project)
        self.layout.initializeDefaults()
        self.layout.setName(str(len(project.layoutManager().layouts())))
        # The project owns its layouts: it must not go while one of them lives.
        project.layoutManager().addLayout(self.layout)
        page = self.layout.pageCollection().page(0)
        page.setPageSize(QgsLayoutSize(paper.PAGE_WIDTH_MM, paper.PAGE_HEIGHT_MM, _MM))
        clear = {"style": "no", "outline_style": "no"}
        page.setPageStyleSymbol(QgsFillSymbol.createSimple(clear))
        context = self.layout.renderContext()
        context.setDpi(paper.DOTS_PER_INCH)
        # Names on a map are to be found by whoever searches the document.
        context.setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
        self.map = self._add_map(layers)
        self._bar = self._add_scale_bar()
        self._north = self._add_north()
        self._legend = self._add_legend(layers) if has_legend else None

    def place(self, box: MapBox) -> None:
        """Move the map and what belongs to it."""
        beside = _LEGEND_WIDTH_MM + _GAP_MM if self._legend is not None else 0.0
        shown = QRectF(box.left, box.top, box.width - beside, box.height)
        self.map.attemptSetSceneRect(shown)
        self._north.attemptSetSceneRect(QRectF(shown.right() - 10.0, shown.top() + 2.0, 8.0, 11.0))
        if self._legend is not None:
            self._legend.attemptMove(QgsLayoutPoint(shown.right() + _GAP_MM, shown.top(), _MM))

    def zoom_to(self, extent: QgsRectangle) -> None:
        """Show all of `extent`, which is in the project's system."""
        to_metres = QgsCoordinateTransform(self._project.crs(), self._system, self._project)
        shown = to_metres.transformBoundingBox(extent)
        air = max(
            _AIR * max(shown.width(), shown.height()) / 2,
            (_LEAST_WIDTH_M - max(shown.width(), shown.height())) / 2,
        )
        self.map.zoomToExtent(shown.buffered(air))

    def follow_atlas(self, coverage: QgsVectorLayer) -> None:
        """Show one area of `coverage` after the other, in its order."""
        atlas = self.layout.atlas()
        atlas.setCoverageLayer(coverage)
        atlas.setEnabled(True)
        atlas.beginRender()
        atlas.updateFeatures()

    def show_atlas_page(self, index: int) -> None:
        """Show the area of the given number, from 0; raises ProgramFault when there is none."""
        atlas = self.layout.atlas()
        if not atlas.seekTo(index):
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "The map of village {number} cannot be drawn, so no roadmap was written. "
                "Please report it with the plan.",
            )
            raise ProgramFault(sentence.format(number=index + 1))
        # Zoomed to here: the atlas itself zooms a map before it has the size of this page.
        self.zoom_to(atlas.layout().reportContext().feature().geometry().boundingBox())

    def paint(self, painter: QPainter) -> None:
        """Paint the page over what the painter's page holds."""
        self._fit_bar()
        if self._legend is not None:
            self._legend.updateFilterByMap(False)
            self._legend.adjustBoxSize()
        QgsLayoutExporter(self.layout).renderPage(painter, 0)

    def _add_map(self, layers: Sequence[QgsMapLayer]) -> QgsLayoutItemMap:
        shown = QgsLayoutItemMap(self.layout)
        shown.attemptSetSceneRect(QRectF(22.0, 30.0, 100.0, 100.0))
        shown.setCrs(self._system)
        shown.setLayers(list(layers))
        shown.setKeepLayerSet(True)
        shown.setBackgroundColor(QColor(symbols.SEA))
        shown.setFrameEnabled(True)
        shown.setFrameStrokeColor(QColor(symbols.BORDER))
        self.layout.addLayoutItem(shown)
        return shown

    def _add_scale_bar(self) -> QgsLayoutItemScaleBar:
        bar = QgsLayoutItemScaleBar(self.layout)
        bar.setStyle("Line Ticks Up")
        bar.setLinkedMap(self.map)
        bar.setUnits(QgsUnitTypes.DistanceUnit.DistanceKilometers)
        bar.setUnitLabel("km")
        bar.setNumberOfSegments(2)
        bar.setNumberOfSegmentsLeft(0)
        bar.setTextFormat(text_format(7.5, symbols.INK))
        # Names that the map writes below the bar would make both unreadable.
        bar.setBackgroundEnabled(True)
        bar.setBackgroundColor(QColor(symbols.LAND))
        self.layout.addLayoutItem(bar)
        return bar

    def _fit_bar(self) -> None:
        """Have the bar a round length that its map has room for, at its lower left."""
        self._bar.setUnitsPerSegment(round_length_km(self.map.scale()))
        self._bar.update()
        corner = self.map.sceneBoundingRect().bottomLeft()
        height = self._bar.sceneBoundingRect().height()
        self._bar.attemptMove(QgsLayoutPoint(corner.x() + 2.0, corner.y() - height - 1.5, _MM))

    def _add_north(self) -> QgsLayoutItemLabel:
        north = QgsLayoutItemLabel(self.layout)
        north.setText("N\n▲")
        north.setFont(sheet_font(10.0, bold=True))
        north.setFontColor(QColor(symbols.INK))
        north.setHAlign(Qt.AlignmentFlag.AlignHCenter)
        self.layout.addLayoutItem(north)
        return north

    def _add_legend(self, layers: Sequence[QgsMapLayer]) -> QgsLayoutItemLegend:
        """List the signs that the map really shows."""
        legend = QgsLayoutItemLegend(self.layout)
        legend.setLinkedMap(self.map)
        legend.setAutoUpdateModel(False)
        legend.setWrapString(_LINE_BREAK)
        root = legend.model().rootGroup()
        root.removeAllChildren()
        for layer in layers:
            if self._project.layerTreeRoot().findLayer(layer.id()) is not None:
                title = _LINE_BREAK.join(textwrap.wrap(layer.name(), _LEGEND_SIGNS))
                root.addLayer(layer).setCustomProperty("legend/title-label", title)
        legend.setLegendFilterByMapEnabled(True)
        for component, size_pt, bold in (
            (QgsLegendStyle.Style.Subgroup, 7.5, True),
            (QgsLegendStyle.Style.SymbolLabel, 7.5, False),
        ):
            set_legend_font(legend, component, size_pt, bold)
        legend.setSymbolWidth(5.0)
        legend.setBoxSpace(0.0)
        legend.setBackgroundEnabled(False)
        self.layout.addLayoutItem(legend)
        return legend
