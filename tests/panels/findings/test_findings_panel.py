# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock of findings on a real plan: it follows every edit, mends, waives, and shows places."""

from __future__ import annotations

from pathlib import Path

import pytest
from findings_in_the_window import change, choose, layer, listed, rules_of
from following_a_plan import let_go, wait_until
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication

from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import add_row
from village_internet_plugin.panels.findings.findings_panel import FindingsPanel
from village_internet_plugin.panels.findings.waive_dialog import WaiveDialog
from village_internet_plugin.panels.window import Window

pytestmark = pytest.mark.qgis


def test_it_lists_what_the_plan_finds_and_follows_each_edit(
    panel: FindingsPanel, window: Window
) -> None:
    assert {one.message for one in listed(panel)} == {
        one.message for one in window.plan.findings() if not one.waived
    }
    assert "VI201" not in rules_of(panel, "id-A")
    change(window, "id-A", site_kind="private")
    assert "VI201" in rules_of(panel, "id-A")
    layer(window).undoStack().undo()
    window.plan.flush()
    assert "VI201" not in rules_of(panel, "id-A")
    layer(window).rollBack()


def test_without_a_plan_it_says_so_and_with_one_under_check_how_far_it_is(
    window: Window, path: Path
) -> None:
    panel = FindingsPanel(window)
    assert panel.view.empty_sentence().startswith("No plan is open.")
    window.plan.open(path)
    wait_until(lambda: window.plan.is_open)
    if not window.plan.is_checked:
        window.plan.checking.emit(0.4)
        assert panel.view.empty_sentence() == "Still being checked: 40 %"
    window.plan.flush()
    panel.finish()
    assert not panel.view.is_empty()
    window.plan.close()
    assert panel.view.empty_sentence().startswith("No plan is open.")
    assert panel.view.model.rowCount() == 0
    panel.let_go()


def test_a_fix_is_one_undo_step_after_which_the_finding_is_gone(
    panel: FindingsPanel, window: Window
) -> None:
    with edit_step(layer(window, "funding_sources"), "test"):
        add_row(
            layer(window, "funding_sources"),
            {"funding_source_id": "DD", "agency": "Kabupaten Paser", "fiscal_year": 2027},
        )
    change(window, "id-A", funding_source_id="DD", year=2026)
    steps = layer(window).undoStack().count()
    choose(panel, "VI401", "id-A")
    panel.view.details.fix.click()
    assert layer(window).undoStack().count() == steps + 1
    assert "VI401" not in rules_of(panel, "id-A")
    window.iface.setActiveLayer.assert_called_with(layer(window))
    hotspot = window.plan.hotspot("id-A")
    assert hotspot is not None
    assert hotspot.year == 2027
    layer(window).undoStack().undo()
    window.plan.flush()
    assert "VI401" in rules_of(panel, "id-A")


def test_all_of_a_rule_are_mended_in_one_undo_step(panel: FindingsPanel, window: Window) -> None:
    for hotspot_id in ("id-A", "id-B", "id-C"):
        change(window, hotspot_id, service_months=3)
    steps = layer(window).undoStack().count()
    choose(panel, "VI405", "id-B")
    panel.view.fix_rule_action.trigger()
    assert layer(window).undoStack().count() == steps + 1
    assert "VI405" not in {one.rule for one in listed(panel)}
    assert window.told.sentences == [("succeed", "3 hotspots were mended in one undo step.")]


def test_a_finding_that_still_stands_is_told(panel: FindingsPanel, window: Window) -> None:
    change(window, "id-A", service_months=3)
    choose(panel, "VI405", "id-A")
    (finding,) = panel.view.chosen()
    panel._tell_what_stands([finding])
    kind, sentence = window.told.sentences[-1]
    assert kind == "warn"
    assert sentence.startswith("The change was made, but VI405 still finds:")


def test_a_refused_edit_is_told_and_nothing_is_half_done(
    panel: FindingsPanel, window: Window
) -> None:
    change(window, "id-A", service_months=3)
    choose(panel, "VI405", "id-A")
    layer(window).commitChanges()
    layer(window).setReadOnly(True)
    panel.view.details.fix.click()
    assert window.told.sentences[-1][0] == "fail"
    layer(window).setReadOnly(False)
    assert "VI405" in rules_of(panel, "id-A")


