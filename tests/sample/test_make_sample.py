# SPDX-License-Identifier: GPL-2.0-or-later
"""The sample's files are what their maker makes, and hold the facts their README states."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path

import pytest
import shapely
from osgeo import ogr

from tools import sample_facts as facts
from tools.make_sample import SAMPLE, make_sample, position_of, read_village_list
from tools.sample_text import degrees_text


def _rows(name: str, delimiter: str = ",", encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding=encoding, newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def _shapes() -> dict[str, shapely.Geometry]:
    collection = json.loads((SAMPLE / "batas_desa_ilustrasi.geojson").read_text(encoding="utf-8"))
    return {
        feature["properties"]["KDEPUM"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in collection["features"]
    }


def test_making_the_sample_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for made in make_sample(tmp_path):
        assert made.read_bytes() == (SAMPLE / made.name).read_bytes(), f"run `make sample`: {made}"


def test_paser_has_139_desa_and_5_kelurahan_in_10_districts() -> None:
    villages = read_village_list().values()
    assert sum(village.kind == "desa" for village in villages) == 139
    assert sum(village.kind == "kelurahan" for village in villages) == 5
    assert len({village.district for village in villages}) == 10
    assert sum(village.population for village in villages) == 308_043


def test_every_village_lies_in_its_own_shape_and_shapes_do_not_overlap() -> None:
    shapes = _shapes()
    for village in read_village_list().values():
        assert shapes[village.code].is_valid
        assert shapes[village.code].contains(shapely.Point(village.lon, village.lat))
    total = sum(shape.area for shape in shapes.values())
    assert shapely.union_all(list(shapes.values())).area == pytest.approx(total, rel=1e-5)


def test_no_shape_comes_near_the_real_boundaries(shared_data: Path) -> None:
    """The shapes are made from positions alone: next to no corner is a real one."""
    # Held by a name: GDAL's layers do not outlive their data source.
    real = ogr.Open(str(shared_data / "paser_villages.gpkg"))
    corners = {
        (round(x, 3), round(y, 3))
        for feature in real.GetLayer("villages")
        for x, y in shapely.get_coordinates(
            shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb()))
        )
    }
    made = [
        (round(x, 3), round(y, 3)) for x, y in shapely.get_coordinates(list(_shapes().values()))
    ]
    by_chance = sum(corner in corners for corner in made) / len(made)
    assert by_chance < 0.1


def test_the_regency_has_26_points_in_12_villages() -> None:
    rows = _rows("titik_hotspot_paser_2025.csv", ";", "cp1252")
    assert len(rows) == 26
    assert len({row["Kode Desa"] for row in rows}) == 12
    assert {row["Penyedia"] for row in rows} == {"Icon+"}


def test_the_regencys_sheet_is_really_in_the_windows_code_page() -> None:
    with pytest.raises(UnicodeDecodeError):
        (SAMPLE / "titik_hotspot_paser_2025.csv").read_text(encoding="utf-8")


def test_the_province_has_six_sites_and_one_village_is_in_both_lists() -> None:
    province = {row["kode_desa"] for row in _rows("titik_hotspot_kaltim_2025.csv")}
    regency = {
        row["Kode Desa"] for row in _rows("titik_hotspot_paser_2025.csv", ";", encoding="cp1252")
    }
    assert len(province) == 6
    both = {code for code in province if code.replace(".", "") in regency}
    assert both == {read_village_list()["Muara Adang II"].code}


def test_both_budgets_cover_their_points() -> None:
    for source, quota in facts.POINT_QUOTA.items():
        months = facts.SERVICE_MONTHS[source]
        each = facts.CAPEX_IDR[source] + facts.OPEX_IDR_PER_MONTH * months
        assert quota * each <= facts.BUDGET_IDR[source] < (quota + 1) * each


def test_planned_points_lie_within_a_kilometre_of_the_office() -> None:
    for place in (*facts.REGENCY_PLACES, *facts.PROVINCE_PLACES):
        assert math.hypot(place.east_m, place.north_m) < 1000, place.name


def test_places_are_moved_by_the_metres_asked_for() -> None:
    villages = read_village_list()
    lat, lon = position_of(facts.Place("Biu", "north", "", 0, 11_132), villages)
    assert (lat, lon) == (pytest.approx(villages["Biu"].lat + 0.1), villages["Biu"].lon)


@pytest.mark.parametrize(
    ("degrees", "text"),
    [
        (-1.323, "1°19'22,8\" LS"),
        (0.5, "0°30'00,0\" LU"),
        (-1.99999, "2°00'00,0\" LS"),
    ],
)
def test_degrees_are_written_as_indonesian_offices_do(degrees: float, text: str) -> None:
    assert degrees_text(degrees, "LU", "LS") == text
