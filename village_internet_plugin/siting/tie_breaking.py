# SPDX-License-Identifier: GPL-2.0-or-later
"""Of equally good plans the one meant: the cheapest, offices before others, then by id.

Step by step, each step keeping the objective and every limit: sites nobody would miss are dropped,
cheaper payers take over, and single exchanges are made as long as one is preferred. Where a solver
is given, it first looks for the cheapest of all plans as good; only what it proves counts, so that
the clock decides as little as it can. Where nothing costs anything, the fewest sites are meant.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting.broken_limits import Choice, Standing
from village_internet_plugin.siting.exchanges import Exchange, Exchanges
from village_internet_plugin.siting.fair_model import with_shares
from village_internet_plugin.siting.model import Model, matrices
from village_internet_plugin.siting.problem import NOT_PAID, OFFICE, Integers, Problem
from village_internet_plugin.siting.reach_counts import ReachCounts
from village_internet_plugin.siting.solver_process import (
    OPTIMAL,
    NoSolver,
    SolverProcess,
)
from village_internet_plugin.siting.worst_share import WorstShare

_PROVEN = Words(
    "Of all plans that reach as many, this one costs least (proven).",
    "Di antara semua rencana yang menjangkau sama banyak, rencana ini paling murah (terbukti).",
)
_FEWEST = Words(
    "Of all plans that reach as many, none has fewer sites (proven).",
    "Di antara semua rencana yang menjangkau sama banyak, tidak ada yang titiknya lebih sedikit "
    "(terbukti).",
)
_BY_EXCHANGE = Words(
    "Ties: no single exchange that reaches as many is cheaper; of equally cheap ones offices come "
    "first, then the order of their ids.",
    "Nilai seri: tidak ada pertukaran satu titik yang menjangkau sama banyak dan lebih murah; bila "
    "biayanya sama, kantor didahulukan, lalu menurut urutan id.",
)
_UNFINISHED = Words(
    "Equally good plans were not all looked at: this one may not be the cheapest of them.",
    "Rencana yang setara belum semuanya diperiksa: rencana ini mungkin bukan yang termurah.",
)
TIE_WORDS = (_PROVEN, _FEWEST, _BY_EXCHANGE, _UNFINISHED)
"""All that is said of how ties were broken: it holds for the plan meant, not for others as good."""
_ASKED_EVERY = 32
"""Sites looked at between two questions whether to go on."""
SLACK = 0.5
"""Objectives are whole: above best - 1/2 is as good as the best."""


@dataclass(frozen=True)
class BrokenTies:
    """The plan meant among those as good.

    Attributes:
        choices: its sites with their payers, by site.
        is_cheapest: whether it is proven that no plan as good costs less.
        words: how ties were broken.

    """

    choices: tuple[Choice, ...]
    is_cheapest: bool
    words: tuple[Words, ...]


def break_ties(
    problem: Problem,
    choices: Iterable[tuple[int, int]],
    equity: bool = False,
    solver: SolverProcess | None = None,
    time_limit_s: float = 10.0,
    meanwhile: Callable[[], bool] = lambda: True,
) -> BrokenTies:
    """Return the preferred of the plans that are as good as an allowed one.

    With `equity` no district falls below the worst share now. Sites nobody would miss are dropped
    in any case; `meanwhile` is asked often, and when it answers False, what was reached until then
    is returned.
    """
    plan = _trimmed(problem, tuple(Choice(*choice) for choice in choices), equity)
    if not plan:
        return BrokenTies((), True, ())
    until = time.monotonic() + time_limit_s
    cheapest = None
    if solver is not None:
        cheapest = _cheapest(problem, plan, equity, solver, time_limit_s, meanwhile)
    plan = cheapest or plan
    proof = () if cheapest is None else (_proof(problem),)
    steps = _Steps(problem, equity, lambda: meanwhile() and time.monotonic() < until)
    plan, is_settled = steps.from_plan(plan)
    words = (*proof, _BY_EXCHANGE) if is_settled else proof or (_UNFINISHED,)
    return BrokenTies(plan, cheapest is not None, words)


def _cheapest(
    problem: Problem,
    plan: tuple[Choice, ...],
    equity: bool,
    solver: SolverProcess,
    time_limit_s: float,
    meanwhile: Callable[[], bool],
) -> tuple[Choice, ...] | None:
    """Return the cheapest of all plans as good as this one; None when that is not proven."""
    model = as_good(problem, plan, equity)
    try:
        outcome = solver.solve(model, 0.0, time_limit_s, lambda _: meanwhile())
    except NoSolver:
        # It ended by itself: what single steps reach is told as that.
        return None
    if outcome.status != OPTIMAL or outcome.values is None:
        return None
    found = tuple(Choice(*choice) for choice in model.read(outcome.values))
    is_good = _is_as_good(problem, found, plan)
    return found if is_good and _price(problem, found) <= _price(problem, plan) else None


def _price(problem: Problem, plan: tuple[Choice, ...]) -> tuple[int, int]:
    return cost_of(problem, plan), len(plan)


def _proof(problem: Problem) -> Words:
    return _PROVEN if (problem.cost_idr > 0).any() else _FEWEST


def as_good(problem: Problem, choices: Iterable[Choice], equity: bool) -> Model:
    """Return the model of the cheapest plan whose objective is at least that of these choices."""
    sites = np.array([choice.site for choice in choices], np.int64)
    counts = ReachCounts(problem, sites.tolist())
    model = matrices(problem)
    columns = np.flatnonzero(model.objective)
    values = model.objective[columns]
    scale = 1.0 / max(float(values.max(initial=1.0)), 1.0)
    least = (counts.reached(problem.weight) - SLACK) * scale
    model = model.with_row(columns, values * scale, least, np.inf)
    if equity:
        model = with_shares(problem, model, WorstShare(problem, counts, sites).floor)
    idr = model.cost_objective(problem)
    if not idr.any():
        # Where nothing costs anything, each site counts alike.
        idr[: len(model.choices)] = -1.0
    return model.with_objective(idr)


def cost_of(problem: Problem, choices: Iterable[Choice]) -> int:
    """Return what chosen sites cost together, in rupiah."""
    return sum(int(problem.cost_idr[choice]) for choice in choices)


def _is_as_good(problem: Problem, found: Iterable[Choice], plan: Iterable[Choice]) -> bool:
    """Hold a solver's plan against limits and objective in whole numbers."""
    reached = [
        ReachCounts(problem, (choice.site for choice in one)).reached(problem.weight)
        for one in (found, plan)
    ]
    return reached[0] >= reached[1] and not Standing(problem, found).broken()


