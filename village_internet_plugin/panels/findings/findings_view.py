# SPDX-License-Identifier: GPL-2.0-or-later
"""The findings dock: search, switches, the list, and one finding in full below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.findings.details_view import DetailsView
from village_internet_plugin.panels.findings.finding_groups import KINDS, WAIVED
from village_internet_plugin.panels.findings.findings_model import FindingsModel
from village_internet_plugin.panels.findings.findings_table import FindingsTable
from village_internet_plugin.panels.findings.groupings import GROUPINGS, grouping_title
from village_internet_plugin.panels.findings.kind_toggles import KindToggles
from village_internet_plugin.panels.findings.possible_actions import (
    PossibleActions,
    possible_actions,
)
from village_internet_plugin.panels.findings.row_keys import RowKey

SEARCH_DELAY_MS = 250
"""How long typing must pause before the list is searched."""
MOST_LOOKED_AT = 1_000
"""Of a larger choice only so many findings are looked at for what can be done with them."""


class FindingsView(QWidget):
    """Shows what a `FindingsModel` holds and says what the user wants; knows nothing of a plan."""

    search_changed = pyqtSignal(str)
    grouping_changed = pyqtSignal(str)
    kinds_changed = pyqtSignal(object)
    zoom_wanted = pyqtSignal()
    fix_wanted = pyqtSignal()
    fix_rule_wanted = pyqtSignal()
    nearest_wanted = pyqtSignal()
    delete_wanted = pyqtSignal()
    waive_wanted = pyqtSignal()
    take_back_wanted = pyqtSignal()
    offer_taken = pyqtSignal()
    offer_left = pyqtSignal()
    copy_wanted = pyqtSignal()
    export_wanted = pyqtSignal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.model = FindingsModel(self)
        self.model.language = language
        self.table = FindingsTable(self.model)
        self.details = DetailsView()
        self.toggles = KindToggles(language)
        self.search, self.grouping, self.more = QLineEdit(), QComboBox(), QToolButton()
        self._state = _sentence()
        self._empty = _sentence()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._show_all = QPushButton(
            QCoreApplication.translate("VillageInternet", "List all findings")
        )
        self._shown = QLabel()
        self._pages = QStackedWidget()
        self._possible = PossibleActions()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(SEARCH_DELAY_MS)
        self._make_controls()
        self._make_actions()
        self._lay_out()
        self._connect()

    # What the presenter asks and tells

    def chosen(self) -> Iterator[Finding]:
        """Give the findings chosen; the header of a group stands for its findings."""
        return self.model.findings_in(self.table.stretches())

    def chosen_count(self) -> int:
        """Return how many findings are chosen."""
        return self.model.count_in(self.table.stretches())

    def choose(self, key: RowKey) -> bool:
        """Choose a finding; tell whether it is to be seen."""
        return self.table.choose(key)

    def show_state(self, sentence: str) -> None:
        """Say above the list what the user must know of it; empty for nothing."""
        self._state.setText(sentence)
        self._state.setVisible(bool(sentence))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Write how many findings of each kind the plan has."""
        self.toggles.show_counts(counts)

    def show_list(self, total: int) -> None:
        """Show the list, or why it is empty though the plan has `total` findings."""
        shown = self.model.shown_count()
        if shown:
            self._pages.setCurrentIndex(0)
            self.setFocusProxy(self.table)
        else:
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "None of the plan's {count} findings is listed: search and switches leave all out.",
            )
            self.show_empty(sentence.format(count=number_text(total, self._language)), total > 0)
        self._tell_shown(shown, total)
        self._look_at_choice()

    def show_empty(self, sentence: str, hidden: bool = False) -> None:
        """Say why there is no list; with `hidden` offer to take all filters away."""
        self._empty.setText(sentence)
        self._show_all.setVisible(hidden)
        self._pages.setCurrentIndex(1)
        self.setFocusProxy(self.search)
        if not hidden:
            self._shown.clear()

    def is_empty(self) -> bool:
        """Tell whether a sentence stands where the list would be."""
        return bool(self._pages.currentIndex() == 1)

    def empty_sentence(self) -> str:
        """Return the sentence that stands where the list would be."""
        return str(self._empty.text())

    def list_everything(self) -> None:
        """Take search and switches away."""
        self.search.clear()
        self._search_now()
        self.toggles.switch_on(*(kind for kind in KINDS if kind != WAIVED))

    # Parts

    def _make_controls(self) -> None:
        for widget, name in (
            *((self.search, "search"), (self.grouping, "grouping"), (self.more, "more")),
            *((self.table, "table"), (self._show_all, "showAll"), (self._empty, "empty")),
            (self._state, "state"),
        ):
            widget.setObjectName(f"findings.{name}")
        self.search.setPlaceholderText(
            QCoreApplication.translate("VillageInternet", "Search findings")
        )
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        for grouping in GROUPINGS:
            self.grouping.addItem(grouping_title(grouping), grouping)
        self.grouping.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "Group findings")
        )
        self.grouping.setToolTip(self.grouping.accessibleName())
        self.table.setAccessibleName(QCoreApplication.translate("VillageInternet", "Findings"))
        self.more.setText("⋯")
        self.more.setAccessibleName(QCoreApplication.translate("VillageInternet", "More actions"))
        self.more.setToolTip(self.more.accessibleName())
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setAutoRaise(True)
        self._shown.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "How many findings are listed")
        )

    def _make_actions(self) -> None:
        def action(name: str, text: str, wanted: Any) -> QAction:
            made = QAction(text, self)
            made.setObjectName(f"findings.action.{name}")
            made.triggered.connect(lambda: wanted.emit())
            return made

        self.zoom_action = action(
            "zoom",
            QCoreApplication.translate("VillageInternet", "Show on the map"),
            self.zoom_wanted,
        )
        self.fix_action = action(
            "fix", QCoreApplication.translate("VillageInternet", "Fix it"), self.fix_wanted
        )
        self.fix_rule_action = action(
            "fixRule",
            QCoreApplication.translate("VillageInternet", "Fix all of this rule"),
            self.fix_rule_wanted,
        )
        self.nearest_action = action(
            "nearest",
            QCoreApplication.translate("VillageInternet", "Nearest valid position"),
            self.nearest_wanted,
        )
        self.delete_action = action(
            "delete",
            QCoreApplication.translate("VillageInternet", "Delete this duplicate"),
            self.delete_wanted,
        )
        self.waive_action = action(
            "waive", QCoreApplication.translate("VillageInternet", "Waive…"), self.waive_wanted
        )
        self.take_back_action = action(
            "takeBack",
            QCoreApplication.translate("VillageInternet", "Take back waiver"),
            self.take_back_wanted,
        )
        self.copy_action = action(
            "copy", QCoreApplication.translate("VillageInternet", "Copy"), self.copy_wanted
        )
        self.export_action = action(
            "export",
            QCoreApplication.translate("VillageInternet", "Save findings as…"),
            self.export_wanted,
        )
        self.open_action = QAction(
            QCoreApplication.translate("VillageInternet", "Open all groups"), self
        )
        self.open_action.triggered.connect(lambda: self.model.expand_all(opened=True))
        self.close_action = QAction(
            QCoreApplication.translate("VillageInternet", "Close all groups"), self
        )
        self.close_action.triggered.connect(lambda: self.model.expand_all(opened=False))
        menu = QMenu(self.more)
        menu.addActions([self.fix_rule_action, self.copy_action, self.export_action])
        menu.addSeparator()
        menu.addActions([self.open_action, self.close_action])
        self.more.setMenu(menu)

    def _lay_out(self) -> None:
        margin = self.fontMetrics().averageCharWidth()
        top = QHBoxLayout()
        self.grouping.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.search.setMinimumWidth(8 * margin)
        top.addWidget(self.search, 1)
        top.addWidget(self.grouping)
        top.addWidget(self.more)
        why_empty = QWidget()
        inside = QVBoxLayout(why_empty)
        inside.addStretch(1)
        inside.addWidget(self._empty)
        inside.addWidget(self._show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addStretch(2)
        listed = QWidget()
        inside = QVBoxLayout(listed)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.table, 1)
        inside.addWidget(self._shown)
        self._pages.addWidget(listed)
        self._pages.addWidget(why_empty)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self._pages)
        splitter.addWidget(self.details)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.addLayout(top)
        layout.addWidget(self.toggles)
        layout.addWidget(self._state)
        layout.addWidget(splitter, 1)
        self._state.hide()
        self.show_empty("")

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda: self._pause.start())
        self.search.returnPressed.connect(self._search_now)
        self._pause.timeout.connect(self._search_now)
        self._show_all.clicked.connect(self.list_everything)
        self.grouping.currentIndexChanged.connect(
            lambda _index: self.grouping_changed.emit(self.grouping.currentData())
        )
        self.toggles.changed.connect(self.kinds_changed)
        self.table.chosen.connect(self.zoom_wanted)
        self.table.copy_wanted.connect(self.copy_wanted)
        self.table.selection_changed.connect(self._look_at_choice)
        self.table.customContextMenuRequested.connect(self._show_menu)
        details = self.details
        details.zoom_wanted.connect(self.zoom_wanted)
        details.fix_wanted.connect(self.fix_wanted)
        details.nearest_wanted.connect(self.nearest_wanted)
        details.delete_wanted.connect(self.delete_wanted)
        details.waive_wanted.connect(self.waive_wanted)
        details.take_back_wanted.connect(self.take_back_wanted)
        details.offer_taken.connect(self.offer_taken)
        details.offer_left.connect(self.offer_left)

    def _search_now(self) -> None:
        self._pause.stop()
        self.search_changed.emit(self.search.text())

    def _look_at_choice(self) -> None:
        """Tell of what is chosen, and offer what can be done with it."""
        count = self.chosen_count()
        looked_at = list(islice(self.chosen(), MOST_LOOKED_AT))
        if count == 0:
            self.details.show_nothing()
        elif count == 1:
            self.details.show_finding(looked_at[0], self._language)
        else:
            self.details.show_count(count)
        self._possible = possible = possible_actions(looked_at)
        self.details.offer_actions(possible)
        for action, offered in (
            (self.zoom_action, possible.zoom),
            (self.fix_action, possible.fix),
            (self.fix_rule_action, possible.fix_rule),
            (self.nearest_action, possible.nearest),
            (self.delete_action, possible.delete),
            (self.waive_action, possible.waive),
            (self.take_back_action, possible.take_back),
            (self.copy_action, count > 0),
            (self.export_action, self.model.shown_count() > 0),
        ):
            action.setEnabled(offered)
        for action in (self.open_action, self.close_action):
            action.setEnabled(self.model.has_headers() and self.model.group_count() > 0)

    def _show_menu(self, position: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions([self.zoom_action, self.fix_action, self.fix_rule_action])
        for action in (self.nearest_action, self.delete_action):
            if action.isEnabled():
                menu.addAction(action)
        menu.addSeparator()
        menu.addActions([self.waive_action, self.take_back_action])
        menu.addSeparator()
        menu.addActions([self.copy_action, self.export_action])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.table.viewport().mapToGlobal(position))

    def _tell_shown(self, shown: int, total: int) -> None:
        if shown == total:
            self._shown.clear()
            self._shown.hide()
            return
        sentence = QCoreApplication.translate(
            "VillageInternet", "{shown} of {total} findings are listed"
        )
        texts = (number_text(number, self._language) for number in (shown, total))
        self._shown.setText(sentence.format(**dict(zip(("shown", "total"), texts))))
        self._shown.show()


def _sentence() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
