# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the share dock into QGIS's window, and watches over what waits in a plan's outbox."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.layers.background import Report, run_in_background
from village_internet_plugin.panels.window import Undo, Window

if TYPE_CHECKING:
    from village_internet_plugin.panels.share.sharing_desk import SharingDesk

NAME = "share"


def add_share(window: Window) -> Undo:
    """Add the dock; what it needs is imported when a plan is opened or the dock looked at."""
    sharing = _Sharing(window)
    title = QCoreApplication.translate("VillageInternet", "Share")
    remove_dock = window.docks.add(NAME, title, NAME, sharing.make_panel)
    opened = window.messages.guard(sharing.plan_opened)
    window.plan.opened.connect(opened)

    def undo() -> None:
        window.plan.opened.disconnect(opened)
        remove_dock()
        sharing.let_go()

    return undo


class _Sharing:
    """One desk for the window, made when it is first needed."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._desk: SharingDesk | None = None
        self._is_gone = False

    def make_panel(self) -> Any:
        """Return what stands in the dock."""
        from village_internet_plugin.panels.share.share_panel import SharePanel

        window, iface = self._window, self._window.iface
        panel = SharePanel(self._desk_now(), iface.mapCanvas(), iface.mainWindow())
        show_findings = window.messages.guard(lambda: window.docks.show("findings"))
        panel.findings_asked.connect(show_findings)
        return panel

    def plan_opened(self) -> None:
        """Have the plan's outbox looked at, also where nobody looks at the dock."""
        if self._desk is None:
            title = QCoreApplication.translate("VillageInternet", "Share")
            done = self._window.messages.guard(self._look_at_plan)
            run_in_background(
                title, _import_desk, done, self._window.messages.fail, may_be_dropped=True
            )

    def _look_at_plan(self, _imported: object) -> None:
        if self._desk is None and not self._is_gone and self._window.plan.is_open:
            self._desk_now().plan_opened()

    def let_go(self) -> None:
        """Stop what is under way."""
        self._is_gone = True
        if self._desk is not None:
            self._desk.let_go()
            self._desk.deleteLater()
            self._desk = None

    def _desk_now(self) -> SharingDesk:
        if self._desk is None:
            from village_internet_plugin.panels.share.sharing_desk import SharingDesk
            from village_internet_plugin.panels.share.telling import tell_what_waited

            self._desk = SharingDesk(self._window.plan)
            tell_what_waited(self._desk, self._window)
        return self._desk


def _import_desk(_report: Report) -> None:
    """Import what a desk needs beside the window: some fifty modules at once would be felt."""
    importlib.import_module("village_internet_plugin.panels.share.sharing_desk")
