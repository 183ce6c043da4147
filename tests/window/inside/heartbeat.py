# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the window stands still: a timer that notes when its own next beat comes late."""

from __future__ import annotations

import gc
import time
from typing import Any

from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication

BEAT_MS = 5


class Heartbeat:
    """Beats every 5 ms; a gap between two beats is time in which no click is answered."""

    def __init__(self) -> None:
        self._timer = QTimer(QApplication.instance())
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._gaps: list[tuple[float, float]] = []
        self._collections: list[float] = []
        self._began = self._last = self._collecting_since = 0.0

    @property
    def is_beating(self) -> bool:
        """Whether gaps are being measured."""
        return bool(self._timer.isActive())

    def start(self) -> None:
        """Begin to measure."""
        self._gaps, self._collections = [], []
        self._began = self._last = time.perf_counter()
        gc.callbacks.append(self._note_collection)
        self._timer.start(BEAT_MS)

    def stop(self) -> dict[str, Any]:
        """Return the longest gaps and collections of garbage, and the number of beats."""
        self._timer.stop()
        gc.callbacks.remove(self._note_collection)
        longest = sorted(self._gaps, reverse=True)[:12]
        collections = sorted(self._collections, reverse=True)[:12]
        return {
            "gaps_ms": [round(gap * 1000, 1) for gap, _ in longest],
            "at_s": [round(when - self._began, 2) for _, when in longest],
            "beats": len(self._gaps),
            "collections_ms": [round(took * 1000, 1) for took in collections],
        }

    def _note_collection(self, phase: str, _told: dict[str, int]) -> None:
        """Take the time of Python's own collecting of garbage: every thread waits for it."""
        if phase == "start":
            self._collecting_since = time.perf_counter()
        else:
            self._collections.append(time.perf_counter() - self._collecting_since)

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.append((now - self._last, now))
        self._last = now
