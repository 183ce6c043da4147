# SPDX-License-Identifier: GPL-2.0-or-later
"""From a plan to its problem: who is a candidate, what is left, whom each reaches; then checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from siting import demand_world as world

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set
from village_internet_plugin.siting.broken_limits import Choice, Standing
from village_internet_plugin.siting.build_options import BuildOptions, SiteCost
from village_internet_plugin.siting.coverage import Radii
from village_internet_plugin.siting.demand import Spread, measure_demand
from village_internet_plugin.siting.problem import NO_OFFICE, NOT_PAID, Problem, Site
from village_internet_plugin.siting.problem_building import build_problem
from village_internet_plugin.siting.suggest import Options, suggest

RADII = Radii(300.0)
REGENCY = FundingSource("REG", "Kabupaten Paser", 2025, None, None, 3, 60_000_000, 12, "desa")
PROVINCE = FundingSource("PROV", "Provinsi", 2025, None, None, 2, 200_000_000, 48, None)
COSTS = {None: SiteCost(9_000_000, 1_000_000)}


def tables(**more: list[Any]) -> dict[str, list[Any]]:
    """Four villages of two kilometres, each with an office in its middle and two hamlets."""
    found: dict[str, list[Any]] = {
        "villages": [
            world.village(n, population, kind="desa", district="North" if n < 2 else "South")
            for n, population in enumerate((900, 3_000, 3_000, 900))
        ],
        "village_offices": [world.office(n, world.place(n, 1_000, 1_000)) for n in range(4)],
        "settlements": [
            world.settlement(n, world.place(n, east, 1_000), people, settlement_id=f"{n}{name}")
            for n in range(4)
            for name, east, people in (("a", 1_250, 400 + n), ("b", 1_500, 300))
        ],
    }
    return {**found, **more}


@pytest.fixture
def reference(tmp_path: Path) -> Iterator[Reference]:
    with world.reference_of(tmp_path, **tables()) as opened:
        yield opened


def plan_with(*hotspots: Hotspot, **more: Any) -> Plan:
    return Plan("p", "Kabupaten Paser", "", hotspots, (REGENCY, PROVINCE), **more)


def build(
    reference: Reference, plan: Plan | None = None, off: str | None = None, **options: Any
) -> Problem:
    """Build a problem, with the rule `off` not judged."""
    demand = measure_demand(reference, Spread("none"))
    chosen = BuildOptions(**{"costs": COSTS, **options})
    rule_set = standard_rule_set()
    rules = {
        code: replace(setting, enabled=setting.enabled and code != off)
        for code, setting in rule_set.rules.items()
    }
    rule_set = replace(rule_set, rules=rules)
    return build_problem(plan or plan_with(), reference, rule_set, demand, RADII, chosen)


def numbers_of(problem: Problem) -> dict[str, int]:
    return {site.site_id: number for number, site in enumerate(problem.sites)}


def test_offices_and_settlements_are_candidates_with_their_villages(reference: Reference) -> None:
    problem = build(reference)
    assert len(problem.sites) == 12
    number = numbers_of(problem)["settlement:2b"]
    assert problem.village_codes[problem.village[number]] == world.code(2)
    assert problem.village_names[problem.village[number]] == "Desa 2"
    assert problem.sites[number].site_kind == "public_space"
    assert not problem.excluded


def test_costs_are_capex_and_months_of_the_source_and_their_parts_are_told(
    reference: Reference,
) -> None:
    problem = build(reference)
    assert problem.cost_idr[0].tolist() == [21_000_000, 57_000_000]
    assert problem.cost_of(0, 1) == (9_000_000, 1_000_000, 48)
    assert problem.cost_of(0, 1).total_idr == 57_000_000


def test_a_source_pays_for_its_kind_of_village_only(tmp_path: Path) -> None:
    kinds = [world.village(n, 900, kind="kelurahan" if n else "desa") for n in range(2)]
    with world.reference_of(tmp_path, **tables(villages=kinds)) as reference:
        problem = build(reference)
    where = numbers_of(problem)
    assert problem.cost_idr[where[f"office:{world.code(0)}"]].tolist() == [21_000_000, 57_000_000]
    assert problem.cost_idr[where[f"office:{world.code(1)}"]].tolist() == [NOT_PAID, 57_000_000]


def test_what_stays_of_the_plan_takes_up_points_money_and_people(reference: Reference) -> None:
    own = world.hotspot("own", world.place(1, 1_000, 1_000), "REG", village_code=world.code(1))
    own = replace(own, year=2025, capex_idr=5_000_000, opex_idr_per_month=1_000_000)
    gone = replace(own, hotspot_id="gone", status="replaced")
    problem = build(reference, plan_with(own, gone))
    assert problem.sources[0].points_left == 2
    assert problem.sources[0].idr_left == 43_000_000
    assert (problem.sources[1].points_left, problem.sources[1].idr_left) == (2, 200_000_000)
    village = problem.village_codes.index(world.code(1))
    # 3,000 people: two points, one of them taken.
    assert problem.village_points_left[village] == 1
    # The hamlet 250 m off is reached; whom it reaches is in no class any more.
    assert problem.people_before == 401
    assert int(problem.people.sum()) + 401 + problem.people_beyond == problem.total_people
    # Another agency may not pay there in the same year.
    hamlet = numbers_of(problem)["settlement:1b"]
    assert problem.cost_idr[hamlet].tolist() == [21_000_000, NOT_PAID]
    # The village has its first point; no office has to come before another.
    assert problem.office_of_village[village] == -1


def test_a_place_too_near_to_what_stays_is_none_and_says_so(reference: Reference) -> None:
    own = world.hotspot("Balai", world.place(1, 1_100, 1_000), "REG", village_code=world.code(1))
    problem = build(reference, plan_with(replace(own, name="Balai", year=2025)))
    (excluded,) = [
        one for one in problem.excluded if one.rule == "VI105" and "Kantor" in one.why.id
    ]
    assert "too near to Balai, which stays" in excluded.why.en
    assert f"office:{world.code(1)}" not in numbers_of(problem)


def test_published_points_count_like_the_own(reference: Reference) -> None:
    other = Hotspot("x", world.place(2, 1_000, 1_000), world.code(2), "Dinas", year=2025)
    plan = plan_with(published_hotspots=(PublishedHotspot(other, "Provinsi", "other", 3),))
    problem = build(reference, plan)
    assert problem.people_before == 402
    assert problem.village_points_left[problem.village_codes.index(world.code(2))] == 1
    hamlet = numbers_of(problem)["settlement:2b"]
    assert problem.cost_idr[hamlet].tolist() == [NOT_PAID, 57_000_000]


def test_a_rule_that_is_not_judged_sets_no_limit(reference: Reference) -> None:
    plan = plan_with()
    village = 1  # 3,000 people: two points.
    strict, free = build(reference, plan), build(reference, plan, off="VI404")
    assert len({source.agency_key for source in strict.sources}) == 2
    assert len({source.agency_key for source in free.sources}) == 1
    one_each = [Choice(numbers_of(free)[f"office:{world.code(village)}"], 0)]
    one_each += [Choice(numbers_of(free)[f"settlement:{village}a"], 1)]
    assert [limit.kind for limit in Standing(strict, one_each).broken()] == ["agency", "agency"]
    assert Standing(free, one_each).broken() == ()
    assert (build(reference, plan, off="VI304").office_of_village == NO_OFFICE).all()
    assert (build(reference, plan, off="VI303").village_points_left > 100).all()
    assert build(reference, plan, off="VI402").sources[0].points_left is None
    assert build(reference, plan, off="VI403").sources[0].idr_left is None


def test_the_office_comes_first_and_sites_beside_it_are_too_near(reference: Reference) -> None:
    problem = build(reference)
    where = numbers_of(problem)
    office = where[f"office:{world.code(0)}"]
    assert problem.office_of_village[problem.village[office]] == office
    assert problem.at_office[office]
    assert not problem.at_office[where["settlement:0a"]]
    assert problem.too_near.size == 0
    near = [Site("school", "SD", world.place(0, 1_150, 1_000), "", "school", "public_site")]
    crowded = build(reference, public_sites=tuple(near))
    there = numbers_of(crowded)
    pairs = {frozenset(pair) for pair in crowded.too_near.tolist()}
    assert frozenset((there["school"], there[f"office:{world.code(0)}"])) in pairs
    # Its village was looked up.
    assert crowded.sites[there["school"]].village_code == world.code(0)


def test_what_the_rules_forbid_is_no_candidate_and_says_why(reference: Reference) -> None:
    house = Site("h", "Rumah", world.place(0, 1_400, 1_400), "", "private", "public_site")
    far = Site("far", "Jauh", world.place(0, 1_900, 1_950), "", "school", "public_site")
    sea = Site("sea", "Laut", world.place(0, 500, -9_000), "", "school", "public_site")
    problem = build(reference, public_sites=(house, far, sea))
    why = {one.site.site_id: one for one in problem.excluded}
    assert why["h"].rule == "VI201"
    assert why["far"].rule == "VI103"
    assert "office of Desa 0" in why["far"].why.en
    assert "kantor Desa 0" in why["far"].why.id
    assert why["sea"].site.village_code == ""
    assert not {"h", "far", "sea"} & set(numbers_of(problem))


def test_proposed_hotspots_are_candidates_when_they_need_not_stay(reference: Reference) -> None:
    own = Hotspot(
        "own", world.place(0, 1_250, 1_000), world.code(0), "Balai", "public_space", "PROV", 2025
    )
    kept = build(reference, plan_with(own))
    assert "own" not in numbers_of(kept)
    free = build(reference, plan_with(own), keep_proposed=False)
    number = numbers_of(free)["own"]
    assert free.sites[number].origin == "hotspot"
    assert free.people_before == 0
    # It names who pays; nobody else does.
    assert free.cost_idr[number].tolist() == [NOT_PAID, 57_000_000]


def test_demand_that_the_same_sites_reach_is_one_class(tmp_path: Path) -> None:
    hamlets = [
        world.settlement(0, world.place(0, 1_050 + n, 1_000), 10 + n, settlement_id=str(n))
        for n in range(3)
    ]
    with world.reference_of(tmp_path, **tables(settlements=hamlets)) as reference:
        problem = build(reference, candidate_origins=frozenset({"office"}))
    assert problem.people.tolist() == [33]


def test_people_in_blank_spots_weigh_more(tmp_path: Path) -> None:
    blank = [world.blank_spot("B", world.square(0, 1_200, 900, 100), None)]
    with world.reference_of(tmp_path, **tables(blank_spots=blank)) as reference:
        problem = build(reference, blank_spot_weight=5)
    assert problem.weight.sum() == problem.people.sum() + 4 * 400
    assert problem.blank_people.sum() == 400


def test_pins_that_are_no_candidates_are_told(reference: Reference) -> None:
    house = Site("h", "Rumah", world.place(0, 1_400, 1_400), "", "private", "public_site")
    pinned = frozenset({"h", "nowhere"})
    problem = build(reference, public_sites=(house,), pinned=pinned)
    found = suggest(problem, Options(use_solver=False))
    assert len(found.clash) == 2
    assert "Rumah is wanted, but" in found.clash[0].en
    assert "nowhere is wanted, but there is no such place" in found.clash[1].en


@pytest.mark.parametrize("use_solver", [True, False])
def test_an_accepted_suggestion_passes_the_check(reference: Reference, use_solver: bool) -> None:
    plan = plan_with()
    problem = build(reference, plan)
    found = suggest(problem, Options(use_solver=use_solver))
    assert found.is_proven or not use_solver
    hotspots = tuple(
        Hotspot(
            f"{number}",
            LonLat(*one.site.position),
            one.site.village_code,
            one.site.name,
            one.site.site_kind,
            one.source.funding_source_id,
            one.source.fiscal_year,
            capex_idr=problem.cost_of(one.site_number, one.source_number).capex_idr,
            opex_idr_per_month=problem.cost_of(
                one.site_number, one.source_number
            ).opex_idr_per_month,
            service_months=problem.cost_of(one.site_number, one.source_number).service_months,
        )
        for number, one in enumerate(found.chosen)
    )
    report = check_plan(replace(plan, hotspots=hotspots), reference, standard_rule_set())
    limits = {f"VI{n}" for n in (101, 102, 103, 105, 106, 201, 302, 303, 401, 402, 403, 404, 601)}
    assert len(hotspots) >= 4
    assert [one.message for one in report.findings if one.rule in limits] == []
