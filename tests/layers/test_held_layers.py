# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers held while their file is written to: not editable, then as they were in any case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from following_a_plan import fill
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.held_layers import HeldLayers
from village_internet_plugin.layers.plan_file import open_layer

pytestmark = pytest.mark.qgis


@pytest.fixture
def layers(plan: Path) -> Iterator[list[QgsVectorLayer]]:
    fill(plan)
    project = QgsProject.instance()
    made = [open_layer(plan, "hotspots"), open_layer(plan, "funding_sources")]
    project.addMapLayers(made)
    yield made
    project.clear()


def test_held_layers_cannot_be_edited_and_then_are_as_they_were(
    layers: list[QgsVectorLayer],
) -> None:
    hotspots, sources = layers
    sources.setReadOnly(True)
    assert hotspots.startEditing()
    held = HeldLayers(layers)
    assert [layer.isEditable() or layer.startEditing() for layer in layers] == [False, False]
    held.let_go()
    held.let_go()
    assert hotspots.isEditable()
    assert not sources.supportsEditing()
    hotspots.rollBack()


def test_a_layer_with_unsaved_edits_is_not_held_and_nothing_of_it_is_saved(
    layers: list[QgsVectorLayer],
) -> None:
    hotspots, sources = layers
    assert hotspots.startEditing()
    fid = next(hotspots.getFeatures()).id()
    assert hotspots.changeAttributeValue(fid, hotspots.fields().indexOf("name"), "typed")
    with pytest.raises(InputError, match="is being edited"):
        HeldLayers(reversed(layers))
    assert hotspots.isModified()
    assert sources.supportsEditing()
    hotspots.rollBack()


def test_a_project_saved_meanwhile_has_the_layers_as_they_were(
    layers: list[QgsVectorLayer], tmp_path: Path
) -> None:
    hotspots = layers[0]
    project = QgsProject.instance()
    held = HeldLayers(layers)
    path = tmp_path / "project.qgs"
    assert project.write(str(path))
    QCoreApplication.processEvents()
    assert 'readOnly="1"' not in path.read_text()
    assert not hotspots.startEditing()
    held.let_go()
    assert hotspots.supportsEditing()


def test_layers_that_are_gone_are_let_go(layers: list[QgsVectorLayer]) -> None:
    held = HeldLayers(layers)
    sources = layers.pop()
    QgsProject.instance().removeMapLayer(layers.pop().id())
    held.let_go()
    assert sources.supportsEditing()
