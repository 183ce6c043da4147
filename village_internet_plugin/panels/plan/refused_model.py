# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows an import refuses, as a table whose values can be written anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    Qt,
    pyqtSignal,
)

from village_internet_plugin.layers.importing.preview_report import RefusedRow
from village_internet_plugin.panels.plain_tips import plain_tip

ROW, FIELD, VALUE, REASON = range(4)
_NOWHERE = QModelIndex()


class RefusedModel(QAbstractTableModel):
    """Any number of refused rows; the file they come from is never changed."""

    written = pyqtSignal(object, str)
    """The refused row, and the value the user wrote in place of its own."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[RefusedRow] = ()

    def show_rows(self, rows: Sequence[RefusedRow]) -> None:
        """Show these rows in place of the others."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def refused(self, row: int) -> RefusedRow:
        """Return what stands in a row of the table."""
        return self._rows[row]

    def rowCount(self, parent: QModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of refused rows."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what the columns are called."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("VillageInternet", "Row"),
            QCoreApplication.translate("VillageInternet", "Column"),
            QCoreApplication.translate("VillageInternet", "Value"),
            QCoreApplication.translate("VillageInternet", "Why not"),
        )[section]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, and the whole of it as its tooltip."""
        wanted = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.EditRole,
        )
        if not index.isValid() or role not in wanted:
            return None
        refused = self._rows[index.row()]
        # The source's own words where it has them: that is what the user looks for there.
        named = "/".join(refused.headers) or refused.field
        text = (str(refused.row), named, refused.value, refused.reason)[index.column()]
        return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Let the value be written anew where it stands in cells."""
        flags = super().flags(index)
        if index.isValid() and index.column() == VALUE and self._rows[index.row()].headers:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(  # noqa: N802 - Qt's name
        self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Tell what the user wrote; the row stays until it has been read again."""
        refused = self._rows[index.row()]
        if role != Qt.ItemDataRole.EditRole or str(value) == refused.value:
            return False
        self.written.emit(refused, str(value))
        return True
