# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the funding dock, its details, or the options page as a picture, in a program of its own.

WHAT is ``funding``, ``terms`` or ``options``.
"""

from __future__ import annotations

from drawing import draw
from qgis.PyQt.QtWidgets import QWidget


def _widget(what: str, language: str) -> QWidget:
    from fed_views.funding import FED, rows
    from fed_views.options import FED as OPTIONS

    if what == "options":
        return OPTIONS["options_view"](language)
    view = FED[f"{what}_view"](language)
    if what == "funding":
        view.show_sources(rows(language))
        view.choose(1)
    return view


if __name__ == "__main__":
    draw(_widget)
