# SPDX-License-Identifier: GPL-2.0-or-later
"""Infrastructure schemes as rows of a point layer, and as a document with every line of cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFeatureRenderer,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsRendererCategory,
)

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.infrastructure.line_of_sight import Sight
from village_internet_plugin.infrastructure.scheme import Scheme
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.field_types import (
    BOOLEAN,
    INTEGER,
    REAL,
    TEXT,
    described_fields,
)
from village_internet_plugin.rules.network_rules import TECHNOLOGY_WORDS

_COLUMNS = {
    "hotspot_id": TEXT,
    "name": TEXT,
    "village_code": TEXT,
    "technology": TEXT,
    "fitting_technology": TEXT,
    "node_id": TEXT,
    "node_m": REAL,
    "sight": TEXT,
    "clearance_m": REAL,
    "needed_m": REAL,
    "power": TEXT,
    "load_w": REAL,
    "wh_per_day": REAL,
    "array_wp": REAL,
    "panels": INTEGER,
    "battery_wh": REAL,
    "people": INTEGER,
    "needed_mbps": REAL,
    "bandwidth_mbps": REAL,
    "capex_idr": INTEGER,
    "opex_idr_per_month": INTEGER,
    "costs_are_whole": BOOLEAN,
    "sureness": TEXT,
    "why": TEXT,
}
_MEANING = {
    "fitting_technology": Words(
        "What nodes and terrain speak for", "Yang sesuai menurut simpul dan ketinggian"
    ),
    "node_m": Words("Metres to that node, straight", "Meter ke simpul itu, garis lurus"),
    "sight": Words("clear, blocked or unknown", "clear, blocked, atau unknown"),
    "clearance_m": Words(
        "Metres free between ray and ground where they are scarcest",
        "Meter bebas antara lintasan dan tanah di titik tersempit",
    ),
    "needed_m": Words("Metres needed there", "Meter yang diperlukan di sana"),
    "people": Words("People in its reach", "Jiwa dalam jangkauannya"),
    "costs_are_whole": Words("Nothing is missing in the costs", "Biaya sudah lengkap"),
    "sureness": Words("measured, assumed or unknown", "measured, assumed, atau unknown"),
}
_SIGNS = (
    ("fibre", "square", symbols.GREEN),
    ("wireless", "triangle", symbols.BLUE),
    ("satellite", "diamond", symbols.ORANGE),
)
_UNKNOWN = Words("unknown", "tidak diketahui")


def infrastructure_fields(language: str) -> QgsFields:
    """Return the columns; those whose name says too little are described in `language`."""
    return described_fields(_COLUMNS, _MEANING, language)


def infrastructure_features(schemes: Iterable[Scheme], language: str) -> Iterator[QgsFeature]:
    """Give a point (EPSG:4326) for each scheme; without a place where its hotspot has none."""
    fields = infrastructure_fields(language)
    for scheme in schemes:
        feature = QgsFeature(fields)
        values = _values(scheme, language)
        feature.setAttributes([values.get(name) for name in _COLUMNS])
        position = scheme.hotspot.position
        if position is not None and position.is_finite():
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(position.lon, position.lat)))
        yield feature


def infrastructure_renderer(language: str) -> QgsFeatureRenderer:
    """Return signs by technology."""
    categories = [
        QgsRendererCategory(
            value,
            symbols.marker(shape, 3.4, colour, symbols.WHITE, 0.3),
            TECHNOLOGY_WORDS[value].say(language),
        )
        for value, shape, colour in _SIGNS
    ]
    other = symbols.marker("circle", 3.0, symbols.GREY, symbols.WHITE, 0.3)
    categories.append(QgsRendererCategory(None, other, _UNKNOWN.say(language)))
    return QgsCategorizedSymbolRenderer("technology", categories)


def infrastructure_document(schemes: Iterable[Scheme], language: str) -> dict[str, Any]:
    """Return the schemes with their lines of cost, to be written as JSON."""
    hotspots = []
    for scheme in schemes:
        values = _values(scheme, language)
        values["why"] = [words.say(language) for words in scheme.evidence]
        values["costs"] = [
            {
                "item": line.item.say(language),
                "quantity": round(line.quantity, 3),
                "unit": line.unit,
                "capex_idr": line.capex_idr,
                "opex_idr_per_month": line.opex_idr_per_month,
                "source": line.source.say(language),
            }
            for line in scheme.costs
        ]
        hotspots.append(values)
    return {
        "hotspots": hotspots,
        "capex_idr": sum(one["capex_idr"] for one in hotspots),
        "opex_idr_per_month": sum(one["opex_idr_per_month"] for one in hotspots),
    }


def _values(scheme: Scheme, language: str) -> dict[str, Any]:
    hotspot, link, power = scheme.hotspot, scheme.backhaul, scheme.power
    return {
        "hotspot_id": hotspot.hotspot_id,
        "name": hotspot.name,
        "village_code": hotspot.village_code,
        "technology": scheme.technology,
        "fitting_technology": link.technology,
        "node_id": link.node.node_id if link.node else None,
        "node_m": _rounded(link.length_m, 1),
        **_sight_values(link.sight),
        "power": power.power,
        "load_w": _rounded(power.load_w, 1),
        "wh_per_day": _rounded(power.wh_per_day, 1),
        "array_wp": _rounded(power.solar.array_wp, 1) if power.solar else None,
        "panels": power.solar.panels if power.solar else None,
        "battery_wh": _rounded(power.solar.battery_wh, 1) if power.solar else None,
        "people": round(scheme.people),
        "needed_mbps": _rounded(scheme.bandwidth.needed_mbps, 1),
        "bandwidth_mbps": scheme.bandwidth_mbps,
        "capex_idr": scheme.capex_idr,
        "opex_idr_per_month": scheme.opex_idr_per_month,
        "costs_are_whole": scheme.is_costed,
        "sureness": scheme.sureness,
        "why": " ".join(words.say(language) for words in scheme.evidence),
    }


def _sight_values(sight: Sight | None) -> dict[str, Any]:
    if sight is None:
        return {"sight": None, "clearance_m": None, "needed_m": None}
    known = "clear" if sight.is_clear else "blocked"
    return {
        "sight": known if sight.is_known else "unknown",
        "clearance_m": _rounded(sight.worst_clearance_m, 2),
        "needed_m": _rounded(sight.needed_m, 2),
    }


def _rounded(value: float | None, decimals: int) -> float | None:
    # What is not known is NaN where it was reckoned with.
    return None if value is None or value != value else round(value, decimals)
