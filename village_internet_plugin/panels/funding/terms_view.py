# SPDX-License-Identifier: GPL-2.0-or-later
"""The terms of a funding source, edited where they stand: each finished entry is one wish."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.PyQt.QtCore import QCoreApplication, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.languages import Words, number_text
from village_internet_plugin.domain.schema import BUDGET_ROUNDS, VILLAGE_KINDS
from village_internet_plugin.panels.plan.labels import text_label

LINES = ("programme", "agency", "fiscal_year", "point_quota", "budget_idr", "service_months")
"""Columns that are typed."""
CHOICES = ("budget_round", "village_kinds")
"""Columns that are chosen."""
_GROUPED = ("point_quota", "budget_idr", "service_months")


class TermsView(QWidget):
    """A form; `entered` tells column and text of an entry that was changed and left."""

    entered = pyqtSignal(str, str)

    def __init__(
        self, labels: Mapping[str, str], values: Mapping[str, Words], language: str
    ) -> None:
        """Show `labels` by column, and fixed values in the words of `values`."""
        super().__init__()
        self._language = language
        self._lines: dict[str, QLineEdit] = {}
        self._choices: dict[str, QComboBox] = {}
        self._faults: dict[str, QLabel] = {}
        self._shown: dict[str, str] = {}
        layout = QFormLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        # The hidden rows for reasons take their share of the space between the others.
        layout.setVerticalSpacing(self.fontMetrics().lineSpacing() // 6)
        self._identifier = text_label()
        self._identifier.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addRow(text_label(labels["funding_source_id"]), self._identifier)
        none = {
            "budget_round": QCoreApplication.translate("VillageInternet", "Not stated"),
            "village_kinds": QCoreApplication.translate("VillageInternet", "All"),
        }
        kept = {"budget_round": BUDGET_ROUNDS, "village_kinds": VILLAGE_KINDS}
        for column in ("programme", "agency", "fiscal_year", "budget_round", *_GROUPED):
            field = self._line(column) if column in LINES else self._choice(column)
            self._add(layout, column, labels[column], field)
        self._add(layout, "village_kinds", labels["village_kinds"], self._choice("village_kinds"))
        for column, choice in self._choices.items():
            choice.addItem(none[column], "")
            for value in kept[column]:
                choice.addItem(values[value].say(language), value)

    def field(self, column: str) -> QWidget:
        """Return the field of a column."""
        return self._lines.get(column) or self._choices[column]

    def show_source(self, source: FundingSource) -> None:
        """Show the terms of a source; an entry under way in the same source is left alone."""
        same = self._identifier.text() == source.funding_source_id
        self._identifier.setText(source.funding_source_id)
        for column, line in self._lines.items():
            text = _shown(getattr(source, column), column, self._language)
            under_way = same and line.hasFocus() and line.isModified()
            if same and self._shown.get(column) == text and self._faults[column].text():
                continue  # the refused entry and its reason stay until they are mended
            self._shown[column] = text
            if not under_way:
                line.setText(text)
                line.setCursorPosition(0)
                self.show_fault(column, "")
        for column, choice in self._choices.items():
            self._show_choice(choice, getattr(source, column) or "")

    def show_fault(self, column: str, sentence: str) -> None:
        """Say under a field why its entry cannot be taken; nothing when `sentence` is empty."""
        fault = self._faults[column]
        fault.setText(f"◆ {sentence}" if sentence else "")
        fault.setVisible(bool(sentence))
        field = self.field(column)
        field.setAccessibleDescription(sentence)

    def set_editable(self, editable: bool) -> None:
        """Allow or forbid entries; what is shown can be read and copied either way."""
        for line in self._lines.values():
            line.setReadOnly(not editable)
        for choice in self._choices.values():
            choice.setEnabled(editable)

    def _add(self, layout: QFormLayout, column: str, label: str, field: QWidget) -> None:
        title, fault = text_label(label), text_label()
        title.setBuddy(field)
        field.setAccessibleName(label)
        fault.hide()
        self._faults[column] = fault
        layout.addRow(title, field)
        # Across both columns: a sentence needs the width.
        layout.addRow(fault)

    def _line(self, column: str) -> QLineEdit:
        line = QLineEdit()
        self._lines[column] = line
        line.editingFinished.connect(lambda: self._finish(column))
        return line

    def _choice(self, column: str) -> QComboBox:
        choice = QComboBox()
        # A long item must not make the dock wider.
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(8)
        self._choices[column] = choice
        choice.activated.connect(lambda _place: self.entered.emit(column, choice.currentData()))
        return choice

    def _finish(self, column: str) -> None:
        line = self._lines[column]
        text = line.text().strip()
        line.setModified(False)
        if text == self._shown.get(column, ""):
            self.show_fault(column, "")
        elif not line.isReadOnly():
            self.entered.emit(column, text)

    def _show_choice(self, choice: QComboBox, value: str) -> None:
        known = choice.findData(value)
        if known < 0:
            # Another program's word, or several kinds: shown as it stands.
            choice.addItem(value, value)
            known = choice.count() - 1
        choice.setCurrentIndex(known)


def _shown(value: object, column: str, language: str) -> str:
    if value is None:
        return ""
    if column in _GROUPED and isinstance(value, (int, float)):
        return number_text(value, language)
    return str(value)
