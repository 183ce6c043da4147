# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import does to the plan: rows taken, replaced, refused, and what it says about them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsFeedback, QgsVectorLayer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import is_identifier
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.importing.report import ImportCancelled, ImportReport
from village_internet_plugin.layers.plan_file import open_layer, read_setting
from village_internet_plugin.reference.reference import Reference

WriteText = Callable[..., Path]
RowsOf = Callable[..., list[tuple[Any, ...]]]
PointsOf = Callable[[Path, str], list[tuple[float, float]]]


def take(
    plan: Path,
    role: str,
    source: QgsVectorLayer | Path | str,
    mapping: dict[str, object] | None = None,
) -> ImportReport:
    return import_source(plan, role, source, mapping, language="en")


def test_hotspots_from_a_table_as_an_agency_keeps_it(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf, points_of: PointsOf
) -> None:
    table = write_text(
        "titik.csv",
        "Nama Lokasi;Jenis Lokasi;Kode Desa;Lintang;Bujur;Tahun;Teknologi;Bandwidth;Listrik;Capex",
        "Kantor Desa Riwang;kantor desa;6401092005;1°57' LS;116,15;2025;Starlink;50 Mbps;PLN;"
        "Rp1.100.000",
        encoding="cp1252",
    )
    report = take(village_plan, "hotspots", table)
    assert (report.accepted, report.replaced, report.rejected) == (1, 0, ())
    columns = ("village_code", "name", "site_kind", "year", "technology", "bandwidth_mbps")
    assert rows_of(village_plan, "hotspots", *columns) == [
        ("64.01.09.2005", "Kantor Desa Riwang", "village_office", 2025, "satellite", 50.0)
    ]
    others = rows_of(village_plan, "hotspots", "power", "capex_idr", "status")
    assert others == [("grid", 1_100_000, "proposed")]
    assert points_of(village_plan, "hotspots") == [(116.15, -1.95)]
    assert report.columns["capex_idr"] == "Capex"


def test_a_refused_row_names_file_row_field_value_reason_and_correction(
    village_plan: Path, write_text: WriteText
) -> None:
    table = write_text("titik.csv", "nama,lat,lon", "Baik,-1.95,116.15", "Buruk,116.15,-1.95")
    (row,) = take(village_plan, "hotspots", table).rejected
    assert (row.file, row.row, row.field, row.value) == (
        "titik.csv",
        3,
        "lat/lon",
        "116.15, -1.95",
    )
    assert row.reason == (
        "116.15, -1.95 lies outside Indonesia; with latitude and longitude exchanged it lies "
        "inside."
    )
    assert '{"corrections": {"swap": true}}' in row.correction


def test_a_report_speaks_indonesian(village_plan: Path, write_text: WriteText) -> None:
    table = write_text("titik.csv", "nama,lat,lon", "Nol,0,0")
    report = import_source(village_plan, "hotspots", table, language="id")
    assert report.rejected[0].reason.endswith("bukan tempat di Indonesia.")
    assert report.notes == ("Semua baris ditolak, jadi rencana tidak berubah.",)


def test_a_report_is_json(village_plan: Path, write_text: WriteText) -> None:
    table = write_text("titik.csv", "nama,lat,lon", "Baik,-1.95,116.15", "Buruk,,")
    document = json.loads(json.dumps(take(village_plan, "hotspots", table).to_json()))
    assert (document["accepted"], len(document["rejected"])) == (1, 1)
    assert document["rejected"][0]["reason"] == "The position is missing."
    assert document["columns"]["name"] == "nama"


@pytest.mark.parametrize(
    ("correction", "line"), [("swap", "A,116.15,-1.95"), ("shift", "A,-1.95,-243.85")]
)
def test_a_slip_is_mended_when_the_mapping_allows_it(
    village_plan: Path, write_text: WriteText, points_of: PointsOf, correction: str, line: str
) -> None:
    table = write_text("titik.csv", "nama,lat,lon", line)
    assert take(village_plan, "hotspots", table).accepted == 0
    report = take(village_plan, "hotspots", table, {"corrections": {correction: True}})
    assert report.accepted == 1
    assert any("as asked: 1" in note for note in report.notes)
    assert points_of(village_plan, "hotspots") == [(116.15, -1.95)]


