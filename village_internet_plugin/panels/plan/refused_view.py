# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows an import refuses, why, and the one click that mends one or all of a kind."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.layers.importing.preview_report import ImportPreview, RefusedRow
from village_internet_plugin.layers.importing.problems import SHIFT, SWAP, VILLAGE, WORD
from village_internet_plugin.panels.plan.field_labels import target_label, value_label
from village_internet_plugin.panels.plan.labels import text_label
from village_internet_plugin.panels.plan.refused_model import (
    FIELD,
    REASON,
    ROW,
    VALUE,
    RefusedModel,
)


class RefusedView(QWidget):
    """A table, and below it what can be done about the row that is looked at."""

    position_mended = pyqtSignal(str, object)
    """SWAP or SHIFT, and the rows to mend (None: all it helps)."""
    word_given = pyqtSignal(str, str, str)
    """A column, a word in it, and the fixed value it means."""
    value_written = pyqtSignal(object, str)
    names_asked = pyqtSignal(str)
    """What a row says of its village: the user wants to choose which it is."""
    save_asked = pyqtSignal()

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._preview: ImportPreview | None = None
        self.model, self.table = RefusedModel(self), QTableView()
        self.model.written.connect(self.value_written)
        self._prepare_table()
        self._advice = text_label()
        self.here, self.everywhere = QPushButton(), QPushButton()
        self.meaning = QComboBox()
        self.table.setObjectName("import.rejected")
        self.here.setObjectName("import.mend")
        self.everywhere.setObjectName("import.mend_all")
        self.meaning.setObjectName("import.meaning")
        self.here.clicked.connect(self._mend_here)
        self.everywhere.clicked.connect(self._mend_everywhere)
        self.meaning.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "What the word means")
        )
        self._save = QPushButton(
            QCoreApplication.translate("VillageInternet", "Save rejected rows…")
        )
        self._save.clicked.connect(self.save_asked)
        actions = QHBoxLayout()
        for widget in (self.meaning, self.here, self.everywhere):
            actions.addWidget(widget)
        actions.addStretch(1)
        below = QHBoxLayout()
        below.addWidget(self._advice, 1)
        below.addWidget(self._save)
        layout = QVBoxLayout(self)
        layout.addWidget(self.table, 1)
        layout.addLayout(below)
        layout.addLayout(actions)

    def show_refused(self, preview: ImportPreview) -> None:
        """Show what a preview refuses; the eye stays near where it was."""
        before = max(0, self.table.currentIndex().row())
        self._preview = preview
        self.model.show_rows(preview.refused)
        if preview.refused:
            self.table.selectRow(min(before, len(preview.refused) - 1))
        self._show_ways()

    def current(self) -> RefusedRow | None:
        """Return the refused row that is looked at."""
        row = self.table.currentIndex().row()
        return self.model.refused(row) if 0 <= row < self.model.rowCount() else None

    def _prepare_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(QCoreApplication.translate("VillageInternet", "Rejected rows"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().setVisible(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setStretchLastSection(True)
        letter = self.fontMetrics().averageCharWidth()
        for section, letters in ((ROW, 8), (FIELD, 18), (VALUE, 26), (REASON, 40)):
            table.setColumnWidth(section, letters * letter)
        table.selectionModel().selectionChanged.connect(lambda *_ranges: self._show_ways())

    def _rows_looked_at(self, kind: str) -> list[int]:
        """Return the selected rows that can be mended in one way."""
        selected = self.table.selectionModel().selectedRows()
        refused = [self.model.refused(index.row()) for index in selected]
        return [row.row for row in refused if row.mend is not None and row.mend.kind == kind]

    def _show_ways(self) -> None:
        refused = self.current()
        kind = refused.mend.kind if refused is not None and refused.mend is not None else ""
        self._advice.setText("" if refused is None else self._advice_on(refused, kind))
        self.meaning.setVisible(kind == WORD)
        self.here.setVisible(bool(kind))
        alike = self._count_alike(kind)
        self.everywhere.setVisible(kind in (SWAP, SHIFT) and alike > 1)
        self._save.setEnabled(refused is not None)
        if refused is None or not kind:
            return
        self.here.setText(_here_text(kind))
        everywhere = QCoreApplication.translate("VillageInternet", "In all {count} rows like it")
        self.everywhere.setText(everywhere.format(count=alike))
        if kind == WORD and refused.mend is not None:
            self.meaning.clear()
            for choice in refused.mend.choices:
                words = value_label(refused.field, choice.value, self._language)
                self.meaning.addItem(words, choice.value)

    def _advice_on(self, refused: RefusedRow, kind: str) -> str:
        """Return the whole reason, which the table may cut off, and what can be done."""
        if kind == WORD and refused.mend is not None:
            sentence = QCoreApplication.translate(
                "VillageInternet", "Say what “{word}” means in {column}:"
            )
            column = target_label(refused.field, self._language)
            todo = sentence.format(word=refused.mend.words, column=column)
        elif kind:
            todo = ""
        elif refused.headers:
            by_hand = QCoreApplication.translate(
                "VillageInternet",
                "Double-click the value (or press F2) to write it anew; the file stays as it is.",
            )
            todo = f"{refused.correction} {by_hand}"
        else:
            todo = refused.correction
        return f"{refused.reason} {todo}".strip()

    def _count_alike(self, kind: str) -> int:
        refused = self._preview.refused if self._preview is not None else ()
        return sum(row.mend is not None and row.mend.kind == kind for row in refused)

    def _mend_here(self) -> None:
        refused = self.current()
        if refused is None or refused.mend is None:
            return
        kind = refused.mend.kind
        if kind in (SWAP, SHIFT):
            self.position_mended.emit(kind, self._rows_looked_at(kind) or [refused.row])
        elif kind == WORD:
            self.word_given.emit(refused.field, refused.mend.words, self.meaning.currentData())
        elif kind == VILLAGE:
            self.names_asked.emit(refused.mend.words)

    def _mend_everywhere(self) -> None:
        refused = self.current()
        if refused is not None and refused.mend is not None:
            self.position_mended.emit(refused.mend.kind, None)


def _here_text(kind: str) -> str:
    words = {
        SWAP: QCoreApplication.translate("VillageInternet", "Exchange latitude and longitude"),
        SHIFT: QCoreApplication.translate("VillageInternet", "Shift by 360°"),
        WORD: QCoreApplication.translate("VillageInternet", "It means this"),
        VILLAGE: QCoreApplication.translate("VillageInternet", "Choose the village…"),
    }
    return words[kind]
