# SPDX-License-Identifier: GPL-2.0-or-later
"""Plans as good as the suggested one: sentences, and the button that looks for them."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

from village_internet_plugin.panels.share.pieces import WrappedText


class TiesView(QWidget):
    """They are looked for only when asked: it may take as long as the suggestion did."""

    asked = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.told = WrappedText()
        self.told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.ask = QPushButton(
            QCoreApplication.translate("VillageInternet", "Look for plans as good")
        )
        self.ask.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Tries every exchange of one site for another, then solves again for other plans "
                "that reach as many people.",
            )
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self.fontMetrics().height(), 0, 0, 0)
        layout.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.told)
        self.ask.clicked.connect(lambda _=False: self.asked.emit())
        self.show_ties(())

    def show_ties(self, sentences: Sequence[str]) -> None:
        """Show what was found; nothing for no sentences."""
        self.told.setText("\n".join(f"• {one}" for one in sentences))
        self.told.setVisible(bool(sentences))
