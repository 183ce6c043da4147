# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer package edited in the field, with stock QGIS, comes back into its plan."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from running_algorithms import Algorithms, Failed, rows

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis

ENDS = ("MinX", "MaxX", "MinY", "MaxY")


@pytest.fixture(scope="module")
def _packed(_sample_plan: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("package") / "survey.gpkg"
    Algorithms().run("exportlayerpackage", PLAN=_sample_plan, OUTPUT=path)
    return path


@pytest.fixture
def package(_packed: Path, tmp_path: Path) -> Path:
    path = tmp_path / "survey.gpkg"
    shutil.copyfile(_packed, path)
    return path


@contextmanager
def in_the_field(file: Path) -> Iterator[QgsVectorLayer]:
    """Edit the hotspots of a GeoPackage as QGIS's own tools do."""
    layer = QgsVectorLayer(f"{file}|layername=hotspots", "hotspots", "ogr")
    assert layer.startEditing()
    yield layer
    assert layer.commitChanges(), layer.commitErrors()


def set_value(file: Path, row: int, column: str, value: Any) -> str:
    """Change one value of the hotspot in a row; returns its id."""
    with in_the_field(file) as layer:
        feature = list(layer.getFeatures())[row]
        layer.changeAttributeValue(feature.id(), layer.fields().indexOf(column), value)
    return str(feature["hotspot_id"])


def planned(plan: Path) -> dict[str, Hotspot]:
    return {hotspot.hotspot_id: hotspot for hotspot in read_plan(plan).hotspots}


def test_moved_changed_added_and_deleted_hotspots_come_home(
    algorithms: Algorithms, plan: Path, package: Path, tmp_path: Path
) -> None:
    before = planned(plan)
    with in_the_field(package) as layer:
        moved, changed, deleted = list(layer.getFeatures())[:3]
        layer.changeGeometry(moved.id(), QgsGeometry.fromPointXY(QgsPointXY(116.25, -1.75)))
        layer.changeAttributeValue(changed.id(), layer.fields().indexOf("power"), "solar")
        layer.changeAttributeValue(changed.id(), layer.fields().indexOf("power_hours"), 5.5)
        layer.deleteFeature(deleted.id())
        new = QgsFeature(layer.fields())
        new["name"] = "Pasar Senaken <baru>"
        new.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(116.2, -1.9)))
        layer.addFeature(new)
    report = tmp_path / "report.json"
    outputs = algorithms.run("mergepackage", PLAN=plan, PACKAGE=package, REPORT=report)
    assert (outputs["CHANGES"], outputs["CONFLICTS"]) == (4, 0)

    after = planned(plan)
    ids = [str(feature["hotspot_id"]) for feature in (moved, changed, deleted)]
    assert after[ids[0]].position == LonLat(116.25, -1.75)
    assert after[ids[0]].maintainer == "Pemerintah Desa Muara Adang II"
    assert (after[ids[1]].power, after[ids[1]].power_hours) == ("solar", 5.5)
    assert ids[2] not in after
    (added,) = after.keys() - before.keys()
    assert after[added].name == "Pasar Senaken <baru>"
    assert after[added].position == LonLat(116.2, -1.9)
    untouched = before.keys() - set(ids)
    assert {key: after[key] for key in untouched} == {key: before[key] for key in untouched}
    told = json.loads(report.read_text(encoding="utf-8"))
    assert [row["hotspot_id"] for row in told["removed"]] == [ids[2]]
    assert {row["hotspot_id"] for row in told["changed"]} == set(ids[:2])
    assert [row["hotspot_id"] for row in told["added"]] == [added]


def test_merging_the_same_package_again_changes_nothing(
    algorithms: Algorithms, plan: Path, package: Path
) -> None:
    with in_the_field(package) as layer:
        new = QgsFeature(layer.fields())
        new["name"] = "Pasar Senaken"
        new.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(116.2, -1.9)))
        layer.addFeature(new)
    assert algorithms.run("mergepackage", PLAN=plan, PACKAGE=package)["CHANGES"] == 1
    after = planned(plan)
    assert algorithms.run("mergepackage", PLAN=plan, PACKAGE=package)["CHANGES"] == 0
    assert planned(plan) == after


def test_what_the_office_did_meanwhile_stays(
    algorithms: Algorithms, plan: Path, package: Path
) -> None:
    hotspot_id = set_value(plan, 0, "year", 2028)
    set_value(package, 0, "power", "generator")
    assert algorithms.run("mergepackage", PLAN=plan, PACKAGE=package)["CHANGES"] == 1
    merged = planned(plan)[hotspot_id]
    assert (merged.year, merged.power) == (2028, "generator")


