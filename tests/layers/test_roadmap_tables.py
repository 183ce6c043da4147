# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap's workbook, read back by another library: the same numbers, and no formula."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook
from reports.roadmap.roadmap_world import HOSTILE, PERSONAL, made, tables_of

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.roadmap_tables import write_roadmap_tables


def test_a_sheet_for_each_table_with_its_numbers(qgis_app: object, tmp_path: Path) -> None:
    roadmap = made(tmp_path, 12)
    path = tmp_path / "tabel.xlsx"
    write_roadmap_tables(roadmap, "id", path)
    book = load_workbook(path)
    tables = tables_of(roadmap)
    assert book.sheetnames == list(tables)
    for key, table in tables.items():
        rows = list(book[key].iter_rows(values_only=True))
        assert len(rows) == 1 + max(1, len(table.rows) + bool(table.totals)), key
        assert list(rows[0]) == [column.title.id for column in table.columns], key
    matrix = list(book["year_by_source"].iter_rows(values_only=True))
    assert matrix[0][1] == "Sumber dana"
    assert matrix[-1][2:] == tables["year_by_source"].totals[2:]
    assert sum(row[2] for row in matrix[1:-1]) == matrix[-1][2]


def test_no_cell_is_a_formula_and_none_names_a_person(qgis_app: object, tmp_path: Path) -> None:
    path = tmp_path / "tabel.xlsx"
    write_roadmap_tables(made(tmp_path, 12), "en", path)
    cells = [cell for sheet in load_workbook(path) for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    texts = {cell.value for cell in cells if cell.data_type == "s"}
    assert f"'{HOSTILE}" in texts
    assert not [text for text in texts if str(text).startswith(("=", "+", "-", "@"))]
    assert not [text for text in texts if any(personal in str(text) for personal in PERSONAL)]


def test_a_plan_without_points_has_its_sheets_all_the_same(
    qgis_app: object, tmp_path: Path
) -> None:
    roadmap = made(tmp_path, 0, is_checked=False, is_full=False)
    write_roadmap_tables(roadmap, "id", tmp_path / "kosong.xlsx")
    book = load_workbook(tmp_path / "kosong.xlsx")
    assert book.sheetnames == list(tables_of(roadmap))
    assert book["points"].cell(2, 1).value == "tidak ada"


def test_where_it_cannot_be_written_it_says_so_and_leaves_nothing(
    qgis_app: object, tmp_path: Path
) -> None:
    roadmap = made(tmp_path, 0)
    taken = tmp_path / "tabel.xlsx"
    taken.mkdir()
    (taken / "isi").touch()
    with pytest.raises(InputError, match=r"tabel\.xlsx"):
        write_roadmap_tables(roadmap, "id", taken)
    assert not list(tmp_path.glob(".*"))
    with pytest.raises(InputError, match="choose another folder"):
        write_roadmap_tables(roadmap, "id", tmp_path / "missing" / "tabel.xlsx")
