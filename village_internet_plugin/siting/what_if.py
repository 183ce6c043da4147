# SPDX-License-Identifier: GPL-2.0-or-later
"""What one more point or Rp100 million would bring: by the relaxation's prices, and solved again.

The prices are the marginals of the linear relaxation (dual values), or where no solver is there
those of the own bound. They are worth what they say only as far as the relaxation goes, so each is
told beside the figure had by solving with the point or the money added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.siting.kept_solver import borrowed_solver
from village_internet_plugin.siting.limit_words import rupiah_words
from village_internet_plugin.siting.model import BUDGET, QUOTA, RowName, matrices
from village_internet_plugin.siting.objective_words import weighted_words
from village_internet_plugin.siting.own_bound import OwnBound
from village_internet_plugin.siting.problem import Problem, Purse
from village_internet_plugin.siting.solver_process import OPTIMAL, NoSolver
from village_internet_plugin.siting.suggest import Options, Suggestion, Watch, suggest

MORE_IDR = 100_000_000
"""The step of money asked about, in rupiah."""
POINT, MONEY, BOTH = "point", "money", "both"
_RELAXATION, _OWN_BOUND = "relaxation", "own_bound"
_OWN_STEPS = 400

_MORE_POINT = Words("one more point for {source}", "satu titik lagi untuk {source}")
_MORE_MONEY = Words("{idr} more for {source}", "tambahan {idr} untuk {source}")
_MORE_BOTH = Words(
    "one more point and {idr} more for {source}", "satu titik dan tambahan {idr} untuk {source}"
)
_EXACT = Words(
    "Solved again with {more}: {gain} more, and no plan can bring more than that.",
    "Diselesaikan ulang dengan {more}: bertambah {gain}, dan tidak mungkin lebih.",
)
_NOTHING = Words(
    "Solved again with {more}: nobody more; it would be of no use.",
    "Diselesaikan ulang dengan {more}: tidak bertambah; tidak ada gunanya.",
)
_BETWEEN = Words(
    "Solved again with {more}: at least {gain} more, at most {most}.",
    "Diselesaikan ulang dengan {more}: bertambah paling sedikit {gain}, paling banyak {most}.",
)
_EQUITY = Words(
    "Solved again with {more}, the worst-served district first: its share goes from {before}% to "
    "{after}%, and {people} people are reached instead of {people_before}.",
    "Diselesaikan ulang dengan {more}, kecamatan paling tertinggal lebih dulu: bagiannya dari "
    "{before}% menjadi {after}%, dan {people} jiwa terjangkau, sebelumnya {people_before}.",
)
_DUAL = Words(
    "The linear relaxation's price for it (dual value): {price}.",
    "Harga bayangannya menurut relaksasi linear (nilai dual): {price}.",
)
_PRICE = Words(
    "The price the bound puts on it: {price}.", "Harga bayangannya menurut batas: {price}."
)
_NO_PRICE = Words(
    "No price can be told: as it stands, {source} cannot pay for anything.",
    "Harga bayangan tidak dapat disebut: saat ini {source} tidak dapat membiayai apa pun.",
)


@dataclass(frozen=True)
class WhatIf:
    """What more of one limit of one funding source would bring, in the objective's units.

    With equity, gain and most are told of the people, but the worst share came first.

    Attributes:
        source: index of the funding source.
        kind: `POINT`, `MONEY`, or `BOTH` for a source that has a quota and a budget.
        price: the dual value × the step; None where nothing of the source could be priced.
        gain: what the plan solved again has more; at least this can be had.
        most: nothing beyond this can be had (with equity: with the new plan's worst share).
        solved: the plan solved again.

    """

    source: int
    kind: str
    price: float | None
    gain: int
    most: int
    solved: Suggestion
    sentences: tuple[Words, ...]

    @property
    def is_exact(self) -> bool:
        """Tell whether the gain is proven to be all there is."""
        return self.gain == self.most


@dataclass(frozen=True)
class Prices:
    """What a point and a rupiah more of each funding source are worth by a relaxation.

    Attributes:
        per_point: objective for each point, None where no such limit is in the relaxation.
        per_idr: objective for each rupiah, likewise.
        basis: ``relaxation`` (the linear one) or ``own_bound``.

    """

    per_point: tuple[float | None, ...]
    per_idr: tuple[float | None, ...]
    basis: str

    def of(self, source: int, kind: str) -> float | None:
        """Return what a step is worth; None where a part of it has no price."""
        point, rate = self.per_point[source], self.per_idr[source]
        money = None if rate is None else rate * MORE_IDR
        if kind == BOTH:
            return None if point is None or money is None else point + money
        return point if kind == POINT else money


Solve = Callable[[Problem, Options, Watch], Suggestion]


def measure_prices(
    problem: Problem, suggestion: Suggestion, use_solver: bool = True, time_limit_s: float = 30.0
) -> Prices:
    """Return the dual values of quotas and budgets."""
    if use_solver:
        try:
            with borrowed_solver() as solver:
                model = matrices(problem)
                outcome = solver.solve(model, 0.0, time_limit_s, relaxed=True)
        except NoSolver:
            return _own_prices(problem, suggestion)
        if outcome.status == OPTIMAL and outcome.marginals is not None:
            scaled = outcome.marginals * model.row_scales
            found = dict(zip(model.row_names, scaled.tolist()))
            sources = range(len(problem.sources))
            return Prices(
                tuple(found.get(RowName(QUOTA, source)) for source in sources),
                tuple(found.get(RowName(BUDGET, source)) for source in sources),
                _RELAXATION,
            )
    return _own_prices(problem, suggestion)


def _own_prices(problem: Problem, suggestion: Suggestion) -> Prices:
    prices = OwnBound(problem).improve(suggestion.objective, _OWN_STEPS).prices
    has_quota = [purse.points_left is not None for purse in problem.sources]
    has_budget = [purse.idr_left is not None for purse in problem.sources]
    return Prices(
        tuple(float(one) if has else None for one, has in zip(prices.per_point, has_quota)),
        tuple(float(one) if has else None for one, has in zip(prices.per_idr, has_budget)),
        _OWN_BOUND,
    )


def ask_what_if(
    problem: Problem,
    suggestion: Suggestion,
    options: Options,
    watch: Watch = lambda _: True,
    solve: Solve = suggest,
    prices: Prices | None = None,
) -> Iterator[WhatIf]:
    """Yield, for each limit of each funding source, what more of it would bring.

    One suggestion is solved for each; the caller may stop between them, `watch` within one.
    """
    known = prices or measure_prices(problem, suggestion, options.use_solver)
    answer = _Answers(problem, suggestion, options.equity, known.basis).answer
    for source in range(len(problem.sources)):
        for kind, more, words in _steps(problem.sources[source]):
            solved = solve(_with_purse(problem, source, more), options, watch)
            yield answer((source, kind, known.of(source, kind)), solved, words)


def _steps(purse: Purse) -> Iterator[tuple[str, Purse, Words]]:
    """Yield what more of its limits a funding source may be given, and how that is called."""
    values = {"source": purse.name, "idr": rupiah_words(MORE_IDR)}
    points, idr = purse.points_left, purse.idr_left
    if points is not None:
        yield POINT, replace(purse, points_left=points + 1), _MORE_POINT.filled(**values)
    if idr is not None:
        yield MONEY, replace(purse, idr_left=idr + MORE_IDR), _MORE_MONEY.filled(**values)
    if points is not None and idr is not None:
        more = replace(purse, points_left=points + 1, idr_left=idr + MORE_IDR)
        yield BOTH, more, _MORE_BOTH.filled(**values)


def _with_purse(problem: Problem, source: int, purse: Purse) -> Problem:
    sources = list(problem.sources)
    sources[source] = purse
    return replace(problem, sources=tuple(sources))


class _Answers:
    """Holds a plan solved again against the first one."""

    def __init__(self, problem: Problem, suggestion: Suggestion, equity: bool, basis: str) -> None:
        self._problem, self._before = problem, suggestion
        self._equity, self._basis = equity, basis

    def answer(
        self, asked: tuple[int, str, float | None], solved: Suggestion, more: Words
    ) -> WhatIf:
        source, kind, price = asked
        # The plan as it is remains allowed with more, whatever the time limit let be found.
        gain = max(solved.objective - self._before.objective, 0)
        most = max(solved.bound - self._before.objective, gain)
        told = self._solved(solved, gain, most, more)
        said = (told, self._priced(source, price))
        return WhatIf(source, kind, price, gain, most, solved, said)

    def _solved(self, solved: Suggestion, gain: int, most: int, more: Words) -> Words:
        if self._equity:
            return _EQUITY.filled(
                more=more,
                before=number_words(100 * self._before.worst_share, 1),
                after=number_words(100 * solved.worst_share, 1),
                people=number_words(solved.people),
                people_before=number_words(self._before.people),
            )
        if gain == most == 0:
            return _NOTHING.filled(more=more)
        people = solved.people - self._before.people
        values = {
            "gain": weighted_words(self._problem, gain, people),
            "most": weighted_words(self._problem, most, people if gain == most else None),
        }
        return (_EXACT if gain == most else _BETWEEN).filled(more=more, **values)

    def _priced(self, source: int, price: float | None) -> Words:
        if price is None:
            return _NO_PRICE.filled(source=self._problem.sources[source].name)
        words = _DUAL if self._basis == _RELAXATION else _PRICE
        return words.filled(price=number_words(price, 1))
