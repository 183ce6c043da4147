# SPDX-License-Identifier: GPL-2.0-or-later
"""UTM agrees with PROJ everywhere in Indonesia, and comes back to where it started."""

from __future__ import annotations

import functools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.utm import Utm, from_utm, to_utm, zone_of

LONGITUDES = st.floats(min_value=94, max_value=142, allow_nan=False)
LATITUDES = st.floats(min_value=-12, max_value=7, allow_nan=False)


@functools.cache
def _proj(epsg: int) -> Transformer:
    return Transformer.from_crs("EPSG:4326", f"EPSG:{epsg}", always_xy=True)


def _epsg(utm: Utm) -> int:
    return (32600 if utm.is_north else 32700) + utm.zone


@given(LONGITUDES, LATITUDES)
def test_eastings_and_northings_are_those_of_proj(lon: float, lat: float) -> None:
    utm = to_utm(LonLat(lon, lat))
    east, north = _proj(_epsg(utm)).transform(lon, lat)
    assert (utm.easting_m, utm.northing_m) == pytest.approx((east, north), abs=1e-5)


@given(LONGITUDES, LATITUDES, st.integers(-1, 1))
def test_they_lead_back_to_the_position_also_from_the_next_zone(
    lon: float, lat: float, step: int
) -> None:
    back = from_utm(to_utm(LonLat(lon, lat), zone_of(lon) + step))
    assert back == pytest.approx((lon, lat), abs=1e-9)


@given(st.integers(46, 54), st.booleans(), st.floats(2e5, 8e5), st.floats(0, 7e5))
def test_positions_are_those_of_proj(zone: int, north: bool, east: float, up: float) -> None:
    utm = Utm(zone, north, east, up if north else 10_000_000.0 - up)
    lon, lat = _proj(_epsg(utm)).transform(utm.easting_m, utm.northing_m, direction="INVERSE")
    assert from_utm(utm) == pytest.approx((lon, lat), abs=1e-10)


@pytest.mark.parametrize(
    ("lon", "zone"), [(113.999, 49), (114.0, 50), (119.999, 50), (120.0, 51), (-180.0, 1)]
)
def test_a_zone_begins_with_its_western_edge(lon: float, zone: int) -> None:
    assert zone_of(lon) == zone


def test_it_is_written_as_staff_write_it() -> None:
    assert to_utm(LonLat(117.0, -1.93)).text.startswith("50S 500000 97866")
    assert to_utm(LonLat(117.0, 1.0)).text.startswith("50N 500000 110")
