# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer of the project as a source that another thread may read.

A file layer that says what its file says is read from the file: opened by QGIS, a spreadsheet has
already lost its encoding, its decimal commas and its empty cells.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsVectorLayer, QgsVectorLayerFeatureSource

from village_internet_plugin.layers.importing.shapes import GEOMETRY_KINDS
from village_internet_plugin.layers.importing.vector_source import FeatureTable, unreadable


def readable_anywhere(layer: QgsVectorLayer) -> str | FeatureTable:
    """Return the path of the layer's file, or its features as they are now, unsaved edits included.

    Must be called in the main thread, where layers live; takes no time, however large the layer.
    Raises InputError when the layer is not valid.
    """
    if not layer.isValid():
        # Not `layer.error().summary()`: on an empty error it crashes QGIS 3.22.
        raise unreadable(layer.name(), "")
    return file_of(layer) or _as_it_is(layer)


def file_of(layer: QgsVectorLayer) -> str | None:
    """Return the path of a file layer that says no more and no less than its file, else None.

    A reference system set in the layer's properties, a joined column or an edit is not in the file,
    and a path inside an archive is none that can be opened as one.
    """
    provider = layer.dataProvider()
    is_as_in_file = (
        provider.name() == "ogr"
        and not layer.subsetString()
        and not layer.isEditable()
        and layer.crs() == provider.crs()
        and layer.fields().count() == provider.fields().count()
    )
    source: str = layer.source()
    return source if is_as_in_file and Path(source.partition("|")[0]).exists() else None


def _as_it_is(layer: QgsVectorLayer) -> FeatureTable:
    shape = GEOMETRY_KINDS.get(layer.geometryType())
    return FeatureTable(
        layer.name(),
        [field.name() for field in layer.fields()],
        shape,
        layer.crs() if shape else None,
        QgsVectorLayerFeatureSource(layer),
        max(0, int(layer.featureCount())),
    )
