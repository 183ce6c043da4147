# SPDX-License-Identifier: GPL-2.0-or-later
"""Clashes as a table in which each row's side is chosen by one of two cells."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.PyQt.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QFont

from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.share.conflict_rows import ConflictRow
from village_internet_plugin.sharing.settling import AnyClash
from village_internet_plugin.sharing.three_way import OURS, THEIRS

SUBJECT, FIELD, BASE, MINE, OTHERS = range(5)
"""The columns."""
SIDES = {MINE: OURS, OTHERS: THEIRS}
"""The columns in which a side is chosen."""
CHOSEN = int(Qt.ItemDataRole.UserRole) + 1
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
        """Return what Qt asks of a cell; `CHOSEN` tells whether a side's cell is the chosen one."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        text = (row.subject, row.field, row.base, row.ours, row.theirs)[column]
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        if column not in SIDES:
            return None
        is_chosen = self.sides.get(row.clash) == SIDES[column]
        if role == CHOSEN:
            return is_chosen
        if role == Qt.ItemDataRole.FontRole and is_chosen:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(text, is_chosen)
        return None

    def headerData(  # noqa: N802 - Qt's name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        """Return the columns' titles."""
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
        if role not in shown or orientation != Qt.Orientation.Horizontal:
            return None
        return (
            QCoreApplication.translate("VillageInternet", "Subject"),
            QCoreApplication.translate("VillageInternet", "Field"),
            QCoreApplication.translate("VillageInternet", "Before"),
            QCoreApplication.translate("VillageInternet", "Mine"),
            QCoreApplication.translate("VillageInternet", "Theirs"),
        )[section]


def _spoken(text: str, is_chosen: bool) -> str:
    chosen = QCoreApplication.translate("VillageInternet", "chosen")
    not_chosen = QCoreApplication.translate("VillageInternet", "not chosen")
    return f"{text}, {chosen if is_chosen else not_chosen}"
