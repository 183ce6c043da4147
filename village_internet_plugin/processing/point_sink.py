# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes points into the output layer that was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)

from village_internet_plugin.domain.schema import EPSG
from village_internet_plugin.processing.algorithm import require_apart

OUTPUT = "OUTPUT"


def point_sink_parameter(title: str) -> QgsProcessingParameterFeatureSink:
    """Return the parameter OUTPUT, a layer of points."""
    return QgsProcessingParameterFeatureSink(
        OUTPUT, title, QgsProcessing.SourceType.TypeVectorPoint
    )


def require_layer_apart(destination: Any, *plans: str) -> None:
    """Raise InputError when a layer is to be written into the file of one of the plans."""
    target = _file_of(destination)
    if target is not None:
        for plan in plans:
            require_apart(target, plan)


def _file_of(destination: Any) -> Path | None:
    """Return the file a layer is to be written to, as a path or as a table of a GeoPackage."""
    if isinstance(destination, QgsProcessingOutputLayerDefinition):
        destination = destination.sink.staticValue()
    if not destination:
        return None
    table = re.match(r"ogr:dbname='([^']+)'", str(destination))
    return Path(table[1] if table else str(destination).partition("|")[0])


def write_points(
    algorithm: QgsProcessingAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    fields: QgsFields,
    features: Iterable[QgsFeature],
) -> str:
    """Write the features (EPSG:4326) to OUTPUT and return the layer's id.

    Raises QgsProcessingException when the layer cannot be written.
    """
    system = QgsCoordinateReferenceSystem.fromEpsgId(EPSG)
    sink, layer_id = algorithm.parameterAsSink(
        parameters, OUTPUT, context, fields, QgsWkbTypes.Type.Point, system
    )
    if sink is None:
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, OUTPUT))
    for feature in features:
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(sink, parameters, OUTPUT))
    return str(layer_id)
