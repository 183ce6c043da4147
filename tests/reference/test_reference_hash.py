# SPDX-License-Identifier: GPL-2.0-or-later
"""The reference's hash names its content: any change shows, and nothing else does."""

from __future__ import annotations

import copy
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import shapely
from oracle.case import Case
from oracle.geopackage import write_plan
from rule_cases.district import (
    EAST,
    OFFICE,
    away,
    blank_spot,
    district,
    existing,
    hotspot,
    node,
    published,
    settlement,
)

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import INTEGER, REAL, REFERENCE_TABLES, Table
from village_internet_plugin.reference.reference import Reference


def _full() -> Case:
    """Return a plan with two rows in each reference table and no cell empty."""
    plan = district(
        blank_spots=[
            blank_spot(116.0, -1.0, 116.01, -0.99),
            blank_spot(116.05, -1.0, 116.06, -0.9),
        ],
        settlements=[settlement(away(OFFICE, EAST, m), 12, 3) for m in (200.0, 900.0)],
        existing_hotspots=[existing(), existing(hotspot_id="e2")],
        network_nodes=[
            node("fibre", away(OFFICE, EAST, 10.0)),
            node("tower", away(OFFICE, EAST, 9.0)),
        ],
    )
    for table in REFERENCE_TABLES:
        for number, row in enumerate(getattr(plan, table.name)):
            for column in table.columns:
                if row[column.name] is None:
                    is_number = column.holds in (INTEGER, REAL)
                    row[column.name] = number + 1 if is_number else f"{column.name} {number}"
    return plan


def _sha256(plan: Case, path: Path) -> str:
    write_plan(path, plan)
    with Reference.open(path) as reference:
        return reference.sha256()


def _sha256_after(path: Path, *statements: str) -> str:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    with Reference.open(path) as reference:
        return reference.sha256()


def test_it_is_a_sha_256_and_the_same_in_every_file(tmp_path: Path) -> None:
    there, again = _sha256(_full(), tmp_path / "a.gpkg"), _sha256(_full(), tmp_path / "b.gpkg")
    assert there == again
    assert len(bytes.fromhex(there)) == 32


def test_neither_the_order_of_rows_nor_their_numbers_count(tmp_path: Path) -> None:
    plan, turned = _full(), _full()
    for table in REFERENCE_TABLES:
        getattr(turned, table.name).reverse()
    straight = _sha256(plan, tmp_path / "a.gpkg")
    assert _sha256(turned, tmp_path / "b.gpkg") == straight
    renumbered = _sha256_after(tmp_path / "a.gpkg", "UPDATE village_offices SET fid = fid + 100")
    assert renumbered == straight


def test_the_plans_own_rows_do_not_count(tmp_path: Path) -> None:
    plan = _full()
    plan.hotspots = [hotspot(name="another")]
    plan.published_hotspots = [published()]
    plan.funding_sources, plan.plan_id = [], "another"
    assert _sha256(plan, tmp_path / "a.gpkg") == _sha256(_full(), tmp_path / "b.gpkg")


CELLS = [(table, column.name) for table in REFERENCE_TABLES for column in table.columns]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    path = tmp_path_factory.mktemp("hash") / "plan.gpkg"
    return path, _sha256(_full(), path)


@pytest.mark.parametrize(
    ("table", "column"), CELLS, ids=lambda value: getattr(value, "name", value)
)
def test_every_cell_counts(
    table: Table, column: str, written: tuple[Path, str], tmp_path: Path
) -> None:
    path, before = written
    other = "7" if table.column(column).holds in (INTEGER, REAL) else "'2001-01-01'"
    for number, value in enumerate((other, "NULL")):
        changed = tmp_path / f"{number}.gpkg"
        changed.write_bytes(path.read_bytes())
        statement = f"UPDATE {table.name} SET {column} = {value} WHERE fid = 2"
        assert _sha256_after(changed, statement) != before


