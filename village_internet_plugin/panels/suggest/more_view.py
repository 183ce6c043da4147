# SPDX-License-Identifier: GPL-2.0-or-later
"""What comes next: the next best site of each funder, and what more points or money would bring."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from village_internet_plugin.panels.share.pieces import WrappedText


class MoreView(QWidget):
    """Sentences, and a button for those that have to be solved for."""

    asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.next_best, self.told = WrappedText(), WrappedText()
        self.ask = QPushButton(
            QCoreApplication.translate("VillageInternet", "Solve again with more")
        )
        self.ask.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Says what one more point and Rp100 million more of each funding source would "
                "bring: the suggestion is solved again for each.",
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self.fontMetrics().height(), 0, 0, 0)
        layout.addWidget(self.next_best)
        layout.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.told)
        for text in (self.next_best, self.told):
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ask.clicked.connect(lambda _=False: self.asked.emit())
        self.show_next(())

    def show_next(self, sentences: Sequence[str]) -> None:
        """Show what each funding source could pay for next; forgets what was solved before."""
        self.next_best.setText("\n".join(sentences))
        self.next_best.setVisible(bool(sentences))
        self.show_more(())

    def show_more(self, sentences: Sequence[str]) -> None:
        """Show what more would bring."""
        self.told.setText("\n".join(sentences))
        self.told.setVisible(bool(sentences))
