# SPDX-License-Identifier: GPL-2.0-or-later
"""What the maps of a roadmap show: of which layers, how named, and how far around."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from qgis.core import (
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtGui import QPainter

from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.schema import EPSG, HOTSPOTS, VILLAGES
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.place_names import place_name_layer
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.project import build_project, map_layers, open_tables_of
from village_internet_plugin.layers.roadmap.plan_map import MapBox, PlanMap
from village_internet_plugin.layers.styling import smaller_signs
from village_internet_plugin.reports.roadmap.blocks import EXISTING, OVERVIEW, PROPOSED, Map

_LEFT_OUT = {
    OVERVIEW: ("settlements", "village_offices"),
    EXISTING: ("hotspots", "published_hotspots"),
    PROPOSED: ("settlements", "network_nodes"),
}
"""Tables that a kind of map does not show."""
_WHOLE_UP_TO = 2_500
"""Of reference data with more villages the overview shows only where the plan has hotspots."""
_AROUND_POINT = 0.01
"""Degrees shown on each side of a hotspot whose village the reference data does not know."""
_CROWD, _IN_A_CROWD = 120, 0.5
"""With more hotspots than this on a map, signs are drawn at this share of their size."""
_POINTS = QgsWkbTypes.GeometryType.PointGeometry


class PlanMaps:
    """The maps of one plan; nothing here outlives it, and nothing is written to the plan."""

    def __init__(self, plan: Plan, plan_path: Path, language: str) -> None:
        self._plan = plan
        self._plan_path = plan_path
        self._language = language
        self._outlines = _outlines(plan, plan_path)
        self._names = place_name_layer(plan, plan_path)
        self._chapters = self._project()
        self._chapters.addMapLayer(self._names, False)
        _leave_room(self._chapters, len(plan.hotspots))
        self._of_kind: dict[str, PlanMap] = {}
        self._villages: PlanMap | None = None
        self._village_project: QgsProject | None = None

    def paint(self, painter: QPainter, wanted: Map, box: MapBox) -> None:
        """Paint a map of a chapter into `box`."""
        shown = self._of_kind.get(wanted.kind)
        if shown is None:
            left_out = _LEFT_OUT[wanted.kind]
            layers = [
                layer for layer in map_layers(self._chapters) if _table_of(layer) not in left_out
            ]
            names = [] if wanted.kind == EXISTING else [self._names]
            shown = PlanMap(self._chapters, [*names, *layers])
            self._of_kind[wanted.kind] = shown
        shown.place(box)
        shown.zoom_to(self._extent(wanted.village_codes))
        shown.paint(painter)

    def paint_cover(self, painter: QPainter, box: MapBox) -> None:
        """Paint the whole plan without a legend."""
        left_out = (*_LEFT_OUT[OVERVIEW], "network_nodes")
        layers = [layer for layer in map_layers(self._chapters) if _table_of(layer) not in left_out]
        cover = PlanMap(self._chapters, layers, has_legend=False)
        cover.place(box)
        cover.zoom_to(self._extent(()))
        cover.paint(painter)

    def begin_villages(self, village_codes: Sequence[str]) -> None:
        """Make ready for the pages of these villages; `paint_village` counts in their order."""
        project = self._project()
        _name_hotspots(project)
        coverage = self._coverage(village_codes)
        project.addMapLayer(coverage, False)
        layers = map_layers(project)
        above = sum(1 for layer in layers if layer.geometryType() == _POINTS)
        self._village_project = project
        self._villages = PlanMap(project, [*layers[:above], coverage, *layers[above:]])
        self._villages.follow_atlas(coverage)

    def paint_village(self, painter: QPainter, index: int, box: MapBox) -> None:
        """Paint the map of a village into `box`."""
        if self._villages is not None:
            self._villages.place(box)
            self._villages.show_atlas_page(index)
            self._villages.paint(painter)

    def _project(self) -> QgsProject:
        return build_project(open_tables_of(self._plan_path), self._plan.title, self._language)

    def _extent(self, village_codes: Iterable[str]) -> QgsRectangle:
        """Return the box of the villages named; of the whole plan where none is."""
        boxes = QgsRectangle()
        for code in village_codes:
            outline = self._outlines.get(code)
            if outline is not None:
                boxes.combineExtentWith(outline.boundingBox())
        if not boxes.isEmpty():
            return boxes
        villages = open_layer(self._plan_path, VILLAGES.name)
        if 0 < villages.featureCount() <= _WHOLE_UP_TO:
            return villages.extent()
        for outline in self._outlines.values():
            boxes.combineExtentWith(outline.boundingBox())
        whole = QgsRectangle(self._chapters.viewSettings().defaultViewExtent())
        return whole if boxes.isEmpty() else boxes

    def _coverage(self, village_codes: Sequence[str]) -> QgsVectorLayer:
        """Return the villages that get a page, in their order; the page's own one is outlined."""
        layer = QgsVectorLayer(f"MultiPolygon?crs=EPSG:{EPSG}", VILLAGES.name, "memory")
        features = []
        for code in village_codes:
            feature = QgsFeature(layer.fields())
            outline = self._outlines.get(code) or QgsGeometry.fromRect(self._extent(()))
            feature.setGeometry(outline)
            features.append(feature)
        layer.dataProvider().addFeatures(features)
        layer.updateExtents()
        line = {"style": "no", "outline_color": symbols.BLUE, "outline_width": "0.7"}
        root = QgsRuleBasedRenderer.Rule(None)
        root.appendChild(
            QgsRuleBasedRenderer.Rule(
                QgsFillSymbol.createSimple(line), filterExp="$id = @atlas_featureid"
            )
        )
        layer.setRenderer(QgsRuleBasedRenderer(root))
        return layer


def _outlines(plan: Plan, plan_path: Path) -> dict[str, QgsGeometry]:
    """Return the boundaries of the villages that a map may be asked for, by code.

    A village that only hotspots know is a box around them.
    """
    villages = open_layer(plan_path, VILLAGES.name)
    wanted = {hotspot.village_code for hotspot in plan.hotspots if hotspot.village_code}
    is_small = villages.featureCount() <= _WHOLE_UP_TO
    found: dict[str, QgsGeometry] = {}
    for row in villages.getFeatures():
        code = row["village_code"]
        if (is_small or code in wanted) and row.hasGeometry():
            found[code] = row.geometry()
    for hotspot in plan.hotspots:
        code, position = hotspot.village_code, hotspot.position
        if code and code not in found and position is not None and position.is_finite():
            box = QgsRectangle(position.lon, position.lat, position.lon, position.lat)
            found[code] = QgsGeometry.fromRect(box.buffered(_AROUND_POINT))
    return found


def _table_of(layer: QgsVectorLayer) -> str:
    """Return the table of the plan's file that a layer shows."""
    return str(layer.source()).rpartition("layername=")[2].partition("|")[0]


def _leave_room(project: QgsProject, hotspots: int) -> None:
    """Name no single village or hotspot on a map of many; where points crowd, shrink them."""
    for layer in map_layers(project):
        layer.setLabelsEnabled(False)
        if hotspots > _CROWD and layer.geometryType() == _POINTS:
            layer.setRenderer(smaller_signs(layer.renderer(), _IN_A_CROWD))


def _name_hotspots(project: QgsProject) -> None:
    """Name the hotspots of a village at any scale: its page is where they are looked for."""
    for layer in map_layers(project):
        if _table_of(layer) == HOTSPOTS.name and layer.labeling() is not None:
            labeling = layer.labeling().clone()
            settings = labeling.settings()
            settings.scaleVisibility = False
            labeling.setSettings(settings)
            layer.setLabeling(labeling)
