# SPDX-License-Identifier: GPL-2.0-or-later
"""The colour to draw words and lines in, where a theme's own would hardly be seen.

A theme that is a style sheet, such as QGIS's Night Mapping, colours what Qt draws and leaves the
palette's colour of text as dark as the ground.
"""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette

_LEAST_CONTRAST = 4.5
"""Of WCAG 2.1 for text; 21 is black on white."""


def readable_ink(palette: QPalette) -> QColor:
    """Return the palette's colour of text, or whichever of black and white is seen better."""
    ink = palette.color(QPalette.ColorRole.WindowText)
    ground = palette.color(QPalette.ColorRole.Window)
    if contrast(ink, ground) >= _LEAST_CONTRAST:
        return ink
    return max((QColor("black"), QColor("white")), key=lambda one: contrast(one, ground))


def contrast(one: QColor, other: QColor) -> float:
    """Return how far apart two colours are in lightness, 1 to 21, as WCAG 2.1 counts it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
