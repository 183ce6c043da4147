# SPDX-License-Identifier: GPL-2.0-or-later
"""The bound by primal-dual steps: held against HiGHS's own solution of the same relaxation."""

from __future__ import annotations

import numpy as np
import pytest
from drawing_problems import draw_problem
from hypothesis import given, settings
from hypothesis import strategies as st

from village_internet_plugin.siting.model import Model, RowName, matrices
from village_internet_plugin.siting.relaxation import Relaxation
from village_internet_plugin.siting.solver_process import OPTIMAL, solve_here


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32 - 1))
def test_no_step_of_any_model_is_below_the_relaxed_optimum(seed: int) -> None:
    """Also with rows of equality, rows without one side, empty rows and columns that are fixed."""
    pytest.importorskip("scipy.optimize")
    model = _drawn(np.random.default_rng(seed))
    outcome = solve_here(model, 0.0, relaxed=True)
    assert outcome.status == OPTIMAL
    assert outcome.bound is not None
    relaxation = Relaxation(model)
    for steps in (1, 19, 20, 60, 400):
        relaxation.improve(steps)
        assert relaxation.bound >= outcome.bound - 1e-6 * (1.0 + abs(outcome.bound))


def test_the_bound_comes_close_to_the_relaxed_optimum() -> None:
    pytest.importorskip("scipy.optimize")
    away = []
    for seed in range(40):
        model = matrices(draw_problem(seed))
        outcome = solve_here(model, 0.0, relaxed=True)
        assert outcome.bound is not None
        relaxation = Relaxation(model)
        relaxation.improve(2_000)
        away.append((relaxation.bound - outcome.bound) / max(outcome.bound, 1.0))
    assert max(away) < 1e-2
    assert float(np.median(away)) < 1e-6


def test_it_goes_on_where_it_stopped_and_stops_where_nothing_is_left() -> None:
    model = matrices(draw_problem(5))
    whole, parts = Relaxation(model), Relaxation(model)
    whole.improve(100)
    for _ in range(5):
        parts.improve(20)
    assert parts.bound == whole.bound
    assert (parts.multipliers == whole.multipliers).all()
    calls: list[float] = []
    stopped = Relaxation(model)
    stopped.improve(1_000, lambda: bool(calls.append(stopped.bound)))
    assert len(calls) == 1
    whole.improve(100_000)
    assert whole.is_done
    multipliers = whole.multipliers.copy()
    whole.improve(100)
    assert (whole.multipliers == multipliers).all()


def test_a_model_without_columns_is_done_at_once() -> None:
    nothing = np.empty(0)
    model = _model(nothing, nothing, nothing, (nothing, nothing, nothing), nothing, nothing)
    relaxation = Relaxation(model)
    relaxation.improve(10)
    assert relaxation.is_done
    assert relaxation.bound == 0.0


def _drawn(chance: np.random.Generator) -> Model:
    """Return a model that some point between its bounds fulfils."""
    columns, rows = int(chance.integers(1, 12)), int(chance.integers(1, 10))
    lower = chance.integers(-2, 2, columns).astype(np.float64)
    upper = lower + chance.integers(0, 4, columns)
    inside = lower + (upper - lower) * chance.random(columns)
    matrix = chance.integers(-3, 4, (rows, columns)) * (chance.random((rows, columns)) < 0.5)
    at = matrix @ inside
    room = chance.random((2, rows)) * chance.choice([0.0, 1.0, 5.0, np.inf], (2, rows))
    # Not a number is 0 times endless here: that side has no limit.
    row_lower = at - np.where(np.isnan(room[0]), np.inf, room[0])
    row_upper = at + np.where(np.isnan(room[1]), np.inf, room[1])
    row, column = np.nonzero(matrix)
    entries = (row.astype(np.int64), column.astype(np.int64), matrix[row, column].astype(float))
    objective = chance.integers(-5, 50, columns).astype(np.float64)
    return _model(objective, lower, upper, entries, row_lower, row_upper)


def _model(
    objective: np.ndarray,
    lower: np.ndarray,
    upper: np.ndarray,
    entries: tuple[np.ndarray, np.ndarray, np.ndarray],
    row_lower: np.ndarray,
    row_upper: np.ndarray,
) -> Model:
    empty = np.empty(0, dtype=np.int64)
    return Model(
        objective=objective,
        lower=lower,
        upper=upper,
        integral=np.zeros(len(objective), np.bool_),
        entries=(entries[0].astype(np.int64), entries[1].astype(np.int64), entries[2]),
        row_lower=row_lower,
        row_upper=row_upper,
        row_names=tuple(RowName("drawn", number) for number in range(len(row_lower))),
        row_scales=np.ones(len(row_lower)),
        choices=empty.reshape(0, 2),
        site_column=empty,
        class_column=empty,
    )
