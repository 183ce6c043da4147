# SPDX-License-Identifier: GPL-2.0-or-later
"""After any edits the findings of a session are those of a full check of what it then holds."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from oracle.case import Case
from oracle.geopackage import write_plan
from oracle.planning import as_hotspot, as_plan, as_published, as_rule_set
from oracle.random_plan import make_case
from oracle.small_world import (
    FIELDS,
    FUNDING_SOURCES,
    HOTSPOT_IDS,
    WAIVERS,
    cases,
    hotspots,
    positions,
    published,
    small_world,
)

from village_internet_plugin.domain.finding import Finding, verdict_of
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import CheckSession, check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set

WORLDS = [small_world(seed) for seed in range(4)]
A_WORLD = WORLDS[0]
CHANGES: dict[str, st.SearchStrategy[Any]] = {**FIELDS, "hotspot_id": HOTSPOT_IDS}


class Edits(RuleBasedStateMachine):
    """Somebody edits a plan; the session keeps up."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.reference: Reference | None = None
        self.rows: dict[int, Hotspot] = {}
        self.gone: dict[int, Hotspot] = {}

    def teardown(self) -> None:
        if self.reference is not None:
            self.reference.close()
        shutil.rmtree(self.folder)

    @initialize(data=st.data(), world=st.sampled_from(range(len(WORLDS))))
    def start(self, data: st.DataObject, world: int) -> None:
        case = data.draw(cases(WORLDS[world], most=8))
        path = self.folder / "plan.gpkg"
        write_plan(path, WORLDS[world])
        self.reference = Reference.open(path)
        self.plan, self.rule_set = as_plan(case), as_rule_set(case.rules)
        self.session = CheckSession(self.plan, self.reference, self.rule_set)
        self.rows = dict(enumerate(self.plan.hotspots))

    def apply(self, changes: Mapping[int, Hotspot | None]) -> None:
        """Edit the session and our own list; what is judged otherwise must be said."""
        before = {row: self.session.findings_of(row) for row in self.rows}
        judged = self.session.apply(changes)
        for row, hotspot in changes.items():
            if hotspot is None:
                self.gone[row] = self.rows.pop(row)
            else:
                self.rows[row] = hotspot
        for row in self.rows:
            if self.session.findings_of(row) != before.get(row, ()):
                assert row in judged

    def one_row(self, which: int) -> int:
        return sorted(self.rows)[which % len(self.rows)]

    @rule(row=hotspots(A_WORLD))
    def add(self, row: dict[str, Any]) -> None:
        self.apply({max([*self.rows, *self.gone], default=-1) + 1: as_hotspot(row)})

    @rule(many=st.lists(hotspots(A_WORLD), min_size=2, max_size=4))
    def paste_several(self, many: list[dict[str, Any]]) -> None:
        first = max([*self.rows, *self.gone], default=-1) + 1
        self.apply({first + number: as_hotspot(row) for number, row in enumerate(many)})

    @precondition(lambda self: self.rows)
    @rule(which=st.integers(0, 99), place=positions(A_WORLD))
    def move(self, which: int, place: tuple[Any, Any]) -> None:
        row = self.one_row(which)
        here = None if place[0] is None else LonLat(*place)
        self.apply({row: replace(self.rows[row], position=here)})

    @precondition(lambda self: self.rows)
    @rule(which=st.integers(0, 99), name=st.sampled_from(sorted(CHANGES)), data=st.data())
    def change_a_field(self, which: int, name: str, data: st.DataObject) -> None:
        row = self.one_row(which)
        value = data.draw(CHANGES[name])
        self.apply({row: replace(self.rows[row], **{name: value})})

    @precondition(lambda self: self.rows)
    @rule(name=st.sampled_from(sorted(FIELDS)), data=st.data())
    def change_a_field_of_all(self, name: str, data: st.DataObject) -> None:
        value = data.draw(FIELDS[name])
        self.apply({row: replace(old, **{name: value}) for row, old in self.rows.items()})

    @precondition(lambda self: len(self.rows) > 1)
    @rule(which=st.integers(0, 99), other=st.integers(0, 99))
    def exchange_two(self, which: int, other: int) -> None:
        one, two = self.one_row(which), self.one_row(other)
        self.apply({one: self.rows[two], two: self.rows[one]})

    @precondition(lambda self: self.rows)
    @rule(which=st.integers(0, 99))
    def delete(self, which: int) -> None:
        self.apply({self.one_row(which): None})

    @precondition(lambda self: self.gone)
    @rule(which=st.integers(0, 99))
    def undo_a_deletion(self, which: int) -> None:
        row = sorted(self.gone)[which % len(self.gone)]
        self.apply({row: self.gone.pop(row)})

    @rule(rows=FUNDING_SOURCES)
    def edit_funding_sources(self, rows: list[dict[str, Any]]) -> None:
        sources = tuple(FundingSource(**row) for row in rows)
        before = {row: self.session.findings_of(row) for row in self.rows}
        judged = self.session.set_funding_sources(sources)
        self.plan = replace(self.plan, funding_sources=sources)
        changed = {row for row in self.rows if self.session.findings_of(row) != before[row]}
        assert changed <= judged

    @precondition(lambda self: self.plan.funding_sources)
    @rule(
        which=st.integers(0, 99),
        quota=st.sampled_from([None, 0, 1, 2, 5]),
        budget=st.sampled_from([None, 0, 30_000_000]),
    )
    def edit_one_quota(self, which: int, quota: int | None, budget: int | None) -> None:
        sources = list(self.plan.funding_sources)
        number = which % len(sources)
        sources[number] = replace(sources[number], point_quota=quota, budget_idr=budget)
        self.session.set_funding_sources(sources)
        self.plan = replace(self.plan, funding_sources=tuple(sources))

    @rule(rows=WAIVERS)
    def edit_waivers(self, rows: list[dict[str, Any]]) -> None:
        waivers = tuple(Waiver(**row) for row in rows)
        self.session.set_waivers(waivers)
        self.plan = replace(self.plan, waivers=waivers)

    @rule(rows=st.lists(published(A_WORLD), max_size=4))
    def pull_what_others_published(self, rows: list[dict[str, Any]]) -> None:
        others = tuple(as_published(row) for row in rows)
        self.session.set_published_hotspots(others)
        self.plan = replace(self.plan, published_hotspots=others)

    @invariant()
    def findings_are_those_of_a_full_check(self) -> None:
        if self.reference is None:
            return
        full = full_findings(self.plan, self.rows, self.reference, self.rule_set)
        assert self.session.findings() == full
        assert self.session.rows == self.rows
        for row in self.rows:
            assert self.session.verdict(row) == verdict_of(self.session.findings_of(row))


