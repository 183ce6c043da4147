# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the dialog of an import as a picture, in a program of its own.

WHAT is the number of the tab that is shown.
"""

from __future__ import annotations

from drawing import draw
from qgis.PyQt.QtWidgets import QWidget


def _widget(what: str, language: str) -> QWidget:
    from fed_views.plan import FED

    from village_internet_plugin.panels.plan.import_view import ImportView

    view = FED["import_view"](language)
    if isinstance(view, ImportView):
        view.tabs.setCurrentIndex(int(what))
    return view


if __name__ == "__main__":
    draw(_widget)
