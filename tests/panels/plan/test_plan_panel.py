# SPDX-License-Identifier: GPL-2.0-or-later
"""The panel leads from nothing to a checked plan, follows the plan, and leaves nothing behind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from plan_desk import Desk
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QFileDialog,
    QLabel,
    QMenu,
    QMessageBox,
    QPushButton,
)

from village_internet_plugin.layers.importing.plan_writer import loaded_roles
from village_internet_plugin.layers.plan_file import write_setting
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.plan.new_plan_view import NewPlanView
from village_internet_plugin.panels.plan.plan_state import CHECKLIST_ROLES

pytestmark = pytest.mark.qgis


def button(desk: Desk, words: str) -> QPushButton:
    """The button that is seen with these words on it, once it is."""

    def found() -> list[QPushButton]:
        buttons = desk.view.findChildren(QPushButton)
        return [one for one in buttons if one.text() == words and one.isVisibleTo(desk.view)]

    desk.wait(lambda: bool(found()))
    return found()[0]


def test_without_a_plan_the_ways_to_one_are_offered(desk: Desk) -> None:
    assert desk.view.currentIndex() == 0
    for words in ("New plan…", "Open plan…", "Try with the sample…"):
        assert button(desk, words).isEnabled()


def test_a_new_plan_is_made_and_opened(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.last_folder.set(str(tmp_path))

    def fill(dialog: NewPlanView) -> int:
        QTest.keyClicks(dialog.agency_edit, "Kabupaten Paser")
        assert dialog.problem() == "Give the plan a title."
        QTest.keyClicks(dialog.title_edit, "Internet Desa 2026")
        assert dialog.path == tmp_path / "internet_desa_2026.gpkg"
        return 1

    monkeypatch.setattr(NewPlanView, "exec", fill)
    QTest.keyClick(button(desk, "New plan…"), Qt.Key.Key_Space)
    desk.wait(lambda: desk.plan.is_open)
    assert (desk.plan.agency, desk.plan.title) == ("Kabupaten Paser", "Internet Desa 2026")
    assert settings.last_agency.get() == "Kabupaten Paser"
    desk.wait(lambda: desk.view.currentIndex() == 1)
    assert settings.recent_plans.get() == [str(tmp_path / "internet_desa_2026.gpkg")]


def test_a_new_plan_overwrites_nothing_and_needs_a_folder(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "paser.gpkg").write_text("mine")
    dialog = NewPlanView("Kabupaten Paser", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.title_edit.setText("Paser")
    assert dialog.path.name == "paser_2.gpkg"
    dialog.file_edit.setText(str(tmp_path / "paser"))
    assert dialog.problem() == "paser.gpkg exists already and is left as it is: choose another."
    dialog.file_edit.setText(str(tmp_path / "nowhere" / "paser.gpkg"))
    assert dialog.problem() == "There is no such folder."
    for nothing in ("", "/", f"{tmp_path}/", "..", " "):
        dialog.file_edit.setText(nothing)
        assert dialog.problem() == "Choose a file for the plan."
    dialog.agency_edit.setText(" ")
    assert dialog.problem() == "Write whose plan it is."


def test_the_sample_is_made_in_the_background_and_checked(desk: Desk, tmp_path: Path) -> None:
    desk.panel.opening.build_sample(tmp_path)
    assert not button(desk, "New plan…").isEnabled()
    desk.wait(lambda: desk.plan.is_checked)
    assert desk.plan.path == tmp_path / "paser_2025.gpkg"
    desk.panel.refresh()
    assert desk.view.row("villages").accessibleName() == "Villages: loaded, rows: 144"
    assert desk.told.sentences == []


def test_making_the_sample_can_be_stopped(desk: Desk, tmp_path: Path) -> None:
    desk.panel.opening.build_sample(tmp_path)
    button(desk, "Cancel").click()
    new = button(desk, "New plan…")
    desk.wait(new.isEnabled)
    assert list(tmp_path.iterdir()) == []
    assert desk.told.sentences == []


def test_a_file_that_is_no_plan_is_told_and_none_is_open(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "bukan.gpkg"
    path.write_text("x")
    desk.view.recent_asked.emit(str(path))
    desk.wait(lambda: bool(desk.told.sentences))
    assert "bukan.gpkg is not a plan file" in desk.told.sentences[0]
    assert desk.view.currentIndex() == 0
    assert settings.recent_plans.get() == []


def test_who_opened_a_plan_has_the_keyboard_at_its_next_step_even_where_it_is_shown_twice(
    desk: Desk, empty_plan: Path
) -> None:
    """An edit or the end of the first check shows the plan anew before it was all shown."""
    desk.plan.opened.connect(desk.panel.refresh)
    desk.panel.opening.open(empty_plan)
    desk.wait(lambda: desk.view.currentIndex() == 1)
    desk.wait(lambda: desk.view.window().focusWidget() is button(desk, "Choose a file…"))
    assert settings.recent_plans.get() == [str(empty_plan)]


def test_recent_plans_that_are_gone_are_not_offered(desk: Desk, empty_plan: Path) -> None:
    settings.recent_plans.set([str(empty_plan), "/nowhere/lama.gpkg"])
    desk.panel.refresh()
    offered = [b.toolTip() for b in desk.view.welcome.findChildren(QPushButton) if b.toolTip()]
    assert offered == [str(empty_plan)]
    button(desk, f"kosong – {empty_plan.parent.name}").click()
    desk.wait(lambda: desk.plan.is_open)


def test_facts_and_checklist_of_an_empty_plan(desk: Desk, empty_plan: Path) -> None:
    desk.open(empty_plan)
    desk.wait(lambda: desk.view.currentIndex() == 1)
    row = desk.view.row("existing_hotspots")
    assert row.accessibleName() == "Existing hotspots: missing, rows: 0"
    assert "VI302" in row.accessibleDescription()
    assert button(desk, "Choose a file…").isVisible()


def test_damaged_settings_leave_the_panel_readable(desk: Desk, empty_plan: Path) -> None:
    desk.open(empty_plan)
    write_setting(empty_plan, "loaded_roles", "not JSON")
    write_setting(empty_plan, "rule_set", "")
    desk.panel.refresh()
    assert not desk.told.sentences
    assert any("Standard rules" in each.text() for each in desk.view.findChildren(QLabel))
    assert len([role for role in CHECKLIST_ROLES if desk.view.row(role).accessibleName()]) == 8


def test_that_there_are_none_is_noted_and_counts(desk: Desk, empty_plan: Path) -> None:
    desk.open(empty_plan)
    desk.wait(lambda: desk.view.currentIndex() == 1)
    desk.view.none_asked.emit("existing_hotspots")
    desk.wait(lambda: "existing_hotspots" in loaded_roles(empty_plan))
    name = "Existing hotspots: loaded, there are none, rows: 0"
    desk.wait(lambda: desk.view.row("existing_hotspots").accessibleName() == name)


def test_unsaved_edits_are_counted_and_saved(desk: Desk, sample_plan: Path) -> None:
    desk.open(sample_plan)
    layer = desk.plan.layer("hotspots")
    assert layer is not None
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    save = button(desk, "Save edits")
    assert desk.view.row("hotspots").accessibleName() == "Hotspots: loaded, rows: 25"
    save.click()
    desk.wait(lambda: not layer.isModified())


def test_rows_that_qgis_cannot_count_are_counted_in_the_file(
    desk: Desk, sample_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(sample_plan)
    monkeypatch.setattr(QgsVectorLayer, "featureCount", lambda _layer: -1)
    desk.panel.refresh()
    assert desk.view.row("villages").accessibleName() == "Villages: loaded, rows: 144"


def test_the_menu_of_layers_has_the_projects_and_not_the_plans_own(
    desk: Desk, empty_plan: Path
) -> None:
    desk.open(empty_plan)
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=nama:string", "Titik & lain", "memory")
    QgsProject.instance().addMapLayer(layer)
    menu = QMenu()
    desk.view.layers_asked.emit("hotspots", menu)
    assert [action.text() for action in menu.actions()] == ["Titik && lain"]
    menu.actions()[0].trigger()
    desk.wait_for_preview(desk.panel.imports.sessions[0])
    assert desk.panel.imports.sessions[0].view.source.name.text() == "Titik & lain"


def test_the_next_step_leads_on(
    desk: Desk, sample_plan: Path, empty_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, title: str, *_rest: str) -> tuple[str, str]:
        asked.append(title)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", ask)
    desk.open(empty_plan)
    button(desk, "Choose a file…").click()
    assert asked == ["Load Villages"]
    desk.plan.close(remove_layers=True)
    desk.open(sample_plan)
    desk.panel.refresh()
    button(desk, "Show the findings").click()
    desk.docks.show.assert_called_with("findings")


def test_placing_is_started_by_its_own_action(desk: Desk) -> None:
    action = QAction(desk.main)
    action.setObjectName("VillageInternet.place_hotspot")
    triggered: list[bool] = []
    action.triggered.connect(triggered.append)
    desk.panel.opening.start_placing()
    assert triggered == [False]


def test_opening_another_plan_asks_about_unsaved_edits(
    desk: Desk, sample_plan: Path, empty_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open(sample_plan)
    layer = desk.plan.layer("hotspots")
    assert layer is not None
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Cancel)
    desk.panel.opening.open(empty_plan)
    assert desk.plan.path == sample_plan
    assert layer.isModified()
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Save)
    desk.panel.opening.open(empty_plan)
    desk.wait(lambda: desk.plan.is_open and desk.plan.path == empty_plan)


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(
    desk: Desk, empty_plan: Path
) -> None:
    desk.open(empty_plan)
    desk.panel.refresh()
    reached = set()
    first = button(desk, "Choose a file…")
    first.setFocus()
    widget: Any = first
    for _step in range(60):
        reached.add(widget)
        widget = widget.nextInFocusChain()
    for one in desk.view.findChildren(QPushButton):
        if one.isVisibleTo(desk.view):
            assert one.accessibleName() or one.text()
            assert one.focusPolicy() & Qt.FocusPolicy.TabFocus
            assert one in reached
            assert "&" not in one.text()


def test_letting_go_stops_listening(desk: Desk, sample_plan: Path) -> None:
    desk.view.let_go()
    desk.open(sample_plan)
    QApplication.processEvents()
    assert desk.view.currentIndex() == 0
