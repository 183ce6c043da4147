# SPDX-License-Identifier: GPL-2.0-or-later
"""Fills the window of the help."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QWidget

from fed_views import MakeView
from village_internet_plugin.panels.help.reader_view import ReaderView


def _reader_view(language: str) -> QWidget:
    view = ReaderView(language)
    view.show_page("index")
    view.show_page("findings")
    return view


FED: dict[str, MakeView] = {"reader_view": _reader_view}
