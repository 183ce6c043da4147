# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan while it is being made: what is chosen, what each further site would add, what is left.

Every limit of the problem is kept at every step, in whole numbers; sites come and go.
"""

from __future__ import annotations

from collections import Counter

import numpy as np

from village_internet_plugin.siting.open_choices import needs_office
from village_internet_plugin.siting.problem import Booleans, Integers, Problem

UNCHOSEN = -1
ALL = slice(None)
"""Every site."""
_ENDLESS = np.iinfo(np.int64).max // 4


class Ground:
    """What all plans of one problem share: who neighbours whom, who needs an office first."""

    def __init__(self, problem: Problem, allowed: Booleans) -> None:
        """Take what `open_choices` allows."""
        self.problem, self.allowed = problem, allowed
        self.is_open: Booleans = allowed.any(axis=1)
        self.needs_office = needs_office(problem)
        self.reach_starts, self.reach_sites = problem.reaching
        self.near = _neighbours(problem)
        self.has_rivals = len({source.agency_key for source in problem.sources}) > 1
        self.sites_of = _by_village(problem)


class GrowingPlan:
    """Chosen sites with their payers; `gain` of each site is what it would add (or what it keeps).

    Attributes:
        payer: of each site, the source that pays for it; `UNCHOSEN` for none.
        objective: the weights of all classes reached.
        gain: of each site, the weight of the classes it reaches and nobody does.
        points_left: of each source.
        idr_left: of each source.

    """

    def __init__(self, ground: Ground) -> None:
        """Begin with nothing chosen."""
        self.ground, problem = ground, ground.problem
        self.payer: Integers = np.full(len(problem.sites), UNCHOSEN, dtype=np.int64)
        self.count: Integers = np.zeros(len(problem.weight), dtype=np.int64)
        self.objective = 0
        gain = np.bincount(
            problem.cover_sites,
            weights=problem.weight[problem.cover_classes],
            minlength=len(problem.sites),
        )
        self.gain: Integers = gain.astype(np.int64)
        self.points_left = _left([one.points_left for one in problem.sources])
        self.idr_left = _left([one.idr_left for one in problem.sources])
        self.village_left: Integers = problem.village_points_left.copy()
        self.offices: Integers = np.zeros(len(problem.village_codes), dtype=np.int64)
        self.crowd: Integers = np.zeros(len(problem.sites), dtype=np.int64)
        self._agencies: dict[tuple[int, int], Counter[str]] = {}
        self._rival: Booleans = np.zeros((len(problem.sites), len(problem.sources)), np.bool_)

    def choices(self) -> list[tuple[int, int]]:
        """Return the (site, source) chosen, by site."""
        chosen = np.flatnonzero(self.payer != UNCHOSEN)
        return [(int(site), int(self.payer[site])) for site in chosen]

    def affordable(self, among: Integers | slice = ALL) -> Booleans:
        """Return (site, source) that can be chosen now as far as sources go."""
        ground = self.ground
        enough: Booleans = ground.allowed[among] & (ground.problem.cost_idr[among] <= self.idr_left)
        enough &= self.points_left > 0
        if ground.has_rivals:
            enough &= ~self._rival[among]
        return enough

    def placeable(self, among: Integers | slice = ALL) -> Booleans:
        """Return the sites that can be chosen now as far as places go; their office aside."""
        ground = self.ground
        free: Booleans = ground.is_open[among] & (self.payer[among] == UNCHOSEN)
        free &= self.crowd[among] == 0
        return free & np.asarray(self.village_left[ground.problem.village[among]] > 0, np.bool_)

    def waits_for_office(self, among: Integers | slice = ALL) -> Booleans:
        """Return the sites in whose village a site at the office has to be chosen first."""
        ground = self.ground
        without = np.asarray(self.offices[ground.problem.village[among]] == 0, np.bool_)
        waiting: Booleans = ground.needs_office[among] & without
        return waiting

    def can(self, site: int, source: int) -> bool:
        """Tell whether a site can be chosen now with this payer."""
        problem, village = self.ground.problem, int(self.ground.problem.village[site])
        return bool(
            self.ground.allowed[site, source]
            and self.payer[site] == UNCHOSEN
            and self.crowd[site] == 0
            and self.village_left[village] > 0
            and not (self.ground.needs_office[site] and self.offices[village] == 0)
            and self.points_left[source] > 0
            and problem.cost_idr[site, source] <= self.idr_left[source]
            and not self._rival[site, source]
        )

    def choose(self, site: int, source: int) -> None:
        """Take a site in."""
        self.payer[site] = source
        self._count_in(site, source, 1)
        reached = self.ground.problem.classes_of(site)
        new = reached[self.count[reached] == 0]
        self.count[reached] += 1
        self._change_gains(new, -1)

    def drop(self, site: int) -> None:
        """Take a chosen site out."""
        source = int(self.payer[site])
        self.payer[site] = UNCHOSEN
        self._count_in(site, source, -1)
        reached = self.ground.problem.classes_of(site)
        self.count[reached] -= 1
        self._change_gains(reached[self.count[reached] == 0], 1)

    def loss(self, site: int) -> int:
        """Return what only this chosen site reaches."""
        problem = self.ground.problem
        reached = problem.classes_of(site)
        return int(problem.weight[reached[self.count[reached] == 1]].sum())

    def can_drop(self, site: int) -> bool:
        """Tell whether all others may stay when a chosen site goes."""
        problem, village = self.ground.problem, int(self.ground.problem.village[site])
        if problem.pinned[site]:
            return False
        if not problem.at_office[site] or self.offices[village] > 1:
            return True
        others = self.ground.sites_of[village]
        waiting = self.ground.needs_office[others] & (self.payer[others] != UNCHOSEN)
        return not bool(waiting.any())

    def _count_in(self, site: int, source: int, sign: int) -> None:
        problem, village = self.ground.problem, int(self.ground.problem.village[site])
        self.points_left[source] -= sign
        self.idr_left[source] -= sign * int(problem.cost_idr[site, source])
        self.village_left[village] -= sign
        self.offices[village] += sign * int(problem.at_office[site])
        near = self.ground.near.get(site)
        if near is not None:
            self.crowd[near] += sign
        if self.ground.has_rivals:
            self._count_agency(village, source, sign)

    def _count_agency(self, village: int, source: int, sign: int) -> None:
        purse = self.ground.problem.sources[source]
        agencies = self._agencies.setdefault((village, purse.fiscal_year), Counter())
        agencies[purse.agency_key] += sign
        present = {agency for agency, points in agencies.items() if points > 0}
        sites = self.ground.sites_of[village]
        for number, other in enumerate(self.ground.problem.sources):
            if other.fiscal_year == purse.fiscal_year:
                self._rival[sites, number] = bool(present - {other.agency_key})

    def _change_gains(self, classes: Integers, sign: int) -> None:
        """Tell all sites that reach these classes that they are reached now (-1), or not (+1)."""
        if len(classes) == 0:
            return
        problem, starts = self.ground.problem, self.ground.reach_starts
        self.objective -= sign * int(problem.weight[classes].sum())
        sizes = starts[classes + 1] - starts[classes]
        ends = np.cumsum(sizes)
        places = np.arange(ends[-1]) + np.repeat(starts[classes] - ends + sizes, sizes)
        weights = sign * np.repeat(problem.weight[classes], sizes)
        np.add.at(self.gain, self.ground.reach_sites[places], weights)


def _left(limits: list[int | None]) -> Integers:
    return np.array([_ENDLESS if one is None else one for one in limits], dtype=np.int64)


def _neighbours(problem: Problem) -> dict[int, Integers]:
    near: dict[int, list[int]] = {}
    for one, other in problem.too_near.tolist():
        near.setdefault(one, []).append(other)
        near.setdefault(other, []).append(one)
    return {site: np.unique(np.array(others)) for site, others in near.items()}


def _by_village(problem: Problem) -> list[Integers]:
    order = np.argsort(problem.village, kind="stable")
    ends = np.cumsum(np.bincount(problem.village, minlength=len(problem.village_codes)))
    return np.split(order, ends[:-1])
