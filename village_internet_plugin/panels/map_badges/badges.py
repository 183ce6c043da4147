# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps the badges on the map those of the plan that is open: edit by edit, and in slices of time.

A signal only says that something may differ. In the next turn of the event loop the hotspots that
are others than those looked at last, or of which something else is said, are looked at again; many
of them a few milliseconds at a time, so that the window never stalls.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer

from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.panels.slices import Slices

if TYPE_CHECKING:
    from village_internet_plugin.domain.hotspot import Hotspot
    from village_internet_plugin.domain.position import LonLat
    from village_internet_plugin.layers.announced import Change
    from village_internet_plugin.layers.verdict_layer import VerdictLayer

_ROWS_AT_ONCE = 100
"""How many badges are put in one step: about a millisecond's work."""


class VerdictBadges(QObject):
    """The badges of whatever plan is open; none when none is."""

    def __init__(
        self, plan: CurrentPlan, project: QgsProject, failed: Callable[[Exception], None]
    ) -> None:
        """Follow `plan` from now on; `failed` tells of what goes wrong."""
        super().__init__()
        self._plan, self._project = plan, project
        self._shown: VerdictLayer | None = None
        self._seen: dict[int, Hotspot] = {}
        self._rows: dict[str, set[int]] = {}
        self._pending: dict[int, None] = {}
        self._look_at_all = self._differs = False
        self._putting = Slices(failed, self)
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.setInterval(0)
        self._connections = Connections(failed)
        connect = self._connections.connect
        connect(self._going, "timeout", self._take_away)
        connect(plan, "opened", self._begin)
        connect(plan, "changed", self._mark_changed)
        connect(plan, "edited", self._mark_edited)
        connect(plan, "closed", self._end)
        if plan.is_open:
            self._begin()

    @property
    def layer(self) -> VerdictLayer | None:
        """The layer that is shown; None without a plan, and when the user removed it."""
        return self._shown if self._shown is not None and self._shown.is_there else None

    @property
    def is_busy(self) -> bool:
        """Whether badges are still to be put."""
        return self._putting.is_running

    def close(self) -> None:
        """Take the badges off the map and follow no more."""
        self._connections.close()
        self._forget()
        self._take_away()

    def _begin(self) -> None:
        self._forget()
        self._going.stop()
        self._putting.run_later(self._starting())

    def _starting(self) -> Iterator[None]:
        from village_internet_plugin.layers.verdict_layer import VerdictLayer

        yield
        hotspots = self._plan.layer("hotspots")
        self._shown = VerdictLayer(self._project, hotspots, self._plan.language)
        yield
        self._look_at_all = True
        yield from self._working()

    def _end(self) -> None:
        self._forget()
        # Not at once: QGIS may be in the middle of removing a list of layers that has this one.
        self._going.start()

    def _forget(self) -> None:
        self._putting.stop()
        self._seen, self._rows, self._pending = {}, {}, {}
        self._look_at_all = self._differs = False

    def _take_away(self) -> None:
        self._going.stop()
        shown, self._shown = self._shown, None
        if shown is not None:
            shown.remove()

    def _mark_changed(self, change: Change) -> None:
        if change.everything:
            self._pending.update(dict.fromkeys(self._seen))
        else:
            rows = (self._rows.get(hotspot_id, ()) for hotspot_id in change.hotspot_ids)
            self._pending.update(dict.fromkeys(row for group in rows for row in group))
        self._mark_edited()

    def _mark_edited(self) -> None:
        if self._shown is not None:
            self._look_at_all = True
            if not self._putting.is_running:
                self._putting.run_later(self._working())

    def _working(self) -> Iterator[None]:
        """Put badges step by step; the map is drawn when all are put."""
        while self._look_at_all or self._pending:
            shown = self.layer
            if shown is None:
                self._forget()
                return
            if self._look_at_all:
                self._look_at_all = False
                self._pending.update(dict.fromkeys(self._rows_that_differ()))
            else:
                self._put_some(shown)
            yield
        if self._differs and self.layer is not None:
            self._differs = False
            self.layer.draw()

    def _put_some(self, shown: VerdictLayer) -> None:
        rows = list(islice(self._pending, _ROWS_AT_ONCE))
        for row in rows:
            del self._pending[row]
        self._see(rows)
        wanted = {row: self._badge_of(row) for row in rows}
        self._differs |= shown.put(wanted)

    def _rows_that_differ(self) -> list[int]:
        """Return the rows that came, went or are other objects than those looked at last."""
        hotspots, seen = self._plan.hotspots(), self._seen
        differing = [row for row, hotspot in hotspots.items() if seen.get(row) is not hotspot]
        if len(seen) + len(differing) != len(hotspots):
            differing += [row for row in seen if row not in hotspots]
        return differing

    def _see(self, rows: Iterable[int]) -> None:
        """Remember what these rows are now, and which bear which id."""
        hotspots = self._plan.hotspots()
        for row in rows:
            before, now = self._seen.pop(row, None), hotspots.get(row)
            if before is not None:
                bearers = self._rows[before.hotspot_id]
                bearers.discard(row)
                if not bearers:
                    del self._rows[before.hotspot_id]
            if now is not None:
                self._seen[row] = now
                self._rows.setdefault(now.hotspot_id, set()).add(row)

    def _badge_of(self, row: int) -> tuple[str, LonLat, str] | None:
        """Return what to show of a hotspot; nothing of one without a place or that is history."""
        hotspot = self._plan.hotspots().get(row)
        if hotspot is None or hotspot.is_replaced:
            return None
        position = hotspot.position
        verdict = self._plan.verdict_of(hotspot.hotspot_id)
        if verdict is None or position is None or not position.is_finite():
            return None
        return hotspot.hotspot_id, position, verdict
