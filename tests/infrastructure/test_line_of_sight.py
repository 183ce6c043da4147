# SPDX-License-Identifier: GPL-2.0-or-later
"""A line of sight over made-up ground is what a plain computation, written apart, says it is."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import azimuth_deg, destinations
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.infrastructure.line_of_sight import (
    Profile,
    SightSettings,
    line_of_sight,
    profile_between,
    sight_over,
)
from village_internet_plugin.infrastructure.terrain import GridTerrain

PASER = LonLat(116.19, -1.91)
LEVEL = SightSettings(site_antenna_m=20.0, tower_antenna_m=20.0)


def profile(ground: list[float], length: float) -> Profile:
    return Profile(np.linspace(0.0, length, len(ground)), np.array(ground, dtype=np.float64))


def reference_sight(
    ground: list[float], length: float, here_m: float, there_m: float, settings: SightSettings
) -> tuple[float, float, float]:
    """Return the least room to spare, the room there and where, point by point and from the text.

    The Fresnel radius by ITU-R P.526's formula in practical units (550, MHz, km), the bulge as
    d1 d2 / 17 in metres for kilometres and 8,500 km, here with the exact radius.
    """
    found = []
    last = len(ground) - 1
    for number, height in enumerate(ground):
        d1_km, d2_km = (length * part / last / 1000.0 for part in (number, last - number))
        radius_km = settings.earth_factor * 6371.0
        bulge_m = d1_km * d2_km / (2.0 * radius_km) * 1000.0
        fresnel_m = 550.0 * math.sqrt(
            d1_km * d2_km / ((d1_km + d2_km) * settings.frequency_ghz * 1000.0)
        )
        start, end = ground[0] + here_m, ground[-1] + there_m
        ray_m = start * (last - number) / last + end * number / last
        cover_m = settings.cover_m if 0 < number < last else 0.0
        room_m = ray_m - height - cover_m - bulge_m
        found.append((room_m - settings.fresnel_share * fresnel_m, room_m, d1_km * 1000.0))
    return min(found)


def test_any_profile_is_judged_as_the_plain_computation_judges_it() -> None:
    chance = random.Random(7)  # noqa: S311 - profiles, no secrets
    verdicts = set()
    for _ in range(400):
        count, length = chance.randint(2, 200), chance.uniform(50.0, 40_000.0)
        rough = chance.choice([0.0, 5.0, 80.0])
        ground = [chance.uniform(0.0, rough) for _ in range(count)]
        settings = SightSettings(
            frequency_ghz=chance.choice([0.9, 2.4, 5.8, 23.0]),
            fresnel_share=chance.choice([0.0, 0.6, 1.0]),
            earth_factor=chance.choice([2.0 / 3.0, 4.0 / 3.0]),
            cover_m=chance.choice([0.0, 15.0]),
        )
        here_m, there_m = chance.uniform(2.0, 30.0), chance.uniform(10.0, 72.0)
        sight = sight_over(profile(ground, length), here_m, there_m, settings)
        spare, room, where = reference_sight(ground, length, here_m, there_m, settings)
        # The formula's 550 is rounded: sqrt(299.792458 * 1000) is 547.53.
        assert sight.worst_clearance_m - sight.needed_m == pytest.approx(
            spare, abs=0.005 * sight.needed_m + 0.002
        )
        if abs(spare) > 0.3:
            assert sight.is_clear is (spare > 0.0)
            verdicts.add(sight.is_clear)
        assert sight.is_known
        if abs(sight.worst_at_m - where) < 1e-6:
            assert sight.worst_clearance_m == pytest.approx(room, abs=1e-6)
    assert verdicts == {True, False}


def test_over_flat_ground_the_ray_grazes_at_the_distance_the_formula_gives() -> None:
    # Between masts of h metres the bulge in the middle is D² / (8 k R): equal at sqrt(8 k R h).
    grazing = math.sqrt(8.0 * 4.0 / 3.0 * 6_371_000.0 * 20.0)
    assert grazing == pytest.approx(36_867.0, abs=1.0)
    settings = replace(LEVEL, fresnel_share=0.0)
    for length, is_clear in ((grazing - 1.0, True), (grazing + 1.0, False)):
        sight = sight_over(profile([0.0] * 1001, length), 20.0, 20.0, settings)
        assert sight.is_clear is is_clear
        assert sight.worst_at_m == pytest.approx(length / 2.0)
        assert sight.worst_clearance_m == pytest.approx(0.0, abs=0.01)


def test_over_flat_ground_fresnel_clearance_reaches_as_far_as_itu_r_p_1546_says() -> None:
    # P.1546, "an approximation to the 0.6 Fresnel clearance path length": Df Dh / (Df + Dh) km with
    # Df = 0.0000389 f h1 h2 (MHz, m) and Dh = 4.1 (sqrt h1 + sqrt h2), within a tenth: it joins
    # the ends, where either the zone or the bulge decides, by a harmonic mean.
    near, far = 0.0000389 * 900.0 * 20.0 * 20.0, 4.1 * 2.0 * math.sqrt(20.0)
    published_m = 1000.0 * near * far / (near + far)
    settings = replace(LEVEL, frequency_ghz=0.9)
    low, high = 100.0, 100_000.0
    while high - low > 1.0:
        middle = (low + high) / 2.0
        sight = sight_over(profile([0.0] * 401, middle), 20.0, 20.0, settings)
        low, high = (middle, high) if sight.is_clear else (low, middle)
    assert low == pytest.approx(published_m, rel=0.1)


@pytest.mark.parametrize(
    ("more_m", "is_clear"), [(-0.002, True), (0.0, True), (0.0004, True), (0.002, False)]
)
def test_an_edge_that_leaves_just_the_room_needed_is_clear(more_m: float, is_clear: bool) -> None:
    # Half-way over 10 km at 5.8 GHz: 0.6 sqrt(0.0516884 · 2500) = 6.8205 m must be free, and the
    # earth has bulged by 5000² / (2 · 4/3 · 6371000) = 1.4715 m; of 40 m, 31.708 are left.
    wavelength = 299_792_458.0 / 5.8e9
    edge = 40.0 - 0.6 * math.sqrt(wavelength * 2500.0) - 25.0e6 / (8.0 / 3.0 * 6_371_000.0)
    assert edge == pytest.approx(31.708, abs=0.001)
    ground = [0.0] * 101
    ground[50] = edge + more_m
    sight = sight_over(profile(ground, 10_000.0), 40.0, 40.0, SightSettings())
    assert sight.is_clear is is_clear
    assert sight.is_known
    assert sight.worst_at_m == 5_000.0
    assert sight.needed_m == pytest.approx(6.8205, abs=0.001)


def test_a_valley_is_looked_across() -> None:
    across = profile([100.0, 0.0, -50.0, 0.0, 100.0], 8_000.0)
    sight = sight_over(across, 9.0, 30.0, SightSettings())
    assert sight.is_clear
    # The room is shortest at the lower antenna, where the zone has no width yet.
    assert (sight.worst_clearance_m, sight.worst_at_m, sight.needed_m) == (9.0, 0.0, 0.0)


def test_a_ridge_is_seen_over_from_a_higher_mast_only() -> None:
    ground = [0.0] * 50 + [35.0] + [0.0] * 50
    assert not sight_over(profile(ground, 5_000.0), 9.0, 30.0, SightSettings()).is_clear
    assert sight_over(profile(ground, 5_000.0), 45.0, 45.0, SightSettings()).is_clear


def test_forest_counts_between_the_ends_only() -> None:
    flat = profile([0.0] * 11, 1_000.0)
    open_ground = sight_over(flat, 20.0, 20.0, SightSettings())
    forest = sight_over(flat, 20.0, 20.0, SightSettings(cover_m=25.0))
    assert open_ground.is_clear
    assert not forest.is_clear
    assert 0.0 < forest.worst_at_m < 1_000.0


def test_antennas_stand_above_what_surrounds_their_ends() -> None:
    # Masts of 20 m on two hills, forest of 25 m on both: only that between them counts.
    hills = profile([100.0, 0.0, 0.0, 0.0, 100.0], 1_000.0)
    sight = sight_over(hills, 20.0, 20.0, SightSettings(cover_m=25.0))
    assert sight.is_clear
    assert sight.worst_clearance_m == 20.0


def test_unknown_ground_leaves_it_open_unless_a_ridge_is_seen() -> None:
    gap = [0.0, 0.0, math.nan, 0.0, 0.0]
    sight = sight_over(profile(gap, 2_000.0), 30.0, 30.0, SightSettings())
    assert (sight.is_clear, sight.is_known, sight.unknown_share) == (False, False, 0.2)
    ridge = [0.0, 90.0, math.nan, 0.0, 0.0]
    sight = sight_over(profile(ridge, 2_000.0), 30.0, 30.0, SightSettings())
    assert (sight.is_clear, sight.is_known) == (False, True)


@pytest.mark.parametrize("end", [0, -1])
def test_without_the_ground_under_an_antenna_nothing_is_known(end: int) -> None:
    ground = [0.0, 90.0, 0.0, 0.0]
    ground[end] = math.nan
    sight = sight_over(profile(ground, 2_000.0), 30.0, 30.0, SightSettings())
    assert not sight.is_clear
    assert not sight.is_known
    assert math.isnan(sight.worst_clearance_m)
    assert sight.unknown_share == 1.0


def test_antennas_at_one_place_see_each_other() -> None:
    flat = GridTerrain(np.zeros((4, 4)), 116.0, -1.0, 1.0, 30.0)
    sight = line_of_sight(flat, PASER, PASER, SightSettings())
    assert sight.is_clear
    assert sight.length_m == 0.0


def test_a_profile_follows_the_geodesic_in_even_steps_of_at_most_half_a_cell() -> None:
    class Placed:
        cell_m = 30.0

        def heights(self, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
            self.lon, self.lat = lon, lat
            return np.zeros(len(lon))

    terrain = Placed()
    there = LonLat(116.23, -1.84)
    length = float(length_m(*PASER, *there))
    found = profile_between(terrain, PASER, there, 30.0)
    assert found.length_m == pytest.approx(length)
    assert np.diff(found.along_m).max() <= 15.0
    assert len(found.along_m) == math.ceil(length / 15.0) + 1
    onwards = length_m(PASER.lon, PASER.lat, terrain.lon, terrain.lat)
    backwards = length_m(there.lon, there.lat, terrain.lon, terrain.lat)
    assert onwards + backwards == pytest.approx(np.full(len(onwards), length), abs=1e-3)
    assert np.abs(onwards - found.along_m).max() < 1e-3
    assert float(length_m(terrain.lon[-1], terrain.lat[-1], *there)) < 0.001


def test_a_ridge_in_a_model_of_the_ground_blocks_those_on_its_other_side() -> None:
    heights = np.zeros((100, 100))
    heights[:, 50] = 80.0
    ground = GridTerrain(heights, 116.0, -1.0, 0.0003, 33.0)
    west, east = LonLat(116.003, -1.015), LonLat(116.027, -1.015)
    beside = LonLat(116.003, -1.027)
    blocked = line_of_sight(ground, west, east, SightSettings())
    assert not blocked.is_clear
    # A cell and a half of the grid is 0.00045° of longitude, 50 m.
    assert blocked.worst_at_m == pytest.approx(0.01215 * 111_303.0, abs=17.0)
    assert line_of_sight(ground, west, beside, SightSettings()).is_clear


@pytest.mark.parametrize("azimuth", [0.0, 33.0, 90.0, 180.0, 271.5])
@pytest.mark.parametrize("length", [50.0, 10_000.0, 100_000.0])
def test_the_direction_set_out_in_leads_to_the_other_end(azimuth: float, length: float) -> None:
    lon, lat = destinations(PASER, azimuth, length)
    end = LonLat(float(lon), float(lat))
    assert azimuth_deg(PASER, end) == pytest.approx(azimuth, abs=0.03 / 3600.0)
