# SPDX-License-Identifier: GPL-2.0-or-later
"""An edit of a plan's layer is one undo step or leaves nothing at all."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from following_a_plan import A, fill
from qgis.core import QgsVectorLayer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.feature_rows import read_hotspots
from village_internet_plugin.layers.hotspot_edits import (
    add_row,
    change_hotspot,
    change_row,
    delete_row,
    place_hotspot,
)
from village_internet_plugin.layers.plan_file import open_layer

pytestmark = pytest.mark.qgis


@pytest.fixture
def layer(village_plan: Path) -> QgsVectorLayer:
    fill(village_plan)
    return open_layer(village_plan, "hotspots")


def delete_and_change(layer: QgsVectorLayer, fid: int) -> None:
    with edit_step(layer, "Half"):
        delete_row(layer, fid)
        change_row(layer, 2, {"no_such_column": 1})


def delete_twice(layer: QgsVectorLayer, fid: int) -> None:
    with edit_step(layer, "Half"):
        delete_row(layer, fid)
        delete_row(layer, fid)


def test_several_edits_are_one_step(layer: QgsVectorLayer) -> None:
    before = read_hotspots(layer)
    new = replace(A, hotspot_id="id-new", name="Baru", position=LonLat(116.03, -1.96))
    with edit_step(layer, "Place and move"):
        fid = place_hotspot(layer, new)
        change_hotspot(layer, 1, {"lon": 116.021, "name": "Pindah", "notes": None})
        delete_row(layer, 2)
    assert layer.isEditable()
    assert layer.undoStack().count() == 1
    assert layer.undoStack().text(0) == "Place and move"
    now = {hotspot.hotspot_id: hotspot for hotspot in read_hotspots(layer).values()}
    assert set(now) == {"id-A", "id-C", "id-new"}
    assert now["id-new"] == new
    assert now["id-A"].position == LonLat(116.021, -1.95)
    assert now["id-A"].name == "Pindah"
    assert layer.getFeature(fid)["hotspot_id"] == "id-new"
    layer.undoStack().undo()
    assert read_hotspots(layer) == before
    layer.rollBack()


def test_a_failure_inside_leaves_nothing_and_ends_the_editing_it_began(
    layer: QgsVectorLayer,
) -> None:
    before = read_hotspots(layer)
    with pytest.raises(KeyError):
        delete_and_change(layer, 1)
    assert not layer.isEditable()
    assert read_hotspots(layer) == before


def test_a_failure_inside_keeps_the_edits_of_before(layer: QgsVectorLayer) -> None:
    layer.startEditing()
    with edit_step(layer, "Delete"):
        delete_row(layer, 1)
    before = read_hotspots(layer)
    with pytest.raises(InputError, match="refused the edit"):
        delete_twice(layer, 2)
    assert layer.isEditable()
    assert read_hotspots(layer) == before
    assert layer.undoStack().count() == 1
    layer.rollBack()


def test_a_layer_that_cannot_be_edited_is_told(layer: QgsVectorLayer) -> None:
    layer.setReadOnly(True)
    with pytest.raises(InputError, match="cannot be edited"), edit_step(layer, "Delete"):
        delete_row(layer, 1)


def test_a_hotspot_without_a_position_can_be_given_one(layer: QgsVectorLayer) -> None:
    with edit_step(layer, "Place"):
        fid = place_hotspot(layer, replace(A, hotspot_id="nowhere", position=None))
        change_hotspot(layer, fid, {"lon": 116.0, "lat": -1.9})
    placed = [one for one in read_hotspots(layer).values() if one.hotspot_id == "nowhere"]
    assert [one.position for one in placed] == [LonLat(116.0, -1.9)]
    layer.rollBack()


def test_a_row_of_a_table_without_geometry_is_added(village_plan: Path) -> None:
    waivers = open_layer(village_plan, "waivers")
    with edit_step(waivers, "Waive"):
        fid = add_row(waivers, {"rule": "VI105", "subject": "id-A", "reason": "dua gedung"})
    assert waivers.getFeature(fid)["reason"] == "dua gedung"
    waivers.rollBack()