# Worked with pyproj: 116.15 E, 1.95 S is 405,467.2 E, 9,784,441.7 N in UTM zone 50 south.
UTM = ("A", "405467.2", "9784441.7")


@pytest.mark.parametrize("mapping", [{"crs": "EPSG:32750"}, {"zone": "50S"}])
@pytest.mark.parametrize("header", ["nama,easting,northing", "nama,x,y"])
def test_eastings_and_northings_with_a_stated_system(
    village_plan: Path,
    write_text: WriteText,
    points_of: PointsOf,
    header: str,
    mapping: dict[str, object],
) -> None:
    table = write_text("titik.csv", header, ",".join(UTM))
    assert take(village_plan, "hotspots", table, mapping).accepted == 1
    (point,) = points_of(village_plan, "hotspots")
    assert point == pytest.approx((116.15, -1.95), abs=1e-5)


def test_eastings_and_northings_without_a_system_are_refused(
    village_plan: Path, write_text: WriteText
) -> None:
    table = write_text("titik.csv", "nama,easting,northing", ",".join(UTM))
    with pytest.raises(InputError, match="does not say which coordinate reference system"):
        take(village_plan, "hotspots", table)
    with pytest.raises(InputError, match="system “EPSG:1” is not known"):
        take(village_plan, "hotspots", table, {"crs": "EPSG:1"})


def test_metres_in_columns_of_degrees_are_told(village_plan: Path, write_text: WriteText) -> None:
    table = write_text("titik.csv", "nama,x,y", ",".join(UTM))
    (row,) = take(village_plan, "hotspots", table).rejected
    assert "are metres of a projected system" in row.reason


def test_both_coordinates_in_one_column(
    village_plan: Path, write_text: WriteText, points_of: PointsOf
) -> None:
    table = write_text("titik.csv", "nama;koordinat", "A;-1.95, 116.15")
    assert take(village_plan, "hotspots", table).accepted == 1
    assert points_of(village_plan, "hotspots") == [(116.15, -1.95)]


def test_importing_again_replaces_and_does_not_double(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf
) -> None:
    first = write_text("a.csv", "nama,lat,lon,status,catatan", "A,-1.95,116.15,usulan,x")
    again = write_text("b.csv", "nama,lat,lon,status", "A,-1.95,116.15,disetujui")
    assert any(
        "given a new hotspot_id: 1" in note for note in take(village_plan, "hotspots", first).notes
    )
    report = take(village_plan, "hotspots", again)
    assert (report.accepted, report.replaced) == (1, 1)
    assert any(note.startswith("Rows that replaced one") for note in report.notes)
    assert rows_of(village_plan, "hotspots", "status", "notes") == [("approved", "x")]


def test_hotspot_ids_are_uuids_the_same_for_the_same_number(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf
) -> None:
    known = "0b5c1f0e-6a55-4a52-9d5e-1d1f3f6f0a11"
    table = write_text("a.csv", "id,lat,lon", "7,-1.95,116.15", f"{known.upper()},-1.96,116.15")
    take(village_plan, "hotspots", table)
    take(village_plan, "hotspots", write_text("b.csv", "id,lat,lon", "7,-1.97,116.15"))
    (made,), (kept,) = rows_of(village_plan, "hotspots", "hotspot_id")
    assert is_identifier(made)
    assert kept == known


def test_two_rows_alike_without_ids_stay_two(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf
) -> None:
    table = write_text("a.csv", "nama,lat,lon", *["A,-1.95,116.15"] * 2)
    assert take(village_plan, "settlements", table).accepted == 2
    assert len(set(rows_of(village_plan, "settlements", "settlement_id"))) == 2


def test_a_repeated_id_is_refused(village_plan: Path, write_text: WriteText) -> None:
    table = write_text("a.csv", "id,lat,lon", "S1,-1.95,116.15", "S1,-1.96,116.15")
    (row,) = take(village_plan, "settlements", table).rejected
    assert (row.row, row.field) == (3, "settlement_id")
    assert row.reason == "“S1” stands already in row 2."


