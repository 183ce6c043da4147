# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog of an import, driven as a user drives it: nothing is written before its button."""

from __future__ import annotations

import csv
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from plan_desk import SAMPLE, Desk
from qgis.core import QgsCoordinateReferenceSystem, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QLineEdit, QMessageBox, QPushButton

from village_internet_plugin.layers.importing.problems import SHIFT, SWAP
from village_internet_plugin.panels.plan.import_session import ImportSession
from village_internet_plugin.panels.plan.refused_model import VALUE
from village_internet_plugin.panels.plan.sources import Meant, given_layer
from village_internet_plugin.panels.plan.village_search_view import VillageSearchView

pytestmark = pytest.mark.qgis
FAULTY = SAMPLE / "titik_usulan_kotor.csv"


def choose(combo: QComboBox, data: object) -> None:
    """Choose as with the mouse: the signal of a user's choice is sent too."""
    combo.setCurrentIndex(combo.findData(data))
    combo.activated.emit(combo.currentIndex())


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def write(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def rejected_rows(session: ImportSession) -> list[int]:
    model = session.view.refused.model
    return [model.refused(place).row for place in range(model.rowCount())]


def select_row(session: ImportSession, row: int) -> None:
    session.view.refused.table.selectRow(rejected_rows(session).index(row))


@pytest.fixture
def faulty(desk: Desk, sample_plan: Path) -> ImportSession:
    """The sheet of planted faults, shown as a list of hotspots."""
    desk.open(sample_plan)
    return desk.begin_import("hotspots", FAULTY)


def test_the_preview_counts_and_writes_nothing(
    desk: Desk, faulty: ImportSession, sample_plan: Path
) -> None:
    view = faulty.view
    assert view.summary.text() == "31 rows accepted, 7 rejected"
    assert view.import_button.text() == "Import 31 rows"
    assert view.tabs.tabText(2) == "Rejected (7)"
    assert view.rows.rowCount() == 20
    assert count(sample_plan, "hotspots") == 26
    view.reject()
    desk.wait(lambda: not desk.panel.imports.sessions)
    assert count(sample_plan, "hotspots") == 26


def test_one_click_swaps_a_row_and_it_counts_as_accepted(desk: Desk, faulty: ImportSession) -> None:
    select_row(faulty, 3)
    assert faulty.view.refused.here.text() == "Exchange latitude and longitude"
    QTest.mouseClick(faulty.view.refused.here, Qt.MouseButton.LeftButton)
    assert not faulty.view.import_button.isEnabled()
    desk.wait_for_preview(faulty)
    assert faulty.decisions["corrections"] == {SWAP: [3]}
    assert faulty.view.summary.text() == "32 rows accepted, 6 rejected"
    faulty.view.undo.click()
    desk.wait_for_preview(faulty)
    assert faulty.view.summary.text() == "31 rows accepted, 7 rejected"


def test_all_rows_of_a_kind_are_mended_at_once(
    desk: Desk, sample_plan: Path, tmp_path: Path
) -> None:
    desk.open(sample_plan)
    rows = [f"T{number},116.{number},-1.8" for number in range(1, 6)]
    session = desk.begin_import("hotspots", write(tmp_path / "a.csv", "nama,lat,lon", *rows))
    assert session.view.summary.text() == "0 rows accepted, 5 rejected"
    assert not session.view.import_button.isEnabled()
    assert session.view.refused.everywhere.text() == "In all 5 rows like it"
    session.view.refused.everywhere.click()
    desk.wait_for_preview(session)
    assert session.decisions["corrections"] == {SWAP: True}
    assert session.view.summary.text() == "5 rows accepted, 0 rejected"


def test_a_turn_of_360_degrees_is_shifted(desk: Desk, faulty: ImportSession) -> None:
    select_row(faulty, 7)
    faulty.view.refused.here.click()
    desk.wait_for_preview(faulty)
    assert faulty.decisions["corrections"] == {SHIFT: [7]}
    assert 7 not in rejected_rows(faulty)


def test_a_word_is_given_its_meaning(desk: Desk, faulty: ImportSession) -> None:
    faulty.view.tabs.setCurrentWidget(faulty.view.refused)
    select_row(faulty, 38)
    refused = faulty.view.refused
    assert refused.meaning.isVisibleTo(faulty.view)
    refused.meaning.setCurrentIndex(refused.meaning.findData("approved"))
    refused.here.click()
    desk.wait_for_preview(faulty)
    assert faulty.decisions["values"] == {"status": {"entah": "approved"}}
    assert 38 not in rejected_rows(faulty)


def test_a_value_is_written_anew_in_the_table(desk: Desk, faulty: ImportSession) -> None:
    faulty.view.tabs.setCurrentWidget(faulty.view.refused)
    table, model = faulty.view.refused.table, faulty.view.refused.model
    index = model.index(rejected_rows(faulty).index(26), VALUE)
    table.setCurrentIndex(index)
    QTest.keyClick(table, Qt.Key.Key_F2)
    editor = table.findChild(QLineEdit)
    editor.selectAll()
    QTest.keyClicks(editor, "-1,802; 115,815")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    desk.wait(lambda: "cells" in faulty.decisions)
    desk.wait_for_preview(faulty)
    assert faulty.decisions["cells"] == {"26": {"Lintang": "-1,802", "Bujur": "115,815"}}
    assert 26 not in rejected_rows(faulty)


def test_half_a_position_is_not_taken(desk: Desk, faulty: ImportSession) -> None:
    model = faulty.view.refused.model
    model.setData(model.index(rejected_rows(faulty).index(26), VALUE), "-1.8")
    assert faulty.view.summary.text().startswith("Write both numbers")
    assert faulty.decisions == {}


def test_a_doubtful_village_is_chosen_from_its_candidates(
    desk: Desk, faulty: ImportSession
) -> None:
    select_row(faulty, 9)
    faulty.view.refused.here.click()
    assert faulty.view.tabs.currentWidget() is faulty.view.names
    combo = faulty.view.names.combo("6.4E+09, Lori")
    assert combo.itemText(1).startswith("Lori, Tanjung Harapan, 64.01.02.2012 – 100 % alike")
    choose(combo, "64.01.02.2012")
    desk.wait_for_preview(faulty)
    assert 9 not in rejected_rows(faulty)
    # It can be thought over: the name stays in the list.
    assert faulty.view.names.combo("6.4E+09, Lori").currentData() == "64.01.02.2012"
    choose(faulty.view.names.combo("6.4E+09, Lori"), "")
    desk.wait_for_preview(faulty)
    assert 9 in rejected_rows(faulty)


def test_the_best_candidates_are_taken_by_one_button(
    desk: Desk, sample_plan: Path, tmp_path: Path
) -> None:
    desk.open(sample_plan)
    sheet = write(tmp_path / "k.csv", "desa,lat,lon", "Rewang,0.5,118", "Lomuu,0.5,118.1")
    session = desk.begin_import("village_offices", sheet)
    button = session.view.names.findChildren(QPushButton)[0]
    assert button.text() == "Take the best candidate where it is clear (2)"
    button.click()
    desk.wait_for_preview(session)
    assert session.view.summary.text() == "2 rows accepted, 0 rejected"


def test_any_other_village_can_be_searched(
    desk: Desk, faulty: ImportSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def search(dialog: VillageSearchView) -> int:
        QTest.keyClicks(dialog.edit, "samu")
        assert dialog.list.item(0).text().startswith("Samurangau, Batu Sopang, 64.01.01.2009")
        return 1

    monkeypatch.setattr(VillageSearchView, "exec", search)
    combo = faulty.view.names.combo("6.4E+09, Lori")
    choose(combo, "?")
    desk.wait_for_preview(faulty)
    assert faulty.decisions["villages"] == {"6.4E+09, Lori": "64.01.01.2009"}


def test_a_column_is_read_as_another_by_the_keyboard(desk: Desk, faulty: ImportSession) -> None:
    combo = faulty.view.columns.combo("Catatan")
    assert combo.currentText() == "Notes"
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Home)
    desk.wait_for_preview(faulty)
    assert faulty.decisions["ignored"] == ["Catatan"]
    assert faulty.view.columns.item(18, 3).text() == "chosen by you"


def test_the_import_writes_all_at_once_and_the_plan_is_checked_again(
    desk: Desk, faulty: ImportSession, sample_plan: Path
) -> None:
    QTest.keyClick(faulty.view, Qt.Key.Key_Return)
    desk.wait(lambda: not desk.panel.imports.sessions)
    assert count(sample_plan, "hotspots") == 57
    assert desk.told.sentences == ["Hotspots: 31 rows taken, 7 rejected"]
    desk.wait(lambda: len(desk.plan.hotspots()) == 57)


def test_old_rows_can_be_replaced(desk: Desk, faulty: ImportSession, sample_plan: Path) -> None:
    existing = faulty.view.existing
    assert existing.replace.text() == "Remove all 26 and keep only those of this source"
    existing.replace.click()
    desk.wait_for_preview(faulty)
    assert existing.replace.isChecked()
    faulty.view.import_button.click()
    desk.wait(lambda: not desk.panel.imports.sessions)
    assert count(sample_plan, "hotspots") == 31


def test_unsaved_edits_are_saved_first_or_the_import_waits(
    desk: Desk, faulty: ImportSession, sample_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    layer = desk.plan.layer("hotspots")
    assert layer is not None
    layer.startEditing()
    layer.deleteFeature(next(layer.getFeatures()).id())
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Cancel)
    faulty.view.import_button.click()
    assert not faulty.is_busy
    assert layer.isModified()
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: QMessageBox.StandardButton.Save)
    faulty.view.import_button.click()
    desk.wait(lambda: not desk.panel.imports.sessions)
    assert count(sample_plan, "hotspots") == 25 + 31


