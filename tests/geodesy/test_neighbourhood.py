# SPDX-License-Identifier: GPL-2.0-or-later
"""A glance at a grid of cells never overlooks anybody who is near."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import destinations
from village_internet_plugin.geodesy.neighbourhood import Neighbourhood

_PLACES = st.lists(
    st.tuples(st.floats(-179.0, 179.0), st.floats(-80.0, 80.0)), min_size=1, max_size=5
)


@settings(max_examples=200, deadline=None)
@given(
    places=_PLACES,
    radius_m=st.floats(0.001, 20_000.0),
    azimuth=st.floats(0.0, 360.0),
    share=st.floats(0.0, 1.0),
)
def test_who_is_within_the_radius_of_a_point_is_held(
    places: list[tuple[float, float]], radius_m: float, azimuth: float, share: float
) -> None:
    lon, lat = np.array(places).T
    ends = [destinations(LonLat(*place), azimuth, share * radius_m) for place in places]
    near_lon, near_lat = (np.array([float(end[axis]) for end in ends]) for axis in (0, 1))
    inside = np.abs(near_lon) < 180.0
    held = Neighbourhood(lon, lat, radius_m).holds(near_lon[inside], near_lat[inside])
    assert held.tolist() == list(range(int(inside.sum())))


def test_who_is_far_from_all_is_left_out() -> None:
    found = Neighbourhood(np.array([116.0, np.nan]), np.array([-1.8, 0.0]), 300.0)
    lon, lat = np.array([116.0, 116.1, 0.0]), np.array([-1.8, -1.8, 0.0])
    assert found.holds(lon, lat).tolist() == [0]


def test_nobody_is_near_nothing() -> None:
    nothing = Neighbourhood(np.empty(0), np.empty(0), 300.0)
    assert nothing.holds(np.array([116.0]), np.array([-1.8])).tolist() == []
