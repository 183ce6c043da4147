# SPDX-License-Identifier: GPL-2.0-or-later
"""Going somewhere on the ellipsoid ends where GeographicLib says it does."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Geod

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import circle, destinations, moved
from village_internet_plugin.geodesy.lengths import length_m

GEOD = Geod(ellps="WGS84")
LONGITUDES = st.floats(min_value=-179, max_value=179, allow_nan=False)
LATITUDES = st.floats(min_value=-80, max_value=80, allow_nan=False)
METRES = st.floats(min_value=0, max_value=200_000, allow_nan=False)
START = LonLat(116.0512, -1.9214)


@given(LONGITUDES, LATITUDES, st.floats(0, 360, exclude_max=True), METRES)
def test_one_comes_to_where_geographiclib_comes(
    lon: float, lat: float, azimuth: float, metres: float
) -> None:
    there = destinations(LonLat(lon, lat), azimuth, metres)
    expected = GEOD.fwd(lon, lat, azimuth, metres)[:2]
    assert GEOD.inv(*map(float, there), *expected)[2] < 1e-4


@pytest.mark.parametrize("radius_m", [0.5, 200.0, 1000.0, 10_000.0])
def test_every_corner_of_a_circle_is_at_its_radius(radius_m: float) -> None:
    lon, lat = circle(START, radius_m, 360)
    assert length_m(START.lon, START.lat, lon, lat) == pytest.approx(
        np.full(360, radius_m), abs=1e-5
    )


def test_a_move_is_as_long_as_told_and_ends_on_the_right_side() -> None:
    east = moved(START, 10.0, 0.0)
    assert float(length_m(*START, *east)) == pytest.approx(10.0, abs=1e-6)
    assert east.lon > START.lon
    assert east.lat == pytest.approx(START.lat, abs=1e-9)
    south_west = moved(START, -3.0, -4.0)
    assert float(length_m(*START, *south_west)) == pytest.approx(5.0, abs=1e-6)
    assert south_west.lon < START.lon
    assert south_west.lat < START.lat
    assert moved(START, 0.0, 0.0) == pytest.approx(START, abs=1e-12)
