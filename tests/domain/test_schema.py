# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of tables and columns agrees with itself, with the design and with the nouns."""

from __future__ import annotations

from dataclasses import fields

import pytest

from village_internet_plugin.domain import schema
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import ExistingHotspot, Hotspot
from village_internet_plugin.domain.schema import TABLES, Table
from village_internet_plugin.domain.village import NetworkNode, Settlement, Village, VillageOffice
from village_internet_plugin.domain.waiver import Waiver

# Section 4 of the design, typed in: other programs are written against these names.
DESIGN = {
    "villages": "village_code name kind district regency province population households",
    "village_offices": "village_code name accuracy_m source",
    "blank_spots": "blank_spot_id village_code name signal technology people observed_on source",
    "settlements": "settlement_id village_code name households people",
    "existing_hotspots": "hotspot_id village_code name agency programme technology provider "
    "bandwidth_mbps status since",
    "network_nodes": "node_id kind operator name capacity",
    "hotspots": "hotspot_id village_code name site_kind funding_source_id year status technology "
    "provider bandwidth_mbps power power_hours site_consent maintainer capex_idr "
    "opex_idr_per_month service_months priority notes",
    "funding_sources": "funding_source_id agency programme fiscal_year budget_round point_quota "
    "budget_idr service_months village_kinds",
    "waivers": "rule subject reason author made_at",
    "plan": "key value",
}
DESIGN["published_hotspots"] = DESIGN["hotspots"] + " agency plan_id revision"
GEOMETRY = dict.fromkeys(DESIGN, "Point")
GEOMETRY.update(dict.fromkeys(("villages", "blank_spots"), "MultiPolygon"))
GEOMETRY.update(dict.fromkeys(("funding_sources", "waivers", "plan"), None))


@pytest.mark.parametrize("table", [t for t in TABLES if t.name != "outbox"], ids=lambda t: t.name)
def test_a_table_has_the_columns_and_geometry_of_the_design(table: Table) -> None:
    assert list(table.names()) == DESIGN[table.name].split()
    assert table.geometry == GEOMETRY[table.name]


def test_there_is_every_table_of_the_design_once_and_the_outbox() -> None:
    names = [table.name for table in TABLES]
    assert sorted(names) == sorted([*DESIGN, "outbox"])


def test_roles_are_what_can_be_imported() -> None:
    reference = [table.name for table in schema.REFERENCE_TABLES]
    assert reference == list(DESIGN)[:6]
    assert list(schema.ROLES) == [*reference, "hotspots", "funding_sources"]


@pytest.mark.parametrize(
    ("table", "noun"),
    [
        (schema.VILLAGES, Village),
        (schema.VILLAGE_OFFICES, VillageOffice),
        (schema.SETTLEMENTS, Settlement),
        (schema.EXISTING_HOTSPOTS, ExistingHotspot),
        (schema.NETWORK_NODES, NetworkNode),
        (schema.HOTSPOTS, Hotspot),
        (schema.FUNDING_SOURCES, FundingSource),
        (schema.WAIVERS, Waiver),
    ],
    ids=lambda value: getattr(value, "name", None),
)
def test_a_noun_has_a_field_for_every_column_and_a_position_for_a_point(
    table: Table, noun: type
) -> None:
    position = {"position"} if table.geometry == "Point" else set()
    assert {field.name for field in fields(noun)} == {*table.names(), *position}


def test_columns_are_well_formed() -> None:
    for table in TABLES:
        names = table.names()
        assert len(set(names)) == len(names)
        for column in table.columns:
            assert column.holds in ("text", "integer", "real", "date")
            assert not (column.choices and column.holds != "text"), column
            assert column.least is None or column.holds in ("integer", "real"), column
            assert len(set(column.choices)) == len(column.choices)
            assert not column.unique or column.required, column


def test_units_are_told_by_names_and_money_is_whole_rupiah() -> None:
    for table in TABLES:
        for column in table.columns:
            if "_idr" in column.name:
                assert column.holds == "integer"
            if column.name.endswith(("_m", "_mbps", "_hours")):
                assert column.holds == "real"


def test_a_column_is_found_by_its_name_or_not_at_all() -> None:
    assert schema.HOTSPOTS.column("year").least == 2000
    with pytest.raises(KeyError, match=r"hotspots\.tahun"):
        schema.HOTSPOTS.column("tahun")


def test_every_table_is_named_in_both_languages() -> None:
    for table in TABLES:
        assert table.title.en.strip()
        assert table.title.id.strip()