def full_findings(
    plan: Plan, rows: Mapping[int, Hotspot], reference: Reference, rule_set: RuleSet
) -> tuple[Finding, ...]:
    """The findings of a fresh check of these rows, placed in the order of their numbers."""
    placed = tuple(rows[row] for row in sorted(rows))
    return check_plan(replace(plan, hotspots=placed), reference, rule_set).findings


Edits.TestCase.settings = settings(
    max_examples=40,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
test_edits_one_after_another = Edits.TestCase


@pytest.fixture(scope="module")
def provinces(shared_data: Path) -> tuple[Case, Case]:
    """A province's plan, and another one whose hotspots are what the edits bring."""
    return make_case(shared_data, 7, 700), make_case(shared_data, 8, 700)


def test_hundreds_of_edits_of_a_province(provinces: tuple[Case, Case], tmp_path: Path) -> None:
    case, other = provinces
    chance = random.Random(99)  # noqa: S311
    write_plan(tmp_path / "plan.gpkg", case)
    plan, rule_set = as_plan(case), standard_rule_set()
    brought = [as_hotspot(row) for row in other.hotspots]
    rows = dict(enumerate(plan.hotspots))
    with Reference.open(tmp_path / "plan.gpkg") as reference:
        session = CheckSession(plan, reference, rule_set)
        for edit in range(400):
            row, new = chance.choice(sorted(rows)), chance.choice(brought)
            ways = (
                {row: None},
                {len(plan.hotspots) + edit: new},
                {row: new},
                {row: replace(rows[row], position=new.position)},
                {row: replace(rows[row], village_code=new.village_code)},
                {row: replace(rows[row], funding_source_id=new.funding_source_id)},
                {row: replace(rows[row], status=new.status, year=new.year)},
            )
            changes = chance.choice(ways)
            session.apply(changes)
            for changed, hotspot in changes.items():
                if hotspot is None:
                    del rows[changed]
                else:
                    rows[changed] = hotspot
            if edit % 80 == 79:
                full = full_findings(plan, rows, reference, rule_set)
                assert session.findings() == full


def test_of_equally_near_neighbours_the_same_one_is_named(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.gpkg", A_WORLD)
    here = LonLat(116.02, -1.48)
    rows = {number: Hotspot(name, here, name=name) for number, name in enumerate("abc")}
    plan, rule_set = replace(as_plan(A_WORLD), hotspots=tuple(rows.values())), standard_rule_set()
    with Reference.open(tmp_path / "plan.gpkg") as reference:
        session = CheckSession(plan, reference, rule_set)
        session.apply(rows)
        assert session.findings() == full_findings(plan, rows, reference, rule_set)


def test_of_neighbours_at_one_place_the_same_one_is_named_whoever_else_is_near(
    tmp_path: Path,
) -> None:
    """Once a farther point, measured along, changed the last digits of the nearer one's length."""
    write_plan(tmp_path / "plan.gpkg", A_WORLD)
    subject = Hotspot("h0", LonLat(116.01200898616283, -1.4879999999999818), name="subject")
    same = Hotspot("h1", LonLat(116.012, -1.488), name="Balai Desa")
    farther = Hotspot("h2", LonLat(116.0138, -1.488), name="199 m from h0, 201 m from h1")
    published = PublishedHotspot(replace(same, hotspot_id="p0"), "DISKOMINFO PASER", "another", 1)
    rows = {0: subject, 1: same, 2: farther}
    plan = replace(as_plan(A_WORLD), hotspots=tuple(rows.values()), published_hotspots=(published,))
    rule_set = standard_rule_set()
    with Reference.open(tmp_path / "plan.gpkg") as reference:
        session = CheckSession(plan, reference, rule_set)
        for row in rows:
            session.apply({row: None})
            session.apply({row: rows[row]})
        assert session.findings() == full_findings(plan, rows, reference, rule_set)
        (spacing,) = (f for f in session.findings_of(0) if f.rule == "VI105")
        assert "1.0 m from Balai Desa; " in spacing.message
