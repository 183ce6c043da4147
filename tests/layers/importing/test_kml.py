# SPDX-License-Identifier: GPL-2.0-or-later
"""KML and KMZ are read with their columns, whatever GDAL can do with them."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from osgeo import ogr

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.importing.opening import layers_of, open_source
from village_internet_plugin.layers.plan_file import open_layer

POINT = "<Point><coordinates>\n 116.15,-1.95,0 </coordinates></Point>"
DATA = '<ExtendedData><Data name="kode"><value>6401092005</value></Data></ExtendedData>'
SCHEMA_DATA = (
    '<ExtendedData><SchemaData schemaUrl="#k"><SimpleData name="kode">6401092005</SimpleData>'
    "</SchemaData></ExtendedData>"
)
RING = "<LinearRing><coordinates>{} </coordinates></LinearRing>"
OUTER = RING.format("116,-2,0 116.1,-2 116.1,-1.9 116,-1.9 116,-2")
HOLE = RING.format("116.04,-1.96 116.06,-1.96 116.06,-1.94 116.04,-1.96")


@pytest.fixture(params=["with LIBKML", "without LIBKML"])
def gdal_of_either_kind(request: pytest.FixtureRequest) -> Iterator[None]:
    """GDAL as it is, and as distributions build it that leave LIBKML out."""
    driver = ogr.GetDriverByName("LIBKML")
    if request.param == "with LIBKML":
        if driver is None:
            pytest.skip("this GDAL has no LIBKML")
        yield
        return
    if driver is not None:
        driver.Deregister()
    yield
    if driver is not None:
        driver.Register()


@pytest.fixture
def without_libkml() -> Iterator[None]:
    driver = ogr.GetDriverByName("LIBKML")
    if driver is not None:
        driver.Deregister()
    yield
    if driver is not None:
        driver.Register()


def kml(inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
        '<Document><Schema name="k" id="k"><SimpleField name="kode" type="string"/></Schema>'
        f"{inside}</Document></kml>"
    )


def write(path: Path, inside: str) -> Path:
    path.write_text(kml(inside), encoding="utf-8")
    return path


@pytest.mark.usefixtures("gdal_of_either_kind")
@pytest.mark.parametrize("data", [DATA, SCHEMA_DATA])
@pytest.mark.parametrize("suffix", [".kml", ".kmz"])
def test_offices_are_taken_with_their_code(
    plan: Path, tmp_path: Path, data: str, suffix: str
) -> None:
    place = f"<Placemark><name>Kantor Riwang</name>{data}{POINT}</Placemark>"
    path = tmp_path / f"kantor{suffix}"
    if suffix == ".kmz":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("doc.kml", kml(f"<name>kantor</name>{place}"))
    else:
        write(path, f"<name>kantor</name>{place}")
    report = import_source(plan, "village_offices", path, language="en")
    assert (report.accepted, report.rejected) == (1, ())
    (office,) = open_layer(plan, "village_offices").getFeatures()
    point = office.geometry().asPoint()
    assert (office["village_code"], office["name"]) == ("64.01.09.2005", "Kantor Riwang")
    assert (point.x(), point.y()) == pytest.approx((116.15, -1.95))


@pytest.mark.usefixtures("gdal_of_either_kind")
def test_folders_are_layers_to_choose_from(tmp_path: Path) -> None:
    path = write(
        tmp_path / "semua.kml",
        f"<name>semua</name><Folder><name>kantor</name><Placemark>{DATA}{POINT}</Placemark>"
        f"</Folder><Folder><name>dusun</name><Placemark>{POINT}</Placemark>"
        f"<Placemark>{POINT}</Placemark></Folder>",
    )
    assert {"kantor", "dusun"} <= set(layers_of(path))
    assert len(open_source(path, "dusun", "")) == 2
    with pytest.raises(InputError, match="holds several layers"):
        open_source(path, None, "villages")


@pytest.mark.usefixtures("without_libkml")
def test_folders_of_the_same_name_are_told_apart(tmp_path: Path) -> None:
    folder = f"<Folder><name>kantor</name><Placemark>{POINT}</Placemark></Folder>"
    path = write(tmp_path / "semua.kml", folder + folder)
    assert layers_of(path) == ["kantor", "kantor (2)"]


@pytest.mark.usefixtures("without_libkml")
@pytest.mark.parametrize(
    ("shape", "kind", "text"),
    [
        (POINT, "point", "Point (116.15 -1.95)"),
        (
            "<LineString><coordinates>116,-2 116.5,-2</coordinates></LineString>",
            "line",
            "LineString (116 -2, 116.5 -2)",
        ),
        (
            f"<Polygon><altitudeMode>x</altitudeMode><outerBoundaryIs>{OUTER}</outerBoundaryIs>"
            f"<innerBoundaryIs>{HOLE}</innerBoundaryIs></Polygon>",
            "polygon",
            "Polygon ((116 -2, 116.1 -2, 116.1 -1.9, 116 -1.9, 116 -2),"
            "(116.04 -1.96, 116.06 -1.96, 116.06 -1.94, 116.04 -1.96))",
        ),
        (f"<MultiGeometry>{POINT}</MultiGeometry>", "point", "Point (116.15 -1.95)"),
        (
            f"<MultiGeometry>{POINT}{POINT}</MultiGeometry>",
            "point",
            "MultiPoint ((116.15 -1.95),(116.15 -1.95))",
        ),
    ],
)
def test_every_plain_shape(tmp_path: Path, shape: str, kind: str, text: str) -> None:
    style = "<Style><IconStyle><scale>1</scale></IconStyle></Style>"
    path = write(tmp_path / "a.kml", f"<Placemark>{style}{shape}<snippet/>{DATA}</Placemark>")
    table = open_source(path, None, "")
    (row,) = table.rows()
    assert (table.shape, table.crs.authid(), row.values) == (
        kind,
        "EPSG:4326",
        {"kode": "6401092005"},
    )
    assert row.geometry.asWkt(2) == text


@pytest.mark.usefixtures("without_libkml")
def test_columns_are_those_of_all_places_and_the_data_goes_before_the_name(tmp_path: Path) -> None:
    named = '<ExtendedData><Data name="name"><value>Riwang</value></Data></ExtendedData>'
    path = write(
        tmp_path / "a.kml",
        f"<Placemark><name>1</name>{named}{POINT}</Placemark>"
        f"<Placemark><description>&lt;b&gt;</description>{DATA}</Placemark>",
    )
    table = open_source(path, None, "")
    assert table.headers == ["name", "Description", "kode"]
    assert [(row.number, dict(row.values), row.geometry is None) for row in table.rows()] == [
        (1, {"name": "Riwang", "Description": None, "kode": None}, False),
        (2, {"name": None, "Description": "<b>", "kode": "6401092005"}, True),
    ]


@pytest.mark.usefixtures("without_libkml")
@pytest.mark.parametrize("wrong", ["116.15", "116.15,selatan", "nan,-1", "116,15;-1,95"])
def test_coordinates_that_cannot_be_read_refuse_their_row_alone(
    plan: Path, tmp_path: Path, wrong: str
) -> None:
    bad = f"<Point><coordinates>{wrong}</coordinates></Point>"
    path = write(
        tmp_path / "a.kml",
        f"<Placemark>{DATA}{bad}</Placemark><Placemark>{DATA}{POINT}</Placemark>",
    )
    report = import_source(plan, "village_offices", path, language="en")
    assert report.accepted == 1
    assert [(row.row, row.reason) for row in report.rejected] == [
        (1, "The coordinates cannot be read.")
    ]


@pytest.mark.usefixtures("without_libkml")
@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.kml", b"<kml><Document><Placemark>", r"line 1: "),
        ("a.kml", b"", r"line 1: "),
        ("a.kmz", b"no archive", "File is not a zip file"),
    ],
)
def test_a_damaged_file_is_told(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=why):
        open_source(path, None, "")


@pytest.mark.usefixtures("without_libkml")
def test_an_archive_without_kml_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.kmz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "")
    with pytest.raises(InputError, match="no KML file in the archive"):
        open_source(path, None, "")
