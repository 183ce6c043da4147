# SPDX-License-Identifier: GPL-2.0-or-later
"""Costs are quantities times the agency's prices; a wrong row is told by row and field."""

from __future__ import annotations

import math
from typing import Any

import pytest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.infrastructure.price_list import (
    APPLIES_TO,
    DEFAULT_PRICES,
    UNITS,
    PriceLine,
    cost_lines,
    prices_in_rows,
)

CABLE = PriceLine(Words("Cable", "Kabel"), "m", "fibre", 20_000.5)
POLE = PriceLine(Words("Pole", "Tiang"), "hotspot", "wireless", 5_000_000.0)
LINE = PriceLine(Words("Line", "Langganan"), "Mbps", "any", 0.0, 12_000.0)
ARRAY = PriceLine(Words("Array", "Panel"), "Wp", "solar", 15_000.0)


def row(**values: Any) -> dict[str, Any]:
    return {"item": "Cable", "unit": "m", "applies_to": "fibre", "capex_idr": 1, **values}


def test_lines_count_for_the_technology_and_the_power_they_are_for() -> None:
    quantities = {"m": 101.0, "Mbps": 50.0, "Wp": 400.0}
    costs, unknown = cost_lines([CABLE, POLE, LINE, ARRAY], "fibre", "solar", quantities)
    assert unknown == []
    found = [(one.item.en, one.quantity, one.capex_idr, one.opex_idr_per_month) for one in costs]
    # 101 m at Rp20,000.5 are Rp2,020,050.5: rounded once, to the even rupiah.
    assert found == [
        ("Cable", 101.0, 2_020_050, 0),
        ("Line", 50.0, 0, 600_000),
        ("Array", 400.0, 6_000_000, 0),
    ]


@pytest.mark.parametrize("quantity", [None, math.inf, math.nan])
def test_a_line_without_its_quantity_is_left_out_and_named(quantity: float | None) -> None:
    costs, unknown = cost_lines([CABLE, POLE], "fibre", None, {"m": quantity})
    assert (costs, unknown) == ([], [CABLE])


def test_without_a_technology_only_what_is_for_any_counts() -> None:
    costs, _ = cost_lines([CABLE, POLE, LINE], None, None, {"m": 1.0, "Mbps": 20.0})
    assert [one.item for one in costs] == [LINE.item]


def test_rows_of_the_plans_table_become_lines() -> None:
    found = prices_in_rows(
        [
            row(source="Tender 2026", year=2026, unit="WP", applies_to="Solar"),
            {"item": None, "unit": "m", "capex_idr": None},
            {"item": "Visit", "unit": None, "applies_to": "", "opex_idr_per_month": 250_000},
        ],
        "table price_list",
    )
    assert found == (
        PriceLine(
            Words("Cable", "Cable"), "Wp", "solar", 1.0, 0.0, 2026, Words(*["Tender 2026"] * 2)
        ),
        PriceLine(Words("Visit", "Visit"), "hotspot", "any", 0.0, 250_000.0),
    )


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"item": " "}, "Row 2 of the list has a price but no item"),
        ({"unit": "km"}, "Row 2 of the list: unit is 'km'; it must be one of hotspot, m, Wp"),
        ({"applies_to": "none"}, "applies_to is 'none'; it must be one of any, fibre"),
        ({"capex_idr": -1}, "Row 2 of the list: capex_idr is -1; it must be a number"),
        ({"capex_idr": "five"}, "capex_idr is 'five'"),
        ({"opex_idr_per_month": math.nan}, "opex_idr_per_month is nan"),
        ({"opex_idr_per_month": 1e16}, "opex_idr_per_month is 1e+16"),
        ({"year": True}, "year is True"),
    ],
)
def test_a_wrong_row_is_told_by_row_and_field(values: dict[str, Any], told: str) -> None:
    with pytest.raises(InputError) as failure:
        prices_in_rows([row(), row(**values)], "the list")
    assert told in failure.value.told("en")
    assert "Baris 2 dalam the list" in failure.value.told("id")


def test_the_list_to_begin_with_is_whole_and_says_where_each_price_is_from() -> None:
    assert all(line.unit in UNITS and line.applies_to in APPLIES_TO for line in DEFAULT_PRICES)
    assert {line.applies_to for line in DEFAULT_PRICES} == set(APPLIES_TO)
    said = [line.source.en for line in DEFAULT_PRICES]
    assert said[0].startswith("East Kalimantan 2025")
    assert set(said[1:]) == {"Assumed, to be replaced by the agency"}
