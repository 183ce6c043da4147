# SPDX-License-Identifier: GPL-2.0-or-later
"""`checkplan`: counts, a layer of findings and a report; the plan itself is never touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from qgis.core import QgsVectorLayer
from running_algorithms import Algorithms, Failed, Heard

from village_internet_plugin.rules.rule_set_document import standard_rule_set, write_rule_set

pytestmark = pytest.mark.qgis


def test_counts_layer_and_report_tell_the_same(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    before = plan.read_bytes()
    report_path, findings_path = tmp_path / "check.json", tmp_path / "findings.gpkg"
    outputs = algorithms.run(
        "checkplan", PLAN=plan, REPORT=report_path, FINDINGS=str(findings_path)
    )
    report = json.loads(report_path.read_text(encoding="utf-8"))
    counts = report["counts"]
    told = {"ERRORS": "error", "WARNINGS": "warning", "NOTICES": "notice", "WAIVED": "waived"}
    assert {name: outputs[name] for name in told} == {
        name: counts[key] for name, key in told.items()
    }
    assert sum(counts.values()) == len(report["findings"]) > 0
    layer = QgsVectorLayer(outputs["FINDINGS"], "findings", "ogr")
    assert [field.name() for field in layer.fields()][1:] == [
        *("rule", "severity", "subject_kind", "subject", "measured", "limit", "unit"),
        *("message", "fix", "waived"),
    ]
    in_layer = [(row["rule"], row["subject"], row["message"]) for row in layer.getFeatures()]
    in_report = [(row["rule"], row["subject"], row["message"]) for row in report["findings"]]
    assert in_layer == in_report
    del layer
    assert plan.read_bytes() == before


def test_a_finding_lies_at_its_hotspot_and_one_on_a_village_nowhere(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    path = tmp_path / "findings.gpkg"
    algorithms.run("checkplan", PLAN=plan, FINDINGS=str(path))
    layer = QgsVectorLayer(str(path), "findings", "ogr")
    hotspots = QgsVectorLayer(f"{plan}|layername=hotspots", "hotspots", "ogr")
    positions = {row["hotspot_id"]: row.geometry().asWkt(7) for row in hotspots.getFeatures()}
    for row in layer.getFeatures():
        if row["subject_kind"] == "hotspot":
            assert row.geometry().asWkt(7) == positions[row["subject"]]
        else:
            assert not row.hasGeometry()


def test_a_rule_set_of_ones_own_replaces_the_plans(
    algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    own = json.loads(write_rule_set(standard_rule_set()))
    for rule in own["rules"].values():
        rule["enabled"] = False
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(own), encoding="utf-8")
    outputs = algorithms.run("checkplan", PLAN=plan, RULE_SET=path)
    assert outputs["ERRORS"] + outputs["WARNINGS"] + outputs["NOTICES"] == 0


@pytest.mark.parametrize(("language", "heading"), [("en", "Errors"), ("id", "Kesalahan")])
def test_the_page_speaks_the_language_asked_for(
    language: str, heading: str, algorithms: Algorithms, plan: Path, tmp_path: Path
) -> None:
    page = tmp_path / "check.html"
    algorithms.run("checkplan", PLAN=plan, REPORT=page, LANGUAGE=language)
    text = page.read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in text
    assert heading in text


def test_nothing_is_written_that_nobody_asked_for(algorithms: Algorithms, plan: Path) -> None:
    outputs = algorithms.run("checkplan", PLAN=plan)
    assert not outputs.keys() & {"REPORT", "FINDINGS"}
    assert [path.name for path in plan.parent.iterdir()] == ["plan.gpkg"]


@pytest.mark.parametrize(
    ("output", "form"),
    [
        ("REPORT", "{plan}"),
        ("FINDINGS", "{plan}"),
        ("FINDINGS", "ogr:dbname='{plan}' table=\"hotspots\" (geom)"),
    ],
)
def test_nothing_is_written_over_the_plan(
    output: str, form: str, algorithms: Algorithms, plan: Path
) -> None:
    before = plan.read_bytes()
    with pytest.raises(Failed, match="is the plan itself and is not overwritten"):
        algorithms.run("checkplan", PLAN=plan, **{output: form.format(plan=plan)})
    assert plan.read_bytes() == before


def test_what_ails_a_rule_set_is_said(algorithms: Algorithms, plan: Path, tmp_path: Path) -> None:
    broken, blob = tmp_path / "broken.json", tmp_path / "blob.json"
    broken.write_text("{", encoding="utf-8")
    blob.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Failed, match=r"broken\.json"):
        algorithms.run("checkplan", PLAN=plan, RULE_SET=broken)
    with pytest.raises(Failed, match=r"blob\.json cannot be read .* in UTF-8"):
        algorithms.run("checkplan", PLAN=plan, RULE_SET=blob)
    with pytest.raises(Failed, match=r"none\.json cannot be read"):
        algorithms.run("checkplan", PLAN=plan, RULE_SET=tmp_path / "none.json")


def test_a_file_that_is_no_plan_is_named(algorithms: Algorithms, tmp_path: Path) -> None:
    other = tmp_path / "other.gpkg"
    other.write_bytes(b"nothing of the kind")
    with pytest.raises(Failed, match=r"other\.gpkg"):
        algorithms.run("checkplan", PLAN=other)


def test_a_check_can_be_cancelled(algorithms: Algorithms, plan: Path, tmp_path: Path) -> None:
    report = tmp_path / "check.json"
    with pytest.raises(Failed, match="Cancelled"):
        algorithms.run("checkplan", Heard(cancel_at=0.0), PLAN=plan, REPORT=report)
    assert not report.exists()


def test_a_fault_of_our_own_is_told_as_one(
    algorithms: Algorithms, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumble(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("village_internet_plugin.processing.check_plan.check_plan_file", stumble)
    with pytest.raises(Failed, match=r"error of its own \(ZeroDivisionError: by zero\)"):
        algorithms.run("checkplan", PLAN=plan)