def test_what_was_chosen_is_remembered_for_the_next_sheet_like_it(
    desk: Desk, sample_plan: Path, tmp_path: Path
) -> None:
    desk.open(sample_plan)
    first = write(tmp_path / "a.csv", "a,lat,lon,b", "A,-1.8,116.1,jalan")
    session = desk.begin_import("hotspots", first)
    combo = session.view.columns.combo("a")
    combo.setCurrentIndex(combo.findData("name"))
    desk.wait_for_preview(session)
    session.view.import_button.click()
    desk.wait(lambda: not desk.panel.imports.sessions)
    second = write(tmp_path / "b.csv", "B,lon,LAT,a", "x,116.1,-1.8,Pos Baru")
    again = desk.begin_import("hotspots", second)
    assert again.view.memory_line.isVisibleTo(again.view)
    assert again.view.columns.combo("a").currentData() == "name"
    forget = again.view.memory_line.findChildren(QPushButton)[0]
    forget.click()
    desk.wait_for_preview(again)
    assert again.view.columns.combo("a").currentData() == ""
    assert not again.view.memory_line.isVisibleTo(again.view)


def test_another_role_reads_the_columns_anew(desk: Desk, faulty: ImportSession) -> None:
    choose(faulty.view.source.role, "settlements")
    desk.wait_for_preview(faulty)
    assert "households" in {
        faulty.view.columns.combo("Catatan").itemData(place)
        for place in range(faulty.view.columns.combo("Catatan").count())
    }
    assert faulty.view.existing.isVisibleTo(faulty.view)


