# SPDX-License-Identifier: GPL-2.0-or-later
"""Distances outside polygons equal a search along every edge with GeographicLib."""

from __future__ import annotations

import math
import random
from pathlib import Path

import numpy as np
import pytest
import shapely
from oracle.lengths import Areas, travel
from oracle.province import read_villages

from village_internet_plugin.geodesy.shapes import distance_outside_m

SQUARE = shapely.box(116.0, -1.6, 116.1, -1.5)


def outside_m(shape: shapely.Geometry | None, lon: float, lat: float) -> float:
    shapes = np.array([shape], dtype=object)
    return float(distance_outside_m(shapes, np.array([lon]), np.array([lat]))[0])


@pytest.mark.parametrize(
    ("lon", "lat"), [(116.05, -1.55), (116.0, -1.55), (116.0, -1.6), (116.1, -1.5), (116.07, -1.6)]
)
def test_inside_and_on_the_boundary_is_no_distance(lon: float, lat: float) -> None:
    assert outside_m(SQUARE, lon, lat) == 0.0


@pytest.mark.parametrize("length", [0.001, 1.0, 99.999, 100.0, 100.001, 5000.0])
def test_a_point_straight_out_from_an_edge_is_as_far_as_it_went(length: float) -> None:
    lon, lat = travel(116.1, -1.55, 90.0, length)
    assert outside_m(SQUARE, lon, lat) == pytest.approx(length, abs=1e-4)


def test_a_point_in_a_hole_is_outside() -> None:
    ring = shapely.Polygon(SQUARE.exterior, [shapely.box(116.04, -1.56, 116.06, -1.54).exterior])
    expected = Areas([ring]).metres_from(116.05, -1.545)
    assert expected == pytest.approx(552.9, abs=0.5)
    assert outside_m(ring, 116.05, -1.545) == pytest.approx(expected, abs=0.001)


def test_no_shape_and_no_position_have_no_distance() -> None:
    assert math.isnan(outside_m(None, 116.0, -1.5))
    assert math.isnan(outside_m(SQUARE, math.nan, -1.5))


@pytest.mark.parametrize("far_m", [150.0, 2_000.0, 20_000.0, 100_000.0, 600_000.0])
def test_real_villages_from_near_and_far_to_the_millimetre(shared_data: Path, far_m: float) -> None:
    chance = random.Random(17)  # noqa: S311
    for village in chance.sample(read_villages(shared_data), 40):
        area = Areas([village["shape"]])
        corner = chance.choice(area.starts.tolist())
        lon, lat = travel(*corner, chance.uniform(0.0, 360.0), chance.uniform(0.0, far_m))
        expected = area.metres_from(lon, lat)
        assert outside_m(village["shape"], lon, lat) == pytest.approx(expected, abs=0.001)
