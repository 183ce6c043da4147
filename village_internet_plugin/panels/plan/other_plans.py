# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds plans that a project shows beside the one that is followed, so that none is silent."""

from __future__ import annotations

from pathlib import Path
from typing import Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer

from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.plan_in_project import plan_paths_in
from village_internet_plugin.panels.plan.other_plans_view import OtherPlansView


class OtherPlans(QObject):
    """Keeps the view true while layers come and go."""

    def __init__(
        self,
        plan: CurrentPlan,
        project: QgsProject,
        view: OtherPlansView,
        follow: Callable[[Path], object],
        failed: Callable[[Exception], None],
    ) -> None:
        """Show what `project` has beside `plan`; `follow` opens what the user chooses."""
        super().__init__(view)
        self._plan, self._project, self._view = plan, project, view
        self._follow = follow
        # Many layers come at once; the project is looked through once for all of them.
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self.show)
        self._connections = Connections(failed)
        for source, signal in (
            (plan, "opened"),
            (plan, "closed"),
            (project, "layersAdded"),
            (project, "layersRemoved"),
        ):
            self._connections.connect(source, signal, self._changed)
        self._connections.connect(view, "open_asked", self._asked)
        self._changed()

    def let_go(self) -> None:
        """Listen no more."""
        self._turn.stop()
        self._connections.close()

    def show(self) -> None:
        """Look through the project now."""
        if not self._plan.is_open:
            self._view.show_others("", ())
            return
        followed = self._plan.path.resolve()
        others = [str(path) for path in plan_paths_in(self._project) if path != followed]
        self._view.show_others(str(followed), others)

    def _changed(self, *_told: object) -> None:
        self._turn.start()

    def _asked(self, path: str) -> None:
        # The button goes with the plan it is of: not while it is being clicked.
        QTimer.singleShot(0, lambda: self._follow(Path(path)))
