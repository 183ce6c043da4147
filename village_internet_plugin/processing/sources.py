# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user may give as a source: a layer of the project, or the path of a file.

A path stays a path. Opened by QGIS, a spreadsheet would already have lost its encoding, its
decimal commas and its empty cells by the time the importer sees it.
"""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsFeatureRequest,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterVectorLayer,
    QgsProcessingUtils,
    QgsProperty,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError


def source_parameter(
    name: str, description: str, optional: bool = False
) -> QgsProcessingParameterVectorLayer:
    """Return a parameter that takes any vector layer, table, or path of a file with either."""
    return QgsProcessingParameterVectorLayer(
        name, description, [QgsProcessing.SourceType.TypeVector], optional=optional
    )


def read_source(value: Any, context: QgsProcessingContext) -> QgsVectorLayer | str | None:
    """Return what was given: None, the path of a file, or a layer that is safe to read anywhere.

    Must be called in the main thread, where the project's layers live. Raises InputError when a
    layer was given that cannot be read.
    """
    if isinstance(value, QgsProperty):
        value = value.staticValue()
    if value is None or value == "":
        return None
    layer = value
    if isinstance(value, str):
        layer = QgsProcessingUtils.mapLayerFromString(value, context, False)
        if layer is None:
            return value
    if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
        sentence = QCoreApplication.translate(
            "VillageInternet", "{value} is not a layer that can be read. Choose another."
        )
        raise InputError(sentence.format(value=value))
    # Here, not above: GDAL is not to be loaded when QGIS starts.
    from village_internet_plugin.layers.importing.layer_source import file_of

    return file_of(layer) or _snapshot(layer)


def _snapshot(layer: QgsVectorLayer) -> QgsVectorLayer:
    """Return a copy in memory, unsaved edits included, which no other thread touches."""
    copy = layer.materialize(QgsFeatureRequest())
    copy.setName(layer.name())
    return copy


def is_given_as_text(value: Any) -> bool:
    """Tell whether a source was given as text: the importer, not QGIS, says if it can be read."""
    return isinstance(value, str) and bool(value)
