# SPDX-License-Identifier: GPL-2.0-or-later
"""The receipts of what was published from a plan: the newest shown, all of them to choose from."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QPushButton, QVBoxLayout, QWidget

from village_internet_plugin.panels.share.pieces import WrappedText
from village_internet_plugin.panels.share.receipt_text import (
    receipt_lines,
    receipt_title,
    receipt_to_copy,
)
from village_internet_plugin.sharing.receipts import Receipt


class ReceiptsView(QWidget):
    """A choice of receipts and the one that is chosen; they are in the plan and need no network."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._receipts: tuple[Receipt, ...] = ()
        self.choice = QComboBox()
        self.choice.setAccessibleName(QCoreApplication.translate("VillageInternet", "Receipts"))
        self.choice.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.choice.currentIndexChanged.connect(self._show)
        self.copy = QPushButton(QCoreApplication.translate("VillageInternet", "Copy receipt"))
        self.copy.clicked.connect(self._copy)
        self._lines: list[tuple[WrappedText, WrappedText]] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(self.fontMetrics().height(), 0, 0, 0)
        layout.addWidget(self.choice)
        layout.addLayout(self._grid)
        layout.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)

    def show_receipts(self, receipts: tuple[Receipt, ...]) -> None:
        """Show these receipts, the newest first; the newest is chosen when there is another."""
        if receipts == self._receipts:
            return
        self._receipts = receipts
        self.choice.blockSignals(True)
        self.choice.clear()
        for receipt in receipts:
            self.choice.addItem(receipt_title(receipt, self._language))
        self.choice.blockSignals(False)
        self._show(0)

    def _chosen(self) -> Receipt | None:
        index = self.choice.currentIndex()
        return self._receipts[index] if 0 <= index < len(self._receipts) else None

    def _show(self, _index: int) -> None:
        receipt = self._chosen()
        pairs = receipt_lines(receipt, self._language) if receipt is not None else []
        while len(self._lines) < len(pairs):
            row = len(self._lines)
            name, value = WrappedText(), WrappedText()
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            name.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(name, row, 0)
            self._grid.addWidget(value, row, 1)
            self._lines.append((name, value))
        for (name, value), (name_text, value_text) in zip(self._lines, pairs):
            name.setText(name_text)
            value.setText(value_text)

    def _copy(self) -> None:
        receipt = self._chosen()
        if receipt is not None:
            QGuiApplication.clipboard().setText(receipt_to_copy(receipt, self._language))
