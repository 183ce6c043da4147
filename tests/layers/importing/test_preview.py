# SPDX-License-Identifier: GPL-2.0-or-later
"""A preview says what an import would do, row for row, and leaves the plan as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeedback, QgsVectorLayer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing import corrections
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.importing.preview import preview_import
from village_internet_plugin.layers.importing.preview_report import (
    CHOSEN,
    CUT,
    NOT_READ,
    RECOGNISED,
    ImportPreview,
)
from village_internet_plugin.layers.importing.problems import (
    COLUMNS,
    CRS,
    LAYER,
    SHIFT,
    SWAP,
    VILLAGE,
    WORD,
)
from village_internet_plugin.layers.importing.report import ImportCancelled
from village_internet_plugin.layers.plan_file import read_setting

WriteText = Callable[..., Path]
RowsOf = Callable[..., list[tuple[Any, ...]]]


def look(
    plan: Path, role: str, source: QgsVectorLayer | Path, mapping: dict[str, Any] | None = None
) -> ImportPreview:
    return preview_import(plan, role, source, mapping, language="en")


def taken(plan: Path, role: str, source: Path, mapping: dict[str, Any]) -> tuple[int, int]:
    report = import_source(plan, role, source, mapping, language="en")
    return report.accepted, len(report.rejected)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_plan_is_only_read(village_plan: Path, write_text: WriteText) -> None:
    before = digest(village_plan)
    look(village_plan, "hotspots", write_text("a.csv", "nama,lat,lon", "A,-1.95,116.05"))
    assert digest(village_plan) == before


def test_columns_are_told_with_their_first_values_and_how_sure_they_are(
    village_plan: Path, write_text: WriteText
) -> None:
    sheet = write_text(
        "a.csv", "nama_lokas,Lintang,Bujur,warna", "A,-1.95,116.05,biru", "B,-1.96,116.06,-"
    )
    preview = look(village_plan, "hotspots", sheet)
    told = [(c.header, c.target, c.certainty, c.samples) for c in preview.columns]
    assert told == [
        ("nama_lokas", "name", CUT, ("A", "B")),
        ("Lintang", "lat", RECOGNISED, ("-1.95", "-1.96")),
        ("Bujur", "lon", RECOGNISED, ("116.05", "116.06")),
        ("warna", None, NOT_READ, ("biru",)),
    ]
    changed = corrections.with_column(
        corrections.with_column({}, "warna", "notes"), "nama_lokas", None
    )
    again = look(village_plan, "hotspots", sheet, changed)
    by_header = {c.header: (c.target, c.certainty) for c in again.columns}
    assert by_header["warna"] == ("notes", CHOSEN)
    assert by_header["nama_lokas"] == (None, CHOSEN)
    assert again.rows[0].values["notes"] == "biru"
    assert "name" not in again.rows[0].values


def test_the_first_rows_are_shown_as_the_plan_will_have_them(
    village_plan: Path, write_text: WriteText
) -> None:
    sheet = write_text("a.csv", "nama;lat;lon;status;capex", "A;-1,95;116,05;diusulkan;Rp1.500.000")
    (row,) = look(village_plan, "hotspots", sheet).rows
    assert (row.number, row.position) == (2, "-1.950000, 116.050000")
    shown = {name: row.values[name] for name in ("status", "capex_idr", "village_code")}
    assert shown == {
        "status": "proposed",
        "capex_idr": 1_500_000,
        "village_code": "64.01.06.2023",
    }


def test_what_is_refused_is_told_with_the_way_to_mend_it(
    village_plan: Path, write_text: WriteText
) -> None:
    sheet = write_text(
        "a.csv",
        "nama,desa,lat,lon,status",
        "A,,116.05,-1.95,proposed",
        "B,,-1.95,-243.95,proposed",
        "C,Rewang,,,proposed",
        "D,,-1.95,116.05,entah",
        "E,,0,0,proposed",
    )
    preview = look(village_plan, "hotspots", sheet)
    kinds = [row.mend.kind if row.mend else None for row in preview.refused]
    assert kinds == [SWAP, SHIFT, None, WORD, None]
    assert preview.refused[0].headers == ("lat", "lon")
    assert preview.refused[3].headers == ("status",)
    assert (preview.accepted, preview.existing) == (0, 0)


def test_a_swap_of_one_row_or_of_all_counts_as_accepted(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf
) -> None:
    sheet = write_text(
        "a.csv", "nama,lat,lon", "A,116.05,-1.95", "B,116.15,-1.95", "C,-1.95,116.25"
    )
    one = corrections.with_corrected_positions({}, SWAP, [2])
    preview = look(village_plan, "hotspots", sheet, one)
    assert (preview.accepted, [row.row for row in preview.refused]) == (2, [3])
    everywhere = corrections.with_corrected_positions(one, SWAP)
    assert look(village_plan, "hotspots", sheet, everywhere).accepted == 3
    assert taken(village_plan, "hotspots", sheet, one) == (2, 1)
    assert rows_of(village_plan, "hotspots", "name") == [("A",), ("C",)]


def test_a_word_of_the_agency_and_a_cell_written_anew_are_read(
    village_plan: Path, write_text: WriteText
) -> None:
    sheet = write_text(
        "a.csv", "nama,lat,lon,status", "A,-1.95,116.05,On Progress", "B,belum,116.15,proposed"
    )
    decided = corrections.with_word({}, "status", "On Progress", "approved")
    decided = corrections.with_cells(decided, 3, {"lat": "-1.95"})
    preview = look(village_plan, "hotspots", sheet, decided)
    assert preview.refused == ()
    assert [row.values["status"] for row in preview.rows] == ["approved", "proposed"]
    assert corrections.correction_count(decided) == 2


def test_doubtful_names_are_listed_once_with_the_likeliest_villages(
    village_plan: Path, write_text: WriteText
) -> None:
    sheet = write_text(
        "kantor.csv",
        "desa,lat,lon",
        "Rewang,-1.2,115.1",
        "Padang Jaya,-1.2,115.2",
        "Rewang,-1.2,115.3",
    )
    preview = look(village_plan, "village_offices", sheet)
    names = {name.words: name for name in preview.doubtful}
    assert names["Rewang"].rows == (2, 4)
    best = names["Rewang"].choices[0]
    assert (best.name, best.district, round(best.likeness, 2)) == ("Riwang", "Batu Engau", 0.83)
    assert {c.district for c in names["Padang Jaya"].choices[:2]} == {"Kuaro", "Anggana"}
    assert all(row.mend is not None and row.mend.kind == VILLAGE for row in preview.refused)


def test_the_village_a_user_chose_is_taken_for_every_row_that_says_so(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf
) -> None:
    sheet = write_text("kantor.csv", "desa,lat,lon", "Rewang,-1.2,115.1", "Padang Jaya,-1.2,115.2")
    decided = corrections.with_village({}, "Rewang", "64.01.09.2005")
    preview = look(village_plan, "village_offices", sheet, decided)
    assert (preview.accepted, len(preview.refused)) == (1, 1)
    assert "Rows whose village you chose: 1." in preview.notes
    assert taken(village_plan, "village_offices", sheet, decided) == (1, 1)
    assert rows_of(village_plan, "village_offices", "village_code") == [("64.01.09.2005",)]
    assert (
        look(
            village_plan,
            "village_offices",
            sheet,
            corrections.without_village(decided, "Rewang"),
        ).accepted
        == 0
    )


def test_a_village_is_found_by_what_a_person_types(
    village_plan: Path, write_text: WriteText
) -> None:
    sheet = write_text("kantor.csv", "desa,lat,lon", "X,-1.2,115.1")
    find = look(village_plan, "village_offices", sheet).find_villages
    assert [choice.value for choice in find("64.01.06.2023")] == ["64.01.06.2023"]
    assert [choice.name for choice in find("pad")] == ["Padang Jaya", "Padang Jaya"]
    assert find("zzz") == ()


def test_a_title_above_the_header_is_seen_and_said(village_plan: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["DAFTAR USULAN TITIK HOTSPOT DESA", None, None],
        ["Kabupaten Paser, 2025", None, None],
        [],
        ["Nama Lokasi", "Lintang", "Bujur"],
        ["Kantor", -1.95, 116.05],
    ):
        sheet.append(row)
    path = tmp_path / "usulan.xlsx"
    book.save(path)
    preview = look(village_plan, "hotspots", path)
    assert (preview.header_row, preview.accepted) == (4, 1)
    assert preview.rows[0].number == 5
    assert "The columns are named in row 4; what stands above was left out." in preview.notes


def test_a_file_of_several_sheets_asks_which(village_plan: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "catatan"
    for row in (["nama", "lat", "lon"], ["A", -1.95, 116.05]):
        book.create_sheet("titik") if "titik" not in book.sheetnames else None
        book["titik"].append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    preview = look(village_plan, "hotspots", path)
    assert (preview.needs, preview.layers, preview.layer) == (LAYER, ("catatan", "titik"), "")
    assert look(village_plan, "hotspots", path, {"layer": "titik"}).accepted == 1


def test_a_layer_without_a_system_asks_for_it(village_plan: Path) -> None:
    layer = QgsVectorLayer("Point?field=nama:string", "tanpa", "memory")
    layer.setCrs(QgsCoordinateReferenceSystem())
    preview = look(village_plan, "hotspots", layer)
    assert preview.needs == CRS
    assert "does not say which coordinate reference system" in preview.problem
    assert look(village_plan, "hotspots", layer, {"crs": "EPSG:4326"}).problem == ""


def test_columns_of_metres_ask_for_their_system(village_plan: Path, write_text: WriteText) -> None:
    sheet = write_text("a.csv", "nama,utm_x,utm_y", "A,388900,9784300")
    assert look(village_plan, "hotspots", sheet).needs == CRS
    preview = look(village_plan, "hotspots", sheet, {"crs": "EPSG:32750"})
    assert (preview.accepted, preview.crs) == (1, "EPSG:32750")


def test_unknown_columns_ask_to_be_chosen(village_plan: Path, write_text: WriteText) -> None:
    sheet = write_text("a.csv", "a,b,c", "A,-1.95,116.05")
    preview = look(village_plan, "hotspots", sheet)
    assert preview.needs == COLUMNS
    assert [column.samples for column in preview.columns] == [("A",), ("-1.95",), ("116.05",)]
    decided: dict[str, Any] = {}
    for header, target in (("a", "name"), ("b", "lat"), ("c", "lon")):
        decided = corrections.with_column(decided, header, target)
    assert look(village_plan, "hotspots", sheet, decided).accepted == 1


def test_a_source_that_nothing_helps_is_refused(village_plan: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        look(village_plan, "hotspots", tmp_path / "nowhere.csv")
    lines = QgsVectorLayer("LineString?crs=EPSG:4326", "garis", "memory")
    with pytest.raises(InputError, match="holds lines"):
        look(village_plan, "hotspots", lines)


def test_a_preview_can_be_stopped(village_plan: Path, write_text: WriteText) -> None:
    feedback = QgsFeedback()
    feedback.cancel()
    sheet = write_text("a.csv", "nama,lat,lon", "A,-1.95,116.05")
    with pytest.raises(ImportCancelled):
        preview_import(village_plan, "hotspots", sheet, None, feedback, "en")


def test_rows_with_a_known_key_are_told_and_all_can_be_replaced(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf
) -> None:
    first = write_text("a.csv", "id,nama,lat,lon", "S1,A,-1.95,116.05", "S2,B,-1.95,116.15")
    second = write_text("b.csv", "id,nama,lat,lon", "S2,B2,-1.95,116.15", "S3,C,-1.95,116.25")
    assert taken(village_plan, "settlements", first, {}) == (2, 0)
    preview = look(village_plan, "settlements", second)
    assert (preview.existing, preview.accepted, preview.replaced) == (2, 2, 1)
    replacing = look(village_plan, "settlements", second, {"replace": True})
    assert replacing.replaced == 0
    report = import_source(village_plan, "settlements", second, {"replace": True}, language="en")
    assert "Older rows removed, as asked: 2." in report.notes
    assert rows_of(village_plan, "settlements", "name") == [("B2",), ("C",)]
    assert read_setting(village_plan, "reference_sha256")


def test_replacing_by_rows_that_are_all_refused_changes_nothing(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf
) -> None:
    taken(village_plan, "settlements", write_text("a.csv", "id,lat,lon", "S1,-1.95,116.05"), {})
    report = import_source(
        village_plan,
        "settlements",
        write_text("b.csv", "id,lat,lon", "S2,0,0"),
        {"replace": True},
        language="en",
    )
    assert report.accepted == 0
    assert rows_of(village_plan, "settlements", "settlement_id") == [("S1",)]


def test_a_preview_agrees_with_the_import_on_the_real_messy_sheet(
    kaltim_plan: Path, repository: Path
) -> None:
    sheet = repository / "resources" / "sample" / "titik_usulan_kotor.csv"
    preview = look(kaltim_plan, "hotspots", sheet)
    report = import_source(kaltim_plan, "hotspots", sheet, language="en")
    assert preview.accepted == report.accepted
    assert [(r.row, r.field, r.value, r.reason) for r in preview.refused] == [
        (r.row, r.field, r.value, r.reason) for r in report.rejected
    ]
    assert dict(report.columns) == {c.target: c.header for c in preview.columns if c.target}


def test_real_population_figures_add_to_the_villages(kaltim_plan: Path, shared_data: Path) -> None:
    preview = look(kaltim_plan, "villages", shared_data / "kaltim_population_2025.csv")
    assert preview.adds_figures
    assert (preview.existing, preview.problem) == (1038, "")
    assert preview.accepted > 1000


@pytest.mark.parametrize(
    ("header", "row"),
    [
        ("nama,utm_x,utm_y,zona", "A,388900,9784300,50S"),
        ("nama,X,Y,Zona", "A,388900,9784300,50"),
        ("nama,easting,northing,UTM Zone", 'A,"388.900,0",9784300,50M'),
        ("nama,X,Y,Zona UTM", "A,116.001048,-1.9512,"),
    ],
)
def test_the_utm_zone_may_stand_in_each_row(
    village_plan: Path, write_text: WriteText, header: str, row: str
) -> None:
    preview = look(village_plan, "hotspots", write_text("a.csv", header, row))
    assert preview.problem == ""
    assert [found.position for found in preview.rows] == ["-1.951200, 116.001048"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A,388900,9784300,", "is no UTM zone with a hemisphere"),
        ("A,timur,utara,50S", "is no easting and northing of UTM"),
        ("A,388900,9784300,31N", "lies outside Indonesia"),
    ],
)
def test_a_row_without_a_zone_that_can_be_is_refused(
    village_plan: Path, write_text: WriteText, row: str, reason: str
) -> None:
    preview = look(village_plan, "hotspots", write_text("a.csv", "nama,utm_x,utm_y,zona", row))
    (refused,) = preview.refused
    assert reason in refused.reason
    assert refused.headers == ("utm_x", "utm_y")
