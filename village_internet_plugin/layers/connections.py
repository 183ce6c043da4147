# SPDX-License-Identifier: GPL-2.0-or-later
"""Signal connections that are undone together, also when what they came from is gone."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject

Slot = Callable[..., object]

_connected: set[Slot] = set()
"""Every slot that is connected. Qt's half of a connection does not count for Python's garbage
collector: a slot that nothing else refers to is emptied by it, and the next signal ends QGIS."""


class Connections:
    """What somebody listens to; a slot that raises is told to `failed` and goes no further."""

    def __init__(self, failed: Callable[[Exception], None]) -> None:
        self._failed = failed
        self._made: list[tuple[QObject, str, Slot]] = []

    def connect(self, sender: QObject, signal: str, slot: Slot) -> None:
        """Call `slot` with the signal's arguments."""

        def guarded(*arguments: Any) -> None:
            try:
                slot(*arguments)
            except Exception as error:  # noqa: BLE001 - one that leaves a slot ends QGIS
                self._failed(error)

        _connected.add(guarded)
        getattr(sender, signal).connect(guarded)
        self._made.append((sender, signal, guarded))

    def forget(self, sender: QObject) -> None:
        """Let go of a sender that is about to be deleted; its connections go with it."""
        gone = [made for made in self._made if made[0] is sender]
        self._made = [made for made in self._made if made[0] is not sender]
        _connected.difference_update(slot for _, _, slot in gone)

    def close(self) -> None:
        """Disconnect everything; safe to call twice."""
        made, self._made = self._made, []
        for sender, signal, slot in made:
            if not sip.isdeleted(sender):
                getattr(sender, signal).disconnect(slot)
            _connected.discard(slot)
