# SPDX-License-Identifier: GPL-2.0-or-later
"""Long work of the main thread in slices so short that nobody notices them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from time import perf_counter
from typing import Callable

from qgis.PyQt.QtCore import QObject, QTimer

SLICE_S = 0.010
"""How long one slice goes on, in seconds; the window has its turn between two of them."""
_STEPS = 16
"""Steps between two looks at the clock; a step is a few microseconds."""


class Slices(QObject):
    """Takes the steps of one piece of work at a time; what was under way gives way to the next."""

    def __init__(
        self, failed: Callable[[Exception], object], parent: QObject | None = None
    ) -> None:
        """Tell `failed` what a step raises: from a timer it would end QGIS."""
        super().__init__(parent)
        self._failed = failed
        self._steps: Iterator[object] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._steps is not None

    def run(self, steps: Iterator[object]) -> None:
        """Take these steps; short work is done when this returns."""
        self._steps = steps
        self._timer.start()
        self._slice()

    def stop(self) -> None:
        """Drop what is under way."""
        self._timer.stop()
        self._steps = None

    def finish(self) -> None:
        """Take all steps that are left at once."""
        while self._steps is not None:
            self._slice()

    def _slice(self) -> None:
        steps, ends_at = self._steps, perf_counter() + SLICE_S
        if steps is None:
            self._timer.stop()
            return
        try:
            while self._steps is steps:
                if len(list(islice(steps, _STEPS))) < _STEPS:
                    self._end(steps)
                    return
                if perf_counter() > ends_at:
                    return
        except Exception as error:  # noqa: BLE001 - told to the user
            self._end(steps)
            self._failed(error)

    def _end(self, steps: Iterator[object]) -> None:
        # The last step may have begun something else.
        if self._steps is steps:
            self.stop()
