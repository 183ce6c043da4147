# SPDX-License-Identifier: GPL-2.0-or-later
"""Lengths equal GeographicLib's to a millimetre, wherever on the globe and however short."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle.lengths import exact_metres, travel

from village_internet_plugin.geodesy.lengths import (
    degrees_around,
    length_at_most_m,
    length_m,
)
from village_internet_plugin.geodesy.one_length import degrees_around_one

MILLIMETRE = 0.001

in_indonesia = st.tuples(st.floats(94.0, 142.0), st.floats(-12.0, 7.0))
on_globe = st.tuples(st.floats(-180.0, 180.0), st.floats(-90.0, 90.0))
azimuths = st.floats(0.0, 360.0)


def one_length(one: tuple[float, float], other: tuple[float, float]) -> float:
    return float(length_m(*one, *other))


@given(in_indonesia, in_indonesia)
def test_any_two_places_of_indonesia(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert one_length(one, other) == pytest.approx(exact_metres(*one, *other), abs=MILLIMETRE)


@given(in_indonesia, azimuths, st.floats(0.0, 20_000.0))
def test_the_short_ways_that_rules_measure_are_right_to_a_hundredth_of_a_millimetre(
    here: tuple[float, float], azimuth: float, length: float
) -> None:
    there = travel(*here, azimuth, length)
    assert one_length(here, there) == pytest.approx(exact_metres(*here, *there), abs=1e-5)


@given(on_globe, on_globe)
def test_any_two_places_of_the_globe(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert one_length(one, other) == pytest.approx(exact_metres(*one, *other), abs=MILLIMETRE)


@given(on_globe, on_globe)
def test_no_length_exceeds_its_bound_which_is_hardly_longer(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    metres, bound = exact_metres(*one, *other), float(length_at_most_m(*one, *other))
    assert metres <= bound <= 1.011 * metres + 2 * MILLIMETRE


@given(in_indonesia, azimuths, st.floats(0.0, 20_000.0))
def test_no_short_length_exceeds_its_bound(
    here: tuple[float, float], azimuth: float, length: float
) -> None:
    there = travel(*here, azimuth, length)
    assert one_length(here, there) <= float(length_at_most_m(*here, *there))


@given(on_globe, st.floats(-0.7, 0.7), st.floats(-0.7, 0.7))
def test_nearly_antipodal_places(here: tuple[float, float], lon_off: float, lat_off: float) -> None:
    lon = (here[0] + 180.0 + lon_off + 180.0) % 360.0 - 180.0
    there = (lon, max(-90.0, min(90.0, -here[1] + lat_off)))
    assert one_length(here, there) == pytest.approx(exact_metres(*here, *there), abs=0.2)


def test_of_two_nearly_equal_ways_round_the_globe_the_shorter_is_taken() -> None:
    there = (-179.5, 2.266668990498178e-08)
    assert one_length((0.0, 0.0), there) == pytest.approx(19_980_861.907, abs=MILLIMETRE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((0.0, 90.0), (0.0, -90.0)),
        ((117.0, 90.0), (-40.0, 90.0)),
        ((117.0, -90.0), (117.0, -89.999)),
        ((30.0, 90.0), (116.0, -1.5)),
        ((116.0, -1.5), (-64.0, 1.5)),
        ((0.0, 0.0), (180.0, 0.0)),
        ((0.0, 0.0), (179.7, 0.0)),
        ((0.0, 0.0), (179.5, 0.5)),
        ((100.0, 0.0), (140.0, 0.0)),
        ((0.0, 0.0), (179.3, 0.0)),
        ((116.0, -1.5), (116.0, 88.0)),
    ],
)
def test_poles_equator_and_antipodes(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert one_length(one, other) == pytest.approx(exact_metres(*one, *other), abs=MILLIMETRE)


@given(st.floats(-180.0, 180.0), st.floats(0.0, 179.0))
def test_along_the_equator(lon: float, east: float) -> None:
    there = ((lon + east + 180.0) % 360.0 - 180.0, 0.0)
    expected = exact_metres(lon, 0.0, *there)
    assert one_length((lon, 0.0), there) == pytest.approx(expected, abs=MILLIMETRE)


@given(st.floats(89.0, 90.0), st.floats(-180.0, 180.0), on_globe, st.booleans())
def test_from_near_a_pole(
    lat: float, lon: float, other: tuple[float, float], southern: bool
) -> None:
    one = (lon, -lat if southern else lat)
    assert one_length(one, other) == pytest.approx(exact_metres(*one, *other), abs=MILLIMETRE)


@given(st.floats(-80.0, 80.0), st.floats(0.0, 3.0), st.floats(-80.0, 80.0), st.floats(0.0, 3.0))
def test_across_the_antimeridian_the_short_way_is_measured(
    lat_1: float, west: float, lat_2: float, east: float
) -> None:
    one, other = (180.0 - west, lat_1), (-180.0 + east, lat_2)
    assert one_length(one, other) == pytest.approx(exact_metres(*one, *other), abs=MILLIMETRE)


@given(on_globe)
def test_a_place_is_no_distance_from_itself(here: tuple[float, float]) -> None:
    assert one_length(here, here) == 0.0


@given(on_globe, st.integers(-2, 2))
def test_whole_turns_of_longitude_do_not_count(here: tuple[float, float], turns: int) -> None:
    there = (here[0] + 360.0 * turns, here[1])
    assert one_length(here, there) == pytest.approx(0.0, abs=MILLIMETRE)


@given(in_indonesia, azimuths)
def test_a_millimetre_is_a_millimetre(here: tuple[float, float], azimuth: float) -> None:
    there = travel(*here, azimuth, MILLIMETRE)
    # Coordinates near 100 degrees are themselves only good to some nanometres.
    assert one_length(here, there) == pytest.approx(exact_metres(*here, *there), abs=1e-6)
    assert one_length(here, there) == pytest.approx(MILLIMETRE, abs=1e-6)


@given(on_globe, on_globe)
def test_there_and_back_are_equally_long(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert one_length(one, other) == pytest.approx(one_length(other, one), abs=1e-4)


@given(st.lists(st.tuples(on_globe, on_globe), min_size=1, max_size=30))
def test_many_at_once_equal_one_by_one(
    pairs: list[tuple[tuple[float, float], tuple[float, float]]],
) -> None:
    flat = np.array([[*one, *other] for one, other in pairs])
    together = length_m(flat[:, 0], flat[:, 1], flat[:, 2], flat[:, 3])
    apart = [one_length(one, other) for one, other in pairs]
    # To the last digit: which of two neighbours is the nearer must not hang on who else is asked.
    assert together.tolist() == apart


@given(st.lists(st.tuples(in_indonesia, azimuths, st.floats(0.0, 20_000.0)), min_size=4))
def test_short_ways_among_many_equal_the_same_alone_and_in_threes(
    ways: list[tuple[tuple[float, float], float, float]],
) -> None:
    flat = np.array([[*here, *travel(*here, azimuth, metres)] for here, azimuth, metres in ways])
    together = length_m(*flat.T).tolist()
    assert together == [float(length_m(*pair)) for pair in flat]
    assert together[:3] == length_m(*flat[:3].T).tolist()


def test_a_length_does_not_hang_on_a_farther_one_measured_with_it() -> None:
    near = (116.01200898616283, -1.4879999999999818, 116.012, -1.488)
    far = (116.01200898616283, -1.4879999999999818, 116.01253916976978, -1.4879999999337021)
    together = length_m(*np.array([near, far]).T)
    assert together.tolist() == [float(length_m(*near)), float(length_m(*far))]


def test_one_place_against_many_and_a_grid() -> None:
    lon, lat = np.array([116.0, 116.5, 117.0]), np.array([-1.0, -1.5])
    grid = length_m(116.2, -1.2, lon[:, None], lat[None, :])
    assert grid.shape == (3, 2)
    for i in range(3):
        for j in range(2):
            expected = exact_metres(116.2, -1.2, lon[i], lat[j])
            assert grid[i, j] == pytest.approx(expected, abs=MILLIMETRE)


def test_no_places_have_no_lengths() -> None:
    assert length_m([], [], [], []).shape == (0,)


@pytest.mark.parametrize("wrong", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("which", range(4))
def test_what_is_not_finite_has_no_length_and_spoils_no_other(wrong: float, which: int) -> None:
    pairs = np.array([[116.0, -1.0, 116.1, -1.1]] * 3)
    pairs[1, which] = wrong
    lengths = length_m(*pairs.T)
    assert math.isnan(lengths[1])
    expected = exact_metres(116.0, -1.0, 116.1, -1.1)
    assert lengths[[0, 2]] == pytest.approx([expected, expected], abs=MILLIMETRE)


@given(
    st.tuples(st.floats(-180.0, 180.0), st.floats(-80.0, 80.0)),
    azimuths,
    st.floats(0.001, 200_000.0),
)
def test_the_box_around_a_circle_holds_the_circle(
    here: tuple[float, float], azimuth: float, radius: float
) -> None:
    there = travel(*here, azimuth, radius)
    off = abs((there[0] - here[0] + 180.0) % 360.0 - 180.0)
    for wide, high in (degrees_around(here[1], radius), degrees_around_one(here[1], radius)):
        assert off <= float(wide)
        assert abs(there[1] - here[1]) <= float(high)
