# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of a plan in the user's project: added once, found again, taken out together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt import sip

from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.project import MAP_TABLES, table_title
from village_internet_plugin.layers.styling import style_layer

TABLE_PROPERTY = "village_internet/table"
"""The layer property that says which of the plan's tables a layer shows."""
PROJECT_TABLES = (
    *(table for table in MAP_TABLES if table != "findings"),
    "funding_sources",
    "waivers",
)
"""What of a plan is in the project, from top to bottom; settings and outbox are not for editing."""


class PlanLayers:
    """The project's layers of one plan, by table."""

    def __init__(self, project: QgsProject, path: Path) -> None:
        """Find what the project has of the plan at `path` already."""
        self._project, self._path = project, path
        self._layers: dict[str, QgsVectorLayer] = {}
        for layer in project.mapLayers().values():
            table = layer.customProperty(TABLE_PROPERTY)
            if table in PROJECT_TABLES and plan_path_of(layer) == path.resolve():
                self._layers.setdefault(table, layer)

    def layer(self, table: str) -> QgsVectorLayer | None:
        """Return the layer of a table; None when the user took it out of the project."""
        layer = self._layers.get(table)
        return None if layer is None or sip.isdeleted(layer) else layer

    def present(self) -> dict[str, QgsVectorLayer]:
        """Return the layers that are there, by table."""
        return {table: layer for table, layer in self._layers.items() if not sip.isdeleted(layer)}

    def add_missing(self, title: str, language: str) -> Iterator[float]:
        """Add the layers the project lacks; yields the share done after each, to be taken in turns.

        A project the user saved keeps the look it has; only new layers are styled. Raises
        InputError when the file has no such tables.
        """
        group: QgsLayerTreeGroup | None = None
        for number, table in enumerate(PROJECT_TABLES):
            if self.layer(table) is None:
                layer = open_layer(self._path, table)
                layer.setName(table_title(table, language))
                layer.setCustomProperty(TABLE_PROPERTY, table)
                style_layer(layer, table, language)
                self._project.addMapLayer(layer, False)
                if group is None:
                    group = self._group(title)
                group.addLayer(layer).setExpanded(table == "hotspots")
                self._layers[table] = layer
            yield (number + 1) / len(PROJECT_TABLES)

    def take_out(self) -> None:
        """Remove the plan's layers from the project, and their group when nothing is left in it."""
        root = self._project.layerTreeRoot()
        for layer in self.present().values():
            node = root.findLayer(layer.id())
            group = node.parent() if node is not None else None
            self._project.removeMapLayer(layer.id())
            if group is not None and group is not root and not group.children():
                group.parent().removeChildNode(group)
        self._layers.clear()

    def _group(self, title: str) -> QgsLayerTreeGroup:
        root = self._project.layerTreeRoot()
        for layer in self.present().values():
            node = root.findLayer(layer.id())
            if node is not None and node.parent() is not root:
                return node.parent()
        return root.insertGroup(0, title)


def plan_path_of(layer: QgsVectorLayer) -> Path | None:
    """Return the file a layer reads; None when it reads none."""
    if layer.providerType() != "ogr":
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = parts.get("path")
    return Path(path).resolve() if path else None


def plan_in(project: QgsProject) -> Path | None:
    """Return the plan whose hotspots are in a project, None when there are none."""
    for layer in project.mapLayers().values():
        if layer.customProperty(TABLE_PROPERTY) == "hotspots" and layer.isValid():
            return plan_path_of(layer)
    return None
