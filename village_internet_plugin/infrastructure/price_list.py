# SPDX-License-Identifier: GPL-2.0-or-later
"""What things cost: the agency's price list from its plan, or one to begin with.

A line counts for hotspots of a technology or a power (`applies_to`), or for any; its `unit` says
what it is multiplied by. The list to begin with says of each line where it is from: one is from
the field, the rest are round figures that only hold the place of the agency's own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import POWERS, TECHNOLOGIES

ANY = "any"
HOTSPOT, METRE, WATT_PEAK, WATT_HOUR, MEGABIT = "hotspot", "m", "Wp", "Wh", "Mbps"
UNITS = (HOTSPOT, METRE, WATT_PEAK, WATT_HOUR, MEGABIT)
"""What a line is multiplied by: 1, metres of cable, the solar array, its battery, bandwidth."""
APPLIES_TO = (ANY, *TECHNOLOGIES, *(power for power in POWERS if power != "none"))


NOT_SAID = Words("", "")


@dataclass(frozen=True)
class PriceLine:
    """One line: rupiah once and each month, per `unit`, for what it applies to."""

    item: Words
    unit: str = HOTSPOT
    applies_to: str = ANY
    capex_idr: float = 0.0
    opex_idr_per_month: float = 0.0
    year: int | None = None
    source: Words = NOT_SAID


@dataclass(frozen=True)
class CostLine:
    """What one line of the price list comes to at a hotspot, in whole rupiah."""

    item: Words
    quantity: float
    unit: str
    capex_idr: int
    opex_idr_per_month: int
    source: Words


def cost_lines(
    prices: Iterable[PriceLine],
    technology: str | None,
    power: str | None,
    quantities: Mapping[str, float | None],
) -> tuple[list[CostLine], list[PriceLine]]:
    """Return what a hotspot costs line by line, and the lines whose quantity is not known.

    `quantities` by unit; 1 of `hotspot` need not be given. Without a technology or a power the
    lines of each do not count: nobody knows which.
    """
    found, unknown = [], []
    for line in prices:
        if line.applies_to not in (ANY, technology, power):
            continue
        quantity = 1.0 if line.unit == HOTSPOT else quantities.get(line.unit)
        if quantity is None or not math.isfinite(quantity):
            unknown.append(line)
            continue
        capex, opex = line.capex_idr * quantity, line.opex_idr_per_month * quantity
        found.append(
            CostLine(line.item, quantity, line.unit, round(capex), round(opex), line.source)
        )
    return found, unknown


def prices_in_rows(rows: Sequence[Mapping[str, Any]], place: str) -> tuple[PriceLine, ...]:
    """Return the lines of a plan's table `price_list`; InputError names row and field.

    `place` says where the table is. A row without an item and without money is one nobody has
    filled in yet, and is passed over.
    """
    lines = []
    for number, row in enumerate(rows, start=1):
        if all(row.get(name) in (None, "") for name in ("item", "capex_idr", _OPEX)):
            continue
        lines.append(_line_of(row, number, place))
    return tuple(lines)


def _line_of(row: Mapping[str, Any], number: int, place: str) -> PriceLine:
    item, source = (str(row.get(name) or "").strip() for name in ("item", "source"))
    if not item:
        raise InputError(_NO_ITEM.filled(place=place, row=number))
    year = _money(row, "year", number, place)
    return PriceLine(
        Words(item, item),
        _choice(row, "unit", UNITS, number, place),
        _choice(row, "applies_to", APPLIES_TO, number, place),
        _money(row, "capex_idr", number, place),
        _money(row, _OPEX, number, place),
        int(year) or None,
        Words(source, source),
    )


def _choice(
    row: Mapping[str, Any], name: str, choices: tuple[str, ...], number: int, place: str
) -> str:
    """Return one of `choices`, the first for nothing; capital letters do not matter."""
    text = str(row.get(name) or "").strip()
    if not text:
        return choices[0]
    for choice in choices:
        if choice.casefold() == text.casefold():
            return choice
    wrong = _NO_CHOICE.filled(
        place=place, row=number, field=name, text=repr(text), choices=", ".join(choices)
    )
    raise InputError(wrong)


def _money(row: Mapping[str, Any], name: str, number: int, place: str) -> float:
    value = row.get(name)
    if value in (None, ""):
        return 0.0
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not is_number or not 0.0 <= value <= _MOST:
        wrong = _NO_NUMBER.filled(place=place, row=number, field=name, text=repr(value))
        raise InputError(wrong)
    return float(value)


_OPEX = "opex_idr_per_month"
_MOST = 1e15
"""Rupiah: a hundred times what the state spends in a year is a slip of the keyboard."""
_ASSUMED = Words(
    "Assumed, to be replaced by the agency", "Diasumsikan, untuk diganti oleh instansi"
)
_KALTIM = Words(
    "East Kalimantan 2025: Rp1.1–1.2 million a village and month (niaga.asia, narasi.co)",
    "Kalimantan Timur 2025: Rp1,1–1,2 juta per desa per bulan (niaga.asia, narasi.co)",
)


def _assumed(
    en: str, indonesian: str, unit: str, applies_to: str, capex: float, opex: float = 0.0
) -> PriceLine:
    return PriceLine(Words(en, indonesian), unit, applies_to, capex, opex, 2025, _ASSUMED)


DEFAULT_PRICES = (
    PriceLine(
        Words("Internet subscription", "Langganan internet"),
        *(HOTSPOT, ANY, 0.0, 1_200_000.0, 2025, _KALTIM),
    ),
    _assumed("Access points, switch", "Titik akses, sakelar jaringan", HOTSPOT, ANY, 8_000_000),
    _assumed("Visits and small repairs", "Kunjungan, perbaikan kecil", HOTSPOT, ANY, 0, 200_000),
    _assumed("Fibre cable, laid", "Kabel serat optik terpasang", METRE, "fibre", 20_000),
    _assumed("Fibre terminal", "Terminal serat optik", HOTSPOT, "fibre", 1_500_000),
    _assumed("Pair of radios, pole", "Sepasang radio, tiang", HOTSPOT, "wireless", 12_000_000),
    _assumed("Satellite terminal", "Terminal satelit", HOTSPOT, "satellite", 9_000_000),
    _assumed("Grid connection, bill", "Sambungan PLN, rekening", HOTSPOT, "grid", 2e6, 150_000),
    _assumed("Solar array, controller", "Panel surya, pengontrol", WATT_PEAK, "solar", 15_000),
    _assumed("Battery", "Baterai", WATT_HOUR, "solar", 4_500),
    _assumed("Generator, fuel", "Genset, bahan bakar", HOTSPOT, "generator", 8e6, 1_500_000),
)
"""To begin with: the subscription from the field, the rest to be replaced."""

_NO_ITEM = Words(
    "Row {row} of {place} has a price but no item. Name what it is for, or empty the row.",
    "Baris {row} dalam {place} memuat harga tanpa nama barang. Isi namanya, atau kosongkan baris.",
)
_NO_CHOICE = Words(
    "Row {row} of {place}: {field} is {text}; it must be one of {choices}.",
    "Baris {row} dalam {place}: {field} berisi {text}; harus salah satu dari {choices}.",
)
_NO_NUMBER = Words(
    "Row {row} of {place}: {field} is {text}; it must be a number from 0 to a quadrillion.",
    "Baris {row} dalam {place}: {field} berisi {text}; harus angka dari 0 sampai seribu triliun.",
)
