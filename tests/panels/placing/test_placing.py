# SPDX-License-Identifier: GPL-2.0-or-later
"""Hotspots are placed with the mouse, and the verdict shows before the click."""

from __future__ import annotations

import re

import pytest
from panels.placing.placing_desk import OFFICE, PlacingDesk
from pictures import assert_looks_like
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsProject,
    QgsSnappingConfig,
    QgsTolerance,
)
from qgis.gui import QgsAttributeDialog, QgsGui
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from qgis.PyQt.QtTest import QTest

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import moved
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.placing.ghost import Ghost
from village_internet_plugin.panels.placing.placing_view import PlacingView

NEAR, FAR = moved(OFFICE, 300.0, 0.0), moved(OFFICE, 1400.0, 0.0)


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no other test's settings in: QGIS keeps them in one file for all that run at a time."""
    monkeypatch.setattr(settings.open_form_after_placing, "get", lambda: False)
    monkeypatch.setattr(settings.arrow_step_m, "get", lambda: 1.0)


def _hotspots(desk: PlacingDesk) -> list[tuple[float, float]]:
    points = (row.geometry().asPoint() for row in desk.layer.getFeatures(QgsFeatureRequest()))
    return [(point.x(), point.y()) for point in points]


def _offer(desk: PlacingDesk) -> str:
    return str(desk.view.better.text())


