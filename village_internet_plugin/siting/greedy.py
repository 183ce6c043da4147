# SPDX-License-Identifier: GPL-2.0-or-later
"""A good first plan without a solver: the best site for its price next, again and again.

Greedy choice by worth for money: Khuller, Moss, Naor (see `model`). Each step keeps every limit.
"""

from __future__ import annotations

import numpy as np

from village_internet_plugin.siting.growing_plan import UNCHOSEN, Ground, GrowingPlan
from village_internet_plugin.siting.model import Floats
from village_internet_plugin.siting.own_bound import Prices
from village_internet_plugin.siting.problem import Booleans, Integers, Problem
from village_internet_plugin.siting.shares import Shares

_FREE = 1e-3
"""What a site is taken to cost at least, as a share of the mean, where prices say it is free."""
_HALF = 0.5
_NOBODY: Integers = np.empty(0, dtype=np.int64)


class Greedy:
    """Fills plans of one problem; the same calls give the same plans."""

    def __init__(self, ground: Ground) -> None:
        """Weigh points and rupiah by how scarce they are, until better prices are known."""
        self._ground, self._problem = ground, ground.problem
        positions = [site.position for site in ground.problem.sites]
        self._lon, self._lat = np.array(positions, dtype=np.float64).reshape(-1, 2).T
        self.set_prices(_plain_prices(ground.problem))

    def set_prices(self, prices: Prices) -> None:
        """Weigh points and rupiah by these prices from now on."""
        problem = self._problem
        dear = prices.per_point + prices.per_idr * np.maximum(problem.cost_idr, 0)
        known = dear[self._ground.allowed]
        least = max(float(known.mean()) * _FREE if len(known) else 0.0, 1e-12)
        self.dear: Floats = np.where(self._ground.allowed, np.maximum(dear, least), np.inf)
        """(site, source) what each costs at these prices, endless where it may not pay."""

    def away_from(self, site: int) -> Floats:
        """Return how far all sites are from one, in degrees: for an order, not for a limit."""
        away: Floats = np.hypot(self._lon - self._lon[site], self._lat - self._lat[site])
        return away

    def fill_by(self, plan: GrowingPlan, values: Floats) -> None:
        """Choose the sites a relaxed plan takes at least by half, the surest first; then fill."""
        for site in np.argsort(-values, kind="stable").tolist():
            if values[site] < _HALF:
                break
            self._take(plan, site)
        self.fill(plan)

    def fill(self, plan: GrowingPlan) -> None:
        """Choose the best for its price as long as anything adds to the plan."""
        shut: Booleans = np.zeros(len(self._problem.sites), np.bool_)
        while True:
            site = self._next(plan, shut)
            if site is None:
                return
            if not self._take(plan, site):
                shut[site] = True

    def fill_worst_first(self, plan: GrowingPlan, shares: Shares) -> None:
        """Raise the worst-served district's share, site by site, as long as any site does."""
        problem, open_groups = self._problem, set(shares.groups)
        while open_groups:
            reached = shares.reached(site for site, _ in plan.choices())
            worst = min(sorted(open_groups), key=lambda g: reached[g] / problem.group_people[g])
            if not self._raise(plan, worst):
                open_groups.discard(worst)

    def _raise(self, plan: GrowingPlan, group: int) -> bool:
        """Choose the site that reaches most new people of a district for its price."""
        problem = self._problem
        new = np.where((plan.count == 0) & (problem.group == group), problem.people, 0)
        gain = np.bincount(
            problem.cover_sites, weights=new[problem.cover_classes], minlength=len(problem.sites)
        )
        gain = np.where(plan.placeable(), gain, 0.0)
        price = np.where(plan.affordable(), self.dear, np.inf).min(axis=1)
        for site in np.argsort(-gain / price, kind="stable").tolist():
            if gain[site] <= 0.0 or not np.isfinite(price[site]):
                return False
            if self._take(plan, site):
                return True
        return False

    def _next(self, plan: GrowingPlan, shut: Booleans) -> int | None:
        """Return the site worth most for its price, with the office it waits for; None at end."""
        gain = np.where(plan.placeable() & ~shut, plan.gain, 0)
        if not gain.any():
            return None
        price = np.where(plan.affordable(), self.dear, np.inf).min(axis=1)
        waiting = plan.waits_for_office()
        score = np.where(waiting, 0.0, gain / price)
        for site in np.flatnonzero(waiting & (gain > 0) & np.isfinite(price)).tolist():
            office = self._office_for(plan, site, price)
            if office is not None:
                together = int(gain[site]) + int(plan.gain[office])
                score[site] = together / (price[site] + price[office])
        best = int(score.argmax())
        return best if score[best] > 0.0 else None

    def _office_for(self, plan: GrowingPlan, site: int, price: Floats) -> int | None:
        """Return the site at the village's office to choose before this one, if there is one."""
        village = int(self._problem.village[site])
        if plan.village_left[village] < 2:
            return None
        near = self._ground.near.get(site, _NOBODY)
        offices = [
            other
            for other in self._ground.sites_of[village].tolist()
            if self._problem.at_office[other]
            and plan.payer[other] == UNCHOSEN
            and plan.crowd[other] == 0
            and np.isfinite(price[other])
            and other not in near
        ]
        return max(offices, key=lambda other: plan.gain[other] / price[other], default=None)

    def _take(self, plan: GrowingPlan, site: int) -> bool:
        """Choose a site, after the office it waits for; tell whether that was possible."""
        office = None
        if plan.waits_for_office()[site]:
            price = np.where(plan.affordable(), self.dear, np.inf).min(axis=1)
            office = self._office_for(plan, site, price)
            if office is None or not self._pay(plan, office):
                return False
        if self._pay(plan, site):
            return True
        # Not both: the office is another candidate by itself.
        if office is not None:
            plan.drop(office)
        return False

    def _pay(self, plan: GrowingPlan, site: int) -> bool:
        for source in np.argsort(self.dear[site], kind="stable").tolist():
            if plan.can(site, source):
                plan.choose(site, source)
                return True
        return False


def _plain_prices(problem: Problem) -> Prices:
    """Return prices by what is scarce: a point and a rupiah as shares of what is left."""
    points = [1.0 / max(one.points_left or 1, 1) for one in problem.sources]
    idr = [0.0 if one.idr_left is None else 1.0 / max(one.idr_left, 1) for one in problem.sources]
    unlimited = [one.points_left is None for one in problem.sources]
    per_point = np.where(unlimited, 1e-6, np.array(points, dtype=np.float64))
    return Prices(per_point, np.array(idr, dtype=np.float64))


def restore(plan: GrowingPlan, choices: list[tuple[int, int]]) -> None:
    """Bring a plan back to earlier choices."""
    wanted = dict(choices)
    for site, source in plan.choices():
        if wanted.get(site) != source:
            plan.drop(site)
    for site, source in choices:
        if plan.payer[site] == UNCHOSEN:
            plan.choose(site, source)
