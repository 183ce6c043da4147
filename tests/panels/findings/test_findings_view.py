# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock of findings, worked by mouse and by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from findings_at_random import finding
from following_a_plan import let_go, wait_until
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QWidget
from sample_findings import sample_findings
from showing_findings import Dock

from village_internet_plugin.panels.findings.waive_dialog import WaiveDialog

FINDINGS = [
    finding("VI103", "a", "error", "A is far"),
    finding("VI103", "b", "error", "B is far"),
    finding("VI105", "a", "warning", "A is near B"),
    finding("VI105", "c", "warning", "C is near D", waived=True),
    finding("VI501", "b", "notice", "B wants fibre"),
]
# Rows: 0 VI103, 1 A far, 2 B far, 3 VI105, 4 A near B, 5 VI501, 6 B wants fibre


@pytest.fixture
def dock() -> Iterator[Dock]:
    dock = Dock(FINDINGS)
    dock.view.resize(340, 640)
    dock.view.show()
    yield dock
    dock.view.hide()
    dock.view.deleteLater()
    let_go()


def press(dock: Dock, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(dock.view.table, key)


def row_rect(dock: Dock, row: int):
    return dock.view.table.visualRect(dock.model.index(row, 0))


def click(dock: Dock, row: int) -> None:
    place: QPoint = row_rect(dock, row).center()
    button = Qt.MouseButton.LeftButton
    QTest.mouseClick(dock.view.table.viewport(), button, pos=place)


def test_a_click_on_a_finding_shows_it_on_the_map_and_a_click_on_a_header_closes_it(
    dock: Dock,
) -> None:
    zooms: list[list[str]] = []
    dock.view.zoom_wanted.connect(lambda: zooms.append([f.message for f in dock.view.chosen()]))
    click(dock, 2)
    assert zooms == [["B is far"]]
    click(dock, 0)
    assert zooms == [["B is far"]]
    assert dock.model.rowCount() == 5
    click(dock, 0)
    assert dock.model.rowCount() == 7


def test_the_list_is_worked_by_keyboard_alone(dock: Dock) -> None:
    zooms: list[list[str]] = []
    dock.view.zoom_wanted.connect(lambda: zooms.append([f.message for f in dock.view.chosen()]))
    dock.view.table.setCurrentIndex(dock.model.index(0, 0))
    press(dock, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert zooms == [["B is far"]]
    press(dock, Qt.Key.Key_Left)
    assert dock.view.table.currentIndex().row() == 0
    press(dock, Qt.Key.Key_Left)
    assert dock.model.rowCount() == 5
    press(dock, Qt.Key.Key_Right)
    assert dock.model.rowCount() == 7
    press(dock, Qt.Key.Key_Space)
    assert dock.model.rowCount() == 5
    press(dock, Qt.Key.Key_Enter)
    assert dock.model.rowCount() == 7


def test_tab_leaves_the_list_and_reaches_every_button_and_field(dock: Dock) -> None:
    dock.view.table.setCurrentIndex(dock.model.index(1, 0))
    dock.view.activateWindow()
    dock.view.search.setFocus()
    reached: list[QWidget] = []
    for _ in range(40):
        widget = QApplication.focusWidget()
        assert widget is not None
        if widget in reached:
            break
        reached.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    usable = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for widget in dock.view.findChildren(kind)
        if widget.isVisible() and widget.isEnabled() and not widget.objectName().startswith("qt_")
    ]
    assert dock.view.table in reached
    clear_button = dock.view.search.findChildren(QAbstractButton)
    assert [w for w in usable if w not in reached and w not in clear_button] == []


def test_every_control_has_a_name_for_screen_readers(dock: Dock) -> None:
    for kind in (QAbstractButton, QLineEdit, QComboBox):
        for widget in dock.view.findChildren(kind):
            if widget.isVisible() and widget.parent() is not dock.view.search:
                text = widget.text() if isinstance(widget, QAbstractButton) else ""
                assert (widget.accessibleName() or text).strip(), widget
    assert dock.view.table.accessibleName() == "Findings"


def test_the_windows_keys_are_the_lists_while_it_has_the_keyboard(dock: Dock) -> None:
    copies: list[int] = []
    dock.view.copy_wanted.connect(lambda: copies.append(1))
    dock.view.table.setCurrentIndex(dock.model.index(1, 0))
    QTest.keyClick(dock.view.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert copies == [1]
    QTest.keyClick(dock.view.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert dock.view.chosen_count() == 4


def test_keys_that_delete_or_cut_on_the_map_do_nothing_from_the_list(dock: Dock) -> None:
    for key, modifier in (
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier),
    ):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifier)
        event.ignore()
        QApplication.sendEvent(dock.view.table, event)
        assert event.isAccepted()


def test_a_header_stands_for_its_group(dock: Dock) -> None:
    dock.view.table.setCurrentIndex(dock.model.index(0, 0))
    assert [one.message for one in dock.view.chosen()] == ["A is far", "B is far"]
    assert dock.view.chosen_count() == 2


def test_typing_searches_after_a_pause_and_enter_at_once(dock: Dock) -> None:
    QTest.keyClicks(dock.view.search, "fibre")
    assert dock.model.rowCount() == 7
    wait_until(lambda: dock.model.rowCount() == 2)
    dock.view.search.setText("near vi105")
    QTest.keyClick(dock.view.search, Qt.Key.Key_Return)
    assert dock.texts()[1:] == ["A is near B"]


def test_when_all_is_left_out_a_button_brings_it_back(dock: Dock) -> None:
    dock.view.search.setText("nowhere to be found")
    QTest.keyClick(dock.view.search, Qt.Key.Key_Return)
    assert dock.view.is_empty()
    assert dock.view.empty_sentence().startswith("None of the plan's 5 findings is listed")
    dock.view.list_everything()
    assert not dock.view.is_empty()
    assert dock.model.rowCount() == 7


def test_switches_leave_severities_out_and_waived_findings_are_off_at_first(dock: Dock) -> None:
    assert "C is near D" not in dock.texts()
    dock.view.toggles.button("waived").click()
    assert dock.texts()[-1] == "B wants fibre"
    assert "C is near D" in dock.texts()
    dock.view.toggles.button("error").click()
    assert "A is far" not in dock.texts()
    assert dock.view.toggles.button("error").text() == "Errors 2"
    assert dock.view.toggles.button("waived").accessibleName() == "Waived: 1"


def test_what_is_chosen_and_what_is_open_survives_an_update(dock: Dock) -> None:
    dock.view.table.setCurrentIndex(dock.model.index(4, 0))
    dock.model.expand((0, "VI501"), opened=False)
    dock.change("b", finding("VI105", "b", "error", "B is too near A"))
    assert [one.message for one in dock.view.chosen()] == ["A is near B"]
    dock.change("b", FINDINGS[1], FINDINGS[4])
    assert not dock.model.is_expanded((0, "VI501"))
    dock.gathering.gather()
    dock.gathering.finish()
    assert [one.message for one in dock.view.chosen()] == ["A is near B"]
    assert not dock.model.is_expanded((0, "VI501"))
    dock.gathering.group_by("none")
    assert [one.message for one in dock.view.chosen()] == ["A is near B"]


def test_a_finding_that_moves_to_another_place_stays_chosen(dock: Dock) -> None:
    dock.view.table.setCurrentIndex(dock.model.index(4, 0))
    dock.change("a", FINDINGS[0], finding("VI105", "a", "error", "A is too near B"))
    assert [one.message for one in dock.view.chosen()] == ["A is too near B"]


def test_findings_have_one_height_and_headers_another_whatever_was_shown_before(dock: Dock) -> None:
    for grouping in range(4):
        dock.view.grouping.setCurrentIndex(grouping)
        heights: dict[bool, set[int]] = {True: set(), False: set()}
        for row in range(dock.model.rowCount()):
            is_header = dock.model.finding(row) is None
            heights[is_header].add(row_rect(dock, row).height())
        assert len(heights[False]) == 1
        assert len(heights[True]) <= 1
        assert heights[True] != heights[False]


def test_the_dock_can_be_as_narrow_as_340_pixels_in_both_languages() -> None:
    for language in ("en", "id"):
        dock = Dock(sample_findings(language), language)
        assert dock.view.minimumSizeHint().width() <= 340


def test_details_tell_what_the_rule_asks_why_and_how_to_fix(dock: Dock) -> None:
    dock.view.table.setCurrentIndex(dock.model.index(1, 0))
    texts = [
        label.text() for label in dock.view.details.findChildren(QWidget) if hasattr(label, "text")
    ]
    assert "Error: VI103 Near the village office" in texts or any("VI103" in t for t in texts)
    assert "Move it." in texts
    assert "Why" in texts


class TestWaiving:
    def dialog(self, author: str = "") -> WaiveDialog:
        dialog = WaiveDialog("A is far", "", author)
        dialog.show()
        return dialog

    def test_neither_reason_nor_name_may_be_missing(self) -> None:
        dialog = self.dialog()
        QTest.keyClicks(dialog.focusWidget(), "the school asked for it")
        dialog.accept()
        assert dialog.isVisible()
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        QTest.keyClicks(dialog.focusWidget(), "Siti Aminah")
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
        assert not dialog.isVisible()
        assert (dialog.reason, dialog.author) == ("the school asked for it", "Siti Aminah")

    def test_the_name_is_remembered_and_blanks_are_no_reason(self) -> None:
        dialog = self.dialog("Siti Aminah")
        QTest.keyClicks(dialog.focusWidget(), "   ")
        dialog.accept()
        assert dialog.isVisible()
        dialog.reject()


def test_no_button_is_cut_off_in_a_low_and_narrow_dock(dock: Dock) -> None:
    dock.view.table.setCurrentIndex(dock.model.index(1, 0))
    for width in (300, 340, 700):
        dock.view.resize(width, 420)
        for _ in range(4):
            QApplication.processEvents()
        for button in dock.view.findChildren(QAbstractButton):
            if button.isVisible():
                assert not button.visibleRegion().isEmpty(), (width, button.text())
                assert button.visibleRegion().boundingRect().height() == button.height(), (
                    *(width, button.text()),
                )


def test_the_keyboard_goes_on_from_where_a_finding_was_though_its_group_moves_away() -> None:
    dock = Dock(
        [
            finding("VI105", "a", "error", "A is too near B"),
            finding("VI105", "b", "warning", "B is near C"),
            finding("VI401", "c", "error", "nobody pays for C"),
        ]
    )
    dock.view.table.setCurrentIndex(dock.model.index(1, 0))
    dock.change("a")
    assert dock.texts()[1::2] == ["nobody pays for C", "B is near C"]
    assert dock.view.table.currentIndex().isValid()
    assert dock.failures == []
