# SPDX-License-Identifier: GPL-2.0-or-later
"""Gives hotspots that come without an id, or with the id of another, one of their own.

QGIS's own tools fill `hotspot_id` by its default value. Scripts and other plugins that add features
to the layer do not; nor can they be stopped. What they added is mended in the next turn of the
event loop (in the slot of `featureAdded` the edit would lie before the adding in the undo stack,
and a redo would end QGIS), at the latest before it is saved.

The mending is an undo step of its own, but never stands alone: when it is undone, so is the step
before it, and when that one is done again, so is the mending.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qgis.core import QgsExpression, QgsFeatureRequest, QgsMessageLog, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer

from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.layers.hidden_rows import hidden_rows
from village_internet_plugin.layers.user_language import in_user_language

_ASKED_BY_ID = 200
"""Up to so many new hotspots, only those of the same ids are looked for in the layer."""
_ID = "hotspot_id"
_THERE_BEFORE = -1
_HIDDEN = 0
"""Stands for a row of the file that is not in the layer; no feature has this fid."""


class HotspotIdentities(QObject):
    """Follows the layer `hotspots` while it is edited."""

    def __init__(self, layer: QgsVectorLayer, parent: QObject | None = None) -> None:
        """Follow `layer` until `close` or the layer's end."""
        super().__init__(parent)
        self._layer = layer
        self._came: dict[int, None] = {}
        """Fids of what was added since the last save, in the order they came first."""
        self._asked: set[int] = set()
        """Those of them that may be wrong."""
        self._mending = self._stepping = False
        self._index = 0
        self._step_text = QCoreApplication.translate(
            "VillageInternet", "Give new hotspots their own ID"
        )
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._connections = Connections(self._failed)
        connect = self._connections.connect
        connect(self._turn, "timeout", self._mend_if_at_the_top)
        connect(layer, "featureAdded", self._added)
        connect(layer, "beforeCommitChanges", self._before_saving)
        connect(layer, "afterCommitChanges", self._start_anew)
        connect(layer, "afterRollBack", self._start_anew)
        connect(layer.undoStack(), "indexChanged", self._moved_in_history)
        connect(layer, "willBeDeleted", self.close)

    def close(self) -> None:
        """Stop following; safe to call twice."""
        self._turn.stop()
        self._connections.close()
        self._came.clear()
        self._asked.clear()

    def mend(self) -> int:
        """Give the hotspots that came and have no id of their own one; returns how many."""
        layer, asked = self._layer, self._asked
        if not asked or not layer.isEditable():
            return 0
        wrong = _without_own_id(layer, list(self._came), asked)
        self._asked = set()
        if not wrong:
            return 0
        place = layer.fields().indexOf(_ID)
        self._mending = True
        layer.beginEditCommand(self._step_text)
        try:
            for fid in wrong:
                # Other columns' defaults have nothing to do with it.
                layer.changeAttributeValue(fid, place, new_identifier(), None, True)
        finally:
            layer.endEditCommand()
            self._mending = False
        return len(wrong)

    def _added(self, fid: int) -> None:
        self._came.setdefault(fid, None)
        self._asked.add(fid)
        self._turn.start()

    def _before_saving(self, *_: object) -> None:
        self._turn.stop()
        self.mend()

    def _start_anew(self, *_: object) -> None:
        self._came.clear()
        self._asked.clear()
        self._index = 0

    def _mend_if_at_the_top(self) -> None:
        """Mend, unless that would cut off what the user may still want to do again."""
        if not self._layer.isEditCommandActive() and not self._layer.undoStack().canRedo():
            self.mend()

    def _moved_in_history(self, index: int) -> None:
        """Keep the mending together with the step before it."""
        stack, before = self._layer.undoStack(), self._index
        self._index = index
        if self._mending or self._stepping:
            return
        if index >= stack.count():
            # A new step may have cut off a mending that was undone.
            if self._asked:
                self._turn.start()
            return
        if index < before:
            # Whatever was right then may be what was mended later.
            self._asked.update(self._came)
        if stack.text(index) != self._step_text:
            return
        self._stepping = True
        try:
            stack.setIndex(index - 1 if index < before else index + 1)
        finally:
            self._stepping = False
            self._index = stack.index()

    def _failed(self, error: Exception) -> None:
        text = f"hotspot_id: {type(error).__name__}: {in_user_language(error)}"
        QgsMessageLog.logMessage(text, "Village Internet")


def _without_own_id(layer: QgsVectorLayer, came: list[int], asked: set[int]) -> list[int]:
    """Return which of the fids `asked` have no id, or one that another row had before them.

    `came` are the fids of all new rows in the order they came; every other row was there before.
    """
    place = layer.fields().indexOf(_ID)
    order = {fid: number for number, fid in enumerate(came)}
    given = _ids(layer, place, QgsFeatureRequest().setFilterFids(list(asked)))
    ids = {identifier for identifier in given.values() if identifier}
    owners: dict[str, int] = {}
    for fid, identifier in _holders(layer, place, ids):
        first = owners.setdefault(identifier, fid)
        if order.get(fid, _THERE_BEFORE) < order.get(first, _THERE_BEFORE):
            owners[identifier] = fid
    return sorted(
        (fid for fid, identifier in given.items() if not identifier or owners[identifier] != fid),
        key=order.__getitem__,
    )


def _holders(layer: QgsVectorLayer, place: int, ids: set[str]) -> Iterator[tuple[int, str]]:
    """Return the rows that have one of `ids`, also those a filter hides, with their ids."""
    if not ids:
        return
    request = QgsFeatureRequest()
    if len(ids) <= _ASKED_BY_ID:
        request.setFilterExpression(_among(ids))
    if layer.subsetString():
        hidden = _ids(hidden_rows(layer), place, QgsFeatureRequest(request))
        for identifier in hidden.values():
            if identifier in ids:
                yield _HIDDEN, identifier
    for fid, identifier in _ids(layer, place, request).items():
        if identifier in ids:
            yield fid, identifier


def _ids(layer: QgsVectorLayer, place: int, request: QgsFeatureRequest) -> dict[int, str]:
    """Return the ids of what is asked for, by fid; empty for none and for a blank one."""
    request.setSubsetOfAttributes([place])
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    found = {}
    for feature in layer.getFeatures(request):
        value = feature.attributes()[place]
        found[feature.id()] = value.strip() if isinstance(value, str) else ""
    return found


def _among(ids: Iterable[str]) -> str:
    listed = ", ".join(QgsExpression.quotedValue(identifier) for identifier in sorted(ids))
    return f'"{_ID}" IN ({listed})'
