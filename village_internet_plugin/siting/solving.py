# SPDX-License-Identifier: GPL-2.0-or-later
"""One suggestion in the making: greedy and own bound here, HiGHS beside them, the best of all."""

from __future__ import annotations

import time
from collections.abc import Callable
from fractions import Fraction
from functools import cached_property

import numpy as np

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting.fair_model import fairest_share, with_shares
from village_internet_plugin.siting.greedy import Greedy, restore
from village_internet_plugin.siting.growing_plan import UNCHOSEN, Ground, GrowingPlan
from village_internet_plugin.siting.local_search import LocalSearch
from village_internet_plugin.siting.model import Model, matrices
from village_internet_plugin.siting.open_choices import open_choices
from village_internet_plugin.siting.own_bound import OwnBound, round_down
from village_internet_plugin.siting.problem import Problem
from village_internet_plugin.siting.shares import Shares
from village_internet_plugin.siting.solver_process import (
    OPTIMAL,
    NoSolver,
    Outcome,
    SolverProcess,
    Told,
    solve_here,
)
from village_internet_plugin.siting.tie_breaking import break_ties

Choices = list[tuple[int, int]]
STEPS_FIRST, STEPS_ALONE = 60, 1_500
"""Steps of the own bound: before a solver is asked, and where it may do without one."""
ROUNDS_ALONE, ROUNDS_BESIDE = 20_000, 200_000
"""Pieces of the plan redone: where it may do without a solver, and at most while one works."""
_ROUNDS_AT_ONCE = 100
"""Done between two looks at the clock."""
_STEPS_BETWEEN, _ROUNDS_BETWEEN = 20, 20
"""Done between two looks at what a solver tells: it is not to wait long with its answer."""
_NEARLY = 0.9
"""Of the least step of the objective: a bound nearer than this proves the plan."""
_SHARE_GAP = 1e-6
_SHARING = 0.5
"""Of the time left: what raising the worst-served district may take; the rest is for the people."""
_TIES_S = 10.0
"""Seconds after which the cheapest of the plans as good is no longer looked for."""

STARTING = Words("Looking for a first plan", "Mencari rencana pertama")
BOUNDING = Words("Proving how good it is", "Membuktikan mutunya")
SOLVING = Words("Looking for the best plan", "Mencari rencana terbaik")
SHARING = Words("Raising the worst-served district", "Mengangkat kecamatan yang paling tertinggal")
CHOOSING = Words(
    "Looking for the cheapest of the plans as good",
    "Mencari yang termurah di antara rencana yang setara",
)
_NO_PROCESS = Words(
    "HiGHS could not be started ({reason}); the plan and its bound come from the built-in method. "
    "With the Python library SciPy, HiGHS would better the plan or prove that none is better.",
    "HiGHS tidak dapat dijalankan ({reason}); rencana dan batasnya berasal dari metode bawaan. "
    "Dengan pustaka Python SciPy, HiGHS memperbaiki rencana atau membuktikan tidak ada yang lebih "
    "baik.",
)
_NOT_WANTED = Words(
    "HiGHS was not used; the plan and its bound come from the built-in method.",
    "HiGHS tidak dipakai; rencana dan batasnya berasal dari metode bawaan.",
)
_MAYBE_FAIRER = Words(
    "Whether some plan serves the worst-served district better still is not proven.",
    "Belum terbukti bahwa tidak ada rencana yang melayani kecamatan paling tertinggal lebih baik.",
)
_IN_HERE = Words(
    "HiGHS had no process of its own here and was given one second.",
    "HiGHS tidak punya proses sendiri di sini dan hanya diberi waktu satu detik.",
)

Notice = Callable[[int, int, Words], bool]
"""Told the objective, the bound and what is being done; answers False to cancel."""


