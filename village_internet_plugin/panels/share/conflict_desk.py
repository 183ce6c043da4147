# SPDX-License-Identifier: GPL-2.0-or-later
"""Has clashes settled: the dialog, the map beside it, and the desk that takes over the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import Qt

from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.panels.share.conflict_map import ConflictMap
from village_internet_plugin.panels.share.conflict_rows import conflict_rows
from village_internet_plugin.panels.share.conflict_view import SHOWN_AS, ConflictView
from village_internet_plugin.panels.share.share_work import PullDone
from village_internet_plugin.panels.share.sharing_desk import SharingDesk

if TYPE_CHECKING:
    from village_internet_plugin.sharing.settling import Sides


class ConflictDesk:
    """At most one dialog, open while a pull waits for its clashes to be decided."""

    def __init__(self, desk: SharingDesk, canvas: Any, parent_window: Any) -> None:
        self._desk, self._parent = desk, parent_window
        self.map = ConflictMap(canvas)
        self.dialog: ConflictView | None = None
        self._connections = Connections(desk.fail)
        self._connections.connect(desk, "clashes_found", self._found)

    def let_go(self) -> None:
        """Close the dialog, deciding nothing, and clear the map."""
        self._connections.close()
        self._close()

    def _found(self, done: PullDone | None) -> None:
        if done is None:
            self._close()
            return
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        ours = {row.hotspot_id: row for row in done.pulled.merge.hotspots}
        rows = conflict_rows(done.clashes, ours, self._desk.language)
        dialog = ConflictView(rows, self._desk.language, self._parent)
        dialog.setWindowFlag(SHOWN_AS, True)
        dialog.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        connections = self._connections
        connections.connect(dialog, "row_chosen", self.map.show)
        connections.connect(dialog, "applied", self._applied)
        connections.connect(dialog, "put_off", self._put_off)
        self.dialog = dialog
        self.map.show(rows[0])
        dialog.show()
        dialog.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _applied(self, sides: Sides) -> None:
        self._close()
        self._desk.settle(sides)

    def _put_off(self) -> None:
        self._close()
        self._desk.put_off()

    def _close(self) -> None:
        self.map.clear()
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            self._connections.forget(dialog)
            dialog.hide()
            dialog.deleteLater()
