# SPDX-License-Identifier: GPL-2.0-or-later
"""What one cell means for one column of the plan."""

from __future__ import annotations

from collections.abc import Mapping

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import DATE, INTEGER, REAL, VILLAGES, Column
from village_internet_plugin.layers.importing.choices import read_choice, read_choices
from village_internet_plugin.layers.importing.dates import read_date
from village_internet_plugin.layers.importing.numbers import (
    not_whole,
    read_number,
    require_storable,
)
from village_internet_plugin.layers.importing.problems import Unreadable

_EMPTY = frozenset(
    {"", "-", "--", "—", "–", "?", "n/a", "na", "#n/a", "null", "nan", "nil", "nihil", "kosong"}
)
_LISTS = {"village_kinds": VILLAGES.column("kind")}
"""Columns that list values of another column."""
_TOO_SMALL = Words("{value} is less than {least}.", "{value} kurang dari {least}.")
_AT_LEAST = Words("Write {least} or more.", "Tulis {least} atau lebih.")


def cell_text(raw: object) -> str:
    """Return a cell as text on one line: empty when there is nothing, or a sign for nothing, in it.

    Whole numbers lose the ``.0`` that spreadsheets and layers give them.
    """
    if raw is None:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    text = " ".join(str(raw).split())
    return "" if text.casefold() in _EMPTY else text


def read_cell(column: Column, raw: object, own_words: Mapping[str, str]) -> object:
    """Return what `raw` means in `column` (see `schema`), None when the cell is empty.

    Dates become ISO text. Raises Unreadable when the meaning is not certain.
    """
    if column.choices and isinstance(raw, str) and raw.strip():
        # Before the signs for nothing: "none" and "nihil" say something about power and signal.
        try:
            return read_choice(raw, column.name, column.choices, own_words)
        except Unreadable:
            if cell_text(raw):
                raise
    text = cell_text(raw)
    if not text:
        return None
    if column.choices:
        return read_choice(text, column.name, column.choices, own_words)
    if column.name in _LISTS:
        one = _LISTS[column.name]
        return read_choices(text, one.name, one.choices, own_words) or None
    if column.holds == DATE:
        return read_date(text)
    if column.holds not in (INTEGER, REAL):
        return text
    return _read_number(column, raw, text)


def _read_number(column: Column, raw: object, text: str) -> float | int:
    whole = column.holds == INTEGER
    if isinstance(raw, float):
        # A number from a layer is one already: 2.125 there never means two thousand.
        require_storable(raw, text)
        number = _number_as_is(raw, whole)
    else:
        number = read_number(text, column.name, whole)
    if column.least is not None and number < column.least:
        raise Unreadable(_TOO_SMALL, _AT_LEAST, value=text, least=f"{column.least:g}")
    return number


def _number_as_is(number: float, whole: bool) -> float | int:
    if not whole:
        return number
    if not number.is_integer():
        raise not_whole(str(number))
    return int(number)
