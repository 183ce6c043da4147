# SPDX-License-Identifier: GPL-2.0-or-later
"""The first rows of a source as the plan will have them."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem

from village_internet_plugin.layers.importing.preview_report import ImportPreview
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.plan.field_labels import target_label, value_label

_WIDEST = 30
"""In letters; a longer text is cut and wholly in its tooltip."""


class RowsView(QTableWidget):
    """A table to look at."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "First rows as they will be read")
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAlternatingRowColors(True)

    def show_rows(self, preview: ImportPreview) -> None:
        """Show what the rows of a preview say; columns that no row fills are left out."""
        names = dict.fromkeys(
            name for row in preview.rows for name, value in row.values.items() if value is not None
        )
        has_position = any(row.position for row in preview.rows)
        heads = [target_label(name, self._language) for name in names]
        if has_position:
            heads.append(QCoreApplication.translate("VillageInternet", "Latitude, longitude"))
        self.setColumnCount(len(heads))
        self.setRowCount(len(preview.rows))
        self.setHorizontalHeaderLabels(heads)
        self.setVerticalHeaderLabels([str(row.number) for row in preview.rows])
        for place, row in enumerate(preview.rows):
            texts = [value_label(name, row.values.get(name), self._language) for name in names]
            for column, text in enumerate([*texts, row.position][: len(heads)]):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.setItem(place, column, item)
        self.resizeColumnsToContents()
        widest = _WIDEST * self.fontMetrics().averageCharWidth()
        for column in range(len(heads)):
            self.setColumnWidth(column, min(widest, self.columnWidth(column)))
