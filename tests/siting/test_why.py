# SPDX-License-Identifier: GPL-2.0-or-later
"""What is said of a plan's sites is what a recount by sets says, and of a best plan nothing better.

Every problem is small enough to try all its plans.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
from drawing_problems import allowed_plans, draw_problem, value_of
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

from village_internet_plugin.siting.broken_limits import Choice, Standing
from village_internet_plugin.siting.exchanges import Exchanges
from village_internet_plugin.siting.problem import NO_OFFICE, NOT_PAID, Problem, Purse
from village_internet_plugin.siting.reach_counts import ReachCounts
from village_internet_plugin.siting.suggest import Options, suggest
from village_internet_plugin.siting.union_proof import prove_union, telling_order
from village_internet_plugin.siting.why import explain_chosen
from village_internet_plugin.siting.why_not import explain_unchosen

FEW = settings(max_examples=60, deadline=None)


def _some_plan(data: st.DataObject, problem: Problem) -> tuple[Choice, ...]:
    found = list(itertools.islice(plans(problem), 40))
    return data.draw(st.sampled_from(found)) if found else ()


@FEW
@given(problems(), st.data())
def test_a_plan_breaks_no_limit_exactly_when_it_is_allowed(
    problem: Problem, data: st.DataObject
) -> None:
    payers = data.draw(
        st.lists(st.integers(-1, 1), min_size=len(problem.sites), max_size=len(problem.sites))
    )
    choices = tuple(
        Choice(j, f) for j, f in enumerate(payers) if f >= 0 and problem.cost_idr[j, f] != NOT_PAID
    )
    standing = Standing(problem, choices)
    assert (standing.broken() == ()) == is_allowed(problem, choices)
    chosen = {choice.site for choice in choices}
    for site in set(range(len(problem.sites))) - chosen:
        for source in range(len(problem.sources)):
            more = Choice(site, source)
            assert standing.allows(more) == (standing.broken_by(more) == ())


@FEW
@given(problems(), st.data())
def test_gains_losses_and_exchanges_are_what_a_recount_says(
    problem: Problem, data: st.DataObject
) -> None:
    choices = _some_plan(data, problem)
    counts = ReachCounts(problem, [choice.site for choice in choices])
    now, chosen = people_of(problem, choices), {choice.site for choice in choices}
    gains, losses = counts.gains(problem.people), counts.losses(problem.people)
    leaving = np.array(sorted(chosen), np.int64)
    for site in range(len(problem.sites)):
        if site in chosen:
            without = tuple(choice for choice in choices if choice.site != site)
            assert losses[site] == now - people_of(problem, without)
            assert losses[site] == counts.loss(site, problem.people)
            continue
        assert gains[site] == people_of(problem, (*choices, Choice(site, 0))) - now
        changes = counts.exchange_changes(site, leaving, losses[leaving], problem.people)
        for row, other in enumerate(leaving):
            after = [choice for choice in choices if choice.site != other]
            assert changes[row] == people_of(problem, (*after, Choice(site, 0))) - now


@FEW
@given(problems(), st.data())
def test_the_shares_sum_to_the_people_counted_once(problem: Problem, data: st.DataObject) -> None:
    choices = _some_plan(data, problem)
    proof = prove_union(problem, choices)
    assert proof.total == people_of(problem, choices) == sum(one.added for one in proof.shares)
    assert proof.total == proof.alone - proof.twice
    assert sorted(one.choice for one in proof.shares) == sorted(choices)
    for why in explain_chosen(problem, choices).sites:
        rest = tuple(choice for choice in choices if choice != why.choice)
        alone = people_of(problem, (why.choice,))
        assert why.share.reaches == alone
        assert why.share.only == proof.total - people_of(problem, rest)
        cost = int(problem.cost_idr[why.choice])
        assert why.idr_per_person == (cost / alone if alone else None)


@FEW
@given(problems(), st.data())
def test_every_start_of_the_order_is_a_plan_of_its_own(
    problem: Problem, data: st.DataObject
) -> None:
    ordered = list(telling_order(problem, _some_plan(data, problem)))
    for count in range(len(ordered) + 1):
        assert is_allowed(problem, tuple(ordered[:count]))


@FEW
@given(problems(pins=True), st.data())
def test_the_best_exchange_is_the_best_of_all_allowed_ones(
    problem: Problem, data: st.DataObject
) -> None:
    choices = _some_plan(data, problem)
    exchanges = Exchanges(problem, choices)
    now = people_of(problem, choices, weighted=True)
    found = set()
    for site in exchanges.unchosen().tolist():
        tried = [
            (people_of(problem, after, weighted=True) - now, leaving, coming)
            for leaving, coming, after in _all_exchanges(problem, choices, site)
        ]
        best = exchanges.best_for(site)
        assert (best.change if best else None) == max((one[0] for one in tried), default=None)
        found |= {one[1:] for one in tried if one[0] == 0}
    told = {(one.leaving, one.coming) for one in exchanges.equal()}
    assert told <= found
    assert all(_is_idle(problem, choices, *one) for one in found - told)


def _all_exchanges(problem, choices, site):  # type: ignore[no-untyped-def]
    for leaving in choices:
        rest = tuple(choice for choice in choices if choice != leaving)
        for source in range(len(problem.sources)):
            after = (*rest, Choice(site, source))
            if not problem.pinned[leaving.site] and is_allowed(problem, after):
                yield leaving, Choice(site, source), after


def _is_idle(problem, choices, leaving, coming) -> bool:  # type: ignore[no-untyped-def]
    """Tell whether an exchange is of a site nobody would miss: no tie worth telling."""
    rest = tuple(choice for choice in choices if choice != leaving)
    now = people_of(problem, choices, weighted=True)
    return people_of(problem, rest, weighted=True) == now


@FEW
@given(problems(pins=True))
def test_of_a_best_plan_no_reason_says_that_a_better_one_exists(problem: Problem) -> None:
    choices = best_plan(problem)
    if choices is None:
        return
    exchanges = Exchanges(problem, choices)
    for site in exchanges.unchosen().tolist():
        why = explain_unchosen(exchanges, site)
        assert not why.contradicts_optimum
        assert why.limits or why.fits_with is not None
        assert why.sentences
    explain_chosen(problem, choices)


@FEW
@given(problems(), st.data())
def test_a_site_that_is_said_to_fit_does_fit(problem: Problem, data: st.DataObject) -> None:
    choices = _some_plan(data, problem)
    exchanges = Exchanges(problem, choices)
    for site in range(len(problem.sites)):
        if any(choice.site == site for choice in choices):
            continue
        why = explain_unchosen(exchanges, site)
        fits = [
            source
            for source in range(len(problem.sources))
            if is_allowed(problem, (*choices, Choice(site, source)))
        ]
        assert (why.fits_with is not None) == bool(fits)
        assert why.fits_with is None or why.fits_with in fits


def test_what_is_said_of_a_site_left_out_agrees_with_solving_with_it_pinned() -> None:
    for seed in range(15):
        problem = draw_problem(seed)
        found = suggest(problem, Options(use_solver=False))
        exchanges = Exchanges(problem, [(c.site_number, c.source_number) for c in found.chosen])
        for site in exchanges.unchosen().tolist():
            why, pinned = explain_unchosen(exchanges, site), problem.pinned.copy()
            pinned[site] = True
            wanting = replace(problem, pinned=pinned)
            with_it = [value_of(problem, list(plan)) for plan in allowed_plans(wanting)]
            most = max(with_it, default=-1)
            if why.exchange is not None:
                assert most >= found.objective + why.exchange.change, (seed, site)
            if why.fits_with is not None:
                assert most >= value_of(problem, [*(c.site_number for c in found.chosen), site])
            # Without a plan that holds it a limit is named; of a proven plan nothing better.
            assert with_it or why.limits, (seed, site)
            assert not found.is_proven or most <= found.objective, (seed, site)
            assert not (found.is_proven and why.contradicts_optimum), (seed, site)


def _said(words: tuple) -> list[str]:  # type: ignore[type-arg]
    return [one.say("en") for one in words]


def test_a_chosen_site_says_whom_it_adds_and_what_a_person_costs() -> None:
    # 10 people only Site 0 reaches, 5 both, 2 only Site 1: 17 in all, 22 counted site by site.
    problem = make_problem([[0, 1], [1, 2]], [10, 5, 2], blank=[4, 0, 0])
    plan = explain_chosen(problem, [Choice(0, 0), Choice(1, 0)])
    assert _said(plan.sites[0].sentences) == [
        "Site 0 reaches 15 people (4 in blank spots); the sites named before it leave 15 of them "
        "to it.",
        "Without it, no site of this plan would reach 10 people.",
        "It costs A Rp100,000,000: Rp6,666,667 for each person it reaches.",
        "For each person whom only it reaches that is Rp10,000,000.",
    ]
    assert plan.union.words.say("en") == (
        "Counted site by site (sites: 2), that makes 22 people; 5 of these were counted at a site "
        "before already. That leaves 17, each counted once."
    )
    assert plan.union.words.say("id") == (
        "Dihitung per titik (2 titik), jumlahnya 22 jiwa; 5 di antaranya sudah terhitung pada "
        "titik sebelumnya. Jadi 17 jiwa, masing-masing dihitung satu kali."
    )


def test_a_site_nobody_would_miss_and_an_office_others_need_say_so() -> None:
    problem = make_problem(
        [[0], [0, 1]], [3, 4], village=[0, 0], offices=[0], at_office=[0], pinned=[0]
    )
    office = explain_chosen(problem, [Choice(0, 0), Choice(1, 0)]).sites[0]
    assert office.needed_by == (1,)
    said = _said(office.sentences)
    assert said[0] == "You asked for it."
    assert "Site 1 may stand only beside it." in said[2]
    assert said[3].startswith("Nobody would be lost without it")


def test_each_limit_is_named_with_its_figures() -> None:
    full = Purse("A", "APBD 2026", "Diskominfo", 2026, 1, 150 * MILLION, "diskominfo")
    rival = Purse("B", "APBDes", "DPMD", 2026, None, None, "dpmd")
    problem = make_problem(
        [[0], [1], [2], [3], [4]],
        [9, 1, 1, 1, 1],
        sources=(full, rival),
        costs=[
            [100 * MILLION, NOT_PAID],
            [60 * MILLION, 5],
            [NOT_PAID, NOT_PAID],
            [10, NOT_PAID],
            [10, 10],
        ],
        village=[0, 0, 1, 1, 2],
        points=[2, 1, 1],
        offices=[NO_OFFICE, 2, NO_OFFICE],
        at_office=[2],
        too_near=[(0, 4)],
        banned=[3],
    )
    exchanges = Exchanges(problem, [Choice(0, 0)])
    assert _said(explain_unchosen(exchanges, 1).sentences) == [
        "Site 1 would add 1 person to the plan.",
        "Site 0 in Desa 0 is paid for by Diskominfo in 2026 already; APBDes may not pay there in "
        "the same year.",
        "APBD 2026 has no point left for Site 1: this plan uses all of its 1.",
        "APBD 2026 has Rp50,000,000 left; Site 1 costs Rp60,000,000, Rp10,000,000 more.",
        "The best chosen site to give up for it is Site 0: the plan would then lose 8 people.",
    ]
    assert _said(explain_unchosen(exchanges, 2).sentences)[1:] == [
        "No funding source may pay for Site 2.",
        "No single chosen site can make way for it within the limits.",
    ]
    assert [limit.kind for limit in explain_unchosen(exchanges, 3).limits][:2] == ["ban", "office"]
    assert "Site 4 is too near to Site 0." in _said(explain_unchosen(exchanges, 4).sentences)
