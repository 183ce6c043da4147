# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog in which clashes are settled: side by side, one by one or all at once."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.panels.share.conflict_model import OTHERS, ConflictModel
from village_internet_plugin.panels.share.conflict_rows import ConflictRow
from village_internet_plugin.panels.share.conflict_table import ConflictTable
from village_internet_plugin.panels.share.flow import FlowLayout
from village_internet_plugin.panels.share.pieces import WrappedText
from village_internet_plugin.panels.share.position_signs import PositionLegend
from village_internet_plugin.sharing.three_way import OURS, THEIRS


class ConflictView(QDialog):
    """Not modal: the map beside it can be moved and looked at."""

    applied = pyqtSignal(object)
    """The side chosen for each clash."""
    put_off = pyqtSignal()
    row_chosen = pyqtSignal(object)
    """The `ConflictRow` to show on the map."""

    def __init__(
        self, rows: list[ConflictRow], language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._language, self._is_applied = language, False
        self.model = ConflictModel(rows, self)
        self.setWindowTitle(
            QCoreApplication.translate("VillageInternet", "Changed here and on the server")
        )
        self.table = ConflictTable(self.model)
        self.left = WrappedText()
        self.current = WrappedText()
        self.mine = QPushButton(QCoreApplication.translate("VillageInternet", "Mine for selected"))
        self.theirs = QPushButton(
            QCoreApplication.translate("VillageInternet", "Theirs for selected")
        )
        self.all_mine = QPushButton(QCoreApplication.translate("VillageInternet", "Mine for all"))
        self.all_theirs = QPushButton(
            QCoreApplication.translate("VillageInternet", "Theirs for all")
        )
        self.buttons = QDialogButtonBox()
        self.apply = self.buttons.addButton(
            QCoreApplication.translate("VillageInternet", "Take over"),
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        self.later = self.buttons.addButton(
            QCoreApplication.translate("VillageInternet", "Not now"),
            QDialogButtonBox.ButtonRole.RejectRole,
        )
        self._lay_out()
        self.table.setAccessibleName(self.windowTitle())
        self._connect()
        self._show_left()

    def reject(self) -> None:
        """Put the choice off: nothing is taken over."""
        super().reject()
        if not self._is_applied:
            self.put_off.emit()

    def _lay_out(self) -> None:
        intro = WrappedText(
            QCoreApplication.translate(
                "VillageInternet",
                "You and a colleague changed the same. Choose for each what the plan is to have; "
                "nothing is overwritten before that.",
            )
        )
        choices = FlowLayout()
        for button in (self.mine, self.theirs, self.all_mine, self.all_theirs):
            choices.addWidget(button)
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.addWidget(intro)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.current)
        layout.addWidget(PositionLegend(self._language))
        layout.addLayout(choices)
        layout.addWidget(self.left)
        layout.addWidget(self.buttons)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().lineSpacing()
        self.setMinimumWidth(70 * letter)
        self.resize(110 * letter, 32 * line)

    def _connect(self) -> None:
        self.mine.clicked.connect(lambda: self.model.decide(self._selected(), OURS))
        self.theirs.clicked.connect(lambda: self.model.decide(self._selected(), THEIRS))
        everything = range(len(self.model.rows))
        self.all_mine.clicked.connect(lambda: self.model.decide(everything, OURS))
        self.all_theirs.clicked.connect(lambda: self.model.decide(everything, THEIRS))
        self.model.dataChanged.connect(lambda *_: self._show_left())
        self.buttons.accepted.connect(self._apply)
        self.buttons.rejected.connect(self.reject)
        self.table.selectionModel().currentRowChanged.connect(self._row_changed)
        self.table.setCurrentIndex(self.model.index(0, OTHERS - 1))

    def _selected(self) -> list[int]:
        return [index.row() for index in self.table.selectionModel().selectedRows()]

    def _row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.model.rows[index.row()]
        text = QCoreApplication.translate(
            "VillageInternet",
            "{subject}, {field}: before {base}; mine {ours}; theirs {theirs}.",
        )
        self.current.setText(
            text.format(
                subject=row.subject,
                field=row.field,
                base=row.base,
                ours=row.ours,
                theirs=row.theirs,
            )
        )
        self.row_chosen.emit(row)

    def _show_left(self) -> None:
        left = self.model.undecided
        if left:
            text = QCoreApplication.translate("VillageInternet", "Still to choose: {left} of {all}")
        else:
            text = QCoreApplication.translate("VillageInternet", "All {all} are chosen.")
        self.left.setText(
            text.format(
                left=number_text(left, self._language),
                all=number_text(len(self.model.rows), self._language),
            )
        )
        self.apply.setEnabled(left == 0)

    def _apply(self) -> None:
        self._is_applied = True
        self.accept()
        self.applied.emit(dict(self.model.sides))


SHOWN_AS = Qt.WindowType.Tool
"""Stays above QGIS's window while the map is moved."""
