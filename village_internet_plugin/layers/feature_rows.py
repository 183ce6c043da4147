# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the features of a plan's layers, saved or not, as the domain's hotspots and sources."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from qgis import core
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication, QVariant

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import (
    EPSG,
    FUNDING_SOURCES,
    HOTSPOTS,
    INTEGER,
    TEXT,
    Column,
    Table,
)
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.hidden_rows import deleted_fids, hidden_rows
from village_internet_plugin.layers.whole_reading import read_wholly

_FIRST_UNSAVED_ROW = 2**40
_AUTOGENERATE = "Autogenerate"
# QGIS 3.28 and later have a value that stands for "the provider's default".
_NO_VALUE = (QVariant, getattr(core, "QgsUnsetAttributeValue", QVariant))


def row_number(fid: int) -> int:
    """Return the number that puts features in the order they were placed.

    Saved features come by fid, then those not saved yet, which count down from -2.
    """
    return fid if fid >= 0 else _FIRST_UNSAVED_ROW - fid


def fid_of_row(row: int) -> int:
    """Return the fid of the feature that has this row number."""
    return row if row < _FIRST_UNSAVED_ROW else _FIRST_UNSAVED_ROW - row


def read_hotspots(layer: QgsVectorLayer, fids: Sequence[int] | None = None) -> dict[int, Hotspot]:
    """Return the hotspots of a layer, or those of some fids, by row number.

    What the edit buffer holds counts. Raises InputError when the layer is not in EPSG:4326 or is
    not a table of hotspots.
    """
    return RowReader(layer, HOTSPOTS).hotspots(fids)


