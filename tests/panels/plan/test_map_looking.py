# SPDX-License-Identifier: GPL-2.0-or-later
"""What was imported comes into sight; a map that shows some of it stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from plan_desk import SAMPLE, Desk
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsRectangle, QgsVectorLayer

from village_internet_plugin.panels.plan.map_looking import bring_into_sight

pytestmark = pytest.mark.qgis
PASER = QgsPointXY(116.1, -1.8)
SOMEWHERE = QgsRectangle(116.0, -1.9, 116.1, -1.8)


def test_the_first_villages_are_seen(desk: Desk, empty_plan: Path) -> None:
    desk.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    desk.open(empty_plan)
    session = desk.begin_import("villages", SAMPLE / "batas_desa_ilustrasi.geojson")
    session.view.import_button.click()
    desk.wait(lambda: not desk.panel.imports.sessions)
    # EPSG:3857 of the same place, in metres.
    assert desk.canvas.extent().contains(QgsPointXY(12_924_000, -200_400))


def test_a_map_that_shows_some_of_it_stays(desk: Desk, sample_plan: Path) -> None:
    desk.open(sample_plan)
    desk.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    villages, sources = desk.plan.layer("villages"), desk.plan.layer("funding_sources")
    assert villages is not None
    assert sources is not None
    desk.canvas.setExtent(SOMEWHERE)
    before = desk.canvas.extent()
    for layer in (villages, sources, QgsVectorLayer("Point?crs=EPSG:4326", "kosong", "memory")):
        bring_into_sight(desk.canvas, layer)
    assert desk.canvas.extent() == before
    desk.canvas.setExtent(QgsRectangle(100, 1, 101, 2))
    bring_into_sight(desk.canvas, villages)
    assert desk.canvas.extent().contains(PASER)
