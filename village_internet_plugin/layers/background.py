# SPDX-License-Identifier: GPL-2.0-or-later
"""Long work beside QGIS's window: in a QGIS task, with real progress, cancel, and one ending."""

from __future__ import annotations

from typing import Any, Callable, TypeVar

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QObject, QThreadPool, QTimer, pyqtSignal

from village_internet_plugin.layers.thread_turns import begin_short_turns, end_short_turns

Result = TypeVar("Result")
Report = Callable[[float], bool]
"""Told how much is done (0 to 1); answers False when the work is to stop."""

_running: set[BackgroundWork] = set()
"""What nobody else may hold while its thread runs: QGIS keeps only its own half of a task."""


_CANCELLED = "The work was cancelled."
_LOST_AFTER_MS = 1_000
"""When a work that was handed over has not begun though a thread is free, it never will."""


class Stopped(Exception):
    """The work was cancelled; nothing came of it."""


class BackgroundWork(QObject):
    """A piece of work under way; its signals come in the main thread."""

    progressed = pyqtSignal(float)
    """How much is done, 0 to 1."""
    ended = pyqtSignal()
    """It is over, whatever came of it; `done` or `failed` was called before."""

    def __init__(
        self,
        title: str,
        work: Callable[[Report], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        may_be_dropped: bool = False,
    ) -> None:
        """Prepare the work; `start` begins it."""
        super().__init__()
        self._done, self._failed = done, failed
        self._stop_asked = False
        flags = QgsTask.Flag.CanCancel
        if may_be_dropped:
            flags = flags | QgsTask.Flag.CancelWithoutPrompt
        self._task: _Task | None = _Task(title, work, self, flags)
        self._task.progressChanged.connect(self._tell_progress)

    @property
    def is_running(self) -> bool:
        """Whether it has not ended yet."""
        return self._task is not None

    @property
    def is_cancelled(self) -> bool:
        """Whether it was asked to stop."""
        return self._stop_asked

    def start(self) -> None:
        """Hand the work to QGIS's task manager, which shows it in the status bar."""
        _running.add(self)
        begin_short_turns()
        self._hand_over()

    def cancel(self) -> None:
        """Ask the work to stop; `failed` is called with `Stopped` once it has."""
        self._stop_asked = True
        if self._task is not None:
            self._task.cancel()

    def _hand_over(self) -> None:
        QgsApplication.taskManager().addTask(self._task)
        QTimer.singleShot(_LOST_AFTER_MS, self._look_whether_begun)

    def _look_whether_begun(self) -> None:
        """Hand the work over once more when QGIS has lost it.

        QGIS 3.22, when a task has ended, looks for it in the queue by the address of what ran it,
        which has deleted itself: another task that queues at that address is taken out, and never
        runs.
        """
        task, pool = self._task, QThreadPool.globalInstance()
        if task is None or task.has_begun or self._stop_asked:
            return
        if pool.activeThreadCount() >= pool.maxThreadCount():
            QTimer.singleShot(_LOST_AFTER_MS, self._look_whether_begun)
            return
        self._task = task.given_up()
        self._task.progressChanged.connect(self._tell_progress)
        self._hand_over()

    def _tell_progress(self, percent: float) -> None:
        self.progressed.emit(percent / 100.0)

    def _end(self, result: Any, error: Exception | None) -> None:
        """Say what came of it, once, in the main thread."""
        self._task = None
        _running.discard(self)
        end_short_turns()
        try:
            if self._stop_asked:
                self._failed(Stopped(_CANCELLED))
            elif error is not None:
                self._failed(error)
            else:
                self._done(result)
        finally:
            self.ended.emit()


class _Task(QgsTask):
    """QGIS's half: runs `work` in a thread of its own and keeps what came of it."""

    def __init__(
        self, title: str, work: Callable[[Report], Any], owner: BackgroundWork, flags: Any
    ) -> None:
        super().__init__(title, flags)
        self._title, self._work, self._owner, self._flags = title, work, owner, flags
        self.has_begun = self._is_given_up = False
        self._result: Any = None
        # Whoever cancels it in QGIS's status bar before its turn has come ends it without a run.
        self._error: Exception | None = Stopped(_CANCELLED)

    def given_up(self) -> _Task:
        """Return another task for the same work; this one does nothing, should it still run."""
        self._is_given_up = True
        self.cancel()
        return _Task(self._title, self._work, self._owner, self._flags)

    def run(self) -> bool:
        """Do the work; an error is kept, since one that leaves a thread ends QGIS."""
        self.has_begun = True
        if self._is_given_up:
            return False
        try:
            self._result = self._work(self._report)
            self._error = None
        except Exception as error:  # noqa: BLE001 - told in the main thread, by `failed`
            self._error = error
            return False
        return True

    def finished(self, _succeeded: bool) -> None:
        """Hand over; QGIS calls this in the main thread, also after a cancel."""
        if not self._is_given_up:
            self._owner._end(self._result, self._error)

    def _report(self, share: float) -> bool:
        self.setProgress(100.0 * min(max(share, 0.0), 1.0))
        return not self.isCanceled()


def run_in_background(
    title: str,
    work: Callable[[Report], Result],
    done: Callable[[Result], object],
    failed: Callable[[Exception], object],
    *,
    may_be_dropped: bool = False,
) -> BackgroundWork:
    """Run `work` in a thread; then, in the main thread, `done` with its result or `failed`.

    `work` touches no layer, widget or project. A cancelled work ends with `failed(Stopped())`,
    even where it came to its end before it noticed. `title` is shown in QGIS's status bar. Where
    nothing is lost with it, a work `may_be_dropped`: QGIS asks nobody before it closes.
    """
    started = BackgroundWork(title, work, done, failed, may_be_dropped)
    started.start()
    return started
