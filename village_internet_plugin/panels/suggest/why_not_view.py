# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks why a place is not among the suggested ones, and says it."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication, QStringListModel, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.panels.share.flow import FlowLayout
from village_internet_plugin.panels.share.pieces import WrappedText


class WhyNotView(QWidget):
    """A list of all other places, to be typed into, and the answer."""

    asked = pyqtSignal(str)
    """The id of the place to be told about."""
    pin_asked = pyqtSignal(str)
    """The id of the place that is wanted in any case from now on."""
    prove_asked = pyqtSignal(str)
    """The id of the place with which it is to be solved again."""

    def __init__(self) -> None:
        super().__init__()
        self.place = QComboBox()
        self.keys: tuple[str, ...] = ()
        self._words = QStringListModel(self)
        self.ask = QPushButton(QCoreApplication.translate("VillageInternet", "Ask"))
        self.pin = QPushButton(QCoreApplication.translate("VillageInternet", "Always"))
        self.pin.setToolTip(
            QCoreApplication.translate(
                "VillageInternet", "The next suggestion has this site in any case."
            )
        )
        self.prove = QPushButton(QCoreApplication.translate("VillageInternet", "Prove by solving"))
        self.prove.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Seeks the best plan that has this place, and says what that plan loses.",
            )
        )
        self._asked_for = ""
        self.told, self.proof = WrappedText(), WrappedText()
        for text in (self.told, self.proof):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        title = QCoreApplication.translate("VillageInternet", "Why not here?")
        label = QLabel(title)
        label.setBuddy(self.place)
        self.place.setAccessibleName(title)
        self.place.setModel(self._words)
        self.place.setEditable(True)
        self.place.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.place.setSizeAdjustPolicy(policy)
        self.place.setMinimumContentsLength(8)
        completer = self.place.completer()
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.place.lineEdit().setPlaceholderText(
            QCoreApplication.translate("VillageInternet", "A village, an office, a settlement")
        )
        self.place.lineEdit().setAccessibleName(title)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        row.addWidget(self.ask)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(label)
        layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.proof)
        further = QWidget()
        flow = FlowLayout(further)
        flow.addWidget(self.pin)
        flow.addWidget(self.prove)
        layout.addWidget(further)
        self.ask.clicked.connect(lambda _=False: self._ask())
        self.pin.clicked.connect(lambda _=False: self.pin_asked.emit(self._asked_for))
        self.prove.clicked.connect(lambda _=False: self.prove_asked.emit(self._asked_for))
        self.place.activated.connect(lambda _place: self._ask())
        self.place.lineEdit().returnPressed.connect(self._ask)
        self.show_places(())

    def show_places(self, places: Sequence[tuple[str, str]]) -> None:
        """Offer places as (id, words)."""
        self.keys = tuple(key for key, _ in places)
        # At once: a country has tens of thousands of them.
        self._words.setStringList([words for _, words in places])
        self._asked_for = ""
        self.place.setCurrentIndex(-1)
        self.place.setEditText("")
        self.show_answer("")

    def show_answer(self, text: str, can_prove: bool = False) -> None:
        """Say why; nothing for an empty text. `can_prove` for a place that can be solved with."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
        is_asked = bool(text) and bool(self._asked_for)
        self.pin.setVisible(is_asked)
        self.prove.setVisible(is_asked and can_prove)
        self.show_proof("")

    def show_proof(self, text: str) -> None:
        """Say what solving again came to; nothing for an empty text."""
        self.proof.setText(text)
        self.proof.setVisible(bool(text))

    def _ask(self) -> None:
        words = self.place.currentText().strip()
        found = self.place.findText(words, Qt.MatchFlag.MatchFixedString)
        if found < 0 and words:
            found = self.place.findText(words, Qt.MatchFlag.MatchContains)
        self._asked_for = self.keys[found] if found >= 0 else ""
        if found < 0:
            self.show_answer(
                QCoreApplication.translate(
                    "VillageInternet", "No candidate is called so: type a part of its name."
                )
            )
            return
        self.place.setCurrentIndex(found)
        # A long name is read from its beginning.
        self.place.lineEdit().setCursorPosition(0)
        self.asked.emit(self._asked_for)
