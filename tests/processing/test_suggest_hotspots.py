# SPDX-License-Identifier: GPL-2.0-or-later
"""`suggesthotspots` on the sample: figures, layer, report and plan say the same."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from running_algorithms import Algorithms, Failed, Heard

from tools.qgis_process import QgisProcess
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis


def rows(path: Path) -> list[dict[str, Any]]:
    opened = QgsVectorLayer(str(path), "rows", "ogr")
    assert opened.isValid(), path
    names = opened.fields().names()
    return [dict(zip(names, feature.attributes())) for feature in opened.getFeatures()]


def test_figures_layer_and_report_agree_and_the_plan_stays(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before = plan.read_bytes()
    output, report = tmp_path / "suggestion.gpkg", tmp_path / "suggestion.json"
    outputs = algorithms.run("suggesthotspots", PLAN=plan, OUTPUT=output, REPORT=report)
    assert plan.read_bytes() == before
    assert outputs["GAP"] == 0
    assert outputs["OBJECTIVE"] == outputs["BOUND"] >= outputs["PEOPLE_REACHED"] > 0
    sites = rows(output)
    assert len(sites) == outputs["CHOSEN"] == 6
    assert {one["funding_source_id"] for one in sites} == {"KALTIM-2025"}
    assert sum(one["people_added"] for one in sites) == outputs["PEOPLE_REACHED"]
    assert sum(one["cost_idr"] for one in sites) == outputs["COST_IDR"] <= 400_000_000
    assert all(one["why"] and one["suggestion"] == "added" for one in sites)
    told = json.loads(report.read_text("utf-8"))
    assert told["people_reached"] == told["union"]["total"] == outputs["PEOPLE_REACHED"]
    assert told["people_reached_in_all"] == outputs["PEOPLE_IN_ALL"]
    assert [one["hotspot"]["name"] for one in told["added"]]
    assert told["is_proven"] is True
    assert told["wishes"]["radius_m"] == 300


def test_applied_it_is_in_the_plan_which_checks_without_an_error(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before = read_plan(plan).hotspots
    outputs = algorithms.run(
        "suggesthotspots", PLAN=plan, APPLY=True, OUTPUT=tmp_path / "suggestion.gpkg"
    )
    after = read_plan(plan).hotspots
    assert after[: len(before)] == before
    assert len(after) == len(before) + outputs["CHOSEN"]
    checked = algorithms.run("checkplan", PLAN=plan)
    assert (checked["ERRORS"], checked["NOT_CHECKED"]) == (0, 0)
    # Quota and budget are used up: there is nothing to add.
    again = algorithms.run("suggesthotspots", PLAN=plan, OUTPUT=tmp_path / "again.gpkg")
    assert again["CHOSEN"] == 0


def test_sites_of_a_layer_are_candidates_and_may_be_wanted_in_any_case(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    layer = QgsVectorLayer("Point?crs=EPSG:32750&field=NAMOBJ:string", "Sekolah", "memory")
    utm = QgsVectorLayer("Point?crs=EPSG:4326", "x", "memory").crs()
    feature = QgsFeature(layer.fields())
    feature["NAMOBJ"] = "SDN 001"
    geometry = QgsGeometry.fromPointXY(QgsPointXY(115.868, -1.8935))
    to_utm = QgsCoordinateTransform(utm, layer.crs(), QgsCoordinateTransformContext())
    geometry.transform(to_utm)
    feature.setGeometry(geometry)
    layer.dataProvider().addFeatures([feature])
    schools = tmp_path / "sekolah.gpkg"
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(schools), QgsCoordinateTransformContext(), options
    )
    output = tmp_path / "suggestion.gpkg"
    outputs = algorithms.run(
        "suggesthotspots",
        PLAN=plan,
        CANDIDATES=str(schools),
        PINNED="public_site:1",
        OUTPUT=output,
    )
    chosen = {one["site_id"]: one for one in rows(output)}
    assert outputs["CHOSEN"] == len(chosen)
    school = chosen["public_site:1"]
    assert (school["name"], school["village"], school["site_kind"]) == (
        "SDN 001",
        "Samurangau",
        "other_public",
    )


def test_wishes_that_cannot_be_are_refused_or_told(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    output = tmp_path / "suggestion.gpkg"
    with pytest.raises(Failed, match="no funding source APBN"):
        algorithms.run("suggesthotspots", PLAN=plan, FUNDING_SOURCES="APBN", OUTPUT=output)
    heard = Heard()
    outputs = algorithms.run(
        "suggesthotspots",
        heard,
        PLAN=plan,
        FUNDING_SOURCES="PASER-2025",
        PINNED="office:64.01.03.2003",
        OUTPUT=output,
    )
    assert outputs["CHOSEN"] == 0
    assert any("these limits clash" in said for said in heard.said)


def test_year_by_year_each_year_is_told_and_bounded(
    plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    """The province pays for three points in 2025 and for three in 2026."""
    quota = "UPDATE funding_sources SET point_quota = 3 WHERE funding_source_id = 'KALTIM-2025'"
    later = (
        "INSERT INTO funding_sources (funding_source_id, agency, fiscal_year, point_quota) "
        "VALUES ('KALTIM-2026', 'Provinsi Kalimantan Timur', 2026, 3)"
    )
    with closing(sqlite3.connect(plan)) as connection, connection:
        connection.execute(quota)
        connection.execute(later)
    heard, output = Heard(), tmp_path / "suggestion.gpkg"
    outputs = algorithms.run(
        "suggesthotspots", heard, PLAN=plan, BY_YEAR=True, APPLY=True, OUTPUT=output
    )
    sources = [one["funding_source_id"] for one in rows(output)]
    assert sorted(sources) == ["KALTIM-2025"] * 3 + ["KALTIM-2026"] * 3
    assert outputs["BOUND"] >= outputs["OBJECTIVE"]
    told = [one for one in heard.said if one.startswith(("2025 (points: 3)", "2026 (points: 3)"))]
    assert len(told) == 2
    assert "Proven: no plan reaches more by the end of 2025." in heard.said
    assert [one.year for one in read_plan(plan).hotspots[-6:]].count(2026) == 3
    checked = algorithms.run("checkplan", PLAN=plan)
    assert (checked["ERRORS"], checked["NOT_CHECKED"]) == (0, 0)


def test_cancelled_nothing_is_written(plan: Path, algorithms: Algorithms, tmp_path: Path) -> None:
    before, output = plan.read_bytes(), tmp_path / "suggestion.gpkg"
    with pytest.raises(Failed, match="Cancelled"):
        algorithms.run("suggesthotspots", Heard(cancel_at=5), PLAN=plan, APPLY=True, OUTPUT=output)
    assert plan.read_bytes() == before
    assert not output.exists()


def test_it_runs_in_qgis_process(plan: Path, qgis_process: QgisProcess, tmp_path: Path) -> None:
    outputs = qgis_process.run(
        "suggesthotspots", PLAN=plan, EQUITY=True, MAX_GAP=0.01, OUTPUT=tmp_path / "s.gpkg"
    )
    assert outputs["CHOSEN"] == 6
    assert outputs["GAP"] <= 0.01
