# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the panel of the plan into QGIS's window; light, for it runs while QGIS starts."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QWidget

from village_internet_plugin.panels.settings import seen
from village_internet_plugin.panels.window import Undo, Window


def add_plan_panel(window: Window) -> Undo:
    """Add the dock of the plan; what it shows is made when it is first looked at."""
    title = QCoreApplication.translate("VillageInternet", "Plan")
    # Who has just installed the plugin sees where to begin; afterwards QGIS remembers.
    is_new = not seen.get()
    seen.set(True)
    return window.docks.add("plan", title, "plan", lambda: _make(window), is_open=is_new)


def _make(window: Window) -> QWidget:
    from village_internet_plugin.panels.plan.plan_panel import PlanPanel

    panel = PlanPanel(window)
    # The view is what the dock keeps; the presenter lives as long.
    panel.setParent(panel.view)
    return panel.view
