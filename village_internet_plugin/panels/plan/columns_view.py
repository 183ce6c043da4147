# SPDX-License-Identifier: GPL-2.0-or-later
"""The table that says which column of a source is read as what; each can be chosen anew."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
)

from village_internet_plugin.layers.importing.preview_report import (
    CHOSEN,
    CUT,
    RECOGNISED,
    ColumnPreview,
    ImportPreview,
)
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.plan.field_labels import is_required, target_label

_HEADER, _TARGET, _SAMPLES, _CERTAINTY = range(4)


class ColumnsView(QTableWidget):
    """One row per column of the source."""

    chosen = pyqtSignal(str, object)
    """The column's header, and what it is to be read into (None: not at all)."""

    def __init__(self, language: str) -> None:
        super().__init__(0, 4)
        self._language = language
        self._shown: tuple[str, tuple[str, ...]] = ("", ())
        self._combos: list[QComboBox] = []
        self.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "Columns and what they are read as")
        )
        self.setHorizontalHeaderLabels(
            [
                QCoreApplication.translate("VillageInternet", "Column of the source"),
                QCoreApplication.translate("VillageInternet", "Read as"),
                QCoreApplication.translate("VillageInternet", "First values"),
                QCoreApplication.translate("VillageInternet", "How sure"),
            ]
        )
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        # The tab key is to reach the buttons below; the combo boxes are reached in their turn.
        self.setTabKeyNavigation(False)
        self.verticalHeader().setVisible(False)
        heads = self.horizontalHeader()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        heads.setStretchLastSection(True)

    def show_columns(self, preview: ImportPreview) -> None:
        """Show how columns are read now; combo boxes stay where only the choice is another."""
        headers = tuple(column.header for column in preview.columns)
        if (preview.role, headers) != self._shown:
            self._shown = (preview.role, headers)
            self._make_rows(preview)
        for row, column in enumerate(preview.columns):
            combo = self._combos[row]
            combo.blockSignals(True)
            combo.setCurrentIndex(combo.findData(column.target or ""))
            combo.blockSignals(False)
            self.item(row, _CERTAINTY).setText(_certainty_text(column))

    def combo(self, header: str) -> QComboBox:
        """Return the combo box of a column; ValueError for a header there is not."""
        return self._combos[self._shown[1].index(header)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the wheel for the table: over a combo box it would change what is read."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return bool(super().eventFilter(watched, event))

    def _make_rows(self, preview: ImportPreview) -> None:
        self.setRowCount(0)
        self.setRowCount(len(preview.columns))
        self._combos = []
        for row, column in enumerate(preview.columns):
            named = column.header or QCoreApplication.translate("VillageInternet", "(no name)")
            self.setItem(row, _HEADER, _item(named))
            self.setItem(row, _SAMPLES, _item(" · ".join(column.samples)))
            self.setItem(row, _CERTAINTY, _item(""))
            combo = self._make_combo(preview.role, preview.targets, column)
            self._combos.append(combo)
            self.setCellWidget(row, _TARGET, combo)
        letter = self.fontMetrics().averageCharWidth()
        for section, letters in ((_HEADER, 22), (_TARGET, 28), (_SAMPLES, 34)):
            self.setColumnWidth(section, letters * letter)
        if self._combos:
            self.verticalHeader().setDefaultSectionSize(self._combos[0].sizeHint().height() + 2)

    def _make_combo(self, role: str, targets: Sequence[str], column: ColumnPreview) -> QComboBox:
        combo = QComboBox()
        combo.addItem(QCoreApplication.translate("VillageInternet", "– not read –"), "")
        for target in targets:
            star = " *" if is_required(role, target) else ""
            combo.addItem(target_label(target, self._language) + star, target)
        spoken = QCoreApplication.translate("VillageInternet", "Column {header} is read as")
        combo.setAccessibleName(spoken.format(header=column.header))
        combo.setObjectName(f"import.column.{column.header}")
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(16)
        combo.installEventFilter(self)
        header = column.header
        combo.currentIndexChanged.connect(
            lambda _index: self.chosen.emit(header, combo.currentData() or None)
        )
        return combo


def _item(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setToolTip(plain_tip(text))
    return item


def _certainty_text(column: ColumnPreview) -> str:
    if column.certainty == CHOSEN:
        return QCoreApplication.translate("VillageInternet", "chosen by you")
    if column.certainty == RECOGNISED:
        return QCoreApplication.translate("VillageInternet", "sure: the name is known")
    if column.certainty == CUT:
        return QCoreApplication.translate("VillageInternet", "likely: the name is cut off")
    return QCoreApplication.translate("VillageInternet", "unknown")
