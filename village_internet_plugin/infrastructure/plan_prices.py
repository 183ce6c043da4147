# SPDX-License-Identifier: GPL-2.0-or-later
"""The price list an agency keeps in its plan's file, where it has one."""

from __future__ import annotations

from pathlib import Path

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import INTEGER, REAL, Column, Table
from village_internet_plugin.infrastructure.price_list import (
    APPLIES_TO,
    UNITS,
    PriceLine,
    prices_in_rows,
)
from village_internet_plugin.reference.geopackage import GeoPackage

PRICE_LIST = Table(
    "price_list",
    None,
    (
        Column("item", required=True),
        Column("unit", choices=UNITS),
        Column("applies_to", choices=APPLIES_TO),
        Column("capex_idr", REAL, least=0),
        Column("opex_idr_per_month", REAL, least=0),
        Column("year", INTEGER, least=2000),
        Column("source"),
    ),
    Words("Price list", "Daftar harga"),
)
"""A table an agency may add to its plan and edit in QGIS; no plan need have it."""


def plan_prices(path: Path) -> tuple[PriceLine, ...] | None:
    """Return the lines of the plan's own price list; None where it has none, or an empty one.

    InputError names the row and field that cannot be used.
    """
    file = GeoPackage(path)
    try:
        rows = file.rows(PRICE_LIST)
    finally:
        file.close()
    named = [dict(zip(PRICE_LIST.names(), row)) for row in rows]
    return prices_in_rows(named, f"{path.name}, price_list") or None
