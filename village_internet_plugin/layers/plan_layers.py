# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers of a plan in the user's project: added once, found again, taken out together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsLayerTreeGroup, QgsProject, QgsVectorLayer
from qgis.PyQt import sip

from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.plan_in_project import (
    PROJECT_TABLES,
    TABLE_PROPERTY,
    plan_path_of,
)
from village_internet_plugin.layers.project import table_title
from village_internet_plugin.layers.styling import style_layer


class PlanLayers:
    """The project's layers of one plan, by table."""

    def __init__(self, project: QgsProject, path: Path) -> None:
        """Find what the project has of the plan at `path` already."""
        self._project, self._path = project, path
        self._layers: dict[str, QgsVectorLayer] = {}
        self._added: set[str] = set()
        layers = [one for one in project.mapLayers().values() if isinstance(one, QgsVectorLayer)]
        # Of a layer and its duplicate, the one that is being edited holds what must not be lost.
        for layer in sorted(layers, key=lambda one: not one.isEditable()):
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
        """Add the layers the project lacks; yields the share done, to be taken in turns.

        A project the user saved keeps the look it has; only new layers are styled. Raises
        InputError when the file has no such tables.
        """
        group: QgsLayerTreeGroup | None = None
        for number, table in enumerate(PROJECT_TABLES):
            if self.layer(table) is None:
                layer = open_layer(self._path, table)
                layer.setName(table_title(table, language))
                layer.setCustomProperty(TABLE_PROPERTY, table)
                yield number / len(PROJECT_TABLES)
                style_layer(layer, table, language)
                self._project.addMapLayer(layer, False)
                if group is None:
                    group = self._group(title)
                group.addLayer(layer).setExpanded(table == "hotspots")
                self._layers[table] = layer
                self._added.add(table)
            yield (number + 1) / len(PROJECT_TABLES)

    def take_out(self) -> None:
        """Remove the plan's layers from the project, and their group when nothing is left in it."""
        self._take_out(set(self._layers))

    def take_out_added(self) -> None:
        """Remove the layers that were added here, and leave those the project had before."""
        self._take_out(self._added)

    def _take_out(self, tables: set[str]) -> None:
        root = self._project.layerTreeRoot()
        for table, layer in self.present().items():
            if table not in tables:
                continue
            node = root.findLayer(layer.id())
            group = node.parent() if node is not None else None
            self._project.removeMapLayer(layer.id())
            if group is not None and group is not root and not group.children():
                group.parent().removeChildNode(group)
        self._layers = {name: one for name, one in self._layers.items() if name not in tables}

    def _group(self, title: str) -> QgsLayerTreeGroup:
        root = self._project.layerTreeRoot()
        for layer in self.present().values():
            node = root.findLayer(layer.id())
            if node is not None and node.parent() is not root:
                return node.parent()
        return root.insertGroup(0, title)
