# SPDX-License-Identifier: GPL-2.0-or-later
"""Work beside the window ends once, in the main thread, with its result or with its reason."""

from __future__ import annotations

import gc
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Callable

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QThreadPool

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.garbage import garbage_left_lying
from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    Stopped,
    run_in_background,
)
from village_internet_plugin.layers.edit_marks import EditMarks
from village_internet_plugin.layers.long_lived import (
    bring_back,
    building_long_lived,
)
from village_internet_plugin.layers.work_beside import WorkBeside

pytestmark = pytest.mark.qgis


def wait_for(condition: Callable[[], object]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end, "it did not end"
        QCoreApplication.processEvents()
        time.sleep(0.001)


class Told:
    """What came of a piece of work, and in which thread it was told."""

    def __init__(self) -> None:
        self.results: list[Any] = []
        self.errors: list[Exception] = []
        self.threads: set[int] = set()

    def done(self, result: Any) -> None:
        self.results.append(result)
        self.threads.add(threading.get_ident())

    def failed(self, error: Exception) -> None:
        self.errors.append(error)
        self.threads.add(threading.get_ident())


def run(work: Callable[[Report], Any]) -> tuple[Told, BackgroundWork]:
    told = Told()
    return told, run_in_background("Counting", work, told.done, told.failed)


def test_a_result_comes_to_the_main_thread_from_another() -> None:
    told, work = run(lambda _report: threading.get_ident())
    assert work.is_running
    wait_for(lambda: not work.is_running)
    assert told.errors == []
    assert told.results != [threading.get_ident()]
    assert told.threads == {threading.get_ident()}


def test_an_error_comes_as_it_was_raised() -> None:
    def stumble(_report: Report) -> None:
        raise InputError("row 3 has no name")

    told, work = run(stumble)
    wait_for(lambda: not work.is_running)
    assert [str(error) for error in told.errors] == ["row 3 has no name"]
    assert told.results == []


def test_progress_is_real() -> None:
    shares: list[float] = []

    def count(report: Report) -> None:
        for step in range(5):
            assert report(step / 4)
            time.sleep(0.02)

    told, work = run(count)
    work.progressed.connect(shares.append)
    wait_for(lambda: not work.is_running)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert told.results == [None]


def test_a_cancelled_work_notices_and_says_so_once() -> None:
    def endless(report: Report) -> str:
        while report(0.5):
            time.sleep(0.001)
        return "half"

    told, work = run(endless)
    work.cancel()
    assert work.is_cancelled
    wait_for(lambda: not work.is_running)
    assert [type(error) for error in told.errors] == [Stopped]
    assert told.results == []


def test_what_ends_although_it_was_cancelled_counts_as_cancelled() -> None:
    release = threading.Event()
    told, work = run(lambda _report: release.wait(20))
    work.cancel()
    release.set()
    wait_for(lambda: not work.is_running)
    assert [type(error) for error in told.errors] == [Stopped]


@contextmanager
def no_thread_free() -> Iterator[None]:
    """Have other tasks keep all of QGIS's threads busy, so that a new one has to wait."""
    release = threading.Event()
    count = QThreadPool.globalInstance().maxThreadCount()
    busy = [run(lambda _report: release.wait(20))[1] for _ in range(count)]
    try:
        yield
    finally:
        release.set()
        wait_for(lambda: not any(work.is_running for work in busy))


def cancel_in_the_status_bar(title: str) -> None:
    (task,) = [one for one in QgsApplication.taskManager().tasks() if one.description() == title]
    task.cancel()


def test_what_the_user_cancels_before_its_turn_has_not_come_to_its_end() -> None:
    told = Told()
    with no_thread_free():
        work = run_in_background("Waiting", lambda _report: "done", told.done, told.failed)
        cancel_in_the_status_bar("Waiting")
        wait_for(lambda: not work.is_running)
    assert [type(error) for error in told.errors] == [Stopped]
    assert told.results == []


def test_what_qgis_loses_from_its_queue_is_done_all_the_same() -> None:
    told = Told()
    with no_thread_free():
        work = run_in_background("Waiting", lambda _report: "done", told.done, told.failed)
        # As QGIS 3.22 does to a task at whose address another one has ended.
        QThreadPool.globalInstance().clear()
    wait_for(lambda: not work.is_running)
    assert told.results == ["done"]
    assert told.errors == []


class TestOneAtATime:
    def test_what_the_user_cancels_is_told_so_that_it_is_tried_again(self) -> None:
        beside, told = WorkBeside(), Told()
        with no_thread_free():
            beside.start("Waiting", EditMarks(), lambda _: "done", told.done, told.failed)
            cancel_in_the_status_bar("Waiting")
            wait_for(lambda: not beside.is_running)
        assert [type(error) for error in told.errors] == [Stopped]
        assert told.results == []

    def test_a_later_work_takes_the_place_of_an_earlier_one(self) -> None:
        beside, told, release = WorkBeside(), Told(), threading.Event()
        first = EditMarks(hotspots=True)
        old = beside.start("First", first, lambda _: release.wait(20), told.done, told.failed)
        new = beside.start("Second", EditMarks(), lambda _: "second", told.done, told.failed)
        release.set()
        wait_for(lambda: not old.is_running and not new.is_running)
        assert told.results == ["second"]
        assert told.errors == []
        assert not beside.is_running

    def test_stopping_gives_back_the_marks_that_are_not_seen_to(self) -> None:
        beside, told, release = WorkBeside(), Told(), threading.Event()
        marks = EditMarks({3}, tables=True)
        work = beside.start("First", marks, lambda _: release.wait(20), told.done, told.failed)
        assert beside.stop() == marks
        assert not beside.stop()
        release.set()
        wait_for(lambda: not work.is_running)
        assert told.results == told.errors == []


class TestCollector:
    """Python's garbage collector while something large is built."""

    def test_rests_until_the_last_builder_is_done(self) -> None:
        with building_long_lived():
            with building_long_lived():
                assert not gc.isenabled()
            assert not gc.isenabled()
        assert gc.isenabled()
        assert gc.get_freeze_count() > 0
        bring_back()
        assert gc.get_freeze_count() == 0

    def test_rests_for_an_import_and_a_check_that_overlap(self) -> None:
        reading, building = garbage_left_lying(), building_long_lived()
        reading.__enter__()
        building.__enter__()
        reading.__exit__(None, None, None)
        assert not gc.isenabled()
        building.__exit__(None, None, None)
        assert gc.isenabled()
        bring_back()

    def test_works_again_after_a_failure(self) -> None:
        with pytest.raises(InputError), building_long_lived():
            raise InputError("no villages")
        assert gc.isenabled()
        bring_back()

    def test_stays_off_where_it_was_off(self) -> None:
        gc.disable()
        try:
            with building_long_lived():
                assert not gc.isenabled()
            assert not gc.isenabled()
        finally:
            gc.enable()
            bring_back()


def test_threads_give_way_quickly_while_work_goes_on_and_as_before_afterwards() -> None:
    before = sys.getswitchinterval()
    seen: list[float] = []
    ended: list[object] = []
    works = [
        run_in_background(
            "work", lambda _: seen.append(sys.getswitchinterval()), ended.append, ended.append
        )
        for _ in range(3)
    ]
    assert sys.getswitchinterval() < before
    works[1].cancel()
    wait_for(lambda: len(ended) == 3)
    assert all(interval < before for interval in seen)
    assert sys.getswitchinterval() == before


@pytest.mark.parametrize("may_be_dropped", [False, True])
def test_qgis_asks_before_it_closes_only_where_something_would_be_lost(
    may_be_dropped: bool,
) -> None:
    may_go = threading.Event()
    ended: list[object] = []
    run_in_background(
        "work",
        lambda _: may_go.wait(20),
        ended.append,
        ended.append,
        may_be_dropped=may_be_dropped,
    )
    (task,) = QgsApplication.taskManager().activeTasks()
    assert bool(task.flags() & task.Flag.CancelWithoutPrompt) == may_be_dropped
    assert task.canCancel()
    may_go.set()
    wait_for(lambda: ended)
