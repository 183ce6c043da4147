# SPDX-License-Identifier: GPL-2.0-or-later
"""Long work in slices: it ends, it gives the window its turns, and several pieces take turns."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer

from village_internet_plugin.panels.slices import SLICE_S, Slices

pytestmark = pytest.mark.qgis


def fail_the_test(error: Exception) -> None:
    raise error


def steps(told: list[str], name: str, count: int, seconds: float = 0.0) -> Iterator[None]:
    for _ in range(count):
        told.append(name)
        time.sleep(seconds)
        yield


def let_run(*all_slices: Slices) -> None:
    end = time.monotonic() + 20
    while any(one.is_running for one in all_slices):
        assert time.monotonic() < end, "it did not end"
        QCoreApplication.processEvents()


def test_short_work_is_done_at_once() -> None:
    told: list[str] = []
    slices = Slices(fail_the_test)
    slices.run(steps(told, "a", 3))
    assert told == ["a"] * 3
    assert not slices.is_running


def test_work_that_is_to_begin_later_does() -> None:
    told: list[str] = []
    slices = Slices(fail_the_test)
    slices.run_later(steps(told, "a", 3))
    assert told == []
    assert slices.is_running
    let_run(slices)
    assert told == ["a"] * 3


def test_in_one_turn_of_the_window_only_one_piece_of_work_has_a_slice() -> None:
    told: list[str] = []
    pieces = [Slices(fail_the_test) for _ in range(3)]
    for slices, name in zip(pieces, "abc"):
        # Each step is as long as a slice.
        slices.run_later(steps(told, name, 4, SLICE_S))
    beats: list[int] = []
    beat = QTimer()
    beat.timeout.connect(lambda: beats.append(len(told)))
    beat.start(0)
    let_run(*pieces)
    beat.stop()
    assert told == ["a", "b", "c"] * 4
    assert max(later - before for before, later in zip(beats, beats[1:])) <= 1


def test_other_work_takes_the_place_of_what_is_under_way() -> None:
    told: list[str] = []
    slices = Slices(fail_the_test)
    slices.run(steps(told, "a", 1_000, SLICE_S))
    slices.run(steps(told, "b", 2))
    assert not slices.is_running
    assert told == ["a", "a", "b", "b"] or told == ["a", "b", "b"]


def test_what_was_stopped_or_deleted_is_not_gone_on_with() -> None:
    told: list[str] = []
    owner = QObject()
    stopped, deleted = Slices(fail_the_test), Slices(fail_the_test, owner)
    for slices in (stopped, deleted):
        slices.run_later(steps(told, "a", 5))
    stopped.stop()
    sip.delete(owner)
    for _ in range(10):
        QCoreApplication.processEvents()
    assert told == []


def test_a_step_that_fails_is_told_and_the_others_go_on() -> None:
    told: list[str] = []
    failures: list[Exception] = []

    def failing() -> Iterator[None]:
        yield
        raise ValueError("broken")

    broken, sound = Slices(failures.append), Slices(fail_the_test)
    broken.run_later(failing())
    sound.run_later(steps(told, "a", 5, SLICE_S))
    let_run(broken, sound)
    assert [str(error) for error in failures] == ["broken"]
    assert told == ["a"] * 5


def test_nothing_is_left_behind_when_all_is_done() -> None:
    before = len(QCoreApplication.instance().findChildren(QTimer))
    slices = Slices(fail_the_test)
    slices.run_later(steps([], "a", 5))
    let_run(slices)
    QCoreApplication.processEvents()
    assert slices.findChildren(QTimer) == []
    assert len(QCoreApplication.instance().findChildren(QTimer)) == before
