# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the signs of severities: a shape in its colour, edged so that it stands out anywhere."""

from __future__ import annotations

from math import cos, pi, sin

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPainter, QPalette, QPen, QPixmap, QPolygonF

from village_internet_plugin.panels.findings.finding_groups import WAIVED
from village_internet_plugin.reports.severity_signs import SEVERITY_SIGNS, SeveritySign

_WAIVED_SIGN = SeveritySign("ring", "#7a7a7a")
_CORNERS = {"diamond": (4, 0.0), "hexagon": (6, 0.0), "triangle": (3, 0.0)}
_TRIANGLE_DROP = 0.12
"""How much lower a triangle sits, in radii: its middle is not where its weight is."""


def draw_sign(painter: QPainter, kind: str, rect: QRectF, edge: QColor) -> None:
    """Draw the sign of a severity (or of what is waived, or is in order) into a square."""
    sign = _WAIVED_SIGN if kind == WAIVED else SEVERITY_SIGNS[kind]
    middle, radius = rect.center(), min(rect.width(), rect.height()) / 2.0 - 0.75
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(edge, max(radius / 8.0, 1.0)))
    painter.setBrush(QColor(sign.colour))
    if sign.shape in _CORNERS:
        painter.drawPolygon(_polygon(sign.shape, middle, radius))
    elif sign.shape == "circle":
        painter.drawEllipse(middle, radius * 0.8, radius * 0.8)
    elif sign.shape == "ring":
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, radius * 0.75, radius * 0.75)
        across = QPointF(radius * 0.53, -radius * 0.53)
        painter.drawLine(middle - across, middle + across)
    else:
        _draw_tick(painter, middle, radius, QColor(sign.colour))
    painter.restore()


def edge_colour(palette: QPalette, selected: bool = False) -> QColor:
    """Return the colour that edges signs on the background of this palette."""
    role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
    colour = QColor(palette.color(role))
    colour.setAlphaF(0.75)
    return colour


def sign_pixmap(kind: str, size: int, palette: QPalette, ratio: float = 1.0) -> QPixmap:
    """Return a sign as a picture of `size` logical pixels for a screen of this pixel ratio."""
    pixmap = QPixmap(QSize(size, size) * ratio)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_sign(painter, kind, QRectF(0.0, 0.0, size, size), edge_colour(palette))
    painter.end()
    return pixmap


def sign_icon(kind: str, size: int, palette: QPalette, ratio: float = 1.0) -> QIcon:
    """Return a sign as an icon."""
    return QIcon(sign_pixmap(kind, size, palette, ratio))


def _polygon(shape: str, middle: QPointF, radius: float) -> QPolygonF:
    corners, turn = _CORNERS[shape]
    drop = radius * _TRIANGLE_DROP if shape == "triangle" else 0.0
    angles = [turn - pi / 2.0 + 2.0 * pi * corner / corners for corner in range(corners)]
    points = [
        QPointF(middle.x() + radius * cos(angle), middle.y() + drop + radius * sin(angle))
        for angle in angles
    ]
    return QPolygonF(points)


def _draw_tick(painter: QPainter, middle: QPointF, radius: float, colour: QColor) -> None:
    pen = QPen(colour, max(radius / 2.5, 2.0))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    steps = ((-0.7, 0.0), (-0.2, 0.55), (0.7, -0.55))
    painter.drawPolyline(QPolygonF([middle + QPointF(x * radius, y * radius) for x, y in steps]))
