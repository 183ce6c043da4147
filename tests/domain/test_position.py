# SPDX-License-Identifier: GPL-2.0-or-later
"""The slip that explains a position outside the region, and the edges of a region."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.position import LonLat, Region, Repair, find_repair

PASER = Region(115.5, -2.6, 116.6, -1.0)
NEAR_KUARO = LonLat(116.19, -1.91)


@pytest.mark.parametrize(
    ("position", "repair"),
    [
        (LonLat(-1.91, 116.19), Repair("swap", NEAR_KUARO)),
        (LonLat(116.19 - 360.0, -1.91), Repair("shift", LonLat(116.19 - 360.0 + 360.0, -1.91))),
        (LonLat(116.19 + 360.0, -1.91), Repair("shift", LonLat(116.19 + 360.0 - 360.0, -1.91))),
        (LonLat(0.0, 0.0), None),
        (LonLat(116.19, 1.91), None),  # a lost sign is a guess, and not made
        (LonLat(116.19 - 720.0, -1.91), None),
        (LonLat(math.nan, -1.91), None),
        (LonLat(math.inf, -1.91), None),
    ],
)
def test_the_one_slip_that_lands_in_the_region_is_found(
    position: LonLat, repair: Repair | None
) -> None:
    assert find_repair(position, PASER) == repair


def test_exchanged_axes_are_thought_of_before_a_whole_turn() -> None:
    both = Region(-200.0, -200.0, 200.0, 200.0)
    assert find_repair(LonLat(-250.0, 10.0), both) == Repair("shift", LonLat(110.0, 10.0))
    on_its_diagonal = Region(5.0, 5.0, 6.0, 370.0)
    found = find_repair(LonLat(365.5, 5.5), on_its_diagonal)
    assert found == Repair("swap", LonLat(5.5, 365.5))


@given(st.floats(115.5, 116.6), st.floats(-2.6, -1.0))
def test_what_is_repaired_lies_in_the_region(lon: float, lat: float) -> None:
    for slipped in (LonLat(lat, lon), LonLat(lon - 360.0, lat), LonLat(lon + 360.0, lat)):
        found = find_repair(slipped, PASER.widened(1e-9))
        assert found is not None
        assert PASER.widened(1e-9).holds(found.position)
        assert found.position == pytest.approx((lon, lat))


@pytest.mark.parametrize(
    ("position", "holds"),
    [
        (LonLat(115.5, -2.6), True),
        (LonLat(116.6, -1.0), True),
        (LonLat(math.nextafter(116.6, 180.0), -1.0), False),
        (LonLat(116.0, math.nextafter(-2.6, -90.0)), False),
        (LonLat(math.nan, -1.5), False),
        (LonLat(116.0, math.inf), False),
    ],
)
def test_the_edges_belong_to_a_region(position: LonLat, holds: bool) -> None:
    assert PASER.holds(position) == holds


def test_a_region_is_widened_on_every_side() -> None:
    assert Region(1.0, 2.0, 3.0, 4.0).widened(0.5) == Region(0.5, 1.5, 3.5, 4.5)


def test_a_position_with_one_number_missing_is_not_finite() -> None:
    assert LonLat(116.0, -1.0).is_finite()
    assert not LonLat(116.0, math.nan).is_finite()
    assert not LonLat(-math.inf, -1.0).is_finite()
