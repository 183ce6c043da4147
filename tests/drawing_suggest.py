# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the suggest dock, or a part of it, as a picture, in a program of its own.

WHAT is a view of `fed_views.suggest`, without ``_view``.
"""

from __future__ import annotations

from drawing import draw
from qgis.PyQt.QtWidgets import QWidget


def _widget(what: str, language: str) -> QWidget:
    from fed_views.suggest import FED

    return FED[f"{what}_view"](language)


if __name__ == "__main__":
    draw(_widget)
