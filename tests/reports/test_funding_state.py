# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of funding sources: counted as the rules count, kept up to date edit by edit."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import money
from oracle.ground import Ground
from oracle.planning import as_plan
from oracle.small_world import cases, small_world

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.reports.funding_state import (
    USED_STATUSES,
    Amounts,
    FundingTally,
    SourceState,
    running_costs,
)

APBD = FundingSource(
    "APBD", "Paser", 2026, point_quota=3, budget_idr=100, service_months=18, programme="Desa"
)


def point(name: str, **values: object) -> Hotspot:
    given_values = {"funding_source_id": "APBD", "year": 2026, **values}
    return Hotspot(name, name=name, **given_values)  # type: ignore[arg-type]


def counted(sources: list[FundingSource], hotspots: dict[int, Hotspot]) -> FundingTally:
    tally = FundingTally()
    list(tally.take_over(sources, hotspots))
    return tally


def test_used_is_what_stands_and_planned_the_rest() -> None:
    hotspots = {
        1: point("a", status="operating", capex_idr=10, opex_idr_per_month=1),
        2: point("b", status="installed", capex_idr=20),
        3: point("c", status="suspended"),
        4: point("d", status="proposed", capex_idr=5, opex_idr_per_month=2, service_months=3),
        5: point("e", status=None),
        6: point("f", status="replaced", capex_idr=1000),
    }
    state = counted([APBD], hotspots).state_of("APBD")
    # a: 10 + 1 × 18 months of the source; b: 20; d: 5 + 2 × 3.
    assert (state.used, state.planned) == (Amounts(3, 48), Amounts(2, 11))
    assert (state.points_left, state.idr_left) == (-2, 41)
    assert (state.points_short, state.idr_short, state.is_overrun) == (2, 0, True)
    assert state.take_away == (4, 5)


def test_a_source_without_limits_has_nothing_left_and_nothing_over() -> None:
    boundless = replace(APBD, point_quota=None, budget_idr=None)
    state = counted([boundless], {1: point("a", capex_idr=9)}).state_of("APBD")
    assert (state.points_left, state.idr_left, state.is_overrun) == (None, None, False)


def test_exactly_at_the_limits_is_no_overrun() -> None:
    hotspots = {row: point(str(row), capex_idr=cost) for row, cost in ((1, 60), (2, 40), (3, 0))}
    state = counted([APBD], hotspots).state_of("APBD")
    assert (state.points_left, state.idr_left, state.take_away) == (0, 0, ())
    assert not state.is_overrun


def test_without_those_to_take_away_quota_and_budget_are_kept() -> None:
    hotspots = {row: point(str(row), capex_idr=30) for row in range(1, 6)}
    state = counted([APBD], hotspots).state_of("APBD")
    assert (state.points_short, state.idr_short, state.take_away) == (2, 50, (4, 5))
    kept = {row: hotspots[row] for row in hotspots if row not in state.take_away}
    assert not counted([APBD], kept).state_of("APBD").is_overrun


@pytest.mark.parametrize(
    ("year", "months", "expected"),
    [
        (2026, 30, [(2026, 120), (2027, 120), (2028, 60)]),
        (2026, 12, [(2026, 120)]),
        (2026, 0, []),
        (None, None, [(2026, 120), (2027, 60)]),
        (2027, None, [(2027, 120), (2028, 60)]),
    ],
)
def test_running_costs_fall_into_years_by_twelve_months(
    year: int | None, months: int | None, expected: list[tuple[int, int]]
) -> None:
    hotspot = point("a", year=year, service_months=months, opex_idr_per_month=10, capex_idr=99)
    assert list(running_costs(hotspot, APBD)) == expected


def test_months_without_end_are_counted_and_do_not_run_for_ever() -> None:
    hotspot = point("a", opex_idr_per_month=1, service_months=10**12)
    costs = dict(running_costs(hotspot, APBD))
    assert len(costs) == 50
    assert sum(costs.values()) == 10**12


def test_points_of_no_source_and_of_an_unknown_one_are_told_apart() -> None:
    hotspots = {
        1: point("a", funding_source_id=None),
        2: point("b", funding_source_id="  "),
        3: point("c", funding_source_id="APBN"),
        4: point("d", funding_source_id=None, status="replaced"),
        5: point("e"),
    }
    tally = counted([APBD], hotspots)
    assert tally.unfunded() == (1, 2)
    assert tally.unknown() == {"APBN": (3,)}
    assert tally.hotspots_of("APBD") == 1


_WORLD = small_world(0)


