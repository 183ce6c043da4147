# SPDX-License-Identifier: GPL-2.0-or-later
"""Drawn words are seen on every ground, also where a theme leaves the palette as it was."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtGui import QColor, QPalette

from village_internet_plugin.panels.readable_ink import contrast, readable_ink

pytestmark = pytest.mark.qgis


@pytest.mark.parametrize(
    ("ink", "ground", "drawn"),
    [
        ("#e6e6e6", "#2d2d2d", "#e6e6e6"),
        ("#505050", "#323232", "#ffffff"),
        ("#cccccc", "#efefef", "#000000"),
    ],
)
def test_ink_that_is_hardly_seen_is_replaced(ink: str, ground: str, drawn: str) -> None:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    palette.setColor(QPalette.ColorRole.Window, QColor(ground))
    assert readable_ink(palette).name() == drawn


def test_black_on_white_is_the_largest_contrast() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21.0)
