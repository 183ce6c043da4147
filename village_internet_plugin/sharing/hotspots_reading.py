# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading a whole list of hotspots out of JSON, column by column.

Each value that occurs in a column is read once, by the reader that reads it in a single hotspot.
Where anything is wrong, the rows are read one by one instead, and the first wrong field is told.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS, TEXT, Column
from village_internet_plugin.sharing.canonical_text import (
    NUMBERS,
    TEXTS,
    are_told_apart,
    has_blank,
    rounded_degrees,
)
from village_internet_plugin.sharing.fields import (
    MAX_IDENTIFIER,
    Reader,
    WrongField,
    column_reader,
    is_unicode,
    read_list,
)
from village_internet_plugin.sharing.hotspot_json import read_hotspot

_NAMES = (*HOTSPOTS.names(), "lon", "lat")
_values_of = itemgetter(*_NAMES)
_FEW = 100
"""So few hotspots are read one by one as fast."""


class _NeedsRows(Exception):
    """Something is wrong, or may be, and shows where when rows are read one by one."""


def read_hotspots(data: object, longest: int) -> tuple[Hotspot, ...]:
    """Return a list's hotspots, at most `longest`; WrongField as `read_list` and `read_hotspot`."""
    if isinstance(data, list) and _FEW <= len(data) <= longest:
        try:
            return _read_columns(data)
        except (_NeedsRows, WrongField):
            return read_list(data, read_hotspot, longest)
    return read_list(data, read_hotspot, longest)


def _read_columns(data: list[Any]) -> tuple[Hotspot, ...]:
    if set(map(type, data)) != {dict} or set(map(len, data)) != {len(_NAMES)}:
        raise _NeedsRows
    try:
        columns = list(zip(*map(_values_of, data)))
    except KeyError:
        raise _NeedsRows from None
    read = [
        _read_column(values, column, reader)
        for values, (column, reader) in zip(columns, _COLUMN_READERS)
    ]
    return tuple(map(Hotspot, read[0], _positions(*columns[-2:]), *read[1:]))


def _read_column(values: Sequence[Any], column: Column, reader: Reader[object]) -> Sequence[Any]:
    kinds = set(map(type, values))
    if not (kinds <= TEXTS or kinds <= NUMBERS):
        raise _NeedsRows
    distinct = set(values)
    if kinds == {str} and column.holds == TEXT and not column.choices and _are_plain(distinct):
        return values
    if not are_told_apart(distinct, kinds):
        raise _NeedsRows
    table = {value: reader(value) for value in distinct}
    return list(map(table.__getitem__, values))


def _are_plain(texts: Collection[str]) -> bool:
    """Tell whether every reader of a text takes all of these as they stand."""
    together = "".join(texts)
    return (
        "\0" not in together
        and is_unicode(together)
        and max(map(len, texts)) <= MAX_IDENTIFIER
        and not has_blank(texts)
    )


def _positions(lons: Sequence[Any], lats: Sequence[Any]) -> list[LonLat | None]:
    _require_degrees(lons, 180.0)
    _require_degrees(lats, 90.0)
    positions: list[LonLat | None] = []
    for lon, lat in zip(lons, lats):
        if lon is None or lat is None:
            if lon is not lat:
                raise _NeedsRows
            positions.append(None)
        else:
            positions.append(LonLat(rounded_degrees(lon), rounded_degrees(lat)))
    return positions


def _require_degrees(values: Sequence[Any], limit: float) -> None:
    if not set(map(type, values)) <= NUMBERS:
        raise _NeedsRows
    given = [value for value in values if value is not None]
    if not given:
        return
    within = -limit <= min(given) and max(given) <= limit
    # What is no number hides from the least and the greatest.
    if not within or not all(map(math.isfinite, given)):
        raise _NeedsRows


_COLUMN_READERS = [(column, column_reader(column)) for column in HOTSPOTS.columns]
