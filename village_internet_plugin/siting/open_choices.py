# SPDX-License-Identifier: GPL-2.0-or-later
"""What is left to choose from, before anything is solved: who may pay for what, who excludes whom.

Nothing is taken away that any allowed plan could hold: equally good plans all remain.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from village_internet_plugin.siting.problem import (
    NO_OFFICE,
    NOT_PAID,
    Booleans,
    Integers,
    Problem,
)


def open_choices(problem: Problem) -> Booleans:
    """Return (site, source) whether the source may pay for the site in some allowed plan.

    False where the source may not pay or cannot afford it, where the user banned the site, where
    its village has no point left (or, beside the office that must come first, no second one), and
    beside a pinned site that is too near.
    """
    allowed: Booleans = problem.cost_idr != NOT_PAID
    for number, source in enumerate(problem.sources):
        if source.points_left is not None and source.points_left < 1:
            allowed[:, number] = False
        if source.idr_left is not None:
            allowed[:, number] &= problem.cost_idr[:, number] <= source.idr_left
    shut = problem.banned | (problem.village_points_left[problem.village] < 1)
    shut |= needs_office(problem) & (problem.village_points_left[problem.village] < 2)
    shut |= _beside_pinned(problem)
    allowed[shut] = False
    # Without any site at its office left, a village that needs one first gets none at all.
    at_office = problem.at_office & allowed.any(axis=1)
    has_office = np.zeros(len(problem.village_codes), np.bool_)
    has_office[problem.village[at_office]] = True
    allowed[needs_office(problem) & ~has_office[problem.village]] = False
    return allowed


def needs_office(problem: Problem) -> Booleans:
    """Return of each site whether a site at its village's office has to be chosen with it."""
    wanted: Booleans = problem.office_of_village[problem.village] != NO_OFFICE
    return wanted & ~problem.at_office


def _beside_pinned(problem: Problem) -> Booleans:
    near = np.zeros(len(problem.sites), np.bool_)
    if len(problem.too_near):
        one, other = problem.too_near.T
        near[other[problem.pinned[one]]] = True
        near[one[problem.pinned[other]]] = True
    return near & ~problem.pinned


def conflict_cliques(problem: Problem, is_open: Booleans) -> list[Integers]:
    """Return groups of sites of which at most one may be chosen, that hold every too near pair.

    A group says more than its pairs one by one: half of each site is no longer allowed. Pairs in a
    village that may get one point only are left to that limit.
    """
    pairs = problem.too_near
    if len(pairs) == 0:
        return []
    one, other = pairs.T
    single = problem.village_points_left[problem.village[one]] == 1
    implied = (problem.village[one] == problem.village[other]) & single
    pairs = pairs[is_open[one] & is_open[other] & ~implied]
    near: dict[int, set[int]] = defaultdict(set)
    for a, b in pairs.tolist():
        near[a].add(b)
        near[b].add(a)
    covered: set[tuple[int, int]] = set()
    cliques = []
    for a, b in sorted({(min(pair), max(pair)) for pair in pairs.tolist()}):
        if (a, b) in covered:
            continue
        clique = [a, b]
        common = near[a] & near[b]
        while common:
            # The one with most of the others as neighbours; of equals the first.
            best = max(sorted(common), key=lambda site: len(near[site] & common))
            clique.append(best)
            common = common & near[best]
        clique.sort()
        covered.update((p, q) for i, p in enumerate(clique) for q in clique[i + 1 :])
        cliques.append(np.array(clique, dtype=np.int64))
    return cliques
