# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings what was imported into sight: an empty map looks like an import that failed."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProject, QgsVectorLayer

_MARGIN = 1.05


def bring_into_sight(canvas: Any, layer: QgsVectorLayer) -> None:
    """Have `canvas` show all of `layer`, unless it shows some of it already."""
    extent = layer.extent()
    if not layer.isSpatial() or extent.isNull() or not extent.isFinite():
        return
    system = canvas.mapSettings().destinationCrs()
    to_map = QgsCoordinateTransform(layer.crs(), system, QgsProject.instance())
    try:
        box = to_map.transformBoundingBox(extent) if system.isValid() else extent
    except QgsCsException:
        return  # a map of another part of the world stays where it is
    if not canvas.extent().intersects(box) or canvas.extent().isEmpty():
        canvas.setExtent(box.scaled(_MARGIN))
        canvas.refresh()
