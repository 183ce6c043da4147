# SPDX-License-Identifier: GPL-2.0-or-later
"""The lower part of the findings dock: one finding in full, and buttons for what can be done."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.panels.findings.finding_text import measured_text, severity_text
from village_internet_plugin.panels.findings.possible_actions import PossibleActions
from village_internet_plugin.panels.flow_layout import FlowBox
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.sign_drawing import sign_pixmap
from village_internet_plugin.rules.catalogue import BY_CODE


class DetailsView(QWidget):
    """What is chosen in the list, told at length."""

    zoom_wanted = pyqtSignal()
    fix_wanted = pyqtSignal()
    nearest_wanted = pyqtSignal()
    delete_wanted = pyqtSignal()
    waive_wanted = pyqtSignal()
    take_back_wanted = pyqtSignal()
    offer_taken = pyqtSignal()
    offer_left = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign, self._heading = QLabel(), _text(bold=True)
        self._message, self._measured = _text(), _text()
        self._sections = [(_text(bold=True), _text()) for _ in range(3)]
        self._make_buttons()
        self._offer_words = _text()
        self._offer = self._make_offer()
        self._lay_out()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Say that something can be chosen."""
        self._fill(
            "", QCoreApplication.translate("VillageInternet", "Choose a finding to read about it.")
        )
        self.offer_actions(PossibleActions())

    def show_count(self, count: int) -> None:
        """Say how many findings are chosen."""
        sentence = QCoreApplication.translate("VillageInternet", "{count} findings are chosen.")
        self._fill(sentence.format(count=count), "")

    def show_finding(self, finding: Finding, language: str) -> None:
        """Tell a finding: what is wrong, what its rule asks and why, how to fix it."""
        rule = BY_CODE.get(finding.rule)
        title = rule.title.say(language) if rule is not None else ""
        severity = severity_text(finding, language)
        self._fill(f"{severity}: {finding.rule} {title}".rstrip(), finding.message)
        self._show_sign(finding.counted_as)
        measured = measured_text(finding, language)
        self._measured.setText(measured)
        self._measured.setVisible(bool(measured))
        texts = (
            (
                QCoreApplication.translate("VillageInternet", "How to fix it"),
                finding.fix.words,
            ),
            (
                QCoreApplication.translate("VillageInternet", "What the rule asks"),
                rule.what.say(language) if rule is not None else "",
            ),
            (
                QCoreApplication.translate("VillageInternet", "Why"),
                rule.why.say(language) if rule is not None else "",
            ),
        )
        for (heading, body), (word, text) in zip(self._sections, texts):
            heading.setText(word)
            body.setText(text)
            heading.setVisible(bool(text))
            body.setVisible(bool(text))

    def offer_actions(self, possible: PossibleActions) -> None:
        """Enable what can be done; what never applies to the choice is not shown at all."""
        self.zoom.setEnabled(possible.zoom)
        self.fix.setEnabled(possible.fix)
        self.fix.setToolTip(
            ""
            if possible.fix
            else QCoreApplication.translate(
                "VillageInternet", "No single click mends this; read above how to fix it."
            )
        )
        self.nearest.setVisible(possible.nearest)
        self.delete.setVisible(possible.delete)
        self.waive.setVisible(possible.waive or not possible.take_back)
        self.waive.setEnabled(possible.waive)
        self.waive.setToolTip(plain_tip(possible.why_not_waive))
        self.take_back.setVisible(possible.take_back)

    def show_offer(self, sentence: str) -> None:
        """Offer a position that is drawn on the map; `offer_taken` or `offer_left` answers."""
        self._offer_words.setText(sentence)
        self._offer.setVisible(bool(sentence))
        if sentence:
            self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, heading: str, message: str) -> None:
        self._sign.hide()
        self._heading.setText(heading)
        self._heading.setVisible(bool(heading))
        self._message.setText(message)
        self._message.setVisible(bool(message))
        self._measured.hide()
        for heading_label, body in self._sections:
            heading_label.hide()
            body.hide()

    def _show_sign(self, kind: str) -> None:
        side = self.fontMetrics().height()
        self._sign.setPixmap(sign_pixmap(kind, side, self.palette(), self.devicePixelRatioF()))
        self._sign.show()

    def _make_buttons(self) -> None:
        self.zoom = _button(QCoreApplication.translate("VillageInternet", "Show on the map"))
        self.fix = _button(QCoreApplication.translate("VillageInternet", "Fix it"))
        self.nearest = _button(
            QCoreApplication.translate("VillageInternet", "Nearest valid position")
        )
        self.delete = _button(
            QCoreApplication.translate("VillageInternet", "Delete this duplicate")
        )
        self.waive = _button(QCoreApplication.translate("VillageInternet", "Waive…"))
        self.take_back = _button(QCoreApplication.translate("VillageInternet", "Take back waiver"))
        for button, wanted in (
            (self.zoom, self.zoom_wanted),
            (self.fix, self.fix_wanted),
            (self.nearest, self.nearest_wanted),
            (self.delete, self.delete_wanted),
            (self.waive, self.waive_wanted),
            (self.take_back, self.take_back_wanted),
        ):
            button.clicked.connect(wanted)
        self._name_buttons()

    def _name_buttons(self) -> None:
        for name in ("zoom", "fix", "nearest", "delete", "waive", "take_back"):
            getattr(self, name).setObjectName(f"findings.{name}")

    def _make_offer(self) -> QFrame:
        self._take = _button(QCoreApplication.translate("VillageInternet", "Move it there"))
        self._leave = _button(QCoreApplication.translate("VillageInternet", "Leave it"))
        self._take.setObjectName("findings.takeOffer")
        self._leave.setObjectName("findings.leaveOffer")
        self._take.clicked.connect(self.offer_taken)
        self._leave.clicked.connect(self.offer_left)
        frame = QFrame()
        frame.setFrameShape(QFrame.Shape.StyledPanel)
        answers = FlowBox(self.fontMetrics().averageCharWidth() // 2)
        answers.add(self._take)
        answers.add(self._leave)
        layout = QVBoxLayout(frame)
        layout.addWidget(self._offer_words)
        layout.addWidget(answers)
        frame.hide()
        return frame

    def _lay_out(self) -> None:
        buttons = FlowBox(self.fontMetrics().averageCharWidth() // 2)
        for button in (
            *(self.zoom, self.fix, self.nearest),
            *(self.delete, self.waive, self.take_back),
        ):
            buttons.add(button)
        head = QHBoxLayout()
        head.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._heading, 1)
        told = QWidget()
        inside = QVBoxLayout(told)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(head)
        inside.addWidget(self._message)
        inside.addWidget(self._measured)
        for heading, body in self._sections:
            inside.addWidget(heading)
            inside.addWidget(body)
        inside.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(told)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "About the finding chosen")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addWidget(self._offer)
        layout.addWidget(buttons)


def _text(bold: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if bold:
        font = QFont(label.font())
        font.setBold(True)
        label.setFont(font)
    return label


def _button(text: str) -> QPushButton:
    button = QPushButton(text)
    button.setAutoDefault(False)
    return button
