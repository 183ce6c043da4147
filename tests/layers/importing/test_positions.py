# SPDX-License-Identifier: GPL-2.0-or-later
"""Only a position that can be in Indonesia is taken; a likely slip is named, not mended unasked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_internet_plugin.domain.position import INDONESIA, LonLat
from village_internet_plugin.layers.importing.positions import judge_position
from village_internet_plugin.layers.importing.problems import Unreadable

GOOD = LonLat(117.21, -1.5)
NOTHING_ALLOWED: frozenset[str] = frozenset()


@given(st.floats(94, 142), st.floats(0.02, 7))
def test_every_place_in_indonesia_is_taken(lon: float, lat: float) -> None:
    assert judge_position(LonLat(lon, lat), NOTHING_ALLOWED) == (LonLat(lon, lat), None)


@pytest.mark.parametrize(
    ("position", "reason", "correction"),
    [
        (LonLat(0.0, 0.0), "is the empty position of a form", "Write latitude and longitude"),
        (LonLat(0.0002, 0.0002), "is the empty position of a form", "Write latitude"),
        (LonLat(float("nan"), 1.0), "The position is missing", "Write latitude"),
        (LonLat(-1.5, 117.21), "exchanged it lies inside", "“swap”"),
        (LonLat(-242.79, -1.5), "a whole turn of 360° brings it inside", "“shift”"),
        (LonLat(1915.98, -0.5), "lies outside Indonesia", "Correct the position"),
        (LonLat(512345.0, 9789123.0), "are metres of a projected system", '"crs": "EPSG:32750"'),
    ],
)
def test_what_cannot_be_is_refused(position: LonLat, reason: str, correction: str) -> None:
    with pytest.raises(Unreadable) as refused:
        judge_position(position, NOTHING_ALLOWED)
    assert reason in refused.value.reason("en")
    assert correction in refused.value.correction("en")
    assert "{" not in refused.value.reason("id")


@pytest.mark.parametrize(
    ("position", "correction"),
    [(LonLat(-1.5, 117.21), "swap"), (LonLat(-242.79, -1.5), "shift")],
)
def test_a_slip_is_mended_when_the_user_says_so(position: LonLat, correction: str) -> None:
    judged = judge_position(position, frozenset({correction}))
    assert judged.position == pytest.approx(GOOD)
    assert judged.correction == correction


def test_one_permission_does_not_stand_for_the_other() -> None:
    with pytest.raises(Unreadable):
        judge_position(LonLat(-1.5, 117.21), frozenset({"shift"}))


def test_the_edge_of_the_box_belongs_to_it() -> None:
    corner = LonLat(INDONESIA.west, INDONESIA.south)
    assert judge_position(corner, NOTHING_ALLOWED).position == corner
