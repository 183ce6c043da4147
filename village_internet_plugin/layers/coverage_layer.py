# SPDX-License-Identifier: GPL-2.0-or-later
"""Coverage as rows of layers, and how they look: villages by share reached, and who is not yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import numpy as np
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFeatureRenderer,
    QgsFields,
    QgsGeometry,
    QgsGraduatedSymbolRenderer,
    QgsPointXY,
    QgsProperty,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSymbolLayer,
)

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.field_types import BOOLEAN, INTEGER, REAL, TEXT, make_field
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.coverage import Coverage, FunderReach, Reach
from village_internet_plugin.siting.demand import Demand

_REACH = {
    "people": INTEGER,
    "reached_now": INTEGER,
    "reached": INTEGER,
    "unserved": INTEGER,
    "reached_percent": REAL,
    "blank_spot_people": INTEGER,
    "blank_spot_reached_now": INTEGER,
    "blank_spot_reached": INTEGER,
}
_VILLAGE = {"village_code": TEXT, "name": TEXT, "district": TEXT, "regency": TEXT, **_REACH}
_DISTRICT = {"district_code": TEXT, "district": TEXT, "regency": TEXT, **_REACH}
_FUNDER = {
    "kind": TEXT,
    "funder": TEXT,
    "points": INTEGER,
    "people": INTEGER,
    "blank_spot_people": INTEGER,
    "counted_first": INTEGER,
    "alone": INTEGER,
}
_UNSERVED = {"people": INTEGER, "village_code": TEXT, "village": TEXT, "in_blank_spot": BOOLEAN}

_STEPS = (
    (-0.1, 0.0, "#f7f4ec", Words("nobody reached", "belum ada yang terjangkau")),
    (0.0, 25.0, "#d6e8e1", Words("up to 25 %", "sampai 25 %")),
    (25.0, 50.0, "#a3d0c0", Words("25 to 50 %", "25 sampai 50 %")),
    (50.0, 75.0, "#5cb094", Words("50 to 75 %", "50 sampai 75 %")),
    (75.0, 100.0, symbols.GREEN, Words("over 75 %", "lebih dari 75 %")),
)
_IN_BLANK_SPOT = Words("in a blank spot", "di blank spot")
_ELSEWHERE = Words("elsewhere", "di luar blank spot")
_SIZE = 'clamp(0.8, 0.35 * sqrt("people"), 7)'
"""Millimetres: the area of a sign is as the people it stands for."""


def village_coverage_fields() -> QgsFields:
    """Return the columns of villages: people, and how many are reached without and with the plan.

    `reached_percent` is empty where nobody is known to live.
    """
    return _fields(_VILLAGE)


def district_coverage_fields() -> QgsFields:
    """Return the columns of districts, as those of villages."""
    return _fields(_DISTRICT)


def funder_coverage_fields() -> QgsFields:
    """Return the columns of funders, those of `siting.coverage.FunderReach`."""
    return _fields(_FUNDER)


def unserved_fields() -> QgsFields:
    """Return the columns of the places nobody reaches."""
    return _fields(_UNSERVED)


def village_coverage_features(coverage: Coverage, reference: Reference) -> Iterator[QgsFeature]:
    """Give a feature for each village with its shape, EPSG:4326, read a batch at a time."""
    fields = village_coverage_fields()
    rows = iter(coverage.villages)
    for batch in reference.village_batches():
        for (_, shape), row in zip(batch, rows):
            feature = _feature(fields, _village_values(row))
            if shape is not None:
                feature.setGeometry(_areas(shape))
            yield feature
    for row in rows:
        yield _feature(fields, _village_values(row))


def district_coverage_features(coverage: Coverage) -> Iterator[QgsFeature]:
    """Give a row without a place for each district."""
    fields = district_coverage_fields()
    for row in coverage.districts:
        yield _feature(fields, [row.key, row.district, row.regency, *_reach_values(row)])


def funder_coverage_features(coverage: Coverage) -> Iterator[QgsFeature]:
    """Give a row without a place for each funder."""
    fields = funder_coverage_fields()
    for row in coverage.funders:
        yield _feature(fields, _funder_values(row))


def unserved_features(demand: Demand, coverage: Coverage) -> Iterator[QgsFeature]:
    """Give a point, EPSG:4326, for each place with people whom nobody reaches."""
    fields = unserved_fields()
    for row in np.flatnonzero(coverage.unserved):
        village = demand.villages[demand.village[row]]
        values = (village.code, village.name, bool(demand.in_blank_spot[row]))
        feature = _feature(fields, [int(demand.people[row]), *values])
        place = QgsPointXY(float(demand.lon[row]), float(demand.lat[row]))
        feature.setGeometry(QgsGeometry.fromPointXY(place))
        yield feature


def village_coverage_renderer(language: str) -> QgsFeatureRenderer:
    """Return fills by the share of people reached with the plan, the darker the more."""
    ranges = [
        QgsRendererRange(low, high, symbols.area(colour, symbols.BORDER, 0.15), words.say(language))
        for low, high, colour, words in _STEPS
    ]
    return QgsGraduatedSymbolRenderer("reached_percent", ranges)


def unserved_renderer(language: str) -> QgsFeatureRenderer:
    """Return signs whose area is as the people; those in blank spots are squares."""
    categories = []
    for value, shape, colour, words in (
        (True, "square", symbols.VERMILION, _IN_BLANK_SPOT),
        (False, "circle", symbols.ORANGE, _ELSEWHERE),
    ):
        sign = symbols.marker(shape, 2.0, colour, symbols.WHITE, 0.1)
        sign.symbolLayer(0).setDataDefinedProperty(
            QgsSymbolLayer.Property.PropertySize, QgsProperty.fromExpression(_SIZE)
        )
        categories.append(QgsRendererCategory(value, sign, words.say(language)))
    return QgsCategorizedSymbolRenderer("in_blank_spot", categories)


def _areas(shape: Any) -> QgsGeometry:
    geometry = QgsGeometry()
    geometry.fromWkb(shapely.to_wkb(shape))
    geometry.convertToMultiType()
    return geometry


def _village_values(row: Reach) -> list[object]:
    return [row.key, row.name, row.district, row.regency, *_reach_values(row)]


def _reach_values(row: Reach) -> Iterable[object]:
    percent = round(100.0 * row.planned / row.people, 2) if row.people else None
    yield from (row.people, row.now, row.planned, row.unserved, percent)
    yield from (row.blank_people, row.blank_now, row.blank_planned)


def _funder_values(row: FunderReach) -> list[object]:
    counts = (row.points, row.people, row.blank_people, row.counted_first, row.alone)
    return [row.kind, row.key, *counts]


def _fields(columns: Mapping[str, str]) -> QgsFields:
    fields = QgsFields()
    for name, kind in columns.items():
        fields.append(make_field(name, kind))
    return fields


def _feature(fields: QgsFields, values: list[object]) -> QgsFeature:
    feature = QgsFeature(fields)
    feature.setAttributes(values)
    return feature