def test_a_villages_new_offices_replace_its_old_ones(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf
) -> None:
    both = write_text("a.csv", "desa,lat,lon", "Riwang,-1.95,116.15", "Adang Jaya,-1.95,116.05")
    assert take(village_plan, "village_offices", both).accepted == 2
    moved = write_text("b.csv", "desa,nama,lat,lon", "Riwang,Baru,-1.96,116.16")
    assert take(village_plan, "village_offices", moved).replaced == 1
    offices = rows_of(village_plan, "village_offices", "village_code", "name")
    assert sorted(offices, key=str) == [("64.01.06.2023", None), ("64.01.09.2005", "Baru")]


def test_one_place_for_many_rows_and_rows_far_off_are_noted(
    village_plan: Path, write_text: WriteText
) -> None:
    same = [f"{name},-1.95,116.15" for name in "ABC"]
    table = write_text("a.csv", "nama,lat,lon", *same, "Bandung,-6.91,107.61")
    notes = take(village_plan, "settlements", table).notes
    assert "Rows at one and the same place (-1.95, 116.15): 2, 3, 4." in notes
    assert "Rows far outside the loaded villages: 5." in notes


def test_codes_of_bps_are_left_and_villages_found_by_name(
    village_plan: Path, write_text: WriteText, rows_of: RowsOf
) -> None:
    table = write_text(
        "a.csv", "bps_kode_desa_kelurahan,desa,lat,lon", "6401090007,Riwang,-1.95,116.15"
    )
    report = take(village_plan, "settlements", table)
    assert rows_of(village_plan, "settlements", "village_code") == [("64.01.09.2005",)]
    assert any("probably BPS codes" in note for note in report.notes)


def test_a_required_column_that_is_missing_is_named(plan: Path, write_text: WriteText) -> None:
    table = write_text("menara.csv", "id,lat,lon", "M1,-1.95,116.15")
    with pytest.raises(
        InputError, match="no column for the required kind; its columns are: id, lat"
    ):
        take(plan, "network_nodes", table)
    assert take(plan, "network_nodes", table, {"constants": {"kind": "menara"}}).accepted == 1


def test_a_required_field_that_is_empty_is_named(plan: Path, write_text: WriteText) -> None:
    table = write_text("dana.csv", "kode,instansi,tahun", "P,Paser,2025", "Q,-,2025")
    (row,) = take(plan, "funding_sources", table).rejected
    assert (row.row, row.field, row.reason) == (3, "agency", "The required field is empty.")


def test_a_table_without_positions_is_refused(plan: Path, write_text: WriteText) -> None:
    table = write_text("titik.csv", "nama,tahun", "A,2025")
    with pytest.raises(InputError, match="no column of latitude and longitude among nama, tahun"):
        take(plan, "hotspots", table)


def test_a_chosen_header_must_be_there(plan: Path, write_text: WriteText) -> None:
    table = write_text("titik.csv", "nama,lat,lon", "A,-1.95,116.15")
    with pytest.raises(InputError, match="no column “Y” to read lat from"):
        take(plan, "hotspots", table, {"columns": {"lat": "Y"}})


def test_an_unknown_role_is_refused_with_the_roles(plan: Path, write_text: WriteText) -> None:
    table = write_text("titik.csv", "nama,lat,lon")
    with pytest.raises(InputError, match=r"“towers” is not a role of a plan.* network_nodes"):
        take(plan, "towers", table)


def test_a_plan_that_is_none_is_refused(tmp_path: Path, write_text: WriteText) -> None:
    table = write_text("titik.csv", "nama,lat,lon")
    with pytest.raises(InputError, match="There is no plan file"):
        take(tmp_path / "none.gpkg", "hotspots", table)


def test_a_table_without_rows_says_that_there_are_none(plan: Path, write_text: WriteText) -> None:
    report = take(plan, "blank_spots", write_text("kosong.csv", "nama,lat,lon,radius"))
    assert report.accepted == 0
    assert report.notes == ("The source has no rows: the plan now says that there are none.",)
    assert json.loads(read_setting(plan, "loaded_roles") or "") == ["blank_spots"]


