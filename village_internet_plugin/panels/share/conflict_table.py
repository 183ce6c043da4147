# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of clashes: a click on a side, or Space, chooses it."""

from __future__ import annotations

from qgis.PyQt.QtCore import QModelIndex, QSize, Qt
from qgis.PyQt.QtGui import QIcon, QKeyEvent, QPalette, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from village_internet_plugin.panels.share.conflict_model import CHOSEN, SIDES, ConflictModel
from village_internet_plugin.panels.share.pieces import choice_picture

_CHOOSING_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


_SHARES = (0.17, 0.17, 0.18, 0.24)
"""Of the width, for all columns but the last, which takes what is left."""
_ABOVE_AND_BELOW = 0.4
"""Room around the text of a row, in lines."""


class ConflictTable(QTableView):
    """Rows are selected whole; in the columns of the two sides a cell is a choice."""

    def __init__(self, model: ConflictModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conflicts = model
        self.setModel(model)
        self.setItemDelegate(_ChoiceDelegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.clicked.connect(self._choose)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the two sides most of the width: they are what is compared."""
        super().resizeEvent(event)
        width = self.viewport().width()
        for column, share in enumerate(_SHARES):
            self.setColumnWidth(column, round(share * width))
        self.resizeRowsToContents()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Choose the side under the keyboard's cell by Space or Enter."""
        if event.key() in _CHOOSING_KEYS and self.currentIndex().column() in SIDES:
            self._choose(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.column() in SIDES:
            self._conflicts.decide([index.row()], SIDES[index.column()])


class _ChoiceDelegate(QStyledItemDelegate):
    """Draws a ring before each side, filled where it is chosen: seen on any theme."""

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex
    ) -> QSize:
        hint = super().sizeHint(option, index)
        room = round(_ABOVE_AND_BELOW * option.fontMetrics.height())
        return QSize(hint.width(), hint.height() + room)

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        is_chosen = index.data(CHOSEN)
        if is_chosen is None:
            return
        side = option.fontMetrics.height()
        picture = choice_picture(side, bool(is_chosen), option.palette.color(_text_role(option)))
        option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration
        option.icon = QIcon(picture)
        option.decorationSize = QSize(side, side)


def _text_role(option: QStyleOptionViewItem) -> QPalette.ColorRole:
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    return QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
