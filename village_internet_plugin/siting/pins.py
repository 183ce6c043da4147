# SPDX-License-Identifier: GPL-2.0-or-later
"""The sites the user wants in any case: who pays for them, or which limits clash over them.

Without pins a plan with nothing in it keeps every limit, so what is impossible is so by its pins.
A clash is named by the fewest wanted sites and limits that cannot hold together: without any one
of them the others could ("irreducible infeasible subset", by the deletion filter of J. Chinneck,
E. Dravnieks, ORSA Journal on Computing 3 (1991) 157-168). Of more sites than `_MOST_BY_ONE` a few
may be named that are not needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting.clash_words import NOT_FOUND, clash_words
from village_internet_plugin.siting.pin_search import HeldLimit, PinSearch
from village_internet_plugin.siting.problem import NOT_PAID, Problem

_MOST_BY_ONE = 60
"""Wanted sites taken away one by one at most; of more, in groups."""
T = TypeVar("T")


@dataclass(frozen=True)
class ClashSet:
    """Wanted sites and limits that cannot hold together.

    Attributes:
        pins: the wanted sites, by index.
        limits: the limits; all others do not matter.

    """

    pins: tuple[int, ...]
    limits: tuple[HeldLimit, ...]


class Clash(Exception):
    """The wanted sites cannot be had together.

    Attributes:
        limits: what clashes, in words.
        sets: each clash by itself; empty where a wanted site is no candidate at all.

    """

    def __init__(self, limits: Sequence[Words], sets: Sequence[ClashSet] = ()) -> None:
        super().__init__(" ".join(words.en for words in limits))
        self.limits, self.sets = tuple(limits), tuple(sets)


def pay_for_pins(problem: Problem) -> list[tuple[int, int]]:
    """Return a payer for each wanted site, and for the offices they need first; Clash if none."""
    if problem.broken_pins:
        raise Clash(problem.broken_pins)
    pins = np.flatnonzero(problem.pinned).tolist()
    if not pins:
        return []
    search = PinSearch(problem)
    found = dict.fromkeys(
        _fewest(search, suspects)
        for suspects in _suspects(problem, search, pins)
        if search.clash(suspects, search.limits_on(suspects))
    )
    if not found:
        limits = search.limits_on(pins)
        paid = search.pay(pins, limits)
        if paid is not None:
            return sorted(paid)
        if search.is_given_up:
            raise Clash([NOT_FOUND])
        found[_fewest(search, pins)] = None
    said = [words for one in found for words in clash_words(problem, search, one.pins, one.limits)]
    raise Clash(list(dict.fromkeys(said)), list(found))


def _suspects(problem: Problem, search: PinSearch, pins: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the few wanted sites at a time that may clash by themselves.

    One alone, two too near to each other, and those of one village with those near its office.
    """
    wanted, by_village = set(pins), defaultdict(list)
    for site in pins:
        by_village[int(problem.village[site])].append(site)
        if problem.banned[site] or not _has_payer(problem, site):
            yield [site]
        for other in search.neighbours(site):
            if site < other and other in wanted:
                yield [site, other]
    for village, sites in by_village.items():
        if search.villages_waiting(sites):
            offices = search.offices(village)
            beside = {near for office in offices for near in search.neighbours(office)}
            yield sorted({*sites, *(beside & wanted)})
        elif len(sites) > problem.village_points_left[village]:
            yield sites


def _has_payer(problem: Problem, site: int) -> bool:
    """Tell whether somebody could pay for a site, were it the only one."""
    return any(
        cost != NOT_PAID
        and (source.points_left is None or source.points_left > 0)
        and (source.idr_left is None or cost <= source.idr_left)
        for source, cost in zip(problem.sources, problem.cost_idr[site].tolist())
    )


def _fewest(search: PinSearch, pins: Sequence[int]) -> ClashSet:
    """Return the fewest limits and sites that still clash."""
    limits = _needed(search.limits_on(pins), lambda fewer: search.clash(pins, fewer))
    # Of hundreds of sites each by itself would take minutes, and nobody reads so many names.
    smallest = max(1, len(pins) // _MOST_BY_ONE)
    wanted = _needed(pins, lambda fewer: search.clash(fewer, limits), smallest)
    return ClashSet(tuple(wanted), tuple(limits))


def _needed(items: Sequence[T], clash: Callable[[list[T]], bool], smallest: int = 1) -> list[T]:
    """Take away what is needless for the clash, by halves down to parts of the `smallest` size."""
    kept, parts = list(items), [list(items)]
    while parts:
        part = parts.pop()
        gone = set(part)
        fewer = [item for item in kept if item not in gone]
        if clash(fewer):
            kept = fewer
        elif len(part) > smallest:
            half = len(part) // 2
            parts += [part[half:], part[:half]]
    return kept
