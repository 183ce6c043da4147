# SPDX-License-Identifier: GPL-2.0-or-later
"""An impossible request names the fewest wanted sites and limits that clash, held against all ways.

The limits are counted here apart from what is tested.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest
from drawing_problems import allowed_plans, draw_problem, is_allowed
from problems_at_random import MILLION, make_problem

from village_internet_plugin.siting.limit_words import (
    AGENCY,
    BAN,
    BUDGET,
    OFFICE,
    PAYER,
    QUOTA,
    SPACING,
    VILLAGE,
)
from village_internet_plugin.siting.pin_search import HeldLimit
from village_internet_plugin.siting.pins import Clash, ClashSet, pay_for_pins
from village_internet_plugin.siting.problem import NO_OFFICE, NOT_PAID, Problem, Purse

IMPOSSIBLE = 500
Plan = dict[int, int]
"""The payer of each site; -1 for nobody, where nobody has to be asked."""


def test_of_500_impossible_requests_each_clash_is_one_and_has_nothing_needless() -> None:
    found, kinds = 0, set()
    for seed in itertools.count():
        drawn = draw_problem(seed)
        wanted = np.random.default_rng(seed).random(len(drawn.sites)) < 0.35
        problem = replace(drawn, pinned=wanted)
        sets = _clash_sets(problem)
        assert bool(sets) == (next(allowed_plans(problem), None) is None), seed
        for one in sets:
            assert is_irreducible(problem, one), (seed, one)
            kinds |= {limit.kind for limit in one.limits}
        found += bool(sets)
        if found == IMPOSSIBLE:
            break
    assert kinds == {BAN, PAYER, SPACING, VILLAGE, OFFICE, AGENCY, QUOTA, BUDGET}


def _clash_sets(problem: Problem) -> tuple[ClashSet, ...]:
    """Return what clashes; where nothing does, the wanted sites are paid for within all limits."""
    try:
        assert is_allowed(problem, dict(pay_for_pins(problem)))
    except Clash as clash:
        return clash.sets
    return ()


def is_irreducible(problem: Problem, one: ClashSet) -> bool:
    """Tell whether sites and limits cannot hold together, but could without any one of them."""
    fewer_limits = ([m for m in one.limits if m != limit] for limit in one.limits)
    fewer_pins = ([m for m in one.pins if m != pin] for pin in one.pins)
    return (
        not can_hold(problem, one.pins, one.limits)
        and all(can_hold(problem, one.pins, limits) for limits in fewer_limits)
        and all(can_hold(problem, pins, one.limits) for pins in fewer_pins)
    )


def can_hold(problem: Problem, pins: Sequence[int], limits: Collection[HeldLimit]) -> bool:
    """Try every way to pay for the sites, and for any sites at offices beside them."""
    return any(keeps(problem, plan, set(limits)) for plan in _every_plan(problem, pins))


def _every_plan(problem: Problem, pins: Sequence[int]) -> Iterator[Plan]:
    offices = [site for site in np.flatnonzero(problem.at_office).tolist() if site not in pins]
    for count in range(len(offices) + 1):
        for more in itertools.combinations(offices, count):
            sites = [*pins, *more]
            for payers in itertools.product(range(-1, len(problem.sources)), repeat=len(sites)):
                yield dict(zip(sites, payers))


def keeps(problem: Problem, plan: Plan, kept: set[HeldLimit]) -> bool:
    """Tell whether a plan keeps these limits; any other may be broken."""
    return (
        all(_keeps_site(problem, plan, site, kept) for site in plan)
        and not any(
            a in plan and b in plan and HeldLimit(SPACING, (min(a, b), max(a, b))) in kept
            for a, b in problem.too_near.tolist()
        )
        and all(_keeps_purse(problem, plan, number, kept) for number in range(len(problem.sources)))
    )


def _keeps_site(problem: Problem, plan: Plan, site: int, kept: set[HeldLimit]) -> bool:
    village, payer = int(problem.village[site]), plan[site]
    beside = [other for other in plan if problem.village[other] == village]
    if HeldLimit(BAN, (site,)) in kept and problem.banned[site]:
        return False
    if payer < 0:
        is_unpaid = (problem.cost_idr[site] == NOT_PAID).all()
        if not is_unpaid or HeldLimit(PAYER, (site,)) in kept:
            return False
    elif problem.cost_idr[site, payer] == NOT_PAID:
        return False
    is_full = len(beside) > problem.village_points_left[village]
    if HeldLimit(VILLAGE, (village,)) in kept and is_full:
        return False
    wants = problem.office_of_village[village] != NO_OFFICE
    has_office = any(problem.at_office[other] for other in beside)
    if HeldLimit(OFFICE, (village,)) in kept and wants and not has_office:
        return False
    sources = {problem.sources[plan[other]] for other in beside if plan[other] >= 0}
    years = {source.fiscal_year for source in sources}
    agencies = {(source.fiscal_year, source.agency_key) for source in sources}
    return HeldLimit(AGENCY, (village,)) not in kept or len(agencies) == len(years)


def _keeps_purse(problem: Problem, plan: Plan, number: int, kept: set[HeldLimit]) -> bool:
    source = problem.sources[number]
    costs = [int(problem.cost_idr[site, number]) for site, payer in plan.items() if payer == number]
    within_quota = source.points_left is None or len(costs) <= source.points_left
    within_budget = source.idr_left is None or sum(costs) <= source.idr_left
    return (within_quota or HeldLimit(QUOTA, (number,)) not in kept) and (
        within_budget or HeldLimit(BUDGET, (number,)) not in kept
    )


@pytest.mark.parametrize("wanted", [30, 400])
def test_far_too_many_wanted_sites_are_told_at_once(wanted: int) -> None:
    sources = (
        Purse("A", "APBD", "Dinas A", 2026, 10, None, "a"),
        Purse("B", "APBDes", "Dinas B", 2026, None, 1_200 * MILLION, "b"),
    )
    every = [*range(wanted)]
    problem = make_problem([[j] for j in every], [5] * wanted, sources=sources, pinned=every)
    began = time.monotonic()
    with pytest.raises(Clash) as raised:
        pay_for_pins(problem)
    assert time.monotonic() - began < 5.0
    (one,) = raised.value.sets
    # 22 can be paid for; hundreds are taken away in groups.
    assert len(one.pins) == 23 if wanted == 30 else 23 <= len(one.pins) < 30
    names, *limits = [words.en for words in raised.value.limits]
    assert names.endswith(f" and {len(one.pins) - 9} more.")
    assert limits == ["APBD has 10 points left.", "APBDes has Rp1,200,000,000 left."]


def test_offices_that_exclude_each_other_are_named() -> None:
    # Both villages need their office first, and these stand too near to each other.
    problem = make_problem(
        [[0], [1], [2], [3]],
        [5, 5, 5, 5],
        sources=(Purse("A", "A", "Dinas", 2026, None, None, "dinas"),),
        village=[0, 0, 1, 1],
        offices=[0, 2],
        at_office=[0, 2],
        too_near=[(0, 2)],
        pinned=[1, 3],
    )
    with pytest.raises(Clash) as raised:
        pay_for_pins(problem)
    assert [words.en for words in raised.value.limits] == [
        "All of these cannot be had together: Site 1, Site 3.",
        "The first point of Desa 0 has to be at its office.",
        "The first point of Desa 1 has to be at its office.",
        "Site 0 and Site 2 stand too near to each other.",
    ]