def test_a_duplicate_is_deleted_in_one_undo_step(panel: FindingsPanel, window: Window) -> None:
    b = window.plan.hotspot("id-B")
    assert b is not None
    assert b.position is not None
    change(window, "id-A", lon=b.position.lon, lat=b.position.lat)
    choose(panel, "VI106", "id-A")
    panel.view.details.delete.click()
    assert window.plan.hotspot("id-A") is None
    assert "VI106" not in {one.rule for one in listed(panel)}
    layer(window).undoStack().undo()
    window.plan.flush()
    assert window.plan.hotspot("id-A") is not None


class TestWaiving:
    def waive(self, panel: FindingsPanel, reason: str, author: str) -> None:
        panel.view.details.waive.click()
        dialog = panel.findChild(WaiveDialog)
        assert dialog is not None
        QTest.keyClicks(dialog._reason, reason)
        dialog._author.setText(author)
        dialog.accept()
        QCoreApplication.processEvents()

    def test_a_waiver_is_a_row_and_one_undo_step_and_can_be_taken_back(
        self, panel: FindingsPanel, window: Window
    ) -> None:
        choose(panel, "VI401", "id-A")
        self.waive(panel, "agreed with the province", "Siti Aminah")
        window.plan.flush()
        (waiver,) = window.plan.waivers()
        assert (waiver.rule, waiver.subject) == ("VI401", "id-A")
        assert (waiver.reason, waiver.author) == ("agreed with the province", "Siti Aminah")
        assert "+" in (waiver.made_at or "") or "-" in (waiver.made_at or "")[10:]
        assert "VI401" not in rules_of(panel, "id-A")
        assert layer(window, "waivers").undoStack().count() == 1
        panel.view.toggles.switch_on("waived")
        choose(panel, "VI401", "id-A")
        panel.view.details.take_back.click()
        window.plan.flush()
        assert window.plan.waivers() == ()
        assert layer(window, "waivers").undoStack().count() == 2
        layer(window, "waivers").undoStack().undo()
        layer(window, "waivers").undoStack().undo()
        window.plan.flush()
        assert window.plan.waivers() == ()

    def test_many_are_waived_for_one_reason_in_one_step_and_the_name_is_remembered(
        self, panel: FindingsPanel, window: Window
    ) -> None:
        panel.view.model.expand_all(opened=True)
        panel.view.choose((0, "VI401"))
        self.waive(panel, "next year", "Siti Aminah")
        window.plan.flush()
        assert {one.subject for one in window.plan.waivers()} == {"id-A", "id-B", "id-C"}
        assert layer(window, "waivers").undoStack().count() == 1
        panel.view.choose((0, "VI205")) or panel.view.choose((0, "VI103"))
        panel.view.table.selectAll()
        panel.view.details.waive.click()
        dialogs = [one for one in panel.findChildren(WaiveDialog) if one.isVisible()]
        assert dialogs[-1].author == "Siti Aminah"
        dialogs[-1].reject()

    def test_a_quota_cannot_be_waived(self, panel: FindingsPanel, window: Window) -> None:
        with edit_step(layer(window, "funding_sources"), "test"):
            add_row(
                layer(window, "funding_sources"),
                {
                    "funding_source_id": "DD",
                    "agency": "Kabupaten Paser",
                    "fiscal_year": 2026,
                    "point_quota": 0,
                },
            )
        change(window, "id-A", funding_source_id="DD")
        choose(panel, "VI402", "id-A")
        assert not panel.view.details.waive.isEnabled()
        assert "quota" in panel.view.details.waive.toolTip()
        panel.view.waive_wanted.emit()
        assert window.told.sentences[-1][0] == "warn"
        assert panel.findChild(WaiveDialog) is None


