# SPDX-License-Identifier: GPL-2.0-or-later
"""Unsaved edits of a plan's layers: counted by row, saved all, never lost when saving fails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.layers.edit_step import edit_step
from village_internet_plugin.layers.hotspot_edits import change_hotspot, place_hotspot
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.unsaved_edits import count_unsaved, save_edits
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis


@pytest.fixture
def hotspots(plan: Path) -> QgsVectorLayer:
    rows = tuple(Hotspot(f"h{n}", LonLat(116.0 + n / 10, -1.9), name=f"{n}") for n in range(4))
    write_hotspots(plan, (), rows)
    return open_layer(plan, "hotspots")


def fid(layer: QgsVectorLayer, hotspot_id: str) -> int:
    return next(row.id() for row in layer.getFeatures() if row["hotspot_id"] == hotspot_id)


def test_each_row_counts_once(hotspots: QgsVectorLayer) -> None:
    assert count_unsaved([hotspots]) == 0
    with edit_step(hotspots, "test"):
        place_hotspot(hotspots, Hotspot("new", LonLat(116.5, -1.9)))
        change_hotspot(hotspots, fid(hotspots, "h0"), {"name": "x", "lon": 116.01})
        hotspots.deleteFeature(fid(hotspots, "h1"))
    assert count_unsaved([hotspots]) == 3
    hotspots.undoStack().undo()
    assert count_unsaved([hotspots]) == 0


def test_saving_ends_editing(hotspots: QgsVectorLayer, plan: Path) -> None:
    with edit_step(hotspots, "test"):
        change_hotspot(hotspots, fid(hotspots, "h0"), {"name": "saved"})
    save_edits([hotspots])
    assert not hotspots.isEditable()
    assert read_plan(plan).hotspots[0].name == "saved"


def test_what_cannot_be_saved_is_still_there(hotspots: QgsVectorLayer, plan: Path) -> None:
    hotspots.startEditing()
    twin = QgsFeature(hotspots.fields())
    twin["hotspot_id"] = "h0"
    twin.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(116.7, -1.9)))
    hotspots.addFeature(twin)
    with pytest.raises(InputError, match="could not be saved, and are still there: "):
        save_edits([hotspots])
    assert count_unsaved([hotspots]) == 1
    assert len(read_plan(plan).hotspots) == 4
    hotspots.rollBack()


@pytest.fixture
def transaction_group() -> Iterator[None]:
    project = QgsProject.instance()
    project.setAutoTransaction(True)
    yield
    project.clear()
    project.setAutoTransaction(False)


def test_edits_inside_a_transaction_group_count_and_are_saved_together(
    transaction_group: None, hotspots: QgsVectorLayer, plan: Path
) -> None:
    sources = open_layer(plan, "funding_sources")
    QgsProject.instance().addMapLayers([hotspots, sources])
    with edit_step(hotspots, "test"):
        change_hotspot(hotspots, fid(hotspots, "h0"), {"name": "saved"})
    assert count_unsaved([hotspots, sources]) >= 1
    save_edits([hotspots, sources])
    assert not hotspots.isEditable()
    assert not sources.isEditable()
    assert count_unsaved([hotspots, sources]) == 0
    assert read_plan(plan).hotspots[0].name == "saved"
