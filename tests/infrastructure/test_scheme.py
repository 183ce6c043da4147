# SPDX-License-Identifier: GPL-2.0-or-later
"""A hotspot's scheme over made-up ground: joined as the rule and the terrain say, and costed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from siting import demand_world as world

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.infrastructure.line_of_sight import SightSettings
from village_internet_plugin.infrastructure.price_list import PriceLine
from village_internet_plugin.infrastructure.scheme import (
    Scheme,
    SchemeSettings,
    scheme_of_plan,
)
from village_internet_plugin.infrastructure.terrain import GridTerrain
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.rules.rule_set_document import standard_rule_set

RULES = standard_rule_set()
NODES = [
    world.row("network_nodes", world.place(0, 500, 500), node_id="F1", kind="fibre", name="POP"),
    world.row("network_nodes", world.place(4, 0, 500), node_id="T1", kind="tower"),
    world.row("network_nodes", world.place(6, 0, 500), node_id="T2", kind="tower"),
]
LEVEL = GridTerrain(np.zeros((400, 600)), 115.95, -1.7, 0.0005, 55.0)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reference]:
    villages = [world.village(number, 1_000) for number in range(12)]
    people = [world.settlement(2, world.place(2, 500, 600), 300)]
    folder = tmp_path_factory.mktemp("scheme")
    with world.reference_of(
        folder, villages=villages, settlements=people, network_nodes=NODES
    ) as opened:
        yield opened


def near_fibre(**values: Any) -> Hotspot:
    return world.hotspot("near", world.place(0, 500, 1_500), **values)


def towards_tower(**values: Any) -> Hotspot:
    # 3.5 km from the fibre, 4.5 km from the nearer tower and 8.5 km from the other.
    return world.hotspot("tower", world.place(1, 1_500, 500), **values)


def far(**values: Any) -> Hotspot:
    return world.hotspot("far", world.place(11, 1_900, 500), **values)


def ridge(east_m: float) -> GridTerrain:
    """Return level ground with a wall of 90 m so far east of the first village's corner."""
    heights = np.zeros((400, 600))
    at = world.place(0, east_m, 500).lon
    column = int((at - 115.95) / 0.0005)
    heights[:, column - 1 : column + 1] = 90.0
    return GridTerrain(heights, 115.95, -1.7, 0.0005, 55.0)


def scheme(reference: Reference, hotspot: Hotspot, **options: Any) -> Scheme:
    plan = Plan("plan", "Kabupaten Paser", hotspots=(hotspot,))
    (found,) = scheme_of_plan(plan, reference, RULES, **options)
    return found


def said(found: Scheme, language: str = "en") -> str:
    return " ".join(words.say(language) for words in found.evidence)


def test_fibre_is_taken_where_a_node_is_near(reference: Reference) -> None:
    found = scheme(reference, near_fibre(power="grid"))
    assert (found.technology, found.backhaul.sureness) == ("fibre", "measured")
    assert found.backhaul.node is not None
    assert found.backhaul.node.node_id == "F1"
    assert found.backhaul.length_m == pytest.approx(1_000.0, abs=0.5)
    assert "Fibre node POP (F1) is 1,000 m away in a straight line." in said(found)


def test_without_terrain_a_tower_in_reach_is_assumed_and_that_is_said(
    reference: Reference,
) -> None:
    found = scheme(reference, towards_tower())
    assert (found.technology, found.backhaul.sureness) == ("wireless", "assumed")
    assert found.backhaul.sight is None
    assert "Tower T1 is 4,500 m away; whether it is in sight was not looked at" in said(found)
    assert "belum diperiksa" in said(found, "id")


def test_a_tower_in_sight_is_measured(reference: Reference) -> None:
    found = scheme(reference, towards_tower(), terrain=LEVEL)
    assert (found.technology, found.backhaul.sureness) == ("wireless", "measured")
    assert found.backhaul.node is not None
    assert found.backhaul.node.node_id == "T1"
    assert found.backhaul.sight is not None
    assert found.backhaul.sight.is_clear
    assert "Antennas assumed 9.0 m above the ground at the hotspot and 30.0 m" in said(found)


