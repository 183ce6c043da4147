# SPDX-License-Identifier: GPL-2.0-or-later
"""The one way a hotspot is written down, so that desktop and server compute the same hash.

The canonical form of a hotspot is an object with every column of table `hotspots` and `lon`, `lat`:

- blank text is null, as an empty cell and a missing value mean the same to the rules;
- `lon` and `lat` are degrees (EPSG:4326) rounded to 7 decimals, about a centimetre; both are null
  where the hotspot has no position;
- a whole number is written without a fraction (``20``, not ``20.0``), whatever type the file gave;
  any other number is the shortest decimal that reads back as the same double;
- keys are sorted, nothing is padded, text is plain UTF-8.

The content of a plan is the list of its hotspots in this form, sorted by `hotspot_id`.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from operator import attrgetter, itemgetter
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS

COORDINATE_DECIMALS = 7
"""Decimals of a degree that count; 7 are about a centimetre on the ground."""
MAX_NUMBER = 2**53 - 1
"""The largest whole number every JSON reader keeps exactly, inclusive."""

_COLUMNS = tuple(sorted(HOTSPOTS.names()))
_values_of = attrgetter(*_COLUMNS)
_KEYS = tuple(sorted((*_COLUMNS, "lat", "lon")))
_BEFORE_POSITION = _KEYS.index("lat")
"""How many columns come before `lat` and `lon`, between which no column lies."""

_NOT_FINITE = Words(
    'Hotspot "{label}" ({hotspot_id}) has a number that is not finite in {fields}; '
    "enter it anew or leave it empty.",
    "Titik hotspot “{label}” ({hotspot_id}) memuat angka tak berhingga di {fields}; "
    "isi kembali atau kosongkan.",
)
_HALF_A_CHARACTER = Words(
    "A text in the plan holds half a character (a lone surrogate), which cannot be "
    "published; find it and type it anew.",
    "Sebuah teks dalam rencana memuat setengah karakter (surrogate tunggal), yang tidak dapat "
    "diterbitkan; cari teks itu dan ketik ulang.",
)


def canonical_hotspot(hotspot: Hotspot) -> dict[str, Any]:
    """Return the hotspot in canonical form, its keys in order.

    Raises InputError when a number of it is not finite: such a value has no place in JSON.
    """
    position = hotspot.position
    try:
        values = [
            None if value is None else _canonical_value(value) for value in _values_of(hotspot)
        ]
        lon, lat = (None, None) if position is None else _canonical_position(position)
    except ValueError as error:
        raise InputError(
            _NOT_FINITE.filled(
                label=hotspot.label,
                hotspot_id=hotspot.hotspot_id,
                fields=_not_finite_fields(hotspot),
            )
        ) from error
    values[_BEFORE_POSITION:_BEFORE_POSITION] = (lat, lon)
    return dict(zip(_KEYS, values))


def canonical_json(content: object) -> str:
    """Return `content` as JSON with sorted keys, no white space, and its text as it is.

    Raises ValueError when it holds a number that is not finite.
    """
    return json.dumps(
        content, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def content_sha256(hotspots: Iterable[Hotspot]) -> str:
    """Return the SHA-256 over a whole plan's hotspots, as 64 lower-case hexadecimal digits.

    The order of `hotspots` does not matter. Raises InputError when a number is not finite or a text
    cannot be written as UTF-8.
    """
    rows = sorted(map(canonical_hotspot, hotspots), key=itemgetter("hotspot_id"))
    try:
        text = canonical_json(rows).encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(_HALF_A_CHARACTER) from error
    return hashlib.sha256(text).hexdigest()


def same_content(one: Hotspot, other: Hotspot) -> bool:
    """Tell whether two rows are the same once in canonical form."""
    return one == other or canonical_hotspot(one) == canonical_hotspot(other)


def canonical_number(value: float) -> float:
    """Return a whole number as an integer, any other as it is; ValueError when not finite.

    Beyond `MAX_NUMBER` a double no longer tells whole numbers apart and stays as it is.
    """
    if not math.isfinite(value):
        raise ValueError("the number is not finite")
    return int(value) if value.is_integer() and abs(value) <= MAX_NUMBER else value


def _canonical_value(value: Any) -> Any:
    if isinstance(value, str):
        return None if not value or value.isspace() else value
    if isinstance(value, float):
        return canonical_number(value)
    return value


def _canonical_position(position: LonLat) -> tuple[float, float]:
    lon, lat = position
    return (
        canonical_number(round(float(lon), COORDINATE_DECIMALS)),
        canonical_number(round(float(lat), COORDINATE_DECIMALS)),
    )


def _not_finite_fields(hotspot: Hotspot) -> str:
    values: dict[str, object | None] = dict(zip(_COLUMNS, _values_of(hotspot)))
    if hotspot.position is not None:
        values["lon"], values["lat"] = hotspot.position
    return ", ".join(
        name
        for name, value in values.items()
        if isinstance(value, float) and not math.isfinite(value)
    )
