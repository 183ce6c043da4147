# SPDX-License-Identifier: GPL-2.0-or-later
"""A shrunk funding source's hotspots as rows of a point layer: what stays, what waits, whom for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsPointXY

from village_internet_plugin.domain.funding_source import cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.field_types import INTEGER, TEXT, described_fields
from village_internet_plugin.siting.shrinking import Shrunk

FIXED, STAYS, MOVES, NO_ROOM = "fixed", "stays", "moves", "no_room"
_COLUMNS = {
    "hotspot_id": TEXT,
    "name": TEXT,
    "village_code": TEXT,
    "status": TEXT,
    "rephased": TEXT,
    "funding_source_id": TEXT,
    "year": INTEGER,
    "cost_idr": INTEGER,
    "people": INTEGER,
    "people_only": INTEGER,
}
_MEANING = {
    "rephased": Words(
        "fixed (installed or pinned), stays, moves (to a later source) or no_room",
        "fixed (terpasang atau disematkan), stays, moves (ke sumber berikutnya), atau no_room",
    ),
    "funding_source_id": Words(
        "Who pays from now on; for no_room, who paid",
        "Yang membiayai sejak sekarang; untuk no_room, yang semula membiayai",
    ),
    "cost_idr": Words(
        "Rupiah over the term, of the source that shrinks",
        "Rupiah selama masa layanan, dari sumber yang menyusut",
    ),
    "people": Words(
        "People in its reach whom nothing reaches that stays in any case",
        "Jiwa dalam jangkauannya yang tidak terjangkau titik yang pasti tetap",
    ),
    "people_only": Words(
        "Of these, people whom no other hotspot of the source reaches",
        "Di antaranya, jiwa yang tidak terjangkau titik lain dari sumber itu",
    ),
}


def rephased_fields(language: str) -> QgsFields:
    """Return the columns; those whose name says too little are described in `language`."""
    return described_fields(_COLUMNS, _MEANING, language)


def rephased_features(shrunk: Shrunk, language: str) -> Iterator[QgsFeature]:
    """Give a row per hotspot of the source (EPSG:4326): those that stay, then those that do not."""
    fields = rephased_fields(language)
    for row in _rows(shrunk):
        hotspot, rephased, afterwards = row
        yield _feature(fields, hotspot, _values(shrunk, hotspot, rephased, afterwards))


def _rows(shrunk: Shrunk) -> Iterator[tuple[Hotspot, str, Hotspot]]:
    """Yield each hotspot, what becomes of it, and how it is afterwards."""
    for hotspot in shrunk.fixed:
        yield hotspot, FIXED, hotspot
    for hotspot in shrunk.stays:
        yield hotspot, STAYS, hotspot
    for moved in shrunk.moved:
        yield moved.hotspot, NO_ROOM if moved.to is None else MOVES, moved.afterwards


def _values(shrunk: Shrunk, hotspot: Hotspot, rephased: str, afterwards: Hotspot) -> dict[str, Any]:
    sites = shrunk.choice.problem.sites
    shares = {sites[one.choice.site].site_id: one for one in shrunk.choice.all_of_them.shares}
    share = shares.get(hotspot.hotspot_id)
    return {
        "hotspot_id": hotspot.hotspot_id,
        "name": hotspot.name,
        "village_code": hotspot.village_code,
        "status": afterwards.status,
        "rephased": rephased,
        "funding_source_id": afterwards.funding_source_id,
        "year": afterwards.year,
        "cost_idr": cost_idr(hotspot, shrunk.before),
        "people": None if share is None else share.reaches,
        "people_only": None if share is None else share.only,
    }


def _feature(fields: QgsFields, hotspot: Hotspot, values: dict[str, Any]) -> QgsFeature:
    feature = QgsFeature(fields)
    feature.setAttributes([values[name] for name in _COLUMNS])
    position = hotspot.position
    if position is not None and position.is_finite():
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat)))
    return feature