def test_another_tower_is_taken_where_the_nearest_is_hidden(tmp_path: Path) -> None:
    # The near tower stands behind a wall; one the other way is in sight.
    elsewhere = world.row("network_nodes", world.place(1, 1_500, 6_000), node_id="T3", kind="tower")
    nodes = [*NODES, elsewhere]
    with world.reference_of(
        tmp_path,
        villages=[world.village(number, 1_000) for number in range(6)],
        network_nodes=nodes,
    ) as other:
        found = scheme(other, towards_tower(), terrain=ridge(5_000.0))
    assert found.technology == "wireless"
    assert found.backhaul.node is not None
    assert found.backhaul.node.node_id == "T3"


def test_a_tower_that_may_be_in_sight_is_named_rather_than_a_hidden_one(tmp_path: Path) -> None:
    # The near tower stands behind a wall; of the way to the other, northwards, nothing is known.
    elsewhere = world.row("network_nodes", world.place(1, 1_500, 6_000), node_id="T3", kind="tower")
    known = world.place(0, 0, 2_000).lat
    heights = np.zeros((400, 600))
    column = int((world.place(0, 5_000, 500).lon - 115.95) / 0.0005)
    heights[:, column - 1 : column + 1] = 90.0
    heights[: int((-1.7 - known) / 0.0005)] = np.nan
    with world.reference_of(
        tmp_path,
        villages=[world.village(number, 1_000) for number in range(6)],
        network_nodes=[*NODES, elsewhere],
    ) as other:
        ground = GridTerrain(heights, 115.95, -1.7, 0.0005, 55.0)
        found = scheme(other, towards_tower(), terrain=ground)
    assert (found.technology, found.backhaul.sureness) == ("wireless", "unknown")
    assert found.backhaul.node is not None
    assert found.backhaul.node.node_id == "T3"
    assert "Tower T1, 4,500 m away, is not in sight" in said(found)


def test_satellite_where_a_ridge_hides_every_tower(reference: Reference) -> None:
    found = scheme(reference, towards_tower(), terrain=ridge(5_000.0))
    assert (found.technology, found.backhaul.sureness) == ("satellite", "measured")
    assert "Tower T1, 4,500 m away, is not in sight" in said(found)
    assert "None of the 2 nearest towers within reach is in sight: satellite." in said(found)


def test_only_as_many_towers_are_looked_at_as_is_asked_for(reference: Reference) -> None:
    settings = SchemeSettings(towers_looked_at=1)
    found = scheme(reference, towards_tower(), terrain=ridge(5_000.0), settings=settings)
    assert "None of the 1 nearest" in said(found)
    high = replace(settings, sight=SightSettings(site_antenna_m=120.0, tower_antenna_m=120.0))
    found = scheme(reference, towards_tower(), terrain=ridge(5_000.0), settings=high)
    assert found.technology == "wireless"


def test_where_the_terrain_has_gaps_a_tower_stays_open(reference: Reference) -> None:
    gaps = GridTerrain(np.full((4, 4), np.nan), 115.0, 0.0, 1.0, 100_000.0)
    found = scheme(reference, towards_tower(), terrain=gaps)
    assert (found.technology, found.backhaul.sureness) == ("wireless", "unknown")
    assert "Tower T1, 4,500 m away: the terrain is unknown along 100 % of the way." in said(found)
    assert found.sureness == "unknown"


def test_satellite_where_nothing_is_in_reach(reference: Reference) -> None:
    found = scheme(reference, far(), terrain=LEVEL)
    assert (found.technology, found.backhaul.sureness) == ("satellite", "measured")
    assert "No fibre node (nearest: 23.4 km) and no tower (nearest: 11.9 km)" in said(found)


def test_without_nodes_or_a_place_nothing_is_made_up(reference: Reference, tmp_path: Path) -> None:
    nowhere = Hotspot("x", None, technology=None)
    found = scheme(reference, nowhere)
    assert (found.technology, found.sureness) == (None, "unknown")
    assert {line.item.en for line in found.costs} == {
        *("Internet subscription", "Access points, switch", "Visits and small repairs")
    }
    with world.reference_of(tmp_path, villages=[world.village(0, 10)]) as bare:
        bare.loaded_roles = frozenset({"villages"})
        found = scheme(bare, near_fibre(technology="fibre"))
        otherwise = SchemeSettings(keeps_planned=False)
        unkept = scheme(bare, near_fibre(technology="fibre"), settings=otherwise)
    assert unkept.technology == "fibre"
    # What the plan says stands, but the cable's length is not known.
    assert (found.technology, found.backhaul.technology) == ("fibre", None)
    assert "no network nodes were loaded" in said(found)
    assert "Not in the costs: Fibre cable, laid, since its number of m is not known." in said(found)


