# SPDX-License-Identifier: GPL-2.0-or-later
"""How long the window stands still: a timer that notes when its own next beat comes late."""

from __future__ import annotations

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
        self._began = self._last = 0.0

    def start(self) -> None:
        """Begin to measure."""
        self._gaps = []
        self._began = self._last = time.perf_counter()
        self._timer.start(BEAT_MS)

    def stop(self) -> dict[str, Any]:
        """Return the longest gaps in milliseconds, when each ended, and the number of beats."""
        self._timer.stop()
        longest = sorted(self._gaps, reverse=True)[:12]
        return {
            "gaps_ms": [round(gap * 1000, 1) for gap, _ in longest],
            "at_s": [round(when - self._began, 2) for _, when in longest],
            "beats": len(self._gaps),
        }

    def _beat(self) -> None:
        now = time.perf_counter()
        self._gaps.append((now - self._last, now))
        self._last = now
