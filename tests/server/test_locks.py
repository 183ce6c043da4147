# SPDX-License-Identifier: GPL-2.0-or-later
"""Which publishers must meet on a lock: proven for random pairs of points, without a database."""

from __future__ import annotations

import math

from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.rule_set import RuleSet, RuleSetting
from village_internet_plugin.rules.rule_set_document import standard_rule_set
from village_internet_plugin.server.locks import (
    STRIPES,
    reach_between_plans_m,
    stripes_of,
    widest_degrees,
)

LONS = st.floats(94.0, 142.0)
LATS = st.floats(-12.0, 7.0)


def point(lon: float, lat: float, village_code: str | None = None) -> Hotspot:
    return Hotspot("id", LonLat(lon, lat), village_code=village_code)


@given(LONS, LATS, st.floats(0.0, 360.0), st.floats(0.0, 1.0), st.sampled_from([1.0, 600.0, 9e3]))
def test_two_points_within_reach_share_a_stripe(
    lon: float, lat: float, azimuth: float, share: float, reach_m: float
) -> None:
    there = Geodesic.WGS84.Direct(lat, lon, azimuth, share * reach_m)

    here = stripes_of([point(lon, lat)], reach_m)
    other = stripes_of([point(there["lon2"], there["lat2"])], reach_m)

    assert set(here) & set(other)


@given(LONS, LATS)
def test_stripes_come_in_ascending_order_and_are_few(lon: float, lat: float) -> None:
    stripes = stripes_of([point(lon, lat, "64.01.01.2009")], 600.0)

    assert stripes == sorted(set(stripes))
    assert 1 <= len(stripes) <= 5


def test_two_points_of_one_village_share_a_stripe_however_far_apart() -> None:
    west, east = point(115.0, -1.0, "64.01.01.2009"), point(117.0, -2.0, "64.01.01.2009")

    assert set(stripes_of([west], 600.0)) & set(stripes_of([east], 600.0))


def test_a_whole_country_takes_at_most_every_stripe() -> None:
    country = [point(95 + 0.45 * (i % 100), -10 + 0.16 * (i // 100)) for i in range(10_000)]

    assert len(stripes_of(country, 600.0)) <= STRIPES
    assert stripes_of(country, 50_000.0) == list(range(STRIPES))


def test_a_point_without_position_or_village_needs_no_lock() -> None:
    assert stripes_of([Hotspot("id")], 600.0) == []


def test_the_reach_is_the_widest_any_source_may_ask_for() -> None:
    standard = standard_rule_set()
    assert reach_between_plans_m(standard) == 600.0
    spacing = standard.rules["VI105"]
    wider = RuleSetting(
        spacing.enabled, spacing.severity, spacing.parameters, {"apbd": {"min_m": 1_500}}
    )
    rules = {**standard.rules, "VI105": wider}

    assert reach_between_plans_m(RuleSet("x", rules)) == 1_500.0
    assert reach_between_plans_m(RuleSet("x", {})) == 0.0


@given(LATS, st.floats(1.0, 50_000.0))
def test_degrees_are_never_too_few(lat: float, length_m: float) -> None:
    for azimuth in (0.0, 90.0):
        there = Geodesic.WGS84.Direct(lat, 110.0, azimuth, length_m)
        span = math.hypot(there["lat2"] - lat, there["lon2"] - 110.0)
        assert span <= widest_degrees(length_m, lat)
