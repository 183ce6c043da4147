# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan is read as it stands in its file, wrong values and all; what is no plan is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from oracle.geopackage import write_plan
from oracle.planning import as_plan
from rule_cases.district import AGENCY, PLAN_ID, district, hotspot, published, school, source

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.plan_reading import read_plan, read_settings

WAIVER = {
    "rule": "VI105",
    "subject": "h1",
    "reason": "agreed",
    "author": "Sari",
    "made_at": "2026-02-03T10:00:00+08:00",
}


def _plan(path: Path, **tables: Any) -> Path:
    write_plan(path, district(**tables))
    return path


def _sql(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(statement, values)
        connection.commit()


def test_everything_a_plan_holds_is_read(tmp_path: Path) -> None:
    case = district(
        hotspots=[
            hotspot(notes="“Désa” ꦏ"),
            school(90.0, 400.0),
            hotspot(hotspot_id="h3", lon=None),
        ],
        published_hotspots=[published(), published(hotspot_id="p2", lat=None)],
        funding_sources=[source(), source(funding_source_id="DAK", point_quota=None)],
        waivers=[WAIVER],
    )
    write_plan(tmp_path / "plan.gpkg", case)
    plan, expected = read_plan(tmp_path / "plan.gpkg"), as_plan(case)
    assert plan.hotspots == expected.hotspots
    assert plan.published_hotspots[0] == expected.published_hotspots[0]
    assert plan.published_hotspots[1].hotspot.position is None
    assert plan.funding_sources == expected.funding_sources
    assert plan.waivers == expected.waivers
    assert (plan.plan_id, plan.agency, plan.title) == (PLAN_ID, AGENCY, "Random plan")
    assert (plan.base_revision, plan.reference_sha256) == (0, None)


def test_hotspots_keep_the_order_in_which_they_were_placed(tmp_path: Path) -> None:
    identifiers = ["z", "a", "m", "b"]
    path = _plan(tmp_path / "plan.gpkg", hotspots=[hotspot(hotspot_id=one) for one in identifiers])
    assert [one.hotspot_id for one in read_plan(path).hotspots] == identifiers


def test_wrong_values_are_left_for_the_rules_to_speak_of(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg", hotspots=[hotspot(status="planned", year=-5, lon=999.0)])
    _sql(path, "INSERT INTO hotspots (hotspot_id) VALUES (NULL)")
    wrong, empty = read_plan(path).hotspots
    assert (wrong.status, wrong.year, wrong.position) == ("planned", -5, LonLat(999.0, -0.95))
    assert empty == Hotspot("", status=None)


def test_settings_are_read_as_texts(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(path, "INSERT INTO plan (key, value) VALUES ('server', 'https://example.test')")
    _sql(path, "UPDATE plan SET value = '7' WHERE key = 'base_revision'")
    _sql(path, "INSERT INTO plan (key, value) VALUES ('reference_sha256', 'abc')")
    settings, plan = read_settings(path), read_plan(path)
    assert settings["server"] == "https://example.test"
    assert settings["plan_id"] == plan.plan_id == PLAN_ID
    assert (plan.base_revision, plan.reference_sha256) == (7, "abc")


@pytest.mark.parametrize("read", [read_plan, read_settings])
@pytest.mark.parametrize(
    "statement",
    ["DROP TABLE plan", "DELETE FROM plan", "UPDATE plan SET value = '' WHERE key = 'plan_id'"],
)
def test_a_geopackage_that_is_no_plan_is_refused(read: Any, statement: str, tmp_path: Path) -> None:
    path = _plan(tmp_path / "villages.gpkg")
    _sql(path, statement)
    with pytest.raises(InputError, match=r"villages\.gpkg is a GeoPackage but not a plan"):
        read(path)


def test_a_base_revision_that_is_no_number_is_named(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(path, "UPDATE plan SET value = 'three' WHERE key = 'base_revision'")
    with pytest.raises(InputError, match=r"base_revision of .* a whole number, not 'three'"):
        read_plan(path)


@pytest.mark.parametrize("agency", ["NULL", "' '"])
def test_a_funding_source_of_nobody_is_read_for_the_rules_to_find(
    agency: str, tmp_path: Path
) -> None:
    path = _plan(tmp_path / "plan.gpkg", funding_sources=[source(funding_source_id="murni")])
    _sql(path, f"UPDATE funding_sources SET agency = {agency}")
    (read,) = read_plan(path).funding_sources
    assert (read.funding_source_id, read.agency.strip()) == ("murni", "")


def test_a_plan_without_optional_tables_is_read(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    for table in ("waivers", "published_hotspots", "funding_sources"):
        _sql(path, f"DROP TABLE {table}")
    plan = read_plan(path)
    assert len(plan.hotspots) == 1
    assert plan.waivers == plan.published_hotspots == plan.funding_sources == ()


def test_reading_a_plan_leaves_the_file_free(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    read_plan(path)
    path.rename(tmp_path / "moved.gpkg")
    assert read_plan(tmp_path / "moved.gpkg").plan_id == PLAN_ID
