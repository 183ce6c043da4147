# SPDX-License-Identifier: GPL-2.0-or-later
"""Clashes as a table in which each row's side is chosen by ticking one of two cells."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt

from village_internet_plugin.panels.share.conflict_rows import AnyClash, ConflictRow
from village_internet_plugin.sharing.three_way import OURS, THEIRS

SUBJECT, FIELD, BASE, MINE, OTHERS = range(5)
"""The columns."""
_SIDES = {MINE: OURS, OTHERS: THEIRS}
_CHECKED = Qt.CheckState.Checked
_NO_INDEX = QModelIndex()


class ConflictModel(QAbstractTableModel):
    """One row per clash; at first none is decided."""

    def __init__(self, rows: list[ConflictRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.sides: dict[AnyClash, str] = {}

    @property
    def undecided(self) -> int:
        """How many clashes have no side yet."""
        return sum(row.clash not in self.sides for row in self.rows)

    def decide(self, numbers: Iterable[int], side: str) -> None:
        """Give the rows of these numbers a side, ``ours`` or ``theirs``."""
        decided = list(numbers)
        for number in decided:
            self.sides[self.rows[number].clash] = side
        if decided:
            first = self.index(min(decided), SUBJECT)
            self.dataChanged.emit(first, self.index(max(decided), OTHERS))

    def rowCount(self, parent: QModelIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return the number of clashes."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = _NO_INDEX) -> int:  # noqa: N802 - Qt's name
        """Return the number of columns."""
        return 0 if parent.isValid() else OTHERS + 1

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what Qt asks of a cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        text = (row.subject, row.field, row.base, row.ours, row.theirs)[column]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return text
        if role == Qt.ItemDataRole.CheckStateRole and column in _SIDES:
            is_chosen = self.sides.get(row.clash) == _SIDES[column]
            return _CHECKED if is_chosen else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole and column in _SIDES:
            return self._spoken(row, column, text)
        return None

    def setData(  # noqa: N802 - Qt's name
        self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        """Choose the side whose cell is ticked; unticking it leaves the clash undecided."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() not in _SIDES:
            return False
        if Qt.CheckState(value) == _CHECKED:
            self.decide([index.row()], _SIDES[index.column()])
        else:
            self.sides.pop(self.rows[index.row()].clash, None)
            self.dataChanged.emit(self.index(index.row(), SUBJECT), self.index(index.row(), OTHERS))
        return True

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """Return that cells can be selected, and those of the two sides ticked."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() in _SIDES:
            flags = flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the columns' titles."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("VillageInternet", "Hotspot"),
            QCoreApplication.translate("VillageInternet", "Field"),
            QCoreApplication.translate("VillageInternet", "Before"),
            QCoreApplication.translate("VillageInternet", "Mine"),
            QCoreApplication.translate("VillageInternet", "Theirs"),
        )[section]

    def _spoken(self, row: ConflictRow, column: int, text: str) -> str:
        chosen = QCoreApplication.translate("VillageInternet", "chosen")
        not_chosen = QCoreApplication.translate("VillageInternet", "not chosen")
        is_chosen = self.sides.get(row.clash) == _SIDES[column]
        return f"{text}, {chosen if is_chosen else not_chosen}"