class Solving:
    """Holds the best plan and the best bound so far; both are valid at any moment.

    Attributes:
        best: the (site, source) of the best plan, by site.
        objective: its value.
        bound: no plan (with `fair`: none with as large a worst share) has a larger value.
        is_cancelled: whether `notice` said so.
        is_late: whether the time was up.
        is_fair_proven: whether no plan has a larger worst share (only asked for `fair`).
        words: how it was solved.

    """

    def __init__(
        self,
        problem: Problem,
        pins: Choices,
        until: float,
        seed: int,
        max_gap: float,
        notice: Notice,
        solver: SolverProcess | None,
    ) -> None:
        """Begin with the wanted sites, already paid for; `until` is of `time.monotonic`."""
        self._problem, self._until, self._max_gap = problem, until, max_gap
        self._notice, self._solver = notice, solver
        allowed = open_choices(problem)
        for site, source in pins:
            allowed[site, source] = True
        self._ground = Ground(problem, allowed)
        self._greedy = Greedy(self._ground)
        self._shares = Shares(problem, self._ground.is_open)
        self._own = OwnBound(problem, self._model)
        self._pins = pins
        self._unit = max(int(np.gcd.reduce(problem.weight)) if len(problem.weight) else 1, 1)
        self._worst = Fraction(0)
        self._is_fair = False
        self.best: Choices = list(pins)
        self.objective = self._plan_of(pins).objective
        self.bound = self._own.bound.value
        self._seed = seed
        self._search: LocalSearch | None = None
        self._rounds_left = ROUNDS_BESIDE
        self.is_cancelled = self.is_late = False
        self.is_fair_proven = False
        self.words: list[Words] = []

    @property
    def is_proven(self) -> bool:
        """Whether no plan has a larger value."""
        return self.bound <= self.objective and (self.is_fair_proven or not self._is_fair)

    @property
    def is_near_enough(self) -> bool:
        """Whether the gap asked for is reached."""
        return self.bound - self.objective <= self._max_gap * self.objective

    def run(self, equity: bool) -> None:
        """Improve plan and bound until the gap is reached, time is up or somebody cancels."""
        self._is_fair = equity
        self._start()
        if equity:
            self.is_fair_proven = self._worst >= self._shares.ceiling
            if not self.is_fair_proven and self._goes_on(SHARING):
                self._raise_worst()
            if not self.is_fair_proven:
                self.words.append(_MAYBE_FAIRER)
        if self.is_near_enough or not self._goes_on(SOLVING):
            return
        if self._max_gap > 0.0 and self._solver is not None:
            # What nobody asked to be proven is mostly found sooner, and the same each time.
            self._better_alone()
            if self.is_near_enough or not self._goes_on(SOLVING):
                return
        try:
            self._solve()
        except NoSolver as error:
            self.words.append(_done_without(error))
            self._solver = None
            self._go_alone()

    def break_ties(self) -> None:
        """Take, of all plans as good as the best, the one meant; after `run`.

        A plan that is not proven is bettered by single steps only; once cancelled or late, sites
        that nobody would miss are dropped, and that is all.
        """
        left = 0.0 if self.is_cancelled else self._until - time.monotonic()
        broken = break_ties(
            self._problem,
            self.best,
            self._is_fair,
            self._solver if left > 0.0 and self.is_proven else None,
            min(left, _TIES_S),
            self._watches_ties,
        )
        plan = self._plan_of([(site, source) for site, source in broken.choices])
        self.best, self.objective = plan.choices(), plan.objective
        self.words.extend(broken.words)

    def _watches_ties(self) -> bool:
        if not self._notice(self.objective, max(self.bound, self.objective), CHOOSING):
            self.is_cancelled = True
        return not self.is_cancelled

    def say_without(self, reason: NoSolver | None) -> None:
        """Say why HiGHS is not used; None for the user's wish."""
        self.words.append(_NOT_WANTED if reason is None else _done_without(reason))

    def _start(self) -> None:
        self._take(self._filled())
        if not self._goes_on(BOUNDING):
            return
        self._improve_bound(STEPS_FIRST, BOUNDING)
        self._take(self._filled())
        if not self._is_fair:
            self._take(self._filled_by_relaxation())

    def _improve_bound(self, steps: int, doing: Words) -> None:
        bound = self._own.improve(self.objective, steps, lambda: self._goes_on(doing))
        self._lower(bound.value)
        self._greedy.set_prices(bound.prices)

    def _filled_by_relaxation(self) -> GrowingPlan:
        plan = self._plan_of(self._pins)
        self._greedy.fill_by(plan, self._own.site_values)
        return plan

    def _filled(self) -> GrowingPlan:
        plan = self._plan_of(self._pins)
        if self._is_fair:
            self._greedy.fill_worst_first(plan, self._shares)
        self._greedy.fill(plan)
        return plan

    def _plan_of(self, choices: Choices) -> GrowingPlan:
        plan = GrowingPlan(self._ground)
        restore(plan, choices)
        return plan

    def _take(self, plan: GrowingPlan, at_least: int = 1) -> bool:
        """Keep a plan when it is better, by `at_least`; tell whether it is."""
        worst = self._worst_of(plan) if self._is_fair else self._worst
        if (worst, plan.objective) < (self._worst, self.objective + at_least):
            return False
        self._worst, self.objective, self.best = worst, plan.objective, plan.choices()
        return True

    def _worst_of(self, plan: GrowingPlan) -> Fraction:
        return self._shares.worst(self._shares.reached(site for site, _ in plan.choices()))

    def _lower(self, bound: int) -> None:
        self.bound = min(self.bound, bound)

    def _goes_on(self, doing: Words) -> bool:
        if not self._notice(self.objective, max(self.bound, self.objective), doing):
            self.is_cancelled = True
        if time.monotonic() >= self._until:
            self.is_late = True
        return not (self.is_cancelled or self.is_late)

    @cached_property
    def _model(self) -> Model:
        return matrices(self._problem)

    def _raise_worst(self) -> None:
        """Find the largest worst share, and keep it from now on."""
        if self._solver is None:
            return
        model = fairest_share(self._problem, self._model)
        try:
            left = _SHARING * (self._until - time.monotonic())
            outcome = self._run_solver(model, _SHARE_GAP, lambda _: self._goes_on(SHARING), left)
        except NoSolver as error:
            self.words.append(_done_without(error))
            self._solver = None
            return
        if outcome.values is not None:
            self._take(self._allowed_part(self._model.read(outcome.values)))
        if outcome.bound is not None:
            self.is_fair_proven = outcome.bound <= float(self._worst) + 2 * _SHARE_GAP

    def _solve(self) -> None:
        if self._solver is None:
            self._go_alone()
            return
        model = self._model
        if self._is_fair:
            model = with_shares(self._problem, model, self._shares.floor(self._worst))
        steady = (self._worst, self.objective, self.best)
        outcome = self._run_solver(model, self._gap(), self._beside)
        if outcome.values is not None:
            if outcome.status == OPTIMAL:
                # How many rounds were done beside it hangs on the clock: what they found counts
                # only where the solver itself did not come to its end.
                self._worst, self.objective, self.best = steady
            # Of equally good plans the solver's.
            self._take(self._allowed_part(model.read(outcome.values)), 0)
        if outcome.bound is not None:
            self._lower(round_down(outcome.bound, self._unit))

    def _gap(self) -> float:
        least = _NEARLY * self._unit / max(self.bound, 1)
        return max(self._max_gap, least)

    def _run_solver(
        self,
        model: Model,
        gap: float,
        meanwhile: Callable[[Told], bool],
        limit_s: float | None = None,
    ) -> Outcome:
        if self._solver is None:
            return solve_here(model, gap)
        left = self._until - time.monotonic() if limit_s is None else limit_s
        return self._solver.solve(model, gap, max(left, 0.1), meanwhile)

    def _allowed_part(self, choices: Choices) -> GrowingPlan:
        """Return a solver's plan held against every limit in whole numbers; what fits stays."""
        plan = GrowingPlan(self._ground)
        if not self._choose_all(plan, choices) or not self._holds_pins(plan):
            plan = self._plan_of(self._pins)
            self._choose_all(plan, choices)
            self._greedy.fill(plan)
        return plan

    def _choose_all(self, plan: GrowingPlan, choices: Choices) -> bool:
        """Choose what is allowed of these, offices first; tell whether all is."""
        all_fit = True
        for site, source in sorted(choices, key=lambda one: not self._problem.at_office[one[0]]):
            if plan.can(site, source):
                plan.choose(site, source)
            else:
                all_fit = False
        return all_fit

    def _holds_pins(self, plan: GrowingPlan) -> bool:
        return bool((plan.payer[self._problem.pinned] != UNCHOSEN).all())

    def _go_alone(self) -> None:
        """Do without a process of HiGHS's own."""
        self._solve_in_here()
        if not self.is_near_enough and self._goes_on(SOLVING):
            self._better_alone()

    def _better_alone(self) -> None:
        """Improve the bound, then the plan, each so many times, until they are near enough."""
        done, stretch = 0, STEPS_FIRST
        while done < STEPS_ALONE and not self._own.is_done:
            self._improve_bound(stretch, SOLVING)
            done += stretch
            stretch = min(2 * stretch, STEPS_ALONE - done)
            if not self._is_fair:
                self._take(self._filled_by_relaxation())
            if self.is_near_enough or not self._goes_on(SOLVING):
                return
        for number in range(0, ROUNDS_ALONE, _ROUNDS_AT_ONCE):
            left = 1.0 - number / ROUNDS_ALONE
            self._redo_pieces(_ROUNDS_AT_ONCE, left, left - _ROUNDS_AT_ONCE / ROUNDS_ALONE)
            if self.is_near_enough or not self._goes_on(SOLVING):
                return

    def _beside(self, told: Told) -> bool:
        """Take over what the solver has proven, and work beside it; False to stop it."""
        if told.bound is not None:
            self._lower(round_down(told.bound, self._unit))
            if not self._own.is_done:
                self._improve_bound(_STEPS_BETWEEN, SOLVING)
            if self._rounds_left > 0:
                self._rounds_left -= _ROUNDS_BETWEEN
                self._redo_pieces(_ROUNDS_BETWEEN, 0.0, 0.0)
        return self._goes_on(SOLVING)

    def _redo_pieces(self, rounds: int, first: float, last: float) -> None:
        """Redo pieces of the best plan, and keep what is better."""
        search = self._search
        if search is None or search.objective < self.objective:
            plan = self._plan_of(self.best)
            search = self._search = LocalSearch(self._greedy, plan, self._seed, self._is_as_fair)
        search.search(rounds, first, last)
        if search.objective > self.objective:
            plan = self._plan_of(search.best)
            self._greedy.fill(plan)
            self._take(plan)

    def _is_as_fair(self, plan: GrowingPlan) -> bool:
        return not self._is_fair or self._worst_of(plan) >= self._worst

    def _solve_in_here(self) -> None:
        """Let HiGHS have this process for a second, where it is installed and wanted."""
        if _NOT_WANTED in self.words:
            return
        try:
            outcome = solve_here(self._model, self._gap())
        except NoSolver:
            # Said already: there is none.
            return
        self.words.append(_IN_HERE)
        if outcome.bound is not None:
            self._lower(round_down(outcome.bound, self._unit))
        if outcome.values is not None:
            self._take(self._allowed_part(self._model.read(outcome.values)), 0)


def _done_without(reason: NoSolver) -> Words:
    sentence = Words(*(text.rstrip(".") for text in reason.words))
    return _NO_PROCESS.filled(reason=sentence)
