# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog for a new plan: whose it is, what it is called, where its file goes."""

from __future__ import annotations

import re
from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from village_internet_plugin.panels.plan.dialog_size import open_at
from village_internet_plugin.panels.plan.labels import text_label

PLAN_FILTER = "GeoPackage (*.gpkg)"


class NewPlanView(QDialog):
    """Asks for agency, title and file; the file's name follows the title until it is written."""

    def __init__(self, agency: str, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("VillageInternet", "New plan"))
        self._folder = Path(folder)
        self.agency_edit, self.title_edit = QLineEdit(agency), QLineEdit()
        self.file_edit = QLineEdit()
        self._problem = text_label()
        self._lay_out()
        self.title_edit.textChanged.connect(self._name_file)
        for edit in (self.agency_edit, self.title_edit, self.file_edit):
            edit.textChanged.connect(self._judge)
        (self.title_edit if agency else self.agency_edit).setFocus()
        self._name_file(self.title_edit.text())
        self._judge()

    @property
    def agency(self) -> str:
        """The agency that plans."""
        return self.agency_edit.text().strip()

    @property
    def title(self) -> str:
        """What the plan is called."""
        return self.title_edit.text().strip()

    @property
    def path(self) -> Path:
        """The file to make; its name ends in ``.gpkg`` whatever was typed."""
        text = self.file_edit.text().strip()
        return Path(text if text.casefold().endswith(".gpkg") else f"{text}.gpkg")

    def problem(self) -> str:
        """Return what is still missing or wrong, one sentence; empty when nothing is."""
        if not self.agency:
            return QCoreApplication.translate("VillageInternet", "Write whose plan it is.")
        if not self.title:
            return QCoreApplication.translate("VillageInternet", "Give the plan a title.")
        text = self.file_edit.text().strip()
        if not text or text.endswith(("/", "\\", ".")):
            return QCoreApplication.translate("VillageInternet", "Choose a file for the plan.")
        if self.path.exists():
            sentence = QCoreApplication.translate(
                "VillageInternet", "{name} exists already and is left as it is: choose another."
            )
            return sentence.format(name=self.path.name)
        if not self.path.is_absolute() or not self.path.parent.is_dir():
            return QCoreApplication.translate("VillageInternet", "There is no such folder.")
        return ""

    def _lay_out(self) -> None:
        example = QCoreApplication.translate("VillageInternet", "for example Kabupaten Paser")
        self.agency_edit.setPlaceholderText(example)
        example = QCoreApplication.translate("VillageInternet", "for example Village Internet 2026")
        self.title_edit.setPlaceholderText(example)
        browse = QPushButton(QCoreApplication.translate("VillageInternet", "Choose…"))
        browse.setAccessibleName(
            QCoreApplication.translate("VillageInternet", "Choose the file of the plan")
        )
        browse.setAutoDefault(False)
        browse.clicked.connect(self._browse)
        file_line = QHBoxLayout()
        file_line.addWidget(self.file_edit, 1)
        file_line.addWidget(browse)
        form = QFormLayout()
        form.addRow(QCoreApplication.translate("VillageInternet", "Agency:"), self.agency_edit)
        form.addRow(QCoreApplication.translate("VillageInternet", "Title:"), self.title_edit)
        form.addRow(QCoreApplication.translate("VillageInternet", "File:"), file_line)
        self.file_edit.setAccessibleName(QCoreApplication.translate("VillageInternet", "File"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        # Qt has no Indonesian of its own.
        cancel.setText(QCoreApplication.translate("VillageInternet", "Cancel"))
        self._create = self.buttons.addButton(
            QCoreApplication.translate("VillageInternet", "Make the plan"),
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        self._create.setObjectName("plan.new.create")
        self.agency_edit.setObjectName("plan.new.agency")
        self.title_edit.setObjectName("plan.new.title")
        self.file_edit.setObjectName("plan.new.file")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._problem)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        open_at(self, 72)

    def _name_file(self, title: str) -> None:
        if self.file_edit.isModified():
            return
        name = re.sub(r"[^\w-]+", "_", title.strip().casefold()).strip("_")
        if name:
            self.file_edit.setText(str(free_path(self._folder / f"{name}.gpkg")))

    def _browse(self) -> None:
        start = self.file_edit.text() or str(self._folder)
        title = QCoreApplication.translate("VillageInternet", "File of the plan")
        chosen, _filter = QFileDialog.getSaveFileName(self, title, start, PLAN_FILTER)
        if chosen:
            self.file_edit.setText(chosen)
            self.file_edit.setModified(True)

    def _judge(self) -> None:
        problem = self.problem()
        self._problem.setText(problem)
        self._create.setEnabled(not problem)


def free_path(path: Path) -> Path:
    """Return `path`, with a number where there is such a file already."""
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{path.stem}_{number}{path.suffix}")
        number += 1
    return free
