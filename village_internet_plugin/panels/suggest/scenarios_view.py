# SPDX-License-Identifier: GPL-2.0-or-later
"""The scenarios kept in the plan, as a table, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.share.flow import FlowLayout
from village_internet_plugin.panels.share.pieces import WrappedText
from village_internet_plugin.panels.suggest.scenario_rows import ScenarioRow

_LINES_SHOWN = 5
_NAME_LETTERS = 12
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ScenariosView(QWidget):
    """Rows of which one or two may be chosen; today's plan is the first of them."""

    compare_asked = pyqtSignal(object)
    """Names of the rows to compare, one or two of them; empty for today's plan."""
    take_up_asked = pyqtSignal(str)
    save_asked = pyqtSignal(str)
    remove_asked = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[ScenarioRow, ...] = ()
        self.note = WrappedText(
            QCoreApplication.translate(
                "VillageInternet",
                "No scenario is kept yet. Suggest, and press Keep as scenario, to compare "
                "suggestions with one another and with today's plan.",
            )
        )
        self.table = QTableWidget(0, 0)
        self.compare = QPushButton(
            QCoreApplication.translate("VillageInternet", "Compare on the map")
        )
        self.take_up = QPushButton(QCoreApplication.translate("VillageInternet", "Take up"))
        self.save = QPushButton(QCoreApplication.translate("VillageInternet", "Save as plan…"))
        self.remove = QPushButton(QCoreApplication.translate("VillageInternet", "Remove"))
        self.told = WrappedText()
        self.told.hide()
        self._prepare()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.compare, self.take_up, self.save, self.remove):
            flow.addWidget(button)
        for part in (self.note, self.table, buttons, self.told):
            layout.addWidget(part)
        self._connect()
        self.show_rows(())

    def show_rows(self, rows: Sequence[ScenarioRow]) -> None:
        """Show the rows, today's plan first; what is chosen stays chosen where it is there."""
        chosen = set(self.chosen())
        self._rows = tuple(rows)
        is_any = len(self._rows) > 1
        self.note.setVisible(not is_any)
        self.table.setVisible(is_any)
        self.table.clearContents()
        self.table.setRowCount(len(self._rows))
        for place, row in enumerate(self._rows):
            for column, text in enumerate(row.texts()):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(row.tip))
                if column:
                    item.setTextAlignment(_RIGHT)
                self.table.setItem(place, column, item)
        kept = [place for place, row in enumerate(self._rows) if row.name in chosen]
        self._fit_names()
        self.table.clearSelection()
        for place in kept or ([len(self._rows) - 1] if is_any else []):
            self.table.selectRow(place)
        self._selection_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give the names what the figures leave."""
        super().resizeEvent(event)
        self._fit_names()

    def show_told(self, sentence: str) -> None:
        """Say what came of a comparison; an empty text for nothing."""
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def chosen(self) -> list[str]:
        """Return the names of the chosen rows, in their order; empty for today's plan."""
        places = sorted({index.row() for index in self.table.selectedIndexes()})
        return [self._rows[place].name for place in places if place < len(self._rows)]

    def _prepare(self) -> None:
        titles = (
            QCoreApplication.translate("VillageInternet", "Scenario"),
            QCoreApplication.translate("VillageInternet", "Points"),
            QCoreApplication.translate("VillageInternet", "People"),
            QCoreApplication.translate("VillageInternet", "Rupiah"),
            QCoreApplication.translate("VillageInternet", "Best by"),
        )
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels(titles)
        self.table.setAccessibleName(QCoreApplication.translate("VillageInternet", "Scenarios"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setAlternatingRowColors(True)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setHighlightSections(False)
        line = self.table.fontMetrics().lineSpacing()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setMinimumHeight(_LINES_SHOWN * line + _LINES_SHOWN * line // 2)
        for button, tip in (
            (
                self.compare,
                QCoreApplication.translate(
                    "VillageInternet",
                    "Adds a layer with a sign at each hotspot that differs: between the two chosen "
                    "rows, or between the chosen one and the plan as it is.",
                ),
            ),
            (
                self.take_up,
                QCoreApplication.translate(
                    "VillageInternet", "Shows the scenario's sites above, to be accepted."
                ),
            ),
            (
                self.save,
                QCoreApplication.translate(
                    "VillageInternet",
                    "Writes a copy of the saved plan with the scenario in it, to open or to "
                    "compare with Compare plans.",
                ),
            ),
            (
                self.remove,
                QCoreApplication.translate(
                    "VillageInternet", "Takes the scenario out of the plan's file."
                ),
            ),
        ):
            button.setToolTip(tip)

    def _connect(self) -> None:
        self.table.itemSelectionChanged.connect(self._selection_changed)
        self.compare.clicked.connect(lambda _=False: self.compare_asked.emit(self.chosen()))
        for button, asked in (
            (self.take_up, self.take_up_asked),
            (self.save, self.save_asked),
            (self.remove, self.remove_asked),
        ):
            button.clicked.connect(lambda _=False, asked=asked: asked.emit(self._one()))

    def _fit_names(self) -> None:
        """Show names in full where there is room, enough of them to tell them apart elsewhere."""
        header = self.table.horizontalHeader()
        figures = sum(
            max(self.table.sizeHintForColumn(column), header.sectionSizeHint(column)) + 1
            for column in range(1, self.table.columnCount())
        )
        least = _NAME_LETTERS * self.table.fontMetrics().averageCharWidth()
        room = self.width() - 2 * self.table.frameWidth() - figures
        self.table.setColumnWidth(0, max(least, room))

    def _one(self) -> str:
        named = [name for name in self.chosen() if name]
        return named[0] if len(named) == 1 else ""

    def _selection_changed(self) -> None:
        chosen = self.chosen()
        is_one = bool(self._one()) and len(chosen) == 1
        for button in (self.take_up, self.save, self.remove):
            button.setEnabled(is_one)
        self.compare.setEnabled(0 < len(chosen) <= 2 and chosen != [""])
