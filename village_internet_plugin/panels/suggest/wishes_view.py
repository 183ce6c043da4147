# SPDX-License-Identifier: GPL-2.0-or-later
"""The form of what is wished of a suggestion: who pays, how far a hotspot reaches, and more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.domain.schema import TECHNOLOGIES
from village_internet_plugin.layers.column_words import VALUE_WORDS
from village_internet_plugin.layers.wishes import (
    AROUND_OFFICE,
    NOWHERE,
    OFFICES,
    PUBLIC_SITES,
    SETTLEMENTS,
    WHOLE_VILLAGE,
    Wishes,
)
from village_internet_plugin.panels.number_field import NumberField
from village_internet_plugin.panels.plain_tips import plain_tip
from village_internet_plugin.panels.plan.labels import text_label
from village_internet_plugin.panels.share.pieces import FoldingBox
from village_internet_plugin.panels.suggest.tick_delegate import TickDelegate

_MOST_M, _MOST_SECONDS, _MOST_PERCENT, _MOST_TIMES = 50_000.0, 3_600.0, 50.0, 10.0
_ROWS_SHOWN = 4
_KEY = Qt.ItemDataRole.UserRole


class SourceChoice(NamedTuple):
    """A funding source to choose: what it is called, and what it has left, in words."""

    funding_source_id: str
    title: str
    left: str
    can_pay: bool
    """Whether anything is left; one that has nothing is offered, but not chosen by itself."""


class WishesView(QWidget):
    """The form; it shows wishes and gives back what stands in it."""

    changed = pyqtSignal()
    """Something in it is another now."""

    def __init__(self, layer_choice: QComboBox, language: str) -> None:
        """Offer layers of further sites in `layer_choice`, which is handed in."""
        super().__init__()
        self._language = language
        self._known: set[str] = set()
        self.sources = QListWidget()
        self.radius, self.within = _metres(language), _metres(language)
        self.by_technology = {name: _metres(language) for name in TECHNOLOGIES}
        self.offices, self.settlements = QCheckBox(), QCheckBox()
        self.layer_choice = layer_choice
        self.spread = QComboBox()
        self.equity, self.replan = QCheckBox(), QCheckBox()
        self.weight, self.gap, self.seconds = (NumberField(language) for _ in range(3))
        self._prepare()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        who = QCoreApplication.translate("VillageInternet", "Who pays")
        self.sources.setAccessibleName(who)
        layout.addWidget(text_label(who, bold=True))
        layout.addWidget(self.sources)
        layout.addLayout(self._reach())
        more = QCoreApplication.translate("VillageInternet", "More wishes")
        self.more = FoldingBox(more, self._more())
        self.more.set_open(False)
        layout.addWidget(self.more)
        self.show_wishes(Wishes())
        self._connect()

    def show_sources(self, choices: Sequence[SourceChoice]) -> None:
        """Offer funding sources; what the user ticked, and did not, stays so."""
        unticked = self._unticked()
        self.sources.blockSignals(True)
        self.sources.clear()
        for choice in choices:
            item = QListWidgetItem(f"{choice.title}\n{choice.left}")
            item.setData(_KEY, choice.funding_source_id)
            item.setToolTip(plain_tip(f"{choice.title}: {choice.left}"))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            is_new = choice.funding_source_id not in self._known
            ticked = choice.can_pay if is_new else choice.funding_source_id not in unticked
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.sources.addItem(item)
        self._known = {choice.funding_source_id for choice in choices}
        self.sources.blockSignals(False)
        self._fit_sources()

    def show_wishes(self, wishes: Wishes) -> None:
        """Fill the form in; whichever source is not known is left out."""
        if wishes.funding_source_ids is not None:
            for row in range(self.sources.count()):
                item = self.sources.item(row)
                ticked = item.data(_KEY) in wishes.funding_source_ids
                item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.radius.setValue(wishes.radius_m)
        for name, metres in self.by_technology.items():
            metres.setValue(wishes.radius_by_technology.get(name, 0.0))
        self.offices.setChecked(OFFICES in wishes.candidates)
        self.settlements.setChecked(SETTLEMENTS in wishes.candidates)
        self.spread.setCurrentIndex(max(0, self.spread.findData(wishes.spread)))
        self.within.setValue(wishes.within_m)
        self.equity.setChecked(wishes.equity)
        self.replan.setChecked(wishes.replan)
        self.weight.setValue(wishes.blank_spot_weight)
        self.gap.setValue(100.0 * wishes.max_gap)
        self.seconds.setValue(wishes.time_limit_s)

    def wishes(self, pinned: tuple[str, ...] = (), banned: tuple[str, ...] = ()) -> Wishes:
        """Return what stands in the form, with sites wanted in any case or ruled out."""
        places = {OFFICES: self.offices.isChecked(), SETTLEMENTS: self.settlements.isChecked()}
        places[PUBLIC_SITES] = self.layer_choice.currentIndex() > 0
        reach = {name: metres.value() for name, metres in self.by_technology.items()}
        return Wishes(
            funding_source_ids=tuple(self._ticked()),
            radius_m=self.radius.value(),
            radius_by_technology={name: metres for name, metres in reach.items() if metres},
            candidates=frozenset(name for name, wanted in places.items() if wanted),
            spread=str(self.spread.currentData()),
            within_m=self.within.value(),
            equity=self.equity.isChecked(),
            replan=self.replan.isChecked(),
            max_gap=self.gap.value() / 100.0,
            time_limit_s=self.seconds.value(),
            blank_spot_weight=round(self.weight.value()),
            pinned=pinned,
            banned=banned,
        )

    def problem(self) -> str:
        """Return what has to be chosen before anything can be suggested; empty for nothing."""
        wishes = self.wishes()
        if not wishes.funding_source_ids:
            return QCoreApplication.translate(
                "VillageInternet", "Tick at least one funding source that pays."
            )
        if not wishes.candidates and not wishes.replan:
            return QCoreApplication.translate(
                "VillageInternet",
                "Say under More wishes where hotspots may stand: offices, settlements, or the "
                "points of a layer.",
            )
        return ""

    def _ticked(self) -> list[str]:
        items = (self.sources.item(row) for row in range(self.sources.count()))
        return [one.data(_KEY) for one in items if one.checkState() == Qt.CheckState.Checked]

    def _unticked(self) -> set[str]:
        return self._known - set(self._ticked())

    def _fit_sources(self) -> None:
        """Show all sources where they are few, else some and a way to scroll."""
        lines = 2 * min(max(self.sources.count(), 1), _ROWS_SHOWN)
        line, row = self.sources.fontMetrics().lineSpacing(), self.sources.sizeHintForRow(0)
        rows = max(row, 2 * line) * lines // 2
        height = rows + line // 4 + 2 * self.sources.frameWidth()
        self.sources.setMinimumHeight(height)
        self.sources.setMaximumHeight(height)

    def _prepare(self) -> None:
        self.sources.setItemDelegate(TickDelegate(self.sources))
        self.sources.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.sources.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sources.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.radius.setMinimum(1.0)
        as_above = QCoreApplication.translate("VillageInternet", "as above")
        for metres in self.by_technology.values():
            metres.setSpecialValueText(as_above)
        for field, most, decimals, suffix in (
            (self.weight, _MOST_TIMES, 0, " ×"),
            (self.gap, _MOST_PERCENT, 2, " %"),
            (self.seconds, _MOST_SECONDS, 0, " s"),
        ):
            field.setMaximum(most)
            field.setDecimals(decimals)
            field.setSuffix(suffix)
        self.weight.setMinimum(1.0)
        self.seconds.setMinimum(1.0)
        for box, text in (
            (self.offices, QCoreApplication.translate("VillageInternet", "Village offices")),
            (self.settlements, QCoreApplication.translate("VillageInternet", "Settlements")),
            (
                self.equity,
                QCoreApplication.translate("VillageInternet", "Worst-served district first"),
            ),
            (
                self.replan,
                QCoreApplication.translate("VillageInternet", "Proposed hotspots may give way"),
            ),
        ):
            box.setText(text)
        for value, text in (
            (
                AROUND_OFFICE,
                QCoreApplication.translate("VillageInternet", "around the village office"),
            ),
            (
                WHOLE_VILLAGE,
                QCoreApplication.translate("VillageInternet", "all over the village"),
            ),
            (NOWHERE, QCoreApplication.translate("VillageInternet", "nowhere: leave them out")),
        ):
            self.spread.addItem(text, value)
        for choice in (self.spread, self.layer_choice):
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            choice.setSizeAdjustPolicy(policy)
            choice.setMinimumContentsLength(8)

    def _reach(self) -> QFormLayout:
        form = _form()
        text = QCoreApplication.translate("VillageInternet", "A hotspot reaches")
        _add(form, text, self.radius)
        return form

    def _more(self) -> QWidget:
        page = QWidget()
        form = _form()
        page.setLayout(form)
        form.setContentsMargins(page.fontMetrics().height(), 0, 0, 0)
        for name, metres in self.by_technology.items():
            text = QCoreApplication.translate("VillageInternet", "{technology} reaches")
            _add(form, text.format(technology=VALUE_WORDS[name].say(self._language)), metres)
        stand = QCoreApplication.translate("VillageInternet", "Hotspots may stand at")
        form.addRow(text_label(stand, bold=True))
        form.addRow(self.offices)
        form.addRow(self.settlements)
        points = QCoreApplication.translate("VillageInternet", "Points of a layer")
        _add(form, points, self.layer_choice)
        live = QCoreApplication.translate(
            "VillageInternet", "People of whom no settlement is known live"
        )
        form.addRow(text_label(live, bold=True))
        self.spread.setAccessibleName(live)
        form.addRow(self.spread)
        within = QCoreApplication.translate("VillageInternet", "at most, from the office")
        _add(form, within, self.within)
        best = QCoreApplication.translate("VillageInternet", "What is best")
        form.addRow(text_label(best, bold=True))
        counts = QCoreApplication.translate("VillageInternet", "A person in a blank spot counts")
        _add(form, counts, self.weight)
        form.addRow(self.equity)
        form.addRow(self.replan)
        _add(form, QCoreApplication.translate("VillageInternet", "Content within"), self.gap)
        _add(form, QCoreApplication.translate("VillageInternet", "Seek at most"), self.seconds)
        return page

    def _connect(self) -> None:
        def tell(*_: object) -> None:
            self.within.setEnabled(self.spread.currentData() == AROUND_OFFICE)
            self.changed.emit()

        self.sources.itemChanged.connect(tell)
        for box in (self.offices, self.settlements, self.equity, self.replan):
            box.toggled.connect(tell)
        for choice in (self.spread, self.layer_choice):
            choice.currentIndexChanged.connect(tell)
        numbers = (self.radius, self.within, self.weight, self.gap, self.seconds)
        for number in (*numbers, *self.by_technology.values()):
            number.valueChanged.connect(tell)


def _metres(language: str) -> NumberField:
    field = NumberField(language)
    field.setDecimals(0)
    field.setMaximum(_MOST_M)
    field.setSingleStep(50.0)
    field.setSuffix(" m")
    return field


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def _add(form: QFormLayout, text: str, field: QWidget) -> None:
    label = text_label(text)
    label.setBuddy(field)
    field.setAccessibleName(text)
    form.addRow(label, field)
