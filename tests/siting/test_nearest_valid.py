# SPDX-License-Identifier: GPL-2.0-or-later
"""The nearest valid position is valid, and no valid one lies nearer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from oracle.case import Case
from oracle.geopackage import write_plan
from oracle.planning import as_plan, as_rule_set
from oracle.small_world import CODES, cases, small_world

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, WARNING, Finding
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import destinations, moved
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import CheckSession
from village_internet_plugin.siting.allowed_ground import PLACE_RULES, AllowedGround, Seeker
from village_internet_plugin.siting.nearest_valid import (
    NearestValid,
    find_nearest_valid,
    search_nearest_valid,
)
from village_internet_plugin.siting.standing_points import StandingPoints

TOLERANCE_M = 0.25
"""The margin kept from edges, the roundness of circles, and 7 decimals together stay below it."""
ROW = 9_999


class World:
    """One reference, on which a hotspot of a plan is moved about."""

    def __init__(self, case: Case, path: Path) -> None:
        write_plan(path, case)
        self.case, self.reference = case, Reference.open(path)


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[World]]:
    folder = tmp_path_factory.mktemp("worlds")
    made = [World(small_world(seed), folder / f"{seed}.gpkg") for seed in (0, 2, 4, 6)]
    yield made
    for world in made:
        world.reference.close()


class Question:
    """A hotspot that is to find its place in a plan, and the rules it must satisfy there."""

    def __init__(self, world: World, case: Case, hotspot: Hotspot, stays: bool) -> None:
        self.reference, self.stays, self.hotspot = world.reference, stays, hotspot
        plan, self.rule_set = as_plan(case), as_rule_set(case.rules)
        self.session = CheckSession(plan, self.reference, self.rule_set)
        self.session.apply({ROW: hotspot})
        waived = {waiver.rule for waiver in plan.waivers if waiver.subject == hotspot.hotspot_id}
        points = StandingPoints(
            self.reference, plan.hotspots, plan.published_hotspots, plan.plan_id
        )
        seeker = Seeker(hotspot.hotspot_id, hotspot.funding_source_id, frozenset(waived))
        self.ground = AllowedGround(self.reference, self.rule_set, points, seeker)

    @property
    def place_rules(self) -> set[str]:
        return {*PLACE_RULES, *(() if self.stays else ("VI601",))}

    def judge(self, position: LonLat) -> Sequence[Finding]:
        code = self.hotspot.village_code if self.stays else self.village_at(position)
        self.session.apply({ROW: replace(self.hotspot, position=position, village_code=code)})
        return self.session.findings_of(ROW)

    def village_at(self, position: LonLat) -> str | None:
        lon, lat = np.array([position.lon]), np.array([position.lat])
        held = self.reference.villages.holding(lon, lat)[0]
        return held[0] if held else None

    def ask(self) -> NearestValid:
        start = self.hotspot.position
        assert start is not None
        code = self.hotspot.village_code if self.stays else None
        return find_nearest_valid(
            search_nearest_valid(start, self.ground, self.reference, self.judge, code)
        )

    def is_valid(self, position: LonLat, incurable: set[str], clean: bool) -> bool:
        findings = [one for one in self.judge(position) if not one.waived]
        errors = {one.rule for one in findings if one.severity in (ERROR, NOT_CHECKED)}
        warnings = {one.rule for one in findings if one.severity == WARNING}
        return errors <= incurable and not (clean and warnings & self.place_rules)

    def incurable(self) -> set[str]:
        assert self.hotspot.position is not None
        return {
            one.rule
            for one in self.judge(self.hotspot.position)
            if one.severity in (ERROR, NOT_CHECKED) and not one.waived
        } - self.place_rules


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), number=st.integers(0, 3), stays=st.booleans())
def test_what_is_found_is_valid_and_nothing_nearer_is(
    worlds: list[World], data: st.DataObject, number: int, stays: bool
) -> None:
    world = worlds[number]
    case = data.draw(cases(world.case, most=8))
    start = LonLat(data.draw(st.floats(115.98, 116.17)), data.draw(st.floats(-1.52, -1.38)))
    hotspot = Hotspot(
        "asking",
        start,
        data.draw(st.sampled_from(CODES)),
        "Balai",
        "school",
        data.draw(st.sampled_from(["A", "B", None])),
        2026,
    )
    question = Question(world, case, hotspot, stays)
    answer = question.ask()
    assume(answer.place is not None)
    place, incurable = answer.place, question.incurable()
    assert place is not None
    assert question.is_valid(place.position, incurable, place.is_clean)
    assert place.distance_m == pytest.approx(float(length_m(*start, *place.position)), abs=1e-6)
    assert place.position == (round(place.position.lon, 7), round(place.position.lat, 7)) or (
        place.position == start
    )
    nearer = place.distance_m - max(TOLERANCE_M, place.distance_m * 1e-4)
    if nearer <= 0:
        return
    for share in np.linspace(0.15, 1.0, 6):
        for lon, lat in zip(*destinations(start, np.arange(0, 360, 30), nearer * share)):
            other = LonLat(float(lon), float(lat))
            if not stays and question.village_at(other) is None:
                # With VI601 off no rule minds such a place, yet a new point is to have a village.
                continue
            told = (case.rules, case.waivers, place, other)
            assert not question.is_valid(other, incurable, clean=True), told
            if not place.is_clean:
                assert not question.is_valid(other, incurable, clean=False), told


def _question(world: World, start: LonLat, stays: bool = True, **values: object) -> Question:
    hotspot = Hotspot("asking", start, CODES[3], "Balai", "school", None, 2026)
    return Question(world, world.case, replace(hotspot, **values), stays)


def _office(world: World, code: str) -> LonLat:
    return world.reference.offices.of([code])[0][0].position


def _too_far(world: World) -> LonLat:
    """Return a place in the village, 1.3 km from its office and in no blank spot."""
    office = _office(world, CODES[3])
    for azimuth in range(0, 360, 15):
        lon, lat = destinations(office, azimuth, 1300.0)
        place = LonLat(float(lon), float(lat))
        found = {one.rule for one in _question(world, place).judge(place)}
        if "VI103" in found and "VI102" not in found:
            return place
    raise AssertionError


def test_too_far_from_the_office_leads_to_its_circle(worlds: list[World]) -> None:
    world = worlds[0]
    office = _office(world, CODES[3])
    answer = _question(world, _too_far(world)).ask()
    assert answer.place is not None
    assert float(length_m(*office, *answer.place.position)) == pytest.approx(1000.0, abs=0.1)
    assert answer.place.is_clean


def test_a_place_that_is_right_stays(worlds: list[World]) -> None:
    office = _office(worlds[0], CODES[3])
    answer = _question(worlds[0], moved(office, 50.0, 0.0)).ask()
    assert answer.place is not None
    assert answer.place.distance_m == 0.0
    assert answer.judged == 1


def test_the_same_question_gets_the_same_answer(worlds: list[World]) -> None:
    start = LonLat(116.03, -1.51)
    first, second = (_question(worlds[1], start, stays=False).ask() for _ in range(2))
    assert first == second


def test_a_point_that_takes_its_village_is_led_into_one_without_the_rule_that_holds_it_there(
    worlds: list[World],
) -> None:
    case = replace(worlds[0].case)
    case.rules = {
        code: {**rule, "enabled": code in ("VI101", "VI601")} for code, rule in case.rules.items()
    }
    start = LonLat(115.99, -1.475)
    hotspot = Hotspot("asking", start, None, "Balai", "school", None, 2026)
    answer = Question(worlds[0], case, hotspot, stays=False).ask()
    assert answer.place is not None
    edge_m = float(length_m(*start, 116.0, start.lat))
    assert answer.place.distance_m == pytest.approx(edge_m, abs=TOLERANCE_M)


def test_none_is_said_honestly(worlds: list[World]) -> None:
    world = worlds[0]
    case = replace(world.case)
    case.rules = {**case.rules, "VI103": {**case.rules["VI103"], "severity": "error"}}
    case.rules["VI105"] = {
        **case.rules["VI105"],
        "severity": "error",
        "parameters": {"min_m": 90_000},
    }
    case.hotspots = []
    office = _office(world, CODES[3])
    hotspot = Hotspot("asking", office, CODES[3], "Balai", "school", None, 2026)
    answer = Question(world, case, hotspot, stays=True).ask()
    assert answer.place is None
    assert answer.none_found == "No place in Desa 3 satisfies the rules for this hotspot."
    around = Question(world, case, hotspot, stays=False).ask()
    assert around.none_found == "No valid place was found within 15.0 km of here."


def test_errors_that_no_move_mends_are_no_hindrance(worlds: list[World]) -> None:
    start = _too_far(worlds[0])
    answer = _question(worlds[0], start, site_kind="private", funding_source_id="no such").ask()
    assert answer.place is not None
    assert {one.rule for one in answer.place.findings} >= {"VI201", "VI401"}


def test_a_waived_rule_sets_no_limit(worlds: list[World]) -> None:
    start = _too_far(worlds[0])
    case = replace(worlds[0].case)
    case.waivers = [
        {"rule": "VI103", "subject": "asking", "reason": "r", "author": "a", "made_at": None}
    ]
    hotspot = Hotspot("asking", start, CODES[3], "Balai", "school", None, 2026)
    answer = Question(worlds[0], case, hotspot, stays=True).ask()
    assert answer.place is not None
    assert answer.place.distance_m < 1000.0


def test_a_start_that_is_no_place_is_answered(worlds: list[World]) -> None:
    answer = find_nearest_valid(
        search_nearest_valid(
            LonLat(float("nan"), 0.0),
            _question(worlds[0], LonLat(116.0, -1.5)).ground,
            worlds[0].reference,
            lambda _: (),
        )
    )
    assert answer.place is None