@pytest.mark.parametrize("table", REFERENCE_TABLES, ids=lambda table: table.name)
def test_every_geometry_and_every_row_counts(table: Table, tmp_path: Path) -> None:
    before = _sha256(_full(), tmp_path / "before.gpkg")
    moved, without = _full(), _full()
    row = getattr(moved, table.name)[1]
    if "shape" in row:
        row["shape"] = shapely.transform(row["shape"], lambda at: at + 1e-9)
    else:
        row["lon"] += 1e-9
    getattr(without, table.name).pop()
    hashes = {
        before,
        _sha256(moved, tmp_path / "moved.gpkg"),
        _sha256(without, tmp_path / "w.gpkg"),
    }
    emptied = tmp_path / "before.gpkg"
    hashes.add(_sha256_after(emptied, f"UPDATE {table.name} SET geom = NULL WHERE fid = 2"))
    assert len(hashes) == 4


def test_cells_may_not_change_places(tmp_path: Path) -> None:
    plan, swapped = _full(), _full()
    village = swapped.villages[0]
    village["district"], village["regency"] = village["regency"], village["district"]
    assert _sha256(plan, tmp_path / "a.gpkg") != _sha256(swapped, tmp_path / "b.gpkg")


def test_which_roles_were_loaded_counts_also_where_they_hold_nothing(tmp_path: Path) -> None:
    plan = _full()
    plan.existing_hotspots, plan.blank_spots = [], []
    hashes = set()
    for number, missing in enumerate(
        (set(), {"existing_hotspots"}, {"blank_spots"}, {"existing_hotspots", "blank_spots"})
    ):
        variant = copy.copy(plan)
        variant.loaded_roles = plan.loaded_roles - missing
        hashes.add(_sha256(variant, tmp_path / f"{number}.gpkg"))
    assert len(hashes) == 4


def test_roles_that_are_no_reference_do_not_count(tmp_path: Path) -> None:
    plan, fewer = _full(), _full()
    fewer.loaded_roles = plan.loaded_roles - {"hotspots", "funding_sources"}
    assert _sha256(plan, tmp_path / "a.gpkg") == _sha256(fewer, tmp_path / "b.gpkg")


def test_a_table_with_rows_is_loaded_whatever_the_plan_says(tmp_path: Path) -> None:
    """A server's reference has no table plan; its tables with rows are its loaded roles."""
    there = _sha256(_full(), tmp_path / "a.gpkg")
    assert _sha256_after(tmp_path / "a.gpkg", "DROP TABLE plan") == there


def test_heights_and_byte_orders_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    before = _sha256(_full(), path)
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT fid, geom FROM villages").fetchall()
        for number, (fid, blob) in enumerate(rows):
            shape = shapely.from_wkb(blob[8:])
            wkb = (
                shapely.to_wkb(shapely.force_3d(shape, 9.0))
                if number
                else shapely.to_wkb(shape, byte_order=0)
            )
            connection.execute("UPDATE villages SET geom = ? WHERE fid = ?", (blob[:8] + wkb, fid))
        connection.commit()
    with Reference.open(path) as reference:
        assert reference.sha256() == before


def test_a_whole_number_in_a_column_of_lengths_is_that_length(tmp_path: Path) -> None:
    whole, real = _full(), _full()
    whole.village_offices[0]["accuracy_m"] = 5
    real.village_offices[0]["accuracy_m"] = 5.0
    assert _sha256(whole, tmp_path / "a.gpkg") == _sha256(real, tmp_path / "b.gpkg")


def test_a_broken_list_of_loaded_roles_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    write_plan(path, district())
    with pytest.raises(InputError, match=r"Setting loaded_roles in .* is not a JSON list"):
        _sha256_after(path, "UPDATE plan SET value = '[' WHERE key = 'loaded_roles'")


def test_the_real_province_has_one_hash_however_often_it_is_opened(kaltim_file: Path) -> None:
    hashes = set()
    for _ in range(2):
        with Reference.open(kaltim_file) as reference:
            hashes.add(reference.sha256())
    assert len(hashes) == 1
