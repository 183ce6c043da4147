# SPDX-License-Identifier: GPL-2.0-or-later
"""One measured figure: its spread over repeats, the budget it is held against, and a peer's."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from typing import NamedTuple


class Peer(NamedTuple):
    """What a named other program needed for the same, in the unit of the figure it stands beside.

    `at_least` is how many times our own value the peer's has to be; None for no such aim.
    """

    name: str
    value: float
    at_least: float | None = None


class Figure(NamedTuple):
    """What was measured, in `unit`; `budget` is the largest value allowed, None for no limit.

    `spread` holds the smallest and the largest of several runs, of which `value` is the median.
    """

    what: str
    value: float
    unit: str
    budget: float | None = None
    spread: tuple[float, float] | None = None
    peer: Peer | None = None

    @property
    def ratio(self) -> float | None:
        """How many times our own value the peer's is; None without a peer."""
        return None if self.peer is None or not self.value else self.peer.value / self.value

    @property
    def is_within_budget(self) -> bool:
        """Whether the budget and the aim against the peer hold; without them they always do."""
        is_under = self.budget is None or self.value <= self.budget
        if self.peer is None or self.peer.at_least is None:
            return is_under
        return is_under and (self.ratio or 0.0) >= self.peer.at_least

    def line(self) -> str:
        """Return the figure as one line of what the bench prints."""
        verdict = "" if self.is_within_budget else "  OVER"
        budget = "" if self.budget is None else f"  (budget {self.budget:g} {self.unit})"
        peer = "" if self.peer is None else f"  {self.peer.name}: {self.peer.value:.4g}"
        return f"{self.what:<64} {self.value:>10.2f} {self.unit}{budget}{peer}{verdict}"


class Repeats(NamedTuple):
    """What several runs of the same came to."""

    median: float
    spread: tuple[float, float]


def repeats(values: Iterable[float]) -> Repeats:
    """Return the median and the spread of what was measured several times."""
    ordered = sorted(values)
    return Repeats(statistics.median(ordered), (ordered[0], ordered[-1]))


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes, in seconds of wall time."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(values: Iterable[float], share: float) -> float:
    """Return the value that `share` (0 to 1) of all `values` do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
