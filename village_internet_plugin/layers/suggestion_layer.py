# SPDX-License-Identifier: GPL-2.0-or-later
"""A suggestion as rows of a point layer: what is added, what stays, what gives way, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qgis.core import QgsFeature, QgsFields, QgsGeometry, QgsPointXY

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.field_types import INTEGER, TEXT, described_fields
from village_internet_plugin.layers.suggesting import SuggestedPlan
from village_internet_plugin.siting.why import WhyChosen

ADDED, STAYS, GIVES_WAY = "added", "stays", "gives_way"
_COLUMNS = {
    "hotspot_id": TEXT,
    "site_id": TEXT,
    "suggestion": TEXT,
    "name": TEXT,
    "village_code": TEXT,
    "village": TEXT,
    "site_kind": TEXT,
    "technology": TEXT,
    "funding_source_id": TEXT,
    "cost_idr": INTEGER,
    "people": INTEGER,
    "people_added": INTEGER,
    "people_only": INTEGER,
    "blank_people": INTEGER,
    "why": TEXT,
}
_MEANING = {
    "suggestion": Words("added, stays or gives_way", "added, stays, atau gives_way"),
    "cost_idr": Words("Rupiah over the term", "Rupiah selama masa layanan"),
    "people": Words("People in its reach", "Jiwa dalam jangkauannya"),
    "people_added": Words(
        "Of these, people whom no site named before it reaches",
        "Di antaranya, jiwa yang belum terjangkau titik yang disebut sebelumnya",
    ),
    "people_only": Words(
        "Of these, people whom no other suggested site reaches",
        "Di antaranya, jiwa yang tidak terjangkau titik usulan lain",
    ),
    "blank_people": Words(
        "Of the people in its reach, those in blank spots",
        "Di antara jiwa dalam jangkauannya, yang berada di blank spot",
    ),
}


def suggestion_fields(language: str) -> QgsFields:
    """Return the columns; those whose name says too little are described in `language`."""
    return described_fields(_COLUMNS, _MEANING, language)


def suggestion_features(
    suggested: SuggestedPlan, whys: Mapping[int, WhyChosen], language: str
) -> Iterator[QgsFeature]:
    """Give a row per hotspot (EPSG:4326); `whys` by the number of the site, most people first."""
    fields, problem = suggestion_fields(language), suggested.problem
    numbered = {number: (hotspot, ADDED) for hotspot, number in suggested.added}
    numbered.update({number: (hotspot, STAYS) for hotspot, number in suggested.stays})
    chosen = {one.site_number: one for one in suggested.suggestion.chosen}
    for number, why in whys.items():
        hotspot, what = numbered[number]
        payer = chosen[number]
        values = {
            **_place(hotspot),
            "site_id": payer.site.site_id,
            "suggestion": what,
            "village": problem.village_names[int(problem.village[number])],
            "funding_source_id": payer.source.funding_source_id,
            "cost_idr": payer.cost_idr,
            "people": why.share.reaches,
            "people_added": why.share.added,
            "people_only": why.share.only,
            "blank_people": why.blank,
            "why": " ".join(one.say(language) for one in why.sentences),
        }
        yield _feature(fields, values, hotspot)
    for hotspot in suggested.removed:
        values = {**_place(hotspot), "site_id": hotspot.hotspot_id, "suggestion": GIVES_WAY}
        yield _feature(fields, values, hotspot)


def _place(hotspot: Hotspot) -> dict[str, object]:
    names = ("hotspot_id", "name", "village_code", "site_kind", "technology", "funding_source_id")
    return {name: getattr(hotspot, name) for name in names}


def _feature(fields: QgsFields, values: Mapping[str, object], hotspot: Hotspot) -> QgsFeature:
    feature = QgsFeature(fields)
    feature.setAttributes([values.get(name) for name in _COLUMNS])
    position = hotspot.position
    if position is not None and position.is_finite():
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat)))
    return feature
