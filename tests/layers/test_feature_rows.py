# SPDX-License-Identifier: GPL-2.0-or-later
"""Features become the domain's rows: what QGIS calls unset is None, the rest stands as it is."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPoint,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import FUNDING_SOURCES, PUBLISHED_HOTSPOTS, WAIVERS
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.feature_rows import RowReader, read_hotspots, row_number
from village_internet_plugin.layers.hotspot_rows import write_hotspots
from village_internet_plugin.layers.plan_file import open_layer
from village_internet_plugin.layers.plan_rows import replace_funding_sources, replace_waivers
from village_internet_plugin.layers.published import replace_published_hotspots
from village_internet_plugin.reference.plan_reading import read_plan

pytestmark = pytest.mark.qgis

FULL = Hotspot(
    *("id-A", LonLat(116.05, -1.95), "64.01.06.2023", "Balai Desa", "village_office", "APBD-26"),
    *(2026, "proposed", "fibre", "Telkom", 50.5, "grid", 24.0, "letter", "Pak Amir"),
    *(4_500_000, 1_250_000, 12, 1, "dekat pasar"),
)
BARE = Hotspot("id-B", None, status=None)


@pytest.fixture
def layer(plan: Path) -> QgsVectorLayer:
    layer = open_layer(plan, "hotspots")
    layer.startEditing()
    return layer


def add(layer: QgsVectorLayer, wkt: str | None = None, **values: Any) -> Hotspot:
    feature = QgsFeature(layer.fields())
    for name, value in values.items():
        feature[name] = value
    if wkt is not None:
        feature.setGeometry(QgsGeometry.fromWkt(wkt))
    assert layer.addFeature(feature)
    return read_hotspots(layer)[row_number(feature.id())]


def test_saved_rows_are_read_as_the_file_is_read_without_qgis(plan: Path) -> None:
    write_hotspots(plan, (), (FULL, BARE))
    replace_published_hotspots(plan, [PublishedHotspot(FULL, "Dinas PMD", "another", 7)])
    source = FundingSource("APBD-26", "Paser", 2026, None, "initial", 3, 10**15, 12, "desa")
    replace_funding_sources(plan, [source, FundingSource("B", "Paser", 2027)])
    replace_waivers(plan, [Waiver("VI105", "id-A", "dua gedung", "Amir", None)])
    saved = read_plan(plan)
    assert tuple(read_hotspots(open_layer(plan, "hotspots")).values()) == saved.hotspots
    assert saved.hotspots == (FULL, BARE)
    assert RowReader(
        open_layer(plan, "published_hotspots"), PUBLISHED_HOTSPOTS
    ).published_hotspots() == (saved.published_hotspots)
    sources = RowReader(open_layer(plan, "funding_sources"), FUNDING_SOURCES)
    assert sources.funding_sources() == saved.funding_sources
    assert RowReader(open_layer(plan, "waivers"), WAIVERS).waivers() == saved.waivers


def test_unsaved_rows_come_after_saved_ones_in_the_order_they_were_placed() -> None:
    assert sorted([-3, 7, -2, 1, -10, 0], key=row_number) == [0, 1, 7, -2, -3, -10]


@pytest.mark.parametrize("value", [None, NULL, QVariant(), "Autogenerate"], ids=str)
def test_what_qgis_calls_unset_is_none(layer: QgsVectorLayer, value: object) -> None:
    hotspot = add(layer, hotspot_id=value, name=value, status=value, notes=value)
    assert hotspot == Hotspot("", None, status=None)


@pytest.mark.parametrize(
    ("column", "value", "read"),
    [
        ("year", 2026, 2026),
        ("year", "2026", 2026),
        ("year", 2025.5, 2026),  # as saving would round it
        ("year", "next", None),
        ("capex_idr", 2**60 + 1, 2**60 + 1),
        ("bandwidth_mbps", 50, 50.0),
        ("bandwidth_mbps", math.nan, None),
        ("bandwidth_mbps", math.inf, None),
        ("name", 17, "17"),
        ("name", "", ""),
    ],
)
def test_what_the_edit_buffer_takes_unasked_is_read_in_the_columns_type(
    layer: QgsVectorLayer, column: str, value: object, read: object
) -> None:
    add(layer, hotspot_id="id-A")
    fid = next(layer.getFeatures()).id()
    assert layer.changeAttributeValue(fid, layer.fields().indexOf(column), value)
    found = getattr(read_hotspots(layer)[row_number(fid)], column)
    assert found == read
    assert type(found) is type(read)


@pytest.mark.parametrize(
    ("wkt", "position"),
    [
        (None, None),
        ("POINT EMPTY", None),
        ("LINESTRING (116 -1, 117 -1)", None),
        ("MULTIPOINT ((116 -1))", None),
        ("POINT (116.5 -1.25)", LonLat(116.5, -1.25)),
        ("POINT Z (116.5 -1.25 40)", LonLat(116.5, -1.25)),
        ("POINT (-243.5 91)", LonLat(-243.5, 91.0)),
    ],
)
def test_only_a_point_is_a_position(
    layer: QgsVectorLayer, wkt: str | None, position: LonLat | None
) -> None:
    assert add(layer, wkt, hotspot_id="id-A").position == position


def test_a_position_half_of_which_is_no_number_is_left_to_the_rules(
    layer: QgsVectorLayer,
) -> None:
    add(layer, "POINT (116 -1)", hotspot_id="id-A")
    fid = next(layer.getFeatures()).id()
    layer.changeGeometry(fid, QgsGeometry(QgsPoint(116.0, math.nan)))
    position = read_hotspots(layer)[row_number(fid)].position
    assert position is not None
    assert position.lon == 116.0
    assert math.isnan(position.lat)


def test_only_the_rows_asked_for_are_read(plan: Path) -> None:
    write_hotspots(plan, (), (FULL, BARE))
    assert read_hotspots(open_layer(plan, "hotspots"), [2, 99, -5]) == {2: BARE}
    assert read_hotspots(open_layer(plan, "hotspots"), []) == {}


def test_columns_in_another_order_and_further_ones_do_not_matter() -> None:
    uri = "Point?crs=EPSG:4326&field=colour:string&field=year:integer&field=hotspot_id:string"
    layer = QgsVectorLayer(uri, "hotspots", "memory")
    layer.startEditing()
    assert add(layer, colour="red", year=2026, hotspot_id="id-A") == Hotspot(
        "id-A", None, year=2026, status=None
    )


def test_a_layer_in_another_reference_system_is_refused(layer: QgsVectorLayer) -> None:
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32750"))
    with pytest.raises(InputError, match="hotspots” is in EPSG:32750, but a plan is in EPSG:4326"):
        read_hotspots(layer)
    layer.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(InputError, match="is in no reference system, but"):
        read_hotspots(layer)


def test_another_layer_is_refused(plan: Path) -> None:
    with pytest.raises(InputError, match=r"no column hotspot_id; it is not checked\. Bring"):
        read_hotspots(open_layer(plan, "settlements"))
