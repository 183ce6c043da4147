# SPDX-License-Identifier: GPL-2.0-or-later
"""The canonical form and the content hash: one plan, one hash, wherever it is computed."""

from __future__ import annotations

import hashlib
import math
import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharing.rows import CLINIC, OFFICE, SCHOOL, states
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.sharing.canonical import (
    canonical_hotspot,
    canonical_json,
    content_sha256,
    same_content,
)


def test_the_form_is_what_another_program_would_write_by_hand() -> None:
    hotspot = Hotspot("a", LonLat(116.0, -1.91234567), name="Désa", bandwidth_mbps=20.0, notes=" ")
    by_hand = (
        '[{"bandwidth_mbps":20,"capex_idr":null,"funding_source_id":null,"hotspot_id":"a",'
        '"lat":-1.9123457,"lon":116,"maintainer":null,"name":"Désa","notes":null,'
        '"opex_idr_per_month":null,"power":null,"power_hours":null,"priority":null,'
        '"provider":null,"service_months":null,"site_consent":null,"site_kind":null,'
        '"status":"proposed","technology":null,"village_code":null,"year":null}]'
    )
    assert canonical_json([canonical_hotspot(hotspot)]) == by_hand
    assert content_sha256([hotspot]) == hashlib.sha256(by_hand.encode()).hexdigest()


def test_an_empty_plan_has_a_hash_too() -> None:
    assert content_sha256([]) == hashlib.sha256(b"[]").hexdigest()


@given(states(), st.randoms())
def test_the_hash_does_not_depend_on_the_order(
    hotspots: tuple[Hotspot, ...], chance: random.Random
) -> None:
    shuffled = list(hotspots)
    chance.shuffle(shuffled)
    assert content_sha256(shuffled) == content_sha256(hotspots)


@given(states(), states())
def test_two_plans_have_one_hash_only_when_they_say_the_same(
    one: tuple[Hotspot, ...], other: tuple[Hotspot, ...]
) -> None:
    def rows(hotspots: tuple[Hotspot, ...]) -> dict[str, object]:
        return {row.hotspot_id: canonical_hotspot(row) for row in hotspots}

    assert (content_sha256(one) == content_sha256(other)) == (rows(one) == rows(other))


@pytest.mark.parametrize(
    "other",
    [
        replace(OFFICE, bandwidth_mbps=50),
        replace(OFFICE, notes=""),
        replace(OFFICE, notes=" \t"),
        replace(OFFICE, position=LonLat(116.19123454, -1.91234564)),
    ],
    ids=["whole number of another type", "empty text", "white space", "less than a centimetre"],
)
def test_what_means_the_same_has_the_same_hash(other: Hotspot) -> None:
    assert same_content(other, OFFICE)
    assert content_sha256([other]) == content_sha256([OFFICE])


@pytest.mark.parametrize(
    "other",
    [
        replace(OFFICE, name="Balai Desa Kuaro "),
        replace(OFFICE, priority=0),
        replace(OFFICE, position=LonLat(116.1912346, -1.9123456)),
        replace(OFFICE, position=None),
    ],
)
def test_what_means_something_else_has_another_hash(other: Hotspot) -> None:
    assert not same_content(other, OFFICE)
    assert content_sha256([other]) != content_sha256([OFFICE])


def test_minus_zero_is_zero() -> None:
    assert canonical_hotspot(replace(OFFICE, position=LonLat(-0.0, -1e-9)))["lat"] == 0
    assert '"lat":0,"lon":0' in canonical_json(
        canonical_hotspot(replace(OFFICE, position=LonLat(-0.0, -1e-9)))
    )


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_a_number_that_is_not_finite_is_refused_with_its_hotspot_and_field(number: float) -> None:
    with pytest.raises(InputError, match=r'"Balai Desa Kuaro" \(office\).* in bandwidth_mbps;'):
        content_sha256([SCHOOL, replace(OFFICE, bandwidth_mbps=number)])
    with pytest.raises(InputError, match="in lon, lat;"):
        content_sha256([replace(CLINIC, position=LonLat(number, number))])


def test_half_a_character_is_refused() -> None:
    with pytest.raises(InputError, match="half a character"):
        content_sha256([replace(OFFICE, name="Kantor \ud800")])


def test_fifty_thousand_hotspots_are_hashed_in_a_moment() -> None:
    hotspots = [replace(OFFICE, hotspot_id=f"hotspot-{number}") for number in range(50_000)]
    started = time.perf_counter()
    content_sha256(hotspots)
    # 0.6 s on the two cores it was measured on; the rest is room for a busy machine.
    assert time.perf_counter() - started < 6
