# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws a rim around the tick boxes of a list: on dark themes Qt's own is lost in the ground."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QRectF
from qgis.PyQt.QtGui import QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem


class TickDelegate(QStyledItemDelegate):
    """As Qt draws it, with the rim in the colour of text."""

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
        painter.restore()
