# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a bar of what is used, planned, left and over, told apart by more than colour."""

from __future__ import annotations

from typing import NamedTuple

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QPainter, QPalette, QPen

from village_internet_plugin.domain.finding import ERROR
from village_internet_plugin.reports.funding_words import Measure
from village_internet_plugin.reports.severity_signs import SEVERITY_SIGNS

OVER_COLOUR = SEVERITY_SIGNS[ERROR].colour
_PLAIN, _HATCHED = Qt.BrushStyle.SolidPattern, Qt.BrushStyle.BDiagPattern
_TINT = 60
_CROSSED = Qt.BrushStyle.DiagCrossPattern


class Inks(NamedTuple):
    """The colours of a bar; those of the palette, so that they suit any theme."""

    fill: QColor
    line: QColor
    over: QColor

    @classmethod
    def of(cls, palette: QPalette, selected: bool) -> Inks:
        """Return the colours for a row that is `selected` or not."""
        role = QPalette.ColorRole
        if selected:
            text = palette.color(role.HighlightedText)
            return cls(text, text, text)
        line = palette.color(role.Text)
        return cls(palette.color(role.Highlight), line, QColor(OVER_COLOUR))


class Segment(NamedTuple):
    """A part of a bar: from where to where (0 to 1), and its pattern."""

    start: float
    end: float
    pattern: Qt.BrushStyle
    is_over: bool = False


def segments_of(measure: Measure) -> list[Segment]:
    """Return the parts of a bar that are filled: solid used, hatched planned, crossed over."""
    # Without a limit there is no full bar.
    whole = measure.asked / 0.75 if measure.limit is None else max(measure.asked, measure.limit)
    if whole <= 0:
        return []
    used, asked = max(0, measure.used) / whole, min(1.0, max(0, measure.asked) / whole)
    limit = 1.0 if measure.limit is None else min(1.0, max(0, measure.limit) / whole)
    parts = [
        Segment(0.0, min(used, limit), _PLAIN),
        Segment(min(used, limit), min(asked, limit), _HATCHED),
        Segment(limit, asked, _CROSSED, is_over=True),
    ]
    return [part for part in parts if part.end > part.start]


def draw_bar(painter: QPainter, box: QRectF, measure: Measure, inks: Inks) -> None:
    """Draw the bar of a measure; where it is over the limit, the limit stands out as a stroke."""
    painter.save()
    frame = QPen(inks.line, 1.0)
    if measure.limit is None:
        frame.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(Qt.PenStyle.NoPen)
    for part in segments_of(measure):
        colour = inks.over if part.is_over else inks.fill
        piece = QRectF(
            box.left() + part.start * box.width(),
            box.top(),
            (part.end - part.start) * box.width(),
            box.height(),
        )
        if part.pattern != _PLAIN:
            # A breath of the colour below the strokes: thin lines alone are lost on dark themes.
            painter.fillRect(piece, QColor(colour.red(), colour.green(), colour.blue(), _TINT))
        painter.fillRect(piece, QBrush(colour, part.pattern))
        painter.setPen(QPen(colour, 1.0))
        painter.drawRect(piece)
    painter.setPen(frame)
    painter.drawRect(box)
    if measure.over and measure.asked:
        x = box.left() + box.width() * max(0, measure.limit or 0) / measure.asked
        painter.setPen(QPen(inks.line, 2.0))
        painter.drawLine(QPointF(x, box.top() - 2), QPointF(x, box.bottom() + 2))
    painter.restore()