def test_a_sheet_is_chosen(desk: Desk, sample_plan: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "catatan"
    sheet = book.create_sheet("usulan")
    for row in (["Usulan titik"], [], ["nama", "lat", "lon"], ["A", -1.8, 116.1]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    desk.open(sample_plan)
    session = desk.begin_import("hotspots", tmp_path / "a.xlsx")
    assert session.view.summary.text().startswith("The file has several sheets or layers.")
    choose(session.view.source.layer, "usulan")
    desk.wait_for_preview(session)
    assert session.view.summary.text() == "1 rows accepted, 0 rejected"
    assert session.view.source.name.text() == "a.xlsx (columns named in row 3)"


def test_a_layer_without_a_system_is_refused_and_the_way_out_is_there(
    desk: Desk, sample_plan: Path
) -> None:
    desk.open(sample_plan)
    layer = QgsVectorLayer("Point?field=nama:string", "tanpa sistem", "memory")
    layer.setCrs(QgsCoordinateReferenceSystem())
    desk.panel.imports.start([Meant("hotspots", given_layer(layer))])
    (session,) = desk.panel.imports.sessions
    desk.wait_for_preview(session)
    assert "does not say in which coordinate system" in session.view.summary.text()
    assert not session.view.import_button.isEnabled()
    choose(session.view.source.crs, "EPSG:32750")
    desk.wait_for_preview(session)
    assert session.decisions["crs"] == "EPSG:32750"
    assert session.view.import_button.isEnabled()


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (("a,b", "1,2"), "does not say where its rows are"),
        (("a,b", "1,2"), "Choose the columns below."),
        (("nama,lat,lon,lat", "A,-1,116,-1"), "has several columns “lat”"),
        (("nama,utm_x,utm_y", "A,1,2"), "does not say in which coordinate system"),
        (("",), "is empty. Choose a table"),
        (("nama,lat,lon", 'A,"-1,116', "B,1,2"), "is never closed"),
    ],
)
def test_what_cannot_be_read_is_told_in_the_dialog(
    desk: Desk, sample_plan: Path, tmp_path: Path, lines: tuple[str, ...], sentence: str
) -> None:
    desk.open(sample_plan)
    session = desk.begin_import("hotspots", write(tmp_path / "a.csv", *lines))
    assert sentence in session.view.summary.text()
    assert not session.view.import_button.isEnabled()
    assert "mapping" not in session.view.summary.text()


