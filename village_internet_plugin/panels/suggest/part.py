# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts the suggest dock into QGIS's window; light, for it runs while QGIS starts."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QWidget

from village_internet_plugin.panels.window import Undo, Window
from village_internet_plugin.siting.kept_solver import end_kept_solver


def add_suggest(window: Window) -> Undo:
    """Add the dock; what it needs is imported when it is first looked at."""
    title = QCoreApplication.translate("VillageInternet", "Suggest")
    close = window.docks.add("suggest", title, "suggest", lambda: _make(window))

    def remove() -> None:
        close()
        end_kept_solver()

    return remove


def _make(window: Window) -> QWidget:
    from village_internet_plugin.panels.suggest.suggest_panel import SuggestPanel

    return SuggestPanel(window).view
