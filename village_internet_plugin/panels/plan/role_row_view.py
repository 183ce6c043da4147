# SPDX-License-Identifier: GPL-2.0-or-later
"""One line of the checklist: what a role has, why it matters when it is missing, how to load it."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
)

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.plan.dropping import DropTarget
from village_internet_plugin.panels.plan.labels import Sign, text_label
from village_internet_plugin.panels.plan.plan_state import MISSING, RoleState, state_word


class RoleRowView(QFrame):
    """A sign, a name, a count, and a button with the ways to load."""

    file_asked = pyqtSignal(str)
    layers_asked = pyqtSignal(str, object)
    """The role, and the menu to fill with the project's layers."""
    none_asked = pyqtSignal(str)
    dropped = pyqtSignal(str, object)
    """The role, and the data that was dropped on it."""

    def __init__(self, state: RoleState, language: str) -> None:
        super().__init__()
        self.role, self._language = state.role, language
        self._sign, self._count = Sign(), text_label()
        self._title, self._why = text_label(state.title, bold=True), text_label()
        self._button = self._make_button(state.title)
        self._lay_out()
        DropTarget(self, lambda data: self.dropped.emit(self.role, data))
        self.show_state(state)

    @property
    def button(self) -> QPushButton:
        """The button that offers the ways to load; it takes the keyboard for the row."""
        return self._button

    def show_state(self, state: RoleState) -> None:
        """Show what the role has now."""
        self._sign.show_sign(f"plan_{state.state}")
        word = state_word(state.state)
        count = number_text(state.rows, self._language)
        self._count.setText("" if state.state == MISSING else count)
        self._sign.setToolTip(word)
        self._why.setText(state.why)
        self._why.setToolTip(state.rules)
        self._why.setVisible(bool(state.why))
        spoken = QCoreApplication.translate("VillageInternet", "{role}: {state}, rows: {count}")
        self.setAccessibleName(spoken.format(role=state.title, state=word, count=count))
        self.setAccessibleDescription(f"{state.why} {state.rules}".strip())
        self._none.setVisible(state.state == MISSING and state.role not in ("villages", "hotspots"))

    def _make_button(self, title: str) -> QPushButton:
        button = QPushButton(QCoreApplication.translate("VillageInternet", "Load…"))
        spoken = QCoreApplication.translate("VillageInternet", "Load {role}…")
        button.setAccessibleName(spoken.format(role=title))
        button.setObjectName(f"plan.load.{self.role}")
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        menu = QMenu(button)
        from_file = menu.addAction(QCoreApplication.translate("VillageInternet", "From a file…"))
        from_file.triggered.connect(lambda: self.file_asked.emit(self.role))
        layers = menu.addMenu(QCoreApplication.translate("VillageInternet", "From a loaded layer"))
        layers.aboutToShow.connect(lambda: self.layers_asked.emit(self.role, layers))
        # Never empty: an empty submenu cannot be opened, and so would stay empty.
        layers.addAction("…").setEnabled(False)
        menu.addSeparator()
        self._none = menu.addAction(QCoreApplication.translate("VillageInternet", "There are none"))
        self._none.triggered.connect(lambda: self.none_asked.emit(self.role))
        button.setMenu(menu)
        return button

    def _lay_out(self) -> None:
        self._count.setWordWrap(False)
        self._count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._count.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        line = QHBoxLayout()
        line.setSpacing(self.fontMetrics().averageCharWidth())
        line.addWidget(self._title, 1)
        line.addWidget(self._count)
        line.addWidget(self._button)
        grid = QGridLayout(self)
        margin = self.fontMetrics().height() // 5
        grid.setContentsMargins(margin, margin, margin, margin)
        grid.setVerticalSpacing(margin)
        grid.addWidget(self._sign, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addLayout(line, 0, 1)
        grid.addWidget(self._why, 1, 1)
        grid.setColumnStretch(1, 1)
        for label in self.findChildren(QLabel):
            # The row as a whole speaks; its pieces would only repeat it.
            label.setBuddy(self._button)
