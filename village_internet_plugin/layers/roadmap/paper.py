# SPDX-License-Identifier: GPL-2.0-or-later
"""The paper of the roadmap: its size, margins, letterings and colours.

All lengths on paper are dots of 1 / DOTS_PER_INCH inch, as the PDF is painted in them: what is
measured for a line is then what the line takes.
"""

from __future__ import annotations

from qgis.PyQt.QtGui import QFont, QFontMetricsF

DOTS_PER_INCH = 300
_MM_PER_INCH = 25.4
_POINTS_PER_INCH = 72.0


def dots(millimetres: float) -> float:
    """Return a length in dots."""
    return millimetres * DOTS_PER_INCH / _MM_PER_INCH


def millimetres_of(length_dots: float) -> float:
    """Return a length in millimetres."""
    return length_dots * _MM_PER_INCH / DOTS_PER_INCH


PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 210.0, 297.0
LEFT, RIGHT = dots(22.0), dots(188.0)
TOP, BOTTOM = dots(27.0), dots(274.0)
"""The body of a page; outside it stand only the running lines."""
WIDTH, HEIGHT = RIGHT - LEFT, BOTTOM - TOP
HEADER_BASE, FOOTER_BASE = dots(17.0), dots(283.5)

INK, SOFT, FAINT = "#24292f", "#5d6670", "#c9cfd5"
ACCENT, ACCENT_DARK = "#0072b2", "#0b3c5d"
BAND, STRIPE, ALERT = "#e8f0f6", "#f6f8fa", "#b34700"
BODY_PT, SMALL_PT, CAPTION_PT = 10.0, 7.5, 8.5
HEADING_PT, CHAPTER_PT = 13.0, 21.0


def lettering(size_pt: float, bold: bool = False, italic: bool = False) -> QFont:
    """Return a font that is set without hinting: its letters are as wide at any size of pixel."""
    font = QFont("Sans Serif")
    font.setPixelSize(round(size_pt * DOTS_PER_INCH / _POINTS_PER_INCH))
    font.setBold(bold)
    font.setItalic(italic)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def line_height(font: QFont) -> float:
    """Return what one line takes, with air to the next."""
    return QFontMetricsF(font).height() * 1.12
