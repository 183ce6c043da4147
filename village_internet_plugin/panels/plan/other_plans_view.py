# SPDX-License-Identifier: GPL-2.0-or-later
"""Says that the project shows another plan too, which is not the one that is followed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.plan.labels import Sign, text_label


class OtherPlansView(QFrame):
    """A sentence, and a button for each of the other plans; hidden while there are none."""

    open_asked = pyqtSignal(str)
    """The file of the plan to follow instead."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.sentence = text_label()
        self.buttons: dict[str, QPushButton] = {}
        line = QHBoxLayout()
        line.addWidget(Sign("plan_doubt"))
        line.addWidget(self.sentence, 1)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(line)
        self.setVisible(False)

    def show_others(self, followed: str, others: Sequence[str]) -> None:
        """Name the plan that is followed and the other ones, all by their files."""
        self.setVisible(bool(others))
        if tuple(others) != tuple(self.buttons):
            self._make_buttons(others)
        told = QCoreApplication.translate(
            "VillageInternet",
            "This project shows hotspots of another plan too: {others}. Only {followed} is "
            "followed: findings, numbers and publishing are of it alone.",
        )
        names = ", ".join(Path(other).name for other in others)
        self.sentence.setText(told.format(others=names, followed=Path(followed).name))

    def _make_buttons(self, others: Sequence[str]) -> None:
        for button in self.buttons.values():
            button.setParent(None)
            button.deleteLater()
        self.buttons = {}
        for other in others:
            words = QCoreApplication.translate("VillageInternet", "Follow {name} instead")
            button = QPushButton(words.format(name=Path(other).name).replace("&", "&&"))
            button.setAccessibleName(words.format(name=Path(other).name))
            tip = QCoreApplication.translate(
                "VillageInternet",
                "Opens {path}; the layers of the plan that is open now leave the project, its file "
                "stays as it is.",
            )
            button.setToolTip(plain_tip(tip.format(path=other)))
            button.setObjectName(f"plan.other.{Path(other).stem}")
            button.clicked.connect(lambda _checked=False, other=other: self.open_asked.emit(other))
            self._layout.addWidget(button)
            self.buttons[other] = button
