# SPDX-License-Identifier: GPL-2.0-or-later
"""Listens to the layers of a plan and marks what may have changed in them."""

from __future__ import annotations

from functools import partial
from typing import Callable

from qgis.core import QgsVectorLayer

from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.layers.connections import Connections, Slot
from village_internet_plugin.layers.edit_marks import ROW_SIGNALS, WHOLE_SIGNALS, EditMarks
from village_internet_plugin.layers.plan_tables import PLAN_TABLES


class PlanListening:
    """The marks on a plan's layers; `wake` is called whenever there is a new one."""

    def __init__(
        self,
        layers: dict[str, QgsVectorLayer],
        connections: Connections,
        wake: Callable[[], object],
    ) -> None:
        """Prepare to listen to `layers`, by table, from which those that go away are taken."""
        self._layers, self._connections, self._wake = layers, connections, wake
        self.marks = EditMarks(everything=True)

    def take(self) -> EditMarks:
        """Return what is marked, and start anew."""
        marks, self.marks = self.marks, EditMarks()
        return marks

    def mark(self, marks: EditMarks) -> None:
        """Mark again what was taken and not seen to."""
        self.marks.add(marks)

    def start(self, hotspots_go: Callable[[], object], look_at_file: Slot) -> None:
        """Listen; `hotspots_go` is called before the layer of hotspots is deleted."""
        connect = self._connections.connect
        for table, layer in self._layers.items():
            connect(layer.undoStack(), "indexChanged", partial(self._moved_in_history, layer))
            if table == HOTSPOTS.name:
                self._listen_to(layer, self._mark_fid, self._mark_hotspots)
                # Who writes past the edit buffer commonly asks for a new picture afterwards.
                connect(layer, "repaintRequested", look_at_file)
                connect(layer, "willBeDeleted", hotspots_go)
                continue
            if table in PLAN_TABLES:
                self._listen_to(layer, self._mark_tables, self._mark_tables)
            else:
                self._listen_to(layer, None, self._mark_everything)
            connect(layer, "willBeDeleted", partial(self._let_go_of, table))

    def _listen_to(self, layer: QgsVectorLayer, on_row: Slot | None, on_whole: Slot) -> None:
        """Follow a layer: `on_row` for edits not saved yet (None: they do not count)."""
        if on_row is not None:
            for signal in ROW_SIGNALS:
                self._connections.connect(layer, signal, on_row)
        for signal in WHOLE_SIGNALS:
            self._connections.connect(layer, signal, on_whole)

    def _mark_fid(self, fid: int, *_: object) -> None:
        self.marks.fids.add(fid)
        self._wake()

    def _mark_hotspots(self, *_: object) -> None:
        self.marks.hotspots = True
        self._wake()

    def _mark_tables(self, *_: object) -> None:
        self.marks.tables = True
        self._wake()

    def _mark_everything(self, *_: object) -> None:
        self.marks.everything = True
        self._wake()

    def _moved_in_history(self, layer: QgsVectorLayer, index: int) -> None:
        """In a transaction an undo takes along, untold, what other layers were given since."""
        if layer.dataProvider().transaction() is not None and index < layer.undoStack().count():
            self.marks.hotspots = self.marks.tables = True
            self._wake()

    def _let_go_of(self, table: str, *_: object) -> None:
        """Read a table whose layer goes away from the file from now on."""
        layer = self._layers.pop(table, None)
        if layer is not None:
            self._connections.forget(layer)
            self._mark_tables()
