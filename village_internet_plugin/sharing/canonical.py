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
from collections.abc import Iterable, Sequence
from operator import attrgetter, itemgetter
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.sharing.canonical_text import (
    COORDINATE_DECIMALS,
    NeedsRows,
    array_text,
    canonical_number,
    column_texts,
    coordinate_texts,
    has_blank,
)

Row = tuple[Any, ...]

_COLUMNS = tuple(sorted(HOTSPOTS.names()))
_values_of = attrgetter(*_COLUMNS)
_row_of = attrgetter(*HOTSPOTS.names())
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
    return content_sha256_of_rows(list(map(hotspot_row, hotspots)))


def content_sha256_of_rows(rows: Sequence[Row]) -> str:
    """Return the same for hotspots that come as rows, as `hotspot_row` has them."""
    try:
        text = _array_text(_by_id(rows))
    except NeedsRows:
        found = [canonical_hotspot(hotspot_of_row(row)) for row in rows]
        text = canonical_json(sorted(found, key=itemgetter("hotspot_id")))
    try:
        return hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise InputError(_HALF_A_CHARACTER) from error


def hotspots_text(hotspots: Iterable[Hotspot]) -> str:
    """Return hotspots in canonical form, in their order, as a JSON array.

    Raises InputError when a number of one is not finite.
    """
    rows = list(map(hotspot_row, hotspots))
    try:
        return _array_text(rows)
    except NeedsRows:
        return canonical_json([canonical_hotspot(hotspot_of_row(row)) for row in rows])


def hotspot_row(hotspot: Hotspot) -> Row:
    """Return a hotspot as a row: the columns of table `hotspots` in its order, then lon, lat."""
    return (*_row_of(hotspot), *(hotspot.position or (None, None)))


def hotspot_of_row(row: Row) -> Hotspot:
    """Return the hotspot that a row is of."""
    lon, lat = row[-2:]
    position = None if lon is None else LonLat(lon, lat)
    return Hotspot(row[0], position, *row[1:-2])


def same_content(one: Hotspot, other: Hotspot) -> bool:
    """Tell whether two rows are the same once in canonical form."""
    return one == other or canonical_hotspot(one) == canonical_hotspot(other)


def _by_id(rows: Sequence[Row]) -> list[Row]:
    """Return rows in the order of their ids; NeedsRows where one has none."""
    identifiers = {row[0] for row in rows}
    if not set(map(type, identifiers)) <= {str} or has_blank(identifiers):
        raise NeedsRows
    return sorted(rows, key=itemgetter(0))


def _array_text(rows: Sequence[Row]) -> str:
    """Return rows as a JSON array in canonical form; NeedsRows where that goes not by columns."""
    columns = dict(zip((*HOTSPOTS.names(), "lon", "lat"), zip(*rows)))
    if not columns:
        return "[]"
    texts = [
        coordinate_texts(columns[name]) if name in ("lon", "lat") else column_texts(columns[name])
        for name in _KEYS
    ]
    return array_text(_KEYS, texts)


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
