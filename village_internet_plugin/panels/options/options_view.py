# SPDX-License-Identifier: GPL-2.0-or-later
"""The form of the options page: what the planner remembers, for the user to see and change."""

from __future__ import annotations

from typing import Callable, NamedTuple

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.panels.number_field import NumberField
from village_internet_plugin.panels.plan.labels import text_label

_LEAST_STEP_M, _MOST_STEP_M = 0.1, 1000.0
_LANGUAGES = {"en": "English", "id": "Bahasa Indonesia"}


class Options(NamedTuple):
    """What the page shows and gives back."""

    agency: str
    author: str
    server: str
    arrow_step_m: float
    open_form: bool


class OptionsView(QWidget):
    """Three groups of fields; the choice of an account is a widget that is handed in."""

    def __init__(
        self, account: QWidget, address_fault: Callable[[str], str], language: str
    ) -> None:
        """Judge addresses with `address_fault` (a sentence, empty for a good one)."""
        super().__init__()
        self._address_fault = address_fault
        self.agency, self.author, self.server = QLineEdit(), QLineEdit(), QLineEdit()
        self.arrow_step = NumberField(language)
        self.open_form = QCheckBox(
            QCoreApplication.translate("VillageInternet", "Open the form when a hotspot was placed")
        )
        self.fault = text_label()
        self.fault.hide()
        self._prepare()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for box in (self._who(), self._server(account), self._placing(), self._language(language)):
            layout.addWidget(box)
        layout.addStretch(1)

    def show_options(self, options: Options) -> None:
        """Fill in the fields."""
        for line, text in (
            (self.agency, options.agency),
            (self.author, options.author),
            (self.server, options.server),
        ):
            line.setText(text)
            line.setCursorPosition(0)
        self.arrow_step.setValue(options.arrow_step_m)
        self.open_form.setChecked(options.open_form)
        self.check_address()

    def options(self) -> Options:
        """Return what stands in the fields."""
        return Options(
            self.agency.text().strip(),
            self.author.text().strip(),
            self.server.text().strip(),
            self.arrow_step.value(),
            self.open_form.isChecked(),
        )

    def check_address(self) -> bool:
        """Say under the address what is wrong with it; tell whether nothing is."""
        text = self.server.text().strip()
        sentence = self._address_fault(text) if text else ""
        self.fault.setText(f"◆ {sentence}" if sentence else "")
        self.fault.setVisible(bool(sentence))
        self.server.setAccessibleDescription(sentence)
        return not sentence

    def _prepare(self) -> None:
        self.server.setPlaceholderText("https://")
        self.server.editingFinished.connect(self.check_address)
        self.arrow_step.setRange(_LEAST_STEP_M, _MOST_STEP_M)
        self.arrow_step.setDecimals(1)
        self.arrow_step.setSuffix(" m")

    def _who(self) -> QGroupBox:
        box, form = _group(QCoreApplication.translate("VillageInternet", "Who plans"))
        _add(
            form, QCoreApplication.translate("VillageInternet", "Agency of new plans"), self.agency
        )
        _add(form, QCoreApplication.translate("VillageInternet", "Name under waivers"), self.author)
        return box

    def _server(self, account: QWidget) -> QGroupBox:
        box, form = _group(QCoreApplication.translate("VillageInternet", "Shared server"))
        _add(form, QCoreApplication.translate("VillageInternet", "Address"), self.server)
        form.addRow(self.fault)
        _add(form, QCoreApplication.translate("VillageInternet", "Account"), account)
        told = QCoreApplication.translate(
            "VillageInternet",
            "A plan that was published keeps its own server. The account's password stays in "
            "QGIS's own encrypted store.",
        )
        form.addRow(text_label(told))
        return box

    def _placing(self) -> QGroupBox:
        box, form = _group(QCoreApplication.translate("VillageInternet", "Placing hotspots"))
        _add(
            form,
            QCoreApplication.translate("VillageInternet", "Step of the arrow keys"),
            self.arrow_step,
        )
        form.addRow(self.open_form)
        return box

    def _language(self, language: str) -> QGroupBox:
        box, form = _group(QCoreApplication.translate("VillageInternet", "Language"))
        told = QCoreApplication.translate(
            "VillageInternet",
            "The planner follows QGIS and speaks {language}. QGIS's language is set on the page "
            "General of these options.",
        )
        form.addRow(text_label(told.format(language=_LANGUAGES[language])))
        return box


def _group(title: str) -> tuple[QGroupBox, QFormLayout]:
    box = QGroupBox(title)
    form = QFormLayout(box)
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return box, form


def _add(form: QFormLayout, title: str, field: QWidget) -> None:
    label = text_label(title)
    label.setBuddy(field)
    field.setAccessibleName(title)
    form.addRow(label, field)
