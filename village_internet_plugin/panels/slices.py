# SPDX-License-Identifier: GPL-2.0-or-later
"""Long work of the main thread in slices so short that nobody notices them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from time import perf_counter
from typing import Callable

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer

SLICE_S = 0.010
"""How long one slice goes on, in seconds; the window has its turn between two of them."""


class Slices(QObject):
    """Takes the steps of one piece of work at a time; what was under way gives way to the next.

    Pieces of work of several panels take turns: together they hold the window up no longer than
    one of them.
    """

    def __init__(
        self, failed: Callable[[Exception], object], parent: QObject | None = None
    ) -> None:
        """Tell `failed` what a step raises: from a timer it would end QGIS."""
        super().__init__(parent)
        self._failed = failed
        self._steps: Iterator[object] | None = None

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._steps is not None

    def run(self, steps: Iterator[object]) -> None:
        """Take these steps; short work is done when this returns."""
        self._steps = steps
        self.take_slice()
        if self.is_running:
            _take_turns(self)

    def run_later(self, steps: Iterator[object]) -> None:
        """Take these steps from the window's next turn on."""
        self._steps = steps
        _take_turns(self)

    def stop(self) -> None:
        """Drop what is under way."""
        self._steps = None

    def finish(self) -> None:
        """Take all steps that are left at once."""
        while self._steps is not None:
            self.take_slice()

    def take_slice(self) -> None:
        """Take steps until the time of a slice is over; the window's turns call it."""
        steps, ends_at = self._steps, perf_counter() + SLICE_S
        if steps is None:
            return
        try:
            for _ in steps:
                # A step may have begun something else.
                if self._steps is not steps or perf_counter() > ends_at:
                    return
        except Exception as error:  # noqa: BLE001 - told to the user
            self._end(steps)
            self._failed(error)
        else:
            self._end(steps)

    def _end(self, steps: Iterator[object]) -> None:
        if self._steps is steps:
            self._steps = None


class _Turns(QObject):
    """Gives one piece of work a slice at each turn of the window, one after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[Slices] = deque()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    def add(self, slices: Slices) -> None:
        if slices not in self._waiting:
            self._waiting.append(slices)
        self._timer.start()

    def _next(self) -> None:
        slices = self._waiting.popleft()
        if not sip.isdeleted(slices) and slices.is_running:
            slices.take_slice()
            if slices.is_running and slices not in self._waiting:
                self._waiting.append(slices)
        if self._waiting:
            self._timer.start()
        else:
            _end_turns()


_turns: _Turns | None = None
"""Only there while something is under way: a plugin that is unloaded leaves nothing behind."""


def _take_turns(slices: Slices) -> None:
    global _turns
    if _turns is None:
        _turns = _Turns()
    _turns.add(slices)


def _end_turns() -> None:
    global _turns
    turns, _turns = _turns, None
    if turns is not None:
        turns.deleteLater()
