# SPDX-License-Identifier: GPL-2.0-or-later
"""One solver is kept between two questions, and none that is dead, busy, forgotten or too many."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from drawing_problems import draw_problem

from village_internet_plugin.siting.kept_solver import SolverKeeper
from village_internet_plugin.siting.model import matrices
from village_internet_plugin.siting.solver_process import (
    OPTIMAL,
    SolverProcess,
    Told,
    find_python,
)

pytestmark = pytest.mark.skipif(find_python() is None, reason="no Python interpreter")


@pytest.fixture
def keeper() -> Iterator[SolverKeeper]:
    keeper = SolverKeeper()
    yield keeper
    keeper.end()


HARD = matrices(draw_problem(2))
"""HiGHS writes lines of its log while it solves this."""


def _answers(solver: SolverProcess) -> bool:
    return solver.solve(HARD, 0.0, 5.0).status == OPTIMAL


def test_the_next_question_goes_to_the_same_process(keeper: SolverKeeper) -> None:
    first = keeper.take()
    assert _answers(first)
    keeper.give_back(first)
    second = keeper.take()
    assert second is first
    assert _answers(second)
    keeper.give_back(second)


def test_two_who_ask_at_once_have_one_each_and_one_is_kept(keeper: SolverKeeper) -> None:
    first, second = keeper.take(), keeper.take()
    assert first is not second
    keeper.give_back(first)
    keeper.give_back(second)
    assert not first.is_idle
    assert keeper.take() is second
    second.end()


def test_one_that_died_while_it_waited_is_not_given(keeper: SolverKeeper) -> None:
    dead = keeper.take()
    keeper.give_back(dead)
    dead.end()
    alive = keeper.take()
    assert alive is not dead
    assert _answers(alive)
    keeper.give_back(alive)


def test_one_that_was_stopped_in_its_work_is_not_kept(keeper: SolverKeeper) -> None:
    stopped = keeper.take()
    stopped.wait_until_ready()

    def stop(_: Told) -> bool:
        return False

    assert stopped.solve(HARD, 0.0, 5.0, meanwhile=stop).is_stopped
    keeper.give_back(stopped)
    other = keeper.take()
    assert other is not stopped
    keeper.give_back(other)


def test_one_that_still_owes_an_answer_is_ended(keeper: SolverKeeper) -> None:
    class Interrupted(Exception):
        """Whatever ends the thread that asked."""

    def interrupt(told: Told) -> bool:
        raise Interrupted

    busy = keeper.take()
    busy.wait_until_ready()
    with pytest.raises(Interrupted):
        busy.solve(HARD, 0.0, 5.0, meanwhile=interrupt)
    assert not busy.is_idle
    keeper.give_back(busy)
    other = keeper.take()
    assert other is not busy
    keeper.give_back(other)


def test_one_that_waits_too_long_is_ended() -> None:
    keeper = SolverKeeper(idle_s=0.05)
    forgotten = keeper.take()
    keeper.give_back(forgotten)
    until = time.monotonic() + 10.0
    while forgotten.is_idle and time.monotonic() < until:
        time.sleep(0.02)
    assert not forgotten.is_idle
    keeper.end()


def test_the_kept_one_ends_with_the_plugin(keeper: SolverKeeper) -> None:
    kept = keeper.take()
    keeper.give_back(kept)
    keeper.end()
    assert not kept.is_idle
