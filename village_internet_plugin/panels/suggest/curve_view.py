# SPDX-License-Identifier: GPL-2.0-or-later
"""People reached against points, or against rupiah: the curve with today's plan and what is asked.

Drawn with the palette's colours; each mark has a shape of its own, and all of it is said in words
for a screen reader.
"""

from __future__ import annotations

from typing import NamedTuple

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.readable_ink import readable_ink
from village_internet_plugin.panels.suggest.nice_ticks import nice_ticks

_LETTERS_WIDE, _LINES_HIGH = 44, 12
_NEAR_PX = 18
CIRCLE, DIAMOND, SQUARE = "circle", "diamond", "square"


class Mark(NamedTuple):
    """A plan on the chart: where it stands, its shape, and what it is called."""

    x: float
    people: float
    shape: str
    name: str


class Chart(NamedTuple):
    """What is drawn: best plans from few to many points (or rupiah), and marks on top."""

    points: tuple[tuple[float, float], ...]
    """(x, people), ascending in x."""
    marks: tuple[Mark, ...]
    x_title: str
    y_title: str
    x_texts: tuple[str, ...] = ()
    """What to write under each of `x_ticks`."""
    x_ticks: tuple[float, ...] = ()
    tips: tuple[str, ...] = ()
    """What is said of each of `points`."""
    told: str = ""
    """All of it in words."""
    upper: tuple[tuple[float, float], ...] = ()
    """(x, people) that no plan can exceed, at the same places; drawn dashed."""


