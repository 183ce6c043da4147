# SPDX-License-Identifier: GPL-2.0-or-later
"""Which limits one more site would break, beside those chosen: named one by one.

It counts for itself, apart from the model's matrices, so that each can be held against the other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.siting.limit_words import (
    AGENCY,
    BAN,
    BUDGET,
    LIMIT_WORDS,
    NO_QUOTA,
    NO_VILLAGE,
    OFFICE,
    OVER_BUDGET,
    PAYER,
    QUOTA,
    SPACING,
    VILLAGE,
    rupiah_words,
)
from village_internet_plugin.siting.problem import NO_OFFICE, NOT_PAID, Problem


class Choice(NamedTuple):
    """A site and who pays for it, as indices of a problem's `sites` and `sources`."""

    site: int
    source: int


@dataclass(frozen=True)
class Limit:
    """A limit that stands in the way of a site.

    Attributes:
        kind: ban, payer, quota, budget, village, office, spacing or agency.
        words: the limit told of this site.
        source: index of the funding source it is a limit of, else None.
        others: chosen sites that stand in the way (spacing, agency), by index.
        short: points or rupiah that are missing; 0 where that is no number.

    """

    kind: str
    words: Words
    source: int | None = None
    others: tuple[int, ...] = ()
    short: int = 0


