# SPDX-License-Identifier: GPL-2.0-or-later
"""How a plan stands to its base: counted as a person would count it, with no server in reach."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from sharing.rows import CLINIC, OFFICE, SCHOOL, plan_of, states
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.delta import delta_between
from village_internet_plugin.sharing.standing import Standing, standing_of

WAIVER = Waiver("VI105", "office", "no other place", "Sari")
SOURCE = FundingSource("apbd-2026", "Kabupaten Paser", 2026, point_quota=10)


def test_added_moved_changed_and_removed_are_told_apart() -> None:
    base = Base(12, (OFFICE, SCHOOL, CLINIC, replace(CLINIC, hotspot_id="gone")))
    now = (
        replace(OFFICE, position=LonLat(116.3, -1.8)),
        replace(SCHOOL, name="SDN 002", position=LonLat(116.3, -1.8)),
        CLINIC,
        replace(CLINIC, hotspot_id="new"),
    )
    assert standing_of(plan_of(now), base) == Standing(12, added=1, moved=1, changed=1, removed=1)


def test_a_plan_as_it_was_published_has_nothing_to_publish() -> None:
    base = Base(3, (OFFICE,), (WAIVER,), (replace(SOURCE, agency="kabupaten  paser"),))
    plan = plan_of((OFFICE,), waivers=(WAIVER,), funding_sources=(SOURCE,))
    assert standing_of(plan, base).is_unchanged


def test_waivers_and_the_agencys_own_funding_sources_count() -> None:
    base = Base(3, (), (WAIVER,), (SOURCE,))
    plan = plan_of(
        (),
        waivers=(replace(WAIVER, subject="school"),),
        funding_sources=(
            replace(SOURCE, point_quota=11),
            replace(SOURCE, funding_source_id="of-others", agency="Provinsi"),
        ),
    )
    standing = standing_of(plan, base)
    assert (standing.waivers, standing.funding_sources) == (2, 1)
    assert not standing.is_unchanged


def test_rows_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(InputError):
        standing_of(plan_of((OFFICE, OFFICE)), Base())


@given(states(), states())
def test_the_counts_are_those_of_what_is_sent(
    before: tuple[Hotspot, ...], now: tuple[Hotspot, ...]
) -> None:
    standing = standing_of(plan_of(now), Base(1, before))
    delta = delta_between(before, now)
    assert (standing.added, standing.removed) == (len(delta.added), len(delta.removed))
    assert standing.moved + standing.changed == len(delta.changed)
    assert standing.is_unchanged == delta.is_empty