@settings(max_examples=150, deadline=None)
@given(cases(_WORLD))
def test_overruns_are_those_the_oracle_of_the_rules_finds(case) -> None:  # type: ignore[no-untyped-def]
    ground, plan = Ground(case), as_plan(case)
    tally = counted(list(plan.funding_sources), dict(enumerate(plan.hotspots)))
    over = {"VI402": Counter(), "VI403": Counter()}  # type: ignore[var-annotated]
    on_hotspots = {"VI402": Counter(), "VI403": Counter()}  # type: ignore[var-annotated]
    for verdict in (*money.point_quota(ground), *money.budget(ground)):
        if verdict.subject_kind == "funding_source":
            over[verdict.rule][verdict.subject] = verdict.measured - verdict.limit
        else:
            on_hotspots[verdict.rule][verdict.subject] += 1
    states = {
        s.funding_source_id: tally.state_of(s.funding_source_id) for s in plan.funding_sources
    }
    ids = [hotspot.hotspot_id for hotspot in plan.hotspots]
    for key, state in states.items():
        assert state.points_short == over["VI402"].get(key, 0)
        assert state.idr_short == over["VI403"].get(key, 0)
    assert on_hotspots["VI402"] == Counter(ids[r] for s in states.values() for r in s.beyond_quota)
    assert on_hotspots["VI403"] == Counter(ids[r] for s in states.values() for r in s.beyond_budget)


_AMOUNTS = st.one_of(st.none(), st.integers(0, 50))
_HOTSPOTS = st.builds(
    point,
    st.sampled_from("abc"),
    funding_source_id=st.sampled_from([None, " ", "A", "B", "C"]),
    status=st.sampled_from([None, "proposed", "installed", "operating", "replaced"]),
    year=st.sampled_from([None, 2026, 2027]),
    capex_idr=_AMOUNTS,
    opex_idr_per_month=_AMOUNTS,
    service_months=st.one_of(st.none(), st.integers(0, 40)),
)
_SOURCES = st.lists(
    st.builds(
        FundingSource,
        st.sampled_from("ABC"),
        st.just("Paser"),
        st.sampled_from([2026, 2027]),
        point_quota=st.one_of(st.none(), st.integers(0, 4)),
        budget_idr=st.one_of(st.none(), st.integers(0, 500)),
        service_months=st.one_of(st.none(), st.integers(0, 40)),
    ),
    max_size=3,
    unique_by=lambda source: source.funding_source_id,
)
_PLANS = st.tuples(_SOURCES, st.dictionaries(st.integers(0, 9), _HOTSPOTS, max_size=8))


@settings(max_examples=200, deadline=None)
@given(st.lists(_PLANS, min_size=2, max_size=6))
def test_after_any_edits_the_counts_are_those_of_counting_anew(plans) -> None:  # type: ignore[no-untyped-def]
    tally = FundingTally()
    for sources, hotspots in plans:
        list(tally.take_over(sources, hotspots))
        fresh = counted(sources, hotspots)
        for source in sources:
            state = tally.state_of(source.funding_source_id)
            assert state == fresh.state_of(source.funding_source_id)
            assert state == _plainly(source, hotspots)
        assert tally.unfunded() == fresh.unfunded()
        assert tally.unknown() == fresh.unknown()


def _plainly(source: FundingSource, hotspots: dict[int, Hotspot]) -> SourceState:
    """Count by the words of the specification, without any of the tally's means."""
    paid = [
        (row, hotspots[row])
        for row in sorted(hotspots)
        if hotspots[row].funding_source_id == source.funding_source_id
        and hotspots[row].status != "replaced"
    ]
    used, planned, running, so_far = [0, 0], [0, 0], Counter[int](), 0
    total = sum(_cost(hotspot, source)[0] for _, hotspot in paid)
    beyond_budget = []
    for row, hotspot in paid:
        cost, months = _cost(hotspot, source)
        kind = used if hotspot.status in USED_STATUSES else planned
        kind[0] += 1
        kind[1] += cost
        for month in range(months):
            year = (hotspot.year or source.fiscal_year) + month // 12
            running[year] += hotspot.opex_idr_per_month or 0
        so_far += cost
        if source.budget_idr is not None and so_far > source.budget_idr and cost:
            beyond_budget.append(row)
    assert sum(used) + sum(planned) == len(paid) + total
    quota = source.point_quota
    return SourceState(
        source,
        Amounts(*used),
        Amounts(*planned),
        {year: idr for year, idr in sorted(running.items()) if idr},
        () if quota is None else tuple(row for row, _ in paid[quota:]),
        tuple(beyond_budget),
    )


def _cost(hotspot: Hotspot, source: FundingSource) -> tuple[int, int]:
    months = hotspot.service_months
    months = (source.service_months or 0) if months is None else months
    return (hotspot.capex_idr or 0) + (hotspot.opex_idr_per_month or 0) * months, months


def test_a_run_left_off_half_way_is_caught_up_by_the_next() -> None:
    many = {row: point(str(row), capex_idr=1) for row in range(9_000)}
    tally = FundingTally()
    next(tally.take_over([APBD], many))
    fewer = {row: many[row] for row in range(0, 9_000, 2)}
    list(tally.take_over([APBD], fewer))
    assert tally.state_of("APBD") == counted([APBD], fewer).state_of("APBD")
