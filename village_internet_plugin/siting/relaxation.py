# SPDX-License-Identifier: GPL-2.0-or-later
"""A bound by the linear relaxation that needs no solver: primal-dual steps by NumPy.

Of a model max c·x, r ≤ A x ≤ s, l ≤ x ≤ u, any multipliers λ of its rows, not negative where r is
endless and not positive where s is, give ::

    L(λ) = Σ_i max(λ_i r_i, λ_i s_i) + Σ_j max((c - Aᵀλ)_j l_j, (c - Aᵀλ)_j u_j)

which no solution exceeds, since every column has both bounds. λ and a relaxed solution x are
improved together by the primal-dual hybrid gradient: A. Chambolle, T. Pock, Journal of Mathematical
Imaging and Vision 40 (2011) 120-145; steps of a length of their own for every row and column:
T. Pock, A. Chambolle, ICCV (2011) 1762-1769; begun anew from the mean of the steps so far, with the
weight between rows and columns balanced each time: D. Applegate et al., "Practical large-scale
linear programming using primal-dual hybrid gradient", NeurIPS 34 (2021).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from village_internet_plugin.siting.model import Floats, Model
from village_internet_plugin.siting.problem import Integers

_CHECKED_EVERY = 20
"""Steps after which bounds are looked at: each look costs about a fifth of a step."""
_FALLEN = 0.4
"""What the error has to fall to, of that at the last beginning, before it is begun anew."""
_LONG = 0.4
"""Of all steps so far: after so many since the last beginning it is begun anew in any case."""
_NOTHING = 1e-10
"""An error of this share of the bound leaves nothing to improve."""
_SAFETY = 1e-12
"""Of the sum of all terms of a bound: more than floating numbers can be off by."""


class _Point(NamedTuple):
    """A relaxed solution and multipliers, with A x and Aᵀλ, which cost most to make."""

    values: Floats
    multipliers: Floats
    rows: Floats
    columns: Floats


class Relaxation:
    """Improves the bound as long as it is asked to; the best of all steps holds.

    Attributes:
        bound: no solution of the model has a larger objective.
        multipliers: of each row, those of that bound.
        values: of each column, a relaxed solution near the best (limits are nearly kept).
        is_done: whether further steps would change nothing.

    """

    def __init__(self, model: Model) -> None:
        """Begin with all multipliers 0: every column at its better bound."""
        self._model = model
        rows, columns, entries = model.entries
        sizes = (len(model.row_names), len(model.objective))
        self._by_row = _Sums(rows, columns, entries, sizes[0])
        self._by_column = _Sums(columns, rows, entries, sizes[1])
        self._column_size = np.maximum(self._by_column.absolute(sizes[0]), 1e-9)
        self._row_size = np.maximum(self._by_row.absolute(sizes[1]), 1e-9)
        nothing = np.zeros(sizes[0])
        self._at = _Point(
            model.lower.copy(), nothing, self._by_row.of(model.lower), 0 * model.lower
        )
        self._balance = self._first_balance()
        self.bound = self._bound_at(self._at)
        self.multipliers: Floats = nothing
        self.values: Floats = self._at.values
        self.is_done = not (sizes[0] and sizes[1])
        self._steps = 0
        self._begin(np.inf)

    def improve(self, steps: int, goes_on: Callable[[], bool] = lambda: True) -> None:
        """Take so many steps more, as long as `goes_on` (asked now and then) says so."""
        for _ in range(steps):
            if self.is_done:
                return
            self._step()
            if self._steps % _CHECKED_EVERY == 0:
                self._look()
                if not goes_on():
                    return

    def _begin(self, error: float) -> None:
        """Take the point reached as the first of a new mean."""
        self._first, self._error = self._at, error
        self._sums = _Point(*(np.zeros_like(part) for part in self._at))
        self._since = 0

    def _first_balance(self) -> float:
        """Return the first weight: multipliers are taken to be of the size of what a row ties."""
        model = self._model
        worth = self._by_row.absolute_of(model.objective)
        size = float(self._row_size @ worth**2) / max(float(self._column_size.sum()), 1e-9)
        return float(np.sqrt(size)) or 1.0

    def _step(self) -> None:
        model, (values, multipliers, rows, columns) = self._model, self._at
        stride = 1.0 / (self._balance * self._column_size)
        moved = np.clip(values + stride * (model.objective - columns), model.lower, model.upper)
        moved_rows = self._by_row.of(moved)
        stride = self._balance / self._row_size
        ahead = multipliers + stride * (2.0 * moved_rows - rows)
        # Exactly 0 between the limits: where one is endless, nothing else is allowed.
        priced = np.maximum(ahead - stride * model.row_upper, 0.0)
        priced += np.minimum(ahead - stride * model.row_lower, 0.0)
        self._at = _Point(moved, priced, moved_rows, self._by_column.of(priced))
        for total, part in zip(self._sums, self._at):
            total += part
        self._since += 1
        self._steps += 1

    def _look(self) -> None:
        """Keep the better bound, and begin anew from the mean when it has come far enough."""
        mean = _Point(*(total / self._since for total in self._sums))
        (error, point) = min(
            ((self._take(point), point) for point in (mean, self._at)), key=lambda pair: pair[0]
        )
        self.is_done = error <= _NOTHING * max(abs(self.bound), 1.0)
        if error <= _FALLEN * self._error or self._since >= _LONG * self._steps:
            self._at = self._balanced(point)
            self._begin(error)

    def _balanced(self, point: _Point) -> _Point:
        """Balance the weight by how far rows and columns went since the last beginning."""
        gone = point.values - self._first.values
        priced = point.multipliers - self._first.multipliers
        columns = float(self._column_size @ gone**2)
        rows = float(self._row_size @ priced**2)
        if columns > 0.0 and rows > 0.0:
            self._balance = float(np.sqrt(self._balance * np.sqrt(rows / columns)))
        return point

    def _take(self, point: _Point) -> float:
        """Keep the bound of a point if it is the best so far; return how far it is from solved."""
        model, bound = self._model, self._bound_at(point)
        if bound < self.bound:
            self.bound, self.multipliers = bound, point.multipliers
        self.values = point.values
        broken = point.rows - np.clip(point.rows, model.row_lower, model.row_upper)
        away = self._balance * float(np.sqrt((broken**2 / self._row_size).sum()))
        return float(np.hypot(away, bound - float(model.objective @ point.values)))

    def _bound_at(self, point: _Point) -> float:
        model, multipliers = self._model, point.multipliers
        limits = np.where(multipliers > 0.0, model.row_upper, model.row_lower)
        used = multipliers != 0.0
        paid = multipliers[used] * limits[used]
        left = model.objective - point.columns
        best = np.where(left > 0.0, left * model.upper, left * model.lower)
        size = float(np.abs(paid).sum() + np.abs(best).sum() + np.abs(model.objective).sum())
        return float(paid.sum() + best.sum()) + _SAFETY * size


class _Sums:
    """Multiplies a matrix, kept by rows (or, turned round, by columns), with a vector."""

    def __init__(self, rows: Integers, columns: Integers, entries: Floats, size: int) -> None:
        order = np.argsort(rows, kind="stable")
        self._columns, self._entries, self._size = columns[order], entries[order], size
        counts = np.bincount(rows, minlength=size)
        self._used = np.flatnonzero(counts)
        self._starts = (np.cumsum(counts) - counts)[self._used]

    def of(self, vector: Floats) -> Floats:
        """Return the product."""
        return self._summed(self._entries * vector[self._columns])

    def absolute(self, size: int) -> Floats:
        """Return of each row the sum of its entries without their signs."""
        return self.absolute_of(np.ones(size))

    def absolute_of(self, vector: Floats) -> Floats:
        """Return the product of the matrix without signs."""
        return self._summed(np.abs(self._entries) * vector[self._columns])

    def _summed(self, products: Floats) -> Floats:
        answer = np.zeros(self._size)
        if len(self._used):
            answer[self._used] = np.add.reduceat(products, self._starts)
        return answer
