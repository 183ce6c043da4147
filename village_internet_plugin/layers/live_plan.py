# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan under the user's hands: its findings follow every edit, saved or not.

QGIS's signals are taken as hints only. They mark rows, and once control is back in the event loop
the marked rows are read from the layer again: whatever the edit was, in whatever order its signals
came, what is judged is what the layer holds.

Importing this imports Shapely: call `geodesy.shapely_loading.load_shapely` before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from qgis.core import Qgis, QgsMessageLog, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal

from village_internet_plugin.domain.errors import PlannerError, ProgramFault
from village_internet_plugin.domain.finding import Finding, severity_counts, verdict_of
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS, REFERENCE_TABLES
from village_internet_plugin.layers.announced import AnnouncedFindings, Change
from village_internet_plugin.layers.check_failure import CLOSED, NO_HOTSPOT, as_told
from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.layers.edit_marks import EditMarks
from village_internet_plugin.layers.feature_rows import read_hotspots, row_number
from village_internet_plugin.layers.live_check import LARGE, LiveCheck
from village_internet_plugin.layers.long_lived import bring_back
from village_internet_plugin.layers.plan_file_watch import PlanFileWatch
from village_internet_plugin.layers.plan_listening import PlanListening
from village_internet_plugin.layers.plan_tables import (
    PLAN_TABLES,
    PlanSnapshot,
    PlanTables,
    changes_between,
    read_plan_tables,
)
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.layers.whole_check import WholeCheck
from village_internet_plugin.layers.work_beside import WorkBeside
from village_internet_plugin.rules.check import CheckSession
from village_internet_plugin.rules.finding_order import sorted_findings

FILE_WATCH_MS = 1_000
"""How often the file is asked whether somebody wrote to it past QGIS's edit buffer."""
_LEVEL = Qgis.MessageLevel.Critical


