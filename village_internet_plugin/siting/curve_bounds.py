# SPDX-License-Identifier: GPL-2.0-or-later
"""What no plan exceeds with so many points, or so much money: the upper lines of the curve.

The argument stands in `curve`.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from village_internet_plugin.siting.open_choices import open_choices
from village_internet_plugin.siting.problem import NOT_PAID, Integers, Problem
from village_internet_plugin.siting.reach_counts import ReachCounts

Floats = npt.NDArray[np.float64]


class UpperBounds:
    """Takes sets of sites, one after the other; each may lower the bounds."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        allowed = open_choices(problem)
        # A pinned site may be chosen whatever else says no to it.
        is_open = allowed.any(axis=1) | problem.pinned
        self._open: Integers = np.flatnonzero(is_open)
        payable = allowed | (problem.pinned[:, np.newaxis] & (problem.cost_idr != NOT_PAID))
        cost = np.where(payable, problem.cost_idr, np.iinfo(np.int64).max)
        cheapest = cost.min(axis=1, initial=np.iinfo(np.int64).max)
        self._cost: Floats = cheapest[self._open].astype(np.float64)
        self._sets: list[tuple[int, Integers]] = []

    def take(self, sites: list[int]) -> None:
        """Take a set of sites in."""
        counts = ReachCounts(self._problem, sites)
        people = self._problem.people
        self._sets.append((counts.reached(people), counts.gains(people)[self._open]))

    def with_points(self, points: Integers) -> Integers:
        """Return what no plan exceeds with each of these numbers of points."""
        least: Integers = np.full(len(points), np.iinfo(np.int64).max)
        for reached, gains in self._sets:
            most = np.concatenate(([0], np.cumsum(self._largest(gains))))
            least = np.minimum(least, reached + most[np.minimum(points, len(most) - 1)])
        return least

    def with_money(self, idr: Integers) -> Integers:
        """Return what no plan exceeds with each of these amounts, in rupiah."""
        least: Floats = np.full(len(idr), np.inf)
        for reached, gains in self._sets:
            worth = np.flatnonzero(gains > 0)
            order = worth[np.argsort(-gains[worth] / np.maximum(self._cost[worth], 1e-9))]
            spent = np.concatenate(([0.0], np.cumsum(self._cost[order])))
            had = np.concatenate(([0.0], np.cumsum(gains[order])))
            # Several free sites stand at one place: all of them are had there.
            last = np.append(np.diff(spent) > 0, True)
            bought = np.interp(idr.astype(np.float64), spent[last], had[last])
            least = np.minimum(least, reached + bought)
        rounded: Integers = np.floor(least + 1e-6).astype(np.int64)
        return rounded

    def _largest(self, gains: Integers) -> Integers:
        """Return the gains that count, largest first: of each village as many as it may get."""
        village = self._problem.village[self._open]
        order = np.lexsort((-gains, village))
        sorted_villages = village[order]
        rank = np.arange(len(order)) - np.searchsorted(sorted_villages, sorted_villages)
        kept = rank < self._problem.village_points_left[sorted_villages]
        largest: Integers = -np.sort(-gains[order[kept]])
        return largest
