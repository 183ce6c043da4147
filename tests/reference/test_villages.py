# SPDX-License-Identifier: GPL-2.0-or-later
"""Which village holds a point, on the 1,038 real villages of Kalimantan Timur and on squares."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely
from oracle.geopackage import write_plan
from oracle.province import read_villages
from rule_cases.district import EAST, HULU, KUARO, PADANG, WEST, away, district, village

from village_internet_plugin.domain.position import INDONESIA, Region
from village_internet_plugin.reference.reference import Reference

POINTS = 400


@pytest.fixture(scope="module")
def shapes(shared_data: Path) -> dict[str, shapely.Geometry]:
    """Every village's shape as GEOS mends it, read without the plugin."""
    return {
        row["village_code"]: shapely.make_valid(
            row["shape"], method="structure", keep_collapsed=False
        )
        for row in read_villages(shared_data)
    }


def _holding(shapes: dict[str, shapely.Geometry], lon: float, lat: float) -> list[str]:
    """Ask every village in turn."""
    codes = np.array(list(shapes))
    return sorted(codes[shapely.intersects_xy(list(shapes.values()), lon, lat)].tolist())


def _ask(reference: Reference, points: list[tuple[float, float]]) -> list[list[str]]:
    lon, lat = np.array(points, dtype=np.float64).reshape(-1, 2).T
    return reference.villages.holding(lon, lat)


def test_the_villages_that_hold_a_point_are_those_all_the_shapes_say(
    kaltim: Reference, shapes: dict[str, shapely.Geometry]
) -> None:
    chance = np.random.default_rng(64)
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    points = list(zip(chance.uniform(west, east, POINTS), chance.uniform(south, north, POINTS)))
    expected = [_holding(shapes, lon, lat) for lon, lat in points]
    assert _ask(kaltim, points) == expected
    assert {len(codes) for codes in expected} >= {0, 1}


def test_boundaries_overlap_so_a_point_may_lie_in_two_villages(
    kaltim: Reference, shapes: dict[str, shapely.Geometry]
) -> None:
    codes, areas = list(shapes), list(shapes.values())
    first, second = shapely.STRtree(areas).query(areas, predicate="overlaps")
    pairs = [(a, b) for a, b in zip(first, second) if a < b]
    both = [shapely.intersection(areas[a], areas[b]) for a, b in pairs]
    overlaps = [(pair, area) for pair, area in zip(pairs, both) if area.area > 1e-9]
    assert len(overlaps) > 50
    for (a, b), area in overlaps[:50]:
        point = shapely.point_on_surface(area)
        (held,) = _ask(kaltim, [(point.x, point.y)])
        assert held == _holding(shapes, point.x, point.y)
        assert {codes[a], codes[b]} <= set(held)


def test_boundaries_leave_gaps_in_which_no_village_holds_a_point(
    kaltim: Reference, shapes: dict[str, shapely.Geometry]
) -> None:
    land = shapely.union_all(list(shapes.values()))
    outlines = shapely.get_parts(land)
    gaps = [
        shapely.Polygon(ring)
        for outline in outlines
        for ring in shapely.get_parts(outline.interiors)
    ]
    gaps = [gap for gap in gaps if gap.area > 1e-8]
    assert len(gaps) > 10
    inside = [shapely.point_on_surface(gap) for gap in gaps[:20]]
    points = [(p.x, p.y) for p in inside if not shapely.intersects_xy(land, p.x, p.y)]
    assert _ask(kaltim, points) == [[]] * len(points)
    lon, lat = np.array(points).T
    near = kaltim.villages.nearest_within(lon, lat, np.full(len(points), 500.0))
    assert all(found is None or 0.0 < found[1] <= 500.0 for found in near)
    assert any(near)


def test_the_one_invalid_polygon_holds_what_its_mended_shape_holds(
    kaltim: Reference, shared_data: Path, shapes: dict[str, shapely.Geometry]
) -> None:
    invalid = [row for row in read_villages(shared_data) if not shapely.is_valid(row["shape"])]
    (row,) = invalid
    mended = shapes[row["village_code"]]
    assert mended.area > 0.0
    point = shapely.point_on_surface(mended)
    (held,) = _ask(kaltim, [(point.x, point.y)])
    assert row["village_code"] in held
    lon, lat = np.array([point.x]), np.array([point.y])
    assert kaltim.villages.distance_outside_m([row["village_code"]], lon, lat).tolist() == [0.0]


