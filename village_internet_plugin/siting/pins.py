# SPDX-License-Identifier: GPL-2.0-or-later
"""The sites the user wants in any case: who pays for them, or which limits clash over them.

Without pins a plan with nothing in it keeps every limit, so what is impossible is so by its pins.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from village_internet_plugin.domain.languages import Words, number_words, rupiah_text
from village_internet_plugin.siting.open_choices import needs_office
from village_internet_plugin.siting.problem import NOT_PAID, Problem

_TRIES = 20_000
"""Steps of the search for payers before it is given up; far more than any plan seen needs."""

_BANNED = Words("{site} is wanted and ruled out at once.", "{site} diminta sekaligus dikecualikan.")
_NO_PAYER = Words(
    "No funding source may pay for {site} and has a point and the money left for it.",
    "Tidak ada sumber dana yang boleh membiayai {site} dan masih punya titik serta dananya.",
)
_TOO_NEAR = Words(
    "{site} and {other} are both wanted but stand too near to each other.",
    "{site} dan {other} sama-sama diminta, tetapi letaknya terlalu dekat.",
)
_VILLAGE = Words(
    "{village} may get {limit} more points; wanted there (its office counted): {count}.",
    "{village} hanya boleh mendapat {limit} titik lagi; yang diminta di sana (termasuk kantor "
    "desa): {count}.",
)
_OFFICE = Words(
    "{site} is wanted, but the first point of {village} has to be at its office, which cannot "
    "get one.",
    "{site} diminta, tetapi titik pertama {village} harus di kantor desa, dan kantornya tidak "
    "dapat diberi titik.",
)
_QUOTA = Words("{source} has {limit} points left.", "{source} tinggal punya {limit} titik.")
_BUDGET = Words("{source} has {limit} left.", "{source} tinggal punya {limit}.")
_AGENCY = Words(
    "Two agencies may not pay in {village} in the same year.",
    "Dua instansi tidak boleh membiayai di {village} pada tahun yang sama.",
)
_WANTED = Words(
    "All of these cannot be paid for together: {sites}.",
    "Semua ini tidak dapat dibiayai bersama: {sites}.",
)
_NOT_FOUND = Words(
    "No way was found to pay for all wanted sites; there may be one.",
    "Tidak ditemukan cara membiayai semua titik yang diminta; mungkin saja ada.",
)


class Clash(Exception):
    """The wanted sites cannot be had together; `limits` names what clashes."""

    def __init__(self, limits: Sequence[Words]) -> None:
        super().__init__(" ".join(words.en for words in limits))
        self.limits = tuple(limits)


class _Purse(NamedTuple):
    kind: str
    subject: int


@dataclass(frozen=True)
class _Item:
    """A point to be paid for: one of several sites (an office may have two places)."""

    sites: tuple[int, ...]


def pay_for_pins(problem: Problem) -> list[tuple[int, int]]:
    """Return a payer for each wanted site, and for the offices they need first; Clash if none."""
    if problem.broken_pins:
        raise Clash(problem.broken_pins)
    pins = np.flatnonzero(problem.pinned).tolist()
    if not pins:
        return []
    faults = [*_shut(problem, pins), *_crowded(problem, pins)]
    if faults:
        raise Clash(faults)
    search = _Search(problem)
    found = search.pay(_items(problem, pins), search.limits)
    if found is None:
        raise Clash(_named(search, problem, pins))
    return sorted(found)


def _shut(problem: Problem, pins: Sequence[int]) -> list[Words]:
    faults = []
    for site in pins:
        name = problem.sites[site].name
        if problem.banned[site]:
            faults.append(_BANNED.filled(site=name))
        elif not _payers(problem, site):
            faults.append(_NO_PAYER.filled(site=name))
    return faults


def _payers(problem: Problem, site: int) -> list[int]:
    """Return who may pay for a site and could, were it the only one; the cheapest first."""
    costs = problem.cost_idr[site].tolist()
    able = [
        number
        for number, source in enumerate(problem.sources)
        if costs[number] != NOT_PAID
        and (source.points_left is None or source.points_left > 0)
        and (source.idr_left is None or costs[number] <= source.idr_left)
    ]
    return sorted(able, key=lambda number: (_share(problem, site, number), number))


def _share(problem: Problem, site: int, source: int) -> float:
    """Return which share of what a source has left a site takes."""
    purse, cost = problem.sources[source], int(problem.cost_idr[site, source])
    points = 0.0 if purse.points_left is None else 1.0 / max(purse.points_left, 1)
    return points + (0.0 if purse.idr_left is None else cost / max(purse.idr_left, 1))


def _crowded(problem: Problem, pins: Sequence[int]) -> list[Words]:
    names = [site.name for site in problem.sites]
    faults = [
        _TOO_NEAR.filled(site=names[one], other=names[other])
        for one, other in problem.too_near.tolist()
        if problem.pinned[one] and problem.pinned[other]
    ]
    wanted: dict[int, list[int]] = defaultdict(list)
    for site in pins:
        wanted[int(problem.village[site])].append(site)
    needs = needs_office(problem)
    for village, sites in wanted.items():
        name, waiting = problem.village_names[village], [site for site in sites if needs[site]]
        is_first = bool(waiting) and not any(problem.at_office[site] for site in sites)
        if is_first and not _offices(problem, village):
            faults.append(_OFFICE.filled(site=names[waiting[0]], village=name))
        limit, count = int(problem.village_points_left[village]), len(sites) + is_first
        if count > limit:
            numbers = {"limit": number_words(limit), "count": number_words(count)}
            faults.append(_VILLAGE.filled(village=name, **numbers))
    return faults


def _offices(problem: Problem, village: int) -> tuple[int, ...]:
    """Return the sites at the office of a village that could stand beside the wanted ones."""
    near = {
        site
        for pair in problem.too_near.tolist()
        for site, other in (pair, pair[::-1])
        if problem.pinned[other]
    }
    own = np.flatnonzero((problem.village == village) & problem.at_office & ~problem.banned)
    return tuple(site for site in own.tolist() if site not in near and _payers(problem, site))


def _items(problem: Problem, pins: Sequence[int]) -> list[_Item]:
    """Return what has to be paid for: the wanted sites and the offices before them."""
    items = [_Item((site,)) for site in pins]
    needs = needs_office(problem)
    villages = {int(problem.village[site]) for site in pins if needs[site]}
    held = {int(problem.village[site]) for site in pins if problem.at_office[site]}
    return items + [_Item(_offices(problem, village)) for village in sorted(villages - held)]


class _Search:
    """Looks for payers, one point after the other, going back where it gets stuck."""

    def __init__(self, problem: Problem) -> None:
        self._problem = problem
        numbers = range(len(problem.sources))
        self.limits = {
            _Purse("quota", f) for f in numbers if problem.sources[f].points_left is not None
        }
        self.limits |= {
            _Purse("budget", f) for f in numbers if problem.sources[f].idr_left is not None
        }
        if len({source.agency_key for source in problem.sources}) > 1:
            wanted = problem.village[np.flatnonzero(problem.pinned)]
            self.limits |= {_Purse("agency", int(village)) for village in wanted}
        self.is_given_up = False

    def pay(self, items: Sequence[_Item], limits: Iterable[_Purse]) -> list[tuple[int, int]] | None:
        """Return a site and payer for each item within these limits; None when none was found."""
        self._kept, self.is_given_up = frozenset(limits), False
        self._points: Counter[int] = Counter()
        self._idr: Counter[int] = Counter()
        self._agencies: dict[tuple[int, int], list[str]] = defaultdict(list)
        self._tries = _TRIES
        ways = [
            [(site, payer) for site in item.sites for payer in _payers(self._problem, site)]
            for item in items
        ]
        ways.sort(key=lambda own: (len(own), -self._dearest(own)))
        return self._descend(ways)

    def clash(self, items: Sequence[_Item], limits: Iterable[_Purse]) -> bool:
        """Tell whether it is certain that these limits do not allow all items."""
        return self.pay(items, limits) is None and not self.is_given_up

    def _dearest(self, ways: Sequence[tuple[int, int]]) -> int:
        return max((int(self._problem.cost_idr[way]) for way in ways), default=0)

    def _descend(self, ways: list[list[tuple[int, int]]]) -> list[tuple[int, int]] | None:
        """Go through the items without recursion: a plan may have thousands of wanted sites."""
        chosen: list[tuple[int, int]] = []
        places = [0] * (len(ways) + 1)
        while len(chosen) < len(ways):
            depth = len(chosen)
            own = ways[depth]
            while places[depth] < len(own) and not self._fits(own[places[depth]]):
                places[depth] += 1
            self._tries -= 1
            if self._tries < 0:
                self.is_given_up = True
                return None
            if places[depth] < len(own):
                self._count(own[places[depth]], 1)
                chosen.append(own[places[depth]])
                places[depth + 1] = 0
            elif chosen:
                self._count(chosen.pop(), -1)
                places[depth - 1] += 1
            else:
                return None
        return chosen

    def _fits(self, way: tuple[int, int]) -> bool:
        site, source = way
        purse, cost = self._problem.sources[source], int(self._problem.cost_idr[site, source])
        if _Purse("quota", source) in self._kept and self._points[source] >= (
            purse.points_left or 0
        ):
            return False
        if _Purse("budget", source) in self._kept and self._idr[source] + cost > (
            purse.idr_left or 0
        ):
            return False
        village = int(self._problem.village[site])
        if _Purse("agency", village) not in self._kept:
            return True
        return not set(self._agencies[village, purse.fiscal_year]) - {purse.agency_key}

    def _count(self, way: tuple[int, int], sign: int) -> None:
        site, source = way
        purse = self._problem.sources[source]
        self._points[source] += sign
        self._idr[source] += sign * int(self._problem.cost_idr[site, source])
        agencies = self._agencies[int(self._problem.village[site]), purse.fiscal_year]
        if sign > 0:
            agencies.append(purse.agency_key)
        else:
            agencies.remove(purse.agency_key)


def _named(search: _Search, problem: Problem, pins: Sequence[int]) -> list[Words]:
    """Return the fewest limits and sites found that still clash: each taken away in turn."""
    if search.is_given_up:
        return [_NOT_FOUND]
    limits = sorted(search.limits)
    for limit in list(limits):
        fewer = [other for other in limits if other != limit]
        if search.clash(_items(problem, pins), fewer):
            limits = fewer
    wanted = list(pins)
    for site in pins:
        fewer_sites = [other for other in wanted if other != site]
        if fewer_sites and search.clash(_items(problem, fewer_sites), limits):
            wanted = fewer_sites
    names = ", ".join(problem.sites[site].name for site in wanted)
    return [_WANTED.filled(sites=names), *(_limit_words(problem, limit) for limit in limits)]


def _limit_words(problem: Problem, limit: _Purse) -> Words:
    if limit.kind == "agency":
        return _AGENCY.filled(village=problem.village_names[limit.subject])
    purse = problem.sources[limit.subject]
    if limit.kind == "quota":
        return _QUOTA.filled(source=purse.name, limit=number_words(purse.points_left or 0))
    left = Words(*(rupiah_text(purse.idr_left or 0, language) for language in ("en", "id")))
    return _BUDGET.filled(source=purse.name, limit=left)
