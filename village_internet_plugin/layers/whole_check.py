# SPDX-License-Identifier: GPL-2.0-or-later
"""A check of everything a plan's layers hold at one moment; may run in any thread.

Importing this imports Shapely: call `geodesy.shapely_loading.load_shapely` before.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsVectorLayer

from village_internet_plugin.layers.announced import AnnouncedFindings
from village_internet_plugin.layers.live_check import LiveCheck
from village_internet_plugin.layers.long_lived import building_long_lived
from village_internet_plugin.layers.plan_tables import PlanSnapshot
from village_internet_plugin.rules.check import Progress

_READING = 0.2
"""Which share of the time reading takes; the rest is judging."""


class WholeCheck:
    """Made in the main thread, run once, its outcome taken by whoever follows the plan."""

    def __init__(
        self,
        path: Path,
        layers: Mapping[str, QgsVectorLayer],
        language: str,
        judged_by: tuple[Any, ...],
    ) -> None:
        """Note what the layers hold now; InputError when one is not the plan's."""
        self._snapshot = PlanSnapshot(path, layers)
        self._judged_by = judged_by
        self._is_taken = False
        self.check = LiveCheck(path, language)
        self.announced = AnnouncedFindings()

    def run(self, progress: Progress | None = None) -> WholeCheck:
        """Read and judge; PlannerError when the plan cannot be checked, else as `LiveCheck.start`.

        What was opened is closed again when it fails.
        """

        def judging(share: float) -> bool:
            return progress is None or progress(_READING + (1.0 - _READING) * share)

        try:
            with building_long_lived():
                rows, tables = self._snapshot.hotspots(), self._snapshot.tables()
                self.check.start(rows, tables, self._judged_by, judging)
                self.announced = AnnouncedFindings.of(self.check.session)
        except BaseException:
            self.check.close()
            raise
        return self

    def take(self) -> LiveCheck:
        """Return the check; whoever takes it closes it."""
        self._is_taken = True
        return self.check

    def close_unless_taken(self) -> None:
        """Let go of the file when nobody wanted the outcome."""
        if not self._is_taken:
            self.check.close()
