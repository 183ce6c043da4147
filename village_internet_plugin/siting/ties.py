# SPDX-License-Identifier: GPL-2.0-or-later
"""Equally good plans: among single exchanges in full, and by solving among all plans.

In which order ties are broken stands in `tie_breaking`; what remains equal is told here, and is the
user's to choose.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.exchanges import Exchange, Exchanges, Progress
from village_internet_plugin.siting.kept_solver import borrowed_solver
from village_internet_plugin.siting.limit_words import joined, rupiah_words
from village_internet_plugin.siting.model import Model
from village_internet_plugin.siting.problem import Problem
from village_internet_plugin.siting.solver_process import (
    INFEASIBLE,
    OPTIMAL,
    NoSolver,
    Outcome,
    Told,
)
from village_internet_plugin.siting.tie_breaking import as_good, cost_of

_EXCHANGES = Words(
    "Single exchanges that leave the people reached as they are: {count}. Every one was tried.",
    "Pertukaran satu titik yang tidak mengubah jumlah warga terjangkau: {count}. Semuanya dicoba.",
)
_EXCHANGE = Words(
    "{coming} ({source}) in the place of {leaving}: {money}.",
    "{coming} ({source}) menggantikan {leaving}: {money}.",
)
_DEARER = Words("{idr} dearer", "lebih mahal {idr}")
_CHEAPER = Words("{idr} cheaper", "lebih murah {idr}")
_SAME_COST = Words("at the same cost", "dengan biaya sama")
_ONLY = Words(
    "No other set of sites reaches as many: proven by solving again without this one.",
    "Tidak ada kumpulan titik lain yang menjangkau sebanyak ini: terbukti dengan penyelesaian "
    "ulang tanpa kumpulan ini.",
)
_OTHER = Words(
    "Another plan as good leaves out {out} and takes {into}: {money}.",
    "Rencana lain yang setara melepas {out} dan mengambil {into}: {money}.",
)
_SMALLER = Words(
    "Another plan as good does without {out}: {money}.",
    "Rencana lain yang setara tanpa {out}: {money}.",
)
_ALL_TOLD = Words(
    "These are all the plans as good: there is no further one.",
    "Itu semua rencana yang setara: tidak ada yang lain.",
)
_MORE_MAY_BE = Words(
    "There may be more plans as good; the search ended here.",
    "Mungkin masih ada rencana lain yang setara; pencarian berhenti di sini.",
)
_NO_SOLVER = Words(
    "Without a solver only single exchanges were tried.",
    "Tanpa penyelesai, hanya pertukaran satu titik yang dicoba.",
)


@dataclass(frozen=True)
class Ties:
    """The allowed single exchanges that leave the objective as it is; cheapest first."""

    exchanges: tuple[Exchange, ...]
    sentences: tuple[Words, ...]


def find_ties(exchanges: Exchanges, progress: Progress | None = None) -> Ties:
    """Try every single exchange; may take seconds for thousands of sites.

    Raises:
        Cancelled: `progress` answered False.

    """
    problem = exchanges.problem
    found = sorted(
        exchanges.equal(progress),
        key=lambda one: (one.idr, problem.sites[one.coming.site].site_id, one.leaving.site),
    )
    said = [_EXCHANGES.filled(count=number_words(len(found)))]
    for one in found:
        words = _EXCHANGE.filled(
            coming=problem.sites[one.coming.site].name,
            source=problem.sources[one.coming.source].name,
            leaving=problem.sites[one.leaving.site].name,
            money=_money(one.idr),
        )
        said.append(words)
    return Ties(tuple(found), tuple(said))


@dataclass(frozen=True)
class OtherPlans:
    """Plans as good as a given one that do without at least one of its sites, cheapest first.

    Attributes:
        plans: their choices.
        idr: what each costs more than the given plan, in rupiah.
        is_complete: whether it is proven that there are no others. Plans that only add sites which
            reach nobody new are not counted.
        is_cheapest: whether it is proven that no plan as good costs less; None when not known.

    """

    plans: tuple[tuple[Choice, ...], ...]
    idr: tuple[int, ...]
    is_complete: bool
    is_cheapest: bool | None
    sentences: tuple[Words, ...]


def find_other_plans(
    problem: Problem,
    choices: Sequence[tuple[int, int]],
    most: int = 5,
    time_limit_s: float = 30.0,
    equity: bool = False,
    meanwhile: Callable[[], bool] = lambda: True,
) -> OtherPlans:
    """Solve again for plans with at least the objective of `choices`, cheapest first.

    With `equity` no district may fall below the worst share of these choices. `meanwhile` is asked
    often and stops it by answering False; what was found until then is told.
    """
    search = _Search(problem, [Choice(*choice) for choice in choices], equity)
    until = time.monotonic() + time_limit_s
    try:
        with borrowed_solver() as solver:
            while len(search.plans) < most and time.monotonic() < until:
                outcome = solver.solve(
                    search.model, 0.0, until - time.monotonic(), _asking(meanwhile)
                )
                if not search.takes(outcome):
                    break
    except NoSolver:
        return OtherPlans((), (), False, None, (_NO_SOLVER,))
    return search.answer()


def _asking(meanwhile: Callable[[], bool]) -> Callable[[Told], bool]:
    return lambda _: meanwhile()


class _Search:
    """The cheapest plan as good, then the cheapest that is none of those known, and so on."""

    def __init__(self, problem: Problem, choices: list[Choice], equity: bool) -> None:
        self._problem, self._given = problem, choices
        self.model = self._without(as_good(problem, choices, equity), choices)
        self.plans: list[tuple[Choice, ...]] = []
        self._is_complete, self._proven_cheapest = False, True

    def takes(self, outcome: Outcome) -> bool:
        """Take an answer in; tell whether to go on."""
        if outcome.status == INFEASIBLE:
            self._is_complete = True
            return False
        if outcome.values is None:
            self._proven_cheapest = bool(self.plans) and self._proven_cheapest
            return False
        if not self.plans:
            self._proven_cheapest = outcome.status == OPTIMAL
        found = [Choice(*choice) for choice in self.model.read(outcome.values)]
        self.plans.append(tuple(found))
        self.model = self._without(self.model, found)
        return outcome.status == OPTIMAL

    def answer(self) -> OtherPlans:
        own = cost_of(self._problem, self._given)
        more = [cost_of(self._problem, plan) - own for plan in self.plans]
        is_cheapest: bool | None = None
        if more and min(more) < 0:
            is_cheapest = False
        elif self._is_complete or (more and self._proven_cheapest):
            is_cheapest = True
        said = [self._told(plan, idr) for plan, idr in zip(self.plans, more)]
        if not self._is_complete:
            said.append(_MORE_MAY_BE)
        else:
            said.append(_ALL_TOLD if said else _ONLY)
        return OtherPlans(
            tuple(self.plans), tuple(more), self._is_complete, is_cheapest, tuple(said)
        )

    def _without(self, model: Model, choices: Sequence[Choice]) -> Model:
        """Return the model in which not all these sites may be chosen together."""
        columns = model.site_column[[choice.site for choice in choices]]
        return model.with_row(columns, np.ones(len(columns)), -np.inf, len(columns) - 1.0)

    def _told(self, plan: Sequence[Choice], idr: int) -> Words:
        sites = self._problem.sites
        before, after = {one.site for one in self._given}, {one.site for one in plan}
        out = joined(sites[one].name for one in sorted(before - after))
        if not after - before:
            return _SMALLER.filled(out=out, money=_money(idr))
        into = joined(sites[one].name for one in sorted(after - before))
        return _OTHER.filled(out=out, into=into, money=_money(idr))


def _money(idr: int) -> Words:
    if idr == 0:
        return _SAME_COST
    return (_DEARER if idr > 0 else _CHEAPER).filled(idr=rupiah_words(abs(idr)))