class Standing:
    """The chosen sites with their payers, and what each limit still allows."""

    def __init__(self, problem: Problem, choices: Iterable[Choice] = ()) -> None:
        self._problem = problem
        self._payers: dict[int, int] = {}
        self._points: Counter[int] = Counter()
        self._idr: Counter[int] = Counter()
        self._in_village: dict[int, list[int]] = defaultdict(list)
        self._near = _neighbours(problem)
        for choice in choices:
            self.choose(choice)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices, by site."""
        return tuple(Choice(site, self._payers[site]) for site in sorted(self._payers))

    def payer(self, site: int) -> int | None:
        """Return who pays for a site, or None when it is not chosen."""
        return self._payers.get(site)

    def spent_idr(self, source: int) -> int:
        """Return what the chosen sites of a funding source cost it, in rupiah."""
        return self._idr[source]

    def points(self, source: int) -> int:
        """Return how many chosen sites a funding source pays for."""
        return self._points[source]

    def choose(self, choice: Choice) -> None:
        """Take a site in, allowed or not."""
        site, source = choice
        self._payers[site] = source
        self._points[source] += 1
        self._idr[source] += int(self._problem.cost_idr[site, source])
        self._in_village[int(self._problem.village[site])].append(site)

    def drop(self, site: int) -> None:
        """Take a chosen site out."""
        source = self._payers.pop(site)
        self._points[source] -= 1
        self._idr[source] -= int(self._problem.cost_idr[site, source])
        self._in_village[int(self._problem.village[site])].remove(site)

    def allows(self, choice: Choice) -> bool:
        """Tell whether an unchosen site with this payer breaks no limit; without words, so fast."""
        problem, (site, source) = self._problem, choice
        cost, purse = int(problem.cost_idr[site, source]), problem.sources[source]
        if cost == NOT_PAID or problem.banned[site]:
            return False
        if purse.points_left is not None and self._points[source] >= purse.points_left:
            return False
        if purse.idr_left is not None and self._idr[source] + cost > purse.idr_left:
            return False
        village = int(problem.village[site])
        beside = self._in_village[village]
        if len(beside) >= problem.village_points_left[village]:
            return False
        if self._waits_for_office(site) and not self._at_office(village):
            return False
        if any(other in self._payers for other in self._near.get(site, ())):
            return False
        return not any(self._are_rivals(source, self._payers[other]) for other in beside)

    def broken_by(self, choice: Choice) -> tuple[Limit, ...]:
        """Return every limit that an unchosen site with this payer would break; () if none."""
        return (*self.broken_at_any_price(choice.site), *self.broken_purse(choice))

    def broken_at_any_price(self, site: int) -> tuple[Limit, ...]:
        """Return the limits an unchosen site breaks whoever pays: ban, village, office, spacing."""
        problem, found = self._problem, []
        names = self._names(site)
        if problem.banned[site]:
            found.append(Limit(BAN, LIMIT_WORDS[BAN].filled(**names)))
        village = int(problem.village[site])
        allowed = int(problem.village_points_left[village])
        if len(self._in_village[village]) >= allowed:
            words = LIMIT_WORDS[VILLAGE if allowed > 0 else NO_VILLAGE].filled(
                **names, limit=number_words(allowed)
            )
            found.append(Limit(VILLAGE, words, None, tuple(self._in_village[village]), 1))
        office = int(problem.office_of_village[village])
        if self._waits_for_office(site) and not self._at_office(village):
            words = LIMIT_WORDS[OFFICE].filled(**names, office=problem.sites[office].name)
            found.append(Limit(OFFICE, words, None, (office,)))
        for other in self._near.get(site, ()):
            if other in self._payers:
                words = LIMIT_WORDS[SPACING].filled(**names, other=problem.sites[other].name)
                found.append(Limit(SPACING, words, None, (other,)))
        return tuple(found)

    def broken_purse(self, choice: Choice) -> tuple[Limit, ...]:
        """Return the limits an unchosen site breaks because of its payer: money, double funding."""
        return (*self._broken_money(*choice), *self._broken_agency(*choice))

    def needs(self, site: int) -> tuple[int, ...]:
        """Return the chosen sites that may stay only while this chosen one does: office first."""
        village = int(self._problem.village[site])
        if self._at_office(village) != [site]:
            return ()
        return tuple(other for other in self._in_village[village] if self._waits_for_office(other))

    def broken(self) -> tuple[Limit, ...]:
        """Return every limit that the choices break as they stand; () for an allowed plan."""
        found: list[Limit] = []
        for choice in self.choices:
            self.drop(choice.site)
            found.extend(self.broken_by(choice))
            self.choose(choice)
        return tuple(found)

    def may_replace(self, leaving: int, coming: Choice) -> bool:
        """Tell whether an unchosen site may take a chosen one's place, all others as they are."""
        if self._problem.pinned[leaving]:
            return False
        village = self._problem.village
        stands_in = (
            self._problem.at_office[coming.site] and village[coming.site] == village[leaving]
        )
        if self.needs(leaving) and not stands_in:
            return False
        payer = self._payers[leaving]
        self.drop(leaving)
        allowed = self.allows(coming)
        self.choose(Choice(leaving, payer))
        return allowed

    def _broken_money(self, site: int, source: int) -> list[Limit]:
        problem, found = self._problem, []
        purse, cost = problem.sources[source], int(problem.cost_idr[site, source])
        names = self._names(site) | {"source": purse.name}
        if cost == NOT_PAID:
            return [Limit(PAYER, LIMIT_WORDS[PAYER].filled(**names), source)]
        if purse.points_left is not None and self._points[source] >= purse.points_left:
            words = LIMIT_WORDS[QUOTA if purse.points_left else NO_QUOTA]
            words = words.filled(**names, limit=number_words(purse.points_left))
            found.append(Limit(QUOTA, words, source, (), 1))
        if purse.idr_left is not None and self._idr[source] + cost > purse.idr_left:
            left = purse.idr_left - self._idr[source]
            words = LIMIT_WORDS[BUDGET if left >= 0 else OVER_BUDGET].filled(
                **names,
                over=rupiah_words(-left),
                left=rupiah_words(left),
                cost=rupiah_words(cost),
                short=rupiah_words(cost - left),
            )
            found.append(Limit(BUDGET, words, source, (), cost - left))
        return found

    def _broken_agency(self, site: int, source: int) -> list[Limit]:
        problem, found = self._problem, []
        for other in self._in_village[int(problem.village[site])]:
            rival = problem.sources[self._payers[other]]
            if self._are_rivals(source, self._payers[other]):
                words = LIMIT_WORDS[AGENCY].filled(
                    **self._names(site),
                    source=problem.sources[source].name,
                    other=problem.sites[other].name,
                    agency=rival.agency,
                    year=rival.fiscal_year,
                )
                found.append(Limit(AGENCY, words, source, (other,)))
        return found

    def _are_rivals(self, source: int, other: int) -> bool:
        """Tell whether two funding sources may not pay in one village: other agencies, one year."""
        one, two = self._problem.sources[source], self._problem.sources[other]
        return one.agency_key != two.agency_key and one.fiscal_year == two.fiscal_year

    def _waits_for_office(self, site: int) -> bool:
        """Tell whether a site may only stand beside one at its village's office."""
        problem = self._problem
        office = int(problem.office_of_village[int(problem.village[site])])
        return office != NO_OFFICE and not problem.at_office[site]

    def _at_office(self, village: int) -> list[int]:
        return [site for site in self._in_village[village] if self._problem.at_office[site]]

    def _names(self, site: int) -> dict[str, object]:
        problem = self._problem
        village = problem.village_names[int(problem.village[site])]
        return {"site": problem.sites[site].name, "village": village}


def _neighbours(problem: Problem) -> dict[int, list[int]]:
    near: dict[int, list[int]] = defaultdict(list)
    for one, other in problem.too_near:
        near[int(one)].append(int(other))
        near[int(other)].append(int(one))
    return near
