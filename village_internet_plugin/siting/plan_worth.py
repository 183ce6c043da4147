# SPDX-License-Identifier: GPL-2.0-or-later
"""What a choice of sites is worth: people counted once, the objective, and districts' shares."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from village_internet_plugin.siting.open_choices import open_choices
from village_internet_plugin.siting.problem import Problem
from village_internet_plugin.siting.shares import Shares, covered_classes, gini, share_of_each


class PlanWorth(NamedTuple):
    """The figures of a `Suggestion` that follow from its sites alone; they are explained there."""

    people: int
    blank_people: int
    objective: int
    share_by_group: tuple[float, ...]
    gini: float
    worst_share: float


def worth_of(problem: Problem, sites: Sequence[int]) -> PlanWorth:
    """Return what these sites of a problem are worth together."""
    covered = covered_classes(problem, sites)
    shares = Shares(problem, open_choices(problem).any(axis=1))
    reached = shares.reached(sites)
    of_each = share_of_each(problem, reached)
    return PlanWorth(
        people=int(problem.people[covered].sum()),
        blank_people=int(problem.blank_people[covered].sum()),
        objective=int(problem.weight[covered].sum()),
        share_by_group=tuple(float(share) for share in of_each),
        gini=gini(of_each, problem.group_people),
        worst_share=float(shares.worst(reached)),
    )