class CurveView(QWidget):
    """The chart; it grows with the width of the dock and the size of the font."""

    def __init__(self, y_text: object = None) -> None:
        """Write people with `y_text` (number to text)."""
        super().__init__()
        self._chart: Chart | None = None
        self._write = y_text if callable(y_text) else (lambda value: f"{value:.0f}")
        self._spots: list[tuple[QPointF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_chart(self, chart: Chart | None) -> None:
        """Show another chart; nothing for None."""
        self._chart = chart
        self.setAccessibleName(chart.y_title if chart is not None else "")
        self.setAccessibleDescription(chart.told if chart is not None else "")
        self.setVisible(chart is not None and self.parentWidget() is not None)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for some lines' height."""
        metrics = self.fontMetrics()
        return QSize(
            _LETTERS_WIDE * metrics.averageCharWidth(), _LINES_HIGH * metrics.lineSpacing()
        )

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be content with a narrow dock."""
        return QSize(_LETTERS_WIDE // 3 * self.fontMetrics().averageCharWidth(), 0)

    def event(self, event: QEvent) -> bool:
        """Say under the mouse what a point of the curve stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = self._told_at(QPointF(event.pos()))
            if text:
                QToolTip.showText(self.mapToGlobal(event.pos()), plain_tip(text), self)
            else:
                QToolTip.hideText()
            return True
        return bool(super().event(event))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw axes, curve and marks."""
        chart = self._chart
        if chart is None or not chart.points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Drawing(self, painter, chart, self._write).draw(self._spots)
        painter.end()

    def _told_at(self, place: QPointF) -> str:
        near = [
            ((spot - place).manhattanLength(), text)
            for spot, text in self._spots
            if (spot - place).manhattanLength() <= _NEAR_PX
        ]
        return min(near)[1] if near else ""


class _Drawing:
    """One painting of a chart: the scales, and everything drawn by them."""

    def __init__(self, view: QWidget, painter: QPainter, chart: Chart, write: object) -> None:
        self._painter, self._chart = painter, chart
        self._metrics = QFontMetrics(view.font())
        palette = view.palette()
        self._ink = readable_ink(palette)
        self._line = palette.color(QPalette.ColorRole.Highlight)
        self._ground = palette.color(QPalette.ColorRole.Window)
        self._pale = QColor(self._ink)
        self._pale.setAlpha(70)
        lines = (*chart.points, *chart.upper)
        people = [people for _, people in lines] + [mark.people for mark in chart.marks]
        across = [x for x, _ in chart.points] + [mark.x for mark in chart.marks]
        self._y_ticks = nice_ticks(max([*people, 1.0]), 4)
        self._most_y = max(self._y_ticks[-1], *people)
        self._most_x = max([*chart.x_ticks, *across, 1.0])
        self._y_texts = [write(tick) for tick in self._y_ticks]  # type: ignore[operator]
        self._box = self._room(view)

    def _room(self, view: QWidget) -> QRectF:
        line = self._metrics.lineSpacing()
        left = max(self._metrics.horizontalAdvance(text) for text in self._y_texts) + line // 2
        return QRectF(
            left, 1.4 * line, max(1.0, view.width() - left - line), view.height() - 5.0 * line
        )

    def draw(self, spots: list[tuple[QPointF, str]]) -> None:
        """Draw, and note in `spots` what is said where."""
        self._draw_axes()
        places = [self._place(x, people) for x, people in self._chart.points]
        self._draw_upper()
        pen = QPen(self._line, max(2.0, self._metrics.lineSpacing() / 8))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        for start, end in zip(places, places[1:]):
            # With less than the next place asks for, it is still the plan before.
            corner = QPointF(end.x(), start.y())
            self._painter.drawLine(start, corner)
            self._painter.drawLine(corner, end)
        tips = self._chart.tips or ("",) * len(places)
        spots[:] = [(place, tip) for place, tip in zip(places, tips) if tip]
        for mark in self._chart.marks:
            place = self._place(mark.x, mark.people)
            self._draw_mark(place, mark.shape)
            spots.insert(0, (place, mark.name))
        self._draw_legend()

    def _draw_upper(self) -> None:
        """Draw what no plan can exceed: between two places it is what the next one allows."""
        pen = QPen(self._ink, max(1.0, self._metrics.lineSpacing() / 14))
        pen.setStyle(Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        places = [self._place(x, people) for x, people in self._chart.upper]
        for start, end in zip(places, places[1:]):
            corner = QPointF(start.x(), end.y())
            self._painter.drawLine(start, corner)
            self._painter.drawLine(corner, end)

    def _place(self, x: float, people: float) -> QPointF:
        return QPointF(
            self._box.left() + self._box.width() * x / self._most_x,
            self._box.bottom() - self._box.height() * people / self._most_y,
        )

    def _draw_axes(self) -> None:
        painter, box, line = self._painter, self._box, self._metrics.lineSpacing()
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        middle, centre = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignHCenter
        painter.setPen(self._ink)
        painter.drawText(QRectF(0, 0, box.right(), line), left | middle, self._chart.y_title)
        for tick, text in zip(self._y_ticks, self._y_texts):
            y = self._place(0, tick).y()
            painter.setPen(self._pale)
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))
            painter.setPen(self._ink)
            painter.drawText(
                QRectF(0, y - line / 2, box.left() - line // 4, line), right | middle, text
            )
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topLeft())
        free_from = 0.0
        for tick, text in zip(self._chart.x_ticks, self._chart.x_texts):
            x = self._place(tick, 0).x()
            painter.drawLine(QPointF(x, box.bottom()), QPointF(x, box.bottom() + line / 6))
            width = self._metrics.horizontalAdvance(text) + 2.0
            start = min(x - width / 2, box.right() + 0.9 * line - width)
            if start < free_from:
                continue
            free_from = start + width + line / 2
            painter.drawText(QRectF(start, box.bottom() + line / 6, width, line), centre, text)
        below = QRectF(box.left(), box.bottom() + 1.1 * line, box.width() + 0.9 * line, line)
        painter.drawText(below, right | middle, self._chart.x_title)

    def _draw_legend(self) -> None:
        """Name the marks in the last line, each behind its shape."""
        line = self._metrics.lineSpacing()
        x, y = self._box.left(), self._box.bottom() + 2.3 * line
        for mark in self._chart.marks:
            self._draw_mark(QPointF(x + line / 3, y + line / 2), mark.shape)
            width = self._metrics.horizontalAdvance(mark.name) + 2.0
            self._painter.setPen(self._ink)
            self._painter.drawText(
                QRectF(x + 0.9 * line, y, width, line), Qt.AlignmentFlag.AlignVCenter, mark.name
            )
            x += width + 1.7 * line

    def _draw_mark(self, place: QPointF, shape: str) -> None:
        painter, half = self._painter, self._metrics.lineSpacing() / 3.2
        painter.setPen(QPen(self._ground, max(3.0, half / 1.5)))
        painter.setBrush(self._ground)
        painter.drawEllipse(place, half, half)
        painter.setPen(QPen(self._ink, max(1.4, half / 4)))
        painter.setBrush(self._line if shape == CIRCLE else self._ground)
        if shape == CIRCLE:
            painter.drawEllipse(place, half, half)
        elif shape == SQUARE:
            painter.drawRect(QRectF(place.x() - half, place.y() - half, 2 * half, 2 * half))
        else:
            ends = ((0, -1), (1, 0), (0, 1), (-1, 0))
            corners = [
                QPointF(place.x() + x * half * 1.2, place.y() + y * half * 1.2) for x, y in ends
            ]
            painter.drawConvexPolygon(*corners)
        painter.setBrush(Qt.BrushStyle.NoBrush)