def test_the_verdict_changes_while_the_mouse_moves(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.point_at(NEAR)
    assert desk.ghost.verdict != "error"
    texts = [line.text for line in desk.view._state.lines]
    assert any(
        re.fullmatch(r"(29\d|30\d) m to Kantor Desa Adang Jaya \(limit 1,000 m\)", text)
        for text in texts
    )
    desk.point_at(FAR)
    assert desk.ghost.verdict == "error"
    assert desk.view._state.lines[0].text.endswith("to Kantor Desa Adang Jaya (limit 1,000 m)")
    assert desk.view._state.verdict_word == "Error"


def test_however_many_moves_one_turn_judges_once(desk: PlacingDesk) -> None:
    desk.take_tool()
    judged = []
    desk.ghost.changed.connect(lambda: judged.append(desk.ghost.position))
    for step in range(50):
        desk.ghost.move_to(moved(NEAR, float(step), 0.0))
    desk.turn()
    assert len(judged) == 1


def test_a_click_places_in_one_undo_step_and_the_ghost_goes_on(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.point_at(NEAR)
    desk.click_at(NEAR)
    assert desk.layer.isEditable()
    assert desk.layer.undoStack().count() == 1
    assert desk.layer.undoStack().undoText().startswith("Place hotspot")
    placed = next(iter(desk.layer.getFeatures()))
    assert placed["village_code"] == "64.01.06.2023"
    assert placed["funding_source_id"] == "APBD"
    assert placed["status"] == "proposed"
    # The next one would stand on it.
    assert "VI106" in {one.rule for one in desk.ghost.findings}
    desk.point_at(moved(NEAR, -400.0, 0.0))
    desk.click_at(moved(NEAR, -400.0, 0.0))
    assert len(_hotspots(desk)) == 2
    desk.layer.undoStack().undo()
    assert len(_hotspots(desk)) == 1
    desk.turn()


def test_a_double_click_places_one(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.point_at(NEAR)
    desk.click_at(NEAR)
    QTest.mouseDClick(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=desk.pixel(NEAR))
    QTest.mouseRelease(desk.canvas.viewport(), Qt.MouseButton.LeftButton, pos=desk.pixel(NEAR))
    desk.turn()
    assert len(_hotspots(desk)) == 1
    desk.click_at(moved(NEAR, -400.0, 0.0))
    assert len(_hotspots(desk)) == 2


def test_what_was_placed_is_undone_by_qgis_itself(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.window.iface.setActiveLayer.assert_called_with(desk.layer)


def test_a_better_place_is_offered_and_taken_by_a_key(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.point_at(FAR)
    desk.wait(lambda: desk.ghost.better is not None)
    desk.turn()
    assert re.match(r"Nearest valid place: (39\d|40\d) m \(V\)", _offer(desk))
    assert desk.view.better.isVisible()
    desk.press(Qt.Key.Key_V)
    assert desk.from_office_m() == pytest.approx(1000.0, abs=0.2)
    assert desk.ghost.verdict != "error"
    assert not desk.view.better.isVisible()


def test_a_click_on_the_better_place_goes_there_and_places_nothing(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.point_at(FAR)
    desk.wait(lambda: desk.ghost.better is not None)
    desk.click(desk.tool.picture.better_pixel().toPoint())
    assert desk.from_office_m() == pytest.approx(1000.0, abs=0.2)
    assert _hotspots(desk) == []


def test_by_the_keyboard_alone(desk: PlacingDesk) -> None:
    desk.take_tool()
    middle = desk.ghost.position
    assert middle == pytest.approx((116.05, -1.95), abs=1e-3)
    extent = desk.canvas.extent()
    desk.press(Qt.Key.Key_Right)
    assert desk.ghost.position == pytest.approx(moved(middle, 1.0, 0.0), abs=1e-9)
    desk.press(Qt.Key.Key_Up, shift=True)
    assert desk.ghost.position == pytest.approx(moved(middle, 1.0, 10.0), abs=1e-8)
    assert desk.canvas.extent() == extent
    desk.press(Qt.Key.Key_Return)
    assert _hotspots(desk) == [pytest.approx(desk.ghost.position, abs=1e-12)]
    desk.press(Qt.Key.Key_Escape)
    assert desk.canvas.mapTool() is None
    assert not desk.action.isChecked()


def test_the_ghost_snaps_as_the_project_says(open_desk) -> None:
    there = Hotspot("a", NEAR, "64.01.06.2023", "Balai", "school", "APBD", 2027)
    desk = open_desk(there)
    snapping = QgsSnappingConfig(QgsProject.instance())
    snapping.setEnabled(True)
    snapping.setMode(QgsSnappingConfig.SnappingMode.AllLayers)
    snapping.setTypeFlag(QgsSnappingConfig.VertexFlag)
    snapping.setTolerance(15)
    snapping.setUnits(QgsTolerance.UnitType.Pixels)
    desk.canvas.snappingUtils().setConfig(snapping)
    desk.take_tool()
    desk.point_at(moved(NEAR, 30.0, 0.0))
    desk.wait(lambda: desk.snaps_at(NEAR))
    desk.point_at(moved(NEAR, 32.0, 10.0))
    assert desk.ghost.position == pytest.approx(NEAR, abs=1e-9)


def test_coordinates_are_typed(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.press(Qt.Key.Key_L, control=True)
    assert desk.view.coordinates.hasFocus()
    desk.write("1,953 LS 116,052 BT")
    assert desk.ghost.position == pytest.approx((116.052, -1.953))
    assert desk.canvas.hasFocus()
    desk.press(Qt.Key.Key_Enter)
    assert _hotspots(desk) == [pytest.approx((116.052, -1.953))]


def test_a_digit_on_the_map_begins_typing(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.press(Qt.Key.Key_1)
    assert desk.view.coordinates.hasFocus()
    assert desk.view.coordinates.text() == "1"
    desk.write(",953 LS 116,052 BT")
    assert desk.ghost.position == pytest.approx((116.052, -1.953))


def test_what_is_not_understood_moves_nothing_and_is_told(desk: PlacingDesk) -> None:
    desk.take_tool()
    before = desk.ghost.position
    desk.press(Qt.Key.Key_L, control=True)
    desk.write("di sana")
    assert desk.ghost.position == before
    assert "is not understood as a position" in desk.view._answer.text()
    desk.press(Qt.Key.Key_Escape)
    assert desk.canvas.hasFocus()


def test_exchanged_coordinates_are_mended_and_told(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.press(Qt.Key.Key_L, control=True)
    desk.write("116.052, -1.953")
    assert desk.ghost.position == pytest.approx((116.052, -1.953))
    assert "were exchanged" in desk.view._answer.text()


def test_the_small_window_gives_way_to_keys_but_not_to_the_mouse(desk: PlacingDesk) -> None:
    desk.take_tool()
    left = desk.view.pos()
    corner = desk.tool._place.lonlat_at(desk.view.geometry().center())
    desk.point_at(desk.tool._place.lonlat_at(desk.view.geometry().bottomRight() + QPoint(9, 9)))
    assert desk.view.pos() == left
    desk.press(Qt.Key.Key_L, control=True)
    desk.write(f"{corner.lat:.6f}; {corner.lon:.6f}")
    assert desk.view.pos().x() > left.x()
    assert not desk.view.geometry().contains(desk.pixel(corner))


def test_a_trembling_mouse_does_not_lose_a_typed_place(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.point_at(NEAR)
    desk.press(Qt.Key.Key_Right, shift=True)
    held = desk.ghost.position
    pixel = desk.pixel(NEAR)
    desk.point_at(desk.tool._place.lonlat_at(pixel + type(pixel)(2, 1)))
    assert desk.ghost.position == held
    desk.point_at(FAR)
    assert desk.ghost.position != held


def test_the_canvas_may_have_another_reference_system(desk: PlacingDesk) -> None:
    desk.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32750"))
    desk.canvas.zoomToFullExtent()
    desk.turn()
    desk.take_tool()
    desk.tool._place.show(NEAR)
    desk.point_at(NEAR)
    pixel_m = desk.canvas.mapUnitsPerPixel()
    assert float(abs(desk.from_office_m() - 300.0)) < 1.5 * pixel_m


def test_a_canvas_without_a_reference_system_is_refused(desk: PlacingDesk) -> None:
    desk.canvas.setDestinationCrs(QgsCoordinateReferenceSystem())
    desk.action.trigger()
    assert "no coordinate reference system" in desk.told[0]
    assert not desk.action.isChecked()


def test_without_a_plan_it_says_to_open_one(desk: PlacingDesk) -> None:
    desk.plan.close(remove_layers=True)
    desk.action.trigger()
    assert desk.told == ["Open a plan before placing hotspots."]
    assert not desk.action.isChecked()


def test_a_plan_that_is_still_checked_is_told_of_and_nothing_is_placed(
    desk: PlacingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.take_tool()
    with monkeypatch.context() as patched:
        patched.setattr(CurrentPlan, "is_checked", property(lambda _: False))
        desk.point_at(NEAR)
        assert "still being checked" in desk.view._word.text()
        with pytest.raises(InputError, match="still being checked"):
            desk.ghost.place()
    desk.plan.changed.emit(None)
    desk.turn()
    assert desk.ghost.verdict is not None


def test_closing_the_plan_ends_it(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.plan.close(remove_layers=True)
    desk.turn()
    assert desk.canvas.mapTool() is None
    assert not desk.action.isChecked()


def _widgets(desk: PlacingDesk) -> list[str]:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return sorted(
        f"{child.metaObject().className()} {child.parent().metaObject().className()}"
        for child in desk.canvas.findChildren(QObject)
        # Made by QGIS itself when something is first snapped to.
        if child.metaObject().className() != "QgsMapCanvasSnappingUtils"
    )


def test_nothing_is_left_on_the_map_afterwards(desk: PlacingDesk) -> None:
    items, widgets = len(desk.canvas.scene().items()), _widgets(desk)
    desk.take_tool()
    desk.point_at(FAR)
    desk.wait(lambda: desk.ghost.better is not None)
    assert len(desk.canvas.scene().items()) > items
    desk.press(Qt.Key.Key_Escape)
    desk.turn()
    assert len(desk.canvas.scene().items()) == items
    assert not desk.canvas.findChildren(PlacingView)
    desk.take_tool()
    desk.undo()
    desk.turn()
    assert len(desk.canvas.scene().items()) == items
    assert _widgets(desk) == widgets
    assert desk.canvas.mapTool() is None


def test_the_form_opens_where_the_user_wants_it(
    desk: PlacingDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    QgsGui.editorWidgetRegistry().initEditors()
    monkeypatch.setattr(settings.open_form_after_placing, "get", lambda: True)
    desk.take_tool()
    desk.click_at(NEAR)
    desk.turn()
    form = desk.main_window.findChild(QgsAttributeDialog)
    assert form.isVisible()
    assert form.feature()["status"] == "proposed"
    form.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not desk.main_window.findChildren(QgsAttributeDialog)
    assert len(_hotspots(desk)) == 1


def test_spacing_is_told_with_the_neighbours_name(open_desk) -> None:
    there = Hotspot("a", NEAR, "64.01.06.2023", "Balai", "school", "APBD", 2027)
    desk = open_desk(there)
    desk.take_tool()
    desk.point_at(moved(NEAR, -120.0, 0.0))
    assert any("Balai" in line.text for line in desk.view._state.lines)
    desk.wait(lambda: desk.ghost.better is not None)
    assert desk.ghost.better.place.distance_m == pytest.approx(80.0, abs=5.0)


def test_it_speaks_indonesian(open_desk) -> None:
    desk = open_desk(language="id")
    desk.take_tool()
    desk.point_at(FAR)
    assert desk.view._state.verdict_word == "Kesalahan"
    assert "LS" in desk.view._state.position


def test_a_place_beyond_the_region_is_answered(desk: PlacingDesk) -> None:
    desk.look_at(100.0, -5.0, 104.0, -1.0)
    desk.take_tool()
    desk.point_at(LonLat(102.0, -3.0))
    assert desk.ghost.verdict == "error"
    desk.wait(lambda: not desk.ghost.is_searching)
    desk.turn()
    assert "No valid place was found" in desk.view._searching.text()


def test_a_ghost_that_stands_nowhere_is_not_placed(desk: PlacingDesk) -> None:
    desk.take_tool()
    with pytest.raises(InputError, match="type its coordinates, first"):
        _nowhere(desk).place()


def test_a_layer_that_cannot_be_edited_is_told_and_nothing_is_placed(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.point_at(NEAR)
    desk.layer.setReadOnly(True)
    with pytest.raises(InputError, match="cannot be edited"):
        desk.ghost.place()
    desk.layer.setReadOnly(False)
    assert _hotspots(desk) == []


def _nowhere(desk: PlacingDesk) -> Ghost:
    ghost = desk.ghost
    ghost.move_to(None)
    return ghost


def test_the_ghost_looks_like_the_stored_picture(desk: PlacingDesk) -> None:
    desk.take_tool()
    desk.point_at(FAR)
    desk.wait(lambda: desk.ghost.better is not None)
    desk.canvas.waitWhileRendering()
    desk.turn()
    assert_looks_like(desk.main_window, "placing-far-from-the-office")
