# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said about a source as a whole: its role in the plan, its sheet, its coordinates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QSize, pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.importing.preview_report import ImportPreview
from village_internet_plugin.layers.importing.problems import CRS
from village_internet_plugin.panels.plan.labels import ElidedLabel

_OTHER = "?"
_ZONES = (49, 50, 51, 52, 53, 54)


class SourceView(QWidget):
    """Two lines above the preview; four where it is narrow."""

    role_chosen = pyqtSignal(str)
    crs_asked = pyqtSignal()
    decided = pyqtSignal(object)
    """Keys of the mapping with their new values."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.name = ElidedLabel()
        self.role, self.layer, self.crs = QComboBox(), QComboBox(), QComboBox()
        self._layer_label = QLabel(QCoreApplication.translate("VillageInternet", "Sheet or layer:"))
        self._crs_label = QLabel(QCoreApplication.translate("VillageInternet", "Coordinates:"))
        for role, table in ROLES.items():
            self.role.addItem(table.title.say(language), role)
        self.role.setObjectName("import.role")
        self.layer.setObjectName("import.layer")
        self.crs.setObjectName("import.crs")
        self._lay_out()
        self.role.activated.connect(lambda _index: self.role_chosen.emit(self.role.currentData()))
        self.layer.activated.connect(
            lambda _index: self.decided.emit({"layer": self.layer.currentData() or None})
        )
        self.crs.activated.connect(lambda _index: self._crs_chosen())

    def show_source(self, preview: ImportPreview, decisions: Mapping[str, Any]) -> None:
        """Show how the source is understood."""
        self.name.set_text(self._named(preview))
        self.role.setCurrentIndex(self.role.findData(preview.role))
        self._show_layers(preview)
        self._show_crs(preview, decisions)

    def _named(self, preview: ImportPreview) -> str:
        if (preview.header_row or 1) > 1:
            sentence = QCoreApplication.translate(
                "VillageInternet", "{source} (columns named in row {row})"
            )
            return sentence.format(source=preview.source, row=preview.header_row)
        return preview.source

    def _show_layers(self, preview: ImportPreview) -> None:
        has_choice = len(preview.layers) > 1
        self._layer_label.setVisible(has_choice)
        self.layer.setVisible(has_choice)
        self.layer.clear()
        if not preview.layer:
            self.layer.addItem(QCoreApplication.translate("VillageInternet", "– choose –"), "")
        for name in preview.layers:
            self.layer.addItem(name, name)
        self.layer.setCurrentIndex(max(0, self.layer.findData(preview.layer)))

    def _show_crs(self, preview: ImportPreview, decisions: Mapping[str, Any]) -> None:
        has_place = ROLES[preview.role].geometry is not None
        self._crs_label.setVisible(has_place)
        self.crs.setVisible(has_place)
        self.crs.clear()
        chosen = decisions.get("crs")
        degrees = QCoreApplication.translate(
            "VillageInternet", "EPSG:4326 – longitude and latitude (GPS)"
        )
        if preview.needs == CRS:
            self.crs.addItem(QCoreApplication.translate("VillageInternet", "– choose –"), None)
        elif preview.crs and not chosen:
            self.crs.addItem(preview.crs, None)
        elif not chosen:
            self.crs.addItem(degrees, None)
        if self.crs.findText(degrees) < 0:
            self.crs.addItem(degrees, "EPSG:4326")
        for zone in _ZONES:
            self.crs.addItem(f"EPSG:327{zone} – WGS 84 / UTM {zone}S", f"EPSG:327{zone}")
        self.crs.addItem("EPSG:32650 – WGS 84 / UTM 50N", "EPSG:32650")
        other = QCoreApplication.translate("VillageInternet", "Another system…")
        self.crs.addItem(other, _OTHER)
        if chosen:
            if self.crs.findData(chosen) < 0:
                self.crs.insertItem(0, chosen, chosen)
            self.crs.setCurrentIndex(self.crs.findData(chosen))

    def _crs_chosen(self) -> None:
        chosen = self.crs.currentData()
        if chosen == _OTHER:
            self.crs_asked.emit()
        else:
            self.decided.emit({"crs": chosen})

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Set everything below each other where there is no room for two columns."""
        super().resizeEvent(event)
        self._arrange(is_narrow=event.size().width() < self._wide)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Be content with the width of one column."""
        labels, fields = zip(*self._lines)
        width = max(label.sizeHint().width() for label in labels)
        width += max(field.minimumSizeHint().width() for field in fields)
        return QSize(width + self._grid.horizontalSpacing(), super().minimumSizeHint().height())

    def _lay_out(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        source = QLabel(QCoreApplication.translate("VillageInternet", "Source:"))
        role = QLabel(QCoreApplication.translate("VillageInternet", "Import as:"))
        self._lines: tuple[tuple[QLabel, QWidget], ...] = (
            (source, self.name),
            (role, self.role),
            (self._crs_label, self.crs),
            (self._layer_label, self.layer),
        )
        for label, combo in self._lines[1:]:
            label.setBuddy(combo)
            combo.setAccessibleName(label.text().rstrip(":"))
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(12)
        self._is_narrow: bool | None = None
        self._arrange(is_narrow=False)
        self._wide = self._grid.minimumSize().width()
        """The least width (pixels) that two columns need."""

    def _arrange(self, is_narrow: bool) -> None:
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        for place, (label, field) in enumerate(self._lines):
            row, column = (place, 0) if is_narrow else divmod(place, 2)
            self._grid.addWidget(label, row, 2 * column)
            self._grid.addWidget(field, row, 2 * column + 1)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(3, 0 if is_narrow else 2)