class TestTheMap:
    def test_a_hotspot_is_zoomed_to_and_flashed(self, panel: FindingsPanel, window: Window) -> None:
        canvas = window.iface.mapCanvas()
        flashed: list[list[int]] = []
        canvas.flashFeatureIds = lambda _layer, fids: flashed.append(fids)
        choose(panel, "VI401", "id-B")
        panel.view.table.chosen.emit()
        b = window.plan.hotspot("id-B")
        assert b is not None
        assert b.position is not None
        assert canvas.center().x() == pytest.approx(b.position.lon)
        assert canvas.center().y() == pytest.approx(b.position.lat)
        assert flashed == [[window.plan.fid_of("id-B")]]

    def test_a_funding_source_is_shown_by_its_hotspots(
        self, panel: FindingsPanel, window: Window
    ) -> None:
        canvas = window.iface.mapCanvas()
        flashed: list[list[int]] = []
        canvas.flashFeatureIds = lambda _layer, fids: flashed.append(fids)
        with edit_step(layer(window, "funding_sources"), "test"):
            add_row(
                layer(window, "funding_sources"),
                {
                    "funding_source_id": "DD",
                    "agency": "Kabupaten Paser",
                    "fiscal_year": 2026,
                    "point_quota": 1,
                },
            )
        change(window, "id-A", funding_source_id="DD")
        change(window, "id-C", funding_source_id="DD")
        choose(panel, "VI402", "DD", "funding_source")
        panel.view.details.zoom.click()
        assert sorted(flashed[0]) == sorted(
            [window.plan.fid_of("id-A"), window.plan.fid_of("id-C")]
        )
        assert canvas.extent().contains(canvas.center())

    def test_what_has_no_place_is_told(self, panel: FindingsPanel, window: Window) -> None:
        change(window, "id-A", lon=1915.98, lat=-2.0)
        choose(panel, "VI101", "id-A")
        panel.view.details.zoom.click()
        assert window.told.sentences[-1][0] == "inform"
        assert "no hotspot of this finding has a usable position" in window.told.sentences[-1][1]


def test_letting_go_leaves_nothing_that_listens(window: Window, path: Path) -> None:
    panel = FindingsPanel(window)
    window.plan.open(path)
    window.plan.flush()
    panel.let_go()
    panel.deleteLater()
    let_go()
    change(window, "id-A", site_kind="private")
    window.plan.close()
    assert QApplication.instance() is not None
    assert window.told.sentences == []


class TestTheNearestValidPosition:
    def test_it_is_drawn_first_and_the_hotspot_moves_only_when_wanted(
        self, panel: FindingsPanel, window: Window
    ) -> None:
        change(window, "id-A", lon=116.05, lat=-1.88)
        start = window.plan.hotspot("id-A")
        steps = layer(window).undoStack().count()
        items = len(window.iface.mapCanvas().scene().items())
        choose(panel, "VI102", "id-A")
        panel.view.details.nearest.click()
        panel.finish()
        assert window.told.sentences == []
        assert window.plan.hotspot("id-A") == start
        assert len(window.iface.mapCanvas().scene().items()) == items + 2
        panel.view.offer_left.emit()
        assert len(window.iface.mapCanvas().scene().items()) == items
        assert window.plan.hotspot("id-A") == start
        panel.view.details.nearest.click()
        panel.finish()
        panel.view.offer_taken.emit()
        window.plan.flush()
        assert layer(window).undoStack().count() == steps + 1
        assert "VI102" not in rules_of(panel, "id-A")
        assert len(window.iface.mapCanvas().scene().items()) == items
        layer(window).undoStack().undo()
        window.plan.flush()
        assert "VI102" in rules_of(panel, "id-A")

    def test_an_offer_goes_when_the_plan_changes_under_it(
        self, panel: FindingsPanel, window: Window
    ) -> None:
        change(window, "id-A", lon=116.05, lat=-1.88)
        items = len(window.iface.mapCanvas().scene().items())
        choose(panel, "VI102", "id-A")
        panel.view.details.nearest.click()
        panel.finish()
        change(window, "id-A", lon=116.06, lat=-1.88)
        assert len(window.iface.mapCanvas().scene().items()) == items
        panel.view.offer_taken.emit()
        hotspot = window.plan.hotspot("id-A")
        assert hotspot is not None
        assert hotspot.position == (116.06, -1.88)
