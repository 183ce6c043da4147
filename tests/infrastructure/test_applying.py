# SPDX-License-Identifier: GPL-2.0-or-later
"""A scheme taken over into the plan fills what is empty, or all of it where that is wished."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from siting import demand_world as world

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.infrastructure.applying import applied
from village_internet_plugin.infrastructure.line_of_sight import Sight
from village_internet_plugin.infrastructure.scheme import Scheme, SchemeSettings, scheme_of_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set

HIDDEN = Sight(False, True, -5.0, 900.0, 3.0, 2_000.0, 5.8, 9.0, 30.0, 0.0)


def schemes_of(hotspot: Hotspot, folder: Path, keeps: bool = True) -> list[Scheme]:
    node = world.row("network_nodes", world.place(0, 500, 500), node_id="F", kind="fibre")
    living = world.settlement(0, world.place(0, 400, 400), 250)
    with world.reference_of(
        folder, villages=[world.village(0, 250)], settlements=[living], network_nodes=[node]
    ) as reference:
        return scheme_of_plan(
            Plan("p", "a", hotspots=(hotspot,)),
            reference,
            standard_rule_set(),
            settings=SchemeSettings(keeps_planned=keeps),
        )


def test_what_is_empty_is_filled_in(tmp_path: Path) -> None:
    hotspot = world.hotspot("a", world.place(0, 400, 500), power="grid")
    (scheme,) = schemes_of(hotspot, tmp_path)
    (after,) = applied([hotspot], [scheme], True, "en")
    assert (after.technology, after.power, after.bandwidth_mbps) == ("fibre", "grid", 50.0)
    assert after.capex_idr == scheme.capex_idr > 0
    assert after.opex_idr_per_month == 1_200_000 + 200_000 + 150_000
    assert after.notes is None


@pytest.mark.parametrize("keeps", [True, False])
def test_what_is_planned_stays_only_where_that_is_wished(tmp_path: Path, keeps: bool) -> None:
    hotspot = world.hotspot(
        "a", world.place(0, 400, 500), power="grid", technology="satellite", capex_idr=5
    )
    schemes = schemes_of(hotspot, tmp_path, keeps)
    (after,) = applied([hotspot], schemes, keeps, "en")
    assert after.technology == ("satellite" if keeps else "fibre")
    assert (after.capex_idr == 5) is keeps


def test_no_power_becomes_solar_and_unknown_power_leaves_the_costs_alone(tmp_path: Path) -> None:
    hotspot = world.hotspot("a", world.place(0, 400, 500), power="none")
    (after,) = applied([hotspot], schemes_of(hotspot, tmp_path), True, "en")
    assert after.power == "solar"
    unnamed = replace(hotspot, power=None)
    (after,) = applied([unnamed], schemes_of(unnamed, tmp_path), True, "en")
    assert (after.power, after.capex_idr, after.opex_idr_per_month) == (None, None, None)
    assert after.technology == "fibre"


def test_where_no_tower_is_in_sight_empty_notes_say_so(tmp_path: Path) -> None:
    hotspot = world.hotspot("a", world.place(0, 400, 500), power="grid")
    (scheme,) = schemes_of(hotspot, tmp_path)
    link = replace(scheme.backhaul, technology="satellite", sight=HIDDEN)
    hidden = replace(scheme, technology="satellite", backhaul=link)
    (after,) = applied([hotspot], [hidden], True, "id")
    assert after.notes == scheme.backhaul.evidence[0].id
    noted = replace(hotspot, notes="Dekat sungai")
    (after,) = applied([noted], [replace(hidden, hotspot=noted)], True, "id")
    assert after.notes == "Dekat sungai"


def test_what_has_no_scheme_or_was_replaced_stays_as_it_is(tmp_path: Path) -> None:
    hotspot = world.hotspot("a", world.place(0, 400, 500))
    schemes = schemes_of(hotspot, tmp_path)
    others = (Hotspot("b"), replace(hotspot, status="replaced"))
    assert applied(others, schemes, False, "en") == others
