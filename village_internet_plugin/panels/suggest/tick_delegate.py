# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a rim around the tick boxes of a list: on dark themes Qt's own is lost in the ground."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QPainter, QPalette, QPen, QPolygonF
from qgis.PyQt.QtWidgets import (
    QApplication,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

_TICK = ((0.22, 0.52), (0.42, 0.72), (0.78, 0.28))
"""Across and down the box, 0 to 1."""


class TickDelegate(QStyledItemDelegate):
    """As Qt draws it, with the rim, and where a theme has none the tick, in the colour of text."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        """Draw the row, then the rim of its box where it has one."""
        super().paint(painter, option, index)
        # A copy: the view uses its own again for the next row.
        option = QStyleOptionViewItem(option)
        self.initStyleOption(option, index)
        if not option.features & QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator:
            return
        style = option.widget.style()
        place = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = QRectF(style.subElementRect(place, option, option.widget))
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole
        colour = option.palette.color(roles.HighlightedText if is_selected else roles.Text)
        painter.save()
        painter.setPen(QPen(colour, 1.0))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if option.checkState == Qt.CheckState.Checked and QApplication.instance().styleSheet():
            # Such a theme fills the box of a ticked row with the colour of a selected row.
            painter.setPen(QPen(colour, max(1.5, box.width() / 8)))
            painter.drawPolyline(QPolygonF([_inside(box, *place) for place in _TICK]))
        painter.restore()


def _inside(box: QRectF, across: float, down: float) -> QPointF:
    return QPointF(box.x() + across * box.width(), box.y() + down * box.height())