@pytest.mark.parametrize(("side", "held"), [("ours", "satellite"), ("theirs", "wireless")])
def test_what_both_sides_changed_is_told_and_waits_for_a_decision(
    algorithms: Algorithms, plan: Path, package: Path, tmp_path: Path, side: str, held: str
) -> None:
    hotspot_id = set_value(plan, 0, "technology", "satellite")
    set_value(package, 0, "technology", "wireless")
    set_value(package, 1, "power", "generator")
    before, report = plan.read_bytes(), tmp_path / "report.json"
    given = {"PLAN": plan, "PACKAGE": package, "REPORT": report}
    with pytest.raises(Failed, match=r"in the plan and in the package: 1\. Nothing was taken over"):
        algorithms.run("mergepackage", **given)
    assert plan.read_bytes() == before
    said = " ".join(algorithms.feedback.said)
    assert "technology: satellite in the plan, wireless in the package" in said
    (conflict,) = json.loads(report.read_text(encoding="utf-8"))["conflicts"]
    assert conflict["hotspot_id"] == hotspot_id
    assert (conflict["ours"], conflict["theirs"]) == ("satellite", "wireless")
    outputs = algorithms.run("mergepackage", **given, SETTLE=side)
    assert outputs["CONFLICTS"] == 1
    assert planned(plan)[hotspot_id].technology == held


@pytest.mark.parametrize("removing", ["plan", "package"])
def test_a_hotspot_removed_by_one_and_edited_by_the_other_is_asked_for(
    algorithms: Algorithms, plan: Path, package: Path, removing: str
) -> None:
    files = {"plan": plan, "package": package}
    with in_the_field(files[removing]) as layer:
        layer.deleteFeature(next(layer.getFeatures()).id())
    (editing,) = files.keys() - {removing}
    hotspot_id = set_value(files[editing], 0, "year", 2028)
    with pytest.raises(Failed, match="Nothing was taken over"):
        algorithms.run("mergepackage", PLAN=plan, PACKAGE=package)
    assert f"removed from the {removing}" in " ".join(algorithms.feedback.said)
    side = "ours" if removing == "plan" else "theirs"
    algorithms.run("mergepackage", PLAN=plan, PACKAGE=package, SETTLE=side)
    assert hotspot_id not in planned(plan)


def changed_in(path: Path, statement: str, *values: Any) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        # What GDAL's triggers ask for.
        for name, answer in (("ST_IsEmpty", 0), *((f"ST_{end}", 1.0) for end in ENDS)):
            connection.create_function(name, 1, lambda _geometry, answer=answer: answer)
        connection.execute(statement, values)


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE manifest SET value = 'x' WHERE key = 'plan_id'", "made from another plan"),
        ("UPDATE hotspots_at_export SET year = 1999", "is not as it was when the package was made"),
        ("DROP TABLE manifest", "is not a layer package of this plugin: it has no manifest"),
        ("DELETE FROM manifest WHERE key = 'plan_id'", r"it has no manifest\.plan_id"),
        ("DELETE FROM manifest WHERE key LIKE '%at_export%'", "it has no manifest"),
    ],
)
def test_what_is_no_package_of_this_plan_changes_nothing(
    algorithms: Algorithms, plan: Path, package: Path, statement: str, sentence: str
) -> None:
    changed_in(package, statement)
    before = plan.read_bytes()
    with pytest.raises(Failed, match=sentence):
        algorithms.run("mergepackage", PLAN=plan, PACKAGE=package)
    assert plan.read_bytes() == before


def test_a_plan_given_as_package_is_refused(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.gpkg"
    shutil.copyfile(plan, other)
    with pytest.raises(Failed, match="is not a layer package of this plugin"):
        algorithms.run("mergepackage", PLAN=plan, PACKAGE=other)


def test_a_hostile_package_is_refused_and_the_plan_stays(
    algorithms: Algorithms, plan: Path, package: Path
) -> None:
    before = plan.read_bytes()
    changed_in(package, "CREATE VIEW more AS SELECT 1")
    with pytest.raises(Failed, match="view more"):
        algorithms.run("mergepackage", PLAN=plan, PACKAGE=package)
    assert plan.read_bytes() == before


def test_a_text_in_a_column_of_numbers_is_named(
    algorithms: Algorithms, plan: Path, package: Path
) -> None:
    (hotspot_id,) = rows(package, "SELECT hotspot_id FROM hotspots LIMIT 1")[0]
    changed_in(package, "UPDATE hotspots SET year = 'soon' WHERE hotspot_id = ?", hotspot_id)
    with pytest.raises(Failed, match=f"row {hotspot_id}: year holds 'soon'"):
        algorithms.run("mergepackage", PLAN=plan, PACKAGE=package)


def test_two_hotspots_with_one_id_are_named(
    algorithms: Algorithms, plan: Path, package: Path
) -> None:
    with in_the_field(package) as layer:
        copied = QgsFeature(next(layer.getFeatures()))
        copied["fid"] = None
        layer.addFeature(copied)
    with pytest.raises(Failed, match="have the same hotspot_id"):
        algorithms.run("mergepackage", PLAN=plan, PACKAGE=package)


def test_a_locked_plan_is_left_as_it_is(algorithms: Algorithms, plan: Path, package: Path) -> None:
    set_value(package, 0, "year", 2028)
    before = planned(plan)
    with closing(sqlite3.connect(plan, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Failed, match="could not be written and is unchanged"):
            algorithms.run("mergepackage", PLAN=plan, PACKAGE=package)
    assert planned(plan) == before


def test_the_report_is_written_neither_over_the_plan_nor_over_the_package(
    algorithms: Algorithms, plan: Path, package: Path
) -> None:
    for file in (plan, package):
        before = file.read_bytes()
        with pytest.raises(Failed):
            algorithms.run("mergepackage", PLAN=plan, PACKAGE=package, REPORT=file)
        assert file.read_bytes() == before
