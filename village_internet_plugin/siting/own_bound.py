# SPDX-License-Identifier: GPL-2.0-or-later
"""A bound that needs no solver, never below the optimum, with what points and rupiah are worth.

It is that of the linear relaxation (`relaxation`) of the whole model, so that every limit counts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from village_internet_plugin.siting.model import BUDGET, QUOTA, Floats, Model, matrices
from village_internet_plugin.siting.problem import Problem
from village_internet_plugin.siting.relaxation import Relaxation

_SAFETY = 1e-9
"""Of a solver's bound: what sums of floating numbers may be off by, added before rounding down."""


class Prices(NamedTuple):
    """What a point and a rupiah of each source are worth, in units of the objective."""

    per_point: Floats
    per_idr: Floats


class Bound(NamedTuple):
    """No allowed plan has a larger objective; with the prices that show it."""

    value: int
    prices: Prices


class OwnBound:
    """Improves the bound step by step; the best of all steps holds."""

    def __init__(self, problem: Problem, model: Model | None = None) -> None:
        """Begin with what all candidates together reach; `model` saves making it again."""
        self._problem = problem
        self._model = matrices(problem) if model is None else model
        self._relaxation = Relaxation(self._model)
        self._unit = max(int(np.gcd.reduce(problem.weight)) if len(problem.weight) else 1, 1)

    @property
    def bound(self) -> Bound:
        """The best bound so far, rounded down to what an objective can be."""
        return Bound(round_down(self._relaxation.bound, self._unit), self._prices())

    @property
    def is_done(self) -> bool:
        """Whether further steps would change nothing."""
        return self._relaxation.is_done

    @property
    def site_values(self) -> Floats:
        """Of each site, how much of it the best relaxed plan takes: 0 to 1."""
        column = self._model.site_column
        values: Floats = np.zeros(len(column))
        values[column >= 0] = self._relaxation.values[column[column >= 0]]
        return values

    def improve(
        self, objective: int, steps: int, goes_on: Callable[[], bool] = lambda: True
    ) -> Bound:
        """Take up to `steps` steps more, until `objective`, a known plan's, is proven best."""
        self._relaxation.improve(steps, lambda: goes_on() and self._is_above(objective))
        return self.bound

    def _is_above(self, objective: int) -> bool:
        return round_down(self._relaxation.bound, self._unit) > objective

    def _prices(self) -> Prices:
        sources = len(self._problem.sources)
        prices = Prices(np.zeros(sources), np.zeros(sources))
        model = self._model
        per_limit = self._relaxation.multipliers * model.row_scales
        for row, name in enumerate(model.row_names):
            if name.kind == QUOTA:
                prices.per_point[name.subject] = per_limit[row]
            elif name.kind == BUDGET:
                prices.per_idr[name.subject] = per_limit[row]
        return prices


def round_down(bound: float, unit: int) -> int:
    """Return the largest multiple of `unit` that is not above a bound, errors of sums allowed."""
    safe = bound + 1e-6 + _SAFETY * abs(bound)
    return int(np.floor(safe / unit)) * unit
