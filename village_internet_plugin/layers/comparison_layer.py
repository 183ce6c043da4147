# SPDX-License-Identifier: GPL-2.0-or-later
"""What differs between two states of a plan as rows of a point layer, and how it looks.

One row per hotspot at its place after (before, when it is gone); rows on villages, funding sources
and waivers have no place.
"""

from __future__ import annotations

from collections.abc import Iterator

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFeatureRenderer,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsRendererCategory,
    QgsVectorLayer,
)

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.comparison_words import KIND_WORDS, change_text, total_text
from village_internet_plugin.layers.field_types import INTEGER, REAL, TEXT, described_fields
from village_internet_plugin.layers.revision_layer import memory_layer
from village_internet_plugin.layers.waiver_and_source_words import (
    source_change_text,
    waiver_text,
)
from village_internet_plugin.sharing.comparing import Comparison, HotspotChange, Total
from village_internet_plugin.sharing.field_change import ADDED, CHANGED, REMOVED
from village_internet_plugin.sharing.source_changes import SourceChange
from village_internet_plugin.sharing.waiver_changes import WaiverChange

HOTSPOT, VILLAGE, FUNDING_SOURCE, WAIVER = "hotspot", "village", "funding_source", "waiver"
_COLUMNS = {
    "subject_kind": TEXT,
    "subject": TEXT,
    "rule": TEXT,
    "name": TEXT,
    "village_code": TEXT,
    "change": TEXT,
    "what": TEXT,
    "status_before": TEXT,
    "status_after": TEXT,
    "moved_m": REAL,
    "lon_before": REAL,
    "lat_before": REAL,
    "points_before": INTEGER,
    "points_after": INTEGER,
    "idr_before": INTEGER,
    "idr_after": INTEGER,
}
_MEANING = {
    "idr_before": Words(
        "Rupiah over the term, by the funding sources as they were in the state before",
        "Rupiah selama masa layanan, menurut sumber dana pada keadaan sebelumnya",
    ),
    "idr_after": Words(
        "Rupiah over the term, by the funding sources as they are in the state after",
        "Rupiah selama masa layanan, menurut sumber dana pada keadaan sesudahnya",
    ),
}
"""What a column's name alone does not say; shown where QGIS describes the column."""


def comparison_fields(language: str) -> QgsFields:
    """Return the columns; those whose name says too little are described in `language`.

    `subject_kind` is hotspot, village, funding_source or waiver (of what `subject` says, by
    `rule`), money is in rupiah; `lon_before` and `lat_before` (degrees, EPSG:4326) are filled where
    a hotspot moved.
    """
    return described_fields(_COLUMNS, _MEANING, language)


def comparison_features(comparison: Comparison, language: str) -> Iterator[QgsFeature]:
    """Give a row per hotspot, village, funding source and waiver that differs.

    `what` is in `language`; a funding source has a row for its totals and one for its own fields.
    """
    fields = comparison_fields(language)
    for change in comparison.hotspots:
        feature = _feature(fields, _hotspot_values(change, language))
        position = _place(change)
        if position is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat)))
        yield feature
    for kind, totals in (
        (VILLAGE, comparison.villages),
        (FUNDING_SOURCE, comparison.funding_sources),
    ):
        for total in totals:
            yield _feature(fields, _total_values(kind, total, language))
    for source in comparison.sources:
        yield _feature(fields, _source_values(source, language))
    for waiver in comparison.waivers:
        yield _feature(fields, _waiver_values(waiver, language))


def comparison_in_memory(comparison: Comparison, title: str, language: str) -> QgsVectorLayer:
    """Return the differences as a layer called `title` that lives in memory alone."""
    features = comparison_features(comparison, language)
    layer = memory_layer(title, comparison_fields(language), features)
    layer.setRenderer(comparison_renderer(language))
    return layer


def comparison_renderer(language: str) -> QgsFeatureRenderer:
    """Return signs by what happened, which differ in shape as well as in colour.

    A line leads from where a hotspot was to where it is.
    """
    signs = {
        ADDED: symbols.marker("cross_fill", 4.6, symbols.GREEN),
        CHANGED: symbols.marker("triangle", 4.4, symbols.SKY, symbols.INK),
        REMOVED: symbols.marker("cross2", 4.0, "none", symbols.VERMILION, 0.9),
    }
    way = symbols.way_from_before("lon_before", "lat_before", symbols.INK)
    signs[CHANGED].insertSymbolLayer(0, way)
    categories = [
        QgsRendererCategory(kind, sign, KIND_WORDS[kind].say(language))
        for kind, sign in signs.items()
    ]
    return QgsCategorizedSymbolRenderer("change", categories)


def _place(change: HotspotChange) -> LonLat | None:
    for hotspot in (change.after, change.before):
        if hotspot is not None and hotspot.position is not None:
            return hotspot.position if hotspot.position.is_finite() else None
    return None


def _hotspot_values(change: HotspotChange, language: str) -> dict[str, object]:
    return {
        "subject_kind": HOTSPOT,
        "subject": change.hotspot.hotspot_id,
        "name": change.hotspot.name,
        "village_code": change.hotspot.village_code,
        "change": change.kind,
        "what": change_text(change, language),
        "status_before": _status(change.before),
        "status_after": _status(change.after),
        **_move(change),
    }


def _move(change: HotspotChange) -> dict[str, object]:
    """Return how far a hotspot moved, and where it was; nothing for one that did not."""
    was = change.before.position if change.before is not None else None
    moved_m = change.moved_m
    if moved_m is None or was is None:
        return {}
    return {"moved_m": round(moved_m, 2), "lon_before": was.lon, "lat_before": was.lat}


def _total_values(kind: str, total: Total, language: str) -> dict[str, object]:
    return {
        "subject_kind": kind,
        "subject": total.key,
        "village_code": total.key if kind == VILLAGE else None,
        "change": CHANGED,
        "what": total_text(total, kind == VILLAGE, language),
        "points_before": total.points_before,
        "points_after": total.points_after,
        "idr_before": total.idr_before,
        "idr_after": total.idr_after,
    }


def _source_values(change: SourceChange, language: str) -> dict[str, object]:
    return {
        "subject_kind": FUNDING_SOURCE,
        "subject": change.funding_source_id,
        "change": change.kind,
        "what": source_change_text(change, language),
    }


def _waiver_values(change: WaiverChange, language: str) -> dict[str, object]:
    return {
        "subject_kind": WAIVER,
        "subject": change.waiver.subject,
        "rule": change.waiver.rule,
        "name": change.subject_name or None,
        "change": change.kind,
        "what": waiver_text(change, language),
    }


def _status(hotspot: Hotspot | None) -> str | None:
    return hotspot.status if hotspot is not None else None


def _feature(fields: QgsFields, values: dict[str, object]) -> QgsFeature:
    feature = QgsFeature(fields)
    feature.setAttributes([values.get(name) for name in _COLUMNS])
    return feature
