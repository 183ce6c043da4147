# SPDX-License-Identifier: GPL-2.0-or-later
"""Today's plan as a place in the curves: the plan's own proposed hotspots, as they stand."""

from __future__ import annotations

from dataclasses import dataclass

from village_internet_plugin.domain.funding_source import cost_idr
from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.siting.broken_limits import Choice, Limit, Standing
from village_internet_plugin.siting.curve import Curves, Mark
from village_internet_plugin.siting.limit_words import people_words, rupiah_words
from village_internet_plugin.siting.problem import HOTSPOT, Problem
from village_internet_plugin.siting.reach_counts import ReachCounts

_ORIGIN = Words(
    "Today's plan stays whole: the curves begin with it and tell what comes on top.",
    "Rencana saat ini tetap utuh: kurva dimulai darinya dan menunjukkan tambahannya.",
)
_TODAY = Words(
    "Today's plan: proposed points: {points}, {idr}, reaching {people}.",
    "Rencana saat ini: {points} titik usulan, {idr}, menjangkau {people}.",
)
_LEFT_OUT = Words(
    "Of its proposed points {count} are no candidates, since a rule speaks against them; their "
    "people are not counted here.",
    "Dari titik usulannya, {count} bukan calon karena melanggar aturan; warganya tidak dihitung "
    "di sini.",
)
_SAME_POINTS = Words(
    "With no more points, a plan at hand reaches {more} more.",
    "Dengan titik yang tidak lebih banyak, tersedia rencana yang menjangkau {more} lebih banyak.",
)
_SAME_MONEY = Words(
    "With no more money, a plan at hand reaches {more} more.",
    "Dengan dana yang tidak lebih besar, tersedia rencana yang menjangkau {more} lebih banyak.",
)
_BROKEN = Words(
    "It breaks limits of the suggestion, so it may lie above the upper line:",
    "Rencana itu melanggar batas saran, jadi mungkin berada di atas garis atas:",
)
_MORE_LIMITS = Words("And {count} more.", "Dan {count} lainnya.")
_MOST_LIMITS = 5


@dataclass(frozen=True)
class Today:
    """Today's plan beside the suggestion.

    Attributes:
        mark: its place: the proposed hotspots that are candidates, each counted once.
        is_origin: whether the plan stays whole, so that the curves begin with it.
        left_out: proposed hotspots that are no candidates; not in the mark.
        broken: limits of the suggestion that it breaks.

    """

    mark: Mark
    is_origin: bool
    left_out: int
    broken: tuple[Limit, ...]
    sentences: tuple[Words, ...]


def mark_today(problem: Problem, plan: Plan, curves: Curves) -> Today:
    """Return the place of the plan's own proposed hotspots in the curves."""
    left_out = sum(one.site.origin == HOTSPOT for one in problem.excluded)
    if left_out == 0 and not any(site.origin == HOTSPOT for site in problem.sites):
        return Today(Mark(0, 0, 0), True, 0, (), (_ORIGIN,))
    purses = {one.funding_source_id: row for row, one in enumerate(problem.sources)}
    payers = {one.funding_source_id: one for one in plan.funding_sources}
    sites, choices, cost = [], [], 0
    for hotspot in plan.hotspots:
        site = problem.site_number(hotspot.hotspot_id)
        if site is None or problem.sites[site].origin != HOTSPOT:
            continue
        source = hotspot.funding_source_id or ""
        sites.append(site)
        cost += cost_idr(hotspot, payers.get(source))
        if source in purses:
            choices.append(Choice(site, purses[source]))
    people = ReachCounts(problem, sites).reached(problem.people)
    mark = Mark(len(sites), cost, people)
    broken = Standing(problem, choices).broken()
    return Today(mark, False, left_out, broken, _sentences(mark, left_out, broken, curves))


def _sentences(
    mark: Mark, left_out: int, broken: tuple[Limit, ...], curves: Curves
) -> tuple[Words, ...]:
    points, money = number_words(mark.points), rupiah_words(mark.idr)
    said = [_TODAY.filled(points=points, idr=money, people=people_words(mark.people))]
    if left_out:
        said.append(_LEFT_OUT.filled(count=number_words(left_out)))
    for words, line, place in (
        (_SAME_POINTS, curves.by_points, mark.points),
        (_SAME_MONEY, curves.by_money, mark.idr),
    ):
        more = line.lower_at(place) - mark.people
        if more > 0:
            said.append(words.filled(more=people_words(more)))
    if broken:
        said.append(_BROKEN)
        every = list(dict.fromkeys(limit.words for limit in broken))
        said.extend(every[:_MOST_LIMITS])
        if len(every) > _MOST_LIMITS:
            said.append(_MORE_LIMITS.filled(count=number_words(len(every) - _MOST_LIMITS)))
    return tuple(said)
