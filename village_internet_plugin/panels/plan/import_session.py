# SPDX-License-Identifier: GPL-2.0-or-later
"""One import from the first look to the rows in the plan: reads, shows, asks, writes."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QCoreApplication, QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    Stopped,
    run_in_background,
)
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.importing import corrections
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.importing.preview import preview_import
from village_internet_plugin.layers.importing.preview_report import ImportPreview, RefusedRow
from village_internet_plugin.layers.importing.rejected_file import save_rejected
from village_internet_plugin.layers.importing.report import ImportReport
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.plan import remembered_mappings, unsaved
from village_internet_plugin.panels.plan.import_view import ImportView
from village_internet_plugin.panels.plan.sources import Given, Meant
from village_internet_plugin.panels.plan.task_feedback import TaskFeedback

_PAUSE_MS = 200
"""Decisions that follow one another this fast are read together."""


class ImportSession(QObject):
    """Shows a dialog for one source; nothing is written before its button is pressed."""

    ended = pyqtSignal(bool)
    """The dialog is closed; whether rows were taken in."""

    def __init__(
        self, plan: CurrentPlan, messages: Messages, meant: Meant, parent: QWidget | None
    ) -> None:
        """Prepare the dialog; `begin` shows it."""
        super().__init__(parent)
        self._plan, self._messages = plan, messages
        self._path = plan.path
        self._role, self._given = meant.role, meant.given
        self._decisions: dict[str, Any] = {}
        self._preview: ImportPreview | None = None
        self._is_remembered = self._was_recalled = self._was_taken = False
        self._is_writing = False
        self._work: BackgroundWork | None = None
        self.view = ImportView(plan.language, parent)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(messages.guard(self._read))
        self._listen()

    @property
    def given(self) -> Given:
        """What is imported."""
        return self._given

    @property
    def role(self) -> str:
        """What it is imported as."""
        return self._role

    @property
    def is_busy(self) -> bool:
        """Whether something is being read or written, or is about to be."""
        return self._work is not None or self._pause.isActive()

    @property
    def decisions(self) -> dict[str, Any]:
        """What the user decided, as a mapping of the importer."""
        return dict(self._decisions)

    def begin(self) -> None:
        """Show the dialog and read the source."""
        self.view.open()
        self._read()

    def let_go(self) -> None:
        """Stop and close: the plugin goes."""
        self._stop()
        self.view.done(0)

    def _listen(self) -> None:
        guard = self._messages.guard
        view = self.view
        view.decided.connect(guard(self._decide))
        view.value_written.connect(guard(self._write_value))
        view.role_chosen.connect(guard(self._change_role))
        view.crs_asked.connect(guard(self._ask_crs))
        view.import_asked.connect(guard(self._import))
        view.save_asked.connect(guard(self._save_refused))
        view.guess_asked.connect(guard(self._guess_anew))
        view.stop_asked.connect(guard(self._stop))
        view.finished.connect(guard(lambda _result: self._end()))

    def _run(
        self,
        title: str,
        work: Callable[[Report], Any],
        done: Callable[[Any], object],
        show: Callable[[float], object],
    ) -> None:
        """Run `work` beside the window, in place of what runs now; only the latest is shown."""
        self._stop()
        run = run_in_background(
            title,
            work,
            lambda result: self._done(run, done, result),
            lambda error: self._fail(run, error),
            may_be_dropped=True,
        )
        self._work = run
        run.progressed.connect(lambda share: show(share) if self._work is run else None)
        show(0.0)

    def _done(self, run: BackgroundWork, done: Callable[[Any], object], result: Any) -> None:
        if self._work is run:
            self._work = None
            self._messages.guard(done)(result)

    def _fail(self, run: BackgroundWork, error: Exception) -> None:
        if self._work is not run:
            return
        self._work = None
        self._show_failure(error)

    def _show_failure(self, error: Exception) -> None:
        if isinstance(error, Stopped):
            self.view.show_problem(
                QCoreApplication.translate(
                    "VillageInternet", "The import was cancelled; the plan is as it was."
                )
            )
            return
        if isinstance(error, PlannerError):
            self.view.show_problem(in_user_language(error))
            return
        self.view.show_problem(
            QCoreApplication.translate("VillageInternet", "The source could not be read.")
        )
        self._messages.fail(error, self._given.name)

    def _stop(self) -> None:
        """Stop what runs; what is being written is waited for, to tell what came of it."""
        self._pause.stop()
        work = self._work
        if work is None:
            return
        if not self._is_writing:
            self._work = None
        work.cancel()

    def _read(self) -> None:
        path, role, source = self._path, self._role, self._given.source
        decisions, language = dict(self._decisions), self._plan.language

        def work(report: Report) -> ImportPreview:
            return preview_import(path, role, source, decisions, TaskFeedback(report), language)

        title = QCoreApplication.translate("VillageInternet", "Reading {source}")
        self._run(title.format(source=self._given.name), work, self._show, self.view.show_reading)

    def _show(self, preview: ImportPreview) -> None:
        if not self._was_recalled and preview.columns:
            self._was_recalled = True
            remembered = remembered_mappings.recall(self._role, _headers(preview))
            if remembered and not self._decisions:
                self._decisions, self._is_remembered = remembered, True
                self._read()
                return
        self._preview = preview
        self.view.show_preview(preview, self._decisions, self._is_remembered)

    def _decide(self, decisions: dict[str, Any]) -> None:
        self._decisions = {
            key: value for key, value in dict(decisions).items() if value not in (None, False)
        }
        self.view.show_reading(0.0)
        self._pause.start()

    def _write_value(self, refused: RefusedRow, text: str) -> None:
        cells = corrections.cells_from_text(refused.headers, text)
        if cells is None:
            self.view.show_hint(
                QCoreApplication.translate(
                    "VillageInternet",
                    "Write both numbers with a semicolon between: -1.8935; 115.8684",
                )
            )
            return
        self._decide(corrections.with_cells(self._decisions, refused.row, cells))

    def _change_role(self, role: str) -> None:
        self._role = role
        self._guess_anew()
        self._was_recalled = False

    def _guess_anew(self) -> None:
        if self._is_remembered and self._preview is not None:
            remembered_mappings.forget(self._role, _headers(self._preview))
        kept = ("layer", "crs")
        self._decisions = {key: self._decisions[key] for key in kept if key in self._decisions}
        self._is_remembered = False
        self._read()

    def _ask_crs(self) -> None:
        from qgis.gui import QgsProjectionSelectionDialog

        dialog = QgsProjectionSelectionDialog(self.view)
        dialog.setCrs(QgsCoordinateReferenceSystem("EPSG:32750"))
        if dialog.exec():
            self._decide({**self._decisions, "crs": dialog.crs().authid()})
        elif self._preview is not None:
            self.view.show_preview(self._preview, self._decisions, self._is_remembered)

    def _import(self) -> None:
        self._stop()
        if not unsaved.saved_or_none(self._plan, self.view):
            return
        path, role, source = self._path, self._role, self._given.source
        decisions, language = dict(self._decisions), self._plan.language

        written: list[ImportReport] = []

        def work(report: Report) -> None:
            feedback = TaskFeedback(report)
            written.append(import_source(path, role, source, decisions, feedback, language))

        def ended(error: Exception | None) -> None:
            self._is_writing, self._work = False, None
            if written:
                # Also where the user cancelled when the last row was in the file already.
                self._taken(written[0])
            elif error is not None:
                self._show_failure(error)

        guard = self._messages.guard
        title = QCoreApplication.translate("VillageInternet", "Importing {source}")
        run = run_in_background(
            title.format(source=self._given.name),
            work,
            guard(lambda _nothing: ended(None)),
            guard(ended),
        )
        self._is_writing, self._work = True, run
        run.progressed.connect(self.view.show_writing)
        self.view.show_writing(0.0)

    def _taken(self, report: ImportReport) -> None:
        if self._preview is not None:
            remembered_mappings.remember(self._role, _headers(self._preview), self._decisions)
        if self._plan.is_open and self._plan.path == self._path:
            self._plan.reload()
        self._was_taken = True
        sentence = QCoreApplication.translate(
            "VillageInternet", "{role}: {accepted} rows taken, {rejected} rejected"
        )
        told = sentence.format(
            role=ROLES[self._role].title.say(self._plan.language),
            accepted=report.accepted,
            rejected=len(report.rejected),
        )
        self._messages.succeed(told)
        self.view.done(1)

    def _save_refused(self) -> None:
        preview = self._preview
        if preview is None:
            return
        title = QCoreApplication.translate("VillageInternet", "Save rejected rows")
        ending = QCoreApplication.translate("VillageInternet", "rejected")
        start = Path(str(self._path.parent)) / f"{Path(preview.source).stem}-{ending}.csv"
        chosen, _filter = QFileDialog.getSaveFileName(self.view, title, str(start), "CSV (*.csv)")
        if not chosen:
            return
        role, source, decisions = self._role, self._given.source, dict(self._decisions)

        def work(_report: Report) -> None:
            save_rejected(Path(chosen), role, source, decisions, preview.refused)

        def done(_nothing: None) -> None:
            words = QCoreApplication.translate("VillageInternet", "Saved: {path}")
            self.view.show_hint(words.format(path=chosen))

        run_in_background(title, work, done, self._messages.fail)

    def _end(self) -> None:
        self._stop()
        self.ended.emit(self._was_taken)


def _headers(preview: ImportPreview) -> list[str]:
    return [column.header for column in preview.columns]
