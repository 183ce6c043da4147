# SPDX-License-Identifier: GPL-2.0-or-later
"""What a plan's history looks like: its revisions, what differs between two, a hotspot's life.

Shows what it is given and says what the user wants.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent, QShowEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.finding import ERROR, NOTICE
from village_internet_plugin.panels.kept_keyboard import KeptKeyboard
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.share.flow import FlowLayout
from village_internet_plugin.panels.share.history_words import revision_text, revision_title
from village_internet_plugin.panels.share.pieces import SignedText, WrappedText
from village_internet_plugin.sharing.history_json import RevisionLine

BEFORE, HERE = "before", "here"
"""What a revision may be compared with besides another one: that before it, the plan as saved."""
_MOST_SHOWN = 200
"""Differences listed in the panel; the layer has all of them."""
_LINES_OF_REVISIONS, _LINES_OF_DIFFERENCES = 9, 8


class HistoryView(QWidget):
    """The list of revisions, the newest first, and below it what was asked about them."""

    load_asked = pyqtSignal()
    layer_asked = pyqtSignal(int)
    compare_asked = pyqtSignal(int, object)
    """A revision, and what to compare it with: BEFORE, HERE or another revision."""
    life_asked = pyqtSignal(str)
    """Of the hotspot whose difference is chosen; empty for the one selected on the map."""
    difference_chosen = pyqtSignal(str)
    cancel_asked = pyqtSignal()
    shown = pyqtSignal()
    """Somebody looks at it now."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._revisions: tuple[RevisionLine, ...] = ()
        self.load = QPushButton(QCoreApplication.translate("VillageInternet", "Bring history"))
        self.note = WrappedText()
        self.revisions = _Lines(
            QCoreApplication.translate("VillageInternet", "Revisions"), _LINES_OF_REVISIONS
        )
        self.other = QComboBox()
        self.show_layer = QPushButton(
            QCoreApplication.translate("VillageInternet", "Show as layer")
        )
        self.compare = QPushButton(QCoreApplication.translate("VillageInternet", "Compare"))
        self.life = QPushButton(
            QCoreApplication.translate("VillageInternet", "Life of the hotspot")
        )
        self.cancel = QPushButton(QCoreApplication.translate("VillageInternet", "Cancel"))
        self.problem = SignedText(language, ERROR)
        self.told = WrappedText()
        self.differences = _Lines(
            QCoreApplication.translate("VillageInternet", "Differences"), _LINES_OF_DIFFERENCES
        )
        self._buttons = (self.show_layer, self.load, self.compare, self.life)
        self._keyboard = KeptKeyboard(self.cancel, self._buttons, ())
        self._lay_out()
        self._explain()
        self._connect()
        self.forget()

    def forget(self) -> None:
        """Show that nothing is known yet: another plan was opened, or none is."""
        self._revisions = ()
        self.revisions.clear()
        self.note.setText(
            QCoreApplication.translate(
                "VillageInternet",
                "Who changed what, when and why: the server keeps every revision of this plan.",
            )
        )
        self.show_told("", ())
        self._set_known(False)
        self.show_busy("")

    def show_revisions(self, revisions: Sequence[RevisionLine]) -> None:
        """Show a plan's revisions, given oldest first; the newest is chosen."""
        chosen = self.chosen()
        self._revisions = tuple(reversed(revisions))
        self.revisions.clear()
        for line in self._revisions:
            text = revision_text(line, self._language)
            self.revisions.add(text, str(line.revision), line.reason)
        count = len(self._revisions)
        text = QCoreApplication.translate("VillageInternet", "Not published yet.")
        self.note.setText("" if count else text)
        self.note.setVisible(not count)
        rows = [row for row, line in enumerate(self._revisions) if line.revision == chosen]
        self.revisions.setCurrentRow(rows[0] if rows else 0)
        self._set_known(bool(count))
        self._offer_others()

    def chosen(self) -> int:
        """Return the revision that is chosen; 0 for none."""
        row = self.revisions.currentRow()
        return self._revisions[row].revision if 0 <= row < len(self._revisions) else 0

    def show_told(self, sentence: str, lines: Sequence[tuple[str, str]]) -> None:
        """Show what came of a question: a sentence, and lines as (text, hotspot_id)."""
        self.problem.show_line(ERROR, "")
        self.differences.clear()
        for text, hotspot_id in lines[:_MOST_SHOWN]:
            self.differences.add(text, hotspot_id)
        if len(lines) > _MOST_SHOWN:
            more = QCoreApplication.translate(
                "VillageInternet", "{count} more: they are in the layer."
            )
            self.differences.add(more.format(count=len(lines) - _MOST_SHOWN), "")
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))
        self.differences.setVisible(bool(lines))

    def show_problem(self, sentence: str) -> None:
        """Show why something could not be told; empty for no problem."""
        self.problem.show_line(ERROR, sentence)

    def show_hint(self, sentence: str) -> None:
        """Show what is to be done first."""
        self.problem.show_line(NOTICE, sentence)

    def show_busy(self, text: str) -> None:
        """Show what is being done, with the way to stop it; an empty text for nothing."""
        if text:
            self.problem.show_line(ERROR, "")
            self.told.setText(text)
            self.told.setVisible(True)
            self.differences.setVisible(False)
        else:
            self._keyboard.end()
        self.cancel.setVisible(bool(text))
        if text:
            self._keyboard.begin()
        for button in self._buttons:
            button.setEnabled(not text)
        if not text:
            self._keyboard.come_back()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Say that somebody looks."""
        super().showEvent(event)
        self.shown.emit()

    def _set_known(self, is_known: bool) -> None:
        for part in (self.revisions, self.show_layer, self._with, self._actions):
            part.setVisible(is_known)
        again = QCoreApplication.translate("VillageInternet", "Bring again")
        first = QCoreApplication.translate("VillageInternet", "Bring history")
        self.load.setText(again if is_known else first)

    def _offer_others(self) -> None:
        """Offer what a revision can be compared with; the choice stays where it can."""
        kept = self.other.currentData()
        self.other.clear()
        self.other.addItem(
            QCoreApplication.translate("VillageInternet", "with the revision before"), BEFORE
        )
        self.other.addItem(
            QCoreApplication.translate("VillageInternet", "with the plan as it is saved here"), HERE
        )
        with_revision = QCoreApplication.translate("VillageInternet", "with {revision}")
        for line in self._revisions:
            title = revision_title(line.revision, line.published_at, self._language)
            self.other.addItem(with_revision.format(revision=title), line.revision)
        self.other.setCurrentIndex(max(0, self.other.findData(kept)))

    def _lay_out(self) -> None:
        self._with, self._actions = QWidget(), QWidget()
        choosing = QVBoxLayout(self._with)
        choosing.setContentsMargins(0, 0, 0, 0)
        label = QLabel(QCoreApplication.translate("VillageInternet", "Compare the chosen revision"))
        label.setBuddy(self.other)
        choosing.addWidget(label)
        choosing.addWidget(self.other)
        self.other.setAccessibleName(label.text())
        self.other.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        flow = FlowLayout(self._actions)
        for button in (self.compare, self.life):
            flow.addWidget(button)
        about_one = QWidget()
        flow = FlowLayout(about_one)
        for button in (self.show_layer, self.load):
            flow.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self.fontMetrics().height(), 0, 0, 0)
        for part in (self.note, self.revisions, about_one, self._with, self._actions):
            layout.addWidget(part)
        layout.addWidget(self.problem)
        layout.addWidget(self.told)
        layout.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.differences)

    def _explain(self) -> None:
        self.load.setToolTip(
            QCoreApplication.translate(
                "VillageInternet", "Asks the server for the revisions of this plan."
            )
        )
        self.show_layer.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Adds the hotspots as they were published with the chosen revision, as a layer "
                "beside the plan's own.",
            )
        )
        self.compare.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Lists what differs, and adds a layer with a sign at each hotspot that was added, "
                "changed or removed.",
            )
        )
        self.life.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Tells what became of one hotspot, revision by revision: the one chosen in the "
                "list below, else the one selected on the map.",
            )
        )

    def _connect(self) -> None:
        self.load.clicked.connect(lambda _=False: self.load_asked.emit())
        self.cancel.clicked.connect(lambda _=False: self.cancel_asked.emit())
        self.show_layer.clicked.connect(lambda _=False: self.layer_asked.emit(self.chosen()))
        self.compare.clicked.connect(
            lambda _=False: self.compare_asked.emit(self.chosen(), self.other.currentData())
        )
        self.life.clicked.connect(lambda _=False: self.life_asked.emit(self.differences.chosen()))
        self.differences.itemActivated.connect(self._activated)

    def _activated(self, item: QListWidgetItem) -> None:
        hotspot_id = item.data(Qt.ItemDataRole.UserRole)
        if hotspot_id:
            self.difference_chosen.emit(hotspot_id)


class _Lines(QListWidget):
    """Texts of several lines, wrapped to any width, each for something that is known by a key."""

    def __init__(self, name: str, lines: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Thousands of revisions are laid out in turns; the window stays alive meanwhile.
        self.setLayoutMode(QListWidget.LayoutMode.Batched)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(lines * self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the lines out anew: in another width, wrapped texts have other heights."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def add(self, text: str, key: str, tip: str = "") -> None:
        """Add a line at the end; `tip` is shown under the mouse."""
        item = QListWidgetItem(text)
        item.setToolTip(plain_tip(tip) if tip else "")
        item.setData(Qt.ItemDataRole.UserRole, key)
        self.addItem(item)

    def chosen(self) -> str:
        """Return the key of the line that is chosen; empty for none."""
        items = self.selectedItems()
        return str(items[0].data(Qt.ItemDataRole.UserRole) or "") if items else ""
