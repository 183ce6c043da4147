# SPDX-License-Identifier: GPL-2.0-or-later
"""Which role of a plan a file or layer is probably meant for, by its name, headers and shape."""

from __future__ import annotations

import re
from collections.abc import Sequence

from village_internet_plugin.domain.schema import HOTSPOTS, ROLES, VILLAGES
from village_internet_plugin.layers.importing.header_words import PLACES
from village_internet_plugin.layers.importing.headers import match_headers
from village_internet_plugin.layers.importing.source_table import POINT, POLYGON

_NAMES: tuple[tuple[str, str], ...] = (
    ("blank_spots", r"blank\W*spot|blankspot|tanpa\W*sinyal|no\W*signal"),
    ("village_offices", r"kantor|offices?|balai\W*desa"),
    ("existing_hotspots", r"eksisting|existing|terpasang|sudah\W*ada"),
    ("network_nodes", r"simpul|menara|tower|bts|nodes?|fat|fdt|odp|fiber|fibre|serat"),
    ("settlements", r"permukiman|pemukiman|settlements?|dusun|kampung"),
    ("funding_sources", r"dana|anggaran|funding|budget|apbd"),
    ("hotspots", r"hotspots?|titik|usulan|wifi|wi\W*fi"),
    ("villages", r"desa|kelurahan|villages?|batas|wilayah|boundar"),
)
"""What a file is called, the more telling words first: "kantor_desa" is no list of villages."""
_TELLING = {
    "villages": ("kind", "district", "regency", "province", "population"),
    "village_offices": ("accuracy_m",),
    "blank_spots": ("signal", "observed_on", "radius_m"),
    "settlements": ("households", "people"),
    "existing_hotspots": ("since", "programme"),
    "network_nodes": ("operator", "capacity"),
    "hotspots": ("site_kind", "funding_source_id", "year", "power", "capex_idr", "site_consent"),
    "funding_sources": ("fiscal_year", "point_quota", "budget_idr", "budget_round"),
}
"""Columns that few other roles have."""
_BY_NAME = 3


def guess_role(name: str, headers: Sequence[str], shape: str | None) -> str:
    """Return the role a source fits best; only a guess, which the user sees and can change."""
    points = dict.fromkeys(ROLES, 0)
    for role, table in ROLES.items():
        sources = match_headers(role, headers, {}).sources
        points[role] += sum(column in sources for column in _TELLING[role])
        has_place = any(place in sources for place in PLACES) or shape is not None
        if table.geometry is None and has_place:
            points[role] -= _BY_NAME
        if shape == POLYGON and table.geometry == "Point":
            points[role] -= 2 * _BY_NAME
        if shape == POINT and table is VILLAGES:
            points[role] -= 2 * _BY_NAME
    bare = re.sub(r"[_\-.]+", " ", name.casefold())
    named = next((role for role, words in _NAMES if re.search(words, bare)), None)
    if named is not None:
        points[named] += _BY_NAME
    best = max(points, key=lambda role: points[role])
    return best if points[best] > 0 else HOTSPOTS.name
