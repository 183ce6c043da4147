# SPDX-License-Identifier: GPL-2.0-or-later
"""Whom hotspots reach: everybody once, however many reach him, in every sum the same."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from siting import demand_world as world

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.geodesy.directions import destinations
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.coverage import (
    EXISTING,
    PLANNED,
    PUBLISHED,
    Coverage,
    Radii,
    ReachPoints,
    covering_pairs,
    measure_coverage,
)
from village_internet_plugin.siting.demand import Demand, Spread, measure_demand

PLAN = Plan("plan", "Kabupaten Paser")


def _measure(reference: Reference, plan: Plan, radii: Radii) -> tuple[Demand, Coverage]:
    demand = measure_demand(reference, Spread())
    return demand, measure_coverage(plan, reference, demand, radii)


def test_each_village_district_and_funder_by_hand(tmp_path: Path) -> None:
    """Three settlements in a row, 500 m apart; every number below is worked out by hand."""
    places = [world.place(0, 500 * step, 500) for step in (1, 2, 3)]
    hamlet = world.square(0, 1_400, 400, 300)  # holds the third
    plan = replace(
        PLAN,
        funding_sources=(FundingSource("A", "Paser", 2026), FundingSource("B", "Paser", 2026)),
        hotspots=(
            world.hotspot("b", world.place(0, 1_250, 500), "B"),  # second and third
            world.hotspot("a", world.place(0, 1_010, 500), "A"),  # second
            world.hotspot("gone", places[0], "A", status="replaced"),
            Hotspot("nowhere", None, funding_source_id="A"),
        ),
        published_hotspots=(
            world.published("p", world.place(0, 1_000, 490)),  # second
            replace(world.published("own", places[2]), plan_id="plan"),
        ),
    )
    with world.reference_of(
        tmp_path,
        villages=[world.village(0, district="Kuaro", regency="Paser"), world.village(4, 90)],
        settlements=[
            world.settlement(0, place, people) for place, people in zip(places, (100, 30, 7))
        ],
        blank_spots=[world.blank_spot("BS", hamlet, 7)],
        existing_hotspots=[
            world.existing("e", places[0], agency="BAKTI"),
            world.existing("refused", places[2], status="refused"),
        ],
    ) as reference:
        demand, coverage = _measure(reference, plan, Radii(300.0))
    first, second = coverage.villages
    assert (first.people, first.now, first.planned) == (137, 130, 137)
    assert (first.blank_people, first.blank_now, first.blank_planned) == (7, 0, 7)
    assert (second.people, second.now, second.planned, second.unserved) == (90, 0, 0, 90)
    assert coverage.total.people == 227
    assert coverage.total.unserved == 90
    assert [(one.key, one.name, one.people) for one in coverage.districts] == [
        ("64.01.01", "Kuaro", 137),
        ("64.01.02", "64.01.02", 90),
    ]
    assert [
        (one.kind, one.key, one.points, one.people, one.blank_people, one.counted_first, one.alone)
        for one in coverage.funders
    ] == [
        (EXISTING, "BAKTI", 1, 100, 0, 100, 100),
        (PUBLISHED, "Provinsi", 1, 30, 0, 30, 0),
        (PLANNED, "A", 1, 30, 0, 0, 0),
        (PLANNED, "B", 1, 37, 7, 7, 7),
    ]
    # The second settlement is reached three times, the others once.
    assert coverage.union.by_times == (90, 107, 0, 30)
    assert coverage.union.people == 137
    assert coverage.union.sum_of_reaches == 107 + 3 * 30
    assert demand.people[coverage.unserved].sum() == 90


def test_a_person_at_the_radius_is_reached(tmp_path: Path) -> None:
    home = world.place(0, 500, 500)
    for metres, reached in ((299.9996, 8), (300.0, 8), (300.0004, 8), (300.0006, 0)):
        lon, lat = destinations(home, 37.0, metres)
        point = ReachPoints(np.array([lon]), np.array([lat]), np.array([300.0]))
        with world.reference_of(
            tmp_path, villages=[world.village(0)], settlements=[world.settlement(0, home, 8)]
        ) as reference:
            pairs = covering_pairs(measure_demand(reference, Spread()), point)
        assert 8 * len(pairs.point) == reached


def test_each_technology_has_its_own_radius(tmp_path: Path) -> None:
    home = world.place(0, 500, 500)
    radii = Radii(100.0, {"fibre": 400.0})
    with world.reference_of(
        tmp_path, villages=[world.village(0)], settlements=[world.settlement(0, home, 8)]
    ) as reference:
        reached = [
            _measure(
                reference,
                replace(PLAN, hotspots=(world.hotspot("h", place, technology=technology),)),
                radii,
            )[1].total.planned
            for place in (world.place(0, 500, 800),)
            for technology in ("fibre", "satellite", None)
        ]
    assert reached == [8, 0, 0]


def test_pairs_are_those_of_every_length_measured(kaltim_reference: Reference) -> None:
    demand = measure_demand(kaltim_reference, Spread())
    chosen = np.arange(0, len(demand), 971)
    radius_m = np.where(np.arange(len(chosen)) % 2, 300.0, 5_000.0)
    points = ReachPoints(demand.lon[chosen], demand.lat[chosen], radius_m)
    pairs = covering_pairs(demand, points)
    for point in range(0, len(points), 9):
        away_m = length_m(points.lon[point], points.lat[point], demand.lon, demand.lat)
        expected = np.flatnonzero(away_m.round(3) <= radius_m[point])
        assert pairs.demand[pairs.point == point].tolist() == expected.tolist()
    assert (np.diff(pairs.demand) >= 0).all()


def test_nobody_and_nothing_are_no_trouble(tmp_path: Path) -> None:
    with world.reference_of(tmp_path, villages=[world.village(0)]) as reference:
        _, coverage = _measure(reference, PLAN, Radii(300.0))
        _, with_points = _measure(
            reference,
            replace(PLAN, hotspots=(world.hotspot("h", world.place(0, 1, 1), "A"),)),
            Radii(300.0),
        )
    assert coverage.total.people == coverage.total.planned == 0
    assert coverage.funders == ()
    assert [(one.points, one.people) for one in with_points.funders] == [(1, 0)]
    assert with_points.union.people == 0


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    plan = replace(PLAN, hotspots=(world.hotspot("h", world.place(0, 1, 1)),))
    villages = [world.village(0, 10)]
    with world.reference_of(tmp_path, villages=villages) as reference:
        demand = measure_demand(reference, Spread())
        with pytest.raises(Cancelled):
            measure_coverage(plan, reference, demand, Radii(1.0), lambda share: False)


_SPOTS = st.lists(st.tuples(st.integers(0, 6_000), st.integers(0, 2_000)), max_size=6)
_NUMBERS = ("people", "now", "planned", "blank_people", "blank_now", "blank_planned")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(standing=_SPOTS, own=_SPOTS, homes=_SPOTS, radius_m=st.integers(1, 3_000))
def test_the_union_holds(
    standing: list[tuple[int, int]],
    own: list[tuple[int, int]],
    homes: list[tuple[int, int]],
    radius_m: int,
) -> None:
    """People are counted once in every sum; more radius or more points never reach fewer."""
    plan = replace(
        PLAN,
        hotspots=tuple(
            world.hotspot(str(number), world.place(0, *place), "AB"[number % 2])
            for number, place in enumerate(own)
        ),
    )
    with (
        tempfile.TemporaryDirectory() as folder,
        world.reference_of(
            Path(folder),
            villages=[world.village(0, 700), world.village(1, 0), world.village(2, 900)],
            settlements=[
                world.settlement(1, world.place(0, *place), 10 + number)
                for number, place in enumerate(homes)
            ],
            blank_spots=[world.blank_spot("BS", world.square(2, 200, 200, 900), 300)],
            existing_hotspots=[
                world.existing(str(number), world.place(0, *place))
                for number, place in enumerate(standing)
            ],
        ) as reference,
    ):
        demand, coverage = _measure(reference, plan, Radii(radius_m))
        wider = measure_coverage(plan, reference, demand, Radii(radius_m * 1.5))
        without = measure_coverage(PLAN, reference, demand, Radii(radius_m))
    total, union = coverage.total, coverage.union
    assert total.planned == union.people == sum(union.by_times[1:])
    assert total.people == int(demand.people.sum()) == sum(union.by_times)
    assert union.people <= union.sum_of_reaches
    assert union.sum_of_reaches == sum(times * n for times, n in enumerate(union.by_times))
    assert union.people == sum(funder.counted_first for funder in coverage.funders)
    for funder in coverage.funders:
        assert funder.alone <= funder.counted_first <= funder.people <= union.people
    assert total.people - total.planned == int(demand.people[coverage.unserved].sum())
    for rows in (coverage.villages, coverage.districts):
        for name in _NUMBERS:
            assert sum(getattr(row, name) for row in rows) == getattr(total, name)
    assert total.now == without.total.planned
    for row, wide, standing_alone in zip(coverage.villages, wider.villages, without.villages):
        assert row.now <= row.planned <= wide.planned <= row.people
        assert row.blank_planned <= min(row.planned, row.blank_people)
        assert row.now == standing_alone.planned
