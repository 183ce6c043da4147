# SPDX-License-Identifier: GPL-2.0-or-later
"""The suggestion: the best plan within every limit, and how much better any other could be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting.problem import Purse, Site


class Progress(NamedTuple):
    """How far a suggestion has come."""

    seconds: float
    objective: int
    bound: int
    doing: Words


Watch = Callable[[Progress], bool]
"""Told how far it is, about ten times a second; answers False to cancel."""


@dataclass(frozen=True)
class Options:
    """How to seek.

    Attributes:
        max_gap: the bound may be this fraction above the plan's value; 0 for proof.
        time_limit_s: seconds after which the best plan found is taken, with its bound.
        seed: the same seed, the same plan (as long as the time limit does not cut it short).
        equity: first make the worst-served district's share as large as possible, then the people.
        use_solver: whether HiGHS (SciPy) may be used where it is there.

    """

    max_gap: float = 0.0
    time_limit_s: float = 60.0
    seed: int = 0
    equity: bool = False
    use_solver: bool = True


class Chosen(NamedTuple):
    """A suggested site and who pays for it."""

    site_number: int
    """Index in the problem's `sites`."""
    source_number: int
    """Index in the problem's `sources`."""
    site: Site
    source: Purse
    cost_idr: int


PROVEN, GAP_REACHED, TIME_IS_UP, CANCELLED, ROUNDS_DONE, IMPOSSIBLE = (
    "proven",
    "gap_reached",
    "time_is_up",
    "cancelled",
    "rounds_done",
    "impossible",
)
"""Why a suggestion ended. `rounds_done`: without a solver, all its own rounds are done."""


@dataclass(frozen=True)
class Suggestion:
    """The suggested sites, what they are worth, and the proof.

    All people are counted once, however many sites reach them.

    Attributes:
        chosen: by the index of the site; empty when the request is impossible.
        people: people reached by the suggested sites who are not reached already.
        blank_people: those of them in blank spots.
        objective: `people` with those in blank spots counted `blank_spot_weight` times.
        bound: no plan within the limits has a larger objective. With `equity`: none that keeps
            the worst share at least as large.
        gap: (bound - objective) / objective; 0 when proven, infinite for an objective of 0.
        is_proven: whether the bound is the objective itself.
        is_cancelled: whether the user stopped it; the plan and the bound hold all the same.
        stopped_by: one of the constants above.
        share_by_group: of each district, reached people (before and now) / people; 0..1.
        gini: of those shares, each district weighted by its people; 0 for all alike.
        worst_share: the smallest of those shares of districts that any candidate reaches.
        clash: when it is impossible, the limits that cannot hold together; else empty.
        words: what there is to say: how it was solved, what was assumed, why it ended.
        seconds: wall time.

    """

    chosen: tuple[Chosen, ...]
    people: int
    blank_people: int
    objective: int
    bound: int
    gap: float
    is_proven: bool
    is_cancelled: bool
    stopped_by: str
    share_by_group: tuple[float, ...]
    gini: float
    worst_share: float
    clash: tuple[Words, ...] = ()
    words: tuple[Words, ...] = ()
    seconds: float = 0.0
