# SPDX-License-Identifier: GPL-2.0-or-later
"""The story of looking into a plan's past: one question at a time, its answer shown when it came.

Asks the server beside the window; the plan and its layers stay as they are, what is shown on the
map comes as layers of its own.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Callable

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject

from village_internet_plugin.domain.errors import ServerRefused
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    Stopped,
    run_in_background,
)
from village_internet_plugin.layers.comparison_layer import comparison_in_memory
from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.revision_layer import revision_in_memory
from village_internet_plugin.layers.waiver_and_source_words import (
    source_change_text,
    summary_text,
    waiver_text,
)
from village_internet_plugin.panels.share.account import AccountChoice
from village_internet_plugin.panels.share.failure_words import told_failure
from village_internet_plugin.panels.share.history_view import BEFORE, HERE, HistoryView
from village_internet_plugin.panels.share.history_words import (
    chapter_text,
    comparison_text,
    difference_text,
    revision_title,
    source_text,
    states_title,
)
from village_internet_plugin.panels.share.history_work import (
    Compared,
    compare_work,
    history_work,
    life_work,
    plan_at_work,
)
from village_internet_plugin.panels.share.share_work import Account
from village_internet_plugin.panels.share.subjects_on_map import show_positions
from village_internet_plugin.sharing.history_json import (
    HistoryEntry,
    PlanAtRevision,
    PlanHistory,
)

_TOLD_BY_THE_SERVER = (403, 404)
"""Whose history it is, or that the server is too old to tell one: it knows better than we do."""


class HistoryDesk(QObject):
    """Fills a `HistoryView` with the past of the open plan."""

    def __init__(
        self, plan: CurrentPlan, account: AccountChoice, view: HistoryView, canvas: Any = None
    ) -> None:
        """Ask with `account`; places are shown on `canvas` (a QgsMapCanvas, None for none)."""
        super().__init__()
        self._plan, self._account, self._view, self._canvas = plan, account, view, canvas
        self._work: BackgroundWork | None = None
        self._is_known = self._is_gone = False
        self._places: dict[str, list[LonLat]] = {}
        self._names: dict[str, str] = {}
        self._connections = Connections(self._failed)
        for sender, signal, slot in (
            (plan, "opened", self._forget),
            (plan, "closed", self._forget),
            (view, "shown", self._shown),
            (view, "load_asked", self.load),
            (view, "layer_asked", self.show_layer),
            (view, "compare_asked", self.compare),
            (view, "life_asked", self.tell_life),
            (view, "difference_chosen", self._show_place),
            (view, "cancel_asked", self.cancel),
        ):
            self._connections.connect(sender, signal, slot)

    @property
    def is_busy(self) -> bool:
        """Whether the server is being asked."""
        return self._work is not None

    def load(self) -> None:
        """Bring the plan's revisions; QGIS may ask for its master password."""
        self._ask(lambda account: partial(history_work, self._plan.path, account), self._loaded)

    def look_again(self) -> None:
        """Bring the revisions anew if they were brought before: another one may be there."""
        if self._is_known and self._account.is_silent:
            self.load()

    def show_layer(self, revision: int) -> None:
        """Add the plan at a revision to the map."""
        if revision:
            path = self._plan.path
            self._ask(
                lambda account: partial(plan_at_work, path, account, revision), self._add_revision
            )

    def compare(self, revision: int, other: Any) -> None:
        """Compare a revision with another one, with that before it, or with the plan as saved.

        Always from the older to the newer.
        """
        if not revision:
            return
        if other == HERE:
            before, after = revision, None
        elif other == BEFORE:
            before, after = revision - 1, revision
        else:
            before, after = sorted((revision, int(other)))
        path = self._plan.path
        self._ask(
            lambda account: partial(compare_work, path, account, before, after), self._compared
        )

    def tell_life(self, hotspot_id: str) -> None:
        """Tell what became of a hotspot: the one named, else the one selected on the map."""
        wanted = hotspot_id or self._selected()
        if not wanted:
            self._view.show_hint(
                QCoreApplication.translate(
                    "VillageInternet",
                    "Select one hotspot on the map first, or choose one in the list of "
                    "differences.",
                )
            )
            return
        path = self._plan.path
        self._ask(
            lambda account: partial(life_work, path, account, wanted),
            partial(self._tell_life, wanted),
        )

    def cancel(self) -> None:
        """Stop asking."""
        if self._work is not None:
            self._work.cancel()

    def let_go(self) -> None:
        """Stop what is under way, listen to nothing any more, and leave the view alone."""
        self._is_gone = True
        self._connections.close()
        self.cancel()
        self._canvas = None

    def _shown(self) -> None:
        """Bring the history when somebody first looks, if nobody has to be asked for a password."""
        if not self._is_known and self._plan.is_open and self._account.is_silent:
            self.load()

    def _forget(self, *_: object) -> None:
        self.cancel()
        self._is_known = False
        self._places, self._names = {}, {}
        self._view.forget()
        if self._view.isVisible():
            self._shown()

    def _ask(
        self,
        make: Callable[[Account], Callable[[Report], Any]],
        done: Callable[[Any], object],
    ) -> None:
        """Ask the server beside the window; what comes for another plan is not shown."""
        if self._work is not None or not self._plan.is_open:
            return
        try:
            work = make(self._account.account())
        except Exception as error:  # noqa: BLE001 - told where the user asked for it
            self._failed(error)
            return
        path = self._plan.path
        asking = QCoreApplication.translate("VillageInternet", "Asking the server…")

        def end() -> bool:
            self._work = None
            if self._is_gone:
                return False
            self._view.show_busy("")
            return self._plan.is_open and self._plan.path == path

        def when_done(result: Any) -> None:
            if end():
                try:
                    done(result)
                except Exception as error:  # noqa: BLE001 - told where the user asked for it
                    self._failed(error)

        def when_failed(error: Exception) -> None:
            if end():
                self._failed(error)

        self._view.show_busy(asking)
        self._work = run_in_background(asking, work, when_done, when_failed)

    def _loaded(self, history: PlanHistory) -> None:
        self._is_known = True
        self._view.show_told("", ())
        self._view.show_revisions(history.revisions)

    def _add_revision(self, was: PlanAtRevision) -> None:
        language = self._plan.language
        title = revision_title(was.revision, was.published_at, language)
        named = QCoreApplication.translate("VillageInternet", "Hotspots, {revision}")
        layer = revision_in_memory(was.hotspots, named.format(revision=title), language)
        _add_to_map(layer)
        told = QCoreApplication.translate(
            "VillageInternet", "The layer “{layer}” was added: {count} hotspots, not to be edited."
        )
        self._view.show_told(told.format(layer=layer.name(), count=len(was.hotspots)), ())

    def _compared(self, compared: Compared) -> None:
        language, comparison = self._plan.language, compared.comparison
        title = states_title(compared.before, compared.after)
        if not comparison.is_empty:
            _add_to_map(comparison_in_memory(comparison, title, language))
        self._places, self._names = {}, {}
        lines = [(source_text(total, language), "") for total in comparison.funding_sources]
        lines += [(source_change_text(change, language), "") for change in comparison.sources]
        for waived in comparison.waivers:
            lines.append((waiver_text(waived, language), waived.waiver.subject))
        for change in comparison.hotspots:
            hotspot_id = change.hotspot.hotspot_id
            ends = [end.position for end in (change.before, change.after) if end is not None]
            self._places[hotspot_id] = [place for place in ends if place is not None]
            self._names[hotspot_id] = change.hotspot.label
            lines.append((difference_text(change, language), hotspot_id))
        summary = summary_text(comparison, language)
        self._view.show_told(comparison_text(comparison, title, summary), lines)

    def _tell_life(self, hotspot_id: str, life: tuple[HistoryEntry, ...]) -> None:
        hotspot = self._plan.hotspot(hotspot_id)
        name = hotspot.label if hotspot is not None else self._names.get(hotspot_id, hotspot_id)
        if not life:
            text = QCoreApplication.translate(
                "VillageInternet", "{name} was never published from this plan."
            )
        else:
            text = QCoreApplication.translate("VillageInternet", "Life of {name}")
        lines = [(chapter_text(entry, self._plan.language), hotspot_id) for entry in life]
        self._view.show_told(text.format(name=name), lines)

    def _selected(self) -> str:
        """Return the id of the one hotspot that is selected on the map; empty for none or many."""
        layer = self._plan.layer("hotspots")
        if layer is None or layer.selectedFeatureCount() != 1:
            return ""
        (feature,) = layer.selectedFeatures()
        return str(feature["hotspot_id"] or "")

    def _show_place(self, hotspot_id: str) -> None:
        places = self._places.get(hotspot_id, [])
        hotspot = self._plan.hotspot(hotspot_id)
        if not places and hotspot is not None and hotspot.position is not None:
            places = [hotspot.position]
        show_positions(self._canvas, places)

    def _failed(self, error: Exception) -> None:
        self._view.show_told("", ())
        if isinstance(error, Stopped):
            return
        language = self._plan.language
        if isinstance(error, ServerRefused) and error.status in _TOLD_BY_THE_SERVER:
            self._view.show_problem(error.told(language))
        else:
            self._view.show_problem(told_failure(error, self._account.host, language).sentence)


def _add_to_map(layer: QgsVectorLayer) -> None:
    QgsProject.instance().addMapLayer(layer)
