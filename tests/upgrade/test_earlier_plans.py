# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan of any earlier version opens, is judged, edited and delivered, and loses nothing."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from opened_plan import opened_plan
from running_algorithms import Algorithms

from tools.make_earlier_plans import RELEASES
from village_internet_plugin.layers.edit_step import edit_step

pytestmark = pytest.mark.qgis

Rows = dict[str, list[dict[str, object]]]


def rows_of(path: Path) -> Rows:
    """Return all rows of the plan's own tables, in the order they were made."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        return {
            table: [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
            for table in _own_tables(connection)
        }


def _own_tables(connection: sqlite3.Connection) -> Iterator[str]:
    for (name,) in connection.execute("SELECT table_name FROM gpkg_contents").fetchall():
        yield str(name)


def lost(before: Rows, after: Rows) -> list[str]:
    """Return what is not any more as it was; new tables and columns are no loss."""
    told = []
    for table, rows in before.items():
        for row in rows:
            if not any(row.items() <= other.items() for other in after.get(table, [])):
                told.append(f"{table}: {row}")
    return told


def test_each_release_before_this_one_has_its_plan(repository: Path) -> None:
    changelog = (repository / "CHANGELOG.md").read_text(encoding="utf-8")
    _this, *earlier = re.findall(r"^## (\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert set(earlier) <= set(RELEASES)


def test_it_is_judged_by_its_own_rules_and_waivers_and_not_written(
    earlier_plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before, report = rows_of(earlier_plan), tmp_path / "report.json"
    algorithms.run("checkplan", PLAN=earlier_plan, REPORT=report)
    told = json.loads(report.read_text(encoding="utf-8"))
    counts = told["counts"]
    assert (counts["error"], counts["not_checked"], counts["waived"]) == (0, 0, 1)
    settings = {row["key"]: row["value"] for row in before["plan"]}
    assert told["plan_id"] == settings["plan_id"]
    assert told["reference_sha256"] == settings["reference_sha256"]
    assert told["rule_set_version"] == json.loads(str(settings["rule_set"]))["version"]
    assert rows_of(earlier_plan) == before


def test_opened_edited_and_saved_it_keeps_every_row_and_setting(earlier_plan: Path) -> None:
    before = rows_of(earlier_plan)
    with opened_plan(earlier_plan) as (plan, _project):
        hotspots = plan.layer("hotspots")
        feature = next(hotspots.getFeatures())
        hotspots.startEditing()
        with edit_step(hotspots, "Rename"):
            index = hotspots.fields().indexOf("notes")
            hotspots.changeAttributeValue(feature.id(), index, "sesudah pembaruan")
        assert hotspots.commitChanges()
    after = rows_of(earlier_plan)
    (changed,) = [row for row in after["hotspots"] if row["notes"] == "sesudah pembaruan"]
    changed["notes"] = before["hotspots"][0]["notes"]
    assert lost(before, after) == []


def test_it_is_suggested_to_and_delivered(
    earlier_plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before = rows_of(earlier_plan)
    chosen, package = tmp_path / "chosen.gpkg", tmp_path / "package.gpkg"
    suggested = algorithms.run("suggesthotspots", PLAN=earlier_plan, OUTPUT=chosen, APPLY=True)
    assert suggested["CHOSEN"] > 0
    algorithms.run("exportlayerpackage", PLAN=earlier_plan, OUTPUT=package)
    assert lost(before, rows_of(earlier_plan)) == []
    delivered = rows_of(package)["hotspots"]
    assert len(delivered) == len(before["hotspots"]) + suggested["CHOSEN"]


def test_sheets_are_imported_into_it(
    earlier_plan: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before, sheet = rows_of(earlier_plan), tmp_path / "simpul.csv"
    sheet.write_text(
        "id_simpul,jenis,operator,nama,bujur,lintang\nM-1,menara,Telkom,Menara,116.1,-1.6\n"
    )
    taken = algorithms.run("importlayer", PLAN=earlier_plan, ROLE="network_nodes", SOURCE=sheet)
    assert (taken["ACCEPTED"], taken["REJECTED"]) == (1, 0)
    after = rows_of(earlier_plan)
    kept = {table: rows for table, rows in before.items() if table not in ("plan", "network_nodes")}
    assert lost(kept, after) == []
