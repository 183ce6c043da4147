# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers with geometries: transformed, repaired, made into areas, or refused."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.core import (
    QgsDistanceArea,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.importing.report import ImportReport
from village_internet_plugin.layers.plan_file import open_layer

WriteText = Callable[..., Path]
VILLAGE_FIELDS = "&field=kode:string&field=desa:string"
SQUARE = "POLYGON((116 -2, 116.1 -2, 116.1 -1.9, 116 -1.9, 116 -2))"
BOW_TIE = "POLYGON((116 -2, 116.1 -1.9, 116.1 -2, 116 -1.9, 116 -2))"
SPIKE = "POLYGON((116 -2, 116.1 -1.9, 116 -2, 116 -2))"


def layer_of(
    kind: str, *rows: tuple[str, list[object]], fields: str = VILLAGE_FIELDS
) -> QgsVectorLayer:
    """Make a layer in memory of rows (WKT, attributes); `kind` such as ``Point?crs=EPSG:4326``."""
    layer = QgsVectorLayer(kind + fields, "lapisan", "memory")
    for wkt, attributes in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(attributes)
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
        layer.dataProvider().addFeature(feature)
    return layer


def take(plan: Path, role: str, source: object, mapping: object = None) -> ImportReport:
    return import_source(plan, role, source, mapping, language="en")


def areas_of(plan: Path, table: str) -> list[QgsGeometry]:
    return [feature.geometry() for feature in open_layer(plan, table).getFeatures()]


def test_a_projected_layer_is_brought_to_degrees(plan: Path) -> None:
    row = ("POINT(405467.2 9784441.7)", ["64.01.09.2005", "Riwang"])
    assert take(plan, "village_offices", layer_of("Point?crs=EPSG:32750", row)).accepted == 1
    (point,) = areas_of(plan, "village_offices")
    assert (point.asPoint().x(), point.asPoint().y()) == pytest.approx((116.15, -1.95), abs=1e-5)


def test_a_layer_without_a_system_is_refused_until_one_is_stated(plan: Path) -> None:
    row = (SQUARE, ["64.01.06.2023", "Adang Jaya"])
    layer = layer_of("Polygon?crs=", row)
    with pytest.raises(InputError, match="lapisan does not say which coordinate reference system"):
        take(plan, "villages", layer)
    assert take(plan, "villages", layer, {"crs": "EPSG:4326"}).accepted == 1


def test_polygons_become_flat_multipolygons(plan: Path) -> None:
    row = ("POLYGONZ((116 -2 5, 116.1 -2 5, 116.1 -1.9 5, 116 -2 5))", ["64.01.06.2023", "A"])
    assert take(plan, "villages", layer_of("PolygonZ?crs=EPSG:4326", row)).accepted == 1
    (area,) = areas_of(plan, "villages")
    assert area.asWkt(1) == "MultiPolygon (((116 -2, 116.1 -2, 116.1 -1.9, 116 -2)))"


def test_an_invalid_polygon_is_repaired_and_that_is_noted(plan: Path) -> None:
    row = (BOW_TIE, ["64.01.06.2023", "Adang Jaya"])
    report = take(plan, "villages", layer_of("Polygon?crs=EPSG:4326", row))
    assert report.notes == ("Invalid polygons repaired: 1.",)
    (area,) = areas_of(plan, "villages")
    # The bow tie crosses at its middle: two triangles of 0.1 × 0.05 / 2 square degrees each.
    assert area.isGeosValid()
    assert area.area() == pytest.approx(0.005)


def test_a_polygon_without_area_is_beyond_repair(plan: Path) -> None:
    row = (SPIKE, ["64.01.06.2023", "Adang Jaya"])
    (refused,) = take(plan, "villages", layer_of("Polygon?crs=EPSG:4326", row)).rejected
    assert (refused.row, refused.field) == (1, "geometry")
    assert refused.reason == "The polygon is invalid and cannot be repaired."


