# SPDX-License-Identifier: GPL-2.0-or-later
"""Hotspots by what they share: a funding source with its totals, kept up to date edit by edit."""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import accumulate


class FundedRows:
    """The active hotspots of one funding source, in the order they were placed."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.total_idr = 0
        self._cost_idr: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self.rows)

    def add(self, row: int, cost_idr: int) -> None:
        """Count a hotspot in."""
        insort(self.rows, row)
        self._cost_idr[row] = cost_idr
        self.total_idr += cost_idr

    def remove(self, row: int) -> None:
        """Count a hotspot out."""
        del self.rows[bisect_left(self.rows, row)]
        self.total_idr -= self._cost_idr.pop(row)

    def beyond_quota(self, quota: int | None) -> list[int]:
        """Return the rows placed last that are over the quota; none when there is no quota."""
        if quota is None or len(self.rows) <= quota:
            return []
        return self.rows[quota:]

    def is_beyond_quota(self, row: int, quota: int | None) -> bool:
        """Tell whether one of the rows is over the quota."""
        return quota is not None and bisect_left(self.rows, row) >= quota

    def is_beyond_budget(self, row: int, budget_idr: int | None) -> bool:
        """Tell whether one of the rows costs something at which the sum is over the budget."""
        if budget_idr is None or self._cost_idr[row] <= 0:
            return False
        later = self.rows[bisect_left(self.rows, row) + 1 :]
        return self.total_idr - sum(map(self._cost_idr.__getitem__, later)) > budget_idr

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
