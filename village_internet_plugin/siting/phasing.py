# SPDX-License-Identifier: GPL-2.0-or-later
"""A suggestion over several fiscal years: the best of each in turn, and how good that is over all.

Each year's sources pay for the plan that is best beside what the years before have paid for, whose
people count as reached. That is best for the first year, but a later year may suffer: year by year
is not proven best over all years. So for the end of each year t the proof is a problem of its own:
all sources up to t at once, without the sites the user wants (a later year may pay for them). No
plan reaches more by then than its bound B_t, since what any plan has by t is one of that problem:
in each year a village's first point is at its office. And Σ B_t bounds the people of all years
together, each person counted once for every year in which it is reached.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.siting.limit_words import people_words
from village_internet_plugin.siting.objective_words import weighted_words
from village_internet_plugin.siting.pins import Clash, pay_for_pins
from village_internet_plugin.siting.plan_worth import worth_of
from village_internet_plugin.siting.problem import (
    NO_OFFICE,
    NOT_PAID,
    Booleans,
    Integers,
    Problem,
)
from village_internet_plugin.siting.shares import covered_classes
from village_internet_plugin.siting.suggest import (
    CANCELLED,
    GAP_REACHED,
    PROVEN,
    TIME_IS_UP,
    Chosen,
    Options,
    Suggestion,
    Watch,
    suggest,
)

YEAR_BY_YEAR = "year_by_year"
"""Why a suggestion over years ended: the best of each in turn, which is not proven of all."""
_LEAST_S = 0.2
"""Seconds that each of the problems gets at least."""

_YEAR = Words(
    "{year} (points: {points}): {people} more; with the years before {reached}.",
    "{year} ({points} titik): menambah {people}; bersama tahun sebelumnya {reached}.",
)
_BEST_BY_THEN = Words(
    "Proven: no plan reaches more by the end of {year}.",
    "Terbukti: tidak ada rencana yang menjangkau lebih banyak sampai akhir {year}.",
)
_BOUND_BY_THEN = Words(
    "By the end of {year} no plan, in whatever order the years pay, can be worth more than {most}; "
    "this one is worth {own}.",
    "Sampai akhir {year} tidak ada rencana, dalam urutan tahun mana pun, yang bernilai lebih dari "
    "{most}; rencana ini bernilai {own}.",
)
_NOT_PROVEN = Words(
    "The best of each year in turn is not proven best over all years.",
    "Yang terbaik untuk setiap tahun berturut-turut belum terbukti terbaik untuk semua tahun.",
)
_TOGETHER = Words(
    "Planned all at once, a plan at hand reaches {more} more by the end of {year}, and by the end "
    "of {first} {fewer} fewer.",
    "Bila direncanakan sekaligus, tersedia rencana yang menjangkau {more} lebih banyak sampai "
    "akhir {year}, dan {fewer} lebih sedikit sampai akhir {first}.",
)
_PINS_FORBID = Words(
    "The wanted sites cannot be had year by year, so all years were planned at once.",
    "Tempat yang diminta tidak dapat dipenuhi tahun demi tahun, jadi semua tahun direncanakan "
    "sekaligus.",
)
_STANDS = Words(
    "What stands in the plan already counts as reached from the first year on, whatever its year.",
    "Yang sudah ada dalam rencana dihitung terjangkau sejak tahun pertama, apa pun tahunnya.",
)


@dataclass(frozen=True)
class PhasedYear:
    """One fiscal year of a suggestion over years.

    Attributes:
        year: the fiscal year of its sources.
        chosen: what they pay for, by the index of the site.
        people: people reached by it whom neither the years before nor what stands reach.
        people_so_far: people reached by it and the years before, each counted once.
        objective_so_far: the same with people in blank spots counted several times.
        bound: no plan over these years reaches a larger objective by the end of this one.

    """

    year: int
    chosen: tuple[Chosen, ...]
    people: int
    people_so_far: int
    objective_so_far: int
    bound: int

    @property
    def is_proven(self) -> bool:
        """Whether no plan reaches more by the end of this year."""
        return self.bound <= self.objective_so_far


@dataclass(frozen=True)
class Phased:
    """A suggestion over years.

    Attributes:
        years: ascending; empty when what is wanted is impossible, or was planned all at once.
        suggestion: all years together; its bound holds whatever the order of the years.

    """

    years: tuple[PhasedYear, ...]
    suggestion: Suggestion


def phased(
    problem: Problem, options: Options | None = None, watch: Watch = lambda _: True
) -> Phased:
    """Return the best plan of each fiscal year in turn, and the proof of how good that is.

    Wanted sites are paid for in the year in which somebody can; where the years in turn cannot have
    them, all years are planned at once and that is said. The time limit is shared by all problems.
    """
    options = options or Options()
    years = sorted({source.fiscal_year for source in problem.sources})
    try:
        due = pay_for_pins(problem)
    except Clash:
        return Phased((), suggest(problem, options, watch))
    if len(years) < 2:
        return _one_year(problem, years, suggest(problem, options, watch))
    return _Phasing(problem, options, watch, years, dict(due)).phased()


def _one_year(problem: Problem, years: Sequence[int], only: Suggestion) -> Phased:
    found = tuple(
        PhasedYear(year, only.chosen, only.people, only.people, only.objective, only.bound)
        for year in years
    )
    return Phased(found, only)


class _Phasing:
    """One call of `phased`."""

    def __init__(
        self,
        problem: Problem,
        options: Options,
        watch: Watch,
        years: Sequence[int],
        due: dict[int, int],
    ) -> None:
        self._problem, self._options, self._watch = problem, options, watch
        self._years, self._due = years, due
        self._began = time.monotonic()
        # The first year's own bound is one over all plans, unless it was led by fairness or wishes.
        self._bounded = years if options.equity or due else years[1:]
        self._left = len(years) + len(self._bounded)
        """How many problems are still to be solved."""
        self._how: list[Words] = []
        self._is_cancelled = False

    def phased(self) -> Phased:
        chosen: list[Chosen] = []
        years: list[PhasedYear] = []
        for year in self._years:
            own = self._solve(self._problem_of(year, chosen), self._options)
            if own.clash:
                return self._at_once()
            self._how.extend(own.words)
            before = years[-1].people_so_far if years else 0
            chosen.extend(own.chosen)
            years.append(self._year(year, own, chosen, before))
        together = [self._until(year) for year in self._bounded]
        first = len(years) - len(together)
        years[first:] = [
            replace(year, bound=max(all_of.bound, year.objective_so_far))
            for year, all_of in zip(years[first:], together)
        ]
        return Phased(tuple(years), self._suggestion(years, chosen, together[-1]))

    def _year(
        self, year: int, own: Suggestion, so_far: Sequence[Chosen], before: int
    ) -> PhasedYear:
        reached = covered_classes(self._problem, (one.site_number for one in so_far))
        people = int(self._problem.people[reached].sum())
        objective = int(self._problem.weight[reached].sum())
        return PhasedYear(year, own.chosen, people - before, people, objective, own.bound)

    def _until(self, year: int) -> Suggestion:
        """Return the suggestion of all sources up to a year at once."""
        problem = self._problem
        later = np.array([source.fiscal_year > year for source in problem.sources])
        pinned = problem.pinned & (year == self._years[-1])
        reduced = replace(problem, cost_idr=_unpaid(problem, later), pinned=pinned)
        return self._solve(reduced, replace(self._options, equity=False))

    def _problem_of(self, year: int, chosen: Sequence[Chosen]) -> Problem:
        """Return what is left to choose for a year beside what the years before have chosen."""
        problem = self._problem
        other = np.array([source.fiscal_year != year for source in problem.sources])
        sites = [one.site_number for one in chosen]
        due = [site for site in self._due if site not in sites]
        now = [site for site in due if problem.sources[self._due[site]].fiscal_year == year]
        later = [site for site in due if site not in now]
        taken = np.zeros(len(problem.sites), np.bool_)
        taken[[*sites, *later]] = True
        reached = covered_classes(problem, sites)
        pinned = np.zeros(len(problem.sites), np.bool_)
        pinned[now] = True
        used = np.bincount(problem.village[taken], minlength=len(problem.village_codes))
        office = problem.office_of_village.copy()
        office[problem.village[sites]] = NO_OFFICE
        return replace(
            problem,
            cost_idr=_unpaid(problem, other),
            people=_without(problem.people, reached),
            blank_people=_without(problem.blank_people, reached),
            weight=_without(problem.weight, reached),
            group_reached=problem.group_reached + _by_group(problem, reached),
            village_points_left=np.maximum(problem.village_points_left - used, 0),
            office_of_village=office,
            pinned=pinned,
            banned=(problem.banned | taken | _beside(problem, taken)) & ~pinned,
            people_before=problem.people_before + int(problem.people[reached].sum()),
            assumptions=(),
        )

    def _solve(self, problem: Problem, options: Options) -> Suggestion:
        over = self._began + self._options.time_limit_s
        share = max(over - time.monotonic(), 0.0) / max(self._left, 1)
        self._left -= 1
        found = suggest(problem, replace(options, time_limit_s=max(share, _LEAST_S)), self._watch)
        self._is_cancelled |= found.is_cancelled
        return found

    def _at_once(self) -> Phased:
        found = self._solve(self._problem, self._options)
        return Phased((), replace(found, words=(_PINS_FORBID, *found.words)))

    def _suggestion(
        self, years: Sequence[PhasedYear], chosen: Sequence[Chosen], together: Suggestion
    ) -> Suggestion:
        """Return all years as one suggestion; the bound is that of all sources at once."""
        problem, last = self._problem, years[-1]
        ordered = tuple(sorted(chosen, key=lambda one: one.site_number))
        worth = worth_of(problem, [one.site_number for one in ordered])
        is_proven = last.is_proven and not self._options.equity
        gap = 0.0
        if not last.is_proven:
            gap = math.inf
            if worth.objective > 0:
                gap = (last.bound - worth.objective) / worth.objective
        return Suggestion(
            chosen=ordered,
            **worth._asdict(),
            bound=last.bound,
            gap=gap,
            is_proven=is_proven,
            is_cancelled=self._is_cancelled,
            stopped_by=self._stopped_by(is_proven, gap, together),
            words=(*self._sentences(years, together), *dict.fromkeys(self._how), _STANDS),
            seconds=time.monotonic() - self._began,
        )

    def _stopped_by(self, is_proven: bool, gap: float, together: Suggestion) -> str:
        if is_proven:
            return PROVEN
        if self._is_cancelled:
            return CANCELLED
        if gap <= self._options.max_gap:
            return GAP_REACHED
        return TIME_IS_UP if together.stopped_by == TIME_IS_UP else YEAR_BY_YEAR

    def _sentences(self, years: Sequence[PhasedYear], together: Suggestion) -> list[Words]:
        said: list[Words] = []
        for one in years:
            said.append(
                _YEAR.filled(
                    year=one.year,
                    points=number_words(len(one.chosen)),
                    people=people_words(one.people),
                    reached=people_words(one.people_so_far),
                )
            )
            said.append(self._proof(one))
        if not all(one.is_proven for one in years):
            said.append(_NOT_PROVEN)
        more = together.people - years[-1].people_so_far
        if together.objective > years[-1].objective_so_far and more > 0:
            said.append(self._instead(years, together, more))
        return said

    def _proof(self, one: PhasedYear) -> Words:
        if one.is_proven:
            return _BEST_BY_THEN.filled(year=one.year)
        return _BOUND_BY_THEN.filled(
            year=one.year,
            most=weighted_words(self._problem, one.bound),
            own=weighted_words(self._problem, one.objective_so_far),
        )

    def _instead(self, years: Sequence[PhasedYear], together: Suggestion, more: int) -> Words:
        """Say what planning all years at once would bring, and what it costs the first year."""
        first = years[0]
        sites = [one.site_number for one in together.chosen if one.source.fiscal_year == first.year]
        early = int(self._problem.people[covered_classes(self._problem, sites)].sum())
        return _TOGETHER.filled(
            more=people_words(more),
            year=years[-1].year,
            fewer=people_words(first.people_so_far - early),
            first=first.year,
        )


def _unpaid(problem: Problem, sources: Booleans) -> Integers:
    """Return what the sites cost when these sources pay for none."""
    return np.where(sources[np.newaxis, :], NOT_PAID, problem.cost_idr)


def _without(values: Integers, classes: Integers) -> Integers:
    """Return the values of the demand classes, nothing for these."""
    left = values.copy()
    left[classes] = 0
    return left


def _by_group(problem: Problem, classes: Integers) -> Integers:
    """Return the people of these demand classes by district."""
    people = np.zeros(len(problem.groups), np.int64)
    np.add.at(people, problem.group[classes], problem.people[classes])
    return people


def _beside(problem: Problem, taken: Booleans) -> Booleans:
    """Return the sites too near to one of these."""
    near = np.zeros(len(problem.sites), np.bool_)
    one, other = problem.too_near.reshape(-1, 2).T
    near[other[taken[one]]] = True
    near[one[taken[other]]] = True
    return near
