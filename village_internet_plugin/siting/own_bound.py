# SPDX-License-Identifier: GPL-2.0-or-later
"""A bound that needs no solver: Lagrangian relaxation by NumPy, never below the optimum.

The limits that tie villages together are priced instead of kept: λ_i for y_i ≤ Σ x_j, μ_f for a
quota, ν_f for a budget, σ_C for spacing (symbols: see `model`). For any prices of at least 0 ::

    L = Σ_i max(0, w_i - λ_i) + Σ_f (μ_f q_f + ν_f B_f) + Σ_C σ_C + Σ_v best(v)

is at least the optimum, where best(v) is the best choice in one village of sites worth
Σ_{i reached} λ_i - Σ_{C with j} σ_C - min_f (μ_f + ν_f c_jf), with its points and its office.
Who may fund beside whom (VI404) is left out, which only raises it. Prices are improved by
subgradients: M. Held, P. Wolfe, H. Crowder, "Validation of subgradient optimization", Mathematical
Programming 6 (1974) 62-88; directions that remember: P. Camerini, L. Fratta, F. Maffioli,
Mathematical Programming Study 3 (1975) 26-34; for covering: R. Galvão, C. ReVelle, European
Journal of Operational Research 88 (1996) 114-123.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from village_internet_plugin.siting.model import Floats
from village_internet_plugin.siting.open_choices import (
    conflict_cliques,
    needs_office,
    open_choices,
)
from village_internet_plugin.siting.problem import Booleans, Integers, Problem

_SAFETY = 1e-9
"""Of the bound: what sums of floating numbers may be off by, added before it is rounded down."""


_PATIENCE = 20
"""Steps without a lower bound after which they become shorter, again from the best prices."""
_MEMORY = 0.7
"""How much of the last direction the next one keeps, so that steps do not go to and fro."""

Slopes = tuple[Floats, ...]
"""Of the prices for reach, quotas, budgets and spacing, in this order."""


class Prices(NamedTuple):
    """What a point and a rupiah of each source are worth, in units of the objective."""

    per_point: Floats
    per_idr: Floats


class Bound(NamedTuple):
    """No allowed plan has a larger objective; with the prices that show it."""

    value: int
    prices: Prices


class _Best(NamedTuple):
    """The best choice at some prices."""

    value: float
    chosen: Booleans


class OwnBound:
    """Improves the prices step by step; the best bound of all steps holds."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        self._allowed = open_choices(problem)
        self._is_open = self._allowed.any(axis=1)
        self._take_covers()
        self._take_purses()
        self._take_spacing()
        self._villages = _VillageChoice(problem, self._is_open)
        self._unit = max(int(np.gcd.reduce(problem.weight)) if len(problem.weight) else 1, 1)
        self.value = float(self._weight.sum() + self._alone.sum())
        self.prices = Prices(np.zeros(len(problem.sources)), np.zeros(len(problem.sources)))

    @property
    def bound(self) -> Bound:
        """The best bound so far, rounded down to what an objective can be."""
        rounded = round_down(self.value, self._unit)
        return Bound(rounded, self.prices)

    def improve(
        self, objective: int, steps: int, goes_on: Callable[[], bool] = lambda: True
    ) -> Bound:
        """Take up to `steps` steps towards `objective`, the value of a known plan."""
        if not self._is_open.any():
            return self.bound
        at = best = self._first_prices()
        lowest, stride, without_gain = np.inf, 1.0, 0
        way: Slopes = ()
        for step in range(steps):
            value, slopes = self._at(*at)
            without_gain = 0 if value < lowest - 1e-7 * abs(value) else without_gain + 1
            if value < lowest:
                lowest, best = value, at
                self._keep(value, at)
            if without_gain >= _PATIENCE:
                stride, without_gain, way = stride * 0.6, 0, ()
                at = best
                value, slopes = self._at(*at)
            way = tuple(new + _MEMORY * old for new, old in zip(slopes, way)) or slopes
            length = sum(float(part @ part) for part in way)
            if length < 1e-12 or stride < 1e-4 or self.bound.value <= objective:
                break
            if step % 8 == 0 and not goes_on():
                break
            move = stride * max(value - objective, 1e-6 * abs(value)) / length
            at = tuple(np.maximum(price - move * part, 0.0) for price, part in zip(at, way))
            at = (np.minimum(at[0], self._weight), *at[1:])
        return self.bound

    def _first_prices(self) -> Slopes:
        """Return a class reached by several sites split evenly among them; all else is free."""
        sources = len(self._problem.sources)
        reach = self._weight / np.maximum(self._reached_by, 1)
        return (reach, np.zeros(sources), np.zeros(sources), np.zeros(len(self._cliques)))

    def _keep(self, value: float, at: Slopes) -> None:
        if value < self.value:
            self.value = value
            self.prices = Prices(at[1], at[2] / self._idr_unit)

    def _at(
        self, reach: Floats, quota: Floats, budget: Floats, near: Floats
    ) -> tuple[float, Slopes]:
        """Return L at some prices, and its slopes."""
        size = len(self._problem.sites)
        worth = self._alone + np.bincount(
            self._pair_site, weights=reach[self._pair_class], minlength=size
        )
        worth -= np.bincount(self._clique_site, weights=near[self._clique_of], minlength=size)
        dear = np.where(self._allowed, quota + budget * self._units, np.inf)
        payer = dear.argmin(axis=1)
        worth = np.where(self._is_open, worth - dear[np.arange(size), payer], -np.inf)
        best = self._villages.best(worth)
        left = self._weight - reach
        value = float(np.maximum(left, 0.0).sum() + best.value + near.sum())
        value += float((quota * self._points).sum() + (budget * self._idr).sum())
        chosen = best.chosen
        reached = np.bincount(
            self._pair_class, weights=chosen[self._pair_site], minlength=len(reach)
        )
        sources = len(self._problem.sources)
        paid = np.bincount(payer[chosen], minlength=sources)
        cost = self._units[np.flatnonzero(chosen), payer[chosen]]
        spent = np.bincount(payer[chosen], weights=cost, minlength=sources)
        crowd = np.bincount(self._clique_of, weights=chosen[self._clique_site], minlength=len(near))
        slopes = (
            reached - (left > 0.0),
            np.where(self._has_quota, self._points - paid, 0.0),
            np.where(self._has_budget, self._idr - spent, 0.0),
            1.0 - crowd,
        )
        return value, tuple(np.asarray(slope, np.float64) for slope in slopes)

    def _take_covers(self) -> None:
        """Keep the classes several sites reach; those of one site are worth of the site itself."""
        problem = self._problem
        used = self._is_open[problem.cover_sites]
        site, reached = problem.cover_sites[used], problem.cover_classes[used]
        by = np.bincount(reached, minlength=len(problem.weight))
        alone = by[reached] == 1
        self._alone: Floats = 1.0 * np.bincount(
            site[alone], weights=problem.weight[reached[alone]], minlength=len(problem.sites)
        )
        shared = np.flatnonzero(by > 1)
        place = np.full(len(problem.weight), -1, dtype=np.int64)
        place[shared] = np.arange(len(shared))
        self._pair_site, self._pair_class = site[~alone], place[reached[~alone]]
        self._weight: Floats = problem.weight[shared].astype(np.float64)
        self._reached_by = by[shared]

    def _take_purses(self) -> None:
        problem, sources = self._problem, self._problem.sources
        most = float(self._is_open.sum())
        self._has_quota = np.array([one.points_left is not None for one in sources], np.bool_)
        self._has_budget = np.array([one.idr_left is not None for one in sources], np.bool_)
        points = [0.0 if one.points_left is None else one.points_left for one in sources]
        self._points = np.minimum(np.array(points, dtype=np.float64), most)
        cost = np.where(self._allowed, problem.cost_idr, 0)
        left = np.array([one.idr_left or 0 for one in sources], dtype=np.int64)
        # What is left beyond the rupiah all costs are made of buys nothing.
        made_of = np.maximum(np.gcd.reduce(cost, axis=0), 1)
        left = np.minimum(left // made_of * made_of, cost.sum(axis=0))
        # Money in units of what a point costs about, so that prices are of one size.
        self._idr_unit = np.maximum(
            cost.sum(axis=0) / np.maximum(self._allowed.sum(axis=0), 1), 1.0
        )
        self._units = cost / self._idr_unit
        self._idr = np.where(self._has_budget, left, 0) / self._idr_unit

    def _take_spacing(self) -> None:
        self._cliques = conflict_cliques(self._problem, self._is_open)
        sizes = [len(clique) for clique in self._cliques]
        self._clique_of = np.repeat(np.arange(len(sizes), dtype=np.int64), sizes)
        nothing: Integers = np.empty(0, dtype=np.int64)
        self._clique_site = np.concatenate([*self._cliques, nothing]).astype(np.int64)


class _VillageChoice:
    """Chooses the best sites in every village at once, for given worths."""

    def __init__(self, problem: Problem, is_open: Booleans) -> None:
        self._village, self._size = problem.village, len(problem.village_codes)
        self._is_open = is_open
        self._pinned = problem.pinned & is_open
        self._at_office = problem.at_office & is_open
        wants = np.zeros(self._size, np.bool_)
        wants[problem.village[needs_office(problem) & is_open]] = True
        covered = np.zeros(self._size, np.bool_)
        covered[problem.village[self._pinned & self._at_office]] = True
        # An office is wanted only for other sites; alone it is a site like any other.
        self._wants = wants & ~covered
        pinned = np.bincount(problem.village[self._pinned], minlength=self._size)
        self._forced = self._wants & (pinned > 0)
        self._room = problem.village_points_left - pinned

    def best(self, worth: Floats) -> _Best:
        """Return the best choice; `worth` of each site may be below 0, -inf for never."""
        chosen = self._pinned.copy()
        anchor = self._anchors(worth)
        room = self._room - (anchor >= 0)
        free = self._is_open & ~self._pinned & (worth > 0.0)
        free[anchor[anchor >= 0]] = False
        picked = self._most(worth, free, room)
        rest = np.bincount(self._village[picked], weights=worth[picked], minlength=self._size)
        has = np.flatnonzero(anchor >= 0)
        total = worth[anchor[has]] + rest[has]
        # Where even the best with its office is worth nothing, the village gets no point.
        kept = (total > 0.0) | self._forced[has]
        dropped = np.zeros(self._size, np.bool_)
        dropped[has[~kept]] = True
        picked = picked[~dropped[self._village[picked]]]
        chosen[picked] = True
        chosen[anchor[has[kept]]] = True
        return _Best(float(worth[chosen].sum()), chosen)

    def _anchors(self, worth: Floats) -> Integers:
        """Return of each village that wants one the most valuable site at its office, else -1."""
        anchor = np.full(self._size, -1, dtype=np.int64)
        sites = np.flatnonzero(self._at_office & ~self._pinned & self._wants[self._village])
        order = sites[np.lexsort((sites, worth[sites]))]
        anchor[self._village[order]] = order
        return anchor

    def _most(self, worth: Floats, free: Booleans, room: Integers) -> Integers:
        sites = np.flatnonzero(free & (room[self._village] > 0))
        order = sites[np.lexsort((sites, -worth[sites], self._village[sites]))]
        villages = self._village[order]
        first = np.searchsorted(villages, villages)
        most: Integers = order[np.arange(len(order)) - first < room[villages]]
        return most


def round_down(bound: float, unit: int) -> int:
    """Return the largest multiple of `unit` that is not above a bound, errors of sums allowed."""
    safe = bound + 1e-6 + _SAFETY * abs(bound)
    return int(np.floor(safe / unit)) * unit
