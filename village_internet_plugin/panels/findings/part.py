# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the dock of findings and the status line into QGIS's window; light to import."""

from __future__ import annotations

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QWidget

from village_internet_plugin.panels.window import Undo, Window


def add_findings(window: Window) -> Undo:
    """Offer the dock of findings; its widget is made when it is first looked at."""

    def make() -> QWidget:
        from village_internet_plugin.panels.findings.findings_panel import FindingsPanel

        return FindingsPanel(window)

    title = QCoreApplication.translate("VillageInternet", "Findings")
    return window.docks.add("findings", title, "findings", make)


def add_status_line(window: Window) -> Undo:
    """Show in QGIS's status bar how the plan stands."""
    from village_internet_plugin.panels.findings.status_line import StatusLine

    line = StatusLine(window)
    bar = window.iface.statusBarIface()
    bar.addPermanentWidget(line.view)

    def take_away() -> None:
        line.let_go()
        if not sip.isdeleted(line.view):
            bar.removeWidget(line.view)
            line.view.setParent(None)
            line.view.deleteLater()

    return take_away
