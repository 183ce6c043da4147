# SPDX-License-Identifier: GPL-2.0-or-later
"""Ties, questions solved again, and the curves, held against all plans of small problems."""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from problems_at_random import (
    MILLION,
    best_plan,
    is_allowed,
    make_problem,
    people_of,
    plans,
    problems,
)

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.curve import draw_curves
from village_internet_plugin.siting.exchanges import Exchanges
from village_internet_plugin.siting.next_best import next_best_sites
from village_internet_plugin.siting.problem import HOTSPOT, Excluded, Problem, Purse
from village_internet_plugin.siting.solver_process import SolverProcess
from village_internet_plugin.siting.suggest import Options, suggest
from village_internet_plugin.siting.tie_breaking import break_ties, cost_of
from village_internet_plugin.siting.ties import find_other_plans, find_ties
from village_internet_plugin.siting.today import mark_today
from village_internet_plugin.siting.what_if import MORE_IDR, ask_what_if, measure_prices
from village_internet_plugin.siting.why_not_solved import solve_unchosen

FEW = settings(max_examples=40, deadline=None)
ALONE = Options(use_solver=False)


@pytest.fixture(scope="module")
def solver():  # type: ignore[no-untyped-def]
    pytest.importorskip("scipy.optimize")
    with SolverProcess() as process:
        yield process


def _optima(problem: Problem) -> list[tuple[Choice, ...]]:
    every = list(plans(problem))
    best = max((people_of(problem, one, weighted=True) for one in every), default=0)
    return [one for one in every if people_of(problem, one, weighted=True) == best]


@FEW
@given(problems(most_sites=5, pins=True))
def test_a_broken_tie_is_as_good_allowed_and_no_dearer(problem: Problem) -> None:
    optima = _optima(problem)
    for plan in optima[:3]:
        told = break_ties(problem, plan)
        assert is_allowed(problem, told.choices)
        assert people_of(problem, told.choices, weighted=True) == people_of(
            problem, plan, weighted=True
        )
        assert cost_of(problem, told.choices) <= cost_of(problem, plan)
        assert told.is_cheapest == (told.choices == ())
        for one in Exchanges(problem, told.choices).equal():
            sites = problem.sites[one.coming.site], problem.sites[one.leaving.site]
            assert one.idr >= 0
            assert one.idr > 0 or sites[0].site_id > sites[1].site_id


def test_with_a_solver_the_cheapest_of_all_best_plans_is_found_and_proven(
    solver: SolverProcess,
) -> None:
    @settings(max_examples=25, deadline=None)
    @given(problems(most_sites=5))
    def check(problem: Problem) -> None:
        optima = _optima(problem)
        told = break_ties(problem, optima[-1], solver=solver)
        assert told.is_cheapest
        assert is_allowed(problem, told.choices)
        assert cost_of(problem, told.choices) == min(cost_of(problem, one) for one in optima)

    check()


def test_of_equal_sites_at_one_price_the_smaller_id_is_taken_and_the_tie_told() -> None:
    one_point = (Purse("A", "APBD", "Dinas", 2026, 1, None, "dinas"),)
    problem = make_problem([[0], [1], [2]], [5, 5, 3], sources=one_point)
    told = break_ties(problem, [Choice(1, 0)])
    assert told.choices == (Choice(0, 0),)
    assert "offices come first, then the order of their ids" in told.words[-1].say("en")
    ties = find_ties(Exchanges(problem, told.choices))
    assert [one.say("en") for one in ties.sentences] == [
        "Single exchanges that leave the people reached as they are: 1. Every one was tried.",
        "Site 1 (APBD) in the place of Site 0: at the same cost.",
    ]


def test_looking_for_ties_can_be_cancelled() -> None:
    exchanges = Exchanges(make_problem([[0], [1], [2]], [5, 5, 3]), [Choice(0, 0)])
    with pytest.raises(Cancelled):
        find_ties(exchanges, lambda share: False)


