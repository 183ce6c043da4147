# SPDX-License-Identifier: GPL-2.0-or-later
"""The index of points finds exactly what looking through all of them finds, also after changes."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from oracle.lengths import metres, travel

from village_internet_plugin.geodesy.point_index import PointIndex

# A few hundred metres around a place in Paser, with spots that fall on each other.
near = st.tuples(st.floats(116.0, 116.01), st.floats(-1.51, -1.5))
spots = st.sampled_from([(116.0, -1.5), (116.001, -1.5), (116.0, -1.501), (116.005, -1.505)])
anywhere = st.tuples(st.floats(94.0, 142.0), st.floats(-12.0, 7.0))
nowhere = st.just((math.nan, math.nan))
places = st.one_of(near, spots, anywhere, nowhere)
radii = st.one_of(st.sampled_from([0.0, 1.0, 200.0, 1000.0, 100_000.0]), st.floats(0.0, 5e5))

Place = tuple[float, float]


def brute_within(points: list[Place], here: Place, radius: float) -> list[tuple[int, float]]:
    """All points within the radius by their length to the millimetre: number and length."""
    if math.isnan(here[0]):
        return []
    lengths = [(i, metres(*here, *point)) for i, point in enumerate(points) if point[0] == point[0]]
    return sorted((i, length) for i, length in lengths if length <= radius)


def index_of(points: list[Place]) -> PointIndex:
    return PointIndex([lon for lon, _ in points], [lat for _, lat in points])


def found_within(index: PointIndex, here: Place, radius: float) -> list[tuple[int, float]]:
    pairs = index.within([here[0]], [here[1]], radius)
    assert list(pairs.length_m) == sorted(pairs.length_m)
    return sorted(zip(pairs.point.tolist(), np.round(pairs.length_m, 3).tolist()))


def same(found: list[tuple[int, float]], expected: list[tuple[int, float]]) -> bool:
    return [i for i, _ in found] == [i for i, _ in expected] and np.allclose(
        [length for _, length in found], [length for _, length in expected], atol=0.0011, rtol=0.0
    )


@given(st.lists(places, max_size=25), places, radii)
def test_within_finds_what_brute_force_finds(
    points: list[Place], here: Place, radius: float
) -> None:
    assert same(found_within(index_of(points), here, radius), brute_within(points, here, radius))


@given(st.lists(places, max_size=25), st.lists(places, max_size=5), places, radii)
def test_a_question_alone_gets_the_answers_it_gets_among_others(
    points: list[Place], moved: list[Place], here: Place, radius: float
) -> None:
    index = index_of(points)
    for number, place in enumerate(moved):
        index.put([number], [place[0]], [place[1]])
    for ask in (index.within, index.nearest):
        alone = ask([here[0]], [here[1]], radius)
        among = ask([here[0], 115.0], [here[1], -9.0], radius)
        first = among.question == 0
        assert alone.point.tolist() == among.point[first].tolist()
        assert alone.length_m.tolist() == among.length_m[first].tolist()


@given(near, st.floats(0.0, 360.0), st.sampled_from([1.0, 200.0, 300.0, 1000.0, 10_000.0]))
def test_a_point_at_the_radius_to_the_millimetre_is_within(
    here: Place, azimuth: float, radius: float
) -> None:
    index = index_of([travel(*here, azimuth, radius), travel(*here, azimuth, radius + 0.001)])
    assert [i for i, _ in found_within(index, here, radius)] == [0]


@given(st.lists(places, max_size=25), places, radii)
def test_nearest_finds_what_brute_force_finds(
    points: list[Place], here: Place, radius: float
) -> None:
    pairs = index_of(points).nearest([here[0]], [here[1]], radius)
    expected = brute_within(points, here, radius)
    if not expected:
        assert len(pairs.point) == 0
        return
    least = min(length for _, length in expected)
    ties = [i for i, length in expected if length <= least + 0.0011]
    assert pairs.point.tolist()[0] in ties
    assert abs(round(float(pairs.length_m[0]), 3) - least) <= 0.0011


@given(st.lists(st.sampled_from([(116.0, -1.5), (116.001, -1.5)]), min_size=1, max_size=8))
def test_of_equally_near_points_the_lowest_number_is_taken(points: list[Place]) -> None:
    pairs = index_of(points).nearest([116.0], [-1.5], math.inf)
    expected = points.index((116.0, -1.5)) if (116.0, -1.5) in points else 0
    assert pairs.point.tolist() == [expected]


@given(st.lists(places, max_size=20), st.lists(st.tuples(places, radii), max_size=8))
def test_many_questions_at_once_equal_one_by_one(
    points: list[Place], questions: list[tuple[Place, float]]
) -> None:
    index = index_of(points)
    lon = [here[0] for here, _ in questions]
    lat = [here[1] for here, _ in questions]
    together = index.within(lon, lat, [radius for _, radius in questions])
    for number, (here, radius) in enumerate(questions):
        mine = together.question == number
        alone = index.within([here[0]], [here[1]], radius)
        assert together.point[mine].tolist() == alone.point.tolist()
        assert np.allclose(together.length_m[mine], alone.length_m, rtol=0.0, atol=1e-6)


class ChangedIndex(RuleBasedStateMachine):
    """Points are put, moved and taken away; questions are asked in between."""

    def __init__(self) -> None:
        super().__init__()
        self.points: list[Place] = [(116.0, -1.5), (116.004, -1.502), (math.nan, math.nan)]
        self.index = index_of(self.points)

    @rule(places=st.lists(places, min_size=1, max_size=6))
    def add(self, places: list[Place]) -> None:
        numbers = range(len(self.points), len(self.points) + len(places))
        self.points += places
        self.index.put(list(numbers), [lon for lon, _ in places], [lat for _, lat in places])

    @rule(which=st.integers(0, 10_000), place=places)
    def move(self, which: int, place: Place) -> None:
        number = which % len(self.points)
        self.points[number] = place
        self.index.put([number], [place[0]], [place[1]])

    @rule(which=st.integers(0, 10_000))
    def take_away(self, which: int) -> None:
        self.move(which, (math.nan, math.nan))

    @rule(seed=st.integers(0, 999))
    def move_so_many_that_the_tree_is_built_anew(self, seed: int) -> None:
        chance = np.random.default_rng(seed)
        lon, lat = chance.uniform(116.0, 116.05, 600), chance.uniform(-1.55, -1.5, 600)
        first = len(self.points)
        self.points += list(zip(lon.tolist(), lat.tolist()))
        self.index.put(np.arange(first, first + 600), lon, lat)

    @invariant()
    def answers_equal_brute_force(self) -> None:
        here = (116.002, -1.501)
        for radius in (0.0, 250.0, 1500.0):
            expected = brute_within(self.points, here, radius)
            assert same(found_within(self.index, here, radius), expected)
        pairs = self.index.nearest([here[0]], [here[1]], 3000.0)
        expected = brute_within(self.points, here, 3000.0)
        least = [min(length for _, length in expected)] if expected else []
        assert np.allclose(np.round(pairs.length_m, 3), least, rtol=0.0, atol=0.0011)


ChangedIndex.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
test_an_index_that_changes = ChangedIndex.TestCase
