# SPDX-License-Identifier: GPL-2.0-or-later
"""How evenly districts are served: each one's share of people reached, the worst, the Gini."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from village_internet_plugin.siting.model import Floats
from village_internet_plugin.siting.problem import Booleans, Integers, Problem


class Shares:
    """The shares of one problem's districts, for any plan, exact."""

    def __init__(self, problem: Problem, is_open: Booleans) -> None:
        """Take which sites can be chosen at all."""
        self._problem = problem
        reachable = np.unique(problem.cover_classes[is_open[problem.cover_sites]])
        with_people = reachable[problem.people[reachable] > 0]
        self.groups: list[int] = np.unique(problem.group[with_people]).tolist()
        """The districts with people whom some candidate reaches."""
        self.ceiling = self.worst(self.reached(np.flatnonzero(is_open).tolist()))
        """No plan has a larger worst share: that of all candidates together."""

    def reached(self, sites: Iterable[int]) -> Integers:
        """Return how many people of each district are reached, before or by these sites."""
        covered = covered_classes(self._problem, sites)
        people = np.zeros(len(self._problem.groups), dtype=np.int64)
        np.add.at(people, self._problem.group[covered], self._problem.people[covered])
        return people + self._problem.group_reached

    def worst(self, reached: Integers) -> Fraction:
        """Return the smallest share among the districts that can be served; 1 without any."""
        everybody = self._problem.group_people
        shares = [Fraction(int(reached[g]), int(everybody[g])) for g in self.groups]
        return min(shares, default=Fraction(1))

    def floor(self, worst: Fraction) -> Integers:
        """Return how many more people each district needs for a share of at least `worst`."""
        needed = np.zeros(len(self._problem.groups), dtype=np.int64)
        for group in self.groups:
            wanted = worst * int(self._problem.group_people[group])
            whole = -(-wanted.numerator // wanted.denominator)
            needed[group] = max(whole - int(self._problem.group_reached[group]), 0)
        return needed


def covered_classes(problem: Problem, sites: Iterable[int]) -> Integers:
    """Return the demand classes that at least one of these sites reaches."""
    covered = np.zeros(len(problem.weight), np.bool_)
    for site in sites:
        covered[problem.classes_of(site)] = True
    return np.flatnonzero(covered)


def share_of_each(problem: Problem, reached: Integers) -> Floats:
    """Return each district's share, 0..1; 0 for one without people."""
    return np.asarray(reached / np.maximum(problem.group_people, 1), dtype=np.float64)


def gini(shares: Floats, people: Integers) -> float:
    """Return the Gini coefficient of the districts' shares, each weighted by its people.

    0 where all are alike, towards 1 where one has it all. Half the mean difference over the mean:
    C. Gini (1912); weighted as in A. Sen, "On Economic Inequality" (1973).
    """
    total = float(people.sum())
    mean = float((shares * people).sum()) / total if total else 0.0
    if mean <= 0.0:
        return 0.0
    order = np.argsort(shares, kind="stable")
    share, weight = shares[order], people[order] / total
    upto = np.cumsum(weight) - weight / 2.0
    return float(2.0 * (weight * share * (upto - 0.5)).sum() / mean)
