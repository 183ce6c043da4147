# SPDX-License-Identifier: GPL-2.0-or-later
"""`createplan`: messy sources in, one plan out; or a sentence, and no file at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsVectorLayer
from running_algorithms import SOURCES, Algorithms, Failed, Heard, rows

pytestmark = pytest.mark.qgis


def test_all_sources_of_the_sample_are_taken(
    algorithms: Algorithms, sample: Path, tmp_path: Path
) -> None:
    plan, report = tmp_path / "plan.gpkg", tmp_path / "report.json"
    sources = {name: sample / file for name, file in SOURCES.items()}
    given = {"AGENCY": "Kabupaten Paser", "TITLE": "Titik 2025", "PLAN": plan, "REPORT": report}
    outputs = algorithms.run("createplan", **sources, **given)
    assert outputs == {"PLAN": str(plan), "REPORT": str(report)}
    assert rows(plan, "SELECT count(*) FROM villages") == [(144,)]
    imported = json.loads(report.read_text(encoding="utf-8"))["sources"]
    assert [each["role"] for each in imported] == [
        "villages",
        "village_offices",
        "blank_spots",
        "settlements",
        "existing_hotspots",
        "network_nodes",
        "funding_sources",
    ]
    assert algorithms.feedback.progressed == sorted(algorithms.feedback.progressed)
    assert algorithms.feedback.progressed[-1] == 100


def test_a_layer_of_the_project_is_read_with_its_unsaved_edits(
    algorithms: Algorithms, tmp_path: Path
) -> None:
    layer = QgsVectorLayer(
        "Polygon?crs=EPSG:4326&field=kode:string&field=nama:string", "desa", "memory"
    )
    layer.startEditing()
    assert layer.addFeature(_village(layer))
    QgsProject.instance().addMapLayer(layer)
    plan = tmp_path / "plan.gpkg"
    try:
        algorithms.run("createplan", VILLAGES=layer, AGENCY="Paser", TITLE="Satu", PLAN=plan)
    finally:
        layer.rollBack()
        QgsProject.instance().removeMapLayer(layer.id())
    assert rows(plan, "SELECT village_code, name FROM villages") == [("64.01.06.2023", "Biu")]


def _village(layer: QgsVectorLayer) -> QgsFeature:
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["64.01.06.2023", "Biu"])
    feature.setGeometry(
        QgsGeometry.fromWkt("POLYGON((116 -2, 116.1 -2, 116.1 -1.9, 116 -1.9, 116 -2))")
    )
    return feature


def test_without_a_report_the_rejected_rows_stand_beside_the_plan(
    algorithms: Algorithms, sample: Path, tmp_path: Path
) -> None:
    plan = tmp_path / "plan.gpkg"
    outputs = algorithms.run(
        "createplan", VILLAGES=sample / SOURCES["VILLAGES"], AGENCY="Paser", TITLE="x", PLAN=plan
    )
    assert Path(outputs["REPORT"]) == tmp_path / "plan-rejected-rows.json"


def test_cancelling_leaves_no_file(algorithms: Algorithms, sample: Path, tmp_path: Path) -> None:
    sources = {name: sample / file for name, file in SOURCES.items()}
    with pytest.raises(Failed, match=r"Cancelled\. Nothing was written"):
        algorithms.run(
            "createplan",
            Heard(cancel_at=20),
            **sources,
            AGENCY="Paser",
            TITLE="x",
            PLAN=tmp_path / "plan.gpkg",
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"VILLAGES": "/nowhere/desa.gpkg"}, r"/nowhere/desa\.gpkg"),
        ({"AGENCY": "  "}, "name of the agency"),
        ({"AGENCY": ""}, r"AGENCY \(Agency that plans\) is missing\."),
        ({"PLAN": "plan.shp"}, r"end in \.gpkg, not plan\.shp"),
        ({"PLAN": "no-such-folder/plan.gpkg"}, "no folder"),
        ({"REPORT": "no-such-folder/report.json"}, "cannot be written"),
        ({"REPORT": "plan.gpkg"}, "is the plan itself"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_no_file(
    changed: dict[str, str],
    sentence: str,
    algorithms: Algorithms,
    sample: Path,
    tmp_path: Path,
) -> None:
    given = {
        "VILLAGES": str(sample / SOURCES["VILLAGES"]),
        "AGENCY": "Paser",
        "TITLE": "x",
        "PLAN": str(tmp_path / "plan.gpkg"),
    }
    for name, value in changed.items():
        in_folder = name in ("PLAN", "REPORT")
        given[name] = str(tmp_path / value) if in_folder else value
    with pytest.raises(Failed, match=sentence):
        algorithms.run("createplan", **given)
    assert list(tmp_path.iterdir()) == []


def test_without_one_village_no_plan_is_made(algorithms: Algorithms, tmp_path: Path) -> None:
    corners = "[[[10, 50], [11, 50], [11, 51], [10, 50]]]"
    shape = f'{{"type": "Polygon", "coordinates": {corners}}}'
    properties = '{"kode": "64.01.06.2023", "nama": "Jauh"}'
    feature = f'{{"type": "Feature", "properties": {properties}, "geometry": {shape}}}'
    villages = tmp_path / "desa.geojson"
    villages.write_text(f'{{"type": "FeatureCollection", "features": [{feature}]}}', "utf-8")
    with pytest.raises(Failed, match=r"No plan was made, for desa\.geojson .* outside Indonesia"):
        algorithms.run(
            "createplan", VILLAGES=villages, AGENCY="P", TITLE="x", PLAN=tmp_path / "plan.gpkg"
        )
    assert list(tmp_path.iterdir()) == [villages]


def test_an_existing_plan_is_never_overwritten(
    algorithms: Algorithms, sample: Path, plan: Path
) -> None:
    before = plan.read_bytes()
    with pytest.raises(Failed, match="never overwritten"):
        algorithms.run(
            "createplan", VILLAGES=sample / SOURCES["VILLAGES"], AGENCY="P", TITLE="x", PLAN=plan
        )
    assert plan.read_bytes() == before
