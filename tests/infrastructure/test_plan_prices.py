# SPDX-License-Identifier: GPL-2.0-or-later
"""The price list in a plan's file is read where there is one, and a wrong row is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from siting import demand_world as world

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.infrastructure.plan_prices import plan_prices


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    with world.reference_of(tmp_path, villages=[world.village(0)]):
        return tmp_path / "reference.gpkg"


def add(plan: Path, columns: str, *rows: tuple[object, ...]) -> None:
    with closing(sqlite3.connect(plan)) as connection, connection:
        connection.execute(f"CREATE TABLE price_list (fid INTEGER PRIMARY KEY, {columns})")
        for row in rows:
            places = ", ".join("?" * len(row))
            connection.execute(f"INSERT INTO price_list VALUES (NULL, {places})", row)


ALL = "item, unit, applies_to, capex_idr, opex_idr_per_month, year, source"


def test_a_plan_without_a_list_or_with_an_empty_one_has_none(plan: Path) -> None:
    assert plan_prices(plan) is None
    add(plan, ALL)
    assert plan_prices(plan) is None


def test_the_plans_own_lines_are_read(plan: Path) -> None:
    add(plan, ALL, ("Pole", "hotspot", "wireless", 5e6, None, 2026, "Tender"))
    (line,) = plan_prices(plan) or ()
    assert (line.item.id, line.applies_to, line.capex_idr) == ("Pole", "wireless", 5e6)
    assert (line.opex_idr_per_month, line.year, line.source.en) == (0.0, 2026, "Tender")


def test_a_list_with_fewer_columns_reads_as_far_as_it_goes(plan: Path) -> None:
    add(plan, "item, capex_idr", ("Pole", 5e6))
    (line,) = plan_prices(plan) or ()
    assert (line.unit, line.applies_to, line.capex_idr) == ("hotspot", "any", 5e6)


def test_a_wrong_row_is_told_by_file_row_and_field(plan: Path) -> None:
    add(plan, "item, capex_idr", ("Pole", 5e6), ("Mast", "cheap"))
    with pytest.raises(InputError, match=r"Row 2 of reference\.gpkg, price_list: capex_idr is"):
        plan_prices(plan)