def test_when_all_rows_are_refused_the_role_is_not_loaded(
    plan: Path, write_text: WriteText
) -> None:
    before = plan.read_bytes()
    report = take(plan, "blank_spots", write_text("a.csv", "nama,lat,lon,radius", "A,0,0,5"))
    assert report.notes == ("Every row was refused, so nothing in the plan was changed.",)
    assert plan.read_bytes() == before


def test_an_import_tells_the_plan_which_reference_it_has_now(
    village_plan: Path, write_text: WriteText
) -> None:
    before = read_setting(village_plan, "reference_sha256")
    take(
        village_plan, "village_offices", write_text("a.csv", "desa,lat,lon", "Riwang,-1.95,116.15")
    )
    after = read_setting(village_plan, "reference_sha256")
    with Reference.open(village_plan) as reference:
        assert after == reference.sha256()
    assert after != before
    assert json.loads(read_setting(village_plan, "loaded_roles") or "") == [
        "village_offices",
        "villages",
    ]


class CancelAfter(QgsFeedback):
    """A user who cancels at the given look (the import looks every 500 rows)."""

    def __init__(self, looks: int) -> None:
        super().__init__()
        self.looks = looks

    def isCanceled(self) -> bool:  # noqa: N802 - QGIS's name
        self.looks -= 1
        return self.looks < 0


@pytest.mark.parametrize("looks", [0, 1, 2, 3], ids=["at once", "reading", "writing", "late"])
def test_a_cancelled_import_leaves_the_file_byte_for_byte_as_it_was(
    village_plan: Path, write_text: WriteText, looks: int
) -> None:
    lines = [f"S{number},-1.95,116.{number:04d}" for number in range(1, 1000)]
    table = write_text("a.csv", "id,lat,lon", *lines)
    before = village_plan.read_bytes()
    with pytest.raises(ImportCancelled, match="the plan is as it was"):
        import_source(village_plan, "settlements", table, None, CancelAfter(looks))
    assert village_plan.read_bytes() == before


def test_a_failure_while_writing_leaves_the_file_byte_for_byte_as_it_was(
    village_plan: Path, write_text: WriteText, monkeypatch: pytest.MonkeyPatch
) -> None:
    from village_internet_plugin.layers.geopackage import RowWriter

    insert = RowWriter.insert

    def fail_on_b(self: RowWriter, values: dict[str, object], wkb: bytes | None = None) -> None:
        if values.get("name") == "B":
            raise InputError("the disk is full")
        insert(self, values, wkb)

    monkeypatch.setattr(RowWriter, "insert", fail_on_b)
    table = write_text("a.csv", "nama,lat,lon", "A,-1.95,116.15", "B,-1.95,116.16")
    before = village_plan.read_bytes()
    with pytest.raises(InputError, match="the disk is full"):
        take(village_plan, "settlements", table)
    assert village_plan.read_bytes() == before


@pytest.mark.parametrize("is_edited", [False, True], ids=["looked at", "being edited"])
def test_a_layer_open_in_qgis_neither_hinders_an_import_nor_misses_it(
    village_plan: Path, write_text: WriteText, is_edited: bool
) -> None:
    layer = open_layer(village_plan, "settlements")
    if is_edited:
        layer.startEditing()
    assert layer.featureCount() == 0
    take(village_plan, "settlements", write_text("a.csv", "nama,lat,lon", "A,-1.95,116.15"))
    assert [feature["name"] for feature in layer.getFeatures()] == ["A"]
    layer.rollBack()


def test_two_columns_of_one_header_are_refused_when_one_is_read(
    village_plan: Path, write_text: WriteText
) -> None:
    unread = write_text("a.csv", "nama,lat,lon,ket,ket", "A,-1.95,116.15,x,y")
    assert take(village_plan, "hotspots", unread).accepted == 1
    read = write_text("b.csv", "nama,lat,lon,lat", "B,-1.95,116.15,-1.1")
    with pytest.raises(InputError, match=r"several columns “lat”, .* Rename or delete"):
        take(village_plan, "hotspots", read)
