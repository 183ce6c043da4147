# SPDX-License-Identifier: GPL-2.0-or-later
"""The suggestion through its front door: best plan, proof, cancel, wishes that clash, equity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

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

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting import solver_process
from village_internet_plugin.siting import suggest as door
from village_internet_plugin.siting.model import matrices
from village_internet_plugin.siting.problem import NOT_PAID, Problem
from village_internet_plugin.siting.shares import gini
from village_internet_plugin.siting.solver_process import (
    INFEASIBLE,
    OPTIMAL,
    NoSolver,
    SolverProcess,
    find_python,
    solve_here,
)
from village_internet_plugin.siting.suggest import (
    CANCELLED,
    IMPOSSIBLE,
    PROVEN,
    Options,
    Progress,
    Suggestion,
    suggest,
)

NEEDS_SOLVER = pytest.mark.skipif(find_python() is None, reason="no Python interpreter")
HARD = 2
"""A drawn problem that greedy and own bound do not prove by themselves."""


def is_sound(problem: Problem, found: Suggestion) -> bool:
    """Tell whether what a suggestion says of itself is so."""
    plan = {one.site_number: one.source_number for one in found.chosen}
    return (
        is_allowed(problem, plan)
        and value_of(problem, list(plan)) == found.objective
        and found.bound >= found.objective
        and all(one.site is problem.sites[one.site_number] for one in found.chosen)
        and all(
            one.cost_idr == problem.cost_idr[one.site_number, one.source_number]
            for one in found.chosen
        )
    )


def big_problem(seed: int = 5, sites: int = 220, classes: int = 900) -> Problem:
    """A problem that takes HiGHS some seconds."""
    drawn = draw_problem(seed, sites, classes, 2)
    sources = tuple(replace(one, points_left=None, idr_left=800_000_000) for one in drawn.sources)
    cost = np.where(drawn.cost_idr == NOT_PAID, 20_000_001, drawn.cost_idr)
    left = np.full_like(drawn.village_points_left, sites)
    keep = np.random.default_rng(1).random(len(drawn.cover_classes)) < 0.06
    counts = np.bincount(drawn.cover_sites[keep], minlength=sites)
    return replace(
        drawn,
        sources=sources,
        cost_idr=cost,
        village_points_left=left,
        too_near=drawn.too_near[:50],
        cover_starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        cover_classes=drawn.cover_classes[keep],
    )


@pytest.mark.parametrize("seed", [1, 2, 13, 40])
def test_without_a_solver_it_says_so_and_its_bound_holds(seed: int) -> None:
    problem = draw_problem(seed)
    found = suggest(problem, Options(use_solver=False))
    assert is_sound(problem, found)
    assert found.objective <= best_value(problem) <= found.bound
    assert "HiGHS was not used" in found.words[0].en


def test_without_an_interpreter_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solver_process, "find_python", lambda: None)
    # One that is kept needs no interpreter any more.
    monkeypatch.setattr(door, "take_solver", SolverProcess)
    problem = draw_problem(HARD)
    found = suggest(problem)
    assert is_sound(problem, found)
    assert found.bound >= best_value(problem)
    assert any("HiGHS could not be started" in words.en for words in found.words)


@NEEDS_SOLVER
def test_a_solver_that_dies_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def dying(self: SolverProcess, *_: object, **__: object) -> None:
        self.end()
        raise NoSolver(Words("The solver has ended.", "Penyelesai sudah berhenti."))

    monkeypatch.setattr(SolverProcess, "solve", dying)
    problem = draw_problem(HARD)
    found = suggest(problem)
    assert is_sound(problem, found)
    assert any("The solver has ended" in words.en for words in found.words)
    assert any("Penyelesai sudah berhenti" in words.id for words in found.words)


def test_a_program_that_is_no_python_is_no_solver(tmp_path: Path) -> None:
    with pytest.raises(NoSolver):
        SolverProcess(tmp_path / "nothing")
    with SolverProcess(Path("/bin/true")) as process, pytest.raises(NoSolver):
        process.wait_until_ready()


@NEEDS_SOLVER
def test_a_model_in_which_nothing_can_be_chosen_is_answered_and_the_process_lives() -> None:
    drawn = draw_problem(3)
    model = matrices(replace(drawn, banned=np.ones_like(drawn.banned)))
    with SolverProcess() as process:
        for solve in (process.solve, lambda *asked: solve_here(*asked[:2])):
            empty = solve(model, 0.0, 5.0)
            assert (empty.status, empty.bound) == (OPTIMAL, 0.0)
            assert empty.values is not None
            assert len(empty.values) == 0
            asked_for_one = model.with_row([], np.empty(0), 1.0, np.inf)
            assert solve(asked_for_one, 0.0, 5.0).status == INFEASIBLE
        assert process.solve(matrices(drawn), 0.0, 5.0).status == OPTIMAL


@NEEDS_SOLVER
def test_cancelling_gives_the_best_plan_and_a_bound_at_once() -> None:
    problem = big_problem()
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return progress.seconds < 1.0

    found = suggest(problem, Options(), watch)
    assert found.is_cancelled or found.is_proven
    assert found.is_proven or found.stopped_by == CANCELLED
    assert is_sound(problem, found)
    assert found.objective > 0
    assert found.seconds < 3.0
    assert seen[-1].bound >= seen[-1].objective


def test_cancelling_at_once_still_gives_an_allowed_plan() -> None:
    problem = big_problem()
    found = suggest(problem, Options(use_solver=False), lambda _: False)
    assert found.is_cancelled
    assert is_sound(problem, found)


@NEEDS_SOLVER
def test_the_time_limit_holds() -> None:
    problem = big_problem(6)
    found = suggest(problem, Options(time_limit_s=1.0))
    assert is_sound(problem, found)
    assert found.seconds < 4.0
    assert not idle_sites(problem, found)


def idle_sites(problem: Problem, found: Suggestion) -> list[int]:
    """Return the suggested sites that nobody would miss and no other one needs."""
    plan = {one.site_number: one.source_number for one in found.chosen}
    fewer = ({a: b for a, b in plan.items() if a != site} for site in plan)
    return [
        next(iter(set(plan) - set(less)))
        for less in fewer
        if is_allowed(problem, less) and value_of(problem, list(less)) == found.objective
    ]


@pytest.mark.parametrize("use_solver", [pytest.param(True, marks=NEEDS_SOLVER), False])
@pytest.mark.parametrize("equity", [False, True])
def test_no_site_is_suggested_that_nobody_would_miss(use_solver: bool, equity: bool) -> None:
    for seed in range(4):
        problem = draw_problem(seed)
        found = suggest(problem, Options(use_solver=use_solver, equity=equity))
        assert is_sound(problem, found)
        assert not idle_sites(problem, found), seed
        assert found.words or not found.chosen


@NEEDS_SOLVER
def test_where_nothing_costs_anything_the_fewest_sites_are_suggested() -> None:
    for seed in (0, 7, 11):
        drawn = draw_problem(seed)
        problem = replace(drawn, cost_idr=np.where(drawn.cost_idr == NOT_PAID, NOT_PAID, 0))
        found = suggest(problem)
        fewest = min(
            len(plan)
            for plan in allowed_plans(problem)
            if value_of(problem, list(plan)) == found.objective
        )
        assert len(found.chosen) == fewest
        assert "none has fewer sites (proven)" in found.words[0].en


def test_cancelling_while_ties_are_broken_leaves_the_proof() -> None:
    problem = draw_problem(7)

    def watch(progress: Progress) -> bool:
        return "cheapest" not in progress.doing.en

    found = suggest(problem, Options(), watch)
    assert is_sound(problem, found)
    assert (found.stopped_by, found.is_cancelled) == (PROVEN, True)
    assert any("may not be the cheapest" in words.en for words in found.words)


@NEEDS_SOLVER
def test_a_gap_asked_for_is_kept() -> None:
    problem = big_problem(5)
    found = suggest(problem, Options(max_gap=0.05, time_limit_s=20.0))
    assert is_sound(problem, found)
    assert found.gap <= 0.05


@pytest.mark.parametrize("use_solver", [pytest.param(True, marks=NEEDS_SOLVER), False])
def test_the_same_seed_gives_the_same_plan(use_solver: bool) -> None:
    for seed in (2, 31):
        problem = draw_problem(seed)
        answers = [suggest(problem, Options(seed=9, use_solver=use_solver)) for _ in range(2)]
        assert answers[0].chosen == answers[1].chosen
        assert answers[0].bound == answers[1].bound


def test_nothing_to_choose_from_is_an_empty_proven_plan() -> None:
    drawn = draw_problem(3)
    for nothing in (
        replace(drawn, cost_idr=np.full_like(drawn.cost_idr, NOT_PAID)),
        replace(drawn, sources=(), cost_idr=np.empty((len(drawn.sites), 0), np.int64)),
        replace(drawn, banned=np.ones_like(drawn.banned)),
    ):
        found = suggest(nothing, Options(use_solver=False))
        assert (found.chosen, found.objective, found.bound) == ((), 0, 0)
        assert found.is_proven


@pytest.mark.parametrize("use_solver", [pytest.param(True, marks=NEEDS_SOLVER), False])
def test_wanted_sites_are_in_or_what_clashes_is_named(use_solver: bool) -> None:
    possible = 0
    for seed in range(30 if not use_solver else 8):
        drawn = draw_problem(seed)
        pinned = np.random.default_rng(seed).random(len(drawn.sites)) < 0.25
        problem = replace(drawn, pinned=pinned)
        best = max((value_of(problem, list(p)) for p in allowed_plans(problem)), default=None)
        found = suggest(problem, Options(use_solver=use_solver))
        if best is None:
            assert found.stopped_by == IMPOSSIBLE, seed
            assert found.clash, seed
            continue
        possible += 1
        assert found.stopped_by != IMPOSSIBLE, (seed, found.clash)
        assert is_sound(problem, found), seed
        assert found.objective <= best <= found.bound, seed
        assert not use_solver or found.objective == best, seed
    assert possible


def _clash(change: Callable[[Problem], Problem]) -> str:
    found = suggest(change(draw_problem(1)), Options(use_solver=False))
    assert found.stopped_by == IMPOSSIBLE
    assert all(words.id for words in found.clash)
    return " ".join(words.en for words in found.clash)


def test_a_clash_names_the_limits_that_clash() -> None:
    def roomy(problem: Problem, **changes: object) -> Problem:
        size = len(problem.sites)
        pinned = np.zeros(size, np.bool_)
        pinned[:2] = True
        loose = {
            "pinned": pinned,
            "banned": np.zeros(size, np.bool_),
            "too_near": np.empty((0, 2), np.int64),
            "village": np.zeros(size, np.int64),
            "village_points_left": np.full(len(problem.village_codes), 5),
            "office_of_village": np.full(len(problem.village_codes), -1),
            "cost_idr": np.full_like(problem.cost_idr, 10_000_000),
            "sources": tuple(replace(s, points_left=9, idr_left=None) for s in problem.sources),
        }
        return replace(problem, **{**loose, **changes})

    near = np.array([[0, 1]])
    assert "Site 0 and Site 1 are both wanted" in _clash(lambda p: roomy(p, too_near=near))
    points = np.ones(len(draw_problem(1).village_codes), np.int64)
    crowded = _clash(lambda p: roomy(p, village_points_left=points))
    assert "Village 0 may get 1 more points" in crowded
    banned = np.arange(len(draw_problem(1).sites)) == 1
    assert "Site 1 is wanted and ruled out" in _clash(lambda p: roomy(p, banned=banned))

    def poor(problem: Problem) -> Problem:
        sources = (
            replace(problem.sources[0], points_left=9, idr_left=19_999_999),
            replace(problem.sources[1], points_left=0, idr_left=None),
        )
        return roomy(problem, sources=sources)

    told = _clash(poor)
    assert "Site 0, Site 1" in told
    assert "Source 0 has Rp19,999,999 left" in told
    assert "points left" not in told.replace("Source 1 has 0 points left", "")


def test_equity_without_a_solver_serves_no_worse_than_not_asking() -> None:
    for seed in (2, 4, 9, 17):
        problem = draw_problem(seed)
        fair = suggest(problem, Options(equity=True, use_solver=False))
        assert is_sound(problem, fair)
        fairest_share = fairest(problem)[0]
        assert fair.worst_share <= fairest_share + 1e-12
        is_open = any("Whether some plan serves" in words.en for words in fair.words)
        assert is_open or fair.worst_share == pytest.approx(fairest_share)
        assert fair.is_proven <= (not is_open)
        assert fair.bound >= fair.objective


def test_the_gini_is_0_for_equals_and_known_for_two_halves() -> None:
    people = np.array([100, 100])
    assert gini(np.array([0.4, 0.4]), people) == pytest.approx(0.0)
    # One half has all: 1/2 for two groups of equal size.
    assert gini(np.array([0.0, 0.8]), people) == pytest.approx(0.5)
    assert gini(np.array([0.0, 0.0]), people) == 0.0


def test_the_front_door_is_where_it_is_said_to_be() -> None:
    assert door.suggest is suggest
