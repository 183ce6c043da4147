# SPDX-License-Identifier: GPL-2.0-or-later
"""Small problems of a suggestion drawn at random, and all their plans one by one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
from hypothesis import strategies

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.problem import NO_OFFICE, NOT_PAID, Problem, Purse, Site

MILLION = 1_000_000


def make_problem(
    covers: list[list[int]],
    people: list[int],
    *,
    costs: list[list[int]] | None = None,
    sources: tuple[Purse, ...] = (Purse("A", "A", "Dinas", 2026, 2, None, "dinas"),),
    village: list[int] | None = None,
    points: list[int] | None = None,
    offices: list[int] | None = None,
    at_office: list[int] | None = None,
    too_near: list[tuple[int, int]] | None = None,
    pinned: list[int] | None = None,
    banned: list[int] | None = None,
    blank: list[int] | None = None,
    blank_spot_weight: int = 1,
    group: list[int] | None = None,
) -> Problem:
    """Return a problem of sites that reach these classes; where nothing is said, nothing binds."""
    size = len(covers)
    village = village or list(range(size))
    villages = max(village, default=-1) + 1
    blank = blank or [0] * len(people)
    group = group or [0] * len(people)
    groups = max(group, default=-1) + 1
    numbers, blanks = np.array(people, np.int64), np.array(blank, np.int64)
    everyone = np.bincount(group, weights=numbers, minlength=groups).astype(np.int64)
    return Problem(
        sites=tuple(
            Site(
                f"s{j}",
                f"Site {j}",
                LonLat(116.0 + j / 100, -1.8),
                str(village[j]),
                "school",
                "office",
            )
            for j in range(size)
        ),
        village=np.array(village, np.int64),
        village_codes=tuple(str(v) for v in range(villages)),
        village_names=tuple(f"Desa {v}" for v in range(villages)),
        sources=sources,
        cost_idr=np.array(costs or [[100 * MILLION] * len(sources)] * size, np.int64),
        cover_starts=np.cumsum([0] + [len(one) for one in covers]).astype(np.int64),
        cover_classes=np.array([i for one in covers for i in sorted(one)], np.int64),
        people=numbers,
        blank_people=blanks,
        weight=numbers + (blank_spot_weight - 1) * blanks,
        blank_spot_weight=blank_spot_weight,
        group=np.array(group, np.int64),
        groups=tuple(f"Kecamatan {g}" for g in range(groups)),
        group_people=everyone,
        group_reached=np.zeros(groups, np.int64),
        village_points_left=np.array(points or [size] * villages, np.int64),
        office_of_village=np.array(offices or [NO_OFFICE] * villages, np.int64),
        at_office=_mask(size, at_office),
        too_near=np.array(too_near or [], np.int64).reshape(-1, 2),
        pinned=_mask(size, pinned),
        banned=_mask(size, banned),
    )


@strategies.composite
def problems(draw: strategies.DrawFn, most_sites: int = 6, pins: bool = False) -> Problem:
    """Draw a problem of a few sites whose quotas, budgets and other limits are tight."""
    integers = strategies.integers
    size, classes = draw(integers(2, most_sites)), draw(integers(1, 7))
    covers = [
        sorted(draw(strategies.sets(integers(0, classes - 1), max_size=4))) for _ in range(size)
    ]
    people = [draw(integers(1, 9)) for _ in range(classes)]
    village = sorted(draw(integers(0, 2)) for _ in range(size))
    village = [sorted(set(village)).index(one) for one in village]
    first = [village.index(v) for v in range(max(village) + 1)]
    has_office = [draw(strategies.booleans()) for _ in first]
    years = [draw(integers(2026, 2027)) for _ in range(2)]
    sources = tuple(
        Purse(
            *(name, name, f"Dinas {name}", year),
            draw(strategies.one_of(strategies.none(), integers(0, 3))),
            draw(strategies.one_of(strategies.none(), integers(0, 6))),
            f"dinas {name}",
        )
        for name, year in zip("AB", years)
    )
    cost = strategies.sampled_from([NOT_PAID, 1, 1, 2, 3])
    pairs = [(j, k) for j in range(size) for k in range(j + 1, size)]
    return make_problem(
        covers,
        people,
        costs=[[draw(cost), draw(cost)] for _ in range(size)],
        sources=sources,
        village=village,
        points=[draw(integers(0, 3)) for _ in first],
        offices=[j if has else NO_OFFICE for j, has in zip(first, has_office)],
        at_office=[j for j, has in zip(first, has_office) if has],
        too_near=draw(strategies.lists(strategies.sampled_from(pairs), max_size=2, unique=True)),
        pinned=[draw(integers(0, size - 1))] if pins and draw(strategies.booleans()) else [],
        banned=[draw(integers(0, size - 1))] if draw(strategies.booleans()) else [],
        blank=[draw(integers(0, number)) for number in people],
        blank_spot_weight=draw(integers(1, 3)),
        group=[i % 2 if classes > 1 else 0 for i in range(classes)],
    )


def plans(problem: Problem) -> Iterator[tuple[Choice, ...]]:
    """Yield every plan within all limits, by trying every payer or none for every site."""
    payers = range(-1, len(problem.sources))
    for assigned in itertools.product(payers, repeat=len(problem.sites)):
        choices = tuple(Choice(j, f) for j, f in enumerate(assigned) if f >= 0)
        misses_pin = any(problem.pinned[j] and payer < 0 for j, payer in enumerate(assigned))
        if not misses_pin and is_allowed(problem, choices):
            yield choices


def is_allowed(problem: Problem, choices: tuple[Choice, ...]) -> bool:
    """Tell whether a plan is within every limit; written apart from what is tested."""
    sites = {choice.site for choice in choices}
    for site, source in choices:
        village = problem.village[site]
        if problem.banned[site] or problem.cost_idr[site, source] == NOT_PAID:
            return False
        beside = [choice for choice in choices if problem.village[choice.site] == village]
        if len(beside) > problem.village_points_left[village]:
            return False
        waits = problem.office_of_village[village] != NO_OFFICE and not problem.at_office[site]
        if waits and not any(problem.at_office[choice.site] for choice in beside):
            return False
        payer = problem.sources[source]
        for _, other in beside:
            rival = problem.sources[other]
            if rival.agency_key != payer.agency_key and rival.fiscal_year == payer.fiscal_year:
                return False
    if any(one in sites and other in sites for one, other in problem.too_near.tolist()):
        return False
    for source, purse in enumerate(problem.sources):
        paid = [int(problem.cost_idr[choice]) for choice in choices if choice.source == source]
        if purse.points_left is not None and len(paid) > purse.points_left:
            return False
        if purse.idr_left is not None and sum(paid) > purse.idr_left:
            return False
    return True


def people_of(problem: Problem, choices: tuple[Choice, ...], weighted: bool = False) -> int:
    """Return the people (or weight) a plan reaches, by sets."""
    reached = {int(i) for choice in choices for i in problem.classes_of(choice.site)}
    values = problem.weight if weighted else problem.people
    return sum(int(values[i]) for i in reached)


def best_plan(problem: Problem) -> tuple[Choice, ...] | None:
    """Return the best plan there is, or None when the pins allow none."""
    found = list(plans(problem))
    return max(found, key=lambda one: people_of(problem, one, weighted=True)) if found else None


def _mask(size: int, chosen: list[int] | None) -> np.ndarray:
    mask = np.zeros(size, bool)
    mask[chosen or []] = True
    return mask