class LivePlan(QObject):
    """The findings on a plan as its layers hold it now, and one signal for what changed in them.

    `changed` carries a `Change` and is emitted only when something is said differently. What is
    asked in between is answered as of the last `flush`, which runs by itself in the next turn of
    the event loop after an edit.
    """

    changed = pyqtSignal(object)
    edited = pyqtSignal()
    """A layer or the file may hold something else now; once a turn of the event loop."""
    checking = pyqtSignal(float)
    """How far a check of everything has come beside the user interface; 1.0 when it has ended."""

    def __init__(
        self,
        path: Path,
        hotspots: QgsVectorLayer,
        followed: Mapping[str, QgsVectorLayer] | None = None,
        language: str = "en",
        parent: QObject | None = None,
        *,
        in_background: bool = False,
    ) -> None:
        """Check the plan at `path` with its layer `hotspots`, and follow it from then on.

        With `in_background` whole checks run beside the user interface: until the first has ended
        nothing is found, and until a later one has ended what is found is that of before.

        `followed` are further layers of the plan by table: what is edited in `funding_sources`,
        `waivers` and `published_hotspots` counts at once, what is edited in reference tables when
        it is saved. Tables without a layer are read from the file. Raises InputError when a layer
        or the file is not the plan's, KeyError for a table that cannot be followed.
        """
        super().__init__(parent)
        for table in followed or ():
            if table not in PLAN_TABLES and all(table != known.name for known in REFERENCE_TABLES):
                raise KeyError(table)
        self._path, self._layers = path, {**(followed or {}), HOTSPOTS.name: hotspots}
        self._problem: str | None = None
        self._closed = False
        self._announced = AnnouncedFindings()
        self._session: CheckSession | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._check, self._language = LiveCheck(path, language), language
        self._in_background, self._waits = in_background, False
        self._beside = WorkBeside()
        self._connections = Connections(self._slot_failed)
        self._turn, self._look = QTimer(self), QTimer(self)
        self._listening = PlanListening(self._layers, self._connections, self._turn.start)
        self._watch = PlanFileWatch(path)
        # A parent that goes away takes this along without a word to `close`.
        self._held: list[Any] = [self._connections, self._watch, self._check]
        self._release = partial(_release, self._held)
        self.destroyed.connect(self._release)
        try:
            self._catch_up()
        except Exception:
            self.close()
            self.setParent(None)
            raise
        self._listen()

    @property
    def is_checked(self) -> bool:
        """Whether the plan was checked at all; and nothing is found before it was."""
        return not self._closed and self._check.is_started

    @property
    def is_checking(self) -> bool:
        """Whether a whole check runs beside the user interface."""
        return self._beside.is_whole_check

    @property
    def is_caught_up(self) -> bool:
        """Whether what is found is of the plan as its layers and its file hold it now."""
        return not (self._listening.marks or self._beside.is_running)

    @property
    def state(self) -> LiveCheck:
        """What is judged and by what; as of the last check, never to be changed from outside."""
        return self._check

    def flush(self) -> None:
        """Bring the findings up to what the layers hold now; nothing is left for later.

        A check that runs beside the user interface is ended, and done here and now.

        Raises PlannerError when the plan cannot be checked; the findings are then those of before
        and `problem` says why. The next edit, and the next look at the file, try again.
        """
        self._listening.mark(self._beside.stop())
        self._waits = True
        try:
            error = self._try_to_catch_up()
        finally:
            self._waits = False
        if error is not None:
            raise error

    def problem(self) -> str | None:
        """Return why the findings are not those of the plan as it is now; None when they are."""
        return self._problem

    def findings(self) -> tuple[Finding, ...]:
        """Return all findings, sorted by rule, kind of subject, subject and what was measured."""
        if self._findings is None:
            beside = self.findings_beside_hotspots()
            self._findings = sorted_findings(chain(self._announced.findings(), beside))
        return self._findings

    def findings_of(self, hotspot_id: str) -> tuple[Finding, ...]:
        """Return the findings on a hotspot; none when the plan has no such hotspot."""
        return self._announced.findings_of(hotspot_id) or ()

    def verdict_of(self, hotspot_id: str) -> str | None:
        """Return the verdict on a hotspot; None when the plan has no such hotspot."""
        findings = self._announced.findings_of(hotspot_id)
        return None if findings is None else verdict_of(findings)

    def row_of(self, hotspot_id: str) -> int | None:
        """Return the row of a hotspot as judged last, the first where several share the id."""
        return self._announced.row_of(hotspot_id)

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each severity; the waived are counted apart."""
        beside = self._session.tally_beside_hotspots() if self._session is not None else Counter()
        return severity_counts(beside + self._announced.tally)

    def findings_beside_hotspots(self) -> tuple[Finding, ...]:
        """Return the findings on funding sources, on villages and on the plan itself."""
        return self._session.findings_beside_hotspots() if self._session is not None else ()

    def judge_ghost(self, hotspot: Hotspot) -> tuple[Finding, ...]:
        """Return the findings a hotspot would have if it were placed now, after all others.

        The plan and its findings stay as they are. Raises ProgramFault when it cannot be judged.
        """
        return self._judge(lambda: self._check.judge_ghost(hotspot))

    def judge_moved(self, hotspot_id: str, position: LonLat) -> tuple[Finding, ...]:
        """Return the findings a hotspot of the plan would have at `position`; as `judge_ghost`."""
        row = self.row_of(hotspot_id)
        if row is None:
            raise ProgramFault(NO_HOTSPOT.filled(hotspot_id=hotspot_id))
        return self._judge(lambda: self._check.judge_moved(row, position))

    def _judge(self, judge: Callable[[], tuple[Finding, ...]]) -> tuple[Finding, ...]:
        if self._closed:
            raise ProgramFault(CLOSED)
        try:
            return judge()
        except Exception as error:
            # What the attempt left behind is not to be trusted.
            raise self._mark_failure(error) from error

    def look_again(self) -> None:
        """Read all the layers again in the next turn: somebody wrote to the file beside them."""
        self._mark_written()
        self._turn.start()

    def close(self) -> None:
        """Stop following and let go of the file; safe to call twice."""
        if self._closed:
            return
        self._closed = True
        self.destroyed.disconnect(self._release)
        self._turn.stop()
        self._look.stop()
        self._beside.stop()
        self._release()
        self._layers.clear()

    def _listen(self) -> None:
        self._listening.start(self.close, self._look_at_file)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._connections.connect(self._turn, "timeout", self._try_to_catch_up)
        self._look.setInterval(FILE_WATCH_MS)
        self._connections.connect(self._look, "timeout", self._look_again)
        self._look.start()

    def _look_at_file(self, *_: object) -> None:
        if self._watch.has_changed():
            self._mark_written()
            self._turn.start()

    def _look_again(self) -> None:
        self._look_at_file()
        if self._problem is not None:
            self._turn.start()

    def _mark_written(self) -> None:
        self._listening.marks.hotspots = self._listening.marks.tables = True
        if self._watch.judged_by() != self._check.judged_by:
            self._listening.marks.everything = True

    def _slot_failed(self, error: Exception) -> None:
        self._mark_failure(error)
        self._turn.start()

    def _mark_failure(self, error: Exception) -> PlannerError:
        """Have everything checked anew next time, say why in the log, and return what to raise."""
        self._listening.marks.everything = True
        told = as_told(error)
        sentence = in_user_language(told)
        if sentence != self._problem:
            self._problem = sentence
            QgsMessageLog.logMessage(self._problem, "Village Internet", _LEVEL)
            self.changed.emit(Change(frozenset(), sources=False, rest=True))
        return told

    def _try_to_catch_up(self) -> PlannerError | None:
        if self._closed:
            return None
        self._turn.stop()
        try:
            change = self._catch_up()
        except Exception as error:  # noqa: BLE001 - told as the plan's problem, and tried again
            return self._mark_failure(error)
        self.edited.emit()
        solved, self._problem = self._problem is not None, None
        change = change._replace(rest=change.rest or solved)
        if any(change):
            self.changed.emit(change)
        return None

    def _catch_up(self) -> Change:
        nothing = Change(frozenset(), sources=False, rest=False)
        if self._watch.has_changed():
            self._mark_written()
        if self._listening.marks.everything and self._is_beside:
            self._start_work()
        if self._beside.is_running:
            # The rows marked meanwhile are read once what they are compared with is there.
            return nothing
        marks = self._listening.take()
        if not marks:
            return nothing
        if marks.everything:
            return self._take_over(self._whole_check().run())
        if self._reads_beside(marks):
            self._start_reading(marks)
            return nothing
        tables = self._check.tables
        if marks.tables:
            tables = read_plan_tables(self._path, self._layers)
        return self._judge_again(self._changes(marks), tables)

    def _judge_again(self, changes: dict[int, Hotspot | None], tables: PlanTables) -> Change:
        """Take over what was read again."""
        if self._is_beside and self._check.is_dear(changes, tables):
            self._start_work()
            return Change(frozenset(), sources=False, rest=False)
        judged = self._check.apply(changes) | self._check.take_over(tables)
        ids = self._announced.take_over(self._check.session, judged)
        kinds = self._check.differing()
        self._findings = None
        return Change(ids, "funding_source" in kinds, bool(kinds - {"funding_source"}))

    @property
    def _is_beside(self) -> bool:
        """Whether long work is to be done beside the user interface now."""
        return self._in_background and not self._waits

    def _reads_beside(self, marks: EditMarks) -> bool:
        rows, tables = self._check.session.rows, self._check.tables
        many = (marks.hotspots and len(rows) > LARGE) or (
            marks.tables and len(tables.published_hotspots) > LARGE
        )
        return self._is_beside and many

    def _start_reading(self, marks: EditMarks) -> None:
        """Read all the layers again, and compare, beside the user interface."""
        snapshot, judged = PlanSnapshot(self._path, self._layers), self._check.session.rows
        title = QCoreApplication.translate("VillageInternet", "Reading the plan")
        self._beside.start(
            title,
            marks,
            lambda _report: (snapshot.changes(judged), snapshot.tables()),
            self._reading_done,
            self._work_failed,
        )

    def _reading_done(self, read: tuple[dict[int, Hotspot | None], PlanTables]) -> None:
        try:
            change = self._judge_again(*read)
        except Exception as error:  # noqa: BLE001 - told as the plan's problem, and tried again
            self._mark_failure(error)
            return
        if any(change):
            self.changed.emit(change)
        self._try_to_catch_up()

    def _whole_check(self) -> WholeCheck:
        return WholeCheck(self._path, self._layers, self._language, self._watch.judged_by())

    def _take_over(self, checked: WholeCheck) -> Change:
        """Go on from a check of everything."""
        self._check.close()
        self._held[-1] = self._check = checked.take()
        self._announced, self._session = checked.announced, self._check.session
        self._check.differing()
        self._findings = None
        return Change(frozenset(), sources=True, rest=True, everything=True)

    def _start_work(self) -> None:
        """Begin a check of everything as it is now, beside the user interface."""
        checked = self._whole_check()
        self._listening.take()
        title = QCoreApplication.translate("VillageInternet", "Checking the plan")
        marks = EditMarks(everything=True)
        work = self._beside.start(
            title, marks, checked.run, self._check_done, self._work_failed, self.checking.emit
        )
        work.ended.connect(checked.close_unless_taken)
        self.checking.emit(0.0)

    def _check_done(self, checked: WholeCheck) -> None:
        change = self._take_over(checked)
        self._problem = None
        self.checking.emit(1.0)
        self.changed.emit(change)
        self._try_to_catch_up()

    def _work_failed(self, error: Exception) -> None:
        self.checking.emit(1.0)
        self._mark_failure(error)

    def _changes(self, marks: EditMarks) -> dict[int, Hotspot | None]:
        """Return the rows that differ from those judged last, None for those that are gone."""
        judged = self._check.session.rows
        if marks.hotspots:
            present = read_hotspots(self._layers[HOTSPOTS.name])
            return changes_between(judged, present, {*judged, *present})
        if marks.fids:
            present = read_hotspots(self._layers[HOTSPOTS.name], sorted(marks.fids))
            return changes_between(judged, present, map(row_number, marks.fids))
        return {}


def _release(held: list[Any]) -> None:
    for each in held:
        each.close()
    bring_back()
