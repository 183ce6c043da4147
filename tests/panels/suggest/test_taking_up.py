# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan as good is taken up instead of the one suggested first: shown, accepted, given back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from showing_suggest import Suggesting

from village_internet_plugin.domain.position import LonLat

pytestmark = pytest.mark.qgis

COAST = "Permukiman pesisir Tanjung Aru"
HALL = "Balai pesisir"
NORTH = 0.0002
"""Degrees, 22 m: whoever one of both places reaches, the other reaches too."""


@pytest.fixture
def tied(dock: Suggesting) -> Iterator[Suggesting]:
    """The dock with a hall beside a settlement that is suggested, and plans as good looked for."""
    dock.suggest()
    settlement = dock.view.sites.model.line_at(dock.row_of(COAST)).position
    layer = _layer_of(HALL, settlement)
    QgsProject.instance().addMapLayer(layer)
    dock.view.wishes.layer_choice.setLayer(layer)
    dock.suggest()
    dock.view.ties_box.set_open(True)
    dock.view.ties.ask.click()
    dock.settle()
    yield dock
    QgsProject.instance().removeMapLayer(layer.id())


def _layer_of(name: str, place: LonLat) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=name:string", "halls", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttribute("name", name)
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(place.lon, place.lat + NORTH)))
    layer.dataProvider().addFeature(feature)
    return layer


def offered(dock: Suggesting) -> list[str]:
    plans = dock.view.ties.plans
    return [plans.item(row).text() for row in range(plans.count())]


def names(dock: Suggesting) -> set[str]:
    return {line.name for line in dock.view.sites.model.ticked()}


def take(dock: Suggesting, row: int) -> None:
    dock.view.ties.plans.setCurrentRow(row)
    dock.view.ties.take_up.click()
    dock.settle()


def test_it_is_offered_shown_whole_accepted_as_one_step_and_undone(tied: Suggesting) -> None:
    first, instead = offered(tied)
    assert first == "The plan suggested first (shown now)"
    assert instead == f"{COAST} (KALTIM-2025) in the place of {HALL}: at the same cost."
    assert "These are all the plans as good" in tied.view.ties.told.text()
    assert not tied.view.ties.take_up.isEnabled()
    before, found = tied.ids(), tied.panel.found
    keys = {line.name: line.key for line in tied.view.sites.model.lines()}
    take(tied, 1)
    assert f"Taken instead of the plan suggested first: {instead}" in tied.told()
    assert "Proven: no plan within these limits is better." in tied.told()
    assert "taken at will" in tied.view.how.text()
    assert "costs least" not in tied.view.how.text()
    assert names(tied) == set(keys) - {HALL} | {COAST}
    # What is in both plans is the same hotspot in both.
    now = {line.name: line.key for line in tied.view.sites.model.lines()}
    assert {name: key for name, key in keys.items() if name != HALL}.items() < now.items()
    tied.view.sites.list.setCurrentIndex(tied.row_of(COAST))
    assert "Without it" in tied.view.sites.why.text()
    assert sum(band.numberOfVertices() for band in tied.panel.map_bands) == 6
    assert tied.panel.found is not found
    assert HALL in {words.split(" (")[0] for _, words in tied.panel.found.places}
    tied.view.sites.accept.click()
    tied.settle()
    assert len(tied.ids() - before) == 6
    assert tied.layer.undoStack().undoText() == "Accept 6 suggested hotspots"
    take(tied, 0)
    assert "accepted already" in tied.view.ties.problem.text.text()
    assert names(tied) == set(now)
    tied.view.sites.undo.click()
    tied.settle()
    assert tied.ids() == before
    take(tied, 0)
    assert tied.panel.found is found
    assert names(tied) == set(keys)
    assert offered(tied)[0].endswith("(shown now)")


def test_return_takes_it_up_and_the_keyboard_stays_in_the_list(tied: Suggesting) -> None:
    plans = tied.view.ties.plans
    plans.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(plans, Qt.Key.Key_Down)
    QTest.keyClick(plans, Qt.Key.Key_Return)
    tied.settle()
    assert COAST in names(tied)
    assert tied.view.window().focusWidget() is plans
    # Taking what is shown already does nothing.
    QTest.keyClick(plans, Qt.Key.Key_Return)
    assert not tied.panel.is_busy


def test_stopped_the_plan_shown_stays_and_a_new_suggestion_forgets_them(tied: Suggesting) -> None:
    found = tied.panel.found
    tied.view.ties.plans.setCurrentRow(1)
    tied.view.ties.take_up.click()
    tied.view.stop.click()
    tied.settle()
    assert tied.panel.found is found
    assert HALL in names(tied)
    take(tied, 1)
    tied.view.ties.ask.click()
    tied.settle()
    # They are compared with the first plan, which is shown again.
    assert tied.panel.found is found
    assert len(offered(tied)) == 2
    tied.suggest()
    assert offered(tied) == []
    assert not tied.view.ties.take_up.isVisible()
