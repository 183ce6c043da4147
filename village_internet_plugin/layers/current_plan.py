# SPDX-License-Identifier: GPL-2.0-or-later
"""The plan open in QGIS's window, if any: its layers in the project, and what is found on it.

One owner of this state, and a few signals that tell what changed; whoever shows something of a
plan asks here. Light to import: what judges a plan is imported when one is opened.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from village_internet_plugin.domain.errors import ProgramFault
from village_internet_plugin.domain.finding import Finding, severity_counts
from village_internet_plugin.geodesy.shapely_loading import load_shapely
from village_internet_plugin.layers.background import Report, run_in_background
from village_internet_plugin.layers.check_failure import NO_CHECKED_PLAN, NO_PLAN

if TYPE_CHECKING:
    from village_internet_plugin.domain.funding_source import FundingSource
    from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
    from village_internet_plugin.domain.position import LonLat
    from village_internet_plugin.domain.rule_set import RuleSet
    from village_internet_plugin.domain.waiver import Waiver
    from village_internet_plugin.layers.live_plan import LivePlan
    from village_internet_plugin.layers.plan_layers import PlanLayers
    from village_internet_plugin.reference.reference import Reference


class CurrentPlan(QObject):
    """At most one plan; opened in turns of the event loop, so that the window never stalls."""

    opened = pyqtSignal()
    """The plan's layers are in the project; its first check may still be under way."""
    changed = pyqtSignal(object)
    """Something is found differently: a `layers.announced.Change`."""
    edited = pyqtSignal()
    """Something in the plan's layers or file is another, whether or not a finding changed."""
    checking = pyqtSignal(float)
    """How far a check of the whole plan has come beside the window; 1.0 when it has ended."""
    closed = pyqtSignal()
    failed = pyqtSignal(object)
    """The exception for which a plan could not be opened; none is open then."""

    def __init__(self, project: QgsProject, language: str, parent: QObject | None = None) -> None:
        """Have no plan yet; `language` ("en" or "id") is that of its layers and findings."""
        super().__init__(parent)
        self.language = language
        self._project = project
        self._path: Path | None = None
        self._settings: dict[str, str] = {}
        self._layers: PlanLayers | None = None
        self._live: LivePlan | None = None
        self._steps: Iterator[object] | None = None
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._next_step)
        project.cleared.connect(self._project_cleared)

    @property
    def is_open(self) -> bool:
        """Whether a plan is open, and `opened` was told; its first check may be under way."""
        return self._live is not None and self._steps is None

    @property
    def is_opening(self) -> bool:
        """Whether a plan's layers are still being added."""
        return self._steps is not None

    @property
    def is_checked(self) -> bool:
        """Whether findings are there to be asked for."""
        return self._live is not None and self._live.is_checked

    @property
    def is_checking(self) -> bool:
        """Whether the whole plan is being checked beside the window."""
        return self._live is not None and self._live.is_checking

    @property
    def is_caught_up(self) -> bool:
        """Whether findings are there, of the plan as its layers and its file hold it now."""
        return self.is_checked and self._live is not None and self._live.is_caught_up

    @property
    def path(self) -> Path:
        """The plan's file; ProgramFault when no plan is open."""
        if self._path is None:
            raise ProgramFault(NO_PLAN)
        return self._path

    @property
    def agency(self) -> str:
        """Whose plan it is; empty when none is open."""
        return self._settings.get("agency") or ""

    @property
    def title(self) -> str:
        """What the plan is called; empty when none is open."""
        return self._settings.get("title") or ""

    def open(self, path: Path) -> None:
        """Open the plan at `path`, in place of the one that is open; `opened` or `failed` tells.

        The layers the project has of it already are used as they are.
        """
        self.close()
        self._path = path
        self._steps = self._opening(path)
        self._turn.start()

    def close(self, remove_layers: bool = False) -> None:
        """Let go of the plan; with `remove_layers` its layers leave the project, unsaved edits too.

        Safe to call when none is open.
        """
        self._turn.stop()
        self._steps = None
        live, layers, was_open = self._live, self._layers, self._path is not None
        self._live = self._layers = self._path = None
        self._settings = {}
        if live is not None:
            live.close()
            live.deleteLater()
        hotspots = None if layers is None else layers.layer("hotspots")
        if live is not None and hotspots is not None:
            hotspots.willBeDeleted.disconnect(self._hotspots_go)
        if layers is not None and remove_layers:
            layers.take_out()
        if was_open:
            self.closed.emit()

    def reload(self) -> None:
        """Look again at a file that was written to beside the layers: by an import, by a pull."""
        if self._live is None or self._layers is None:
            return
        self._settings = self.settings()
        for layer in self._layers.present().values():
            layer.dataProvider().reloadData()
            layer.updateExtents()
            layer.triggerRepaint()
        self._live.look_again()
        self.edited.emit()

    def layer(self, table: str) -> QgsVectorLayer | None:
        """Return the project's layer of a table; None when it is not there."""
        return None if self._layers is None else self._layers.layer(table)

    def settings(self) -> dict[str, str]:
        """Return the plan's table `plan` as it is in the file now; InputError when it is not."""
        from village_internet_plugin.reference.plan_reading import read_settings

        return read_settings(self.path)

    def rule_set(self) -> RuleSet:
        """Return the rules the plan is judged by; ProgramFault before the first check."""
        return self._checked().state.rule_set

    def reference(self) -> Reference:
        """Return the villages, offices and blank spots the plan is judged by; main thread only.

        Raises ProgramFault before the first check.
        """
        return self._checked().state.reference

    def hotspots(self) -> Mapping[int, Hotspot]:
        """Return the hotspots by row number, as judged last; not to be changed."""
        return self._live.state.session.rows if self._is_judged() and self._live else {}

    def hotspot(self, hotspot_id: str) -> Hotspot | None:
        """Return a hotspot as judged last; None when the plan has none of that id."""
        row = self._row_of(hotspot_id)
        return None if row is None else self.hotspots().get(row)

    def fid_of(self, hotspot_id: str) -> int | None:
        """Return a hotspot's fid in the layer `hotspots` as judged last; None when it has none."""
        from village_internet_plugin.layers.feature_rows import fid_of_row

        row = self._row_of(hotspot_id)
        return None if row is None else fid_of_row(row)

    def funding_sources(self) -> tuple[FundingSource, ...]:
        """Return the funding sources as judged last, unsaved edits included."""
        return self._checked().state.tables.funding_sources if self._is_judged() else ()

    def waivers(self) -> tuple[Waiver, ...]:
        """Return the waivers as judged last, unsaved edits included."""
        return self._checked().state.tables.waivers if self._is_judged() else ()

    def published_hotspots(self) -> tuple[PublishedHotspot, ...]:
        """Return what other plans have published, as judged last."""
        return self._checked().state.tables.published_hotspots if self._is_judged() else ()

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, sorted: dear in a large plan, ask for parts where that does."""
        return self._live.findings() if self._live is not None else ()

    def findings_of(self, hotspot_id: str) -> tuple[Finding, ...]:
        """Return the findings on a hotspot; none when the plan has no such hotspot."""
        return self._live.findings_of(hotspot_id) if self._live is not None else ()

    def findings_beside_hotspots(self) -> tuple[Finding, ...]:
        """Return the findings on funding sources, on villages and on the plan itself."""
        return self._live.findings_beside_hotspots() if self._live is not None else ()

    def verdict_of(self, hotspot_id: str) -> str | None:
        """Return the verdict on a hotspot; None when the plan has no such hotspot."""
        return self._live.verdict_of(hotspot_id) if self._live is not None else None

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each severity; the waived are counted apart."""
        return self._live.counts() if self._live is not None else severity_counts({})

    def problem(self) -> str | None:
        """Return why the findings are not those of the plan as it is now; None when they are."""
        return self._live.problem() if self._live is not None else None

    def judge_ghost(self, hotspot: Hotspot) -> tuple[Finding, ...]:
        """Return the findings a hotspot would have if it were placed now, after all others.

        Raises ProgramFault when no plan is open and checked, or when it cannot be judged.
        """
        return self._checked().judge_ghost(hotspot)

    def judge_moved(self, hotspot_id: str, position: LonLat) -> tuple[Finding, ...]:
        """Return the findings a hotspot of the plan would have at `position`; as `judge_ghost`."""
        return self._checked().judge_moved(hotspot_id, position)

    def flush(self) -> None:
        """Bring the findings up to what the layers hold now; PlannerError as `LivePlan.flush`."""
        while self._steps is not None:
            self._next_step()
            QCoreApplication.processEvents()
        if self._live is not None:
            self._live.flush()

    def _opening(self, path: Path) -> Iterator[object]:
        """Open a plan step by step; between two steps the window has its turn."""
        yield from _loading_libraries()
        from village_internet_plugin.layers.geopackage import require_plan_file
        from village_internet_plugin.layers.plan_layers import PlanLayers

        require_plan_file(path)
        self._settings = self.settings()
        layers = PlanLayers(self._project, path)
        self._layers = layers
        yield from layers.add_missing(self.title or path.stem, self.language)
        from village_internet_plugin.layers.live_plan import LivePlan

        yield None
        followed = layers.present()
        hotspots = followed.pop("hotspots")
        live = LivePlan(path, hotspots, followed, self.language, in_background=True)
        live.changed.connect(self.changed)
        live.edited.connect(self.edited)
        live.checking.connect(self.checking)
        hotspots.willBeDeleted.connect(self._hotspots_go)
        self._live = live
        yield None
        if live.is_checking:
            # It has begun before anybody could listen.
            self.checking.emit(0.0)
        # Who hears that it is open has a turn of the window to himself.
        yield None

    def _next_step(self) -> None:
        steps = self._steps
        if steps is None:
            return
        try:
            next(steps)
        except StopIteration:
            self._turn.stop()
            self._steps = None
            self.opened.emit()
        except Exception as error:  # noqa: BLE001 - told by `failed`; from a slot it would end QGIS
            if self._layers is not None:
                # Those added so far belong to no plan; those of the user's project stay.
                self._layers.take_out_added()
            self.close()
            self.failed.emit(error)

    def _hotspots_go(self) -> None:
        """Close with the layer of hotspots: removed by the user, or with the whole project."""
        if self._live is not None:
            self.close()

    def _project_cleared(self) -> None:
        """Add no more layers: the project they were for has given way to another."""
        if self._steps is not None:
            self.close()

    def _checked(self) -> LivePlan:
        if self._live is None or not self._live.is_checked:
            raise ProgramFault(NO_CHECKED_PLAN)
        return self._live

    def _is_judged(self) -> bool:
        return self._live is not None and self._live.is_checked

    def _row_of(self, hotspot_id: str) -> int | None:
        return self._live.row_of(hotspot_id) if self._live is not None else None


def _loading_libraries() -> Iterator[object]:
    """Import what judges a plan in a thread: the first time it takes a blink too long.

    Raises ModuleNotFoundError, which names it, when Shapely or NumPy is not there.
    """
    if all(name in sys.modules for name in _JUDGING):
        return
    failed: list[Exception] = []
    title = QCoreApplication.translate("VillageInternet", "Preparing the planner")
    work = run_in_background(
        title, _load_libraries, lambda _nothing: None, failed.append, may_be_dropped=True
    )
    while work.is_running:
        yield None
    if failed:
        raise failed[0]


def _load_libraries(_report: Report) -> None:
    load_shapely()
    for name in _JUDGING:
        importlib.import_module(name)


_JUDGING = tuple(
    f"village_internet_plugin.layers.{name}"
    for name in ("live_plan", "plan_layers", "importing.plan_writer", "verdict_layer", "plan_forms")
)
