# SPDX-License-Identifier: GPL-2.0-or-later
"""The small window on the map while placing: verdict, numbers, a better place, coordinates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.PyQt.QtCore import QCoreApplication, QEvent, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont, QKeyEvent, QPixmap
from qgis.PyQt.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.panels.placing.ghost_lines import GhostLine
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.sign_drawing import sign_pixmap

MOST_LINES = 4
_WIDTH_IN_LETTERS = 44


@dataclass(frozen=True)
class PlacingState:
    """All that the window shows; `verdict` is None while there is none, `problem` says why.

    Attributes:
        place: the village and the name the hotspot would have.
        position: its coordinates, as they are written.
        better: the offer of a better place; empty without one.
        searching: what is said while one is looked for, or that none was found.

    """

    verdict: str | None = None
    verdict_word: str = ""
    place: str = ""
    position: str = ""
    lines: tuple[GhostLine, ...] = ()
    problem: str = ""
    better: str = ""
    searching: str = ""


class PlacingView(QFrame):
    """Lies on the map, in one of its upper corners; keys it does not need go back to the map."""

    typed = pyqtSignal(str)
    """The text of the coordinate field, when Enter was pressed in it."""
    place_wanted = pyqtSignal()
    better_wanted = pyqtSignal()
    left = pyqtSignal()
    """The coordinate field was left with Esc: the keyboard belongs to the map again."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        """Show nothing yet; `hint` tells the keys."""
        super().__init__(parent)
        self.setObjectName("VillageInternet.placing")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self.setAccessibleName(QCoreApplication.translate("VillageInternet", "Placing a hotspot"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._state: PlacingState | None = None
        self._pixmaps: dict[tuple[str, int, float], QPixmap] = {}
        self._make(hint)
        self.setFixedWidth(self._width())
        self.show_state(PlacingState())

    def show_state(self, state: PlacingState) -> None:
        """Show what is known; only what differs is drawn anew."""
        if state == self._state:
            return
        self._state = state
        self._show_verdict(state)
        self._show_lines(state)
        self.better.setText(state.better)
        self.better.setToolTip(plain_tip(state.better))
        self.better.setVisible(bool(state.better))
        self._searching.setText(state.searching)
        self._searching.setVisible(bool(state.searching))
        self.place.setEnabled(state.verdict is not None)
        self._fit()

    def show_answer(self, sentence: str, is_wrong: bool) -> None:
        """Say how what was typed is understood, or why it is not; empty for nothing to say."""
        if sentence == self._answer.text():
            return
        if is_wrong:
            refused = QCoreApplication.translate("VillageInternet", "Not understood: {why}")
            self.coordinates.setAccessibleDescription(refused.format(why=sentence))
        else:
            self.coordinates.setAccessibleDescription(sentence)
        self._answer.setText(sentence)
        self._answer.setVisible(bool(sentence))
        font = self._answer.font()
        font.setBold(is_wrong)
        self._answer.setFont(font)
        self._fit()

    def take_keyboard(self, text: str = "") -> None:
        """Let the user type coordinates; `text` is what was typed already."""
        self.coordinates.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.coordinates.setText(text)
        else:
            self.coordinates.selectAll()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # noqa: N802
        """Give the keyboard back to the map when the coordinate field is left with Esc."""
        if watched is self.coordinates and isinstance(event, QKeyEvent):
            is_escape = event.key() == Qt.Key.Key_Escape
            if is_escape and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if is_escape and event.type() == QEvent.Type.KeyPress:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep keys from going on to the map below: an Enter here would place a hotspot there."""
        event.accept()
        focus = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            focus, QPushButton
        ):
            focus.click()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draw the signs anew when the theme or the lettering changes."""
        super().changeEvent(event)
        changes = (QEvent.Type.PaletteChange, QEvent.Type.FontChange)
        if event.type() in changes and self._state is not None:
            state, self._state = self._state, None
            self._pixmaps.clear()
            self.setFixedWidth(self._width())
            self.show_state(state)

    def _make(self, hint: str) -> None:
        self._sign, self._word, self._place = QLabel(), _label(), _label()
        bold = QFont(self._word.font())
        bold.setBold(True)
        self._word.setFont(bold)
        head = QHBoxLayout()
        head.addWidget(self._sign)
        head.addWidget(self._word, 1)
        self._rows = QGridLayout()
        self._rows.setColumnStretch(1, 1)
        self._lines = [(QLabel(), _label()) for _ in range(MOST_LINES)]
        for row, (sign, text) in enumerate(self._lines):
            self._rows.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            self._rows.addWidget(text, row, 1)
        self._more, self._searching, self._answer = _label(), _label(), _label()
        self._position = _label()
        self._position.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.better = QPushButton()
        self.better.clicked.connect(self.better_wanted)
        self.coordinates = self._coordinate_field()
        self.place = QPushButton(QCoreApplication.translate("VillageInternet", "Place here"))
        self.place.clicked.connect(self.place_wanted)
        typing = QHBoxLayout()
        typing.addWidget(self.coordinates, 1)
        typing.addWidget(self.place)
        self._hint = _label(hint)
        small = QFont(self._hint.font())
        if small.pointSizeF() > 0:  # a font given in pixels has none
            small.setPointSizeF(small.pointSizeF() * 0.9)
        self._hint.setFont(small)
        layout = QVBoxLayout(self)
        margin = self.fontMetrics().height() // 2
        layout.setContentsMargins(margin, margin, margin, margin)
        layout.setSpacing(margin // 2)
        layout.addLayout(head)
        layout.addWidget(self._place)
        layout.addLayout(self._rows)
        for widget in (self._more, self._searching, self.better, self._position):
            layout.addWidget(widget)
        layout.addLayout(typing)
        layout.addWidget(self._answer)
        layout.addWidget(self._hint)
        self._answer.setVisible(False)

    def _coordinate_field(self) -> QLineEdit:
        field = QLineEdit()
        name = QCoreApplication.translate("VillageInternet", "Coordinates or map link")
        field.setAccessibleName(name)
        field.setPlaceholderText(name)
        field.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Type or paste a position: degrees (-1.9214, 116.0512 or 1°55'17\" LS "
                "116°3'4\" BT), UTM (50S 506789 9786543) or the link of a map. Enter moves "
                "the hotspot there.",
            )
        )
        field.setClearButtonEnabled(True)
        field.returnPressed.connect(lambda: self.typed.emit(field.text()))
        field.textEdited.connect(lambda: self.show_answer("", is_wrong=False))
        field.installEventFilter(self)
        return field

    def _show_verdict(self, state: PlacingState) -> None:
        self._sign.setVisible(state.verdict is not None)
        if state.verdict is not None:
            self._sign.setPixmap(self._pixmap(state.verdict, 1.3))
            self._sign.setAccessibleName(state.verdict_word)
        self._word.setText(state.verdict_word if state.verdict is not None else state.problem)
        for label, text in ((self._place, state.place), (self._position, state.position)):
            label.setText(text)
            label.setVisible(bool(text))

    def _show_lines(self, state: PlacingState) -> None:
        shown: Sequence[GhostLine] = state.lines[:MOST_LINES]
        for row, (sign, text) in enumerate(self._lines):
            has_line = row < len(shown)
            sign.setVisible(has_line)
            text.setVisible(has_line)
            if has_line:
                sign.setPixmap(self._pixmap(shown[row].severity, 0.9))
                text.setText(shown[row].text)
                text.setAccessibleName(f"{shown[row].word}: {shown[row].text}".lstrip(": "))
        left = len(state.lines) - len(shown)
        more = QCoreApplication.translate("VillageInternet", "… and {count} more")
        self._more.setText(more.format(count=left))
        self._more.setVisible(left > 0)
        hidden = "\n".join(line.text for line in state.lines[MOST_LINES:])
        self._more.setToolTip(plain_tip(hidden))

    def _pixmap(self, severity: str, share: float) -> QPixmap:
        key = (severity, round(self.fontMetrics().height() * share), self.devicePixelRatioF())
        if key not in self._pixmaps:
            severity, size, ratio = key
            self._pixmaps[key] = sign_pixmap(severity, size, self.palette(), ratio)
        return self._pixmaps[key]

    def _width(self) -> int:
        return self.fontMetrics().averageCharWidth() * _WIDTH_IN_LETTERS

    def _fit(self) -> None:
        """Be as high as what is shown needs at the fixed width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))


def _label(text: str = "") -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
