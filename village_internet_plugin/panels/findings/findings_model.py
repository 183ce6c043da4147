# SPDX-License-Identifier: GPL-2.0-or-later
"""Findings for Qt's views: a flat list in which headers of groups are rows like any other.

A tree would ask Python for each row of a group that is opened, 350,000 times; a table with rows of
known heights asks only for those on the screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.panels.findings.finding_groups import (
    KINDS,
    Group,
    GroupKey,
    Subject,
)
from village_internet_plugin.panels.findings.finding_rows import FindingRows
from village_internet_plugin.panels.findings.finding_text import kind_word, spoken, tooltip
from village_internet_plugin.panels.findings.groupings import (
    BY_RULE,
    Directory,
    NoDirectory,
    group_of,
    group_title,
)
from village_internet_plugin.panels.findings.row_keys import FindingKey, RowKey

_DISPLAY = Qt.ItemDataRole.DisplayRole
_TOOL_TIP = Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class FindingsModel(QAbstractTableModel):
    """One column of findings under the headers of their groups."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = "en"
        self.grouping = BY_RULE
        self.directory: Directory = NoDirectory()
        self._rows = FindingRows(group_of(BY_RULE, self.directory))
        self._rows.settle()

    # What Qt asks

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """Return how many rows there are; rows have none below them."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        """Return that there is one column."""
        return 0 if parent.isValid() else 1

    def data(self, index: QModelIndex, role: int = _DISPLAY) -> Any:
        """Return a row's text, tooltip, or what a screen reader says."""
        if role not in (_DISPLAY, _TOOL_TIP, _SPOKEN) or not index.isValid():
            return None
        finding = self._rows.finding_at(index.row())
        if finding is None:
            group = self._rows.group_at(index.row())
            return self._spoken_header(group) if role == _SPOKEN else self.title(group.key)
        if role == _TOOL_TIP:
            return tooltip(finding, self.language)
        return spoken(finding, self.language) if role == _SPOKEN else finding.message

    # What the view and the delegate ask

    def finding(self, row: int) -> Finding | None:
        """Return the finding of a row; None for the header of a group."""
        return self._rows.finding_at(row)

    def group(self, row: int) -> Group:
        """Return the group a row belongs to."""
        return self._rows.group_at(row)

    def title(self, key: GroupKey) -> str:
        """Return what a group is called."""
        return group_title(key, self.grouping, self.directory, self.language)

    def is_expanded(self, key: GroupKey) -> bool:
        """Tell whether a group is open."""
        return self._rows.is_expanded(key)

    def has_headers(self) -> bool:
        """Tell whether there are groups."""
        return self._rows.headers

    def header_rows(self, first: int, last: int) -> Iterator[int]:
        """Give the rows from `first` to `last` that are headers."""
        return self._rows.header_rows(first, last)

    def header_of(self, row: int) -> int | None:
        """Return the row of the header above a row; None without headers."""
        return self._rows.header_of(row)

    def group_count(self) -> int:
        """Return how many groups are shown."""
        return self._rows.group_count

    def shown_count(self) -> int:
        """Return how many findings are shown, counting those of closed groups."""
        return self._rows.shown_count

    def findings_in(self, stretches: Iterable[tuple[int, int]]) -> Iterator[Finding]:
        """Give the findings of stretches of rows, each once; see `FindingRows.findings_in`."""
        given: set[int] = set()
        for first, last in stretches:
            for finding in self._rows.findings_in(first, last):
                if id(finding) not in given:
                    given.add(id(finding))
                    yield finding

    def count_in(self, stretches: Iterable[tuple[int, int]]) -> int:
        """Return how many findings stand in stretches of rows."""
        return sum(self._rows.count_in(first, last) for first, last in stretches)

    def findings(self) -> Iterator[Finding]:
        """Give all findings shown, those of closed groups too."""
        return self._rows.findings()

    def key_at(self, row: int) -> RowKey:
        """Return by what a row is known again."""
        return self._rows.key_at(row)

    def row_of(self, key: RowKey) -> int | None:
        """Return where a row is now; None when it is not to be seen."""
        return self._rows.row_of(key)

    # Changes

    def expand(self, key: GroupKey, opened: bool) -> None:
        """Open or close a group."""
        self._rows.expand(key, opened)

    def expand_all(self, opened: bool) -> None:
        """Open or close all groups."""
        self.beginResetModel()
        self._rows.set_expansion({}, opened)
        self.endResetModel()

    def show_kinds(self, kinds: Iterable[str]) -> None:
        """Show findings of these kinds alone."""
        self.beginResetModel()
        self._rows.show(kinds)
        self.endResetModel()

    def take_over(self, rows: FindingRows, grouping: str, directory: Directory) -> FindingRows:
        """Show other rows, ready filled, and return the old ones.

        Groups open in the old ones of this sort stay so.
        """
        old = self._rows
        self.beginResetModel()
        if grouping == self.grouping and self._rows.group_count:
            rows.set_expansion(old.expansion, old.expanded_by_default)
        old.listener = None
        self._rows, self.grouping, self.directory = rows, grouping, directory
        rows.listener = self
        self.endResetModel()
        return old

    def update(self, subject: Subject, findings: Iterable[Finding]) -> None:
        """Take over the findings on a subject as they are now."""
        self._rows.update(subject, findings)

    def groups_of(self, subject: Subject) -> set[GroupKey]:
        """Return the groups in which findings on a subject stand."""
        return self._rows.groups_of(subject)

    # The listener of the rows

    def inserting(self, first: int, last: int) -> None:
        """Tell the views that rows are about to come."""
        self.beginInsertRows(QModelIndex(), first, last)

    def inserted(self) -> None:
        """Tell the views that they came."""
        self.endInsertRows()

    def removing(self, first: int, last: int) -> None:
        """Tell the views that rows are about to go."""
        self.beginRemoveRows(QModelIndex(), first, last)

    def removed(self) -> None:
        """Tell the views that they went."""
        self.endRemoveRows()

    def changed(self, row: int) -> None:
        """Tell the views that a row says something else."""
        index = self.index(row, 0)
        self.dataChanged.emit(index, index)

    def _spoken_header(self, group: Group) -> str:
        counts = ", ".join(
            f"{kind_word(kind, self.language, many=count != 1)}: {count}"
            for kind, count in zip(KINDS, group.counts)
            if count
        )
        return f"{self.title(group.key)}. {counts}."


def is_finding(key: RowKey) -> bool:
    """Tell whether a row's key is that of a finding."""
    return isinstance(key, FindingKey)
