# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of the people: each person is in exactly one of the areas that make up a country."""

from __future__ import annotations

from pathlib import Path

from siting import demand_world as world

from village_internet_plugin.siting.demand import Demand, Spread, measure_demand
from village_internet_plugin.siting.demand_area import NO_VILLAGE, provinces, within_area


def _demand(folder: Path) -> Demand:
    """Two villages of one province, one of another, and ten people in no village."""
    villages = [
        world.village(0, 90),
        world.village(1, 40, village_code="640.01.01.2001"),
        world.village(2, 70, village_code="64.02.01.2001"),
    ]
    outside = world.settlement(9, world.place(40, 10, 10), 10)
    with world.reference_of(folder, villages=villages, settlements=[outside]) as reference:
        return measure_demand(reference, Spread())


def test_an_area_holds_the_villages_under_its_code(tmp_path: Path) -> None:
    demand = _demand(tmp_path)
    found = {
        area: [(one.code, one.people) for one in within_area(demand, area).villages]
        for area in ("64", "64.01", "640", "64.0", NO_VILLAGE)
    }
    assert found == {
        "64": [("64.01.01.2001", 90), ("64.02.01.2001", 70)],
        "64.01": [("64.01.01.2001", 90)],
        "640": [("640.01.01.2001", 40)],
        "64.0": [],
        NO_VILLAGE: [("", 10)],
    }
    part = within_area(demand, "64")
    assert int(part.people.sum()) == 160
    assert sorted(set(part.village.tolist())) == [0, 1]


def test_the_provinces_hold_everybody_once(tmp_path: Path) -> None:
    demand = _demand(tmp_path)
    assert provinces(demand) == ("64", "640", NO_VILLAGE)
    parts = [within_area(demand, area) for area in provinces(demand)]
    places = [place for part in parts for place in zip(part.lon, part.lat, part.people)]
    assert sorted(places) == sorted(zip(demand.lon, demand.lat, demand.people))
    for part in parts:
        for number, village in enumerate(part.villages):
            assert int(part.people[part.village == number].sum()) == village.people
