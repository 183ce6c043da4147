# SPDX-License-Identifier: GPL-2.0-or-later
"""A new hotspot begins with what its place and the plan around it suggest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsProject

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import moved
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.new_hotspot import new_hotspot
from village_internet_plugin.layers.plan_rows import replace_funding_sources
from village_internet_plugin.layers.valid_places import search_for_hotspot
from village_internet_plugin.siting.nearest_valid import find_nearest_valid

OFFICE = LonLat(116.05, -1.95)
SETTLEMENT = LonLat(116.07, -1.93)
FIBRE, TOWER = LonLat(116.04, -1.96), LonLat(116.12, -1.95)
MINE = FundingSource("APBD", "Kabupaten Paser", 2027, point_quota=2, service_months=24)


@pytest.fixture
def plan_file(village_plan: Path, tmp_path: Path) -> Path:
    _load(village_plan, tmp_path, "village_offices", f"64.01.06.2023,{OFFICE.lat},{OFFICE.lon},")
    _load(
        village_plan,
        tmp_path,
        "settlements",
        f"P1,{SETTLEMENT.lat},{SETTLEMENT.lon},Dusun Lawas",
        key="settlement_id",
    )
    return village_plan


@pytest.fixture
def current(plan_file: Path) -> Iterator[CurrentPlan]:
    opened = CurrentPlan(QgsProject.instance(), "en")
    opened.open(plan_file)
    yield opened
    opened.close(remove_layers=True)


def _load(path: Path, folder: Path, role: str, *rows: str, key: str = "village_code") -> None:
    sheet = folder / f"{role}.csv"
    sheet.write_text("\n".join([f"{key},lat,lon,name", *rows]), encoding="utf-8")
    assert import_source(path, role, sheet, language="en").accepted == len(rows)


def _begin(plan: CurrentPlan, position: LonLat) -> Hotspot:
    plan.flush()
    return new_hotspot(plan, position)


def test_at_the_office_it_is_the_office(current: CurrentPlan) -> None:
    made = _begin(current, moved(OFFICE, 20.0, 0.0))
    assert (made.name, made.site_kind) == ("Kantor Desa Adang Jaya", "village_office")
    assert (made.village_code, made.status) == ("64.01.06.2023", "proposed")


def test_a_name_the_plan_has_already_gets_a_number(plan_file: Path, current: CurrentPlan) -> None:
    taken = Hotspot("one", OFFICE, "64.01.06.2023", "KANTOR desa Adang Jaya")
    other = replace(taken, hotspot_id="two", name="Riwang", village_code="64.01.09.2005")
    write_hotspots(plan_file, (), (taken, other))
    assert _begin(current, OFFICE).name == "Kantor Desa Adang Jaya 2"
    assert new_hotspot(current, LonLat(116.15, -1.95)).name == "Riwang 2"


def test_a_settlement_names_the_place_else_the_village_does(current: CurrentPlan) -> None:
    near = _begin(current, moved(SETTLEMENT, 300.0, 0.0))
    assert (near.name, near.site_kind) == ("Dusun Lawas", "public_space")
    assert new_hotspot(current, LonLat(116.02, -1.99)).name == "Adang Jaya"


def test_between_villages_the_nearest_within_the_tolerance_is_taken(current: CurrentPlan) -> None:
    current.flush()
    assert new_hotspot(current, moved(LonLat(116.0, -1.95), -60.0, 0.0)).village_code == (
        "64.01.06.2023"
    )
    astray = new_hotspot(current, moved(LonLat(116.0, -1.95), -160.0, 0.0))
    assert (astray.village_code, astray.name) == (None, "Titik baru")


def test_it_is_paid_by_the_source_used_last_while_that_has_points(
    plan_file: Path, current: CurrentPlan
) -> None:
    other = replace(MINE, funding_source_id="APBD-P", fiscal_year=2028, point_quota=None)
    foreign = replace(MINE, funding_source_id="BAKTI", agency="BAKTI")
    replace_funding_sources(plan_file, [foreign, MINE, other])
    rows = [Hotspot(f"{n}", OFFICE, "64.01.06.2023", funding_source_id="APBD-P") for n in range(2)]
    write_hotspots(plan_file, (), rows)
    made = _begin(current, OFFICE)
    assert (made.funding_source_id, made.year, made.service_months) == ("APBD-P", 2028, 24)


def test_a_source_without_points_left_gives_way(plan_file: Path, current: CurrentPlan) -> None:
    other = replace(MINE, funding_source_id="Z", point_quota=None)
    replace_funding_sources(plan_file, [MINE, other])
    rows = [Hotspot(f"{n}", OFFICE, "64.01.06.2023", funding_source_id="APBD") for n in range(2)]
    write_hotspots(plan_file, (), rows)
    assert _begin(current, OFFICE).funding_source_id == "Z"


def test_a_source_for_other_kinds_of_village_is_passed_over(
    plan_file: Path, current: CurrentPlan
) -> None:
    replace_funding_sources(plan_file, [replace(MINE, village_kinds="kelurahan")])
    made = _begin(current, OFFICE)
    assert made.funding_source_id is None
    assert made.year is not None


def test_the_technology_is_what_the_nodes_allow(
    plan_file: Path, current: CurrentPlan, tmp_path: Path
) -> None:
    assert _begin(current, OFFICE).technology is None
    sheet = tmp_path / "nodes.csv"
    sheet.write_text(
        "node_id,kind,lat,lon\n"
        f"F1,fibre,{FIBRE.lat},{FIBRE.lon}\nT1,tower,{TOWER.lat},{TOWER.lon}\n",
        encoding="utf-8",
    )
    assert import_source(plan_file, "network_nodes", sheet, language="en").accepted == 2
    current.reload()
    current.flush()
    assert new_hotspot(current, OFFICE).technology == "fibre"
    assert new_hotspot(current, LonLat(116.09, -1.93)).technology == "wireless"
    assert new_hotspot(current, LonLat(116.39, -1.95)).technology == "satellite"


def test_each_has_an_id_of_its_own(current: CurrentPlan) -> None:
    first, second = _begin(current, OFFICE), new_hotspot(current, OFFICE)
    assert first.hotspot_id != second.hotspot_id


def test_without_a_plan_there_is_none(plan_file: Path) -> None:
    with pytest.raises(ProgramFault):
        new_hotspot(CurrentPlan(QgsProject.instance(), "en"), OFFICE)


def test_a_hotspot_of_the_plan_finds_its_nearest_valid_place(
    plan_file: Path, current: CurrentPlan
) -> None:
    far = Hotspot("far", moved(OFFICE, 1500.0, 0.0), "64.01.06.2023", "Jauh", "school")
    write_hotspots(plan_file, (), (far,))
    current.flush()
    answer = find_nearest_valid(search_for_hotspot(current, "far"))
    assert answer.place is not None
    assert answer.place.distance_m == pytest.approx(500.0, abs=0.2)
    with pytest.raises(InputError, match="no position to start from"):
        search_for_hotspot(current, "nobody")
