# SPDX-License-Identifier: GPL-2.0-or-later
"""Plans as good as the suggested one: looked for when asked, and each can be taken up instead."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QListView, QListWidget, QListWidgetItem, QPushButton

from village_internet_plugin.domain.finding import NOTICE
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.share.pieces import SignedText
from village_internet_plugin.panels.suggest.question import QuestionView

_LINES_SHOWN = 7


class TiesView(QuestionView):
    """They are looked for only when asked: it may take as long as the suggestion did."""

    take_up_asked = pyqtSignal(int)
    """The row of the plan that is wanted."""

    def __init__(self, language: str) -> None:
        super().__init__(
            QCoreApplication.translate("VillageInternet", "Look for plans as good"),
            QCoreApplication.translate(
                "VillageInternet",
                "Tries every exchange of one site for another, then solves again for other plans "
                "that reach as many people.",
            ),
        )
        self.plans = QListWidget()
        self.take_up = QPushButton(
            QCoreApplication.translate("VillageInternet", "Take this plan instead")
        )
        self.problem = SignedText(language, NOTICE)
        self._shown, self._can_ask = 0, True
        self._prepare()
        for part in (self.plans, self.problem):
            self.column.addWidget(part)
        self.column.addWidget(self.take_up, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_plans((), 0)

    def show_plans(self, plans: Sequence[str], shown: int) -> None:
        """Offer plans in a sentence each; `shown` is the row of the one whose sites are shown."""
        self._shown = shown
        self.show_problem("")
        self.plans.blockSignals(True)
        self.plans.clear()
        mark = QCoreApplication.translate("VillageInternet", "{plan} (shown now)")
        for row, plan in enumerate(plans):
            item = QListWidgetItem(mark.format(plan=plan) if row == shown else plan)
            item.setToolTip(plain_tip(plan))
            self.plans.addItem(item)
        self.plans.setCurrentRow(shown if plans else -1)
        self.plans.blockSignals(False)
        for part in (self.plans, self.take_up):
            part.setVisible(bool(plans))
        self._show_ability()

    def show_problem(self, sentence: str) -> None:
        """Say why none can be taken up; nothing for an empty sentence."""
        self.problem.show_line(NOTICE, sentence)

    def offer(self, can_ask: bool) -> None:
        """Offer to look and to take up, or not while something is under way."""
        self._can_ask = can_ask
        self.ask.setEnabled(can_ask)
        self._show_ability()

    def _prepare(self) -> None:
        self.plans.setAccessibleName(QCoreApplication.translate("VillageInternet", "Plans as good"))
        self.plans.setWordWrap(True)
        self.plans.setAlternatingRowColors(True)
        self.plans.setResizeMode(QListView.ResizeMode.Adjust)
        self.plans.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.plans.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.plans.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.plans.setMinimumHeight(_LINES_SHOWN * self.plans.fontMetrics().lineSpacing())
        self.take_up.setObjectName("suggest.take_up")
        self.take_up.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Shows its sites, why each of them, and where it stands on the curve, to be "
                "accepted; nothing comes into the plan yet.",
            )
        )
        self.plans.currentRowChanged.connect(lambda _row: self._show_ability())
        self.plans.itemActivated.connect(lambda _item: self._ask_for_current())
        self.take_up.clicked.connect(lambda _=False: self._ask_for_current())

    def _show_ability(self) -> None:
        row = self.plans.currentRow()
        self.take_up.setEnabled(self._can_ask and row not in (-1, self._shown))

    def _ask_for_current(self) -> None:
        if self.take_up.isEnabled():
            self.take_up_asked.emit(self.plans.currentRow())