def test_corners_of_a_boundary_belong_to_every_village_that_shares_them(
    kaltim: Reference, shapes: dict[str, shapely.Geometry]
) -> None:
    corners = shapely.get_coordinates(list(shapes.values()))[::2000]
    points = [(float(lon), float(lat)) for lon, lat in corners]
    held = _ask(kaltim, points)
    assert held == [_holding(shapes, lon, lat) for lon, lat in points]
    assert all(held)
    assert any(len(codes) > 1 for codes in held)


def test_the_region_is_the_exact_box_of_all_villages(kaltim: Reference, shared_data: Path) -> None:
    exact = shapely.total_bounds([row["shape"] for row in read_villages(shared_data)])
    assert kaltim.region == Region(*exact.tolist())


def test_villages_are_found_by_code_and_unknown_codes_are_not(
    kaltim: Reference, shared_data: Path
) -> None:
    rows = read_villages(shared_data)
    codes = [row["village_code"] for row in rows]
    found = kaltim.villages.by_code([*codes, None, "", "64.99.99.2999", "64' OR '1'='1"])
    assert [one and (one.village_code, one.name, one.kind) for one in found] == [
        *((row["village_code"], row["name"], row["kind"]) for row in rows),
        *[None] * 4,
    ]


@pytest.fixture
def squares(tmp_path: Path) -> Path:
    path = tmp_path / "squares.gpkg"
    write_plan(path, district())
    return path


def test_the_nearest_village_is_found_within_the_radius_and_not_beyond(squares: Path) -> None:
    # Hulu begins at 116.21; Padang ends at 116.20: in between lies a gap of 1,113 m.
    place = away((116.21, -0.95), WEST, 60.0)
    lon, lat = np.array([place["lon"]] * 3), np.array([place["lat"]] * 3)
    with Reference.open(squares) as reference:
        radii = np.array([59.999, 60.0, 5000.0])
        beyond, exactly, far = reference.villages.nearest_within(lon, lat, radii)
    assert beyond is None
    assert exactly == far == (HULU, pytest.approx(60.0, abs=1e-6))


def test_of_equally_near_villages_the_smaller_code_wins(squares: Path) -> None:
    """Inside Kuaro and Padang at once (on their border) both are 0 m away."""
    with Reference.open(squares) as reference:
        found = reference.villages.nearest_within(
            np.array([116.10]), np.array([-0.95]), np.array([100.0])
        )
        held = reference.villages.holding(np.array([116.10]), np.array([-0.95]))
    assert found == [(PADANG, 0.0)]
    assert held == [[PADANG, KUARO]]


def test_how_far_outside_is_measured_to_the_village_named(squares: Path) -> None:
    place = away((116.10, -0.95), EAST, 250.0)
    lon, lat = np.full(4, place["lon"]), np.full(4, place["lat"])
    with Reference.open(squares) as reference:
        metres = reference.villages.distance_outside_m([KUARO, PADANG, None, "9"], lon, lat)
    assert metres[:2].tolist() == [pytest.approx(250.0, abs=1e-6), 0.0]
    assert np.isnan(metres[2:]).all()


def test_positions_that_are_no_numbers_are_in_no_village(squares: Path) -> None:
    lon, lat = np.array([np.nan, np.inf, 116.05]), np.array([-0.95, -0.95, np.nan])
    with Reference.open(squares) as reference:
        assert reference.villages.holding(lon, lat) == [[], [], []]
        assert reference.villages.nearest_within(lon, lat, np.full(3, 1e6)) == [None] * 3
        assert reference.villages.holding(lon[:0], lat[:0]) == []


def test_a_village_without_a_code_or_without_a_shape_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    nameless = village(HULU, village_code=None, shape=village(KUARO)["shape"])
    write_plan(path, district(villages=[village(KUARO), nameless, village(PADANG)]))
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE villages SET geom = NULL WHERE village_code = ?", (PADANG,))
        connection.execute("DELETE FROM rtree_villages_geom WHERE id = 3")
        connection.commit()
    lon, lat = np.array([116.05, 116.15]), np.array([-0.95, -0.95])
    with Reference.open(path) as reference:
        assert reference.villages.holding(lon, lat) == [[KUARO], []]
        nearest = reference.villages.nearest_within(lon, lat, np.full(2, 100.0))
        assert nearest == [(KUARO, 0.0), None]
        outside = reference.villages.distance_outside_m([KUARO, PADANG], lon, lat)
    assert outside[0] == 0.0
    assert np.isnan(outside[1])


def test_without_any_village_the_region_is_the_country(tmp_path: Path) -> None:
    path = tmp_path / "plan.gpkg"
    write_plan(path, district(villages=[], hotspots=[]))
    with Reference.open(path) as reference:
        assert reference.region == INDONESIA
