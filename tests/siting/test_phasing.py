# SPDX-License-Identifier: GPL-2.0-or-later
"""Year by year, held against all plans of small problems: each year's best, and valid bounds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from problems_at_random import is_allowed, make_problem, people_of, plans, problems

from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.phasing import YEAR_BY_YEAR, Phased, phased
from village_internet_plugin.siting.problem import NO_OFFICE, Problem, Purse
from village_internet_plugin.siting.suggest import IMPOSSIBLE, PROVEN, Options, suggest

FEW = settings(max_examples=40, deadline=None)
ALONE = Options(use_solver=False)
A = Purse("A", "A", "Dinas", 2026, 1, None, "dinas")
B = Purse("B", "B", "Dinas", 2027, 1, None, "dinas")


def choices_of(told: Phased) -> tuple[Choice, ...]:
    return tuple(Choice(one.site_number, one.source_number) for one in told.suggestion.chosen)


def until(problem: Problem, plan: tuple[Choice, ...], year: int) -> tuple[Choice, ...]:
    return tuple(one for one in plan if problem.sources[one.source].fiscal_year <= year)


def every_year_begins_at_the_office(problem: Problem, plan: tuple[Choice, ...]) -> bool:
    for year in {source.fiscal_year for source in problem.sources}:
        there = until(problem, plan, year)
        for site, _ in there:
            village = problem.village[site]
            waits = problem.office_of_village[village] != NO_OFFICE
            beside = [one.site for one in there if problem.village[one.site] == village]
            if waits and not any(problem.at_office[one] for one in beside):
                return False
    return True


def check_against_all_plans(problem: Problem, options: Options) -> None:
    told = phased(problem, options)
    every = [one for one in plans(problem) if every_year_begins_at_the_office(problem, one)]
    if told.suggestion.stopped_by == IMPOSSIBLE:
        assert not list(plans(problem))
        return
    assert is_allowed(problem, choices_of(told))
    chosen = {one.site for one in choices_of(told)}
    assert all(site in chosen for site, wanted in enumerate(problem.pinned) if wanted)
    assert told.suggestion.people == people_of(problem, choices_of(told))
    assert every_year_begins_at_the_office(problem, choices_of(told)) or not told.years
    so_far: tuple[Choice, ...] = ()
    for year in told.years:
        so_far += tuple(Choice(one.site_number, one.source_number) for one in year.chosen)
        assert so_far == () or {problem.sources[one.source].fiscal_year for one in so_far} <= set(
            range(2026, year.year + 1)
        )
        assert year.people_so_far == people_of(problem, so_far)
        assert year.objective_so_far == people_of(problem, so_far, weighted=True)
        best = max(
            people_of(problem, until(problem, one, year.year), weighted=True) for one in every
        )
        assert year.objective_so_far <= best <= year.bound
        if year.is_proven:
            assert year.objective_so_far == best
    assert sum(year.people for year in told.years) in (0, told.suggestion.people)


@FEW
@given(problems(most_sites=5))
def test_every_year_is_within_all_limits_and_below_its_bound(problem: Problem) -> None:
    check_against_all_plans(problem, ALONE)


@FEW
@given(problems(most_sites=5, pins=True))
def test_wanted_sites_are_had_whatever_year_pays_for_them(problem: Problem) -> None:
    check_against_all_plans(problem, ALONE)


def test_with_a_solver_the_first_year_is_the_best_there_is_and_the_last_bound_is_tight() -> None:
    pytest.importorskip("scipy.optimize")

    @settings(max_examples=15, deadline=None)
    @given(problems(most_sites=5))
    def check(problem: Problem) -> None:
        check_against_all_plans(problem, Options())
        told, every = phased(problem), list(plans(problem))
        assert told.years[0].is_proven
        best = max(people_of(problem, one, weighted=True) for one in every)
        assert told.suggestion.bound == best

    check()


def test_what_a_greedy_first_year_costs_the_later_ones_is_told() -> None:
    """The first year may pay for all three, the second only for the first and largest of them."""
    problem = make_problem(
        [[0], [1], [2]], [10, 9, 1], sources=(A, B), costs=[[1, 1], [1, -1], [1, -1]]
    )
    told = phased(problem)
    assert [[one.site.name for one in year.chosen] for year in told.years] == [["Site 0"], []]
    assert [(year.people_so_far, year.bound) for year in told.years] == [(10, 10), (10, 19)]
    assert told.suggestion.stopped_by == YEAR_BY_YEAR
    assert told.suggestion.gap == pytest.approx(0.9)
    said = [one.say("en") for one in told.suggestion.words]
    assert said[:6] == [
        "2026 (points: 1): 10 people more; with the years before 10 people.",
        "Proven: no plan reaches more by the end of 2026.",
        "2027 (points: 0): 0 people more; with the years before 10 people.",
        "By the end of 2027 no plan, in whatever order the years pay, can be worth more than "
        "19 people; this one is worth 10 people.",
        "The best of each year in turn is not proven best over all years.",
        "Planned all at once, a plan at hand reaches 9 people more by the end of 2027, and by the "
        "end of 2026 1 person fewer.",
    ]
    assert "sekaligus" in told.suggestion.words[5].say("id")


def test_people_reached_by_the_years_before_are_counted_once() -> None:
    problem = make_problem([[0, 1], [1, 2], [1]], [5, 4, 3], sources=(A, B))
    told = phased(problem)
    assert [(year.people, year.people_so_far) for year in told.years] == [(9, 9), (3, 12)]
    assert told.suggestion.stopped_by == PROVEN
    assert told.suggestion.people == 12
    assert told.suggestion.share_by_group == (1.0,)


def test_a_village_that_has_its_office_may_get_another_place_the_year_after() -> None:
    problem = make_problem(
        [[0], [1], [2]],
        [5, 4, 3],
        sources=(A, B),
        village=[0, 0, 1],
        offices=[0, -1],
        at_office=[0],
    )
    told = phased(problem)
    assert [[one.site.name for one in year.chosen] for year in told.years] == [
        ["Site 0"],
        ["Site 1"],
    ]


def test_points_of_a_village_are_used_up_by_the_years_before() -> None:
    problem = make_problem(
        [[0], [1], [2]], [5, 4, 3], sources=(A, B), village=[0, 0, 1], points=[1, 1]
    )
    told = phased(problem)
    assert [[one.site.name for one in year.chosen] for year in told.years] == [
        ["Site 0"],
        ["Site 2"],
    ]


def test_a_wanted_site_paid_early_does_not_make_the_first_year_seem_the_best() -> None:
    """The first year pays for it; a plan that leaves it to the second reaches ten at first."""
    problem = make_problem([[0], [1]], [1, 10], sources=(A, B), pinned=[0])
    told = phased(problem)
    assert [(year.people_so_far, year.bound) for year in told.years] == [(1, 10), (11, 11)]
    assert not told.years[0].is_proven


def test_one_year_is_the_suggestion_itself() -> None:
    problem = make_problem([[0], [1]], [5, 4], sources=(A,))
    told = phased(problem)
    assert told.suggestion.chosen == suggest(problem).chosen
    assert [(year.year, year.people) for year in told.years] == [(2026, 5)]
    assert phased(replace(problem, sources=(), cost_idr=problem.cost_idr[:, :0])).years == ()


def test_fairness_in_each_year_keeps_the_bound_one_over_all_plans() -> None:
    two = replace(A, points_left=2)
    problem = make_problem([[0], [1], [2]], [9, 2, 8], sources=(two, B), group=[0, 1, 0])
    told = phased(problem, Options(equity=True))
    assert [one.site.name for one in told.years[0].chosen] == ["Site 0", "Site 1"]
    assert [(year.people_so_far, year.bound) for year in told.years] == [(11, 17), (19, 19)]
    assert told.suggestion.gap == 0
    assert not told.suggestion.is_proven


def test_stopped_it_answers_with_what_it_has() -> None:
    problem = make_problem([[0], [1], [2]], [10, 9, 1], sources=(A, B))
    told = phased(problem, ALONE, lambda progress: False)
    assert is_allowed(problem, choices_of(told))
    assert told.suggestion.bound >= told.suggestion.objective
