# SPDX-License-Identifier: GPL-2.0-or-later
"""Betters a plan piece by piece: a few neighbouring sites taken back, the ground there filled anew.

Small pieces are redone thousands of times a second however large the plan is. Now and then a
slightly worse plan is gone on from, less and less often ("simulated annealing": S. Kirkpatrick,
C. Gelatt, M. Vecchi, Science 220 (1983) 671-680), for the best of all is kept beside. Every step
keeps every limit. Pieces redone: P. Shaw, "Using constraint programming and local search methods
to solve vehicle routing problems", CP98 (1998) 417-431.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from village_internet_plugin.siting.greedy import Greedy
from village_internet_plugin.siting.growing_plan import UNCHOSEN, GrowingPlan
from village_internet_plugin.siting.problem import Integers

_AROUND = 200
"""Sites around a place among which it is filled anew."""
_MOST_TAKEN = 4
"""Sites taken back at once, at most."""
_WARMTH = 0.01
"""Of what a site adds on average: losses of about this are gone on from at first."""
_WAVER = 0.1
"""By how much what a site adds may be mistaken on purpose, so that not the same is found again."""

Choices = list[tuple[int, int]]
Keeps = Callable[[GrowingPlan], bool]
"""Tells whether a plan may be gone on from."""


class LocalSearch:
    """Betters one plan; the same seed and calls give the same plans.

    Attributes:
        best: (site, source) of the best plan so far, by site.
        objective: its value.

    """

    def __init__(
        self, greedy: Greedy, plan: GrowingPlan, seed: int, keeps: Keeps = lambda _: True
    ) -> None:
        """Begin with a plan, which is changed from now on."""
        self._greedy, self._plan, self._keeps = greedy, plan, keeps
        self._chance = np.random.default_rng(seed)
        self._around: dict[int, Integers] = {}
        self._warmth = 0.0
        self.best, self.objective = plan.choices(), plan.objective

    def search(self, rounds: int, first: float = 1.0, last: float = 0.0) -> None:
        """Redo so many pieces, going on from losses as told from `first` to `last` (0 to 1)."""
        chosen = np.flatnonzero(self._plan.payer != UNCHOSEN)
        if len(chosen) == 0:
            return
        size = _WARMTH * self._plan.objective / len(chosen)
        for number in range(rounds):
            self._warmth = size * (first + (last - first) * number / rounds)
            self._redo_piece()

    def _redo_piece(self) -> None:
        plan = self._plan
        before = plan.objective
        chosen = np.flatnonzero(plan.payer != UNCHOSEN)
        around = self._sites_around(int(chosen[self._chance.integers(len(chosen))]))
        taken = self._take_back(around)
        added = self._fill(around)
        if not self._goes_on_from(plan.objective - before):
            for site in added:
                plan.drop(site)
            for site, source in taken:
                plan.choose(site, source)
        elif plan.objective > self.objective:
            self.best, self.objective = plan.choices(), plan.objective

    def _goes_on_from(self, change: int) -> bool:
        if change < 0 and self._warmth <= 0.0:
            return False
        if change < 0 and self._chance.random() >= math.exp(change / self._warmth):
            return False
        return self._keeps(self._plan)

    def _sites_around(self, middle: int) -> Integers:
        """Return the sites nearest to one, itself first; nearest in degrees, which is enough."""
        known = self._around.get(middle)
        if known is None:
            away = self._greedy.away_from(middle)
            count = min(_AROUND, len(away))
            nearest = np.argpartition(away, count - 1)[:count]
            known = self._around[middle] = nearest[np.argsort(away[nearest], kind="stable")]
        return known

    def _take_back(self, around: Integers) -> Choices:
        """Take back some of the chosen sites nearest to the middle, offices after the others."""
        plan = self._plan
        count = int(self._chance.integers(1, _MOST_TAKEN + 1))
        near = around[plan.payer[around] != UNCHOSEN][:count]
        taken: Choices = []
        at_office = plan.ground.problem.at_office[near]
        for site in near[np.argsort(at_office, kind="stable")].tolist():
            if plan.can_drop(site):
                taken.append((site, int(plan.payer[site])))
                plan.drop(site)
        return taken

    def _fill(self, around: Integers) -> list[int]:
        """Choose the best of the sites around for its price while any adds; return those chosen."""
        plan = self._plan
        added: list[int] = []
        price = self._greedy.dear[around]
        waver = 1.0 + _WAVER * self._chance.random() * (self._chance.random(len(around)) - 0.5)
        while True:
            able = plan.placeable(around) & ~plan.waits_for_office(around)
            worth = np.where(able, plan.gain[around] * waver, 0.0)
            cheapest = np.where(plan.affordable(around), price, np.inf)
            score = worth / cheapest.min(axis=1)
            best = int(score.argmax())
            if score[best] <= 0.0:
                return added
            site = int(around[best])
            plan.choose(site, int(cheapest[best].argmin()))
            added.append(site)
