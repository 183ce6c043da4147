# SPDX-License-Identifier: GPL-2.0-or-later
"""How large a dialog opens: measured in letters, and never larger than the screen."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialog

_OF_THE_SCREEN = 0.9


def open_at(dialog: QDialog, letters: int, lines: int = 0) -> None:
    """Give a dialog a width in letters and a height in lines (0: as high as it needs)."""
    metrics = dialog.fontMetrics()
    width = letters * metrics.averageCharWidth()
    height = lines * metrics.lineSpacing() if lines else dialog.sizeHint().height()
    room = dialog.screen().availableSize() * _OF_THE_SCREEN
    dialog.resize(min(width, room.width()), min(height, room.height()))