@pytest.mark.parametrize(
    ("wkt", "correction"),
    [
        ("POLYGON((-2 116, -2 116.1, -1.9 116.1, -1.9 116, -2 116))", "swap"),
        ("POLYGON((-244 -2, -243.9 -2, -243.9 -1.9, -244 -1.9, -244 -2))", "shift"),
    ],
)
def test_a_slip_in_a_polygon_is_offered_and_mended(plan: Path, wkt: str, correction: str) -> None:
    layer = layer_of("Polygon?crs=EPSG:4326", (wkt, ["64.01.06.2023", "Adang Jaya"]))
    (refused,) = take(plan, "villages", layer).rejected
    assert f"“{correction}”" in refused.correction
    assert take(plan, "villages", layer, {"corrections": {correction: True}}).accepted == 1
    box = areas_of(plan, "villages")[0].boundingBox()
    corners = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    assert corners == pytest.approx((116.0, -2.0, 116.1, -1.9))


def test_a_polygon_partly_outside_indonesia_is_refused(plan: Path) -> None:
    wkt = "POLYGON((116 -2, 160 -2, 160 -1.9, 116 -1.9, 116 -2))"
    layer = layer_of("Polygon?crs=EPSG:4326", (wkt, ["64.01.06.2023", "Adang Jaya"]))
    (refused,) = take(plan, "villages", layer).rejected
    assert "outside Indonesia" in refused.reason


def test_a_row_without_geometry_is_refused(plan: Path) -> None:
    rows = [("", ["64.01.06.2023", "A"]), (SQUARE, ["64.01.09.2005", "B"])]
    (refused,) = take(plan, "villages", layer_of("Polygon?crs=EPSG:4326", *rows)).rejected
    assert refused.reason == "The row has no polygon."


@pytest.mark.parametrize(
    ("role", "kind", "sentence"),
    [
        ("village_offices", "Polygon", "holds polygons, but village_offices needs points"),
        ("village_offices", "LineString", "holds lines, but village_offices needs points"),
        ("villages", "Point", "holds points, but villages needs polygons"),
        ("blank_spots", "LineString", "holds lines, but blank_spots needs polygons"),
    ],
)
def test_a_layer_of_another_kind_is_refused(
    village_plan: Path, role: str, kind: str, sentence: str
) -> None:
    with pytest.raises(InputError, match=sentence):
        take(village_plan, role, layer_of(f"{kind}?crs=EPSG:4326"))


def test_several_points_in_a_row_are_refused(plan: Path) -> None:
    rows = [
        ("MULTIPOINT((116.15 -1.95))", ["64.01.09.2005", "Riwang"]),
        ("MULTIPOINT((116.15 -1.95), (116.16 -1.95))", ["64.01.06.2023", "Adang Jaya"]),
    ]
    report = take(plan, "village_offices", layer_of("MultiPoint?crs=EPSG:4326", *rows))
    assert report.accepted == 1
    assert [(row.row, row.reason) for row in report.rejected] == [
        (2, "The row has no single point.")
    ]


BLANK_SPOT_FIELDS = "&field=nama:string&field=radius_m:double"


def test_a_blank_spot_given_as_a_point_becomes_a_circle_measured_in_metres(plan: Path) -> None:
    rows = [("POINT(116.15 -1.95)", ["A", 2000.0]), ("POINT(116.15 -1.95)", ["B", None])]
    layer = layer_of("Point?crs=EPSG:4326", *rows, fields=BLANK_SPOT_FIELDS)
    report = take(plan, "blank_spots", layer)
    assert [(row.row, row.field, row.reason) for row in report.rejected] == [
        (2, "radius_m", "A blank spot given as a point needs its radius.")
    ]
    (area,) = areas_of(plan, "blank_spots")
    measure = QgsDistanceArea()
    measure.setEllipsoid("WGS84")
    measure.setSourceCrs(
        open_layer(plan, "blank_spots").crs(), QgsProject.instance().transformContext()
    )
    assert measure.measureArea(area) == pytest.approx(math.pi * 2000.0**2, rel=0.001)
    centre = area.centroid().asPoint()
    for vertex in area.vertices():
        end = QgsGeometry.fromPointXY(QgsGeometry(vertex.clone()).asPoint()).asPoint()
        assert measure.measureLine(centre, end) == pytest.approx(2000.0, abs=0.1)