def test_other_plans_are_told_until_it_is_proven_that_there_are_no_more() -> None:
    pytest.importorskip("scipy.optimize")
    one_point = (Purse("A", "APBD", "Dinas", 2026, 1, None, "dinas"),)
    costs = [[3 * MILLION], [2 * MILLION], [4 * MILLION], [MILLION]]
    problem = make_problem([[0], [1], [2], [3]], [5, 5, 5, 3], sources=one_point, costs=costs)
    told = find_other_plans(problem, [Choice(0, 0)])
    assert told.plans == ((Choice(1, 0),), (Choice(2, 0),))
    assert told.idr == (-MILLION, MILLION)
    assert told.is_complete
    assert told.is_cheapest is False
    assert [one.say("en") for one in told.sentences] == [
        "Another plan as good leaves out Site 0 and takes Site 1: Rp1,000,000 cheaper.",
        "Another plan as good leaves out Site 0 and takes Site 2: Rp1,000,000 dearer.",
        "These are all the plans as good: there is no further one.",
    ]
    alone = make_problem([[0], [1]], [5, 4], sources=one_point)
    told = find_other_plans(alone, [Choice(0, 0)])
    assert told.is_complete
    assert told.is_cheapest
    assert told.sentences[0].say("en").startswith("No other set of sites reaches as many")


def test_other_plans_are_those_that_enumeration_finds() -> None:
    pytest.importorskip("scipy.optimize")

    @settings(max_examples=8, deadline=None)
    @given(problems(most_sites=4))
    def check(problem: Problem) -> None:
        optima = _optima(problem)
        given_plan = optima[0]
        own = {choice.site for choice in given_plan}
        sets = {frozenset(choice.site for choice in one) for one in optima}
        told = find_other_plans(problem, given_plan, most=40)
        found = [frozenset(choice.site for choice in one) for one in told.plans]
        # Told are sets that leave something out; a set that only adds idle sites is none of them.
        assert told.is_complete
        assert set(found) <= {one for one in sets if not own <= one}
        minimal = {one for one in sets if not own <= one and not any(x < one for x in sets)}
        assert minimal <= set(found)

    check()


@FEW
@given(problems(), st.data())
def test_the_next_best_site_lacks_only_money_and_none_adds_more(
    problem: Problem, data: st.DataObject
) -> None:
    choices = data.draw(st.sampled_from(list(itertools.islice(plans(problem), 30))))
    richer = [replace(one, points_left=None, idr_left=None) for one in problem.sources]
    for source, told in enumerate(next_best_sites(Exchanges(problem, choices))):
        sources = list(problem.sources)
        sources[source] = richer[source]
        rich = replace(problem, sources=tuple(sources))
        chosen = {choice.site for choice in choices}
        gains = {
            site: people_of(problem, (*choices, Choice(site, source)), weighted=True)
            - people_of(problem, choices, weighted=True)
            for site in range(len(problem.sites))
            if site not in chosen and is_allowed(rich, (*choices, Choice(site, source)))
        }
        best = max(gains.values(), default=0)
        assert told.weight == best
        assert (told.choice is None) == (best == 0)
        if told.choice is not None:
            purse = problem.sources[source]
            more = list(problem.sources)
            more[source] = replace(
                purse,
                points_left=None
                if purse.points_left is None
                else purse.points_left + told.points_short,
                idr_left=None if purse.idr_left is None else purse.idr_left + told.idr_short,
            )
            assert is_allowed(replace(problem, sources=tuple(more)), (*choices, told.choice))


