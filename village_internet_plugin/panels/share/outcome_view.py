# SPDX-License-Identifier: GPL-2.0-or-later
"""Shows what came of an action: sign and sentence, what to look at, and what can be done now."""

from __future__ import annotations

from typing import Callable

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.share import outcomes
from village_internet_plugin.panels.share.flow import FlowLayout
from village_internet_plugin.panels.share.outcomes import ListedFinding, Outcome
from village_internet_plugin.panels.share.pieces import FoldingBox, SignedText, WrappedText
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS

_LISTED_LINES = 9
"""Lines of findings that are seen at once; further ones are scrolled to."""
_SHOWN_LINES = 8
"""Sentences shown; a pull after months may have hundreds of revisions to tell."""


class OutcomeView(QFrame):
    """A framed card; hidden while there is nothing to tell."""

    answered = pyqtSignal(str)
    finding_chosen = pyqtSignal(str, str)
    """Kind of subject and subject of a finding that is to be shown on the map."""

    def __init__(self, language: str, has_offers: bool = True) -> None:
        super().__init__()
        self._language, self._has_offers = language, has_offers
        self._outcome: Outcome | None = None
        self._name_of: Callable[[str, str], str] = lambda _kind, subject: subject
        if has_offers:
            self.setFrameShape(QFrame.Shape.StyledPanel)
        self._layout = QVBoxLayout(self)
        if not has_offers:
            self._layout.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None
        self.buttons: dict[str, QPushButton] = {}
        self.findings: QListWidget | None = None
        self.setVisible(False)

    def set_names(self, name_of: Callable[[str, str], str]) -> None:
        """Call the subjects of findings by what `name_of` (kind, subject) says."""
        self._name_of = name_of

    def show_outcome(self, outcome: Outcome | None) -> None:
        """Show an outcome in place of the one before; None for none."""
        if outcome == self._outcome:
            return
        self._outcome = outcome
        had_keyboard = any(button.hasFocus() for button in self.buttons.values())
        if self._content is not None:
            self._layout.removeWidget(self._content)
            self._content.setParent(None)
            self._content.deleteLater()
        self._content, self.buttons, self.findings = None, {}, None
        if outcome is not None:
            self._content = self._card(outcome)
            self._layout.addWidget(self._content)
        self.setVisible(outcome is not None)
        if outcome is not None and self.buttons and (outcome.is_question or had_keyboard):
            next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, outcome: Outcome) -> QWidget:
        card = QWidget()
        card.setAccessibleName(outcome.sentence)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(0, 0, 0, 0)
        head = SignedText(self._language, outcome.sign, outcome.sentence)
        head.text.be_bold()
        layout.addWidget(head)
        for line in self._lines(outcome):
            layout.addWidget(WrappedText(line))
        if outcome.findings:
            self.findings = self._findings(outcome.findings)
            layout.addWidget(self.findings)
        if outcome.details:
            layout.addWidget(_details(outcome.details))
        if self._has_offers:
            layout.addLayout(self._offers(outcome.offers))
        return card

    def _lines(self, outcome: Outcome) -> list[str]:
        lines = list(outcome.lines)
        if len(lines) <= _SHOWN_LINES:
            return lines
        more = QCoreApplication.translate("VillageInternet", "… and {count} more.")
        return [*lines[:_SHOWN_LINES], more.format(count=len(lines) - _SHOWN_LINES)]

    def _findings(self, listed: tuple[ListedFinding, ...]) -> QListWidget:
        findings = QListWidget()
        findings.setWordWrap(True)
        findings.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "Findings of the server's check")
        )
        findings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        findings.setAlternatingRowColors(True)
        for finding in listed:
            words = SEVERITY_WORDS[finding.severity]
            name = self._name_of(finding.subject_kind, finding.subject)
            severity = words.one.say(self._language)
            text = f"{words.sign} {severity} {finding.rule}, {name}: {finding.message}"
            item = QListWidgetItem(text)
            item.setToolTip(plain_tip(text))
            item.setData(Qt.ItemDataRole.UserRole, (finding.subject_kind, finding.subject))
            findings.addItem(item)
        lines = min(_LISTED_LINES, 4 * len(listed))
        findings.setFixedHeight((lines + 1) * findings.fontMetrics().lineSpacing())
        findings.itemActivated.connect(self._chosen)
        findings.itemClicked.connect(self._chosen)
        return findings

    def _chosen(self, item: QListWidgetItem) -> None:
        kind, subject = item.data(Qt.ItemDataRole.UserRole)
        self.finding_chosen.emit(kind, subject)

    def _offers(self, offers: tuple[str, ...]) -> FlowLayout:
        layout = FlowLayout()
        for offer in offers:
            button = QPushButton(_offer_text(offer, self._outcome))
            button.setObjectName(f"offer.{offer}")
            button.clicked.connect(lambda _=False, offer=offer: self.answered.emit(offer))
            self.buttons[offer] = button
            layout.addWidget(button)
        return layout


def _details(text: str) -> FoldingBox:
    title = QCoreApplication.translate("VillageInternet", "Details")
    words = WrappedText(text)
    words.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    box = FoldingBox(title, words)
    box.set_open(False)
    return box


def _offer_text(offer: str, outcome: Outcome | None) -> str:
    is_question = outcome is not None and outcome.is_question
    texts = {
        outcomes.PULL: QCoreApplication.translate("VillageInternet", "Pull now"),
        outcomes.PUBLISH: QCoreApplication.translate("VillageInternet", "Publish now"),
        outcomes.SAVE_AND_GO_ON: QCoreApplication.translate("VillageInternet", "Save and go on"),
        outcomes.ADOPT: QCoreApplication.translate("VillageInternet", "Take over"),
        outcomes.FIND: QCoreApplication.translate("VillageInternet", "Show findings"),
        outcomes.SETTLE: QCoreApplication.translate("VillageInternet", "Choose…"),
        outcomes.DISMISS: QCoreApplication.translate("VillageInternet", "Not now")
        if is_question
        else QCoreApplication.translate("VillageInternet", "Close"),
    }
    return texts[offer]
