# SPDX-License-Identifier: GPL-2.0-or-later
"""`importlayer`: a source into a role of a plan; or a sentence, and the plan as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running_algorithms import Algorithms, Failed, rows

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


def test_a_plan_that_is_none_is_named(algorithms: Algorithms, sample: Path, tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"plan\.gpkg"):
        algorithms.run(
            "importlayer",
            PLAN=tmp_path / "plan.gpkg",
            ROLE="hotspots",
            SOURCE=sample / "titik_hotspot_kaltim_2025.csv",
        )
