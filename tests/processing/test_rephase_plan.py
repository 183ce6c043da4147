# SPDX-License-Identifier: GPL-2.0-or-later
"""`rephaseplan` on the sample: what it says, writes and leaves alone when a budget shrinks."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsVectorLayer
from running_algorithms import Algorithms, Failed, Heard

from tools.qgis_process import QgisProcess
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis
LESS = 300_000_000


@pytest.fixture
def two_years(plan: Path) -> Path:
    """The sample, whose regency has 26 approved points in 2025, with room for four in 2026."""
    row = ("PASER-2026", "Kabupaten Paser", 2026, "initial", 4, 400_000_000, 12, "desa")
    insert = (
        "INSERT INTO funding_sources (funding_source_id, agency, fiscal_year, budget_round, "
        "point_quota, budget_idr, service_months, village_kinds) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    with closing(sqlite3.connect(plan)) as connection, connection:
        connection.execute(insert, row)
    return plan


def rows(path: Path) -> list[dict[str, Any]]:
    opened = QgsVectorLayer(str(path), "rows", "ogr")
    assert opened.isValid(), path
    names = opened.fields().names()
    return [dict(zip(names, feature.attributes())) for feature in opened.getFeatures()]


def test_figures_layer_and_report_agree_and_the_plan_stays(
    two_years: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before = two_years.read_bytes()
    output, report, heard = tmp_path / "rephased.gpkg", tmp_path / "rephased.json", Heard()
    outputs = algorithms.run(
        "rephaseplan",
        heard,
        PLAN=two_years,
        FUNDING_SOURCE="PASER-2025",
        BUDGET_IDR=LESS,
        OUTPUT=output,
        REPORT=report,
    )
    assert two_years.read_bytes() == before
    assert outputs["GAP"] == 0
    assert outputs["OBJECTIVE"] == outputs["BOUND"]
    found = rows(output)
    by_what = {
        what: [one for one in found if one["rephased"] == what]
        for what in ("stays", "moves", "no_room")
    }
    assert len(found) == 26
    assert len(by_what["stays"]) == outputs["STAY"]
    assert len(by_what["moves"]) == outputs["MOVED"] == 4
    assert len(by_what["no_room"]) == outputs["WITHOUT_ROOM"] == 22 - outputs["STAY"]
    assert {one["funding_source_id"] for one in by_what["moves"]} == {"PASER-2026"}
    assert {one["status"] for one in by_what["no_room"]} == {"replaced"}
    gone = [*by_what["moves"], *by_what["no_room"]]
    assert sum(one["cost_idr"] for one in gone) == outputs["IDR_SAVED"]
    assert sum(one["cost_idr"] for one in by_what["stays"]) <= LESS
    # One more would have been too much: nothing is moved that could have stayed.
    least = min(one["cost_idr"] for one in gone)
    assert sum(one["cost_idr"] for one in by_what["stays"]) + least > LESS
    told = json.loads(report.read_text("utf-8"))
    assert told["as_planned"]["total"] - told["kept"]["total"] == outputs["PEOPLE_WAITING"]
    assert told["budget_idr"] == {"before": 500_000_000, "after": LESS}
    assert told["waiting"][-1]["people"] == outputs["PEOPLE_LEFT_OUT"] <= outputs["PEOPLE_WAITING"]
    assert told["said"] == heard.said[-len(told["said"]) :]
    assert told["said"][0].startswith("Of the hotspots of PASER-2025")


def test_applied_the_limits_and_hotspots_are_in_the_plan_without_a_new_error(
    two_years: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before, checked = read_plan(two_years), algorithms.run("checkplan", PLAN=two_years)
    outputs = algorithms.run(
        "rephaseplan",
        PLAN=two_years,
        FUNDING_SOURCE="PASER-2025",
        BUDGET_IDR=LESS,
        POINT_QUOTA=15,
        APPLY=True,
        OUTPUT=tmp_path / "rephased.gpkg",
    )
    after = read_plan(two_years)
    assert [one.hotspot_id for one in after.hotspots] == [one.hotspot_id for one in before.hotspots]
    source = after.funding_sources[0]
    assert source.funding_source_id == "PASER-2025"
    assert (source.budget_idr, source.point_quota) == (LESS, 15)
    assert after.funding_sources[1:] == before.funding_sources[1:]
    moved = [one for one in after.hotspots if one.funding_source_id == "PASER-2026"]
    assert len(moved) == outputs["MOVED"] == 4
    assert {one.year for one in moved} == {2026}
    assert sum(one.status == "replaced" for one in after.hotspots) == outputs["WITHOUT_ROOM"]
    now = algorithms.run("checkplan", PLAN=two_years)
    assert now["ERRORS"] <= checked["ERRORS"]
    assert now["NOT_CHECKED"] == 0
    # What is within its limits is left as it is.
    again = algorithms.run(
        "rephaseplan",
        PLAN=two_years,
        FUNDING_SOURCE="PASER-2025",
        APPLY=True,
        OUTPUT=tmp_path / "again.gpkg",
    )
    assert (again["MOVED"], again["WITHOUT_ROOM"], again["PEOPLE_WAITING"]) == (0, 0, 0)
    assert read_plan(two_years) == after


def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(
    two_years: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(two_years)) as connection, connection:
        for trigger in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'hotspots'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger[0]}"')
        connection.execute("UPDATE hotspots SET status = 'installed'")
    before, given = two_years.read_bytes(), {"APPLY": True, "OUTPUT": tmp_path / "none.gpkg"}
    with pytest.raises(Failed, match=r"PASER-2025 cannot shrink so far: .* 26 of 5 points"):
        algorithms.run(
            "rephaseplan", PLAN=two_years, FUNDING_SOURCE="PASER-2025", POINT_QUOTA=5, **given
        )
    with pytest.raises(Failed, match="no funding source APBN"):
        algorithms.run("rephaseplan", PLAN=two_years, FUNDING_SOURCE="APBN", **given)
    with pytest.raises(Failed, match="is the plan itself"):
        algorithms.run("rephaseplan", PLAN=two_years, FUNDING_SOURCE="PASER-2025", OUTPUT=two_years)
    assert two_years.read_bytes() == before
    assert not (tmp_path / "none.gpkg").exists()


def test_a_write_that_fails_leaves_the_plan_as_it_was(
    two_years: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    """The hotspots are written first, then the sources: a refusal there takes both back."""
    refuse = (
        "CREATE TRIGGER refuse BEFORE UPDATE ON funding_sources "
        "BEGIN SELECT RAISE(ABORT, 'not today'); END"
    )
    with closing(sqlite3.connect(two_years)) as connection, connection:
        connection.execute(refuse)
    before = read_plan(two_years)
    with pytest.raises(Failed, match="not today"):
        algorithms.run(
            "rephaseplan",
            PLAN=two_years,
            FUNDING_SOURCE="PASER-2025",
            POINT_QUOTA=5,
            APPLY=True,
            OUTPUT=tmp_path / "rephased.gpkg",
        )
    assert read_plan(two_years) == before


def test_cancelled_nothing_is_written(
    two_years: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    before, output = two_years.read_bytes(), tmp_path / "rephased.gpkg"
    for share in (5, 40):
        with pytest.raises(Failed, match="Cancelled"):
            algorithms.run(
                "rephaseplan",
                Heard(cancel_at=share),
                PLAN=two_years,
                FUNDING_SOURCE="PASER-2025",
                POINT_QUOTA=5,
                APPLY=True,
                OUTPUT=output,
            )
    assert two_years.read_bytes() == before
    assert not output.exists()


def test_what_is_pinned_stays_and_a_strange_pin_is_told(
    two_years: Path, algorithms: Algorithms, tmp_path: Path
) -> None:
    own = [one.hotspot_id for one in read_plan(two_years).hotspots][:2]
    given = {"PLAN": two_years, "FUNDING_SOURCE": "PASER-2025", "POINT_QUOTA": 2}
    output = tmp_path / "rephased.gpkg"
    outputs = algorithms.run("rephaseplan", **given, PINNED=", ".join(own), OUTPUT=output)
    fixed = {one["hotspot_id"] for one in rows(output) if one["rephased"] == "fixed"}
    assert fixed == set(own)
    assert outputs["STAY"] == 2
    with pytest.raises(Failed, match="nothing is to stay in any case, but PASER-2025"):
        algorithms.run("rephaseplan", **given, PINNED="nothing", OUTPUT=tmp_path / "no.gpkg")


def test_it_runs_in_qgis_process(
    two_years: Path, qgis_process: QgisProcess, tmp_path: Path
) -> None:
    outputs = qgis_process.run(
        "rephaseplan",
        PLAN=two_years,
        FUNDING_SOURCE="PASER-2025",
        BUDGET_IDR=LESS,
        OUTPUT=tmp_path / "r.gpkg",
    )
    assert outputs["MOVED"] == 4
    assert outputs["GAP"] == 0