def test_a_radius_as_wide_as_a_province_is_refused(plan: Path, write_text: WriteText) -> None:
    rows = ("A,-1.95,116.15,100 km", "B,-1.95,116.15,100.001 km")
    report = take(plan, "blank_spots", write_text("bs.csv", "dusun,lat,lon,radius", *rows))
    assert report.accepted == 1
    assert [(row.row, row.reason) for row in report.rejected] == [
        (3, "A radius of more than 100 km is no blank spot's.")
    ]


def test_blank_spots_from_a_table_with_a_radius(plan: Path, write_text: WriteText) -> None:
    table = write_text("bs.csv", "dusun,lat,lon,radius,sinyal", "Lawas,-1.95,116.15,1 km,tidak ada")
    assert take(plan, "blank_spots", table).accepted == 1
    assert areas_of(plan, "blank_spots")[0].boundingBox().width() == pytest.approx(0.018, abs=1e-4)


def test_figures_are_added_to_villages_whose_areas_are_loaded(
    village_plan: Path, write_text: WriteText
) -> None:
    table = write_text("penduduk.csv", "kode,penduduk", "6401092005,1.392", "6401991001,5")
    report = take(village_plan, "villages", table)
    assert (report.accepted, report.replaced) == (1, 1)
    assert report.rejected[0].reason.startswith("The plan has no village “64.01.99.1001”")
    rows = [
        (feature["name"], feature["population"], feature.geometry().isEmpty())
        for feature in open_layer(village_plan, "villages").getFeatures()
        if feature["village_code"] == "64.01.09.2005"
    ]
    assert rows == [("Riwang", 1392, False)]


def test_villages_need_their_areas_first(plan: Path, write_text: WriteText) -> None:
    table = write_text("penduduk.csv", "kode,nama,penduduk", "6401092005,Riwang,1.392")
    with pytest.raises(InputError, match="has no areas, and villages needs them"):
        take(plan, "villages", table)


def test_villages_with_codes_of_bps_alone_are_refused(plan: Path) -> None:
    layer = layer_of(
        "Polygon?crs=EPSG:4326",
        (SQUARE, ["6401010001", "Adang Jaya"]),
        fields="&field=KDEBPS:string&field=WADMKD:string",
    )
    (refused,) = take(plan, "villages", layer).rejected
    assert "looks like a code of BPS" in refused.reason


@pytest.mark.parametrize(
    ("driver", "name"),
    [("GPKG", "a.gpkg"), ("ESRI Shapefile", "a.shp"), ("GeoJSON", "a.geojson"), ("KML", "a.kml")],
)
def test_files_of_every_usual_format(plan: Path, tmp_path: Path, driver: str, name: str) -> None:
    layer = layer_of("Point?crs=EPSG:4326", ("POINT(116.15 -1.95)", ["6401092005", "Riwang"]))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = driver, "kantor"
    path = tmp_path / name
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), plan_context(), options)
    assert take(plan, "village_offices", path).accepted == 1
    code = [
        feature["village_code"] for feature in open_layer(plan, "village_offices").getFeatures()
    ]
    assert code == ["64.01.09.2005"]


def plan_context() -> object:
    return QgsProject.instance().transformContext()


def test_a_layer_that_cannot_be_opened_is_told(plan: Path) -> None:
    with pytest.raises(InputError, match="hilang cannot be read"):
        take(plan, "villages", QgsVectorLayer("/none.gpkg", "hilang", "ogr"))
