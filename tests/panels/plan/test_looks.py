# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel and its dialogs look as they should, and no text is cut off at any scale."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pictures import assert_looks_like as assert_stored
from plan_desk import SAMPLE, Desk, cut_off, settle
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QApplication, QWidget

from village_internet_plugin.panels.plan.new_plan_view import NewPlanView

pytestmark = pytest.mark.qgis
FAULTY = SAMPLE / "titik_usulan_kotor.csv"
DARK = {
    "Window": "#2b2b2b",
    "WindowText": "#e6e6e6",
    "Base": "#1e1e1e",
    "AlternateBase": "#3a3a3a",
    "Text": "#e6e6e6",
    "Button": "#383838",
    "ButtonText": "#e6e6e6",
    "Highlight": "#2a6fb0",
    "HighlightedText": "#ffffff",
}


IS_SCALED = bool(os.environ.get("PICTURES_ARE_SCALED"))
"""Whether this run is of another scale than the stored pictures."""


def assert_looks_like(widget: QWidget, name: str) -> None:
    if not IS_SCALED:
        assert_stored(widget, name)


def dark(widget: QWidget) -> None:
    palette = QPalette()
    for role, colour in DARK.items():
        palette.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
    widget.setPalette(palette)


def settled(desk: Desk) -> None:
    settle()
    desk.panel.refresh()
    settle()


def test_the_way_in(desk: Desk) -> None:
    settled(desk)
    assert_looks_like(desk.view, "plan-welcome")


def test_a_plan_with_everything_still_to_load(desk: Desk, empty_plan: Path) -> None:
    desk.open(empty_plan)
    settled(desk)
    assert cut_off(desk.view) == []
    assert_looks_like(desk.view, "plan-empty")


def test_a_plan_that_is_loaded(desk: Desk, sample_plan: Path) -> None:
    desk.open(sample_plan)
    settled(desk)
    assert cut_off(desk.view) == []
    assert_looks_like(desk.view, "plan-loaded")


def test_a_plan_in_the_dark(desk: Desk, empty_plan: Path) -> None:
    dark(desk.view)
    desk.open(empty_plan)
    settled(desk)
    assert_looks_like(desk.view, "plan-empty-dark")


@pytest.mark.parametrize(("tab", "name"), [(0, "columns"), (1, "rows"), (2, "rejected")])
def test_the_import(desk: Desk, sample_plan: Path, tab: int, name: str) -> None:
    desk.open(sample_plan)
    session = desk.begin_import("hotspots", FAULTY)
    session.view.resize(900, 560)
    session.view.tabs.setCurrentIndex(tab)
    settled(desk)
    assert cut_off(session.view) == []
    assert_looks_like(session.view, f"import-{name}")


def test_the_villages_to_review(desk: Desk, sample_plan: Path, tmp_path: Path) -> None:
    desk.open(sample_plan)
    sheet = tmp_path / "kantor.csv"
    sheet.write_text("desa,lat,lon\nRewang,0.5,118\nMuara Langun,0.5,118.1\n", encoding="utf-8")
    session = desk.begin_import("village_offices", sheet)
    session.view.resize(900, 560)
    session.view.tabs.setCurrentIndex(3)
    session.view.names.combo("Rewang").setCurrentIndex(1)
    settled(desk)
    assert_looks_like(session.view, "import-villages")


def test_a_new_plan(qtbot: Any) -> None:
    dialog = NewPlanView("Kabupaten Paser", "/")
    qtbot.addWidget(dialog)
    dialog.resize(560, 200)
    dialog.show()
    dialog.title_edit.setText("Internet Desa 2026")
    dialog.title_edit.clearFocus()
    QApplication.processEvents()
    assert cut_off(dialog) == []
    assert_looks_like(dialog, "plan-new")


@pytest.mark.parametrize("scale", ["1.25", "2"])
def test_nothing_is_cut_off_at_another_scale(scale: str, repository: Path, tmp_path: Path) -> None:
    tests = ("a_plan_with_everything", "a_plan_that_is_loaded", "the_import", "a_new_plan")
    environment = {**os.environ, "QT_SCALE_FACTOR": scale, "RENEW_PICTURES": ""}
    environment["PICTURES_ARE_SCALED"] = "1"
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", __file__]
    command += ["-k", " or ".join(tests), "--basetemp", str(tmp_path / "scaled")]
    done = subprocess.run(
        command,
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