def test_a_file_that_is_gone_is_told(desk: Desk, sample_plan: Path, tmp_path: Path) -> None:
    desk.open(sample_plan)
    session = desk.begin_import("hotspots", tmp_path / "hilang.xlsx")
    assert "there is no such file" in session.view.summary.text()


def test_rejected_rows_are_saved_with_the_reasons(
    desk: Desk, faulty: ImportSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "ditolak.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(saved), ""))
    faulty.view.save_asked.emit()
    desk.wait(lambda: faulty.view.summary.text() == f"Saved: {saved}")
    with saved.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 7
    assert rows[0]["Lintang"] == "115.815"
    assert rows[0]["Row of the source"] == "3"


def test_an_import_that_is_cancelled_leaves_the_plan_as_it_was(
    desk: Desk, sample_plan: Path, tmp_path: Path
) -> None:
    desk.open(sample_plan)
    rows = [f"T{n},-1.{n % 900:03},116.{n % 1000:03}" for n in range(20_000)]
    session = desk.begin_import("settlements", write(tmp_path / "a.csv", "nama,lat,lon", *rows))
    session.view.import_button.click()
    assert not session.view.tabs.isEnabled()
    session.view.reject()
    assert session.view.isVisible()
    desk.wait(lambda: not session.is_busy)
    assert session.view.summary.text() == "The import was cancelled; the plan is as it was."
    assert session.view.tabs.isEnabled()
    assert count(sample_plan, "settlements") == 19


def test_a_plan_that_is_locked_is_told_and_is_as_it_was(
    desk: Desk, faulty: ImportSession, sample_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("village_internet_plugin.layers.geopackage.BUSY_TIMEOUT_S", 0.1)
    with closing(sqlite3.connect(sample_plan)) as other:
        other.execute("BEGIN EXCLUSIVE")
        faulty.view.import_button.click()
        desk.wait(lambda: not faulty.is_busy)
        assert str(sample_plan) in faulty.view.summary.text()
        other.rollback()
    assert count(sample_plan, "hotspots") == 26


def test_the_plugin_can_go_while_a_source_is_read(desk: Desk, sample_plan: Path) -> None:
    desk.open(sample_plan)
    desk.panel.imports.start([Meant("hotspots", one) for one in _given(FAULTY)])
    desk.view.let_go()
    assert desk.panel.imports.sessions == []


def test_a_plan_that_closes_takes_its_imports_along(
    desk: Desk, faulty: ImportSession, sample_plan: Path
) -> None:
    desk.panel.imports.start([Meant("settlements", one) for one in _given(FAULTY)])
    desk.plan.close()
    assert desk.panel.imports.sessions == []
    assert not faulty.view.isVisible()
    desk.qtbot.wait(100)
    assert count(sample_plan, "hotspots") == 26


def _given(path: Path) -> list[Any]:
    from village_internet_plugin.panels.plan.sources import given_files

    return given_files([str(path)])
