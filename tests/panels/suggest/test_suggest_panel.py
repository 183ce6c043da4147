# SPDX-License-Identifier: GPL-2.0-or-later
"""From the sample: a suggestion is asked for, explained, accepted as one step, checked, kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFileDialog
from showing_suggest import Suggesting

from village_internet_plugin.layers.scenarios import read_scenarios
from village_internet_plugin.layers.wishes import OFFICES
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis
UNCHECKED = Qt.CheckState.Unchecked


def test_what_is_left_decides_who_is_asked_to_pay(dock: Suggesting) -> None:
    wishes = dock.view.wishes.wishes()
    assert wishes.funding_source_ids == ("KALTIM-2025",)
    assert (wishes.radius_m, wishes.within_m) == (300.0, 1000.0)
    texts = [dock.view.wishes.sources.item(row).text() for row in range(2)]
    assert texts[0] == "Titik hotspot kabupaten\nPASER-2025 · 0 left · Rp8.6 m left"
    dock.view.wishes.sources.item(1).setCheckState(UNCHECKED)
    assert not dock.view.suggest.isEnabled()
    assert "Tick at least one funding source" in dock.view.problem.text.text()


def test_a_suggestion_is_explained_accepted_checked_and_undone(dock: Suggesting) -> None:
    before = dock.ids()
    dock.suggest()
    assert "6 new hotspots for Rp391 m reach" in dock.told()
    assert "Proven" in dock.told()
    sites = dock.view.sites
    assert sites.model.rowCount() == 6
    assert "Without it" in sites.why.text()
    assert sum(band.numberOfVertices() for band in dock.panel.map_bands) == 6
    assert sites.accept.text() == "Accept 6 ticked"
    sites.model.setData(sites.model.index(5), UNCHECKED, Qt.ItemDataRole.CheckStateRole)
    sites.accept.click()
    dock.settle()
    assert len(dock.ids() - before) == 5
    assert dock.layer.undoStack().undoText() == "Accept 5 suggested hotspots"
    assert "5 of them are in the plan now, and the check finds no error" in sites.state.text.text()
    assert not sites.accept.isEnabled()
    assert dock.plan.counts()["error"] == 0
    assert dock.panel.map_bands == ()
    sites.undo.click()
    dock.settle()
    assert dock.ids() == before
    assert sites.state.text.text() == ""
    assert not sites.undo.isVisible()


def test_discarding_leaves_the_plan_and_the_map_as_they_were(dock: Suggesting) -> None:
    before = dock.ids()
    dock.suggest()
    dock.view.sites.discard.click()
    dock.settle()
    assert dock.ids() == before
    assert dock.panel.map_bands == ()
    assert not dock.view.sites.isVisible()
    assert not dock.layer.isEditable()


def test_an_edit_afterwards_makes_it_out_of_date(dock: Suggesting) -> None:
    dock.suggest()
    dock.layer.startEditing()
    feature = next(dock.layer.getFeatures())
    dock.layer.deleteFeature(feature.id())
    dock.settle()
    assert "The plan was changed since" in dock.view.sites.state.text.text()
    dock.layer.rollBack()
    dock.settle()
    assert dock.view.sites.state.text.text() == ""


def test_why_not_is_answered_for_any_place(dock: Suggesting) -> None:
    dock.suggest()
    why_not = dock.view.why_not
    why_not.place.setEditText("Kantor Desa Biu")
    why_not.ask.click()
    dock.settle()
    assert "KALTIM-2025" in why_not.told.text() or "Biu" in why_not.told.text()
    assert why_not.pin.isVisible()
    why_not.place.setEditText("nowhere at all")
    why_not.ask.click()
    assert "No candidate is called so" in why_not.told.text()
    assert not why_not.pin.isVisible()


def test_a_site_ruled_out_and_one_wanted_are_minded_next_time(dock: Suggesting) -> None:
    dock.suggest()
    sites = dock.view.sites
    first = sites.current()
    assert first is not None
    sites.ban.click()
    why_not = dock.view.why_not
    place = why_not.place.findText("Semuntai", Qt.MatchFlag.MatchContains)
    wanted = why_not.keys[place]
    dock.view.why_not.pin_asked.emit(wanted)
    assert "Never: " + first.name in dock.view.marks.text.text()
    dock.suggest()
    ids = {line.site_id for line in sites.model.lines()}
    assert wanted in ids
    assert first.site_id not in ids
    dock.view.marks.forget.click()
    dock.suggest()
    assert first.site_id in {line.site_id for line in sites.model.lines()}


def test_scenarios_are_kept_compared_taken_up_saved_and_removed(
    dock: Suggesting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dock.suggest()
    dock.view.sites.keep.click()
    dock.settle()
    dock.view.wishes.offices.setChecked(False)
    dock.view.wishes.equity.setChecked(True)
    dock.suggest()
    dock.view.sites.keep.click()
    dock.settle()
    kept = read_scenarios(dock.plan.path)
    assert [one.name for one in kept] == ["Scenario 1", "Scenario 2"]
    assert kept[0].wishes["candidates"] == sorted((OFFICES, "settlement"))
    table = dock.view.scenarios.table
    assert table.rowCount() == 3
    assert table.item(1, 1).text() == "+6"
    # Kept scenarios are no edit of the plan.
    assert not dock.layer.isEditable()
    table.selectAll()
    assert not dock.view.scenarios.compare.isEnabled()
    table.clearSelection()
    table.selectRow(1)
    before = set(QgsProject.instance().mapLayers())
    dock.view.scenarios.compare.click()
    dock.settle()
    (added,) = set(QgsProject.instance().mapLayers()) - before
    layer = QgsProject.instance().mapLayer(added)
    assert layer.name() == "Plan as it is → Scenario 1"
    kinds = [one["change"] for one in layer.getFeatures() if one["subject_kind"] == "hotspot"]
    assert kinds == ["added"] * 6
    assert "People reached: 10,876 → 18,584" in dock.view.scenarios.told.text()
    QgsProject.instance().removeMapLayer(added)
    dock.view.scenarios.take_up.click()
    dock.settle()
    assert dock.view.sites.model.rowCount() == 6
    dock.view.sites.accept.click()
    dock.settle()
    assert {one.hotspot_id for one in kept[0].added} <= dock.ids()
    dock.layer.rollBack()
    dock.settle()
    output = tmp_path / "kept"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(lambda *_: (str(output), "")))
    dock.view.scenarios.save.click()
    dock.settle()
    assert len(read_plan(tmp_path / "kept.gpkg").hotspots) == 32
    dock.view.scenarios.remove.click()
    dock.settle()
    assert [one.name for one in read_scenarios(dock.plan.path)] == ["Scenario 2"]


def test_stopped_before_anything_is_found_it_says_so_and_the_plan_stays(dock: Suggesting) -> None:
    before = dock.ids()
    dock.view.suggest.click()
    dock.view.stop.click()
    assert dock.view.doing.text() == "Ending…"
    dock.settle()
    assert "stopped before anything was found" in dock.view.problem.text.text()
    assert (dock.told(), dock.panel.found) == ("", None)
    assert dock.ids() == before
    assert dock.view.suggest.isEnabled()
    dock.suggest()
    assert dock.view.problem.text.text() == ""
    assert "6 new hotspots" in dock.told()


def test_closing_the_plan_stops_the_seeking_and_clears_the_map(dock: Suggesting) -> None:
    dock.view.suggest.click()
    dock.plan.close()
    dock.panel.finish_turn()
    assert dock.view.no_plan.isVisible()
    assert "No plan is open" in dock.view.no_plan.text()
    assert dock.panel.map_bands == ()


def test_proposed_hotspots_may_give_way_and_ticks_decide(dock: Suggesting) -> None:
    status = dock.layer.fields().indexOf("status")
    dock.layer.startEditing()
    for feature in list(dock.layer.getFeatures()):
        dock.layer.changeAttributeValue(feature.id(), status, "proposed")
    dock.settle()
    wishes = dock.view.wishes
    wishes.sources.item(0).setCheckState(Qt.CheckState.Checked)
    wishes.replan.setChecked(True)
    before = dock.ids()
    dock.suggest()
    assert dock.panel.found is not None
    suggested = dock.panel.found.suggested
    assert suggested.people >= suggested.people_today > suggested.problem.people_before
    kinds = [line.kind for line in dock.view.sites.model.lines()]
    assert {"new", "goes"} <= set(kinds)
    gone = {one.hotspot_id for one in suggested.removed}
    dock.view.sites.accept.click()
    dock.settle()
    assert before - dock.ids() == gone
    assert "in place of" in dock.layer.undoStack().undoText()
    assert dock.plan.counts()["error"] == 0
    dock.view.sites.keep.click()
    dock.settle()
    dock.view.sites.undo.click()
    dock.settle()
    assert dock.ids() == before
    (kept,) = read_scenarios(dock.plan.path)
    assert set(kept.removed) == gone
