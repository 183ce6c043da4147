# SPDX-License-Identifier: GPL-2.0-or-later
"""Who could pay for wanted sites, and for the offices they need first, within chosen limits.

Each limit can be left out by name, so that what clashes can be told from what does not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

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
from village_internet_plugin.siting.open_choices import needs_office
from village_internet_plugin.siting.problem import NOT_PAID, Problem

_TRIES = 20_000
"""Steps of the search before it is given up; far more than any plan seen needs."""
_NOBODY = -1
"""Pays where it is left out that somebody has to."""


class HeldLimit(NamedTuple):
    """One limit of a problem: its kind (see `limit_words`), and the indices of what it is about.

    Ban and payer are about a site, spacing about two; quota and budget about a funding source;
    village, office and agency about a village.
    """

    kind: str
    subject: tuple[int, ...]


Way = tuple[int, int]
"""A site and who pays for it."""


class PinSearch:
    """Looks for payers, one point after the other, going back where it gets stuck."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._waits = needs_office(problem)
        self._is_unpaid = (problem.cost_idr == NOT_PAID).all(axis=1)
        self._beside: dict[int, list[int]] = defaultdict(list)
        for one, other in problem.too_near.tolist():
            self._beside[one].append(other)
            self._beside[other].append(one)
        self._offices: dict[int, list[int]] = defaultdict(list)
        for site in np.flatnonzero(problem.at_office).tolist():
            self._offices[int(problem.village[site])].append(site)
        self.is_given_up = False

    def villages_waiting(self, pins: Sequence[int]) -> list[int]:
        """Return the villages in which these sites need one at the office beside them."""
        problem = self._problem
        waiting = {int(problem.village[site]) for site in pins if self._waits[site]}
        held = {int(problem.village[site]) for site in pins if problem.at_office[site]}
        return sorted(waiting - held)

    def offices(self, village: int) -> list[int]:
        """Return the sites at the office of a village, whatever speaks against them."""
        return self._offices.get(village, [])

    def neighbours(self, site: int) -> list[int]:
        """Return the sites that may not be chosen beside one."""
        return self._beside.get(site, [])

    def limits_on(self, pins: Sequence[int]) -> list[HeldLimit]:
        """Return every limit that can stand in the way of these sites, in a fixed order."""
        problem, waiting = self._problem, self.villages_waiting(pins)
        sites = {*pins, *(site for village in waiting for site in self.offices(village))}
        villages = sorted({int(problem.village[site]) for site in pins})
        sources = list(enumerate(problem.sources))
        pairs = {
            (min(site, other), max(site, other))
            for site in sites
            for other in self.neighbours(site)
            if other in sites
        }
        found = [
            *(HeldLimit(QUOTA, (f,)) for f, one in sources if one.points_left is not None),
            *(HeldLimit(BUDGET, (f,)) for f, one in sources if one.idr_left is not None),
            *(HeldLimit(VILLAGE, (village,)) for village in villages),
            *(HeldLimit(OFFICE, (village,)) for village in waiting),
            *(HeldLimit(SPACING, pair) for pair in sorted(pairs)),
            *(HeldLimit(PAYER, (site,)) for site in sorted(sites) if self._is_unpaid[site]),
            *(HeldLimit(BAN, (site,)) for site in sorted(sites) if problem.banned[site]),
        ]
        if len({source.agency_key for source in problem.sources}) > 1:
            found[:0] = [HeldLimit(AGENCY, (village,)) for village in villages]
        return found

    def pay(self, pins: Sequence[int], limits: Collection[HeldLimit]) -> list[Way] | None:
        """Return a payer for each of these sites and for the offices before them; None if none."""
        self._kept, self.is_given_up = frozenset(limits), False
        self._points: Counter[int] = Counter()
        self._idr: Counter[int] = Counter()
        self._in_village: Counter[int] = Counter()
        self._chosen: set[int] = set()
        self._agencies: dict[tuple[int, int], list[str]] = defaultdict(list)
        first = [v for v in self.villages_waiting(pins) if HeldLimit(OFFICE, (v,)) in self._kept]
        items = [[site] for site in pins] + [self.offices(village) for village in first]
        ways = [[way for site in item for way in self._ways(site)] for item in items]
        if self._is_hopeless(ways):
            return None
        ways.sort(key=lambda own: (len(own), -self._dearest(own)))
        return self._descend(ways)

    def clash(self, pins: Sequence[int], limits: Collection[HeldLimit]) -> bool:
        """Tell whether it is certain that these limits do not allow all these sites."""
        return self.pay(pins, limits) is None and not self.is_given_up

    def _is_hopeless(self, ways: list[list[Way]]) -> bool:
        """Tell whether some points can only be paid for by sources that cannot bear so many.

        Counted for each set of payers that some point has, which spares most of a hopeless search.
        """
        payers = [frozenset(source for _, source in own) for own in ways]
        for group in set(payers) | {frozenset().union(*payers)}:
            own = [way for way, able in zip(ways, payers) if able <= group]
            if len(own) > sum(self._most_points(own, source) for source in group):
                return True
        return False

    def _most_points(self, ways: list[list[Way]], source: int) -> int:
        """Return how many of these points a source can pay for at most: the cheapest first."""
        costs = sorted(
            min(int(self._problem.cost_idr[way]) for way in own if way[1] == source)
            for own in ways
            if any(payer == source for _, payer in own)
        )
        if source == _NOBODY:
            return len(costs)
        purse, most = self._problem.sources[source], len(costs)
        if HeldLimit(QUOTA, (source,)) in self._kept:
            most = min(most, purse.points_left or 0)
        if HeldLimit(BUDGET, (source,)) in self._kept:
            affordable = np.cumsum(costs) <= (purse.idr_left or 0)
            most = min(most, int(affordable.sum()))
        return most

    def _ways(self, site: int) -> list[Way]:
        """Return who may pay for a site; who is left with most of what he has comes first."""
        if HeldLimit(BAN, (site,)) in self._kept and self._problem.banned[site]:
            return []
        costs = self._problem.cost_idr[site].tolist()
        able = [number for number, cost in enumerate(costs) if cost != NOT_PAID]
        if not able and HeldLimit(PAYER, (site,)) not in self._kept:
            return [(site, _NOBODY)]
        able.sort(key=lambda number: (self._share(site, number), number))
        return [(site, number) for number in able]

    def _share(self, site: int, source: int) -> float:
        """Return which share of what a source has left a site takes."""
        purse, cost = self._problem.sources[source], int(self._problem.cost_idr[site, source])
        points = 0.0 if purse.points_left is None else 1.0 / max(purse.points_left, 1)
        return points + (0.0 if purse.idr_left is None else cost / max(purse.idr_left, 1))

    def _dearest(self, ways: Sequence[Way]) -> int:
        return max((int(self._problem.cost_idr[way]) for way in ways), default=0)

    def _descend(self, ways: list[list[Way]]) -> list[Way] | None:
        """Go through the points without recursion: a plan may have thousands of wanted sites."""
        chosen: list[Way] = []
        places = [0] * (len(ways) + 1)
        tries = _TRIES + len(ways)
        while len(chosen) < len(ways):
            depth = len(chosen)
            own = ways[depth]
            while places[depth] < len(own) and not self._fits(own[places[depth]]):
                places[depth] += 1
            tries -= 1
            if tries < 0:
                self.is_given_up = True
                return None
            if places[depth] < len(own):
                self._count(own[places[depth]], 1)
                chosen.append(own[places[depth]])
                places[depth + 1] = 0
            elif chosen:
                self._count(chosen.pop(), -1)
                places[depth - 1] += 1
            else:
                return None
        return chosen

    def _fits(self, way: Way) -> bool:
        site, source = way
        return self._fits_place(site) and (source == _NOBODY or self._fits_purse(site, source))

    def _fits_place(self, site: int) -> bool:
        village = int(self._problem.village[site])
        if HeldLimit(VILLAGE, (village,)) in self._kept:
            left = int(self._problem.village_points_left[village])
            if self._in_village[village] >= left:
                return False
        return not any(
            other in self._chosen
            and HeldLimit(SPACING, (min(site, other), max(site, other))) in self._kept
            for other in self.neighbours(site)
        )

    def _fits_purse(self, site: int, source: int) -> bool:
        purse, cost = self._problem.sources[source], int(self._problem.cost_idr[site, source])
        has_point = self._points[source] < (purse.points_left or 0)
        if HeldLimit(QUOTA, (source,)) in self._kept and not has_point:
            return False
        has_money = self._idr[source] + cost <= (purse.idr_left or 0)
        if HeldLimit(BUDGET, (source,)) in self._kept and not has_money:
            return False
        village = int(self._problem.village[site])
        if HeldLimit(AGENCY, (village,)) not in self._kept:
            return True
        return not set(self._agencies[village, purse.fiscal_year]) - {purse.agency_key}

    def _count(self, way: Way, sign: int) -> None:
        site, source = way
        village = int(self._problem.village[site])
        self._in_village[village] += sign
        if sign > 0:
            self._chosen.add(site)
        else:
            self._chosen.remove(site)
        if source == _NOBODY:
            return
        purse = self._problem.sources[source]
        self._points[source] += sign
        self._idr[source] += sign * int(self._problem.cost_idr[site, source])
        agencies = self._agencies[village, purse.fiscal_year]
        if sign > 0:
            agencies.append(purse.agency_key)
        else:
            agencies.remove(purse.agency_key)
