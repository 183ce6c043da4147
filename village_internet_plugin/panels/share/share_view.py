# SPDX-License-Identifier: GPL-2.0-or-later
"""What the share panel looks like; it shows what it is given and says what the user wants."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.panels.kept_keyboard import KeptKeyboard
from village_internet_plugin.panels.share.account_view import AccountView
from village_internet_plugin.panels.share.flow import FlowLayout
from village_internet_plugin.panels.share.history_view import HistoryView
from village_internet_plugin.panels.share.outcome_view import OutcomeView
from village_internet_plugin.panels.share.pieces import FoldingBox, SignedText, WrappedText
from village_internet_plugin.panels.share.reason_line import ReasonLine
from village_internet_plugin.panels.share.receipts_view import ReceiptsView
from village_internet_plugin.panels.share.state_lines import StateLine

_WHOLE = 1000
"""Steps of the progress bar."""


class ShareView(QScrollArea):
    """One column that scrolls: account, state, actions, what came of them, receipts."""

    publish_asked = pyqtSignal()
    try_asked = pyqtSignal()
    pull_asked = pyqtSignal()
    cancel_asked = pyqtSignal()
    refresh_asked = pyqtSignal()

    def __init__(self, account_widget: QWidget, language: str) -> None:
        super().__init__()
        self._language = language
        self._lines: list[StateLine] | None = None
        self.account = AccountView(account_widget, language)
        self.account_box = FoldingBox("", self.account)
        self.no_plan = WrappedText(
            QCoreApplication.translate(
                "VillageInternet", "Open a plan, or make a new one, to share it."
            )
        )
        self.state = QWidget()
        self.reason = ReasonLine()
        self.publish = QPushButton(QCoreApplication.translate("VillageInternet", "Publish"))
        self.pull = QPushButton(QCoreApplication.translate("VillageInternet", "Pull"))
        self.try_out = QPushButton(
            QCoreApplication.translate("VillageInternet", "Try without storing")
        )
        self.refresh = QPushButton(QCoreApplication.translate("VillageInternet", "Ask server"))
        self.progress = _Progress()
        self.outcome = OutcomeView(language)
        self.receipts = ReceiptsView(language)
        self.receipts_box = FoldingBox(
            QCoreApplication.translate("VillageInternet", "Receipts"), self.receipts
        )
        self.history = HistoryView(language)
        self.history_box = FoldingBox(
            QCoreApplication.translate("VillageInternet", "History"), self.history
        )
        self.history_box.set_open(False)
        self._plan_parts = (
            *(self.state, self.reason, self.actions()),
            *(self.receipts_box, self.history_box),
        )
        self._keyboard = KeptKeyboard(
            self.progress.cancel,
            (self.publish, self.pull, self.try_out, self.refresh, self.account.test),
            (self.outcome,),
        )
        self._lay_out()
        self._explain()
        for button, asked in (
            (self.publish, self.publish_asked),
            (self.try_out, self.try_asked),
            (self.pull, self.pull_asked),
            (self.refresh, self.refresh_asked),
            (self.progress.cancel, self.cancel_asked),
        ):
            button.clicked.connect(lambda _=False, asked=asked: asked.emit())

    def actions(self) -> QWidget:
        """Return the row of actions; made once."""
        widget = QWidget()
        flow = FlowLayout(widget)
        for button in (self.publish, self.pull, self.try_out, self.refresh):
            flow.addWidget(button)
        return widget

    def show_plan(self, is_open: bool) -> None:
        """Show what belongs to a plan, or say that none is open."""
        self.no_plan.setVisible(not is_open)
        for part in self._plan_parts:
            part.setVisible(is_open)

    def show_server(self, title: str, is_ready: bool) -> None:
        """Name server and account in their heading; unfold them where something is missing."""
        self.account_box.set_title(title)
        if not is_ready:
            self.account_box.set_open(True)

    def show_state(self, lines: list[StateLine]) -> None:
        """Show the state before acting, a line each."""
        if lines == self._lines:
            return
        self._lines = list(lines)
        layout = self.state.layout()
        while layout.count():
            row = layout.takeAt(0).widget()
            row.setParent(None)
            row.deleteLater()
        for line in lines:
            layout.addWidget(SignedText(self._language, line.sign, line.text))

    def show_abilities(self, can_publish: bool, can_ask: bool) -> None:
        """Offer what can be done now; the state says why something cannot."""
        self.publish.setEnabled(can_publish)
        self.try_out.setEnabled(can_ask)
        self.pull.setEnabled(can_ask)
        self.refresh.setEnabled(can_ask)
        self.account.test.setEnabled(not self.progress.isVisibleTo(self))
        self._keyboard.come_back()

    def show_progress(self, text: str, share: float) -> None:
        """Show how far the action has come; an empty text for none."""
        if not text:
            self._keyboard.end()
        self.progress.show_share(text, share)
        if text:
            self._keyboard.begin()

    def _lay_out(self) -> None:
        lines = QVBoxLayout(self.state)
        lines.setContentsMargins(0, 0, 0, 0)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.addWidget(self.account_box)
        layout.addWidget(self.no_plan)
        state, reason, actions, *below = self._plan_parts
        for part in (state, reason, actions, self.progress, self.outcome, *below):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _explain(self) -> None:
        self.publish.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Sends what changed; the server checks it and stores all of it or nothing.",
            )
        )
        self.try_out.setToolTip(
            QCoreApplication.translate(
                "VillageInternet", "Asks the server what publishing would give; stores nothing."
            )
        )
        self.pull.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Brings what others published and what colleagues changed in this plan.",
            )
        )
        self.refresh.setToolTip(
            QCoreApplication.translate(
                "VillageInternet", "Asks the server how far the plan is there."
            )
        )


class _Progress(QWidget):
    """What is being done, how far it has come, and the way to stop it."""

    def __init__(self) -> None:
        super().__init__()
        self.text = WrappedText()
        self.bar = QProgressBar()
        self.bar.setRange(0, _WHOLE)
        self.bar.setAccessibleName(QCoreApplication.translate("VillageInternet", "Progress"))
        self.cancel = QPushButton(QCoreApplication.translate("VillageInternet", "Cancel"))
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.text)
        layout.addLayout(row)
        self.setVisible(False)

    def show_share(self, text: str, share: float) -> None:
        """Show `share` (0 to 1) under `text`; hide with an empty text."""
        self.text.setText(text)
        self.bar.setValue(round(_WHOLE * share))
        self.setVisible(bool(text))
