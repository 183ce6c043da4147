# SPDX-License-Identifier: GPL-2.0-or-later
"""People reached against points and against money: what is had, and what no plan can exceed.

Lower line: plans at hand. Every start of the greedy plans and of the suggestion, taken in its
telling order, is a plan within every limit; at each place the best of them counts.

Upper line: for any set S of sites, what a plan P reaches is at most what S reaches and P adds to
it, f(P) ≤ f(S) + Σ_{j in P} gain(j | S), since people are counted once (f is submodular). So with n
points no plan exceeds f(S) + the n largest gains, each village with no more than its points; and
with B rupiah none exceeds f(S) + the best gains for B where a part of a site may be bought (each at
its cheapest payer). The least of these over many S is taken. Source: G. Nemhauser, L. Wolsey,
M. Fisher, "An analysis of approximations for maximizing submodular set functions", Mathematical
Programming 14 (1978) 265-294.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.curve_bounds import UpperBounds
from village_internet_plugin.siting.greedy import Greedy
from village_internet_plugin.siting.growing_plan import Ground, GrowingPlan
from village_internet_plugin.siting.open_choices import open_choices
from village_internet_plugin.siting.own_bound import Prices
from village_internet_plugin.siting.problem import Integers, Problem
from village_internet_plugin.siting.reach_counts import ReachCounts
from village_internet_plugin.siting.union_proof import telling_order

_MOST_STEPS = 200
"""Places of a line at most."""


class Mark(NamedTuple):
    """A plan as a place in both curves: points, rupiah, and people beyond those reached before."""

    points: int
    idr: int
    people: int


@dataclass(frozen=True, eq=False)
class Line:
    """People against points, or against rupiah; both lines over the same places.

    Attributes:
        at: points or rupiah, ascending, whole.
        lower: people that a plan at hand reaches with no more than that.
        upper: people that no plan within the limits exceeds with no more than that.

    Between two places the lower line holds the value before, the upper the value after.
    """

    at: Integers
    lower: Integers
    upper: Integers

    def lower_at(self, place: int) -> int:
        """Return the people a plan at hand reaches with no more than `place`; 0 for none."""
        row = int(np.searchsorted(self.at, place, side="right")) - 1
        return int(self.lower[row]) if row >= 0 else 0


@dataclass(frozen=True, eq=False)
class Curves:
    """The curves of a problem; people reached before (`problem.people_before`) are not in them.

    Attributes:
        by_points: against points.
        by_money: against rupiah over the term.
        suggested: the suggestion's own place.

    """

    by_points: Line
    by_money: Line
    suggested: Mark


def draw_curves(
    problem: Problem, choices: Iterable[tuple[int, int]], bound: int | None = None
) -> Curves:
    """Return the curves around a suggestion's choices; it lies on the lower line at its end.

    `bound` is the suggestion's, in people or weighted people: no plan reaches more. Not given for
    a suggestion with equity, whose bound speaks of fair plans only.
    """
    ordered = list(telling_order(problem, (Choice(*choice) for choice in choices)))
    marks = [_marks(problem, plan) for plan in (ordered, *_greedy_plans(problem, ordered))]
    uppers = UpperBounds(problem)
    longest = max(marks, key=len)
    for taken in _sampled(len(longest)):
        uppers.take(longest[taken].sites)
    every = [mark for plan in marks for mark in plan]
    points, reached = _steps([(step.mark.points, step.mark.people) for step in every])
    money, bought = _steps([(step.mark.idr, step.mark.people) for step in every])
    return Curves(
        _line(points, reached, uppers.with_points(points), bound),
        _line(money, bought, uppers.with_money(money), bound),
        marks[0][-1].mark,
    )


class _Step(NamedTuple):
    mark: Mark
    sites: list[int]


def _marks(problem: Problem, ordered: Sequence[Choice]) -> list[_Step]:
    """Return the start of a plan at each length, from its pins on."""
    counts, sites, cost = ReachCounts(problem), [], 0
    pinned = sum(bool(problem.pinned[choice.site]) for choice in ordered)
    found, held = [], 0
    if pinned == 0:
        found.append(_Step(Mark(0, 0, 0), []))
    people = 0
    for choice in ordered:
        people += counts.gain(choice.site, problem.people)
        counts.add(choice.site)
        sites.append(choice.site)
        cost += int(problem.cost_idr[choice])
        held += bool(problem.pinned[choice.site])
        if held == pinned:
            found.append(_Step(Mark(len(sites), cost, people), sites.copy()))
    return found


def _greedy_plans(problem: Problem, ordered: Sequence[Choice]) -> list[list[Choice]]:
    """Return two greedy plans in the order of their making: by people a point, and a rupiah.

    They begin with the pins of the suggestion, and whatever stands before the last of them.
    """
    pins = [place for place, choice in enumerate(ordered) if problem.pinned[choice.site]]
    start = ordered[: pins[-1] + 1] if pins else []
    ground = Ground(problem, open_choices(problem))
    greedy = Greedy(ground)
    each, nothing = np.ones(len(problem.sources)), np.zeros(len(problem.sources))
    plans = []
    for prices in (Prices(each, nothing), Prices(nothing, each)):
        greedy.set_prices(prices)
        plan = _OrderedPlan(ground)
        for choice in start:
            plan.choose(*choice)
        greedy.fill(plan)
        plans.append([Choice(site, source) for site, source in plan.order.items()])
    return plans


class _OrderedPlan(GrowingPlan):
    """Remembers in which order its sites came."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground)
        self.order: dict[int, int] = {}

    def choose(self, site: int, source: int) -> None:
        super().choose(site, source)
        self.order[site] = source

    def drop(self, site: int) -> None:
        super().drop(site)
        del self.order[site]


def _steps(places: Iterable[tuple[int, int]]) -> tuple[Integers, Integers]:
    """Return the best people at each place, as a line that never falls; thinned when long."""
    best: list[tuple[int, int]] = []
    for place, people in sorted(places):
        if best and best[-1][0] == place:
            best[-1] = (place, max(best[-1][1], people))
        elif not best or people > best[-1][1]:
            best.append((place, people))
    kept = [best[row] for row in _sampled(len(best))]
    return np.array([one[0] for one in kept], np.int64), np.array(
        [one[1] for one in kept], np.int64
    )


def _sampled(size: int) -> list[int]:
    """Return at most `_MOST_STEPS` rows of so many, the first and the last among them."""
    if size == 0:
        return []
    rows = np.linspace(0, size - 1, min(size, _MOST_STEPS)).round().astype(np.int64)
    unique: list[int] = np.unique(rows).tolist()
    return unique


def _line(at: Integers, lower: Integers, upper: Integers, bound: int | None) -> Line:
    least = upper if bound is None else np.minimum(upper, bound)
    return Line(at, lower, np.maximum(least, lower))
