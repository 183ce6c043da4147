# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog of an import: how a source is read, what is refused and why, before anything is done.

It shows previews and tells decisions; reading and writing are somebody else's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.layers.importing import corrections
from village_internet_plugin.layers.importing.preview_report import (
    DoubtfulName,
    ImportPreview,
)
from village_internet_plugin.layers.importing.problems import COLUMNS, CRS, LAYER
from village_internet_plugin.panels.plan.columns_view import ColumnsView
from village_internet_plugin.panels.plan.dialog_size import open_at
from village_internet_plugin.panels.plan.existing_rows_view import ExistingRowsView
from village_internet_plugin.panels.plan.labels import Sign, text_label
from village_internet_plugin.panels.plan.names_view import NamesView
from village_internet_plugin.panels.plan.refused_view import RefusedView
from village_internet_plugin.panels.plan.rows_view import RowsView
from village_internet_plugin.panels.plan.source_view import SourceView

Decisions = Mapping[str, Any]


class ImportView(QDialog):
    """Shows one source on its way into the plan."""

    decided = pyqtSignal(object)
    """The mapping as the user has it now (see `layers.importing.mapping`)."""
    value_written = pyqtSignal(object, str)
    role_chosen = pyqtSignal(str)
    crs_asked = pyqtSignal()
    import_asked = pyqtSignal()
    save_asked = pyqtSignal()
    guess_asked = pyqtSignal()
    """What was chosen last time is to be forgotten."""
    stop_asked = pyqtSignal()
    """The dialog is being left, or the work is to stop."""

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._decisions: Decisions = {}
        self._preview: ImportPreview | None = None
        self._decided_names: dict[str, DoubtfulName] = {}
        self._is_writing = False
        self.setWindowTitle(QCoreApplication.translate("VillageInternet", "Import into the plan"))
        self.source, self.existing = SourceView(language), ExistingRowsView(language)
        self.columns, self.rows = ColumnsView(language), RowsView(language)
        self.refused, self.names = RefusedView(language), NamesView()
        self.notes = text_label()
        self._sign, self.summary = Sign(), text_label(bold=True)
        self.undo = QPushButton()
        self.progress = QProgressBar()
        self.tabs = _Tabs()
        self._lay_out()
        self._listen()

    @property
    def decisions(self) -> Decisions:
        """The mapping as the user has it now."""
        return self._decisions

    def show_place(self, number: int, count: int) -> None:
        """Say in the title which of several sources this is."""
        if count > 1:
            title = QCoreApplication.translate(
                "VillageInternet", "Import into the plan – {number} of {count}"
            )
            self.setWindowTitle(title.format(number=number, count=count))

    def show_reading(self, share: float) -> None:
        """Show that the source is being read, or written to the plan, and how far that is."""
        self.progress.setVisible(True)
        self.progress.setValue(round(100 * share))
        self.import_button.setEnabled(False)

    def show_writing(self, share: float) -> None:
        """Show that rows are being written: nothing can be decided meanwhile."""
        self._is_writing = True
        for widget in (self.source, self.existing, self.tabs, self.undo):
            widget.setEnabled(False)
        self.show_reading(share)

    def show_problem(self, sentence: str) -> None:
        """Show why the source cannot be used; decisions can still be made."""
        self._end_work()
        self._sign.show_sign("plan_missing")
        self.summary.setText(sentence)
        self.import_button.setEnabled(False)

    def show_hint(self, sentence: str) -> None:
        """Show a sentence where the counts stand, until the source is read again."""
        self.summary.setText(sentence)

    def show_preview(
        self, preview: ImportPreview, decisions: Decisions, is_remembered: bool = False
    ) -> None:
        """Show what an import would do with these decisions, which may be those of last time."""
        self._end_work()
        self._preview, self._decisions = preview, decisions
        self.source.show_source(preview, decisions)
        self.columns.show_columns(preview)
        self.rows.show_rows(preview)
        self.refused.show_refused(preview)
        names = self._names_to_review(preview, decisions)
        self.names.show_names(names, decisions.get("villages", {}), preview.find_villages)
        self.notes.setText("\n".join(f"• {note}" for note in preview.notes))
        self.existing.show_existing(preview, bool(decisions.get("replace")))
        self.memory_line.setVisible(is_remembered)
        self._name_tabs(preview, len(names))
        self._show_summary(preview)
        count = corrections.correction_count(decisions)
        words = QCoreApplication.translate("VillageInternet", "Take back corrections ({count})")
        self.undo.setText(words.format(count=count))
        self.undo.setVisible(count > 0)

    def reject(self) -> None:
        """Leave; what is being written stops first and leaves the plan as it was."""
        # Asked before: an import whose turn has not come yet ends at once, and is told here too.
        was_writing = self._is_writing
        self.stop_asked.emit()
        if not was_writing:
            super().reject()

    def _lay_out(self) -> None:
        scrolled = QScrollArea()
        scrolled.setWidget(self._make_content())
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled, 1)
        layout.addLayout(self._make_last_line())
        self.undo.setObjectName("import.undo")
        self.tabs.setObjectName("import.tabs")
        for button in self.findChildren(QPushButton):
            # Enter imports, or does nothing; it never mends what was not looked at.
            button.setAutoDefault(button is self.import_button)
        open_at(self, 122, 36)

    def _make_content(self) -> QWidget:
        """Return all above the buttons; on a small screen it scrolls."""
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.source)
        layout.addWidget(self._make_memory_line())
        line = QHBoxLayout()
        line.addWidget(self._sign)
        line.addWidget(self.summary, 1)
        line.addWidget(self.undo)
        layout.addLayout(line)
        notes_page = QWidget()
        notes_layout = QVBoxLayout(notes_page)
        notes_layout.addWidget(self.notes)
        notes_layout.addStretch(1)
        self.notes.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        for page in (self.columns, self.rows, self.refused, self.names, notes_page):
            self.tabs.addTab(page, "")
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.existing)
        self.undo.setVisible(False)
        return content

    def _make_last_line(self) -> QHBoxLayout:
        """Return the line of the progress and of the buttons, which is always seen."""
        self.progress.setVisible(False)
        self.progress.setAccessibleName(QCoreApplication.translate("VillageInternet", "Progress"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.import_button = self.buttons.addButton(
            QCoreApplication.translate("VillageInternet", "Import"),
            QDialogButtonBox.ButtonRole.ActionRole,
        )
        self.import_button.setEnabled(False)
        self.import_button.setDefault(True)
        self.import_button.setObjectName("import.import")
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setObjectName("import.cancel")
        cancel.setText(QCoreApplication.translate("VillageInternet", "Cancel"))
        last = QHBoxLayout()
        last.addWidget(self.progress, 1)
        last.addStretch(1)
        last.addWidget(self.buttons)
        return last

    def _make_memory_line(self) -> QWidget:
        self.memory_line = QWidget()
        words = QCoreApplication.translate(
            "VillageInternet", "Columns and words are read as you chose them last time."
        )
        forget = QPushButton(QCoreApplication.translate("VillageInternet", "Guess anew"))
        forget.clicked.connect(self.guess_asked)
        line = QHBoxLayout(self.memory_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(text_label(words), 1)
        line.addWidget(forget)
        self.memory_line.setVisible(False)
        return self.memory_line

    def _listen(self) -> None:
        self.buttons.rejected.connect(self.reject)
        self.import_button.clicked.connect(self.import_asked)
        self.undo.clicked.connect(self._take_back)
        self.source.role_chosen.connect(self.role_chosen)
        self.source.crs_asked.connect(self.crs_asked)
        self.source.decided.connect(lambda changes: self._decide({**self._decisions, **changes}))
        self.existing.chosen.connect(
            lambda replaces: self._decide({**self._decisions, "replace": replaces})
        )
        self.columns.chosen.connect(
            lambda header, target: self._decide(
                corrections.with_column(self._decisions, header, target)
            )
        )
        self.refused.position_mended.connect(
            lambda kind, rows: self._decide(
                corrections.with_corrected_positions(self._decisions, kind, rows)
            )
        )
        self.refused.word_given.connect(
            lambda column, word, value: self._decide(
                corrections.with_word(self._decisions, column, word, value)
            )
        )
        self.refused.value_written.connect(self.value_written)
        self.refused.names_asked.connect(self._look_at_name)
        self.refused.save_asked.connect(self.save_asked)
        self.names.decided.connect(self._decide_names)

    def _decide(self, decisions: Decisions) -> None:
        self._decisions = decisions
        self.decided.emit(decisions)

    def _decide_names(self, villages: Mapping[str, str]) -> None:
        decisions: Decisions = self._decisions
        for words, code in villages.items():
            decisions = (
                corrections.with_village(decisions, words, code)
                if code
                else corrections.without_village(decisions, words)
            )
        self._decide(decisions)

    def _take_back(self) -> None:
        self._decide(corrections.without_corrections(self._decisions))

    def _look_at_name(self, words: str) -> None:
        self.tabs.setCurrentWidget(self.names)
        self.names.look_at(words)

    def _names_to_review(self, preview: ImportPreview, decisions: Decisions) -> list[DoubtfulName]:
        """Return the doubtful names with those decided here, in an order that stays."""
        doubtful = {name.words: name for name in preview.doubtful}
        known = {**self._decided_names, **doubtful}
        decided = decisions.get("villages", {})
        self._decided_names = {
            words: name for words, name in known.items() if words in doubtful or words in decided
        }
        return list(self._decided_names.values())

    def _name_tabs(self, preview: ImportPreview, names: int) -> None:
        titles = (
            QCoreApplication.translate("VillageInternet", "Columns"),
            QCoreApplication.translate("VillageInternet", "First rows"),
            QCoreApplication.translate("VillageInternet", "Rejected ({count})"),
            QCoreApplication.translate("VillageInternet", "Villages to review ({count})"),
            QCoreApplication.translate("VillageInternet", "Notes ({count})"),
        )
        counts = (0, 0, len(preview.refused), names, len(preview.notes))
        for place, (title, count) in enumerate(zip(titles, counts)):
            shown = title.format(count=number_text(count, self._language))
            self.tabs.setTabText(place, shown)
        self.tabs.setTabEnabled(3, names > 0)

    def _show_summary(self, preview: ImportPreview) -> None:
        accepted = number_text(preview.accepted, self._language)
        is_ready = not preview.problem and (preview.accepted > 0 or not preview.refused)
        self.import_button.setEnabled(is_ready)
        if preview.problem:
            self._sign.show_sign("plan_missing")
            self.summary.setText(_problem_text(preview))
            return
        has_doubt = bool(preview.refused)
        self._sign.show_sign("plan_doubt" if has_doubt else "plan_loaded")
        sentence = QCoreApplication.translate(
            "VillageInternet", "{accepted} rows accepted, {rejected} rejected"
        )
        rejected = number_text(len(preview.refused), self._language)
        self.summary.setText(sentence.format(accepted=accepted, rejected=rejected))
        button = QCoreApplication.translate("VillageInternet", "Import {count} rows")
        self.import_button.setText(button.format(count=accepted))

    def _end_work(self) -> None:
        self._is_writing = False
        self.progress.setVisible(False)
        for widget in (self.source, self.existing, self.tabs, self.undo):
            widget.setEnabled(True)


class _Tabs(QTabWidget):
    """Takes all height there is; where a small screen has too little, what is around it scrolls."""

    def __init__(self) -> None:
        super().__init__()
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Ignored)
        self.setSizePolicy(policy)
        self.setMinimumHeight(12 * self.fontMetrics().lineSpacing())

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Return that its tables scroll by themselves, whatever the highest of them asks for."""
        return False


def _problem_text(preview: ImportPreview) -> str:
    """Return why nothing can be read yet, and where in the dialog to mend it."""
    if preview.needs == CRS:
        return QCoreApplication.translate(
            "VillageInternet",
            "The source does not say in which coordinate system its positions are. Choose it "
            "above: ask whoever made the file rather than guess.",
        )
    if preview.needs == LAYER:
        return QCoreApplication.translate(
            "VillageInternet", "The file has several sheets or layers. Choose above which to read."
        )
    if preview.needs == COLUMNS:
        # Its last sentence is for those who write mappings as JSON.
        why = preview.problem.rpartition(". ")[0] or preview.problem
        todo = QCoreApplication.translate("VillageInternet", "Choose the columns below.")
        return f"{why.rstrip('.')}. {todo}"
    return preview.problem
