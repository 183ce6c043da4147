# SPDX-License-Identifier: GPL-2.0-or-later
"""Nothing in the package is gone in Qt 6, and every value of an enum is named with its enum."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from qt6.static_check import troubles

TESTS = Path(__file__).resolve().parents[1]

OLD_QT = """
from PyQt5.QtCore import Qt
from qgis.PyQt.QtCore import QRegExp, Qt
from qgis.PyQt.QtWidgets import QMessageBox, QDialog, QAction, QDesktopWidget
Qt.AlignLeft
Qt.AlignmentFlag.AlignLeft
Qt.AlignmentFlag.AlignNowhere
QMessageBox.Yes
buttons = QMessageBox.StandardButton
buttons.Yes, buttons.Perhaps
QDialog().exec_()
self.fontMetrics().width("x")
dialog.Accepted
self.table.NoEditTriggers
"""
OLD_QGIS = """
from qgis.core import QgsMapLayer, QgsTask, QgsWkbTypes, QgsVectorLayer, QgsMapLayerType
QgsMapLayer.VectorLayer
QgsMapLayerType.VectorLayer
QgsTask.CanCancel
QgsTask.Flag.CanCancel
QgsWkbTypes.PointGeometry
QgsVectorLayer.Nothing
layer.VectorLayer
"""
BEHIND_A_VERSION = (
    ("layers/field_types.py", "QVariant."),
    ("layers/plan_forms.py", "Qgis.AttributeEditorContainerType"),
)
"""Read only where QGIS is too old to know better, or new enough to know it."""
SOUND = """
from village_internet_plugin.domain import schema
from qgis.core import Qgis
schema.HOTSPOTS, schema.Table, Qgis.MessageLevel.Info, Qgis.QGIS_VERSION_INT
"""


def is_behind_a_version(line: str) -> bool:
    return any(file in line and name in line for file, name in BEHIND_A_VERSION)


def qt6_python(repository: Path) -> Path:
    python = repository / ".venv-qt6" / "bin" / "python"
    if not python.is_file():
        pytest.skip("there is no .venv-qt6; run `make setup`")
    return python


def ask_pyqt6(repository: Path, folder: Path) -> str:
    """Run the check where PyQt6 is; return what it says."""
    ran = subprocess.run(
        [str(qt6_python(repository)), "-m", "qt6.static_check", str(folder)],
        cwd=TESTS,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert not ran.stderr
    return ran.stdout


def test_the_package_is_ready_by_pyqt6(repository: Path) -> None:
    said = ask_pyqt6(repository, repository / "village_internet_plugin").splitlines()
    assert [line for line in said if not is_behind_a_version(line)] == []


@pytest.mark.qgis
def test_the_package_names_every_enum_of_qgis(repository: Path) -> None:
    found = [
        f"{path.relative_to(repository)}:{line}: {what}"
        for path in sorted((repository / "village_internet_plugin").rglob("*.py"))
        for line, what in troubles(path.read_text("utf-8"))
    ]
    assert [line for line in found if not is_behind_a_version(line)] == []


def test_what_is_gone_in_qt6_is_found(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "old.py").write_text(OLD_QT, "utf-8")
    said = [line.split(":", 1)[1] for line in ask_pyqt6(repository, tmp_path).splitlines()]
    assert said == [
        "2: PyQt5.QtCore: take it from qgis.PyQt",
        "3: QRegExp is not in PyQt6.QtCore",
        "4: QDesktopWidget is not in PyQt6.QtWidgets",
        "5: Qt.AlignLeft is not there",
        "7: Qt.AlignmentFlag.AlignNowhere is not there",
        "8: QMessageBox.Yes is not there",
        "10: buttons.Perhaps is not there",
        "11: QDialog().exec_: exec in Qt 6",
        "12: self.fontMetrics().width: horizontalAdvance in Qt 6",
        "13: dialog.Accepted: name the class and its enum, not an instance",
        "14: self.table.NoEditTriggers: name the class and its enum, not an instance",
    ]


@pytest.mark.qgis
def test_unnamed_enums_of_qgis_are_found() -> None:
    assert [line for line, _ in troubles(OLD_QGIS)] == [3, 5, 7, 8, 9]


@pytest.mark.qgis
def test_sound_code_passes(repository: Path, tmp_path: Path) -> None:
    assert troubles(SOUND) == []
    (tmp_path / "sound.py").write_text(SOUND, "utf-8")
    assert ask_pyqt6(repository, tmp_path) == ""
