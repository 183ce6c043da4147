# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks what is to become of the rows a role has already; nothing is asked where it has none."""

from __future__ import annotations

from qgis.PyQt.QtCore import QCoreApplication, pyqtSignal
from qgis.PyQt.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from village_internet_plugin.domain.languages import number_text
from village_internet_plugin.domain.schema import ROLES, VILLAGE_OFFICES
from village_internet_plugin.layers.importing.preview_report import ImportPreview
from village_internet_plugin.panels.plan.labels import text_label
from village_internet_plugin.panels.plan.wrapped_radio import WrappedRadio


class ExistingRowsView(QWidget):
    """Two choices, in words that say what each does."""

    chosen = pyqtSignal(bool)
    """Whether all older rows are to go."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language
        self._question = text_label()
        self.add, self.replace = WrappedRadio(), WrappedRadio()
        self.add.setObjectName("import.keep")
        self.replace.setObjectName("import.replace")
        group = QButtonGroup(self)
        group.addButton(self.add)
        group.addButton(self.replace)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self._question, self.add, self.replace):
            layout.addWidget(widget)
        self.replace.clicked.connect(lambda: self.chosen.emit(True))
        self.add.clicked.connect(lambda: self.chosen.emit(False))
        self.setVisible(False)

    def show_existing(self, preview: ImportPreview, replaces: bool) -> None:
        """Ask when there is something to ask, and say what each answer does."""
        self.setVisible(preview.existing > 0)
        if not preview.existing:
            return
        title = ROLES[preview.role].title.say(self._language)
        question = QCoreApplication.translate(
            "VillageInternet", "The plan has rows of {role} already: {count}."
        )
        count = number_text(preview.existing, self._language)
        self._question.setText(question.format(role=title, count=count))
        self.add.setText(self._adding(preview))
        removing = QCoreApplication.translate(
            "VillageInternet", "Remove all {count} and keep only those of this source"
        )
        self.replace.setText(removing.format(count=count))
        # Figures without shapes can only add to the villages there are.
        self.replace.setEnabled(not preview.adds_figures)
        (self.replace if replaces else self.add).setChecked(True)

    def _adding(self, preview: ImportPreview) -> str:
        if preview.role == VILLAGE_OFFICES.name:
            return QCoreApplication.translate(
                "VillageInternet", "Keep them; a village's new office replaces its old one"
            )
        if not preview.replaced:
            return QCoreApplication.translate("VillageInternet", "Keep them and add these")
        sentence = QCoreApplication.translate(
            "VillageInternet", "Keep them and add these; {count} with a known key are updated"
        )
        return sentence.format(count=number_text(preview.replaced, self._language))
