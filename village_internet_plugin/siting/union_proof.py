# SPDX-License-Identifier: GPL-2.0-or-later
"""People counted once: what each chosen site adds to those before it, and the sum as proof."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.problem import NO_OFFICE, Problem
from village_internet_plugin.siting.reach_counts import ReachCounts

_SUM = Words(
    "Counted site by site (sites: {sites}), that makes {alone} people; {twice} of these were "
    "counted at a site before already. That leaves {total}, each counted once.",
    "Dihitung per titik ({sites} titik), jumlahnya {alone} jiwa; {twice} di antaranya sudah "
    "terhitung pada titik sebelumnya. Jadi {total} jiwa, masing-masing dihitung satu kali.",
)


@dataclass(frozen=True)
class Share:
    """What one chosen site adds when the sites are counted in this order.

    Attributes:
        reaches: people in its reach, whoever else reaches them.
        added: of these, people whom no site before it in the order reaches.
        only: people whom no other chosen site reaches at all.
        reached_so_far: people that this and the sites before it reach, each counted once.

    """

    choice: Choice
    reaches: int
    added: int
    only: int
    reached_so_far: int


@dataclass(frozen=True)
class UnionProof:
    """People reached by all chosen sites, each counted once.

    ``sum(added) == total == alone - twice``, in whole people.

    Attributes:
        alone: the sum of what each site reaches by itself.
        twice: how often a person was counted again in that sum.
        total: people reached, each counted once.
        words: the sum told.

    """

    shares: tuple[Share, ...]
    alone: int
    twice: int
    total: int
    words: Words


def prove_union(problem: Problem, choices: Iterable[Choice]) -> UnionProof:
    """Count the people of the chosen sites one site after the other, biggest addition first."""
    ordered = list(telling_order(problem, choices))
    everyone = ReachCounts(problem, (choice.site for choice in ordered))
    people, so_far = problem.people, ReachCounts(problem)
    shares, total, alone = [], 0, 0
    for choice in ordered:
        added = so_far.gain(choice.site, people)
        so_far.add(choice.site)
        reaches = everyone.reach(choice.site, people)
        total, alone = total + added, alone + reaches
        only = everyone.loss(choice.site, people)
        shares.append(Share(choice, reaches, added, only, total))
    words = _SUM.filled(
        sites=number_words(len(shares)),
        alone=number_words(alone),
        twice=number_words(alone - total),
        total=number_words(total),
    )
    return UnionProof(tuple(shares), alone, alone - total, total, words)


def telling_order(problem: Problem, choices: Iterable[Choice]) -> Iterator[Choice]:
    """Yield the choices so that, pins apart, each start of the list is a plan of its own.

    Pinned sites come first, then whichever adds most weight to those before it; of equals the
    cheaper, then the smaller site id. A site at the office comes before those that wait for one.
    """
    return _Teller(problem, choices).ordered()


class _Teller:
    """Always knows which choice adds most; a gain can only have shrunk since it was counted."""

    def __init__(self, problem: Problem, choices: Iterable[Choice]) -> None:
        self._problem = problem
        self._choices = {choice.site: choice for choice in choices}
        self._counts = ReachCounts(problem)
        self._queue: list[tuple[bool, int, int, str, int]] = []
        villages = {int(problem.village[site]) for site in self._choices if problem.pinned[site]}
        self._pinned_villages = villages
        """Where a site at the office goes with the pins, since they may wait for it."""

    def ordered(self) -> Iterator[Choice]:
        village, waiting = self._problem.village, self._waiting()
        held = {site for sites in waiting.values() for site in sites}
        for site in self._choices:
            if site not in held:
                self._put(site)
        while self._queue:
            _, gain, _, _, site = heapq.heappop(self._queue)
            if self._gain(site) != -gain:
                self._put(site)
                continue
            self._counts.add(site)
            yield self._choices[site]
            if self._problem.at_office[site]:
                for other in waiting.pop(int(village[site]), ()):
                    self._put(other)

    def _waiting(self) -> dict[int, list[int]]:
        """Return, by village, the sites that may follow only one at the office."""
        problem, waiting = self._problem, defaultdict(list)
        village = problem.village
        led = {int(village[site]) for site in self._choices if problem.at_office[site]}
        for site in self._choices:
            number = int(village[site])
            if number in led and not problem.at_office[site]:
                waiting[number].append(site)
        return {
            number: sites
            for number, sites in waiting.items()
            if problem.office_of_village[number] != NO_OFFICE
        }

    def _gain(self, site: int) -> int:
        return self._counts.gain(site, self._problem.weight)

    def _put(self, site: int) -> None:
        problem = self._problem
        leads = problem.at_office[site] and int(problem.village[site]) in self._pinned_villages
        is_first = bool(problem.pinned[site] or leads)
        cost = int(problem.cost_idr[site, self._choices[site].source])
        rank = (not is_first, -self._gain(site), cost, problem.sites[site].site_id, site)
        heapq.heappush(self._queue, rank)
