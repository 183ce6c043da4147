# SPDX-License-Identifier: GPL-2.0-or-later
"""A hotspot's bandwidth is the programme's next step above what its people need at once."""

from __future__ import annotations

import math

import pytest

from village_internet_plugin.infrastructure.bandwidth import BandwidthSettings, bandwidth_for

STEPS = [100.0, 20.0, 50.0]
SETTINGS = BandwidthSettings(share_at_once=0.1, kbit_per_s=1_000.0)


@pytest.mark.parametrize(
    ("people", "offered", "is_enough"),
    [
        (1.0, 20.0, True),
        (200.0, 20.0, True),
        (201.0, 50.0, True),
        (1000.0, 100.0, True),
        (1001.0, 100.0, False),
    ],
)
def test_the_smallest_step_that_is_enough_is_offered(
    people: float, offered: float, is_enough: bool
) -> None:
    found = bandwidth_for(people, STEPS, SETTINGS)
    assert (found.offered_mbps, found.is_enough) == (offered, is_enough)
    assert found.users == pytest.approx(people * 0.1)
    assert found.needed_mbps == pytest.approx(people * 0.1)
    assert found.sureness == "assumed"


def test_a_need_over_a_step_by_rounding_alone_takes_that_step() -> None:
    # 3 · 0.1 is more than 0.3 to a computer only.
    found = bandwidth_for(3.0, [0.3, 1.0], BandwidthSettings(0.1, 1_000.0))
    assert found.offered_mbps == 0.3


@pytest.mark.parametrize("people", [0.0, math.nan])
def test_where_nobody_is_known_to_live_the_need_is_unknown(people: float) -> None:
    found = bandwidth_for(people, STEPS, SETTINGS)
    assert (found.offered_mbps, found.needed_mbps, found.sureness) == (None, None, "unknown")


def test_that_the_largest_step_is_too_little_is_said_in_both_languages() -> None:
    found = bandwidth_for(3_000.0, STEPS, SETTINGS)
    assert "300.0 Mbps; the programme's largest step of 100 Mbps is less" in found.evidence.en
    assert "jenjang terbesar program, 100 Mbps" in found.evidence.id
