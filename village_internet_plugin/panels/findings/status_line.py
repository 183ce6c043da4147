# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps the line in QGIS's status bar true to the plan that is open."""

from __future__ import annotations

from qgis.PyQt.QtCore import QObject

from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.panels.findings.status_line_view import StatusLineView
from village_internet_plugin.panels.window import Window


class StatusLine(QObject):
    """Shows the line while a plan is open; a click opens the dock of findings."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._plan = window.plan
        self._share = 0.0
        self.view = StatusLineView(window.plan.language)
        self.view.setObjectName("VillageInternet.status")
        self._connections = Connections(window.messages.fail)
        connect = self._connections.connect
        connect(self.view, "clicked", lambda *_: window.docks.show("findings"))
        connect(self._plan, "opened", self._begin)
        connect(self._plan, "closed", self._begin)
        connect(self._plan, "changed", self._tell)
        connect(self._plan, "checking", self._hear_share)
        self._tell()

    def let_go(self) -> None:
        """Stop listening."""
        self._connections.close()

    def _begin(self) -> None:
        self._share = 0.0
        self._tell()

    def _hear_share(self, share: float) -> None:
        self._share = share
        self._tell()

    def _tell(self, *_: object) -> None:
        plan = self._plan
        self.view.setVisible(plan.is_open)
        if not plan.is_open:
            return
        problem = plan.problem()
        if problem:
            self.view.show_problem(problem)
        elif plan.is_checking or not plan.is_checked:
            self.view.show_checking(self._share)
        else:
            self.view.show_counts(plan.counts())