@settings(max_examples=12, deadline=None)
@given(problems(most_sites=5))
def test_a_site_forced_in_loses_what_enumeration_says_it_does(problem: Problem) -> None:
    suggestion = suggest(problem, ALONE)
    site = next((j for j in range(len(problem.sites)) if not problem.banned[j]), None)
    if site is None or any(one.site_number == site for one in suggestion.chosen):
        return
    told = solve_unchosen(problem, suggestion, site, ALONE)
    with_site = [one for one in plans(problem) if any(choice.site == site for choice in one)]
    if not with_site:
        assert told.forced.clash
        assert "can hold" in told.sentences[0].say("en")
        return
    best = max(people_of(problem, one, weighted=True) for one in with_site)
    assert told.most_loss is not None
    loss = suggestion.objective - best
    assert told.least_loss <= max(loss, 0)
    assert loss <= told.most_loss
    assert not told.is_exact or told.most_loss == loss


def test_a_site_ruled_out_by_money_says_what_it_would_cost_to_have_it() -> None:
    one_point = (Purse("A", "APBD", "Dinas", 2026, 1, None, "dinas"),)
    problem = make_problem([[0], [1]], [9, 4], sources=one_point)
    suggestion = suggest(problem, ALONE)
    told = solve_unchosen(problem, suggestion, 1, ALONE)
    assert [one.say("en") for one in told.sentences] == [
        "The best plan with Site 1 reaches 5 people fewer than this one.",
        "It leaves out Site 0 and takes Site 1.",
    ]
    assert told.is_exact
    # A plan that is cancelled at once knows nothing for certain.
    stopped = solve_unchosen(problem, suggestion, 1, ALONE, lambda progress: False)
    assert stopped.least_loss <= 5


@settings(max_examples=10, deadline=None)
@given(problems(most_sites=5))
def test_what_more_would_bring_lies_where_enumeration_says(problem: Problem) -> None:
    suggestion = suggest(problem, ALONE)
    now = suggestion.objective
    for told in ask_what_if(problem, suggestion, ALONE):
        purse = problem.sources[told.source]
        sources = list(problem.sources)
        if told.kind in ("point", "both"):
            purse = replace(purse, points_left=(purse.points_left or 0) + 1)
        if told.kind in ("money", "both"):
            purse = replace(purse, idr_left=(purse.idr_left or 0) + MORE_IDR)
        sources[told.source] = purse
        richer = replace(problem, sources=tuple(sources))
        plan = best_plan(richer)
        assert plan is not None
        best = people_of(problem, plan, weighted=True) - now
        assert told.gain <= best <= told.most


def test_dual_values_are_told_beside_what_solving_again_gives() -> None:
    pytest.importorskip("scipy.optimize")
    # Three apart, at one price: one point more, or Rp100 million more, brings Site 2's 3 people.
    purse = (Purse("A", "APBD", "Dinas", 2026, 2, 1000 * MILLION, "dinas"),)
    problem = make_problem([[0], [1], [2]], [9, 5, 3], sources=purse)
    suggestion = suggest(problem)
    prices = measure_prices(problem, suggestion)
    assert prices.per_point[0] is not None
    assert 3 - 1e-6 <= prices.per_point[0] <= 5 + 1e-6
    assert prices.per_idr[0] == pytest.approx(0.0, abs=1e-9)
    point, money, both = ask_what_if(problem, suggestion, Options())
    assert (point.gain, point.most, money.gain, money.most) == (3, 3, 0, 0)
    assert (both.gain, both.most) == (3, 3)
    assert point.sentences[0].say("en") == (
        "Solved again with one more point for APBD: 3 people more, and no plan can bring more than "
        "that."
    )
    assert money.sentences[0].say("id") == (
        "Diselesaikan ulang dengan tambahan Rp100.000.000 untuk APBD: tidak bertambah; tidak ada "
        "gunanya."
    )


