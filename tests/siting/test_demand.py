# SPDX-License-Identifier: GPL-2.0-or-later
"""Where people are taken to live: each once, by what is known best, the rest by a said rule."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from siting import demand_world as world

from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.demand import (
    BLANK_SPOT,
    NONE,
    SETTLEMENT,
    SPREAD,
    WHOLE_VILLAGE,
    Demand,
    Spread,
    measure_demand,
)

AROUND = Spread("around_office", 400.0)


def _people(demand: Demand, source: int) -> int:
    return int(demand.people[demand.source == source].sum())


def _said(demand: Demand) -> str:
    return " ".join(sentence.en for sentence in demand.assumptions)


def test_settlements_alone_count_where_they_are_known(tmp_path: Path) -> None:
    settlements = [
        world.settlement(0, world.place(0, 300, 300), 120),
        world.settlement(0, world.place(0, 900, 900), None, households=20),
        world.settlement(0, world.place(0, 950, 900), 0),
    ]
    with world.reference_of(
        tmp_path, villages=[world.village(0, 500)], settlements=settlements
    ) as reference:
        demand = measure_demand(reference, AROUND)
    assert demand.people.tolist() == [120, 80]  # four to a household
    assert demand.people.dtype == np.int64
    assert demand.source.tolist() == [SETTLEMENT, SETTLEMENT]
    assert demand.villages[0].people == 200
    assert demand.villages[0].population == 500
    assert "300 people of these villages' population are in no settlement" in _said(demand)


def test_a_population_is_spread_around_the_office_to_the_last_person(tmp_path: Path) -> None:
    middle = world.place(0, 1000, 1000)
    with world.reference_of(
        tmp_path, villages=[world.village(0, 1_237)], village_offices=[world.office(0, middle)]
    ) as reference:
        demand = measure_demand(reference, AROUND)
    assert int(demand.people.sum()) == 1_237
    assert set(np.unique(demand.people)) <= {1_237 // len(demand), 1_237 // len(demand) + 1}
    away_m = length_m(*middle, demand.lon, demand.lat)
    assert away_m.max() <= 400.0001
    assert 80 <= len(demand) <= 120
    # The spread's centre of gravity is the office.
    assert abs(float(np.average(demand.lon, weights=demand.people)) - middle.lon) < 2e-4
    assert "at most 400 m from the middle" in _said(demand)
    assert "on grids of 71 m. The middle" in _said(demand)  # the square root of pi 400² / 100


def test_without_an_office_the_middle_is_a_point_inside(tmp_path: Path) -> None:
    with world.reference_of(tmp_path, villages=[world.village(0, 900)]) as reference:
        demand = measure_demand(reference, AROUND)
    shape = world.square(0)
    assert shapely.intersects_xy(shape, demand.lon, demand.lat).all()
    inner = shape.representative_point()
    assert length_m(inner.x, inner.y, demand.lon, demand.lat).max() <= 400.0001
    assert "in 1 village, where none is known" in _said(demand)


def test_an_office_just_outside_serves_and_one_far_away_does_not(tmp_path: Path) -> None:
    near, far = world.place(0, -50, 1000), world.place(1, 1000, -9_000)
    villages = [world.village(0, 300), world.village(1, 300)]
    offices = [world.office(0, near), world.office(1, far)]
    with world.reference_of(tmp_path, villages=villages, village_offices=offices) as reference:
        demand = measure_demand(reference, AROUND)
    first = demand.village == 0
    assert length_m(*near, demand.lon[first], demand.lat[first]).max() <= 400.0001
    assert shapely.intersects_xy(world.square(0), demand.lon[first], demand.lat[first]).all()
    second = shapely.intersects_xy(world.square(1), demand.lon[~first], demand.lat[~first])
    assert second.all()
    assert "in 1 village" in _said(demand)


def test_people_are_spread_over_the_whole_village_when_asked(tmp_path: Path) -> None:
    with world.reference_of(tmp_path, villages=[world.village(0, 10_000)]) as reference:
        demand = measure_demand(reference, Spread(WHOLE_VILLAGE))
    assert int(demand.people.sum()) == 10_000
    # A quarter of the square holds a quarter of the people, to a row of the grid.
    corner = shapely.intersects_xy(world.square(0, side_m=1_000), demand.lon, demand.lat)
    assert abs(int(demand.people[corner].sum()) - 2_500) <= 600


def test_nobody_is_spread_when_that_is_refused(tmp_path: Path) -> None:
    with world.reference_of(tmp_path, villages=[world.village(0, 900)]) as reference:
        demand = measure_demand(reference, Spread(NONE))
    assert len(demand) == 0
    assert demand.villages[0].people == 0
    assert "left out" in _said(demand)


def test_blank_spot_people_are_part_of_the_population(tmp_path: Path) -> None:
    hamlet = world.square(0, 1_400, 1_400, 300)
    with world.reference_of(
        tmp_path,
        villages=[world.village(0, 1_000)],
        village_offices=[world.office(0, world.place(0, 1_300, 1_300))],
        blank_spots=[world.blank_spot("BS", hamlet, 130, world.code(0))],
    ) as reference:
        demand = measure_demand(reference, AROUND)
    assert _people(demand, BLANK_SPOT) == 130
    assert _people(demand, SPREAD) == 870
    inside = shapely.intersects_xy(hamlet, demand.lon, demand.lat)
    # The others live outside: those of the blank spot are placed already.
    assert int(demand.people[inside].sum()) == 130
    assert demand.in_blank_spot.tolist() == inside.tolist()


def test_a_blank_spot_with_a_settlement_counts_by_the_settlement(tmp_path: Path) -> None:
    hamlet = world.square(0, 1_400, 1_400, 300)
    with world.reference_of(
        tmp_path,
        villages=[world.village(0, 1_000)],
        settlements=[world.settlement(0, world.place(0, 1_500, 1_500), 90)],
        blank_spots=[world.blank_spot("BS", hamlet, 130)],
    ) as reference:
        demand = measure_demand(reference, AROUND)
    assert demand.people.tolist() == [90]
    assert demand.in_blank_spot.tolist() == [True]
    assert "1 blank spot are those of the settlements inside" in _said(demand)


def test_a_blank_spot_beside_the_settlements_is_not_lost(tmp_path: Path) -> None:
    with world.reference_of(
        tmp_path,
        villages=[world.village(0, 1_000), world.village(1, 300)],
        settlements=[
            world.settlement(0, world.place(0, 500, 500), 800),
            world.settlement(1, world.place(1, 500, 500), 300),
        ],
        blank_spots=[
            world.blank_spot("A", world.square(0, 1_400, 1_400, 300), 130),
            world.blank_spot("B", world.square(1, 1_400, 1_400, 300), 130),
        ],
    ) as reference:
        demand = measure_demand(reference, AROUND)
    # The second village's people are all in its settlement: nobody is left for the blank spot.
    assert [village.people for village in demand.villages] == [930, 300]
    assert "130 people stated for blank spots are left out" in _said(demand)


def test_more_people_in_blank_spots_than_in_the_village_are_cut(tmp_path: Path) -> None:
    spots = [
        world.blank_spot("A", world.square(0, 100, 100, 300), 70),
        world.blank_spot("B", world.square(0, 1_400, 1_400, 300), 50),
    ]
    with world.reference_of(
        tmp_path, villages=[world.village(0, 99)], blank_spots=spots
    ) as reference:
        demand = measure_demand(reference, AROUND)
    assert int(demand.people.sum()) == 99
    in_first = shapely.intersects_xy(world.square(0, 100, 100, 300), demand.lon, demand.lat)
    assert int(demand.people[in_first].sum()) == 57  # 70 of 120, of 99: 57.75


def test_a_blank_spot_within_another_is_counted_with_it(tmp_path: Path) -> None:
    spots = [
        world.blank_spot("small", world.square(0, 500, 500, 200), 40),
        world.blank_spot("large", world.square(0, 100, 100, 900), 100),
    ]
    with world.reference_of(
        tmp_path, villages=[world.village(0, None)], blank_spots=spots
    ) as reference:
        demand = measure_demand(reference, AROUND)
    assert int(demand.people.sum()) == 100
    assert "1 blank spot lie in larger ones" in _said(demand)


def test_what_lies_in_no_village_is_counted_apart(tmp_path: Path) -> None:
    with world.reference_of(
        tmp_path,
        villages=[world.village(0, 10)],
        settlements=[world.settlement(7, world.place(9, 0, 0), 25)],
    ) as reference:
        demand = measure_demand(reference, AROUND)
    assert [(one.code, one.people) for one in demand.villages] == [(world.code(0), 10), ("", 25)]


def test_households_stand_in_for_people_and_unknown_is_said(tmp_path: Path) -> None:
    villages = [world.village(0, None, households=30), world.village(1, 0), world.village(2, "?")]
    with world.reference_of(tmp_path, villages=villages) as reference:
        demand = measure_demand(reference, AROUND)
    assert [village.people for village in demand.villages] == [120, 0, 0]
    assert "The population of 2 villages is not known" in _said(demand)
    assert "In 1 village only households are known" in _said(demand)


def test_a_village_without_a_shape_lives_at_its_office(tmp_path: Path) -> None:
    villages = [world.village(number, 50) for number in range(3)]
    for row in villages[1:]:
        row["shape"] = shapely.MultiPolygon()
    with world.reference_of(
        tmp_path,
        villages=villages,
        village_offices=[world.office(1, world.place(1, 7, 7))],
    ) as reference:
        demand = measure_demand(reference, AROUND)
    assert [village.people for village in demand.villages] == [50, 50, 0]
    assert "50 people are left out: their villages have neither a shape nor an office" in _said(
        demand
    )


def test_scattered_islands_keep_their_people(tmp_path: Path) -> None:
    islands = shapely.MultiPolygon([world.square(number * 40, side_m=30) for number in range(6)])
    with world.reference_of(tmp_path, villages=[world.village(0, 640, shape=islands)]) as reference:
        for spread in (AROUND, Spread(WHOLE_VILLAGE)):
            demand = measure_demand(reference, spread)
            assert int(demand.people.sum()) == 640
            assert shapely.intersects_xy(islands, demand.lon, demand.lat).all()


def test_it_can_be_cancelled(tmp_path: Path) -> None:
    villages = [world.village(0, 10)]
    with world.reference_of(tmp_path, villages=villages) as reference, pytest.raises(Cancelled):
        measure_demand(reference, AROUND, lambda share: False)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    populations=st.lists(st.integers(0, 5_000) | st.none(), min_size=1, max_size=5),
    settled=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1_500)), max_size=5),
    spots=st.lists(
        st.tuples(st.integers(0, 9_000), st.integers(0, 1_900), st.integers(0, 900)), max_size=5
    ),
    kind=st.sampled_from(["around_office", "whole_village"]),
)
def test_nobody_is_counted_twice_or_lost(
    populations: list[int | None],
    settled: list[tuple[int, int]],
    spots: list[tuple[int, int, int]],
    kind: str,
) -> None:
    """Villages without settlements come to their population exactly; none to more than it has or
    its settlements hold; and the points sum to the villages.
    """
    villages = [world.village(number, people) for number, people in enumerate(populations)]
    in_settlements = [0] * len(populations)
    settlements = []
    for place, (number, people) in enumerate(settled):
        number %= len(populations)
        in_settlements[number] += people
        settlements.append(world.settlement(number, world.place(number, 100 + place, 77), people))
    blank = [
        world.blank_spot(str(place), world.square(0, east_m, north_m, 350), people)
        for place, (east_m, north_m, people) in enumerate(spots)
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        world.reference_of(
            Path(folder), villages=villages, settlements=settlements, blank_spots=blank
        ) as reference,
    ):
        demand = measure_demand(reference, Spread(kind, 700.0))
    assert (demand.people > 0).all()
    assert int(demand.people.sum()) == sum(village.people for village in demand.villages)
    for counted, population, known in zip(demand.villages, populations, in_settlements):
        if population and not known:
            assert counted.people == population
        elif population:
            assert known <= counted.people <= max(population, known)


def test_the_province_sums_to_its_population(kaltim_reference: Reference) -> None:
    """Real shapes, one of them invalid, and real populations: to the person, and twice the same."""
    demand, again = (measure_demand(kaltim_reference, Spread()) for _ in range(2))
    assert int(demand.people.sum()) == 3_768_201
    assert all(one.people == (one.population or 0) for one in demand.villages)
    for name in ("lon", "lat", "people", "village"):
        assert np.array_equal(getattr(demand, name), getattr(again, name))