class RowReader:
    """Turns features of one layer into values of one table of the plan."""

    def __init__(self, layer: QgsVectorLayer, table: Table, *, snapshot: bool = False) -> None:
        """Find the table's columns in the layer; InputError when it is another layer.

        With `snapshot` it reads, from then on and in any thread, what the layer holds now.
        """
        self._layer, self._table, self._name = layer, table, layer.name()
        self._may_be_empty = layer.featureCount() == 0
        self._source = QgsVectorLayerFeatureSource(layer) if snapshot else layer
        # A filter is a way to look at a plan: what it hides is planned, and judged, all the same.
        self._is_filtered = bool(layer.subsetString())
        self._hidden: Any = None
        if self._is_filtered:
            self._deleted = deleted_fids(layer)
            if snapshot:
                self._hidden = QgsVectorLayerFeatureSource(hidden_rows(layer))
        self._require_positions()
        fields = layer.fields()
        self._places = [fields.indexOf(name) for name in table.names()]
        self._require_columns()
        # The provider's word for "I fill this in when saving", such as Autogenerate.
        provider = layer.dataProvider()
        clauses = {provider.defaultValueClause(place) for place in self._places if place >= 0}
        self._unset = {_AUTOGENERATE, *clauses} - {""}

    def features(self, fids: Sequence[int] | None = None) -> Iterator[QgsFeature]:
        """Return the features, or those of some fids, with the table's columns alone.

        They include those a filter on the layer hides.
        """
        request = QgsFeatureRequest()
        # Joined and computed columns are none of the plan's, and dear.
        request.setSubsetOfAttributes([place for place in self._places if place >= 0])
        if fids is not None:
            request.setFilterFids(list(fids))
        if self._is_filtered:
            return self._shown_and_hidden(request, fids)
        return iter(self._source.getFeatures(request))

    def _shown_and_hidden(
        self, request: QgsFeatureRequest, fids: Sequence[int] | None
    ) -> Iterator[QgsFeature]:
        """Return what the layer shows, then what it hides; an edit may have a row in both."""
        seen = set(self._deleted)
        for feature in self._source.getFeatures(request):
            seen.add(feature.id())
            yield feature
        if fids is not None and seen.issuperset(fid for fid in fids if fid >= 0):
            return
        hidden = hidden_rows(self._layer) if self._hidden is None else self._hidden
        for feature in hidden.getFeatures(request):
            if feature.id() not in seen:
                yield feature

    def hotspots(self, fids: Sequence[int] | None = None) -> dict[int, Hotspot]:
        """Return the hotspots by row number, all or those of some fids.

        Raises InputError, as all below, when the layer cannot be read to its end.
        """

        def read() -> dict[int, Hotspot]:
            return {row_number(one.id()): self.hotspot(one) for one in self.features(fids)}

        return read_wholly(read, self._name, self._may_be_empty)

    def funding_sources(self) -> tuple[FundingSource, ...]:
        """Return the rows as funding sources, in their order; a row not filled in has an empty id.

        Nothing is refused while the user still writes.
        """
        names = FUNDING_SOURCES.names()
        rows = (dict(zip(names, values)) for values in self.rows())
        return tuple(
            FundingSource(
                **{
                    **row,
                    "funding_source_id": row["funding_source_id"] or "",
                    "agency": row["agency"] or "",
                }
            )
            for row in rows
        )

    def waivers(self) -> tuple[Waiver, ...]:
        """Return the rows as waivers, in their order; a row not filled in waives nothing."""
        return tuple(
            Waiver(rule or "", subject or "", reason or "", author or "", made_at)
            for rule, subject, reason, author, made_at in self.rows()
        )

    def published_hotspots(self) -> tuple[PublishedHotspot, ...]:
        """Return what other plans published, in its order."""
        return tuple(self.published_hotspot(feature) for feature in self.features_in_order())

    def rows(self) -> list[list[Any]]:
        """Return the values of all features in the order they were placed."""
        return [self.values(feature) for feature in self.features_in_order()]

    def features_in_order(self) -> list[QgsFeature]:
        """Return all features in the order they were placed."""
        features = read_wholly(lambda: list(self.features()), self._name, self._may_be_empty)
        return sorted(features, key=lambda feature: row_number(feature.id()))

    def values(self, feature: QgsFeature) -> list[Any]:
        """Return a feature's values in the order of the table's columns, None where unset."""
        attributes = feature.attributes()
        return [
            self._value(column, attributes[place]) if 0 <= place < len(attributes) else None
            for column, place in zip(self._table.columns, self._places)
        ]

    def hotspot(self, feature: QgsFeature) -> Hotspot:
        """Return a feature as a hotspot."""
        identifier, *values = self.values(feature)
        return Hotspot(identifier or "", _position(feature), *values)

    def published_hotspot(self, feature: QgsFeature) -> PublishedHotspot:
        """Return a feature as a hotspot that another plan published."""
        identifier, *values, agency, plan_id, revision = self.values(feature)
        hotspot = Hotspot(identifier or "", _position(feature), *values)
        return PublishedHotspot(hotspot, agency or "", plan_id or "", revision or 0)

    def _value(self, column: Column, value: Any) -> Any:
        if value is None or isinstance(value, _NO_VALUE):
            return None
        if isinstance(value, str) and value in self._unset:
            return None
        return str(value) if column.holds == TEXT else _number(column, value)

    def _require_positions(self) -> None:
        system = self._layer.crs()
        if self._table.geometry is not None and system.authid() != f"EPSG:{EPSG}":
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "Layer “{layer}” is in {system}, but a plan is in EPSG:{epsg}; it is not checked. "
                "Set the layer back to EPSG:{epsg}, or open table {table} of the plan.",
            )
            named = system.authid() or QCoreApplication.translate(
                "VillageInternet", "no reference system"
            )
            raise InputError(
                sentence.format(
                    layer=self._layer.name(), system=named, epsg=EPSG, table=self._table.name
                )
            )

    def _require_columns(self) -> None:
        for column, place in zip(self._table.columns, self._places):
            if column.required and place < 0:
                sentence = QCoreApplication.translate(
                    "VillageInternet",
                    "Layer “{layer}” has no column {column}; it is not checked. "
                    "Bring the column back, or open table {table} of the plan.",
                )
                raise InputError(
                    sentence.format(
                        layer=self._layer.name(), column=column.name, table=self._table.name
                    )
                )


def _number(column: Column, value: Any) -> int | float | None:
    """Return a number in the column's type; None for what is none (the buffer takes anything)."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    if not math.isfinite(number):
        return None
    if column.holds != INTEGER:
        return number
    # Saving rounds a fraction half up; whole numbers beyond 2**53 must not pass through a float.
    return int(value) if isinstance(value, int) else math.floor(number + 0.5)


def _position(feature: QgsFeature) -> LonLat | None:
    """Return a point's position (EPSG:4326); None for no, an empty, or another geometry."""
    geometry = feature.geometry()
    if geometry.isNull() or QgsWkbTypes.flatType(geometry.wkbType()) != QgsWkbTypes.Type.Point:
        return None
    point = geometry.constGet()
    position = LonLat(point.x(), point.y())
    return None if math.isnan(position.lon) and math.isnan(position.lat) else position
