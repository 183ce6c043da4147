# SPDX-License-Identifier: GPL-2.0-or-later
"""A new plan file holds every table of the schema, and is made whole or not at all."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from village_internet_plugin.domain import schema
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import is_identifier
from village_internet_plugin.layers import geopackage, plan_file
from village_internet_plugin.layers.plan_file import (
    create_plan_file,
    open_layer,
    read_setting,
    write_setting,
)
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.rules.rule_set_document import read_rule_set, standard_rule_set

OGR_TYPES = {"text": "String", "integer": "Integer64", "real": "Real", "date": "Date"}


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_every_table_has_its_columns_in_their_types_and_order(
    plan: Path, table: schema.Table
) -> None:
    fields = [(field.name(), field.typeName()) for field in open_layer(plan, table.name).fields()]
    expected = [(column.name, OGR_TYPES[column.holds]) for column in table.columns]
    assert fields == [("fid", "Integer64"), *expected]


@pytest.mark.parametrize("table", schema.TABLES, ids=lambda table: table.name)
def test_layers_with_a_place_are_in_wgs_84_and_have_an_rtree(
    plan: Path, table: schema.Table
) -> None:
    layer = open_layer(plan, table.name)
    if table.geometry is None:
        assert not layer.isSpatial()
        return
    assert layer.crs().authid() == "EPSG:4326"
    with closing(sqlite3.connect(plan)) as connection:
        query = "SELECT count(*) FROM sqlite_master WHERE name = ?"
        assert connection.execute(query, (f"rtree_{table.name}_geom",)).fetchone() == (1,)


def test_a_unique_column_refuses_the_same_value_twice(plan: Path) -> None:
    with closing(sqlite3.connect(plan)) as connection:
        statement = "INSERT INTO funding_sources (funding_source_id) VALUES ('PASER-2025')"
        connection.execute(statement)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)


def test_tables_are_described_in_both_languages(plan: Path) -> None:
    with closing(sqlite3.connect(plan)) as connection:
        query = "SELECT description FROM gpkg_contents WHERE table_name = 'village_offices'"
        assert connection.execute(query).fetchone() == ("Village offices / Kantor desa",)


def test_a_new_plan_says_who_made_it_and_by_which_rules(tmp_path: Path) -> None:
    path = tmp_path / "paser.gpkg"
    create_plan_file(path, " Kabupaten Paser ", "Rencana 2026", standard_rule_set())
    plan = read_plan(path)
    assert (plan.agency, plan.title, plan.base_revision) == ("Kabupaten Paser", "Rencana 2026", 0)
    assert is_identifier(plan.plan_id)
    rule_set = read_rule_set(read_setting(path, "rule_set") or "", "plan")
    assert rule_set == standard_rule_set()
    assert json.loads(read_setting(path, "loaded_roles") or "") == []
    assert read_setting(path, "schema_version") == "1"


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    path.write_text("somebody's work", encoding="utf-8")
    with pytest.raises(InputError, match=r"exists already and is left as it is\. Choose another"):
        create_plan_file(path, "Kabupaten Paser", "", standard_rule_set())
    assert path.read_text(encoding="utf-8") == "somebody's work"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no folder .*nowhere to put the plan in"):
        create_plan_file(tmp_path / "nowhere" / "plan.gpkg", "Paser", "", standard_rule_set())


def test_a_plan_needs_an_agency(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="needs the name of the agency"):
        create_plan_file(tmp_path / "plan.gpkg", "  ", "", standard_rule_set())


def test_a_failure_half_way_leaves_no_file_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(source: object, target: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(plan_file.os, "replace", fail)
    with pytest.raises(InputError, match="could not be written and is unchanged"):
        create_plan_file(tmp_path / "plan.gpkg", "Kabupaten Paser", "", standard_rule_set())
    assert list(tmp_path.iterdir()) == []


def test_settings_are_read_back_as_written(plan: Path) -> None:
    write_setting(plan, "server", "https://peta.example")
    write_setting(plan, "server", "https://peta2.example")
    write_setting(plan, "new_key", "é")
    assert read_setting(plan, "server") == "https://peta2.example"
    assert read_setting(plan, "new_key") == "é"
    assert read_setting(plan, "no_such_key") is None


def test_a_file_that_is_no_plan_is_refused(tmp_path: Path) -> None:
    text = tmp_path / "notes.gpkg"
    text.write_text("not a database", encoding="utf-8")
    with pytest.raises(InputError, match="is not a plan file"):
        read_setting(text, "plan_id")
    with pytest.raises(InputError, match=r"There is no plan file .*\. Create the plan first"):
        write_setting(tmp_path / "missing.gpkg", "plan_id", "x")


def test_an_unknown_table_is_our_own_mistake(plan: Path) -> None:
    with pytest.raises(KeyError):
        open_layer(plan, "verdicts")


def test_a_locked_file_is_told_and_left_alone(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(geopackage, "BUSY_TIMEOUT_S", 0.01)
    with closing(sqlite3.connect(plan, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(InputError, match=r"locked.*\. Close other programs that edit it"):
            write_setting(plan, "server", "x")
        with pytest.raises(InputError, match=r"could not be read: database is locked"):
            geopackage.fids_by_value(plan, schema.HOTSPOTS, "hotspot_id")
        other.execute("ROLLBACK")
    assert read_setting(plan, "server") == ""
