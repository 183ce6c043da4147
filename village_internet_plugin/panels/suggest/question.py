# SPDX-License-Identifier: GPL-2.0-or-later
"""A question that is solved for only when asked: its button, and the sentences that answer it."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from village_internet_plugin.panels.share.pieces import WrappedText


class QuestionView(QWidget):
    """The button first, then the answer; who has more to show adds it to `column`."""

    asked = pyqtSignal()

    def __init__(self, question: str, explained: str) -> None:
        """Write `question` on the button, and what it does in its tooltip."""
        super().__init__()
        self.told = answer_text()
        self.ask = QPushButton(question)
        self.ask.setToolTip(explained)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(self.fontMetrics().height(), 0, 0, 0)
        self.column.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.told)
        self.ask.clicked.connect(lambda _=False: self.asked.emit())
        self.show_told(())

    def show_told(self, sentences: Sequence[str]) -> None:
        """Show the answer; nothing for no sentences."""
        show_sentences(self.told, sentences)


def answer_text() -> WrappedText:
    """Return a text that can be selected, to be copied into a letter."""
    text = WrappedText()
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return text


def show_sentences(text: WrappedText, sentences: Sequence[str]) -> None:
    """Show sentences, each on a line of its own; hide the text for none."""
    text.setText("\n".join(sentences))
    text.setVisible(bool(sentences))