def _trimmed(problem: Problem, plan: tuple[Choice, ...], equity: bool) -> tuple[Choice, ...]:
    """Return the plan without sites nobody would miss, each paid for by the cheapest who may."""
    while True:
        exchanges = Exchanges(problem, plan, equity)
        _drop_idle(exchanges)
        _pay_less(exchanges)
        better = exchanges.standing.choices
        if better == plan:
            return plan
        plan = better


class _Steps:
    """Makes preferred exchanges, one after the other, until there is none."""

    def __init__(self, problem: Problem, equity: bool, goes_on: Callable[[], bool]) -> None:
        self._problem, self._equity, self._goes_on = problem, equity, goes_on
        order = sorted(range(len(problem.sites)), key=lambda site: _rank(problem, site))
        self._order = order
        self._rank: Integers = np.empty(len(order), np.int64)
        self._rank[order] = np.arange(len(order))
        least = np.where(problem.cost_idr == NOT_PAID, np.iinfo(np.int64).max, problem.cost_idr)
        self._least_idr: Integers = least.min(axis=1, initial=np.iinfo(np.int64).max)

    def from_plan(self, plan: tuple[Choice, ...]) -> tuple[tuple[Choice, ...], bool]:
        """Return the plan after all steps, and whether there is no further one."""
        while self._goes_on():
            exchanges = Exchanges(self._problem, plan, self._equity)
            is_whole = self._pass(exchanges)
            better = _trimmed(self._problem, exchanges.standing.choices, self._equity)
            if better == plan or not is_whole:
                return better, is_whole
            plan = better
        return plan, False

    def _pass(self, exchanges: Exchanges) -> bool:
        """Let each site come in whose coming is preferred, best rank first; False when stopped."""
        chosen = {choice.site for choice in exchanges.choices}
        for done, site in enumerate(self._order):
            if done % _ASKED_EVERY == 0 and not self._goes_on():
                return False
            if site in chosen or self._problem.banned[site]:
                continue
            found = self._preferred(exchanges, site)
            if found is not None:
                exchanges.make(found)
                chosen.remove(found.leaving.site)
                chosen.add(site)
        return True

    def _preferred(self, exchanges: Exchanges, site: int) -> Exchange | None:
        """Return an exchange for a site: what saves most first, then whose rank is worst."""
        rank = self._rank[exchanges.chosen]

        def wanted(rows: Integers) -> Integers:
            saved = exchanges.idr[rows] - self._least_idr[site]
            better = (saved > 0) | ((saved == 0) & (rank[rows] > self._rank[site]))
            rows, saved = rows[better], saved[better]
            ordered: Integers = rows[np.lexsort((-rank[rows], -saved))]
            return ordered

        able = exchanges.equal_for(site, wanted)
        return next((one for one in able if _is_preferred(self._problem, one)), None)


def _drop_idle(exchanges: Exchanges) -> None:
    """Drop chosen sites that nobody would miss, the dearest first."""
    problem, standing, counts = exchanges.problem, exchanges.standing, exchanges.counts
    for choice in sorted(exchanges.choices, key=lambda one: -int(problem.cost_idr[one])):
        is_wanted = problem.pinned[choice.site] or standing.needs(choice.site)
        if not is_wanted and counts.loss(choice.site, problem.weight) == 0:
            standing.drop(choice.site)
            counts.remove(choice.site)


def _pay_less(exchanges: Exchanges) -> None:
    """Let a cheaper payer take over where it may."""
    standing = exchanges.standing
    for choice in standing.choices:
        standing.drop(choice.site)
        payers = exchanges.payers(choice.site)
        cheaper = payers[: payers.index(choice.source)]
        able = [one for one in cheaper if not standing.broken_purse(Choice(choice.site, one))]
        standing.choose(Choice(choice.site, (able or [choice.source])[0]))


def _is_preferred(problem: Problem, exchange: Exchange) -> bool:
    if exchange.idr != 0:
        return exchange.idr < 0
    return _rank(problem, exchange.coming.site) < _rank(problem, exchange.leaving.site)


def _rank(problem: Problem, site: int) -> tuple[bool, str]:
    one = problem.sites[site]
    return one.origin != OFFICE, one.site_id
