# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether an exchange takes a district below the share of the one that is served worst now."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from village_internet_plugin.siting.open_choices import open_choices
from village_internet_plugin.siting.problem import Integers, Problem
from village_internet_plugin.siting.reach_counts import ReachCounts
from village_internet_plugin.siting.shares import Shares


class WorstShare:
    """Of the plan behind `counts`; only districts that some candidate reaches are looked at."""

    def __init__(self, problem: Problem, counts: ReachCounts, sites: Integers) -> None:
        self._problem, self._counts = problem, counts
        shares = Shares(problem, open_choices(problem).any(axis=1))
        self._reached = shares.reached(sites.tolist())
        self._groups = frozenset(shares.groups)
        self._share = shares.worst(self._reached)
        self.floor = shares.floor(self._share)
        """How many more people each district has to reach for none to be below it."""

    def falls(self, leaving: int, coming: int) -> bool:
        """Tell whether some district would be below the worst share now after an exchange."""
        problem, count = self._problem, self._counts.count
        lost, gained = problem.classes_of(leaving), problem.classes_of(coming)
        lost = np.setdiff1d(lost[count[lost] == 1], gained)
        change = self._people(gained[count[gained] == 0]) - self._people(lost)
        return any(
            self._after(group, int(change[group])) < self._share
            for group in np.flatnonzero(change < 0).tolist()
            if group in self._groups
        )

    def _people(self, classes: Integers) -> Integers:
        problem = self._problem
        people = np.zeros(len(problem.groups), np.int64)
        np.add.at(people, problem.group[classes], problem.people[classes])
        return people

    def _after(self, group: int, change: int) -> Fraction:
        return Fraction(int(self._reached[group]) + change, int(self._problem.group_people[group]))