@FEW
@given(problems(most_sites=5, pins=True))
def test_no_plan_lies_above_the_upper_line_and_the_lower_is_had(problem: Problem) -> None:
    every = list(plans(problem))
    if not every:
        return
    best = max(every, key=lambda one: people_of(problem, one, weighted=True))
    bound = people_of(problem, best, weighted=True)
    curves = draw_curves(problem, best, bound)
    for line, measure in (
        (curves.by_points, lambda plan: len(plan)),
        (curves.by_money, lambda plan: cost_of(problem, plan)),
    ):
        assert (np.diff(line.at) > 0).all()
        for place, lower, upper in zip(line.at, line.lower, line.upper):
            within = [people_of(problem, one) for one in every if measure(one) <= place]
            assert lower <= max(within) <= upper
    assert curves.suggested.people == people_of(problem, best)
    assert curves.by_points.lower_at(len(best)) >= curves.suggested.people


def _hotspot(number: int, source: str, cost: int) -> Hotspot:
    return Hotspot(hotspot_id=f"s{number}", funding_source_id=source, capex_idr=cost)


def test_todays_plan_lies_on_the_curve_and_hears_what_its_points_could_do() -> None:
    one_point = (Purse("A", "APBD", "Dinas", 2026, 1, None, "dinas"),)
    problem = make_problem([[0], [1], [2]], [9, 5, 3], sources=one_point)
    problem = replace(
        problem,
        sites=tuple(replace(site, origin=HOTSPOT) for site in problem.sites[:2])
        + problem.sites[2:],
        excluded=(Excluded(replace(problem.sites[2], origin=HOTSPOT), problem.sites[2].name),),  # type: ignore[arg-type]
    )
    curves = draw_curves(problem, [Choice(0, 0)])
    plan = Plan(
        "plan",
        "Dinas",
        hotspots=(_hotspot(1, "A", 70 * MILLION),),
        funding_sources=(FundingSource("A", "Dinas", 2026),),
    )
    today = mark_today(problem, plan, curves)
    assert today.mark == (1, 70 * MILLION, 5)
    assert [one.say("en") for one in today.sentences] == [
        "Today's plan: proposed points: 1, Rp70,000,000, reaching 5 people.",
        "Of its proposed points 1 are no candidates, since a rule speaks against them; their "
        "people are not counted here.",
        "With no more points, a plan at hand reaches 4 people more.",
    ]
    both = replace(plan, hotspots=(*plan.hotspots, _hotspot(0, "A", 1)))
    assert {limit.kind for limit in mark_today(problem, both, curves).broken} == {"quota"}


def test_a_plan_that_stays_whole_is_the_origin_of_the_curves() -> None:
    problem = make_problem([[0], [1]], [9, 5])
    today = mark_today(problem, Plan("plan", "Dinas"), draw_curves(problem, []))
    assert today.is_origin
    assert today.mark == (0, 0, 0)


def test_with_equity_no_exchange_takes_from_the_worst_served_district() -> None:
    # Site 0 serves the small district alone; Site 1 more people of the large one.
    one_point = (Purse("A", "APBD", "Dinas", 2026, 2, None, "dinas"),)
    problem = make_problem([[0], [1], [2]], [2, 3, 3], group=[0, 1, 1], sources=one_point)
    fair = (Choice(0, 0), Choice(1, 0))
    best = Exchanges(problem, fair, equity=True).best_for(2)
    assert best is not None
    assert best.leaving.site == 1
    plain = Exchanges(problem, fair).best_for(2)
    assert plain is not None
    assert plain.leaving.site == 0


def test_a_solver_that_has_ended_leaves_the_ties_to_single_steps() -> None:
    one_point = (Purse("A", "APBD", "Dinas", 2026, 1, None, "dinas"),)
    problem = make_problem([[0], [1]], [5, 5], sources=one_point, costs=[[2], [1]])
    with SolverProcess() as process:
        process.end()
        told = break_ties(problem, [Choice(0, 0)], solver=process)
    assert told.choices == (Choice(1, 0),)
    assert not told.is_cheapest
    unasked = break_ties(problem, [Choice(0, 0)], meanwhile=lambda: False)
    assert unasked.choices == (Choice(0, 0),)
    assert "may not be the cheapest" in unasked.words[0].say("en")
