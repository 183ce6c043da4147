# SPDX-License-Identifier: GPL-2.0-or-later
"""Files and layers dropped on the panel or on a line of it are looked at, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from plan_desk import SAMPLE, Desk
from qgis.core import QgsMimeDataUtils, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from qgis.PyQt.QtWidgets import QApplication, QWidget

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.panels.plan.sources import (
    Given,
    given_by_drag,
    given_files,
    with_roles,
)

pytestmark = pytest.mark.qgis
_COPY, _LEFT = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
_PLAIN = Qt.KeyboardModifier.NoModifier


def files(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def layers(dropped: Iterable[QgsVectorLayer]) -> QMimeData:
    return QgsMimeDataUtils.encodeUriList([QgsMimeDataUtils.Uri(layer) for layer in dropped])


def enter(widget: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(5, 5), _COPY, data, _LEFT, _PLAIN)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return bool(event.isAccepted())


def drop(widget: QWidget, data: QMimeData) -> bool:
    """Enter and let go: Qt drops only where it was allowed to enter."""
    if not enter(widget, data):
        return False
    event = QDropEvent(QPointF(5, 5), _COPY, data, _LEFT, _PLAIN)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return bool(event.isAccepted())


def roles(desk: Desk) -> list[tuple[str, str]]:
    return [(session.role, session.given.name) for session in desk.panel.imports.sessions]


def test_a_file_on_a_line_is_imported_as_that(desk: Desk, empty_plan: Path) -> None:
    desk.open(empty_plan)
    desk.panel.refresh()
    row = desk.view.row("settlements")
    data = files(SAMPLE / "kantor_desa.csv")
    assert enter(row, data)
    assert row.autoFillBackground()
    assert drop(row, data)
    assert not row.autoFillBackground()
    desk.wait(lambda: bool(desk.panel.imports.sessions))
    assert roles(desk) == [("settlements", "kantor_desa.csv")]
    desk.wait(lambda: desk.panel.imports.sessions[0].view.isVisible())


def test_files_on_the_panel_are_taken_one_after_the_other_in_the_order_of_a_plan(
    desk: Desk, empty_plan: Path
) -> None:
    desk.open(empty_plan)
    desk.panel.refresh()
    names = ("titik_hotspot_paser_2025.csv", "sumber_dana.csv", "batas_desa_ilustrasi.geojson")
    assert drop(desk.view, files(*(SAMPLE / name for name in names)))
    desk.wait(lambda: bool(desk.panel.imports.sessions))
    assert [role for role, _name in roles(desk)] == ["villages", "funding_sources", "hotspots"]
    for place, (role, rows) in enumerate(
        (("villages", 144), ("funding_sources", 2), ("hotspots", 26)), start=1
    ):
        session = desk.panel.imports.sessions[0]
        desk.wait(lambda session=session: session.view.import_button.isEnabled())
        assert session.role == role
        assert session.view.windowTitle().endswith(f"– {place} of 3")
        assert session.view.summary.text() == f"{rows} rows accepted, 0 rejected"
        session.view.import_button.click()
        desk.wait(lambda session=session: session not in desk.panel.imports.sessions)
    desk.wait(lambda: len(desk.plan.hotspots()) == 26)


def test_a_layer_of_the_layer_tree_is_taken(desk: Desk, empty_plan: Path) -> None:
    desk.open(empty_plan)
    desk.panel.refresh()
    layer = QgsVectorLayer("Point?crs=EPSG:4326&field=operator:string", "Menara BTS", "memory")
    QgsProject.instance().addMapLayer(layer)
    assert drop(desk.view, layers([layer]))
    desk.wait(lambda: bool(desk.panel.imports.sessions))
    assert roles(desk) == [("network_nodes", "Menara BTS")]


def test_what_cannot_be_imported_is_not_accepted(desk: Desk, empty_plan: Path) -> None:
    desk.open(empty_plan)
    text = QMimeData()
    text.setText("hello")
    web = QMimeData()
    web.setUrls([QUrl("https://example.org/a.csv")])
    for data in (text, web):
        assert not enter(desk.view, data)
        assert not drop(desk.view, data)
    assert desk.panel.imports.sessions == []


def test_a_drag_that_leaves_takes_its_mark_along(desk: Desk) -> None:
    enter(desk.view, files(SAMPLE / "kantor_desa.csv"))
    assert desk.view.autoFillBackground()
    QApplication.sendEvent(desk.view, QDragLeaveEvent())
    assert not desk.view.autoFillBackground()


def test_a_plan_dropped_where_none_is_open_is_opened(desk: Desk, empty_plan: Path) -> None:
    drop(desk.view, files(empty_plan))
    desk.wait(lambda: desk.plan.is_open)


def test_a_sheet_dropped_where_no_plan_is_open_is_told(desk: Desk) -> None:
    drop(desk.view, files(SAMPLE / "kantor_desa.csv"))
    assert desk.told.sentences == [
        "Make or open a plan first; then files and layers can be dropped."
    ]


def test_a_raster_is_told_by_its_name(desk: Desk, empty_plan: Path, tmp_path: Path) -> None:
    desk.open(empty_plan)
    image = QgsRasterLayer(str(tmp_path / "a.tif"), "citra")
    data = QgsMimeDataUtils.encodeUriList([QgsMimeDataUtils.Uri(image)])
    with pytest.raises(InputError, match="“citra” is no vector layer"):
        given_by_drag(data, QgsProject.instance())
    drop(desk.view, data)
    assert desk.told.sentences[0].startswith("“citra” is no vector layer")


def test_a_shapefile_is_one_source_with_all_its_files() -> None:
    given = given_files(["/a/desa.shp", "/a/desa.dbf", "/a/desa.PRJ", "/a/lain.dbf"])
    assert [one.name for one in given] == ["desa.shp", "lain.dbf"]


def test_what_cannot_be_opened_still_gets_a_role_and_its_turn(tmp_path: Path) -> None:
    (tmp_path / "kantor.xlsx").write_text("no workbook")
    path = str(tmp_path / "kantor.xlsx")
    meant = with_roles([Given(path, "kantor.xlsx"), Given("/nowhere/desa.csv", "desa.csv")])
    assert [one.role for one in meant] == ["villages", "village_offices"]


def test_every_sheet_of_the_sample_finds_its_role() -> None:
    given = given_files([str(path) for path in sorted(SAMPLE.glob("*.csv"))])
    found: dict[str, Any] = {one.given.name: one.role for one in with_roles(given)}
    assert found["kantor_desa.csv"] == "village_offices"
    assert found["hotspot_eksisting.csv"] == "existing_hotspots"
    assert found["sumber_dana.csv"] == "funding_sources"
