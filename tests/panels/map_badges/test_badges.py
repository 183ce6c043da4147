# SPDX-License-Identifier: GPL-2.0-or-later
"""The badges on the map are the verdicts of the plan, whatever is edited, saved or not."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from following_a_plan import ADANG, A, B, C
from opened_plan import make_plan, opened_plan
from qgis.core import QgsFeature, QgsGeometry, QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot, delete_row
from village_internet_plugin.layers.verdict_layer import VERDICTS_PROPERTY
from village_internet_plugin.panels.map_badges.badges import VerdictBadges

Shown = dict[str, tuple[float, float, str]]


def failed(error: Exception) -> None:
    """Let what goes wrong fail the test."""
    raise error


@contextmanager
def badges_of(path: Path) -> Iterator[tuple[CurrentPlan, QgsProject, VerdictBadges]]:
    with opened_plan(path) as (plan, project):
        badges = VerdictBadges(plan, project, failed)
        settle(badges)
        yield plan, project, badges
        badges.close()


def settle(badges: VerdictBadges) -> None:
    QCoreApplication.processEvents()
    while badges.is_busy:
        QCoreApplication.processEvents()


def on_map(badges: VerdictBadges) -> Shown:
    """Read the badges from the layer itself."""
    assert badges.layer is not None
    found = {}
    for feature in badges.layer.layer.getFeatures():
        point = feature.geometry().asPoint()
        found[feature["hotspot_id"]] = (
            round(point.x(), 9),
            round(point.y(), 9),
            feature["verdict"],
        )
    return found


def verdicts_of(plan: CurrentPlan) -> Shown:
    return {
        hotspot.hotspot_id: (
            round(hotspot.position.lon, 9),
            round(hotspot.position.lat, 9),
            plan.verdict_of(hotspot.hotspot_id) or "",
        )
        for hotspot in plan.hotspots().values()
        if hotspot.position is not None and not hotspot.is_replaced
    }


def verdict_layers(project: QgsProject) -> list[QgsMapLayer]:
    layers = project.mapLayers().values()
    return [layer for layer in layers if layer.customProperty(VERDICTS_PROPERTY)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return make_plan(tmp_path)


def test_every_hotspot_has_the_badge_of_its_verdict(path: Path) -> None:
    with badges_of(path) as (plan, _, badges):
        assert set(on_map(badges)) == {A.hotspot_id, B.hotspot_id, C.hotspot_id}
        assert on_map(badges) == verdicts_of(plan)


def test_a_badge_moves_with_its_hotspot_before_anything_is_saved(path: Path) -> None:
    with badges_of(path) as (plan, _, badges):
        layer = plan.layer("hotspots")
        with edit_step(layer, "move"):
            change_hotspot(layer, plan.fid_of(A.hotspot_id), {"lon": ADANG.lon, "lat": ADANG.lat})
        settle(badges)
        assert on_map(badges)[A.hotspot_id][:2] == ADANG
        layer.undoStack().undo()
        settle(badges)
        assert on_map(badges) == verdicts_of(plan)
        assert on_map(badges)[A.hotspot_id][:2] == A.position


def test_history_and_points_without_a_place_have_no_badge(path: Path) -> None:
    with badges_of(path) as (plan, _, badges):
        layer = plan.layer("hotspots")
        with edit_step(layer, "edit"):
            change_hotspot(layer, plan.fid_of(A.hotspot_id), {"status": "replaced"})
            layer.changeGeometry(plan.fid_of(B.hotspot_id), QgsGeometry())
        settle(badges)
        assert set(on_map(badges)) == {C.hotspot_id}


def test_badges_equal_verdicts_after_each_of_many_random_edits(path: Path) -> None:
    chance = random.Random(5)  # noqa: S311
    with badges_of(path) as (plan, _, badges):
        layer = plan.layer("hotspots")
        layer.startEditing()
        for number in range(120):
            edit_somehow(chance, layer, number)
            settle(badges)
            assert on_map(badges) == verdicts_of(plan), number
        assert layer.rollBack()
        settle(badges)
        assert on_map(badges) == verdicts_of(plan)


def edit_somehow(chance: random.Random, layer: QgsVectorLayer, number: int) -> None:
    kind = chance.choice(["add", "add", "move", "status", "delete", "undo", "redo", "save"])
    fids = sorted(layer.allFeatureIds())
    place = LonLat(116 + chance.random() * 0.2, -1.9 - chance.random() * 0.1)
    if kind == "undo":
        layer.undoStack().undo()
    elif kind == "redo":
        layer.undoStack().redo()
    elif kind == "save":
        assert layer.commitChanges(False)
    elif kind == "add" or not fids:
        feature = QgsFeature(layer.fields())
        feature["hotspot_id"], feature["village_code"] = f"new-{number}", "64.01.06.2023"
        feature.setGeometry(QgsGeometry.fromWkt(f"POINT ({place.lon} {place.lat})"))
        assert layer.addFeature(feature)
    else:
        fid = chance.choice(fids)
        with edit_step(layer, kind):
            if kind == "move":
                change_hotspot(layer, fid, place._asdict())
            elif kind == "status":
                status = chance.choice(["proposed", "replaced", "operating", "nonsense"])
                change_hotspot(layer, fid, {"status": status})
            else:
                delete_row(layer, fid)


def test_plan_file_and_the_users_style_stay_untouched(path: Path) -> None:
    with opened_plan(path) as (plan, project):
        layer = plan.layer("hotspots")
        style = layer.renderer().dump()
        project.setDirty(False)
        before = path.read_bytes()
        badges = VerdictBadges(plan, project, failed)
        settle(badges)
        assert layer.renderer().dump() == style
        assert not layer.isEditable()
        badges.close()
        assert path.read_bytes() == before


def test_the_layer_is_passive_and_lies_just_above_the_hotspots(path: Path) -> None:
    with badges_of(path) as (plan, project, badges):
        assert badges.layer is not None
        layer = badges.layer.layer
        assert layer.customProperty("skipMemoryLayersCheck") == 1
        assert not layer.startEditing()
        assert not layer.flags() & QgsMapLayer.LayerFlag.Identifiable
        order = [layer.id() for layer in project.layerTreeRoot().layerOrder()]
        assert order.index(layer.id()) == order.index(plan.layer("hotspots").id()) - 1


def test_later_edits_leave_the_project_as_saved(path: Path) -> None:
    with badges_of(path) as (plan, project, badges):
        project.setDirty(False)
        layer = plan.layer("hotspots")
        with edit_step(layer, "move"):
            change_hotspot(layer, plan.fid_of(A.hotspot_id), {"lon": 116.05})
        settle(badges)
        layer.rollBack()
        settle(badges)
        assert badges.layer is not None
        assert not badges.layer.layer.isModified()


def test_it_goes_with_the_plan_and_comes_with_the_next(path: Path) -> None:
    with badges_of(path) as (plan, project, badges):
        plan.close(remove_layers=True)
        QCoreApplication.processEvents()
        assert project.mapLayers() == {}
        assert project.layerTreeRoot().children() == []
        plan.open(path)
        plan.flush()
        settle(badges)
        assert len(verdict_layers(project)) == 1
        plan.close()
        QCoreApplication.processEvents()
        assert verdict_layers(project) == []
        assert project.mapLayers()


def test_when_the_plugin_goes_the_layer_goes_at_once(path: Path) -> None:
    with opened_plan(path) as (plan, project):
        VerdictBadges(plan, project, failed).close()
        assert verdict_layers(project) == []


def test_clearing_the_project_with_a_plan_open_is_survived(path: Path) -> None:
    with badges_of(path) as (plan, project, badges):
        project.clear()
        settle(badges)
        assert not plan.is_open
        assert badges.layer is None


def test_a_saved_project_gets_the_one_layer_back_switched_off_as_it_was(
    path: Path, tmp_path: Path
) -> None:
    saved = str(tmp_path / "project.qgs")
    with badges_of(path) as (_, project, badges):
        assert badges.layer is not None
        node = project.layerTreeRoot().findLayer(badges.layer.layer.id())
        node.setItemVisibilityChecked(False)
        assert project.write(saved)
    with opened_plan(path) as (plan, project):
        plan.close(remove_layers=True)
        assert project.read(saved)
        badges = VerdictBadges(plan, project, failed)
        plan.open(path)
        plan.flush()
        settle(badges)
        assert len(verdict_layers(project)) == 1
        assert badges.layer is not None
        node = project.layerTreeRoot().findLayer(badges.layer.layer.id())
        assert not node.itemVisibilityChecked()
        while not plan.is_checked:
            QCoreApplication.processEvents()
        settle(badges)
        assert on_map(badges) == verdicts_of(plan)
        badges.close()


def test_the_user_may_remove_the_layer(path: Path) -> None:
    with badges_of(path) as (plan, project, badges):
        assert badges.layer is not None
        project.removeMapLayer(badges.layer.layer.id())
        layer = plan.layer("hotspots")
        with edit_step(layer, "move"):
            change_hotspot(layer, plan.fid_of(A.hotspot_id), {"lon": 116.05})
        settle(badges)
        assert badges.layer is None
        assert verdict_layers(project) == []
