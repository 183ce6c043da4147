# SPDX-License-Identifier: GPL-2.0-or-later
"""What the suggest dock shows: wishes, how far the seeking is, the result, and scenarios.

Shows what it is given and says what the user wants.
"""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QShowEvent
from qgis.PyQt.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.finding import ERROR, NOTICE
from village_internet_plugin.panels.kept_keyboard import KeptKeyboard
from village_internet_plugin.panels.share.pieces import FoldingBox, SignedText, WrappedText
from village_internet_plugin.panels.suggest.curves_view import CurvesView
from village_internet_plugin.panels.suggest.more_view import MoreView
from village_internet_plugin.panels.suggest.scenarios_view import ScenariosView
from village_internet_plugin.panels.suggest.sites_view import SitesView
from village_internet_plugin.panels.suggest.ties_view import TiesView
from village_internet_plugin.panels.suggest.why_not_view import WhyNotView
from village_internet_plugin.panels.suggest.wishes_view import WishesView

_LAID_OUT_MS = 100
"""When what is shown anew has its height."""
_WHOLE = 1000
"""Steps of the progress bar."""


class SuggestView(QScrollArea):
    """One column that scrolls."""

    appeared = pyqtSignal()
    suggest_asked = pyqtSignal()
    stop_asked = pyqtSignal()

    def __init__(self, layer_choice: QComboBox, language: str) -> None:
        """Offer layers of further sites in `layer_choice`, which is handed in."""
        super().__init__()
        self._language = language
        self.let_go = lambda: None
        self.no_plan = WrappedText()
        self.wishes = WishesView(layer_choice, language)
        self.marks = _Marks()
        self.problem = SignedText(language, NOTICE)
        self.suggest = QPushButton(QCoreApplication.translate("VillageInternet", "Suggest"))
        self.stop = QPushButton(QCoreApplication.translate("VillageInternet", "Stop"))
        self.bar, self.doing = QProgressBar(), WrappedText()
        self.result = QWidget()
        self.how = WrappedText()
        self.curves = CurvesView(language)
        self.sites = SitesView(language)
        self.why_not, self.more, self.ties = WhyNotView(), MoreView(), TiesView(language)
        self.scenarios = ScenariosView()
        self._scrolling = QTimer(self)
        self._scrolling.setSingleShot(True)
        self._scrolling.setInterval(_LAID_OUT_MS)
        self._scrolling.timeout.connect(self._scroll)
        self._looked_at: QWidget | None = None
        self._keyboard = KeptKeyboard(self.stop, (self.suggest, *self._further()), (self.ties,))
        self._lay_out()
        for field in (*self.findChildren(QAbstractSpinBox), *self.findChildren(QComboBox)):
            field.installEventFilter(self)
        self.show_progress("", 0.0)
        self.show_result((), ())
        self.suggest.setObjectName("suggest.seek")
        self.suggest.setEnabled(False)
        for button, asked in ((self.suggest, self.suggest_asked), (self.stop, self.stop_asked)):
            button.clicked.connect(lambda _=False, asked=asked: asked.emit())

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for what is new since the panel was last seen."""
        super().showEvent(event)
        self.appeared.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the wheel for the dock: over a field it would change what is wished unnoticed."""
        is_field = isinstance(watched, (QAbstractSpinBox, QComboBox))
        if event.type() == QEvent.Type.Wheel and is_field:
            event.ignore()
            return True
        return bool(super().eventFilter(watched, event))

    def show_nothing(self, sentence: str) -> None:
        """Show a sentence in place of all else; an empty one for none."""
        self.no_plan.setText(sentence)
        self.no_plan.setVisible(bool(sentence))
        self._parts.setVisible(not sentence)

    def show_ability(self, can_suggest: bool, problem: str) -> None:
        """Offer to suggest, or say what is missing."""
        self.suggest.setEnabled(can_suggest)
        self.problem.show_line(NOTICE, problem)
        self._keyboard.come_back()

    def show_failure(self, sentence: str, sign: str = ERROR) -> None:
        """Say why nothing came of it; an empty sentence for nothing."""
        self.problem.show_line(sign, sentence)

    def show_progress(self, doing: str, share: float) -> None:
        """Show how far it has come; an empty text for none."""
        if not doing:
            self._keyboard.end()
        self.doing.setText(doing)
        self.bar.setValue(round(_WHOLE * share))
        self._progress.setVisible(bool(doing))
        if doing:
            self._keyboard.begin()

    def show_result(self, lines: Sequence[tuple[str, str]], how: Sequence[str]) -> None:
        """Show what a suggestion came to, as signs and sentences; nothing for no lines."""
        layout = self.result.layout()
        while layout.count():
            row = layout.takeAt(0).widget()
            row.setParent(None)
            row.deleteLater()
        for sign, text in lines:
            layout.addWidget(SignedText(self._language, sign, text))
        self.how.setText("\n".join(f"• {line}" for line in how))
        self.how_box.setVisible(bool(how))
        for part in (self.result, self.curves, self.why_not, self.more_box, self.ties_box):
            part.setVisible(bool(lines))
        if not lines:
            self.show_sites_part(False)

    def show_ties_part(self, is_shown: bool) -> None:
        """Show or hide what is told of plans as good."""
        self.ties_box.setVisible(is_shown)

    def show_as_kept(self) -> None:
        """Hide what only a suggestion just made can answer: a kept scenario is shown."""
        for part in (self.curves, self.why_not, self.more_box, self.ties_box):
            part.setVisible(False)

    def show_further(self, can_ask: bool) -> None:
        """Offer to ask further, or not while something is under way."""
        for button in (self.why_not.ask, self.why_not.prove, self.more.ask):
            button.setEnabled(can_ask)
        self.ties.offer(can_ask)

    def _further(self) -> tuple[QPushButton, ...]:
        ties = self.ties
        return (self.why_not.ask, self.why_not.prove, self.more.ask, ties.ask, ties.take_up)

    def look_at_result(self) -> None:
        """Scroll to the result, once it is laid out."""
        self._looked_at = None
        self._scrolling.start()

    def look_at(self, answer: QWidget) -> None:
        """Scroll until an answer that has just come is seen, once it is laid out."""
        self._looked_at = answer
        self._scrolling.start()

    def _scroll(self) -> None:
        if self._looked_at is None:
            self.verticalScrollBar().setValue(self._parts.y() + self.suggest.y())
        elif self._looked_at.isVisible():
            self.ensureWidgetVisible(self._looked_at, 0, self.fontMetrics().height())

    def show_sites_part(self, is_shown: bool) -> None:
        """Show or hide the list of sites and what can be done with them."""
        self.sites.setVisible(is_shown)

    def _lay_out(self) -> None:
        self.bar.setRange(0, _WHOLE)
        self.bar.setAccessibleName(QCoreApplication.translate("VillageInternet", "Progress"))
        self.stop.setToolTip(
            QCoreApplication.translate(
                "VillageInternet", "Ends the seeking and takes the best plan found so far."
            )
        )
        self._progress = QWidget()
        row = QHBoxLayout()
        row.addWidget(self.bar, 1)
        row.addWidget(self.stop)
        lines = QVBoxLayout(self._progress)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(self.doing)
        lines.addLayout(row)
        results = QVBoxLayout(self.result)
        results.setContentsMargins(0, 0, 0, 0)
        how = QCoreApplication.translate("VillageInternet", "How it was found")
        self.how_box = FoldingBox(how, self.how)
        self.how_box.set_open(False)
        more = QCoreApplication.translate("VillageInternet", "What more would bring")
        self.more_box = FoldingBox(more, self.more)
        self.more_box.set_open(False)
        ties = QCoreApplication.translate("VillageInternet", "Plans as good")
        self.ties_box = FoldingBox(ties, self.ties)
        self.ties_box.set_open(False)
        kept = QCoreApplication.translate("VillageInternet", "Scenarios")
        self.scenarios_box = FoldingBox(kept, self.scenarios)
        self._parts = QWidget()
        layout = QVBoxLayout(self._parts)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self.wishes, self.marks, self.problem):
            layout.addWidget(part)
        layout.addWidget(self.suggest)
        for part in (self._progress, self.result, self.sites, self.why_not, self.curves):
            layout.addWidget(part)
        for box in (self.ties_box, self.more_box, self.how_box):
            layout.addWidget(box)
        layout.addWidget(self.scenarios_box)
        content = QWidget()
        column = QVBoxLayout(content)
        column.addWidget(self.no_plan)
        column.addWidget(self._parts)
        column.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)


class _Marks(QWidget):
    """Which sites are wanted in any case or ruled out, with the way to forget them."""

    forget_asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.text = WrappedText()
        self.forget = QPushButton(QCoreApplication.translate("VillageInternet", "Forget them"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text, 1)
        row.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignTop)
        self.forget.clicked.connect(lambda _=False: self.forget_asked.emit())
        self.show_marks("")

    def show_marks(self, sentence: str) -> None:
        """Show which there are; nothing for an empty sentence."""
        self.text.setText(sentence)
        self.setVisible(bool(sentence) and self.parentWidget() is not None)
