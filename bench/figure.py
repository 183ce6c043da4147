# SPDX-License-Identifier: GPL-2.0-or-later
"""One measured figure and the budget it is held against."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Figure(NamedTuple):
    """What was measured, in `unit`; `budget` is the largest value allowed, None for no limit."""

    what: str
    value: float
    unit: str
    budget: float | None = None

    @property
    def is_within_budget(self) -> bool:
        """Whether the budget holds; a figure without one always does."""
        return self.budget is None or self.value <= self.budget

    def line(self) -> str:
        """Return the figure as one line of the bench's table."""
        verdict = "" if self.is_within_budget else "  OVER"
        budget = "" if self.budget is None else f"  (budget {self.budget:g} {self.unit})"
        return f"{self.what:<64} {self.value:>10.2f} {self.unit}{budget}{verdict}"


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes, in seconds of wall time."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that `share` (0 to 1) of all `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
