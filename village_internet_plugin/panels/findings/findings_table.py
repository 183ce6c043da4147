# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of findings on the screen: rows of two heights, worked by mouse or keyboard alone."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from village_internet_plugin.panels.findings.findings_delegate import (
    FindingsDelegate,
    header_height,
    row_height,
)
from village_internet_plugin.panels.findings.findings_model import FindingsModel
from village_internet_plugin.panels.findings.row_keys import RowKey

_MOST_HEADERS_RESIZED = 2_000
"""Beyond this many groups their headers are as high as findings: each height is set by itself."""
_MOST_KEPT = 500
"""Of a larger selection only the current row is found again after a change."""
_FLAGS = QItemSelectionModel.SelectionFlag
_OWN_KEYS = (
    *(QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll),
    # Nobody who presses these in the list means the features chosen on the map.
    *(QKeySequence.StandardKey.Cut, QKeySequence.StandardKey.Paste),
    QKeySequence.StandardKey.Delete,
)


class FindingsTable(QTableView):
    """Shows a `FindingsModel`; what is chosen and where it is scrolled to survive changes."""

    chosen = pyqtSignal()
    """The user clicked a finding, or pressed Enter on it."""
    copy_wanted = pyqtSignal()
    selection_changed = pyqtSignal()

    def __init__(self, model: FindingsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._findings = model
        self._kept: tuple[RowKey | None, list[RowKey], RowKey | None] = (None, [], None)
        self._kept_row = -1
        self._setup_looks()
        self.setModel(model)
        self.setItemDelegate(FindingsDelegate(self))
        model.modelAboutToBeReset.connect(self.keep_place)
        model.modelReset.connect(self._after_reset)
        model.rowsInserted.connect(self._size_headers)

    def _setup_looks(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(row_height(self.fontMetrics(), self.width()))

    # What is chosen

    def stretches(self) -> list[tuple[int, int]]:
        """Return the rows chosen, as stretches from first to last; cheap however many they are."""
        selection = self.selectionModel().selection()
        return [(selection[i].top(), selection[i].bottom()) for i in range(len(selection))]

    def choose(self, key: RowKey) -> bool:
        """Choose a row alone and bring it into view; tell whether it is to be seen."""
        row = self._findings.row_of(key)
        if row is None:
            return False
        self.setCurrentIndex(self._findings.index(row, 0))
        return True

    def keep_place(self) -> None:
        """Note what is chosen, to find it again by `find_place` after a change."""
        stretches = self.stretches()
        rows: list[int] = []
        if sum(last - first + 1 for first, last in stretches) <= _MOST_KEPT:
            rows = [row for first, last in stretches for row in range(first, last + 1)]
        current, top = self.currentIndex(), self.indexAt(self.viewport().rect().topLeft())
        self._kept_row = current.row()
        self._kept = (
            self._findings.key_at(current.row()) if current.isValid() else None,
            [self._findings.key_at(row) for row in rows],
            self._findings.key_at(top.row()) if top.isValid() and top.row() > 0 else None,
        )

    def find_place(self) -> None:
        """Choose again what was chosen and is still to be seen but lost its choice."""
        current, keys, _ = self._kept
        model, selection = self._findings, self.selectionModel()
        row = model.row_of(current) if current is not None else None
        if row is not None and self.currentIndex().row() != row:
            selection.setCurrentIndex(model.index(row, 0), _FLAGS.NoUpdate)
        elif not self.currentIndex().isValid() and self._kept_row >= 0 and model.rowCount():
            # What stood there is gone; the keyboard goes on from its place.
            next_row = min(self._kept_row, model.rowCount() - 1)
            selection.setCurrentIndex(model.index(next_row, 0), _FLAGS.NoUpdate)
        rows = [row for row in map(model.row_of, keys) if row is not None]
        if rows and not all(selection.isRowSelected(row, QModelIndex()) for row in rows):
            selection.clearSelection()
            for row in rows:
                selection.select(model.index(row, 0), _FLAGS.Select)

    def _after_reset(self) -> None:
        self._size_rows(anew=True)
        self.find_place()
        top = self._kept[2]
        row = self._findings.row_of(top) if top is not None else None
        if row is not None:
            hint = QAbstractItemView.ScrollHint.PositionAtTop
            self.scrollTo(self._findings.index(row, 0), hint)
        self.selection_changed.emit()

    # Heights

    def _size_headers(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Give headers of groups among these rows their own height."""
        if self._findings.group_count() > _MOST_HEADERS_RESIZED:
            return
        rows, height = self.verticalHeader(), header_height(self.fontMetrics())
        for row in self._findings.header_rows(first, last):
            rows.resizeSection(row, height)

    def _size_rows(self, anew: bool = False) -> None:
        """Give findings the height the width asks for; `anew` also where it is as before.

        Qt keeps the heights of rows by their numbers when all rows are exchanged.
        """
        height = row_height(QFontMetrics(self.font()), self.viewport().width())
        if anew or height != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(height)
            self._size_headers(QModelIndex(), 0, self._findings.rowCount() - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Give messages more lines in a narrow dock."""
        super().resizeEvent(event)
        self._size_rows()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follow the font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._size_rows()

    # Mouse and keyboard

    def selectionChanged(self, selected: Any, deselected: Any) -> None:  # noqa: N802
        """Tell what shows details of the choice."""
        super().selectionChanged(selected, deselected)
        self.selection_changed.emit()

    def keyboardSearch(self, search: str) -> None:  # noqa: N802
        """Do nothing: going through all rows for a letter would take long; there is a search."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open or close a group by a click on its header; a click on a finding chooses it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.pos())
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if event.button() != Qt.MouseButton.LeftButton or not plain or not index.isValid():
            return
        if self._findings.finding(index.row()) is None:
            self._toggle(index.row())
        else:
            self.chosen.emit()

    def event(self, event: QEvent) -> bool:
        """Claim the keys that QGIS's window has for the map while the list has the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and (
            any(event.matches(key) for key in _OWN_KEYS) or _is_enter(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter shows on the map, Left and Right close and open groups."""
        row = self.currentIndex().row()
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
        elif row < 0:
            super().keyPressEvent(event)
        elif _is_enter(event):
            if self._findings.finding(row) is None:
                self._toggle(row)
            else:
                self.chosen.emit()
        elif event.key() == Qt.Key.Key_Space and self._findings.finding(row) is None:
            self._toggle(row)
        elif event.key() == Qt.Key.Key_Right:
            self._open(row)
        elif event.key() == Qt.Key.Key_Left:
            self._close(row)
        else:
            super().keyPressEvent(event)

    def _toggle(self, row: int) -> None:
        key = self._findings.group(row).key
        self._findings.expand(key, not self._findings.is_expanded(key))

    def _open(self, row: int) -> None:
        if self._findings.finding(row) is None:
            self._findings.expand(self._findings.group(row).key, opened=True)

    def _close(self, row: int) -> None:
        """Close an open group by its header; from a finding go to its header first."""
        header = self._findings.header_of(row)
        if header is None:
            return
        if row == header:
            self._findings.expand(self._findings.group(row).key, opened=False)
        else:
            self.setCurrentIndex(self._findings.index(header, 0))


def _is_enter(event: Any) -> bool:
    plain = event.modifiers() in (
        Qt.KeyboardModifier.NoModifier,
        Qt.KeyboardModifier.KeypadModifier,
    )
    return plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
