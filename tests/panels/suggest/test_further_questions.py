# SPDX-License-Identifier: GPL-2.0-or-later
"""A suggestion is asked further: proof by solving again, plans as good, what more would bring."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtTest import QTest
from showing_suggest import Suggesting

pytestmark = pytest.mark.qgis


def ask_why_not(dock: Suggesting, words: str = "") -> str:
    """Ask for a place by words, else for a candidate that was not chosen; return its name."""
    assert dock.panel.found is not None
    suggested = dock.panel.found.suggested
    chosen = {one.site_number for one in suggested.suggestion.chosen}
    free = [one.name for number, one in enumerate(suggested.problem.sites) if number not in chosen]
    dock.view.why_not.place.setEditText(words or free[0])
    dock.view.why_not.ask.click()
    dock.settle()
    return free[0]


def test_why_not_is_proven_by_solving_again(dock: Suggesting) -> None:
    dock.suggest()
    why_not = dock.view.why_not
    name = ask_why_not(dock)
    assert why_not.prove.isVisible()
    assert not why_not.proof.isVisible()
    why_not.prove.click()
    # One at a time: nothing else can be begun, and nothing that would do nothing is offered.
    assert not why_not.prove.isEnabled()
    assert not dock.view.ties.ask.isEnabled()
    dock.settle()
    assert why_not.prove.isEnabled()
    assert f"The best plan with {name} reaches" in why_not.proof.text()
    assert "fewer than this one" in why_not.proof.text()
    ask_why_not(dock, "nowhere at all")
    assert not why_not.proof.isVisible()
    assert not why_not.prove.isVisible()


def test_a_place_that_a_rule_forbids_is_not_solved_with(dock: Suggesting) -> None:
    dock.suggest()
    assert dock.panel.found is not None
    excluded = dock.panel.found.suggested.problem.excluded
    assert excluded
    dock.view.why_not.asked.emit(excluded[0].site.site_id)
    dock.settle()
    assert excluded[0].why.en in dock.view.why_not.told.text()
    assert not dock.view.why_not.prove.isVisible()


def test_plans_as_good_are_told_in_full_and_how_ties_were_broken(dock: Suggesting) -> None:
    dock.suggest()
    assert "Of all plans that reach as many, this one costs least (proven)." in dock.view.how.text()
    ties = dock.view.ties
    assert ties.told.text() == ""
    dock.view.ties_box.set_open(True)
    ties.ask.click()
    assert dock.view.stop.isVisible()
    dock.settle()
    told = ties.told.text()
    assert "Every one was tried." in told
    assert "as good" in told.splitlines()[-1] or "No other set of sites" in told
    dock.suggest()
    assert ties.told.text() == ""


def test_stopped_it_tells_what_was_found_until_then(dock: Suggesting) -> None:
    dock.suggest()
    dock.view.ties.ask.click()
    dock.view.stop.click()
    dock.settle()
    told = dock.view.ties.told.text()
    assert "It was stopped before every exchange" in told or "may be more plans as good" in told
    name = ask_why_not(dock)
    dock.view.why_not.prove.click()
    dock.view.stop.click()
    dock.settle()
    assert name in dock.view.why_not.proof.text()


def test_what_more_would_bring_is_solved_for(dock: Suggesting) -> None:
    dock.suggest()
    more = dock.view.more
    assert "KALTIM-2025" in more.next_best.text() or more.next_best.text()
    more.ask.click()
    dock.settle()
    assert "Rp100" in more.told.text()


def test_a_kept_scenario_answers_no_questions(dock: Suggesting) -> None:
    dock.suggest()
    dock.view.sites.keep.click()
    dock.settle()
    dock.view.scenarios.table.selectRow(1)
    dock.view.scenarios.take_up.click()
    dock.settle()
    assert dock.view.sites.isVisible()
    for part in (dock.view.why_not, dock.view.ties_box, dock.view.more_box, dock.view.curves):
        assert not part.isVisible()


def test_return_asks_and_the_wheel_scrolls_the_dock_alone(dock: Suggesting) -> None:
    dock.suggest()
    assert dock.panel.found is not None
    place = dock.view.why_not.place
    place.setEditText("Semuntai")
    QTest.keyClick(place.lineEdit(), Qt.Key.Key_Return)
    dock.settle()
    assert "Semuntai" in dock.view.why_not.told.text()
    radius = dock.view.wishes.radius
    before = radius.value()
    middle = QPointF(radius.rect().center())
    turn = QWheelEvent(
        middle,
        QPointF(radius.mapToGlobal(radius.rect().center())),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QCoreApplication.sendEvent(radius, turn)
    assert radius.value() == before


def test_the_keyboard_comes_back_to_the_button(dock: Suggesting) -> None:
    dock.suggest()
    ask_why_not(dock)
    prove = dock.view.why_not.prove
    prove.setFocus(Qt.FocusReason.TabFocusReason)
    prove.click()
    assert dock.view.window().focusWidget() is dock.view.stop
    dock.settle()
    assert dock.view.window().focusWidget() is prove
