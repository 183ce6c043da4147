# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS project that shows a plan, or a layer package, as a map."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsLayerTreeGroup,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import INDONESIA
from village_internet_plugin.domain.schema import EPSG, TABLES
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.styling import style_layer

MAP_TABLES = (
    "findings",
    "hotspots",
    "published_hotspots",
    "existing_hotspots",
    "network_nodes",
    "village_offices",
    "settlements",
    "blank_spots",
    "villages",
)
"""What lies on the map, from top to bottom."""
DATA_TABLES = ("funding_sources", "waivers", "manifest")
"""What has no place on the map."""
ALWAYS_SHOWN = ("hotspots", "villages")
"""These are in the project even when they are empty."""

_OTHER_TITLES = {
    "findings": Words("Findings", "Temuan"),
    "manifest": Words("About this package", "Tentang paket ini"),
}
_DATA = Words("Tables", "Tabel")
_MARGIN = 0.04
"""How much wider than the plan the first view is, as a share of its width."""

OpenTable = Callable[[str], "QgsVectorLayer | None"]


def table_title(table: str, language: str) -> str:
    """Return what a table is called for people; its own name when it has no other."""
    titles = {known.name: known.title for known in TABLES}
    words = titles.get(table) or _OTHER_TITLES.get(table)
    return words.say(language) if words is not None else table


def build_project(open_table: OpenTable, title: str, language: str) -> QgsProject:
    """Return a project with every table that `open_table` gives and that holds rows, styled.

    `open_table` returns None for a table that is not there. The project is in EPSG:4326 and
    measures on the ellipsoid; its file paths are relative.
    """
    project = QgsProject()
    project.setTitle(title)
    project.setCrs(QgsCoordinateReferenceSystem.fromEpsgId(EPSG))
    project.setEllipsoid("EPSG:7030")
    project.setBackgroundColor(QColor(symbols.SEA))
    root = project.layerTreeRoot()
    layers = _add_tables(project, root, MAP_TABLES, open_table, language)
    data = root.addGroup(_DATA.say(language))
    _add_tables(project, data, DATA_TABLES, open_table, language)
    data.setExpanded(False)
    view = QgsReferencedRectangle(_extent(layers), project.crs())
    project.viewSettings().setDefaultViewExtent(view)
    return project


def map_layers(project: QgsProject) -> list[QgsVectorLayer]:
    """Return the layers that lie on the project's map, from top to bottom."""
    return [layer for layer in project.layerTreeRoot().layerOrder() if layer.isSpatial()]


def metric_system(project: QgsProject) -> QgsCoordinateReferenceSystem:
    """Return the UTM zone of the plan's middle, in which a scale bar is true."""
    middle = project.viewSettings().defaultViewExtent().center()
    zone = min(60, int((middle.x() + 180.0) // 6.0) + 1)
    return QgsCoordinateReferenceSystem.fromEpsgId((32600 if middle.y() >= 0 else 32700) + zone)


def metric_extent(project: QgsProject) -> QgsRectangle:
    """Return the project's first view in the system that `metric_system` gives."""
    extent = project.viewSettings().defaultViewExtent()
    to_metres = QgsCoordinateTransform(project.crs(), metric_system(project), project)
    return to_metres.transformBoundingBox(QgsRectangle(extent))


def open_tables_of(path: Path) -> OpenTable:
    """Return a function that opens the tables of a GeoPackage as layers; None for those absent."""

    def open_table(table: str) -> QgsVectorLayer | None:
        layer = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
        return layer if layer.isValid() else None

    return open_table


def _add_tables(
    project: QgsProject,
    group: QgsLayerTreeGroup,
    tables: tuple[str, ...],
    open_table: OpenTable,
    language: str,
) -> list[QgsVectorLayer]:
    added = []
    for table in tables:
        layer = open_table(table)
        if layer is None or (layer.featureCount() == 0 and table not in ALWAYS_SHOWN):
            continue
        layer.setName(table_title(table, language))
        style_layer(layer, table, language)
        project.addMapLayer(layer, False)
        group.addLayer(layer).setExpanded(table in ("hotspots", "findings"))
        added.append(layer)
    return added


def _extent(layers: list[QgsVectorLayer]) -> QgsRectangle:
    """Return the box of the lowest layer that has one, with a margin; else the country's."""
    for layer in reversed(layers):
        extent = layer.extent()
        if layer.featureCount() > 0 and extent.isFinite() and not extent.isEmpty():
            return extent.buffered(max(extent.width(), extent.height()) * _MARGIN)
    return QgsRectangle(*INDONESIA)
