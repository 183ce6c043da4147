# SPDX-License-Identifier: GPL-2.0-or-later
"""The proof: on small problems with tight limits, held against trying every plan there is."""

from __future__ import annotations

import numpy as np
import pytest
from drawing_problems import (
    allowed_plans,
    best_value,
    draw_problem,
    fairest,
    is_allowed,
    value_of,
)

from village_internet_plugin.siting.greedy import Greedy
from village_internet_plugin.siting.growing_plan import Ground, GrowingPlan
from village_internet_plugin.siting.local_search import LocalSearch
from village_internet_plugin.siting.model import matrices
from village_internet_plugin.siting.open_choices import conflict_cliques, open_choices
from village_internet_plugin.siting.own_bound import OwnBound, round_down
from village_internet_plugin.siting.problem import Problem
from village_internet_plugin.siting.solver_process import (
    OPTIMAL,
    find_python,
    solve_here,
)
from village_internet_plugin.siting.suggest import PROVEN, Options, suggest

INSTANCES = 200
_STEPS = 150


@pytest.fixture(scope="module")
def solved() -> list[tuple[int, int]]:
    """Every instance's seed with the value of its best plan, found by trying all."""
    return [(seed, best_value(draw_problem(seed))) for seed in range(INSTANCES)]


def test_the_own_bound_is_never_below_the_best_plan(solved: list[tuple[int, int]]) -> None:
    for seed, best in solved:
        own = OwnBound(draw_problem(seed))
        assert own.bound.value >= best, seed
        # Also while it is led astray by a plan that is better than any there is.
        assert own.improve(best * 2 + 1, 20).value >= best, seed
        assert own.improve(best, _STEPS).value >= best, seed


def test_the_own_bound_meets_the_best_plan_now_and_then(solved: list[tuple[int, int]]) -> None:
    met = sum(OwnBound(draw_problem(s)).improve(best, _STEPS).value == best for s, best in solved)
    assert met > INSTANCES / 2


def test_the_model_has_the_best_plan_and_no_better(solved: list[tuple[int, int]]) -> None:
    pytest.importorskip("scipy.optimize")
    for seed, best in solved:
        problem = draw_problem(seed)
        model = matrices(problem)
        outcome = solve_here(model, 0.0)
        assert outcome.status == OPTIMAL
        assert outcome.values is not None
        assert outcome.bound is not None
        plan = dict(model.read(outcome.values))
        assert is_allowed(problem, plan), seed
        assert value_of(problem, list(plan)) == best, seed
        assert round_down(outcome.bound, 1) == best, seed


@pytest.mark.skipif(find_python() is None, reason="no Python interpreter")
@pytest.mark.parametrize("equity", [False, True])
def test_what_is_suggested_is_a_best_plan_the_cheapest_of_them_and_proven(
    solved: list[tuple[int, int]], equity: bool
) -> None:
    for seed, best in solved[: 60 if equity else INSTANCES]:
        problem = draw_problem(seed)
        found = suggest(problem, Options(equity=equity))
        plan = {one.site_number: one.source_number for one in found.chosen}
        assert is_allowed(problem, plan), seed
        assert found.objective == found.bound == value_of(problem, list(plan)), seed
        assert (found.stopped_by, found.gap) == (PROVEN, 0.0), seed
        if equity:
            assert (found.worst_share, found.objective) == pytest.approx(fairest(problem)), seed
        else:
            assert found.objective == best, seed
            assert sum(one.cost_idr for one in found.chosen) == _least_idr(problem, best), seed


def _least_idr(problem: Problem, value: int) -> int:
    """Return what the cheapest of all allowed plans of this value costs, in rupiah."""
    return min(
        sum(int(problem.cost_idr[choice]) for choice in plan.items())
        for plan in allowed_plans(problem)
        if value_of(problem, list(plan)) == value
    )


def test_the_linear_relaxation_is_never_below_the_best_plan(
    solved: list[tuple[int, int]],
) -> None:
    pytest.importorskip("scipy.optimize")
    for seed, best in solved[:60]:
        outcome = solve_here(matrices(draw_problem(seed)), 0.0, relaxed=True)
        assert outcome.bound is not None
        assert round_down(outcome.bound, 1) >= best, seed


def test_greedy_plans_keep_every_limit(solved: list[tuple[int, int]]) -> None:
    good = 0
    for seed, best in solved:
        problem = draw_problem(seed)
        ground = Ground(problem, open_choices(problem))
        greedy, plan = Greedy(ground), GrowingPlan(ground)
        greedy.fill(plan)
        search = LocalSearch(greedy, plan, seed)
        for _ in range(10):
            search.search(3)
            for choices in (plan.choices(), search.best):
                assert is_allowed(problem, dict(choices)), seed
            assert plan.objective == value_of(problem, [site for site, _ in plan.choices()])
            assert search.objective == value_of(problem, [site for site, _ in search.best])
            assert plan.objective <= search.objective <= best
        good += search.objective == best
    assert good > INSTANCES / 3


def test_gains_stay_what_they_are_when_sites_come_and_go() -> None:
    chance = np.random.default_rng(4)
    for seed in range(20):
        problem = draw_problem(seed)
        plan = GrowingPlan(Ground(problem, open_choices(problem)))
        for _ in range(30):
            site = int(chance.integers(len(problem.sites)))
            if plan.payer[site] >= 0:
                plan.drop(site)
            else:
                plan.choose(site, 0)
        chosen = [site for site, _ in plan.choices()]
        for site in range(len(problem.sites)):
            more = value_of(problem, [*chosen, site]) - value_of(problem, chosen)
            assert site in chosen or plan.gain[site] == more


def test_cliques_hold_every_pair_and_only_pairs() -> None:
    for seed in range(40):
        problem = draw_problem(seed, sites=12)
        everything = np.ones(len(problem.sites), np.bool_)
        pairs = {tuple(sorted(pair)) for pair in problem.too_near.tolist()}
        cliques = conflict_cliques(problem, everything)
        held = {(a, b) for one in cliques for a in one.tolist() for b in one.tolist() if a < b}
        single = problem.village_points_left[problem.village] == 1
        implied = {
            (a, b) for a, b in pairs if problem.village[a] == problem.village[b] and single[a]
        }
        assert held <= pairs
        assert held | implied == pairs
