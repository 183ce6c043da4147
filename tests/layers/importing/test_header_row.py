# SPDX-License-Identifier: GPL-2.0-or-later
"""The header is found below titles and blank rows, and is not looked for where it is at the top."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.layers.importing.delimited import read_delimited
from village_internet_plugin.layers.importing.header_row import header_row

HEADER = ["Nama Lokasi", "Lintang", "Bujur"]


def test_a_header_at_the_top_stays_whatever_stands_below() -> None:
    assert header_row([HEADER, ["name", "lat", "lon"]], "hotspots") == 0
    assert header_row([["a", "b"], ["1", "2"]], "hotspots") == 0


def test_titles_and_blank_rows_above_are_passed_over() -> None:
    rows = [["DAFTAR TITIK", "", ""], ["", "", ""], ["Desa", "", ""], HEADER, ["A", "1", "2"]]
    assert header_row(rows, "hotspots") == 3


def test_headers_the_user_named_count_as_known() -> None:
    rows = [["Judul", ""], ["kolom a", "kolom b"], ["1", "2"]]
    assert header_row(rows, "hotspots") == 0
    assert header_row(rows, "hotspots", ["kolom a", "kolom b"]) == 1


def test_a_sheet_without_content_has_none() -> None:
    assert header_row([["", " "], []], "hotspots") is None


def test_it_is_not_sought_far_down() -> None:
    rows = [[f"catatan {number}"] for number in range(12)]
    assert header_row([*rows, HEADER], "hotspots") == 0


@given(st.lists(st.lists(st.text("aku12 ", max_size=4), min_size=3, max_size=3), max_size=8))
def test_a_known_header_is_found_below_any_rows_of_other_words(above: list[list[str]]) -> None:
    assert header_row([*above, HEADER], "hotspots") == len(above)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_header_and_not_of_the_title(
    tmp_path: Path, delimiter: str
) -> None:
    path = tmp_path / "a.csv"
    lines = ("Titik, desa; dan kantor, 2025", "", delimiter.join(HEADER), delimiter.join("A12"))
    path.write_text("\n".join(lines), encoding="utf-8")
    table = read_delimited(path, "hotspots")
    assert (table.headers, table.header_row) == (HEADER, 3)
    assert [(row.number, row.values["Lintang"]) for row in table.rows()] == [(4, "1")]
