# SPDX-License-Identifier: GPL-2.0-or-later
"""Text broken into lines of a given width, and painted as the plain text it is."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from village_internet_plugin.layers.roadmap.paper import line_height


def broken(text: str, font: QFont, width: float) -> list[str]:
    """Return the lines of `text`, none wider than `width`; a word that is gets broken itself."""
    lines: list[str] = []
    metrics = QFontMetricsF(font)
    for part in _cleaned(text):
        if metrics.horizontalAdvance(part) <= width:
            lines.append(part)
        else:
            lines += _wrapped(part, font, width)
    return lines


def _cleaned(text: str) -> list[str]:
    """Return the text's own lines without signs that nobody can print."""
    if text.isprintable():
        return [text]
    parts = text.replace("\t", " ").splitlines() or [""]
    return ["".join(sign for sign in part if sign.isprintable()) for part in parts]


def _wrapped(text: str, font: QFont, width: float) -> list[str]:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        start = line.textStart()
        lines.append(text[start : start + line.textLength()].rstrip())
        line = layout.createLine()
    layout.endLayout()
    return lines


def natural_width(text: str, font: QFont) -> float:
    """Return what the text's longest own line takes."""
    metrics = QFontMetricsF(font)
    return max(metrics.horizontalAdvance(part) for part in _cleaned(text))


def least_width(text: str, font: QFont) -> float:
    """Return what the text's longest word takes."""
    metrics = QFontMetricsF(font)
    words = [word for part in _cleaned(text) for word in part.split()]
    return max((metrics.horizontalAdvance(word) for word in words), default=0.0)


def paint_line(
    painter: QPainter, text: str, font: QFont, colour: str, x: float, top: float
) -> None:
    """Paint one line whose upper edge is at `top`."""
    painter.setFont(font)
    painter.setPen(QColor(colour))
    painter.drawText(QPointF(x, top + QFontMetricsF(font).ascent()), text)


def paint_to_the_right(
    painter: QPainter, text: str, font: QFont, colour: str, right: float, top: float
) -> None:
    """Paint one line that ends at `right`."""
    width = QFontMetricsF(font).horizontalAdvance(text)
    paint_line(painter, text, font, colour, right - width, top)


def shortened(text: str, font: QFont, width: float) -> str:
    """Return as much of `text` as `width` holds, with an ellipsis where some had to go."""
    return QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)


def height_of(lines: list[str], font: QFont) -> float:
    """Return what lines take one below the other."""
    return len(lines) * line_height(font)
