# SPDX-License-Identifier: GPL-2.0-or-later
"""The names of the villages that get hotspots, with how many: what a small map has room for."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsNullSymbolRenderer,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import EPSG, VILLAGES
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.field_types import TEXT, make_field
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.styling import place_beside_signs, text_format

MOST_NAMES = 120


def place_name_layer(plan: Plan, plan_path: Path) -> QgsVectorLayer:
    """Return a layer in memory that draws, without signs, "Biu (2)" beside the hotspots of Biu.

    Of more than MOST_NAMES villages none is named.
    """
    layer = QgsVectorLayer(f"Point?crs=EPSG:{EPSG}", "place names", "memory")
    layer.dataProvider().addAttributes([make_field("words", TEXT)])
    layer.updateFields()
    villages = _positions_by_village(plan)
    if len(villages) <= MOST_NAMES:
        names = _village_names(plan_path)
        layer.dataProvider().addFeatures(
            [
                _feature(layer, _words(names.get(code, code), len(positions)), _middle(positions))
                for code, positions in sorted(villages.items())
            ]
        )
    layer.setRenderer(QgsNullSymbolRenderer())
    layer.setLabeling(QgsVectorLayerSimpleLabeling(_label()))
    layer.setLabelsEnabled(True)
    return layer


def _words(name: str, count: int) -> str:
    return f"{name} ({count})" if count > 1 else name


def _positions_by_village(plan: Plan) -> dict[str, list[LonLat]]:
    positions: dict[str, list[LonLat]] = defaultdict(list)
    for hotspot in plan.hotspots:
        if hotspot.is_replaced or not hotspot.village_code:
            continue
        if hotspot.position is not None and hotspot.position.is_finite():
            positions[hotspot.village_code].append(hotspot.position)
    return positions


def _middle(positions: list[LonLat]) -> LonLat:
    count = len(positions)
    return LonLat(
        sum(each.lon for each in positions) / count, sum(each.lat for each in positions) / count
    )


def _village_names(plan_path: Path) -> dict[str, str]:
    villages = open_layer(plan_path, VILLAGES.name)
    return {row["village_code"]: row["name"] for row in villages.getFeatures()}


def _feature(layer: QgsVectorLayer, words: str, position: LonLat) -> QgsFeature:
    feature = QgsFeature(layer.fields())
    feature.setAttributes([words])
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat)))
    return feature


def _label() -> QgsPalLayerSettings:
    label = QgsPalLayerSettings()
    label.fieldName = "words"
    label.setFormat(text_format(8.5, symbols.INK, bold=True))
    place_beside_signs(label)
    return label
