# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan's hotspots at an earlier revision as a layer: to look at beside the plan, not to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsPointXY, QgsVectorLayer

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.schema import EPSG, HOTSPOTS
from village_internet_plugin.layers.field_types import make_field
from village_internet_plugin.layers.styling import style_layer

_SKIP_ASKING = "skipMemoryLayersCheck"
"""QGIS asks, when it closes, about layers in memory that do not have this property."""


def hotspot_fields() -> QgsFields:
    """Return the columns of the plan's table `hotspots`."""
    fields = QgsFields()
    for column in HOTSPOTS.columns:
        fields.append(make_field(column.name, column.holds))
    return fields


def hotspot_features(hotspots: Iterable[Hotspot]) -> Iterator[QgsFeature]:
    """Give one feature per hotspot, EPSG:4326; one without a position has no geometry."""
    fields = hotspot_fields()
    names = HOTSPOTS.names()
    for hotspot in hotspots:
        feature = QgsFeature(fields)
        feature.setAttributes([getattr(hotspot, name) for name in names])
        position = hotspot.position
        if position is not None and position.is_finite():
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat)))
        yield feature


def revision_in_memory(hotspots: Iterable[Hotspot], title: str, language: str) -> QgsVectorLayer:
    """Return the hotspots as a layer called `title` that lives in memory and looks as the plan."""
    layer = memory_layer(title, hotspot_fields(), hotspot_features(hotspots))
    style_layer(layer, HOTSPOTS.name, language)
    return layer


def memory_layer(title: str, fields: QgsFields, features: Iterable[QgsFeature]) -> QgsVectorLayer:
    """Return points (EPSG:4326) as a layer that nobody edits and QGIS does not ask about."""
    layer = QgsVectorLayer(f"Point?crs=EPSG:{EPSG}", title, "memory")
    provider = layer.dataProvider()
    provider.addAttributes(list(fields))
    layer.updateFields()
    provider.addFeatures(list(features))
    layer.updateExtents()
    layer.setReadOnly(True)
    layer.setCustomProperty(_SKIP_ASKING, 1)
    return layer
