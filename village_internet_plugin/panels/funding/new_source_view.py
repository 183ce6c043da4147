# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks for what a new funding source cannot do without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Callable

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.panels.plan.labels import text_label

COLUMNS = ("funding_source_id", "programme", "agency", "fiscal_year", "point_quota", "budget_idr")
_EXAMPLES = {"funding_source_id": "APBD-2026", "programme": "Internet Desa"}
FindFaults = Callable[[Mapping[str, str]], Mapping[str, str]]
"""Says by column why a text cannot be taken."""


class NewSourceDialog(QDialog):
    """A short form; it closes only over texts that can be taken."""

    def __init__(
        self,
        labels: Mapping[str, str],
        texts: Mapping[str, str],
        find_faults: FindFaults,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with `texts` by column; `find_faults` judges them when OK is pressed."""
        super().__init__(parent)
        self._find_faults = find_faults
        self.setWindowTitle(QCoreApplication.translate("VillageInternet", "New funding source"))
        self._lines: dict[str, QLineEdit] = {}
        self._faults: dict[str, QLabel] = {}
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        # The hidden rows for reasons take their share of the space between the others.
        form.setVerticalSpacing(self.fontMetrics().lineSpacing() // 6)
        for column in COLUMNS:
            self._add(form, labels[column], column, texts.get(column, ""))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        # Qt itself speaks no Indonesian.
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(
            QCoreApplication.translate("VillageInternet", "Cancel")
        )
        buttons.accepted.connect(self._finish)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(buttons)
        self.setMinimumWidth(48 * self.fontMetrics().averageCharWidth())

    def texts(self) -> dict[str, str]:
        """Return what stands in the fields, by column."""
        return {column: line.text().strip() for column, line in self._lines.items()}

    def line(self, column: str) -> QLineEdit:
        """Return the field of a column."""
        return self._lines[column]

    def fault(self, column: str) -> str:
        """Return the sentence under a field; empty when there is none."""
        return self._faults[column].text()

    def _add(self, form: QFormLayout, title: str, column: str, text: str) -> None:
        line, fault, label = QLineEdit(text), text_label(), text_label(title)
        fault.hide()
        line.setCursorPosition(0)
        line.setPlaceholderText(_EXAMPLES.get(column, ""))
        self._lines[column], self._faults[column] = line, fault
        line.setAccessibleName(title)
        label.setBuddy(line)
        form.addRow(label, line)
        form.addRow(fault)

    def _finish(self) -> None:
        faults = self._find_faults(self.texts())
        for column, label in self._faults.items():
            sentence = faults.get(column, "")
            label.setText(f"◆ {sentence}" if sentence else "")
            label.setVisible(bool(sentence))
            self._lines[column].setAccessibleDescription(sentence)
        if not faults:
            self.accept()
            return
        first = next(column for column in COLUMNS if column in faults)
        self._lines[first].setFocus()
        self._lines[first].selectAll()
