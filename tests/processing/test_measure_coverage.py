# SPDX-License-Identifier: GPL-2.0-or-later
"""`measurecoverage` on the sample: layers, totals and report say the same of the same people."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)
from running_algorithms import Algorithms, Failed, Heard

from tools.qgis_process import QgisProcess

pytestmark = pytest.mark.qgis


def _rows(path: Path, layer: str = "") -> list[dict[str, Any]]:
    opened = QgsVectorLayer(f"{path}{layer}", "rows", "ogr")
    assert opened.isValid(), path
    names = opened.fields().names()
    return [dict(zip(names, feature.attributes())) for feature in opened.getFeatures()]


def _sum(rows: list[dict[str, Any]], name: str) -> int:
    return sum(row[name] for row in rows)


def test_layers_totals_and_report_agree(plan: Path, algorithms: Algorithms, tmp_path: Path) -> None:
    before = plan.read_bytes()
    files = {
        name: tmp_path / f"{name.lower()}.gpkg"
        for name in ("OUTPUT", "UNSERVED", "DISTRICTS", "FUNDERS")
    }
    report = tmp_path / "coverage.json"
    outputs = algorithms.run("measurecoverage", PLAN=plan, RADIUS_M=300, **files, REPORT=report)
    villages, unserved, districts, funders = (_rows(path) for path in files.values())
    assert len(villages) == 144
    assert len(districts) == 10
    with closing(sqlite3.connect(plan)) as connection:
        (population,) = connection.execute("SELECT sum(population) FROM villages").fetchone()
    # Sample: every settlement is a village's, and no village has more people than it.
    assert outputs["PEOPLE"] == _sum(villages, "people") == _sum(districts, "people")
    assert 0 < outputs["PEOPLE"] <= population
    assert outputs["REACHED"] == _sum(villages, "reached") == _sum(funders, "counted_first")
    assert 0 < outputs["REACHED_NOW"] == _sum(villages, "reached_now") < outputs["REACHED"]
    assert outputs["NOT_REACHED"] == _sum(unserved, "people")
    assert outputs["PEOPLE"] == outputs["REACHED"] + outputs["NOT_REACHED"]
    document = json.loads(report.read_text("utf-8"))
    assert document["total"]["planned"] == outputs["REACHED"]
    assert document["union"]["people"] == outputs["REACHED"]
    assert document["radius_m"] == 300
    assert {"planned", "existing"} <= {row["kind"] for row in funders}
    assert plan.read_bytes() == before
    said = " ".join(algorithms.feedback.said)
    assert "live at the settlements that were loaded" in said
    assert "are spread evenly over the ground at most 1,000 m from the middle" in said
    assert "with this plan" in said


def test_villages_have_their_shapes(plan: Path, algorithms: Algorithms, tmp_path: Path) -> None:
    output = tmp_path / "villages.gpkg"
    algorithms.run("measurecoverage", PLAN=plan, OUTPUT=output)
    layer = QgsVectorLayer(str(output), "villages", "ogr")
    assert layer.crs().authid() == "EPSG:4326"
    assert all(feature.geometry().isGeosValid() for feature in layer.getFeatures())


def test_left_empty_the_rule_set_says_how_far(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    empty, given, further = (
        algorithms.run(
            "measurecoverage", PLAN=plan, OUTPUT=tmp_path / f"{number}.gpkg", **parameters
        )["REACHED"]
        for number, parameters in enumerate(
            ({}, {"RADIUS_M": 300, "WITHIN_M": 1000}, {"RADII": '{"fibre": 5000}'})
        )
    )
    assert empty == given
    assert further > given


def test_only_settlements_count_when_nobody_is_spread(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    parameters = {"PLAN": plan, "OUTPUT": tmp_path / "a.gpkg", "SPREAD": "none"}
    with closing(sqlite3.connect(plan)) as connection:
        (settled,) = connection.execute(
            "SELECT sum(coalesce(people, households * 4)) FROM settlements"
        ).fetchone()
    assert algorithms.run("measurecoverage", **parameters)["PEOPLE"] == settled


@pytest.mark.parametrize(
    ("radii", "sentence"),
    [
        ("fibre: 300", "Radii by technology are a JSON object"),
        ("[300]", "Radii by technology are a JSON object"),
        ('{"fiber": 300}', "There is no technology fiber; radii can be given for fibre, wireless"),
        ('{"fibre": 0}', "The radius of fibre is to be a length in metres above 0, not 0."),
        ('{"fibre": "300"}', "a length in metres above 0, not '300'."),
        ('{"fibre": NaN}', "a length in metres above 0, not nan."),
    ],
)
def test_radii_that_are_none_are_refused_in_a_sentence(
    radii: str, sentence: str, plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    with pytest.raises(Failed) as failed:
        algorithms.run("measurecoverage", PLAN=plan, OUTPUT=tmp_path / "a.gpkg", RADII=radii)
    assert sentence in str(failed.value)
    assert not (tmp_path / "a.gpkg").exists()


@pytest.mark.parametrize("name", ["OUTPUT", "UNSERVED", "DISTRICTS", "FUNDERS", "REPORT"])
def test_nothing_is_written_over_the_plan(
    name: str, plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before = plan.read_bytes()
    with pytest.raises(Failed, match="is the plan itself and is not overwritten"):
        algorithms.run(
            "measurecoverage", **{"PLAN": plan, "OUTPUT": tmp_path / "a.gpkg", name: plan}
        )
    assert plan.read_bytes() == before


@pytest.mark.parametrize("at", [0.0, 50.0])
def test_cancelled_it_says_so(
    at: float, plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    with pytest.raises(Failed, match="Nothing was written"):
        algorithms.run(
            "measurecoverage", Heard(cancel_at=at), PLAN=plan, OUTPUT=tmp_path / "a.gpkg"
        )
    assert not (tmp_path / "a.gpkg").exists()


def test_layers_come_into_the_project_styled(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    project = QgsProject()
    context = QgsProcessingContext()
    context.setProject(project)
    from qgis.core import QgsProcessingOutputLayerDefinition

    parameters = {
        "PLAN": str(plan),
        **{
            name: QgsProcessingOutputLayerDefinition(str(tmp_path / f"{name}.gpkg"), project)
            for name in ("OUTPUT", "UNSERVED")
        },
    }
    feedback = Heard()
    algorithm = algorithms.get("measurecoverage")
    outputs, succeeded = algorithm.run(parameters, context, feedback)
    assert succeeded, feedback.errors
    kinds = {}
    for name in ("OUTPUT", "UNSERVED"):
        details = context.layerToLoadOnCompletionDetails(outputs[name])
        layer = context.takeResultLayer(outputs[name])
        layer = layer or QgsVectorLayer(outputs[name], name, "ogr")
        details.postProcessor().postProcessLayer(layer, context, feedback)
        kinds[name] = layer.renderer().type()
    assert kinds == {"OUTPUT": "graduatedSymbol", "UNSERVED": "categorizedSymbol"}


def test_by_qgis_process(plan: Path, qgis_process: QgisProcess, tmp_path: Path) -> None:
    outputs = qgis_process.run(
        "measurecoverage",
        PLAN=plan,
        RADIUS_M=500,
        OUTPUT=tmp_path / "villages.gpkg",
        UNSERVED=tmp_path / "unserved.gpkg",
    )
    assert outputs["PEOPLE"] == outputs["REACHED"] + outputs["NOT_REACHED"]
    assert len(_rows(tmp_path / "villages.gpkg")) == 144
