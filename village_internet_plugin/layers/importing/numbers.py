# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers as people write them: Rp1.100.000, 1,2 juta, 31m, 50 Mbps, 1 234."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.importing.problems import Unreadable
from village_internet_plugin.sharing.canonical_text import MAX_NUMBER

_NUMBER = re.compile(
    r"(?:rp|idr)?\.?\s*"
    r"(?P<sign>[-+−])?\s*"
    r"(?P<digits>\d[\d.,' ]*\d|\d|[.,]\d+)"
    r"(?P<exponent>e[+-]?\d{1,2})?"
    r"(?:[.,]-+)?"  # the dash after a round amount: Rp500.000,-
    r"\s*(?P<unit>[^\d]*)"
)
_NO_NUMBER = Words("“{value}” is not a number.", "“{value}” bukan angka.")
_WRITE_NUMBER = Words(
    "Write digits alone, for example 1100000 or 2.5.",
    "Tulis angkanya saja, misalnya 1100000 atau 2,5.",
)
_UNKNOWN_UNIT = Words(
    "“{value}” has the unit “{unit}”, which is not known here.",
    "“{value}” memakai satuan “{unit}” yang tidak dikenal di sini.",
)
_USE_UNIT = Words(
    "Write the number without a unit, or with one of: {units}.",
    "Tulis angkanya tanpa satuan, atau dengan salah satu dari: {units}.",
)
_TOO_LARGE = Words(
    "“{value}” is larger than any number a plan can hold.",
    "“{value}” lebih besar dari angka yang dapat disimpan dalam rencana.",
)
_NOT_WHOLE = Words("“{value}” is not a whole number.", "“{value}” bukan bilangan bulat.")
_WRITE_WHOLE = Words("Write a whole number.", "Tulis bilangan bulat.")

_METRES = {"m": "1", "meter": "1", "metre": "1", "meters": "1", "metres": "1", "km": "1000"}
_MONEY = {
    "rupiah": "1",
    "idr": "1",
    "ribu": "1e3",
    "rb": "1e3",
    "juta": "1e6",
    "jt": "1e6",
    "miliar": "1e9",
    "milyar": "1e9",
}
_MONEY_PER_MONTH = {
    unit + per: factor
    for unit, factor in {"": "1", **_MONEY}.items()
    for per in ("", "/bulan", "/bln", "/month", "perbulan", "permonth")
    if unit + per
}
_PEOPLE = {"jiwa": "1", "orang": "1", "people": "1", "inhabitants": "1"}
_HOUSEHOLDS = {"kk": "1", "rumahtangga": "1", "households": "1"}
_HOURS = {"jam": "1", "h": "1", "hours": "1", "jam/hari": "1", "hours/day": "1"}
_UNITS: Mapping[str, Mapping[str, str]] = {
    "accuracy_m": _METRES,
    "radius_m": _METRES,
    "bandwidth_mbps": {
        "mbps": "1",
        "mb/s": "1",
        "mbit/s": "1",
        "m": "1",
        "gbps": "1000",
        "kbps": "0.001",
    },
    "capex_idr": _MONEY,
    "budget_idr": _MONEY,
    "opex_idr_per_month": _MONEY_PER_MONTH,
    "service_months": {"bulan": "1", "bln": "1", "months": "1", "tahun": "12", "years": "12"},
    "power_hours": _HOURS,
    "population": _PEOPLE,
    "people": _PEOPLE,
    "households": _HOUSEHOLDS,
    "point_quota": {"titik": "1", "points": "1", "lokasi": "1"},
}
"""By column: the units understood and what one is worth in the column's own unit."""


def read_number(text: str, column: str, whole: bool = False) -> float | int:
    """Return the number in `text` in the unit of `column`; an int when `whole`.

    Dots and commas are told apart by their places. A single one followed by three digits separates
    thousands in a whole number (1.500 people) and decimals in any other (2.125 Mbps). Raises
    Unreadable for what is no number, has an unknown unit, is beyond `MAX_NUMBER`, or is not whole
    where it should be.
    """
    match = _NUMBER.fullmatch(text.strip().replace("\u00a0", " ").casefold())
    if match is None:
        raise Unreadable(_NO_NUMBER, _WRITE_NUMBER, value=text)
    unit = re.sub(r"[\s.]", "", match["unit"])
    factor = _factor(text, unit, column)
    # With a word for thousands or millions the digits may well have decimals: 1,125 juta.
    plain = _plain_digits(match["digits"], whole and factor == 1)
    if plain is None:
        raise Unreadable(_NO_NUMBER, _WRITE_NUMBER, value=text)
    sign = "-" if match["sign"] in ("-", "−") else ""
    number = Decimal(f"{sign}{plain}{match['exponent'] or ''}") * factor
    require_storable(number, text)
    if not whole:
        return float(number)
    if number != number.to_integral_value():
        raise not_whole(text)
    return int(number)


def require_storable(number: Decimal | float, text: str) -> None:
    """Raise Unreadable for an infinite number and for one that a plan cannot hold exactly."""
    if not -MAX_NUMBER <= number <= MAX_NUMBER:
        raise Unreadable(_TOO_LARGE, _WRITE_NUMBER, value=text)


def not_whole(text: str) -> Unreadable:
    """Return the problem of a number that has decimals where it should have none."""
    return Unreadable(_NOT_WHOLE, _WRITE_WHOLE, value=text)


def _factor(text: str, unit: str, column: str) -> Decimal:
    if not unit:
        return Decimal(1)
    units = _UNITS.get(column, {})
    if unit not in units:
        known = ", ".join(name for name in units if "/" not in name)
        correction = _USE_UNIT if known else _WRITE_NUMBER
        raise Unreadable(_UNKNOWN_UNIT, correction, value=text, unit=unit, units=known)
    return Decimal(units[unit])


def _plain_digits(digits: str, whole: bool) -> str | None:
    """Return `digits` with a dot for the decimals and nothing else; None for wrong grouping."""
    separators = [mark for mark in digits if not mark.isdigit()]
    if not separators:
        return digits
    last = separators[-1]
    head, _, tail = digits.rpartition(last)
    if (
        last not in ".,"
        or separators.count(last) > 1
        or _separates_thousands(separators, head, tail, whole)
    ):
        return _ungrouped(digits)
    ungrouped = _ungrouped(head) if len(separators) > 1 else head or "0"
    return None if ungrouped is None else f"{ungrouped}.{tail}"


def _separates_thousands(separators: list[str], head: str, tail: str, whole: bool) -> bool:
    alone = len(separators) == 1
    return whole and alone and len(tail) == 3 and 1 <= len(head) <= 3 and head != "0"


def _ungrouped(digits: str) -> str | None:
    """Return `digits` without its thousands separators, None unless they stand every three."""
    marks = {mark for mark in digits if not mark.isdigit()}
    first, *groups = re.split(r"[.,' ]", digits)
    grouped = 1 <= len(first) <= 3 and all(len(group) == 3 for group in groups)
    return first + "".join(groups) if grouped and len(marks) <= 1 else None
