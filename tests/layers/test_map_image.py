# SPDX-License-Identifier: GPL-2.0-or-later
"""The picture of a plan: it has the size asked for, the signs of the plan, and no gaps."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsRenderContext, QgsVectorLayer
from qgis.PyQt.QtGui import QImage

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import STATUSES
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.map_image import draw_plan
from village_internet_plugin.layers.map_sheet import round_length_km
from village_internet_plugin.layers.place_names import place_name_layer
from village_internet_plugin.layers.styling import smaller_signs, style_layer
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set

pytestmark = pytest.mark.qgis

HOTSPOTS = """name;village_code;lat;lon;status
A;64.01.06.2023;-1.95;116.05;approved
B;64.01.06.2023;-1.96;116.06;proposed
C;64.01.09.2005;-1.95;116.15;operating
D;64.01.05.2010;-1.95;116.25;replaced
"""


@pytest.fixture
def hotspot_plan(village_plan: Path, tmp_path: Path) -> Path:
    sheet = tmp_path / "titik.csv"
    sheet.write_text(HOTSPOTS, encoding="utf-8")
    assert import_source(village_plan, "hotspots", sheet, language="en").accepted == 4
    return village_plan


def colours(path: Path) -> set[str]:
    picture = QImage(str(path))
    return {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }


def test_it_has_the_size_asked_for_and_the_plans_signs(hotspot_plan: Path, tmp_path: Path) -> None:
    with Reference.open(hotspot_plan) as reference:
        report = check_plan(read_plan(hotspot_plan), reference, standard_rule_set(), "en")
    picture = tmp_path / "map.png"
    draw_plan(hotspot_plan, picture, (1000, 700), report, "en")
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1000, 700)
    seen = colours(picture)
    assert {symbols.LAND, symbols.SEA, symbols.BLUE, symbols.GREEN, symbols.VERMILION} <= seen


def test_a_plan_that_was_not_checked_shows_no_verdicts(hotspot_plan: Path, tmp_path: Path) -> None:
    picture = tmp_path / "map.png"
    draw_plan(hotspot_plan, picture, (1000, 700), language="id")
    assert symbols.VERMILION not in colours(picture)


def test_an_empty_plan_is_drawn_too(plan: Path, tmp_path: Path) -> None:
    picture = tmp_path / "map.png"
    draw_plan(plan, picture, (500, 350), language="en")
    assert symbols.SEA in colours(picture)


def test_a_place_that_cannot_be_written_is_said(hotspot_plan: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"map\.png"):
        draw_plan(hotspot_plan, tmp_path / "no-such-folder" / "map.png", (100, 70))


def test_a_village_is_named_once_with_its_number_of_points(hotspot_plan: Path) -> None:
    layer = place_name_layer(read_plan(hotspot_plan), hotspot_plan)
    named = {row["words"]: row.geometry().asWkt(3) for row in layer.getFeatures()}
    # Replaced points are history: Padang Jaya, which has only one of them, is not named.
    assert named == {"Adang Jaya (2)": "Point (116.055 -1.955)", "Riwang": "Point (116.15 -1.95)"}


def test_too_many_villages_to_read_are_not_named(
    hotspot_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("village_internet_plugin.layers.place_names.MOST_NAMES", 1)
    assert place_name_layer(read_plan(hotspot_plan), hotspot_plan).featureCount() == 0


def test_in_a_crowd_every_sign_is_smaller(hotspot_plan: Path) -> None:
    for table in ("hotspots", "village_offices"):
        layer = QgsVectorLayer(f"{hotspot_plan}|layername={table}", table, "ogr")
        style_layer(layer, table, "en")
        full, small = layer.renderer(), smaller_signs(layer.renderer(), 0.5)
        sizes = [
            [symbol.size() for symbol in renderer.symbols(QgsRenderContext())]
            for renderer in (full, small)
        ]
        assert sizes[1] == pytest.approx([size / 2 for size in sizes[0]])


@pytest.mark.parametrize(
    ("scale", "length_km"), [(600_000, 10.0), (100_000, 2.0), (25_000, 0.5), (5_000_000, 100.0)]
)
def test_the_scale_bar_has_round_lengths(scale: float, length_km: float) -> None:
    assert round_length_km(scale) == pytest.approx(length_km)


def test_no_two_statuses_differ_by_colour_alone(hotspot_plan: Path) -> None:
    layer = QgsVectorLayer(f"{hotspot_plan}|layername=hotspots", "hotspots", "ogr")
    style_layer(layer, "hotspots", "en")
    looks = {}
    for category in layer.renderer().categories():
        sign = category.symbol().symbolLayer(0)
        fill = sign.fillColor().lightness() if sign.fillColor().alpha() else None
        looks[category.value()] = (sign.shape(), fill)
    assert set(STATUSES) <= set(looks)
    same_shape = [
        (one, other)
        for one in STATUSES
        for other in STATUSES
        if one < other and looks[one][0] == looks[other][0]
    ]
    for one, other in same_shape:
        assert abs(looks[one][1] - looks[other][1]) > 20, (one, other)
