# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the ghost on the map: its verdict, the office's circle, the neighbours', a better place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.gui import QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTextOption

from village_internet_plugin.domain.finding import OK
from village_internet_plugin.domain.languages import length_text
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.panels.placing.geographic_canvas import GeographicCanvas
from village_internet_plugin.panels.placing.ghost import Ghost
from village_internet_plugin.panels.placing.ghost_lines import ghost_lines, verdict_word
from village_internet_plugin.panels.sign_drawing import draw_sign
from village_internet_plugin.reports.severity_signs import SEVERITY_SIGNS

if TYPE_CHECKING:
    from village_internet_plugin.siting.nearest_valid import ValidPlace

_INK, _PAPER = QColor("#333333"), QColor("#ffffff")
_OFFICE, _NEIGHBOUR, _BETTER = QColor("#0072b2"), QColor("#e69f00"), QColor("#009e73")
_CORNERS = 90
_LABEL_LETTERS = 40
_MOST_OUTLINES = 300


class GhostPicture(QgsMapCanvasItem):
    """One item over the whole canvas; drawn anew when the ghost or the view changes.

    The map is light whatever the theme, so colours are those of the map's signs; each line is
    edged in white, and what it means is told by its dashes and words too.
    """

    def __init__(self, place: GeographicCanvas, ghost: Ghost, language: str) -> None:
        super().__init__(place.canvas)
        self._place, self._ghost, self._language = place, ghost, language
        self._outlines: dict[tuple[LonLat, float], QPolygonF] = {}
        self._view: tuple[object, ...] = ()
        self.setZValue(200)

    def boundingRect(self) -> QRectF:  # noqa: N802
        """Return the whole canvas."""
        return QRectF(self._place.canvas.rect())

    def updatePosition(self) -> None:  # noqa: N802
        """Follow a move of the map."""
        self.prepareGeometryChange()
        self.update()

    def better_pixel(self) -> QPointF | None:
        """Return where the better place is drawn; None when there is none."""
        better = self._better()
        return None if better is None else self._place.pixel(better.position)

    def paint(self, painter: QPainter, *_: object) -> None:
        """Draw all of it, from the largest to the ghost itself."""
        position = self._ghost.position
        here = None if position is None else self._place.pixel(position)
        if here is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = self._place.canvas.font()
        painter.setFont(font)
        self._forget_outlines()
        self._draw_neighbours(painter)
        self._draw_office(painter, here)
        self._draw_better(painter, here)
        self._draw_ghost(painter, here)

    def sign_radius(self) -> float:
        """Return the radius of the ghost's sign in pixels."""
        return QFontMetricsF(self._place.canvas.font()).height() * 0.6

    def _better(self) -> ValidPlace | None:
        answer = self._ghost.better
        place = answer.place if answer is not None else None
        return place if place is not None and place.distance_m > 0.0 else None

    def _draw_office(self, painter: QPainter, here: QPointF) -> None:
        around = self._ghost.around
        if around is None or around.office is None:
            return
        office = self._place.pixel(around.office.position)
        if office is None:
            return
        _draw_line(painter, here, office, _OFFICE, Qt.PenStyle.SolidLine)
        painter.setPen(QPen(_PAPER, 1.5))
        painter.setBrush(_OFFICE)
        half = self.sign_radius() * 0.45
        painter.drawRect(QRectF(office.x() - half, office.y() - half, 2 * half, 2 * half))
        if around.office_limit_m is not None:
            circle = self._circle(around.office.position, around.office_limit_m)
            _draw_outline(painter, circle, _OFFICE, Qt.PenStyle.DashLine, 2.0)
            if not circle.isEmpty():
                text = length_text(around.office_limit_m, self._language)
                _draw_text(painter, text, circle.first() + QPointF(0, -2), _OFFICE)

    def _draw_neighbours(self, painter: QPainter) -> None:
        around = self._ghost.around
        if around is None or around.spacing_m is None:
            return
        for position in around.neighbours:
            circle = self._circle(position, around.spacing_m)
            _draw_outline(painter, circle, _NEIGHBOUR, Qt.PenStyle.DotLine, 2.0)

    def _draw_better(self, painter: QPainter, here: QPointF) -> None:
        better, there = self._better(), self.better_pixel()
        if better is None or there is None:
            return
        _draw_line(painter, here, there, _BETTER, Qt.PenStyle.DashLine)
        radius = self.sign_radius()
        for pen in (QPen(_PAPER, 5.0), QPen(_BETTER, 2.5)):
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(there, radius, radius)
        draw_sign(painter, OK, _square(there, radius * 0.8), _INK)
        text = f"{length_text(better.distance_m, self._language)} (V)"
        _draw_text(painter, text, there + QPointF(0, -radius - 4), _BETTER)

    def _draw_ghost(self, painter: QPainter, here: QPointF) -> None:
        radius, verdict = self.sign_radius(), self._ghost.verdict
        for pen in (QPen(_PAPER, 4.0), QPen(_INK, 1.5)):
            painter.setPen(pen)
            for x, y in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                step = QPointF(x, y)
                painter.drawLine(here + step * (radius * 1.25), here + step * (radius * 2.0))
        if verdict is None:
            painter.setPen(QPen(_INK, 1.5))
            painter.setBrush(_PAPER)
            painter.drawEllipse(here, radius * 0.5, radius * 0.5)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_PAPER)
        painter.drawEllipse(here, radius * 1.1, radius * 1.1)
        draw_sign(painter, verdict, _square(here, radius), _INK)
        self._draw_label(painter, here, verdict)

    def _draw_label(self, painter: QPainter, here: QPointF, verdict: str) -> None:
        """Write the verdict and the gravest reason beside the ghost, inside the canvas."""
        findings, around = self._ghost.findings, self._ghost.around
        lines = ghost_lines(findings, around, self._language)
        plain, bold = QFont(painter.font()), QFont(painter.font())
        bold.setBold(True)
        metrics, heading = QFontMetricsF(plain), QFontMetricsF(bold)
        word = verdict_word(verdict, self._language)
        text = lines[0].text if lines else ""
        most = QRectF(0, 0, metrics.averageCharWidth() * _LABEL_LETTERS, metrics.height() * 4)
        body = painter.boundingRect(most, text, QTextOption())
        size = QRectF(0, 0, max(body.width(), heading.horizontalAdvance(word)), body.height())
        box = size.adjusted(0, 0, 14, heading.lineSpacing() + 10)
        self._put_beside(box, here)
        painter.setPen(QPen(QColor(SEVERITY_SIGNS[verdict].colour), 2.0))
        paper = QColor(_PAPER)
        paper.setAlphaF(0.92)
        painter.setBrush(paper)
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(_INK)
        inner = box.adjusted(7, 5, -7, -5)
        painter.setFont(bold)
        painter.drawText(inner, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, word)
        painter.setFont(plain)
        painter.drawText(inner.adjusted(0, heading.lineSpacing(), 1, 1), text, QTextOption())

    def _put_beside(self, box: QRectF, here: QPointF) -> None:
        """Put a label beside the ghost, inside the canvas, off the better place and the office."""
        gap, around, canvas = self.sign_radius() * 2.2, self._ghost.around, self.boundingRect()
        office = around.office.position if around is not None and around.office else None
        kept = [self.better_pixel(), self._place.pixel(office) if office else None]
        margin = self.sign_radius() * 1.5
        zones = [_square(pixel, margin) for pixel in kept if pixel is not None]
        corners = []
        for x, y in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
            corner = QRectF(box)
            corner.moveLeft(here.x() + gap if x > 0 else here.x() - gap - box.width())
            corner.moveTop(here.y() + gap / 2 if y > 0 else here.y() - gap / 2 - box.height())
            corners.append(corner)
        inside = [corner for corner in corners if canvas.contains(corner)] or corners
        free = [corner for corner in inside if not any(map(corner.intersects, zones))]
        box.moveTo((free or inside)[0].topLeft())

    def _circle(self, centre: LonLat, radius_m: float) -> QPolygonF:
        from village_internet_plugin.geodesy.directions import circle

        key = (centre, radius_m)
        if key not in self._outlines:
            self._outlines[key] = self._place.outline(*circle(centre, radius_m, _CORNERS))
        return self._outlines[key]

    def _forget_outlines(self) -> None:
        view = self._place.view
        if view != self._view or len(self._outlines) > _MOST_OUTLINES:
            self._view = view
            self._outlines.clear()


def _draw_line(
    painter: QPainter, start: QPointF, end: QPointF, colour: QColor, style: Qt.PenStyle
) -> None:
    for pen in (QPen(_PAPER, 3.5), QPen(colour, 1.5, style)):
        painter.setPen(pen)
        painter.drawLine(start, end)


def _draw_outline(
    painter: QPainter, outline: QPolygonF, colour: QColor, style: Qt.PenStyle, width: float
) -> None:
    box = outline.boundingRect()
    if max(box.width(), box.height()) < 6.0:
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(_PAPER, width + 2.0), QPen(colour, width, style)):
        painter.setPen(pen)
        painter.drawPolygon(outline)


def _draw_text(painter: QPainter, text: str, foot: QPointF, colour: QColor) -> None:
    """Write a few letters above a point, edged so that they can be read on any map."""
    metrics = QFontMetricsF(painter.font())
    box = metrics.boundingRect(text).adjusted(-3, -1, 3, 1)
    box.moveCenter(foot - QPointF(0, box.height() / 2))
    paper = QColor(_PAPER)
    paper.setAlphaF(0.85)
    painter.fillRect(box, paper)
    painter.setPen(colour.darker(130))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


def _square(middle: QPointF, radius: float) -> QRectF:
    return QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
