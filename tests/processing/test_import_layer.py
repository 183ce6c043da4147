# SPDX-License-Identifier: GPL-2.0-or-later
"""`importlayer`: a source into a role of a plan; or a sentence, and the plan as it was."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsVectorLayerJoinInfo,
)
from running_algorithms import SOURCES, Algorithms, Failed, rows

pytestmark = pytest.mark.qgis

SHEET = """Nama;KODE;Lintang;Bujur
Balai Biu;64.01.03.2007;-2,1;115,9
Balai Lomu;64.01.99.9999;tidak tahu;115,9
"""


def test_rows_taken_and_rejected_are_counted_and_reported(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    sheet, report = tmp_path / "titik.csv", tmp_path / "report.json"
    sheet.write_text(SHEET, encoding="utf-8")
    outputs = algorithms.run("importlayer", PLAN=plan, ROLE="hotspots", SOURCE=sheet, REPORT=report)
    assert (outputs["ACCEPTED"], outputs["REJECTED"]) == (1, 1)
    (source,) = json.loads(report.read_text(encoding="utf-8"))["sources"]
    (row,) = source["rejected"]
    assert (row["row"], row["value"]) == (3, "tidak tahu, 115,9")
    assert row["reason"]
    assert rows(plan, "SELECT count(*) FROM hotspots") == [(27,)]


def test_a_mapping_names_columns_that_are_not_recognised(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "titik.csv"
    sheet.write_text("a;b;c\nPos Baru;-2,1;115,9\n", encoding="utf-8")
    mapping = json.dumps({"name": "a", "lat": "b", "lon": "c"})
    outputs = algorithms.run(
        "importlayer", PLAN=plan, ROLE="hotspots", SOURCE=sheet, MAPPING=mapping
    )
    assert outputs["ACCEPTED"] == 1
    assert "REPORT" not in outputs
    assert rows(plan, "SELECT count(*) FROM hotspots WHERE name = 'Pos Baru'") == [(1,)]


def test_without_a_report_it_is_still_said_why_rows_were_rejected(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "titik.csv"
    sheet.write_text("nama,lat,lon\n" + "A,tidak tahu,115.9\n" * 12, encoding="utf-8")
    algorithms.run("importlayer", PLAN=plan, ROLE="hotspots", SOURCE=sheet)
    said = algorithms.feedback.said
    assert said[1] == "Every row was refused, so nothing in the plan was changed."
    assert said[2].startswith("titik.csv, row 2, lat/lon: “tidak tahu” is not a latitude")
    assert len(said) == 13
    assert said[12] == "2 more rows were rejected; the report (REPORT) lists all."


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"SOURCE": "/nowhere/titik.csv"}, r"/nowhere/titik\.csv"),
        ({"ROLE": "wells"}, r"ROLE .* cannot be wells"),
        ({"MAPPING": "name = a"}, "MAPPING is no JSON object"),
        ({"MAPPING": "[1]"}, "MAPPING is no JSON object"),
        ({"REPORT": "/no-such-folder/report.json"}, "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_the_plan(
    changed: dict[str, str], sentence: str, algorithms: Algorithms, plan: Path, sample: Path
) -> None:
    before = plan.read_bytes()
    given = {"PLAN": plan, "ROLE": "hotspots", "SOURCE": sample / "titik_hotspot_kaltim_2025.csv"}
    with pytest.raises(Failed, match=sentence):
        algorithms.run("importlayer", **{**given, **changed})
    assert plan.read_bytes() == before


@pytest.fixture
def metres_without_system(tmp_path: Path) -> Path:
    """A Shapefile of one point in UTM zone 50S that has lost its .prj."""
    layer = QgsVectorLayer("Point?crs=EPSG:32750&field=nama:string", "kantor", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["Pos Baru"])
    feature.setGeometry(QgsGeometry.fromWkt("POINT(377740 9767800)"))
    layer.dataProvider().addFeatures([feature])
    path, options = tmp_path / "pos.shp", QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "ESRI Shapefile"
    context = QgsCoordinateTransformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), context, options)
    path.with_suffix(".prj").unlink()
    return path


def test_the_system_set_in_a_layers_properties_counts(
    algorithms: Algorithms, plan: Path, metres_without_system: Path
) -> None:
    layer = QgsVectorLayer(str(metres_without_system), "pos", "ogr")
    given = {"PLAN": plan, "ROLE": "hotspots"}
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(Failed, match="Set it in the layer's properties"):
        algorithms.run("importlayer", **given, SOURCE=layer)
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32750"))
    assert algorithms.run("importlayer", **given, SOURCE=layer)["ACCEPTED"] == 1
    layer = QgsVectorLayer(f"{plan}|layername=hotspots", "hotspots", "ogr")
    (point,) = (row.geometry().asPoint() for row in layer.getFeatures("name = 'Pos Baru'"))
    # pyproj's inverse of UTM 50S for 377740 E, 9767800 N.
    assert (point.x(), point.y()) == pytest.approx((115.9006143, -2.1003878), abs=1e-7)


def test_a_layer_from_an_archive_is_read(
    algorithms: Algorithms, plan: Path, metres_without_system: Path, tmp_path: Path
) -> None:
    archive = tmp_path / "pos.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for ending in (".shp", ".shx", ".dbf"):
            packed.write(metres_without_system.with_suffix(ending), f"pos{ending}")
    layer = QgsVectorLayer(f"/vsizip/{archive}/pos.shp", "pos", "ogr")
    layer.setCrs(QgsCoordinateReferenceSystem())
    mapping = json.dumps({"crs": "EPSG:32750"})
    outputs = algorithms.run(
        "importlayer", PLAN=plan, ROLE="hotspots", SOURCE=layer, MAPPING=mapping
    )
    assert outputs["ACCEPTED"] == 1


def test_a_column_joined_in_qgis_is_taken_in(
    algorithms: Algorithms, plan: Path, sample: Path, tmp_path: Path
) -> None:
    figures = QgsVectorLayer("NoGeometry?field=kode:string&field=jiwa:integer", "f", "memory")
    feature = QgsFeature(figures.fields())
    feature.setAttributes(["64.01.03.2007", 4321])
    figures.dataProvider().addFeatures([feature])
    QgsProject.instance().addMapLayer(figures)
    layer = QgsVectorLayer(str(sample / SOURCES["VILLAGES"]), "desa", "ogr")
    join = QgsVectorLayerJoinInfo()
    join.setJoinLayer(figures)
    join.setJoinFieldName("kode")
    join.setTargetFieldName("KDEPUM")
    join.setPrefix("dari_")
    assert layer.addJoin(join)
    mapping = json.dumps({"population": "dari_jiwa"})
    algorithms.run("importlayer", PLAN=plan, ROLE="villages", SOURCE=layer, MAPPING=mapping)
    QgsProject.instance().removeMapLayer(figures)
    query = "SELECT population FROM villages WHERE village_code = '64.01.03.2007'"
    assert rows(plan, query) == [(4321,)]


def test_a_report_over_the_plan_is_refused(
    algorithms: Algorithms, plan: Path, sample: Path
) -> None:
    before = plan.read_bytes()
    source = sample / "titik_hotspot_kaltim_2025.csv"
    with pytest.raises(Failed, match="is the plan itself"):
        algorithms.run("importlayer", PLAN=plan, ROLE="hotspots", SOURCE=source, REPORT=plan)
    assert plan.read_bytes() == before


def test_a_plan_that_is_none_is_named(algorithms: Algorithms, sample: Path, tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"plan\.gpkg"):
        algorithms.run(
            "importlayer",
            PLAN=tmp_path / "plan.gpkg",
            ROLE="hotspots",
            SOURCE=sample / "titik_hotspot_kaltim_2025.csv",
        )
