# SPDX-License-Identifier: GPL-2.0-or-later
"""Hotspots by what they share: a funding source with its totals, kept up to date edit by edit."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Mapping
from itertools import accumulate
from typing import NamedTuple

_MANY = 32
"""Going through all rows to sort in so many takes less time than making room for each."""
_SPAN = 256
"""So many row numbers have their costs summed up together."""
_FEW = 8
"""So many rows are put in their places sooner than all rows are sorted."""


class Reach(NamedTuple):
    """How far a source's limits reach among its rows.

    Attributes:
        quota: the first row beyond the quota, None where none is; all later ones are beyond it too.
        budget: the first row at which the running sum is over the budget, likewise; of the later
            ones those that cost something are beyond it too.
        listed: where costs below zero let the sum go down again, all that are beyond the budget.

    """

    quota: int | None
    budget: int | None
    listed: frozenset[int] | None = None


class FundedRows:
    """The active hotspots of one funding source, in the order they were placed."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.total_idr = 0
        self._cost_idr: dict[int, int] = {}
        self._span_idr: dict[int, int] = {}
        """What the rows of each span cost together."""
        self._below_zero = 0

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, row: int, cost_idr: int) -> None:
        """Count a hotspot in."""
        insort(self.rows, row)
        self._cost_idr[row] = cost_idr
        self._count(row, cost_idr)
        self._below_zero += cost_idr < 0

    def add_all(self, costs_idr: Mapping[int, int]) -> None:
        """Count many hotspots in at once, each with what it costs."""
        if len(costs_idr) <= _FEW:
            for row in costs_idr:
                insort(self.rows, row)
        else:
            self.rows.extend(costs_idr)
            self.rows.sort()
        self._cost_idr.update(costs_idr)
        for row, cost_idr in costs_idr.items():
            self._count(row, cost_idr)
            self._below_zero += cost_idr < 0

    def remove(self, row: int) -> None:
        """Count a hotspot out."""
        del self.rows[bisect_left(self.rows, row)]
        cost_idr = self._cost_idr.pop(row)
        self._count(row, -cost_idr)
        self._below_zero -= cost_idr < 0

    def reach(self, quota: int | None, budget_idr: int | None) -> Reach:
        """Return how far limits reach; a large source is not gone through row by row for it."""
        place = None if quota is None else max(quota, 0)
        beyond = self.rows[place] if place is not None and place < len(self.rows) else None
        if self._below_zero:
            return Reach(beyond, None, frozenset(self.beyond_budget(budget_idr)))
        return Reach(beyond, self._first_over(budget_idr))

    def is_beyond_budget(self, row: int, reach: Reach) -> bool:
        """Tell whether one of the rows costs something at which the sum is over the budget."""
        if reach.listed is not None:
            return row in reach.listed
        return reach.budget is not None and row >= reach.budget and self._cost_idr[row] > 0

    def differing(self, before: Reach, now: Reach) -> set[int]:
        """Return the rows that only one of two reaches leaves beyond a limit."""
        rows = set(self._between(before.quota, now.quota))
        if before.listed is None and now.listed is None:
            between = self._between(before.budget, now.budget)
            return rows | {row for row in between if self._cost_idr[row] > 0}
        return rows | (self._listed(before) ^ self._listed(now))

    def beyond_quota(self, quota: int | None) -> list[int]:
        """Return the rows placed last that are over the quota; none when there is no quota."""
        return [] if quota is None else self.rows[max(quota, 0) :]

    def beyond_budget(self, budget_idr: int | None) -> list[int]:
        """Return the rows that cost something at which the running sum is over the budget."""
        if budget_idr is None or self.total_idr <= budget_idr:
            return []
        costs = [self._cost_idr[row] for row in self.rows]
        running = accumulate(costs)
        return [
            row
            for row, cost, total in zip(self.rows, costs, running)
            if cost > 0 and total > budget_idr
        ]

    def _count(self, row: int, cost_idr: int) -> None:
        self.total_idr += cost_idr
        span = row // _SPAN
        self._span_idr[span] = self._span_idr.get(span, 0) + cost_idr

    def _between(self, one: int | None, other: int | None) -> list[int]:
        """Return the rows from one row on up to another, whichever is lower; None is the end."""
        rows = self.rows
        ends = sorted(len(rows) if row is None else bisect_left(rows, row) for row in (one, other))
        return rows[slice(*ends)]

    def _listed(self, reach: Reach) -> frozenset[int]:
        """Return all rows that a reach leaves beyond the budget."""
        if reach.listed is not None:
            return reach.listed
        if reach.budget is None:
            return frozenset()
        later = self._between(reach.budget, None)
        return frozenset(row for row in later if self._cost_idr[row] > 0)

    def _first_over(self, budget_idr: int | None) -> int | None:
        """Return the first row at which the running sum is over the budget, None if at none.

        Where no cost is below zero: the sum then only goes up.
        """
        if budget_idr is None or self.total_idr <= budget_idr:
            return None
        running = 0
        for span in sorted(self._span_idr):
            if running + self._span_idr[span] <= budget_idr:
                running += self._span_idr[span]
                continue
            for row in self._between(span * _SPAN, (span + 1) * _SPAN):
                running += self._cost_idr[row]
                if running > budget_idr:
                    return row
        return None
