# SPDX-License-Identifier: GPL-2.0-or-later
"""The lines of a suggestion as a list that views, tooltips and screen readers ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from qgis.PyQt.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.panels.plain_tips import plain_tip

NEW, STAYS, GOES = "new", "stays", "goes"
"""A hotspot to add; one of the plan that is suggested again; one that gives way."""
_TEXT, _TOOLTIP = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole
_CHECK, _SPOKEN = Qt.ItemDataRole.CheckStateRole, Qt.ItemDataRole.AccessibleTextRole


class SiteLine(NamedTuple):
    """One suggested site as the panel shows it."""

    key: str
    """Of the hotspot: its id in the plan, or the one it will have."""
    kind: str
    name: str
    told: str
    """Village, who pays, how many people: a second line."""
    why: str = ""
    """Why it was chosen, in sentences; empty where nothing is known yet."""
    position: LonLat | None = None
    site_id: str = ""
    """By which it is pinned or ruled out."""


class SiteLines(QAbstractListModel):
    """Lines with ticks; what stays in the plan anyway has none."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[SiteLine] = []
        self._unticked: set[str] = set()

    def show(self, lines: Sequence[SiteLine]) -> None:
        """Take over the lines, all ticked; ticks that were taken off one of them stay off."""
        self.beginResetModel()
        self._lines = list(lines)
        self._unticked &= {line.key for line in lines}
        self.endResetModel()

    def tick_all(self, ticked: bool) -> None:
        """Tick every line, or none."""
        keys = {line.key for line in self._lines if line.kind != STAYS}
        self._unticked = set() if ticked else keys
        if self._lines:
            self.dataChanged.emit(self.index(0), self.index(len(self._lines) - 1))

    def ticked(self) -> list[SiteLine]:
        """Return the lines to be accepted."""
        return [one for one in self._lines if one.kind != STAYS and one.key not in self._unticked]

    def lines(self) -> list[SiteLine]:
        """Return all lines."""
        return list(self._lines)

    def line_at(self, index: QModelIndex) -> SiteLine | None:
        """Return the line at an index; None outside of the list."""
        return self._lines[index.row()] if 0 <= index.row() < len(self._lines) else None

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's way
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: QModelIndex) -> Any:
        """Let what can be accepted be ticked."""
        flags = super().flags(index)
        line = self.line_at(index)
        if line is not None and line.kind != STAYS:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: QModelIndex, role: int = _TEXT) -> Any:
        """Return the two lines of a site, its reasons as a tooltip, and its tick."""
        line = self.line_at(index)
        if line is None:
            return None
        if role in (_TEXT, _SPOKEN):
            return f"{line.name}\n{line.told}"
        if role == _TOOLTIP:
            return plain_tip(line.why or line.told)
        if role == _CHECK and line.kind != STAYS:
            return Qt.CheckState.Unchecked if line.key in self._unticked else Qt.CheckState.Checked
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = _TEXT) -> bool:  # noqa: N802 - Qt's name
        """Take a tick on or off."""
        line = self.line_at(index)
        if line is None or role != _CHECK or line.kind == STAYS:
            return False
        # Qt 5 gives the number of the state, Qt 6 the state.
        if value in (Qt.CheckState.Checked, int(getattr(Qt.CheckState.Checked, "value", 2))):
            self._unticked.discard(line.key)
        else:
            self._unticked.add(line.key)
        self.dataChanged.emit(index, index)
        return True
