# SPDX-License-Identifier: GPL-2.0-or-later
"""The status bar always says how the open plan stands, and raises no alarm over notices."""

from __future__ import annotations

from pathlib import Path

import pytest
from following_a_plan import let_go, wait_until
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel, QMainWindow

from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot
from village_internet_plugin.panels.findings.part import add_findings, add_status_line
from village_internet_plugin.panels.findings.status_line import StatusLine
from village_internet_plugin.panels.findings.status_line_view import StatusLineView, counted
from village_internet_plugin.panels.window import Window

NONE = {"error": 0, "warning": 0, "notice": 0, "not_checked": 0, "waived": 0}


def shown(**counts: int) -> str:
    view = StatusLineView("en")
    view.show_counts({**NONE, **counts})
    return view.text_shown()


def test_errors_and_warnings_are_counted_one_and_many() -> None:
    assert shown(error=3, warning=5) == "3 errors, 5 warnings"
    assert shown(error=1, warning=1) == "1 error, 1 warning"
    assert shown(warning=1_200) == "1,200 warnings"
    assert shown(error=2, not_checked=1, warning=3) == "2 errors, 1 rule not checked, 3 warnings"


def test_notices_and_waived_findings_raise_no_alarm_but_are_in_the_tooltip() -> None:
    view = StatusLineView("en")
    view.show_counts({**NONE, "notice": 7, "waived": 1})
    assert view.text_shown() == "No errors, no warnings"
    assert "7 notices, 1 waived finding" in view.toolTip()


def test_numbers_are_written_as_the_language_does() -> None:
    assert counted("warning", 1_200, "id").startswith("1.200")


def test_a_screen_reader_hears_what_is_written(window: Window) -> None:
    view = StatusLineView("en")
    view.show_counts({**NONE, "error": 3})
    assert view.accessibleName() == "Village Internet: 3 errors"
    view.show_checking(0.4)
    assert view.accessibleName() == "Village Internet: checking 40 %"


def test_it_takes_no_more_room_than_there_is_and_keeps_the_gravest(window: Window) -> None:
    view = StatusLineView("en")
    view.show_counts({**NONE, "error": 80_525, "not_checked": 16_993, "warning": 56_575})
    view.show()

    def read() -> str:
        return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())

    view.resize(view.sizeHint())
    whole = "80,525 errors, 16,993 rules not checked, 56,575 warnings"
    assert " ".join(read().split()) == whole
    view.resize(view.minimumSizeHint())
    assert read().split() == ["80,525", "errors"]
    view.resize(view.sizeHint())
    assert "56,575 warnings" in read()
    assert view.accessibleName().endswith("56,575 warnings")
    window_of_qgis = QMainWindow()
    window_of_qgis.statusBar().addPermanentWidget(view)
    least = window_of_qgis.minimumSizeHint().width()
    assert least < view.sizeHint().width()
    window_of_qgis.resize(least, 100)
    window_of_qgis.show()
    assert "warnings" not in read()
    window_of_qgis.close()


def test_a_problem_is_told_and_is_not_markup(window: Window) -> None:
    view = StatusLineView("en")
    view.show_problem("<b>broken</b>")
    assert view.text_shown() == "The plan could not be checked"
    assert "&lt;b&gt;broken" in view.toolTip()


@pytest.fixture
def line(window: Window):
    line = StatusLine(window)
    yield line
    line.let_go()
    line.view.deleteLater()
    let_go()


def said(counts: dict[str, int]) -> str:
    kinds = [kind for kind in ("error", "not_checked", "warning") if counts[kind]]
    return ", ".join(counted(kind, counts[kind], "en") for kind in kinds)


def test_it_is_there_while_a_plan_is_open_and_follows_it(
    line: StatusLine, window: Window, path: Path
) -> None:
    assert line.view.isHidden()
    window.plan.open(path)
    wait_until(lambda: window.plan.is_open)
    assert not line.view.isHidden()
    window.plan.flush()
    counts = window.plan.counts()
    assert line.view.text_shown() == said(counts)
    layer, fid = window.plan.layer("hotspots"), window.plan.fid_of("id-A")
    assert layer is not None
    assert fid is not None
    with edit_step(layer, "test"):
        change_hotspot(layer, fid, {"site_kind": "private", "service_months": 3})
    window.plan.flush()
    assert window.plan.counts() != counts
    assert line.view.text_shown() == said(window.plan.counts())
    window.plan.close()
    assert line.view.isHidden()


def test_a_click_and_a_key_open_the_dock(line: StatusLine, window: Window) -> None:
    QTest.mouseClick(line.view, Qt.MouseButton.LeftButton)
    window.docks.show.assert_called_once_with("findings")
    QTest.keyClick(line.view, Qt.Key.Key_Space)
    assert window.docks.show.call_count == 2


def test_the_parts_leave_nothing_behind(window: Window) -> None:
    undo = add_status_line(window)
    bar = window.iface.statusBarIface()
    (view,) = bar.addPermanentWidget.call_args.args
    undo()
    bar.removeWidget.assert_called_once_with(view)
    undo()
    assert add_findings(window) is window.docks.add.return_value
    assert window.docks.add.call_args.args[0] == "findings"
    QgsProject.instance().clear()
