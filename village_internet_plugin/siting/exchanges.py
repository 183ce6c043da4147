# SPDX-License-Identifier: GPL-2.0-or-later
"""Exchanges of one chosen site for one that is not: each counted, and held against every limit.

A single exchange keeps all other sites and who pays for them as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.broken_limits import Choice, Standing
from village_internet_plugin.siting.problem import NOT_PAID, Integers, Problem
from village_internet_plugin.siting.reach_counts import ReachCounts
from village_internet_plugin.siting.worst_share import WorstShare

Progress = Callable[[float], bool]
"""Told the share done, 0..1; answers False to cancel."""


@dataclass(frozen=True)
class Exchange:
    """One chosen site makes way for another.

    Attributes:
        leaving: the chosen site that goes, with its payer.
        coming: the site that comes, with its payer.
        change: what the objective (weighted people) gains, or loses when negative.
        people: the same in people.
        idr: what the plan costs more, in rupiah; less when negative.

    """

    leaving: Choice
    coming: Choice
    change: int
    people: int
    idr: int


class Exchanges:
    """The single exchanges of a plan; `choices` are its sites with their payers.

    With `equity` an exchange that takes the share of any district below the worst now is not
    allowed.
    """

    def __init__(
        self, problem: Problem, choices: Iterable[tuple[int, int]], equity: bool = False
    ) -> None:
        self.problem, self._equity = problem, equity
        self.standing = Standing(problem, (Choice(*choice) for choice in choices))
        self.counts = ReachCounts(problem, (choice.site for choice in self.standing.choices))
        self._take_stock()

    def _take_stock(self) -> None:
        self.choices = self.standing.choices
        self.chosen: Integers = np.array([choice.site for choice in self.choices], np.int64)
        """The sites of `choices`."""
        payers = np.array([choice.source for choice in self.choices], np.int64)
        self.idr: Integers = self.problem.cost_idr[self.chosen, payers]
        """What each of `choices` costs, in rupiah."""
        self._losses = self.counts.losses(self.problem.weight)[self.chosen]
        worst = WorstShare(self.problem, self.counts, self.chosen) if self._equity else None
        self._worst = worst

    def make(self, exchange: Exchange) -> None:
        """Carry an allowed exchange out."""
        self.standing.drop(exchange.leaving.site)
        self.counts.remove(exchange.leaving.site)
        self.standing.choose(exchange.coming)
        self.counts.add(exchange.coming.site)
        self._take_stock()

    def unchosen(self) -> Integers:
        """Return the sites that are not chosen and not ruled out, by index."""
        free = ~np.asarray(self.problem.banned, bool)
        free[self.chosen] = False
        return np.flatnonzero(free)

    def payers(self, site: int) -> list[int]:
        """Return the funding sources that may pay for a site, cheapest first."""
        costs = self.problem.cost_idr[site]
        able = [source for source in range(len(costs)) if costs[source] != NOT_PAID]
        return sorted(able, key=lambda source: (int(costs[source]), source))

    def best_for(self, site: int) -> Exchange | None:
        """Return the allowed exchange that brings in `site` at the best change; None if none is.

        Of equally good ones the cheapest, then the one whose leaving site comes first.
        """
        if not self.choices:
            return None
        changes = self._changes(site)
        best: Exchange | None = None
        for row in np.argsort(-changes, kind="stable"):
            if best is not None and changes[row] < best.change:
                break
            for found in self._allowed(site, int(row), int(changes[row])):
                if best is None or found.idr < best.idr:
                    best = found
        return best

    def equal(self, progress: Progress | None = None) -> Iterator[Exchange]:
        """Yield every allowed exchange that leaves the objective as it is.

        Sites that bring nobody for one that only doubles others are no ties worth telling, and are
        left out.

        Raises:
            Cancelled: `progress` answered False.

        """
        sites = self.unchosen() if self.choices else self.chosen
        gains = self.counts.gains(self.problem.weight) + self.counts.losses(self.problem.weight)
        for done, site in enumerate(sites):
            if progress is not None and not progress(done / len(sites)):
                raise Cancelled
            if gains[site] == 0:
                continue
            changes = self._changes(int(site))
            for row in np.flatnonzero((changes == 0) & (self._losses > 0)):
                yield from self._allowed(int(site), int(row), 0)

    def equal_for(self, site: int, order: Callable[[Integers], Integers]) -> Iterator[Exchange]:
        """Yield the allowed exchanges that bring in `site` and leave the objective as it is.

        `order` is given the rows of `choices` that could make way, and returns those to be tried.
        """
        if self.choices:
            rows = np.flatnonzero((self._changes(site) == 0) & (self._losses > 0))
            for row in order(rows).tolist():
                yield from self._allowed(site, row, 0)

    def _changes(self, site: int) -> Integers:
        return self.counts.exchange_changes(site, self.chosen, self._losses, self.problem.weight)

    def _allowed(self, site: int, row: int, change: int) -> Iterator[Exchange]:
        leaving = self.choices[row]
        for source in self.payers(site):
            coming = Choice(site, source)
            if self._worst is not None and self._worst.falls(leaving.site, site):
                continue
            if self.standing.may_replace(leaving.site, coming):
                yield self._exchange(leaving, coming, change)

    def _exchange(self, leaving: Choice, coming: Choice, change: int) -> Exchange:
        people, counts = self.problem.people, self.counts
        row = np.array([leaving.site])
        losses = np.array([counts.loss(leaving.site, people)])
        persons = counts.exchange_changes(coming.site, row, losses, people)
        cost = self.problem.cost_idr
        more = int(cost[coming.site, coming.source]) - int(cost[leaving.site, leaving.source])
        return Exchange(leaving, coming, change, int(persons[0]), more)
