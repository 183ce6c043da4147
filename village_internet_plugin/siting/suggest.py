# SPDX-License-Identifier: GPL-2.0-or-later
"""The suggestion: the best plan within every limit, and how much better any other could be."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting.kept_solver import give_back, take_solver
from village_internet_plugin.siting.pins import Clash, pay_for_pins
from village_internet_plugin.siting.plan_worth import worth_of
from village_internet_plugin.siting.problem import Problem, Purse, Site
from village_internet_plugin.siting.shares import gini, share_of_each
from village_internet_plugin.siting.solver_process import NoSolver, SolverProcess
from village_internet_plugin.siting.solving import Choices, Solving
from village_internet_plugin.siting.tie_breaking import TIE_WORDS


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


_AT_WILL = Words(
    "Of the plans that reach as many this one was taken at will, not by the order in which ties "
    "are broken.",
    "Di antara rencana yang menjangkau sama banyak, rencana ini dipilih sendiri, bukan menurut "
    "urutan pemecahan nilai seri.",
)

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


def suggest(
    problem: Problem, options: Options | None = None, watch: Watch = lambda _: True
) -> Suggestion:
    """Return the best plan for a problem, or the limits that clash; see `model` for what is solved.

    HiGHS works in a process of its own, so that this thread can be watched and stopped.
    """
    options = options or Options()
    return _Suggesting(problem, options, watch).suggestion()


def taken_instead(
    problem: Problem, suggestion: Suggestion, choices: Sequence[tuple[int, int]]
) -> Suggestion:
    """Return the suggestion with other (site, source) that are as good: its bound holds for them.

    `choices` are within every limit and worth no less, such as `ties.find_other_plans` finds.
    """
    worth = worth_of(problem, [site for site, _ in choices])
    kept = [words for words in suggestion.words if words not in (*TIE_WORDS, _AT_WILL)]
    return replace(
        suggestion,
        chosen=_chosen(problem, sorted(choices)),
        **worth._asdict(),
        bound=max(suggestion.bound, worth.objective),
        gap=_gap(worth.objective, suggestion.bound),
        words=(_AT_WILL, *kept),
    )


class _Suggesting:
    """One call of `suggest`."""

    def __init__(self, problem: Problem, options: Options, watch: Watch) -> None:
        self._problem, self._options, self._watch = problem, options, watch
        self._began = time.monotonic()

    def suggestion(self) -> Suggestion:
        """Return the answer."""
        solver, reason = self._started()
        try:
            pins = pay_for_pins(self._problem)
            solving = self._solving(pins, solver)
            if solver is None:
                solving.say_without(reason)
            solving.run(self._options.equity)
            solving.break_ties()
        except Clash as clash:
            return self._impossible(clash)
        finally:
            if solver is not None:
                give_back(solver)
        return self._answer(solving)

    def _started(self) -> tuple[SolverProcess | None, NoSolver | None]:
        """Start HiGHS first of all: it loads while the first plan is made here."""
        if not self._options.use_solver:
            return None, None
        try:
            return take_solver(), None
        except NoSolver as error:
            return None, error

    def _solving(self, pins: Choices, solver: SolverProcess | None) -> Solving:
        return Solving(
            self._problem,
            pins,
            self._began + self._options.time_limit_s,
            self._options.seed,
            self._options.max_gap,
            self._notice,
            solver,
        )

    def _notice(self, objective: int, bound: int, doing: Words) -> bool:
        return self._watch(Progress(time.monotonic() - self._began, objective, bound, doing))

    def _answer(self, solving: Solving) -> Suggestion:
        problem = self._problem
        worth = worth_of(problem, [site for site, _ in solving.best])
        return Suggestion(
            chosen=_chosen(problem, solving.best),
            **worth._asdict(),
            bound=max(solving.bound, solving.objective),
            gap=_gap(solving.objective, solving.bound),
            is_proven=solving.is_proven,
            is_cancelled=solving.is_cancelled,
            stopped_by=_stopped_by(solving),
            words=(*solving.words, *problem.assumptions),
            seconds=time.monotonic() - self._began,
        )

    def _impossible(self, clash: Clash) -> Suggestion:
        shares = share_of_each(self._problem, self._problem.group_reached)
        return Suggestion(
            chosen=(),
            people=0,
            blank_people=0,
            objective=0,
            bound=0,
            gap=0.0,
            is_proven=False,
            is_cancelled=False,
            stopped_by=IMPOSSIBLE,
            share_by_group=tuple(float(share) for share in shares),
            gini=gini(shares, self._problem.group_people),
            worst_share=0.0,
            clash=clash.limits,
            words=self._problem.assumptions,
            seconds=time.monotonic() - self._began,
        )


def _chosen(problem: Problem, choices: Iterable[tuple[int, int]]) -> tuple[Chosen, ...]:
    return tuple(
        Chosen(
            site,
            source,
            problem.sites[site],
            problem.sources[source],
            int(problem.cost_idr[site, source]),
        )
        for site, source in choices
    )


def _stopped_by(solving: Solving) -> str:
    if solving.is_proven:
        return PROVEN
    if solving.is_cancelled:
        return CANCELLED
    if solving.is_near_enough:
        return GAP_REACHED
    return TIME_IS_UP if solving.is_late else ROUNDS_DONE


def _gap(objective: int, bound: int) -> float:
    if bound <= objective:
        return 0.0
    return (bound - objective) / objective if objective > 0 else math.inf
