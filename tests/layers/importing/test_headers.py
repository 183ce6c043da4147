# SPDX-License-Identifier: GPL-2.0-or-later
"""Headers of real files are recognised: agencies', the national map's, those cut short."""

from __future__ import annotations

import pytest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.importing.headers import known_targets, match_headers
from village_internet_plugin.layers.importing.mapping import read_mapping

BIG = (
    "NAMOBJ,FCODE,REMARK,METADATA,SRS_ID,KDBBPS,KDCBPS,KDCPUM,KDEBPS,KDEPUM,KDPBPS,KDPKAB,KDPPUM,"
    "LUASWH,TIPADM,WADMKC,WADMKD,WADMKK,WADMPR,Shape_Leng,Shape_Area,longitude,latitude"
)
OPEN_DATA_JABAR = (
    "id,kode_provinsi,nama_provinsi,bps_kode_kabupaten_kota,bps_nama_kabupaten_kota,"
    "bps_kode_kecamatan,bps_nama_kecamatan,bps_kode_desa_kelurahan,bps_nama_desa_kelurahan,"
    "kemendagri_kode_kecamatan,kemendagri_nama_kecamatan,kemendagri_kode_desa_kelurahan,"
    "kemendagri_nama_desa_kelurahan,satuan,tahun"
)


@pytest.mark.parametrize("role", ROLES)
def test_the_plans_own_names_are_recognised(role: str) -> None:
    names = ROLES[role].names()
    match = match_headers(role, names, {})
    assert {target: match.sources[target] for target in names} == dict(zip(names, names))


@pytest.mark.parametrize("role", ROLES)
def test_names_cut_by_a_shapefile_are_recognised(role: str) -> None:
    cut = {name: name[:10] for name in ROLES[role].names()}
    match = match_headers(role, list(cut.values()), {})
    assert {target: match.sources[target] for target in cut} == cut


def test_the_national_maps_village_layer() -> None:
    match = match_headers("villages", BIG.split(","), {})
    assert match.sources == {
        "village_code": "KDEPUM",
        "name": "WADMKD",
        "kind": "TIPADM",
        "district": "WADMKC",
        "regency": "WADMKK",
        "province": "WADMPR",
    }
    assert match.village_codes == ("KDEPUM", "KDEBPS")


def test_open_data_jabar_with_both_systems_of_codes() -> None:
    match = match_headers("settlements", OPEN_DATA_JABAR.split(","), {})
    assert match.village_codes == ("kemendagri_kode_desa_kelurahan", "bps_kode_desa_kelurahan")
    assert match.sources["village_name"] == "kemendagri_nama_desa_kelurahan"
    assert match.sources["village_district"] == "kemendagri_nama_kecamatan"


@pytest.mark.parametrize(
    ("headers", "lat", "lon"),
    [
        ("Kabupaten/,Jenjang,NPSN,Nama,Alamat,Latitude,Longitude", "Latitude", "Longitude"),
        ("id,pemilik,shortname,longitude,latitude", "latitude", "longitude"),
        ("kode,nama,lat,lng,path,status", "lat", "lng"),
        ("dusun,kelurahan,kecamatan,kodepos,LINTANG,BUJUR", "LINTANG", "BUJUR"),
        ("Koordinat Y,Koordinat X,nama", "Koordinat Y", "Koordinat X"),
    ],
)
def test_latitude_and_longitude_by_their_many_names(headers: str, lat: str, lon: str) -> None:
    match = match_headers("settlements", headers.split(","), {})
    assert (match.sources["lat"], match.sources["lon"]) == (lat, lon)


def test_units_in_brackets_belong_to_the_values() -> None:
    headers = ["Capex (Rp)", "Bandwidth (Mbps)", "Opex per Bulan (Rp)"]
    sources = match_headers("hotspots", headers, {}).sources
    assert sources["capex_idr"] == "Capex (Rp)"
    assert sources["bandwidth_mbps"] == "Bandwidth (Mbps)"
    assert sources["opex_idr_per_month"] == "Opex per Bulan (Rp)"


def test_an_offices_name_stands_in_for_its_villages() -> None:
    sources = match_headers("village_offices", ["NAMOBJ", "FGSGOV"], {}).sources
    assert (sources["name"], sources["village_name"]) == ("NAMOBJ", "NAMOBJ")


def test_what_nothing_is_read_from_is_told() -> None:
    match = match_headers("villages", ["kode", "nama", "FCODE"], {})
    assert match.unused == ("FCODE",)


def test_the_users_choice_comes_first() -> None:
    headers = ["kode", "kode lama", "nama"]
    match = match_headers("villages", headers, {"village_code": "kode lama"})
    assert match.sources["village_code"] == "kode lama"
    assert match.village_codes == ("kode lama",)


def test_a_mapping_is_read_with_and_without_its_wrapping() -> None:
    wrapped = read_mapping("hotspots", {"columns": {"lat": "Y"}, "crs": "EPSG:32750"})
    assert read_mapping("hotspots", {"lat": "Y", "crs": "EPSG:32750"}) == wrapped
    assert read_mapping("hotspots", None) == read_mapping("hotspots", {})


@pytest.mark.parametrize(
    ("zone", "crs"), [("50S", "EPSG:32750"), ("UTM 47 N", "EPSG:32647"), ("54s", "EPSG:32754")]
)
def test_a_utm_zone_is_a_system(zone: str, crs: str) -> None:
    assert read_mapping("hotspots", {"zone": zone}).crs == crs


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ({"colums": {}}, "unknown key “colums”"),
        ({"columns": {"longitude": "X"}}, "unknown column “longitude”"),
        ({"constants": {"height": "31"}}, "unknown column “height”"),
        ({"corrections": {"mirror": True}}, "unknown correction “mirror”"),
        ({"columns": ["lat"]}, "“columns” should be an object"),
        ({"crs": 32750}, "“crs” should be text"),
        ({"zone": "31N"}, "is no UTM zone of Indonesia"),
    ],
)
def test_a_wrong_mapping_is_refused(mapping: dict[str, object], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        read_mapping("hotspots", mapping)


def test_places_are_read_only_where_the_table_has_points_or_blank_spots() -> None:
    assert "lat" in known_targets("hotspots")
    assert "radius_m" in known_targets("blank_spots")
    assert "lat" not in known_targets("villages")
    assert "lat" not in known_targets("funding_sources")
