# SPDX-License-Identifier: GPL-2.0-or-later
"""How many chosen sites reach each person: what one more would add, one fewer would lose."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from village_internet_plugin.siting.problem import Integers, Problem

Values = Integers
"""One value for each demand class: its people, or its weight in the objective."""


class ReachCounts:
    """Counts, for each demand class, the chosen sites that reach it; sites come and go.

    All sums are sums of whole numbers, so that equal is equal and the parts add up.
    """

    def __init__(self, problem: Problem, chosen: Iterable[int] = ()) -> None:
        self._problem = problem
        self._size = len(problem.sites)
        self.count: Integers = np.zeros(len(problem.weight), np.int64)
        """Of each class: how many chosen sites reach it."""
        self._sum: Integers = np.zeros(len(problem.weight), np.int64)
        """Of each class: the sum of the indices of those sites; of a lone one, itself."""
        for site in chosen:
            self.add(site)

    def add(self, site: int) -> None:
        """Count a site in."""
        reached = self._problem.classes_of(site)
        self.count[reached] += 1
        self._sum[reached] += site

    def remove(self, site: int) -> None:
        """Count out a site that was in."""
        reached = self._problem.classes_of(site)
        self.count[reached] -= 1
        self._sum[reached] -= site

    def reached(self, values: Values) -> int:
        """Return the sum of `values` over the classes that at least one chosen site reaches."""
        return int(values[self.count > 0].sum())

    def reach(self, site: int, values: Values) -> int:
        """Return the sum of `values` over all that a site reaches, whoever else reaches it."""
        return int(values[self._problem.classes_of(site)].sum())

    def gain(self, site: int, values: Values) -> int:
        """Return what an unchosen site would add: the classes nobody reaches yet."""
        reached = self._problem.classes_of(site)
        return int(values[reached[self.count[reached] == 0]].sum())

    def loss(self, site: int, values: Values) -> int:
        """Return what only this chosen site reaches."""
        reached = self._problem.classes_of(site)
        return int(values[reached[self.count[reached] == 1]].sum())

    def gains(self, values: Values) -> Integers:
        """Return, for every site, the values of the classes it reaches and nobody does yet."""
        return self._per_site(np.where(self.count == 0, values, 0))

    def losses(self, values: Values) -> Integers:
        """Return, for every site, the values it reaches with exactly one chosen site there.

        Of a chosen site that is what would be lost without it.
        """
        return self._per_site(np.where(self.count == 1, values, 0))

    def exchange_changes(
        self, site: int, leaving: Integers, losses: Integers, values: Values
    ) -> Integers:
        """Return how the sum changes when each of the chosen `leaving` makes way for `site`.

        They are given in ascending order, at least one; `losses` are theirs. What only the leaving
        one reached and the coming one reaches too is not lost.
        """
        reached = self._problem.classes_of(site)
        alone = reached[self.count[reached] == 1]
        changes: Integers = self.gain(site, values) - losses
        rows = np.searchsorted(leaving, self._sum[alone])
        owned = leaving[np.minimum(rows, len(leaving) - 1)] == self._sum[alone]
        np.add.at(changes, rows[owned], values[alone[owned]])
        return changes

    def _per_site(self, values: Values) -> Integers:
        entries = values[self._problem.cover_classes]
        sums = np.bincount(self._problem.cover_sites, weights=entries, minlength=self._size)
        whole: Integers = sums.astype(np.int64)
        return whole
