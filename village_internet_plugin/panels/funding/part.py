# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of the window that shows funding sources; light, for it runs while QGIS starts."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QWidget

from village_internet_plugin.panels.window import Undo, Window


def add_funding(window: Window) -> Undo:
    """Add the dock of funding sources; what it shows is made when it is first looked at."""
    title = QCoreApplication.translate("VillageInternet", "Funding")
    return window.docks.add("funding", title, "funding", lambda: _make(window))


def _make(window: Window) -> QWidget:
    from village_internet_plugin.panels.funding.funding_panel import FundingPanel

    return FundingPanel(window).view
