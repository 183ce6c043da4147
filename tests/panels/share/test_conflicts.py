# SPDX-License-Identifier: GPL-2.0-or-later
"""Clashes settled side by side: in words, by keyboard, and on the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from sharing_desks import wait_until

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.panels.share.conflict_map import ConflictMap
from village_internet_plugin.panels.share.conflict_model import CHOSEN, MINE, OTHERS
from village_internet_plugin.panels.share.conflict_rows import ConflictRow, conflict_rows
from village_internet_plugin.panels.share.conflict_view import ConflictView
from village_internet_plugin.sharing.funding_source_merging import merge_funding_sources
from village_internet_plugin.sharing.merging import merge
from village_internet_plugin.sharing.three_way import OURS, THEIRS
from village_internet_plugin.sharing.waiver_merging import WaiverClash

pytestmark = pytest.mark.qgis

OFFICE = Hotspot("office", LonLat(116.19, -1.91), name="Balai", technology="fibre", year=2026)
CLINIC = Hotspot("clinic", LonLat(116.2, -1.92), name="Puskesmas")
OURS_NOW = (
    replace(OFFICE, position=LonLat(116.1903, -1.91), technology="wireless", capex_idr=27_500_000),
)
THEIRS_NOW = (
    replace(OFFICE, position=LonLat(116.19, -1.9095), technology=None, capex_idr=31_000_000),
    replace(CLINIC, name="Pustu"),
)
WAIVER = Waiver("VI105", "office", "Disetujui", "Sari")
SOURCE = FundingSource("apbd-2026", "Kabupaten Paser", 2026, point_quota=10)


def rows(language: str = "en") -> list[ConflictRow]:
    merged = merge((OFFICE, CLINIC), OURS_NOW, THEIRS_NOW)
    quotas = [(replace(SOURCE, point_quota=quota),) for quota in (10, 12, 1100)]
    waived = WaiverClash("VI105", "office", None, replace(WAIVER, reason="Jalan putus"), WAIVER)
    clashes = (*merged.clashes, *merge_funding_sources(*quotas).clashes, waived)
    return conflict_rows(clashes, {row.hotspot_id: row for row in merged.hotspots}, language)


@pytest.fixture
def view(qgis_app: object) -> Iterator[ConflictView]:
    made = ConflictView(rows(), "en")
    made.show()
    yield made
    made.hide()
    made.deleteLater()


def test_each_clash_says_whom_and_what_it_is_about(qgis_app: object) -> None:
    told = {(row.subject, row.field): (row.base, row.ours, row.theirs) for row in rows()}
    assert told == {
        ("Balai", "Position"): (
            "1.91000° S, 116.19000° E",
            "1.91000° S, 116.19030° E",
            "1.90950° S, 116.19000° E (65 m from yours)",
        ),
        ("Balai", "Technology"): ("Fibre", "Wireless", "(empty)"),
        ("Balai", "Investment (Rp)"): ("(empty)", "Rp27,500,000", "Rp31,000,000"),
        ("Pustu", "Whole row"): ("As published", "Removed", "Kept, with Name: Pustu"),
        ("Funding source apbd-2026", "Quota of points"): ("10", "12", "1,100"),
        ("Balai", "Waiver of VI105"): ("(no waiver)", "Jalan putus (Sari)", "Disetujui (Sari)"),
    }


def test_numbers_and_places_are_written_as_indonesians_do(qgis_app: object) -> None:
    told = {row.field: (row.ours, row.theirs) for row in rows("id")}
    assert told["Investasi (Rp)"] == ("Rp27.500.000", "Rp31.000.000")
    assert told["Kuota titik"] == ("12", "1.100")
    assert told["Position"][0] == "1,91000° LS, 116,19030° BT"


def test_nothing_is_chosen_at_first_and_all_must_be(view: ConflictView) -> None:
    applied: list[dict[object, str]] = []
    view.applied.connect(applied.append)
    assert not view.apply.isEnabled()
    assert view.left.text() == "Still to choose: 6 of 6"
    view.all_mine.click()
    assert view.left.text() == "All 6 are chosen."
    view.model.decide([1], THEIRS)
    view.apply.click()
    (sides,) = applied
    assert [sides[row.clash] for row in view.model.rows] == [OURS, THEIRS, OURS, OURS, OURS, OURS]


def test_a_side_is_chosen_by_keyboard_alone(view: ConflictView) -> None:
    view.table.setCurrentIndex(view.model.index(0, MINE))
    QTest.keyClick(view.table, Qt.Key.Key_Right)
    QTest.keyClick(view.table, Qt.Key.Key_Space)
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    QTest.keyClick(view.table, Qt.Key.Key_Left)
    QTest.keyClick(view.table, Qt.Key.Key_Return)
    chosen = [
        (view.model.index(row, MINE).data(CHOSEN), view.model.index(row, OTHERS).data(CHOSEN))
        for row in range(3)
    ]
    assert chosen == [(False, True), (True, False), (False, False)]
    spoken = view.model.index(0, OTHERS).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith(", chosen")
    assert view.isVisible()


def test_a_side_is_chosen_by_a_click_on_it(view: ConflictView) -> None:
    index = view.model.index(2, OTHERS)
    place = view.table.visualRect(index).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.model.sides == {view.model.rows[2].clash: THEIRS}
    assert "theirs Rp31,000,000" in view.current.text()


def test_escape_puts_the_choice_off(view: ConflictView) -> None:
    told: list[str] = []
    view.put_off.connect(lambda: told.append("put off"))
    view.applied.connect(lambda _sides: told.append("applied"))
    view.all_mine.click()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert told == ["put off"]


@pytest.mark.parametrize("system", ["EPSG:4326", "EPSG:3857"])
def test_the_map_shows_both_places_and_is_left_clean(system: str, qgis_app: object) -> None:
    canvas = QgsMapCanvas()
    canvas.resize(400, 300)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(system))
    before = len(canvas.scene().items())
    signs = ConflictMap(canvas)
    position = next(row for row in rows() if row.field == "Position")
    signs.show(position)
    icons = [band.icon() for band in signs.bands]
    assert QgsRubberBand.IconType.ICON_CIRCLE in icons
    assert QgsRubberBand.IconType.ICON_BOX in icons
    extent = canvas.extent()
    for band in signs.bands:
        assert extent.contains(band.asGeometry().boundingBox())
    signs.show(next(row for row in rows() if row.field == "Technology"))
    assert len(signs.bands) == 1
    signs.clear()
    assert signs.bands == ()
    # What flashed goes by itself.
    wait_until(lambda: len(canvas.scene().items()) == before)
    canvas.deleteLater()
