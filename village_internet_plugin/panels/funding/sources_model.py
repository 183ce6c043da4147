# SPDX-License-Identifier: GPL-2.0-or-later
"""The funding sources of a plan as a list that views, tooltips and screen readers ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.reports.funding_state import SourceState
from village_internet_plugin.reports.funding_words import (
    OVERRUN,
    source_sentence,
    source_title,
)

STATE_ROLE = Qt.ItemDataRole.UserRole + 1
_TEXT, _TOOLTIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class SourceRow(NamedTuple):
    """One funding source as the panel shows it."""

    fid: int | None
    """Its row in the layer `funding_sources`; None where it cannot be edited."""
    state: SourceState
    need: str = ""
    """What its overrun would need, in words."""


class SourcesModel(QAbstractListModel):
    """Rows that are replaced as a whole; where their number stays, only their content changes."""

    def __init__(self, language: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.language = language
        self._rows: list[SourceRow] = []

    def show(self, rows: Sequence[SourceRow]) -> None:
        """Take over the rows."""
        same_sources = [row.fid for row in rows] == [row.fid for row in self._rows]
        if not same_sources:
            self.beginResetModel()
        self._rows = list(rows)
        if not same_sources:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))

    def row_at(self, index: QModelIndex) -> SourceRow | None:
        """Return the source at an index; None outside of the list."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def place_of(self, fid: int | None, source_id: str = "") -> int:
        """Return where the source of a fid stands, else the one of that id; -1 for neither.

        Saving gives a new source another fid; its id stays.
        """
        keys = [(row.fid, row.state.source.funding_source_id) for row in self._rows]
        by_fid = (place for place, key in enumerate(keys) if key[0] == fid)
        by_id = (place for place, key in enumerate(keys) if key[1] == source_id)
        return next(by_fid, next(by_id, -1))

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many sources there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = _TEXT) -> Any:
        """Return a source's title, or its state in words, or the state itself."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == STATE_ROLE:
            return row.state
        if role == _TEXT:
            return source_title(row.state.source)
        if role in (_TOOLTIP, _SPOKEN):
            told = source_sentence(row.state, self.language)
            sign = f"{OVERRUN.say(self.language)}. " if row.state.is_overrun else ""
            return sign + told if role == _SPOKEN else plain_tip(told)
        return None
