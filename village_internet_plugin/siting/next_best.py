# SPDX-License-Identifier: GPL-2.0-or-later
"""The next best site for each funding source: whom it would add, and what is missing for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.exchanges import Exchanges
from village_internet_plugin.siting.limit_words import (
    BUDGET,
    QUOTA,
    people_words,
    rupiah_words,
)
from village_internet_plugin.siting.problem import NOT_PAID, Integers

_NONE = Words(
    "{source}: within the other limits no further site it may pay for would add anybody.",
    "{source}: dalam batas lainnya tidak ada titik lagi yang boleh dibiayainya dan menambah warga.",
)
_NEXT = Words(
    "{source}: next is {site}, which adds {people} for {cost}.",
    "{source}: berikutnya {site}, menambah {people} dengan biaya {cost}.",
)
_POINT = Words("It takes one more point.", "Diperlukan satu titik lagi.")
_MONEY = Words("It takes {short} more.", "Diperlukan tambahan {short}.")


@dataclass(frozen=True)
class NextBest:
    """Of one funding source: the site that would add most if only its own money allowed it.

    Attributes:
        source: index of the funding source.
        choice: the site; None when no site would add anybody.
        people: people it would add to the plan.
        weight: the same in the objective.
        points_short: 1 when the quota is used up, else 0.
        idr_short: rupiah its budget lacks.

    """

    source: int
    choice: Choice | None
    people: int
    weight: int
    points_short: int
    idr_short: int
    sentences: tuple[Words, ...]


def next_best_sites(exchanges: Exchanges) -> tuple[NextBest, ...]:
    """Return, for each funding source, the site that adds most with all chosen ones kept.

    Every other limit holds: places, spacing, offices first, other agencies. Of equals the cheaper.
    """
    problem = exchanges.problem
    gains = exchanges.counts.gains(problem.weight)
    return tuple(_next_best(exchanges, source, gains) for source in range(len(problem.sources)))


def _next_best(exchanges: Exchanges, source: int, gains: Integers) -> NextBest:
    problem = exchanges.problem
    cost, name = problem.cost_idr[:, source], problem.sources[source].name
    free = exchanges.unchosen()
    free = free[(gains[free] > 0) & (cost[free] != NOT_PAID)]
    for site in free[np.lexsort((free, cost[free], -gains[free]))].tolist():
        lacking = exchanges.standing.broken_by(Choice(site, source))
        if any(limit.kind not in (QUOTA, BUDGET) for limit in lacking):
            continue
        short = {limit.kind: limit.short for limit in lacking}
        people = exchanges.counts.gain(site, problem.people)
        said = [
            _NEXT.filled(
                source=name,
                site=problem.sites[site].name,
                people=people_words(people),
                cost=rupiah_words(int(cost[site])),
            )
        ]
        if QUOTA in short:
            said.append(_POINT)
        if BUDGET in short:
            said.append(_MONEY.filled(short=rupiah_words(short[BUDGET])))
        return NextBest(
            source,
            Choice(site, source),
            people,
            int(gains[site]),
            short.get(QUOTA, 0),
            short.get(BUDGET, 0),
            tuple(said),
        )
    return NextBest(source, None, 0, 0, 0, 0, (_NONE.filled(source=name),))