def test_people_in_reach_make_the_bandwidth(reference: Reference) -> None:
    # 300 people 100 m away, a tenth of them at once with 1 Mbps: 30, and the next step is 50.
    hotspot = world.hotspot("b", world.place(2, 500, 500))
    found = scheme(reference, hotspot)
    assert (found.people, found.bandwidth.needed_mbps, found.bandwidth_mbps) == (300.0, 30.0, 50.0)


@pytest.mark.parametrize(
    ("keeps", "technology", "mbps"), [(True, "satellite", 20.0), (False, "wireless", 50.0)]
)
def test_what_is_planned_is_kept_if_wished_and_the_difference_said(
    reference: Reference, keeps: bool, technology: str, mbps: float
) -> None:
    planned = world.hotspot(
        "b", world.place(2, 500, 500), technology="satellite", bandwidth_mbps=20.0
    )
    found = scheme(reference, planned, terrain=LEVEL, settings=SchemeSettings(keeps_planned=keeps))
    assert (found.technology, found.bandwidth_mbps) == (technology, mbps)
    assert "The plan names satellite; wireless fits better." in said(found)


def test_a_cable_from_a_node_out_of_reach_is_not_costed(reference: Reference) -> None:
    found = scheme(reference, far(technology="fibre", power="grid"))
    assert (found.technology, found.backhaul.technology) == ("fibre", "satellite")
    assert "Fibre planned here must come from a node that was not loaded." in said(found)
    assert "Fibre cable, laid" not in {line.item.en for line in found.costs}
    assert not found.is_costed
    assert found.capex_idr < 20_000_000
    otherwise = SchemeSettings(keeps_planned=False)
    found = scheme(reference, far(technology="fibre", power="grid"), settings=otherwise)
    assert found.technology == "satellite"
    assert "was not loaded" not in said(found)
    assert found.is_costed


def test_costs_are_quantities_times_the_prices_given(reference: Reference) -> None:
    def line(item: str, unit: str, applies_to: str, capex: float, opex: float) -> PriceLine:
        return PriceLine(Words(item, item), unit, applies_to, capex, opex)

    prices = [
        line("line", "hotspot", "any", 0.0, 1_000_000.0),
        line("cable", "m", "fibre", 10_000.0, 0.0),
        line("array", "Wp", "solar", 10_000.0, 0.0),
        line("battery", "Wh", "solar", 1_000.0, 0.0),
        line("radio", "hotspot", "wireless", 5_000_000.0, 0.0),
        line("grid", "hotspot", "grid", 7_000_000.0, 0.0),
    ]
    found = scheme(reference, near_fibre(power="none"), prices=prices)
    # 44 W · 24 h = 1,056 Wh: one panel of 400 Wp, battery 1,056 · 3 / 0.72 = 4,400 Wh; the cable is
    # 1.3 times the straight way.
    straight_m = found.backhaul.length_m or 0.0
    cable = round(10_000.0 * 1.3 * straight_m)
    assert [one.capex_idr for one in found.costs] == [0, cable, 4_000_000, 4_400_000]
    assert found.capex_idr == cable + 8_400_000
    assert found.opex_idr_per_month == 1_000_000


def test_replaced_hotspots_have_no_scheme_and_the_rest_keep_their_order(
    reference: Reference,
) -> None:
    plan = Plan("p", "a", hotspots=(far(), near_fibre(status="replaced"), towards_tower()))
    found = scheme_of_plan(plan, reference, RULES)
    assert [one.hotspot.hotspot_id for one in found] == ["far", "tower"]
    assert scheme_of_plan(replace(plan, hotspots=()), reference, RULES) == []


def test_a_scheme_can_be_cancelled(reference: Reference) -> None:
    plan = Plan("p", "a", hotspots=(far(), towards_tower()))
    told: list[float] = []

    def stop_late(share: float) -> bool:
        told.append(share)
        return share < 0.6

    with pytest.raises(Cancelled):
        scheme_of_plan(plan, reference, RULES, progress=stop_late)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(0.65)
