# SPDX-License-Identifier: GPL-2.0-or-later
"""The names of villages that are not certain: which village is meant is the user's to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.layers.importing.preview_report import DoubtfulName, FindVillages
from village_internet_plugin.layers.importing.problems import Choice
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.plan.labels import text_label
from village_internet_plugin.panels.plan.village_search_view import VillageSearchView

_LEAVE_OUT, _SEARCH = "", "?"
_SAFE = 0.8
"""From this likeness on the best candidate is taken by the button that takes all."""
MOST_SHOWN = 300
"""More names at once are not reviewed by hand: the wrong column is read then."""


class NamesView(QWidget):
    """One row per name, with the villages it may be."""

    decided = pyqtSignal(object)
    """What the user chose: village codes by what rows say; an empty code leaves rows out."""

    def __init__(self) -> None:
        super().__init__()
        self.table = QTableWidget(0, 3)
        self._shown: tuple[str, ...] = ()
        self._combos: list[QComboBox] = []
        self._names: Sequence[DoubtfulName] = ()
        self._find: FindVillages = lambda _text: ()
        self._explained = text_label()
        self._best = QPushButton()
        self._best.setObjectName("import.best_villages")
        self._best.clicked.connect(self._take_best)
        self._prepare_table()
        line = QHBoxLayout()
        line.addWidget(self._best)
        line.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(self._explained)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)

    def show_names(
        self, names: Sequence[DoubtfulName], decided: Mapping[str, str], find: FindVillages
    ) -> None:
        """Show the names to review, those already decided too, so that one can think again."""
        self._find = find
        shown = tuple(name.words for name in names[:MOST_SHOWN])
        if shown != self._shown:
            self._shown, self._names = shown, names[:MOST_SHOWN]
            self._make_rows()
        for name, combo in zip(self._names, self._combos):
            self._choose(combo, decided.get(name.words, _LEAVE_OUT))
        best = self._best_candidates(decided)
        words = QCoreApplication.translate(
            "VillageInternet", "Take the best candidate where it is clear ({count})"
        )
        self._best.setText(words.format(count=len(best)))
        self._best.setEnabled(bool(best))
        self._explained.setText(_explanation(len(names)))

    def combo(self, words: str) -> QComboBox:
        """Return the combo box of a name; ValueError for one that is not shown."""
        return self._combos[self._shown.index(words)]

    def look_at(self, words: str) -> None:
        """Give the keyboard to the choice for a name."""
        if words in self._shown:
            row = self._shown.index(words)
            self.table.selectRow(row)
            self.table.scrollToItem(self.table.item(row, 0))
            self._combos[row].setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep the wheel for the table: over a combo box it would choose a village."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return bool(super().eventFilter(watched, event))

    def _prepare_table(self) -> None:
        table = self.table
        table.setAccessibleName(QCoreApplication.translate("VillageInternet", "Doubtful villages"))
        table.setHorizontalHeaderLabels(
            [
                QCoreApplication.translate("VillageInternet", "The source says"),
                QCoreApplication.translate("VillageInternet", "Rows"),
                QCoreApplication.translate("VillageInternet", "Village that is meant"),
            ]
        )
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.verticalHeader().setVisible(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.horizontalHeader().setStretchLastSection(True)
        letter = self.fontMetrics().averageCharWidth()
        for section, letters in ((0, 36), (1, 16)):
            table.setColumnWidth(section, letters * letter)

    def _make_rows(self) -> None:
        self.table.setRowCount(0)
        self.table.setRowCount(len(self._names))
        self._combos = []
        for row, name in enumerate(self._names):
            rows = ", ".join(str(number) for number in name.rows[:20])
            for column, text in enumerate((name.words, rows)):
                item = QTableWidgetItem(text)
                item.setToolTip(plain_tip(text))
                self.table.setItem(row, column, item)
            combo = self._make_combo(name)
            self._combos.append(combo)
            self.table.setCellWidget(row, 2, combo)
        if self._combos:
            height = self._combos[0].sizeHint().height() + 2
            self.table.verticalHeader().setDefaultSectionSize(height)

    def _make_combo(self, name: DoubtfulName) -> QComboBox:
        combo = QComboBox()
        leave_out = QCoreApplication.translate("VillageInternet", "– leave these rows out –")
        combo.addItem(leave_out, _LEAVE_OUT)
        for choice in name.choices:
            combo.addItem(choice_text(choice), choice.value)
        combo.addItem(QCoreApplication.translate("VillageInternet", "Another village…"), _SEARCH)
        spoken = QCoreApplication.translate("VillageInternet", "Village meant by {words}")
        combo.setAccessibleName(spoken.format(words=name.words))
        combo.setObjectName(f"import.village.{name.words}")
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.installEventFilter(self)
        combo.activated.connect(lambda _index, name=name: self._chosen(name, combo))
        return combo

    def _chosen(self, name: DoubtfulName, combo: QComboBox) -> None:
        code = combo.currentData()
        if code == _SEARCH:
            search = VillageSearchView(name.words, self._find, self)
            code = search.chosen() if search.exec() else None
        self.decided.emit({name.words: code or _LEAVE_OUT})

    def _choose(self, combo: QComboBox, code: str) -> None:
        if combo.findData(code) < 0:
            found = self._find(code)
            text = choice_text(found[0]) if found else code
            combo.insertItem(1, text, code)
        combo.setCurrentIndex(combo.findData(code))

    def _best_candidates(self, decided: Mapping[str, str]) -> dict[str, str]:
        """Return the clear ones: alike, and no other village as much."""
        best = {}
        for name in self._names:
            likely = [c for c in name.choices if c.likeness >= _SAFE or c.holds_position]
            if decided.get(name.words) or not likely:
                continue
            if len(likely) == 1 or likely[0].likeness > likely[1].likeness:
                best[name.words] = likely[0].value
        return best

    def _take_best(self) -> None:
        decided = {
            name.words: combo.currentData() for name, combo in zip(self._names, self._combos)
        }
        self.decided.emit(self._best_candidates(decided))


def choice_text(choice: Choice) -> str:
    """Return a village to choose: name, district, code, how alike, and whether it is there."""
    parts = [", ".join(part for part in (choice.name, choice.district, choice.value) if part)]
    if choice.likeness:
        alike = QCoreApplication.translate("VillageInternet", "{percent} % alike")
        parts.append(alike.format(percent=round(100 * choice.likeness)))
    if choice.holds_position:
        parts.append(QCoreApplication.translate("VillageInternet", "the point lies in it"))
    return " – ".join(parts)


def _explanation(count: int) -> str:
    if count > MOST_SHOWN:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{count} names fit no village; probably the wrong column is read as the village. The "
            "first {shown} are shown.",
        )
        return sentence.format(count=count, shown=MOST_SHOWN)
    return QCoreApplication.translate(
        "VillageInternet",
        "For these names it is not certain which village is meant. Rows without a choice are "
        "left out.",
    )
