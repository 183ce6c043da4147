# SPDX-License-Identifier: GPL-2.0-or-later
"""How the positions of a clash are told apart, on the map and in the words beside it.

By shape and by colour: before a cross, mine a circle, theirs a square.
"""

from __future__ import annotations

from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication, QPointF, QRectF, QSize
from qgis.PyQt.QtGui import QColor, QPainter, QPaintEvent, QPen
from qgis.PyQt.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from village_internet_plugin.panels.share.pieces import WrappedText


class PositionSign(NamedTuple):
    """A shape (``cross``, ``circle``, ``square``) and its colour (#rrggbb)."""

    shape: str
    colour: str


POSITION_SIGNS = (
    PositionSign("cross", "#7a7a7a"),
    PositionSign("circle", "#0072b2"),
    PositionSign("square", "#d55e00"),
)
"""Before, mine, theirs."""


class PositionLegend(QWidget):
    """Says which sign on the map is whose."""

    def __init__(self, _language: str) -> None:
        super().__init__()
        names = (
            QCoreApplication.translate("VillageInternet", "Before"),
            QCoreApplication.translate("VillageInternet", "Mine"),
            QCoreApplication.translate("VillageInternet", "Theirs"),
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(WrappedText(QCoreApplication.translate("VillageInternet", "On the map:")))
        for sign, name in zip(POSITION_SIGNS, names):
            layout.addWidget(_Picture(sign, name))
            layout.addWidget(WrappedText(name))
        layout.addStretch(1)


class _Picture(QWidget):
    def __init__(self, sign: PositionSign, name: str) -> None:
        super().__init__()
        self._sign = sign
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        side = self.fontMetrics().height()
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = 0.6 * self.height()
        margin = (self.height() - side) / 2
        place = QRectF(margin, margin, side, side)
        painter.setPen(QPen(QColor(self._sign.colour), max(2.0, side / 6)))
        if self._sign.shape == "circle":
            painter.drawEllipse(place)
        elif self._sign.shape == "square":
            painter.drawRect(place)
        else:
            painter.drawLine(place.topLeft(), place.bottomRight())
            painter.drawLine(
                QPointF(place.left(), place.bottom()), QPointF(place.right(), place.top())
            )
        painter.end()
