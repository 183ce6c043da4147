# SPDX-License-Identifier: GPL-2.0-or-later
"""A small dialog in which a village is looked for by its name or code."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.layers.importing.preview_report import FindVillages
from village_internet_plugin.panels.plan.dialog_size import open_at
from village_internet_plugin.panels.plan.labels import text_label


class VillageSearchView(QDialog):
    """Type, then choose."""

    def __init__(self, words: str, find: FindVillages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        title = QCoreApplication.translate("VillageInternet", "Which village is meant?")
        self.setWindowTitle(title)
        self.edit, self.list = QLineEdit(), QListWidget()
        self.edit.setPlaceholderText(
            QCoreApplication.translate("VillageInternet", "Name or code of the village")
        )
        self.edit.setAccessibleName(self.edit.placeholderText())
        self.list.setAccessibleName(QCoreApplication.translate("VillageInternet", "Villages"))
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setText(QCoreApplication.translate("VillageInternet", "Cancel"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(text_label(words, bold=True))
        for widget in (self.edit, self.list, self.buttons):
            layout.addWidget(widget)
        self.edit.textChanged.connect(self._search)
        self.list.itemActivated.connect(lambda _item: self.accept())
        self._search("")
        open_at(self, 56, 22)

    def chosen(self) -> str | None:
        """Return the code of the village that is chosen."""
        item = self.list.currentItem()
        return None if item is None else item.data(Qt.ItemDataRole.UserRole)

    def _search(self, text: str) -> None:
        self.list.clear()
        for choice in self._find(text) if text.strip() else ():
            parts = (choice.name, choice.district, choice.value)
            item = QListWidgetItem(", ".join(part for part in parts if part))
            item.setData(Qt.ItemDataRole.UserRole, choice.value)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(self.list.count() > 0)
