# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws small suggestion problems at random, with tight limits, and solves them by trying all."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.siting.open_choices import open_choices
from village_internet_plugin.siting.problem import NO_OFFICE, NOT_PAID, Problem, Purse, Site


def draw_problem(seed: int, sites: int = 7, classes: int = 9, sources: int = 2) -> Problem:
    """Return a problem in which every kind of limit bites now and then."""
    chance = np.random.default_rng(seed)
    villages = int(chance.integers(2, 5))
    village = np.sort(chance.integers(0, villages, sites))
    covers = chance.random((sites, classes)) < 0.35
    office, at_office = _draw_offices(chance, village, villages)
    cost = chance.integers(9_000_003, 48_000_007, (sites, sources))
    cost[chance.random((sites, sources)) < 0.15] = NOT_PAID
    pairs = [pair for pair in itertools.combinations(range(sites), 2) if chance.random() < 0.15]
    people = chance.integers(1, 2_000, classes)
    blank = np.where(chance.random(classes) < 0.3, people, 0)
    group = chance.integers(0, 2, classes)
    reached_before = chance.integers(0, 500, 2)
    everybody = np.bincount(group, weights=people, minlength=2).astype(np.int64)
    return Problem(
        sites=tuple(
            Site(
                f"s{j}",
                f"Site {j}",
                LonLat(116 + j / 100, -1.5),
                f"v{village[j]}",
                "school",
                "office",
            )
            for j in range(sites)
        ),
        village=village.astype(np.int64),
        village_codes=tuple(f"v{v}" for v in range(villages)),
        village_names=tuple(f"Village {v}" for v in range(villages)),
        sources=tuple(_draw_purse(chance, f) for f in range(sources)),
        cost_idr=cost.astype(np.int64),
        cover_starts=np.concatenate(([0], np.cumsum(covers.sum(axis=1)))).astype(np.int64),
        cover_classes=np.nonzero(covers)[1].astype(np.int64),
        people=people.astype(np.int64),
        blank_people=blank.astype(np.int64),
        weight=(people + blank).astype(np.int64),
        blank_spot_weight=2,
        group=group.astype(np.int64),
        groups=("North", "South"),
        group_people=everybody + reached_before + 100,
        group_reached=reached_before.astype(np.int64),
        village_points_left=chance.integers(0, 4, villages).astype(np.int64),
        office_of_village=office.astype(np.int64),
        at_office=at_office,
        too_near=np.array(pairs, dtype=np.int64).reshape(-1, 2),
        pinned=np.zeros(sites, np.bool_),
        banned=chance.random(sites) < 0.05,
    )


def _draw_offices(
    chance: np.random.Generator, village: np.ndarray, villages: int
) -> tuple[np.ndarray, np.ndarray]:
    """Return the office of each village, if one has to come first, and the sites at offices."""
    at_office = np.zeros(len(village), np.bool_)
    office = np.full(villages, NO_OFFICE)
    for v in range(villages):
        own = np.flatnonzero(village == v)
        if len(own) and chance.random() < 0.5:
            office[v] = own[0]
            at_office[own[0]] = True
            if len(own) > 2 and chance.random() < 0.3:
                at_office[own[1]] = True
    return office, at_office


def _draw_purse(chance: np.random.Generator, number: int) -> Purse:
    return Purse(
        f"f{number}",
        f"Source {number}",
        f"Agency {number}",
        2025 if chance.random() < 0.8 else 2026,
        int(chance.integers(1, 4)) if chance.random() < 0.7 else None,
        int(chance.integers(20_000_000, 110_000_000)) if chance.random() < 0.7 else None,
        f"agency {number if chance.random() < 0.7 else 0}",
    )


def allowed_plans(problem: Problem) -> Iterator[dict[int, int]]:
    """Yield every allowed plan, as the payer of each chosen site."""
    payers = [
        [None, *(f for f in range(len(problem.sources)) if problem.cost_idr[j, f] != NOT_PAID)]
        for j in range(len(problem.sites))
    ]
    for drawn in itertools.product(*payers):
        plan = {site: payer for site, payer in enumerate(drawn) if payer is not None}
        if is_allowed(problem, plan):
            yield plan


def is_allowed(problem: Problem, plan: dict[int, int]) -> bool:
    """Tell whether a plan keeps every limit."""
    if any(problem.banned[site] for site in plan):
        return False
    if any(problem.pinned[site] and site not in plan for site in range(len(problem.sites))):
        return False
    if any(a in plan and b in plan for a, b in problem.too_near.tolist()):
        return False
    return (
        _within_purses(problem, plan)
        and _within_villages(problem, plan)
        and _one_agency(problem, plan)
    )


def _within_purses(problem: Problem, plan: dict[int, int]) -> bool:
    for number, source in enumerate(problem.sources):
        own = [site for site, payer in plan.items() if payer == number]
        if source.points_left is not None and len(own) > source.points_left:
            return False
        costs = [int(problem.cost_idr[site, number]) for site in own]
        if NOT_PAID in costs:
            return False
        if source.idr_left is not None and sum(costs) > source.idr_left:
            return False
    return True


def _within_villages(problem: Problem, plan: dict[int, int]) -> bool:
    for village in range(len(problem.village_codes)):
        own = [site for site in plan if problem.village[site] == village]
        if len(own) > problem.village_points_left[village]:
            return False
        wants = problem.office_of_village[village] != NO_OFFICE
        if own and wants and not any(problem.at_office[site] for site in own):
            return False
    return True


def _one_agency(problem: Problem, plan: dict[int, int]) -> bool:
    paying: dict[tuple[int, int], set[str]] = {}
    for site, payer in plan.items():
        source = problem.sources[payer]
        key = (int(problem.village[site]), source.fiscal_year)
        paying.setdefault(key, set()).add(source.agency_key)
    return all(len(agencies) == 1 for agencies in paying.values())


def value_of(problem: Problem, sites: Iterator[int] | list[int]) -> int:
    """Return the objective of a choice of sites."""
    reached: set[int] = set()
    for site in sites:
        reached.update(problem.classes_of(site).tolist())
    return sum(int(problem.weight[i]) for i in reached)


def best_value(problem: Problem) -> int:
    """Return the largest objective of all allowed plans, found by trying all."""
    seen: dict[frozenset[int], int] = {}
    best = 0
    for plan in allowed_plans(problem):
        sites = frozenset(plan)
        if sites not in seen:
            seen[sites] = value_of(problem, list(sites))
            best = max(best, seen[sites])
    return best


def fairest(problem: Problem) -> tuple[float, int]:
    """Return the largest worst share of all plans, and the largest value with it."""
    is_open = open_choices(problem).any(axis=1)
    reachable = {
        int(problem.group[i]) for j in np.flatnonzero(is_open) for i in problem.classes_of(j)
    }
    best = (Fraction(-1), -1)
    for plan in allowed_plans(problem):
        reached = {int(i) for site in plan for i in problem.classes_of(site)}
        shares = [
            Fraction(
                int(problem.group_reached[g])
                + sum(int(problem.people[i]) for i in reached if problem.group[i] == g),
                int(problem.group_people[g]),
            )
            for g in reachable
        ]
        best = max(best, (min(shares, default=Fraction(1)), value_of(problem, list(plan))))
    return float(best[0]), best[1]
