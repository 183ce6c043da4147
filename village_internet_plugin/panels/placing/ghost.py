# SPDX-License-Identifier: GPL-2.0-or-later
"""The hotspot that is about to be placed: where it would stand, its verdict, a better place.

Knows nothing of mouse, keys or canvas. Moves are collected: however many there are, it is judged at
most once in a turn of the event loop. Where the place is not valid, and once the ghost rests, the
nearest valid one is looked for in slices between the turns.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from village_internet_plugin.domain.errors import InputError, PlannerError
from village_internet_plugin.domain.finding import Finding, verdict_of
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import place_hotspot
from village_internet_plugin.layers.user_language import in_user_language

if TYPE_CHECKING:
    from village_internet_plugin.layers.new_hotspot import NewHotspots
    from village_internet_plugin.siting.around_place import AroundPlace
    from village_internet_plugin.siting.nearest_valid import NearestValid, Search
    from village_internet_plugin.siting.standing_points import StandingPoints

REST_MS = 150
"""How long the ghost must stand still before a better place is looked for."""
SLICE_S = 0.008
"""How long the search works before the window has its turn."""


class Ghost(QObject):
    """A hotspot not yet placed; `changed` tells that what is known of it is another."""

    changed = pyqtSignal()

    def __init__(
        self,
        plan: CurrentPlan,
        failed: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        """Stand nowhere yet, in the plan that is open; unexpected errors go to `failed`."""
        super().__init__(parent)
        self._plan, self._failed = plan, failed
        self.position: LonLat | None = None
        self._clear()
        self._makes: NewHotspots | None = None
        self._points: StandingPoints | None = None
        self._search: Search | None = None
        self._turn, self._rest, self._slice = (QTimer(self) for _ in range(3))
        self._turn.setInterval(0)
        self._rest.setInterval(REST_MS)
        self._slice.setInterval(0)
        self._connections = Connections(failed)
        for timer, slot in (
            (self._turn, self._judge),
            (self._rest, self._start_search),
            (self._slice, self._search_on),
        ):
            timer.setSingleShot(timer is not self._slice)
            self._connections.connect(timer, "timeout", slot)
        for signal in ("opened", "changed", "edited", "closed"):
            self._connections.connect(plan, signal, self._plan_changed)

    @property
    def is_searching(self) -> bool:
        """Whether a better place is being looked for, or will be once the ghost rests."""
        return self._search is not None or self._rest.isActive()

    def move_to(self, position: LonLat | None) -> None:
        """Stand at a position in degrees (None: nowhere); judged in the next turn."""
        if position == self.position and not self._turn.isActive():
            return
        self.position = position
        self._stop_search()
        self._turn.start()

    def flush(self) -> None:
        """Judge now what would be judged in the next turn."""
        if self._turn.isActive():
            self._turn.stop()
            self._judge()

    def place(self) -> tuple[Hotspot, int]:
        """Put the hotspot into the plan as one undo step; return it and its fid.

        Raises PlannerError with a sentence for the user when it cannot be.
        """
        self.flush()
        if self.hotspot is None:
            raise InputError(self.problem or _no_place())
        layer = self._plan.layer("hotspots")
        if layer is None:
            raise InputError(_no_layer())
        name = self.hotspot.label
        text = QCoreApplication.translate("VillageInternet", "Place hotspot “{name}”")
        hotspot = self.hotspot
        with edit_step(layer, text.format(name=name)):
            fid = place_hotspot(layer, hotspot)
        layer.triggerRepaint()
        return hotspot, fid

    def close(self) -> None:
        """Stop listening and working; safe to call twice."""
        for timer in (self._turn, self._rest, self._slice):
            timer.stop()
        self._search = None
        self._connections.close()

    def _clear(self) -> None:
        self.hotspot: Hotspot | None = None
        self.findings: tuple[Finding, ...] = ()
        self.verdict: str | None = None
        """None while it is not judged; `problem` then says why."""
        self.around: AroundPlace | None = None
        self.better: NearestValid | None = None
        """What the search for a better place answered; None while there is no answer."""
        self.problem = ""

    def _plan_changed(self, *_: object) -> None:
        self._makes = self._points = None
        self._stop_search()
        self._turn.start()

    def _judge(self) -> None:
        self._stop_search()
        self._clear()
        if self.position is None:
            self.changed.emit()
            return
        self.problem = why_not_placing(self._plan)
        if not self.problem:
            try:
                self._look(self.position)
            except PlannerError as error:
                self._clear()
                self.problem = in_user_language(error)
        self.changed.emit()

    def _look(self, position: LonLat) -> None:
        from village_internet_plugin.siting.around_place import around_place
        from village_internet_plugin.siting.nearest_valid import is_curable

        makes, points = self._surroundings()
        self.hotspot = makes.at(position)
        self.findings = tuple(self._plan.judge_ghost(self.hotspot))
        self.verdict = verdict_of(self.findings)
        self.around = around_place(
            position,
            self.hotspot.village_code,
            self.hotspot.funding_source_id,
            self._plan.reference(),
            self._plan.rule_set(),
            points,
        )
        if any(is_curable(one, takes_any_village=True) for one in self.findings):
            self._rest.start()

    def _surroundings(self) -> tuple[NewHotspots, StandingPoints]:
        """Return what the plan as it is now offers; kept until it is edited."""
        from village_internet_plugin.layers.new_hotspot import new_hotspots
        from village_internet_plugin.layers.valid_places import standing_points

        if self._makes is None:
            self._makes = new_hotspots(self._plan)
        if self._points is None:
            self._points = standing_points(self._plan)
        return self._makes, self._points

    def _start_search(self) -> None:
        from village_internet_plugin.layers.valid_places import search_for_new

        if self.position is None or not self._plan.is_checked:
            return
        makes, points = self._surroundings()
        self._search = search_for_new(self._plan, self.position, makes, points)
        self._slice.start()
        self.changed.emit()

    def _search_on(self) -> None:
        if self._search is None:
            self._slice.stop()
            return
        until = time.perf_counter() + SLICE_S
        try:
            while time.perf_counter() < until:
                next(self._search)
        except StopIteration as end:
            self._stop_search()
            self.better = end.value
            self.changed.emit()
        except Exception:
            self._stop_search()
            raise

    def _stop_search(self) -> None:
        self._rest.stop()
        self._slice.stop()
        self._search = None


def why_not_placing(plan: CurrentPlan) -> str:
    """Return why no hotspot can be placed now, as a sentence; empty when one can."""
    if not plan.is_open:
        return QCoreApplication.translate("VillageInternet", "Open a plan before placing hotspots.")
    if not plan.is_checked:
        return QCoreApplication.translate(
            "VillageInternet",
            "The plan is still being checked; hotspots can be placed as soon as that is done.",
        )
    if plan.layer("hotspots") is None:
        return _no_layer()
    return ""


def _no_layer() -> str:
    return QCoreApplication.translate(
        "VillageInternet",
        "The layer of hotspots is not in the project. Open the plan again to bring it back.",
    )


def _no_place() -> str:
    return QCoreApplication.translate(
        "VillageInternet", "Point at a place on the map, or type its coordinates, first."
    )
