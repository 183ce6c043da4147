# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables are read whatever delimiter, encoding or program they come from."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing.delimited import read_delimited
from village_internet_plugin.layers.importing.opening import open_source


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_delimiter_and_encoding(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "desa.csv"
    path.write_bytes(f"kode{delimiter}nama\r\n1{delimiter}Café – Ayap\r\n".encode(encoding))
    table = read_delimited(path)
    assert table.headers == ["kode", "nama"]
    assert [row.values for row in table.rows()] == [{"kode": "1", "nama": "Café – Ayap"}]


def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path) -> None:
    path = tmp_path / "desa.csv"
    path.write_text('kode,nama\n1,"dua\nbaris"\n\n,\n2,b\n', encoding="utf-8")
    assert [row.number for row in read_delimited(path).rows()] == [2, 5]


def test_a_quotation_over_the_last_lines_is_read_when_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "desa.csv"
    path.write_text('kode,nama\n1,22" LS\n2,"dua\nbaris"\n', encoding="utf-8")
    assert [row.values["nama"] for row in read_delimited(path).rows()] == ['22" LS', "dua\nbaris"]


def test_a_row_longer_than_the_header_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "desa.csv"
    path.write_text("nama,lat,lon\nA,-1,89,115,86\nB,-1.89,115.86,\n", encoding="utf-8")
    first, second = read_delimited(path).rows()
    assert first.problem is not None
    assert first.problem.reason("en") == "The row has 5 cells, the header 3."
    assert "quotation marks" in first.problem.correction("en")
    assert second.problem is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b" \n \n", "is empty"),
        (b"kode,nama\n\x00\x01\x81\n", "is not a table of text"),
        (b"kode\n" + b'"' + b"x" * 140_000, "cannot be read as a table"),
        (b'kode,nama\n1,"A\n2,B\n3,C\n', "mark in row 2 is never closed, so that the 2 lines"),
        (b'kode,nama\n1,"A\n2,B', "mark in row 2 is never closed"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "desa.csv"
    path.write_bytes(content)
    with pytest.raises(InputError, match=sentence):
        read_delimited(path)


def make_workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_a_sheet_is_read_with_its_rows_numbers(tmp_path: Path) -> None:
    rows: list[list[object]] = [["kode", "lat"], [6401062023, -1.8935], [None, None], ["x", 2.5]]
    table = open_source(make_workbook(tmp_path / "a.xlsx", Sheet1=rows), None, "hotspots")
    assert [(row.number, row.values["lat"]) for row in table.rows()] == [(2, "-1.8935"), (4, "2.5")]


def test_of_several_sheets_one_is_named_or_called_like_the_role(tmp_path: Path) -> None:
    sheet: list[list[object]] = [["kode"], ["1"]]
    path = make_workbook(tmp_path / "a.xlsx", catatan=sheet, hotspots=sheet)
    assert len(open_source(path, None, "hotspots")) == 1
    assert len(open_source(path, "catatan", "villages")) == 1
    with pytest.raises(InputError, match=r"Name one in the mapping .*catatan, hotspots"):
        open_source(path, None, "villages")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"desa\.shp cannot be read \(there is no such file\)"):
        open_source(tmp_path / "desa.shp", None, "villages")


def test_a_file_of_no_known_format_is_told(tmp_path: Path) -> None:
    path = tmp_path / "desa.shp"
    path.write_bytes(b"not a shapefile")
    with pytest.raises(InputError, match="Give a GeoPackage, Shapefile"):
        open_source(path, None, "villages")
