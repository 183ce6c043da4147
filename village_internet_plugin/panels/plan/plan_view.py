# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel of the plan as it is seen: a way in where none is open, else facts and a checklist."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.panels.plan.dropping import DropTarget
from village_internet_plugin.panels.plan.labels import ElidedLabel, text_label
from village_internet_plugin.panels.plan.other_plans_view import OtherPlansView
from village_internet_plugin.panels.plan.plan_state import FINDINGS, PLACE, NextStep, RoleState
from village_internet_plugin.panels.plan.role_row_view import RoleRowView
from village_internet_plugin.panels.plan.welcome_view import WelcomeView


class PlanFacts(NamedTuple):
    """What a plan is, in words."""

    title: str
    agency: str
    path: str
    rule_set: str
    base_revision: str


class PlanView(QStackedWidget):
    """Shows what it is given and says what the user wants; decides nothing."""

    new_asked = pyqtSignal()
    open_asked = pyqtSignal()
    recent_asked = pyqtSignal(str)
    sample_asked = pyqtSignal()
    file_asked = pyqtSignal(str)
    layers_asked = pyqtSignal(str, object)
    none_asked = pyqtSignal(str)
    dropped = pyqtSignal(str, object)
    """The role dropped on, empty for the panel as a whole, and the data."""
    next_asked = pyqtSignal(object)
    save_asked = pyqtSignal()
    cancel_asked = pyqtSignal()
    released = pyqtSignal()
    """The panel goes; whoever listens to the plan for it lets go."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._rows: dict[str, RoleRowView] = {}
        self._step: NextStep | None = None
        self.welcome = WelcomeView()
        self.welcome.new_asked.connect(self.new_asked)
        self.welcome.open_asked.connect(self.open_asked)
        self.welcome.recent_asked.connect(self.recent_asked)
        self.welcome.sample_asked.connect(self.sample_asked)
        self.welcome.cancel_asked.connect(self.cancel_asked)
        self.addWidget(_scrolling(self.welcome))
        self.addWidget(_scrolling(self._make_plan_page()))
        DropTarget(self, lambda data: self.dropped.emit("", data))

    def let_go(self) -> None:
        """Tell that the panel goes."""
        self.released.emit()

    def show_welcome(self, recent: Sequence[str]) -> None:
        """Offer to make or open a plan."""
        self.welcome.show_recent(recent)
        self.setCurrentIndex(0)

    def show_plan(self, facts: PlanFacts, states: Sequence[RoleState], step: NextStep) -> None:
        """Show a plan as it is now."""
        self._title.setText(facts.title or Path(facts.path).stem)
        self._agency.setText(facts.agency)
        self._path.set_text(Path(facts.path).name, facts.path)
        self._rules.setText(facts.rule_set)
        self._revision.setText(facts.base_revision)
        for state in states:
            self.show_role(state)
        self._show_step(step)
        self.setCurrentIndex(1)

    def show_role(self, state: RoleState) -> None:
        """Show one line of the checklist; also before a plan is shown, in a turn of its own."""
        if state.role not in self._rows:
            self._add_row(state)
        self._rows[state.role].show_state(state)

    def take_keyboard(self) -> None:
        """Give the keyboard to the next step: what the user pressed to get here is gone."""
        self._step_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_unsaved(self, count: int) -> None:
        """Show how many edits are not saved yet; nothing for none."""
        sentence = QCoreApplication.translate("VillageInternet", "Edits not saved yet: {count}")
        self._unsaved.setText(sentence.format(count=count))
        self._unsaved_line.setVisible(count > 0)

    def show_progress(self, share: float | None) -> None:
        """Show how far the check of the plan is; None when none is under way."""
        self._progress.setVisible(share is not None)
        if share is not None:
            self._progress.setValue(round(100 * share))

    def row(self, role: str) -> RoleRowView:
        """Return the line of a role; KeyError before a plan is shown."""
        return self._rows[role]

    def _make_plan_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        self._title, self._agency = text_label(bold=True), text_label()
        self._path, self._rules, self._revision = ElidedLabel(), text_label(), text_label()
        layout.addWidget(self._title)
        layout.addLayout(self._make_facts())
        self.others = OtherPlansView()
        layout.addWidget(self.others)
        layout.addWidget(self._make_unsaved_line())
        layout.addWidget(self._make_step_box())
        self._progress = QProgressBar()
        self._progress.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "The plan is being checked")
        )
        self._progress.setVisible(False)
        layout.addWidget(self._progress)
        heading = text_label(
            QCoreApplication.translate("VillageInternet", "What the plan has"), bold=True
        )
        layout.addWidget(heading)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        layout.addLayout(self._list)
        hint = QCoreApplication.translate(
            "VillageInternet",
            "Files and layers can be dragged here. Nothing is written before you have seen how "
            "it is read.",
        )
        layout.addWidget(text_label(hint))
        layout.addStretch(1)
        layout.addLayout(self._make_buttons())
        return page

    def _make_facts(self) -> QFormLayout:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, widget in (
            (QCoreApplication.translate("VillageInternet", "Agency"), self._agency),
            (QCoreApplication.translate("VillageInternet", "File"), self._path),
            (QCoreApplication.translate("VillageInternet", "Rules"), self._rules),
            (QCoreApplication.translate("VillageInternet", "Revision"), self._revision),
        ):
            form.addRow(QLabel(f"{words}:"), widget)
        return form

    def _make_unsaved_line(self) -> QWidget:
        self._unsaved_line, self._unsaved = QWidget(), text_label()
        save = QPushButton(QCoreApplication.translate("VillageInternet", "Save edits"))
        save.setObjectName("plan.save")
        save.clicked.connect(self.save_asked)
        line = QHBoxLayout(self._unsaved_line)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._unsaved, 1)
        line.addWidget(save)
        self._unsaved_line.setVisible(False)
        return self._unsaved_line

    def _make_step_box(self) -> QFrame:
        box = QFrame()
        box.setFrameShape(QFrame.Shape.StyledPanel)
        self._sentence = text_label(bold=True)
        self._step_button = QPushButton()
        self._step_button.setObjectName("plan.next")
        self._step_button.clicked.connect(lambda: self.next_asked.emit(self._step))
        self._none_button = QPushButton(
            QCoreApplication.translate("VillageInternet", "There are none")
        )
        self._none_button.setObjectName("plan.none")
        self._none_button.clicked.connect(self._say_none)
        line = QHBoxLayout()
        line.addWidget(self._step_button)
        line.addWidget(self._none_button)
        line.addStretch(1)
        layout = QVBoxLayout(box)
        layout.addWidget(self._sentence)
        layout.addLayout(line)
        return box

    def _make_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        new = QCoreApplication.translate("VillageInternet", "New plan…")
        open_one = QCoreApplication.translate("VillageInternet", "Open plan…")
        for name, words, signal in (
            ("plan.new", new, self.new_asked),
            ("plan.open", open_one, self.open_asked),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.clicked.connect(signal)
            line.addWidget(button)
        line.addStretch(1)
        return line

    def _show_step(self, step: NextStep) -> None:
        self._step = step
        self._sentence.setText(step.sentence)
        self._none_button.setVisible(step.can_be_none)
        if step.action == FINDINGS:
            words = QCoreApplication.translate("VillageInternet", "Show the findings")
        elif step.action == PLACE:
            words = QCoreApplication.translate("VillageInternet", "Place a hotspot")
        else:
            words = QCoreApplication.translate("VillageInternet", "Choose a file…")
        self._step_button.setText(words)

    def _say_none(self) -> None:
        if self._step is not None:
            self.none_asked.emit(self._step.role)

    def _add_row(self, state: RoleState) -> None:
        row = RoleRowView(state, self._language)
        row.file_asked.connect(self.file_asked)
        row.layers_asked.connect(self.layers_asked)
        row.none_asked.connect(self.none_asked)
        row.dropped.connect(self.dropped)
        self._rows[state.role] = row
        self._list.addWidget(row)


def _scrolling(page: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
