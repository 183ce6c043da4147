# SPDX-License-Identifier: GPL-2.0-or-later
"""How a plan's layers are known again in a project the user saved; light to import."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsProviderRegistry, QgsVectorLayer

TABLE_PROPERTY = "village_internet/table"
"""The layer property that says which of the plan's tables a layer shows."""
PROJECT_TABLES = (
    *("hotspots", "published_hotspots", "existing_hotspots", "network_nodes", "village_offices"),
    *("settlements", "blank_spots", "villages", "funding_sources", "waivers"),
)
"""What of a plan is in the project, from top to bottom; settings and outbox are not for editing."""


def plan_path_of(layer: QgsVectorLayer) -> Path | None:
    """Return the file a layer reads; None when it reads none."""
    if layer.providerType() != "ogr":
        return None
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = parts.get("path")
    return Path(path).resolve() if path else None


def plan_path_in(project: QgsProject) -> Path | None:
    """Return the file of the plan whose hotspots are in a project; None when there is none.

    Of several it is the first; `plan_paths_in` names all.
    """
    return next(iter(plan_paths_in(project)), None)


def plan_paths_in(project: QgsProject) -> list[Path]:
    """Return the files of all plans whose hotspots are in a project, each once."""
    paths = (
        plan_path_of(layer)
        for layer in project.mapLayers().values()
        if layer.customProperty(TABLE_PROPERTY) == "hotspots" and layer.isValid()
    )
    return list(dict.fromkeys(path for path in paths if path is not None))
