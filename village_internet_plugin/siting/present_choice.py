# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of a plan's hotspots its funding source pays for best: by the suggestion's model.

They are the only candidates, everything else in the plan stays. The limits are those that a smaller
choice could break anew: the source's quota and budget, and office first. What the plan breaks today
besides (spacing, points a village) no smaller choice makes worse, so nothing is moved for it.

Of the choices that reach as many people the one with most hotspots is taken, then the cheapest.
For that each of n hotspots counts 1 and each unit of the objective n + 1: whatever the hotspots, a
unit more of the objective is worth more, and the bound over n + 1, rounded down, is a bound on it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.broken_limits import Choice
from village_internet_plugin.siting.build_options import BuildOptions
from village_internet_plugin.siting.coverage import Radii
from village_internet_plugin.siting.demand import Demand
from village_internet_plugin.siting.problem import (
    HOTSPOT,
    NO_OFFICE,
    NOT_PAID,
    Booleans,
    Integers,
    Problem,
)
from village_internet_plugin.siting.problem_building import build_problem
from village_internet_plugin.siting.suggest import Options, Progress, Watch, suggest
from village_internet_plugin.siting.union_proof import UnionProof, prove_union

_STANDS = "approved"
"""A status by which the model leaves a hotspot where it is."""
_OFFICE_FIRST, _PURSE = "VI304", ("VI402", "VI403")
_TIES_S = 5.0
"""Seconds after which a choice proven for the people is taken, however many hotspots move."""


@dataclass(frozen=True, eq=False)
class Weighing:
    """By what hotspots are weighed: whom they reach, what may be, how to seek."""

    reference: Reference
    rule_set: RuleSet
    demand: Demand
    radii: Radii
    blank_spot_weight: int = 2
    options: Options = Options()


@dataclass(frozen=True, eq=False)
class PresentChoice:
    """The best choice among hotspots of the plan for one funding source.

    Attributes:
        problem: the model; its objective is people, those in blank spots counted several times.
        stays: the ids of the chosen, in the order asked.
        goes: the ids of the others.
        unweighed: of both, those without a place in a known village: whom they reach is not known,
            so they get what the others leave, in the order asked.
        all_of_them: the people whom all of them together reach and nothing else does, each once.
        kept: of those, the people whom the chosen reach.
        objective: what the chosen are worth.
        bound: no choice within the limits is worth more.
        is_cancelled: whether the user stopped it.

    """

    problem: Problem
    stays: tuple[str, ...]
    goes: tuple[str, ...]
    unweighed: tuple[str, ...]
    all_of_them: UnionProof
    kept: UnionProof
    objective: int
    bound: int
    is_cancelled: bool = False

    @property
    def is_proven(self) -> bool:
        """Whether no choice within the limits is worth more."""
        return self.bound <= self.objective

    @property
    def gap(self) -> float:
        """(bound - objective) / objective; 0 when proven, infinite for an objective of 0."""
        if self.is_proven:
            return 0.0
        return (self.bound - self.objective) / self.objective if self.objective > 0 else math.inf

    @property
    def lost_people(self) -> int:
        """People whom only hotspots that go reach, each counted once."""
        return self.all_of_them.total - self.kept.total

    @property
    def lost_blank_people(self) -> int:
        """Those of them in blank spots."""
        return self._blank(self.all_of_them) - self._blank(self.kept)

    def _blank(self, union: UnionProof) -> int:
        sites = [share.choice.site for share in union.shares]
        classes = [self.problem.classes_of(site) for site in sites]
        reached = np.unique(np.concatenate(classes)) if classes else np.zeros(0, np.int64)
        return int(self.problem.blank_people[reached].sum())


def choose_present(
    plan: Plan,
    source: FundingSource,
    asked: Sequence[Hotspot],
    weighing: Weighing,
    may: Collection[str] | None = None,
    watch: Watch = lambda _: True,
) -> PresentChoice:
    """Return which of the hotspots `asked` the source pays for so that most people are reached.

    `plan` holds what stays besides; of its hotspots and of others' those of later years are not
    counted as reaching anybody. `source` stands with the limits that hold now, whatever the plan
    says of it. `may` are the ids of the hotspots it may pay for at all; None for all of them.
    """
    problem = _present_problem(plan, source, asked, weighing, may)
    numbers = {
        site.site_id: number
        for number, site in enumerate(problem.sites)
        if site.origin == HOTSPOT and not problem.banned[number]
    }
    sites = np.array(sorted(numbers.values()), dtype=np.int64)
    times = len(sites) + 1

    def goes_on(progress: Progress) -> bool:
        is_known = progress.bound // times <= progress.objective // times
        return not (is_known and progress.seconds > _TIES_S) and watch(progress)

    suggestion = suggest(_preferring_more(problem, sites), weighing.options, goes_on)
    chosen = {one.site.site_id for one in suggestion.chosen}
    lost = [one for one in asked if one.hotspot_id not in numbers]
    unweighed = [one for one in lost if may is None or one.hotspot_id in may]
    chosen |= _fitting(problem, source, chosen, numbers, unweighed)
    kept = prove_union(problem, _choices(numbers, chosen))
    objective = _worth(problem, kept)
    ids = [one.hotspot_id for one in asked]
    return PresentChoice(
        problem,
        tuple(one for one in ids if one in chosen),
        tuple(one for one in ids if one not in chosen),
        tuple(one.hotspot_id for one in unweighed),
        prove_union(problem, _choices(numbers, ids)),
        kept,
        objective,
        max(suggestion.bound // times, objective),
        suggestion.is_cancelled and suggestion.bound // times > objective,
    )


def _present_problem(
    plan: Plan,
    source: FundingSource,
    asked: Sequence[Hotspot],
    weighing: Weighing,
    may: Collection[str] | None,
) -> Problem:
    """Return the problem whose only open candidates are the hotspots asked about."""
    year, own = source.fiscal_year, {one.hotspot_id for one in asked}
    ours = [
        replace(one, status="proposed", funding_source_id=source.funding_source_id, year=year)
        for one in asked
    ]
    others = [
        replace(one, status=_STANDS) if one.status in (None, "", "proposed") else one
        for one in plan.hotspots
        if one.hotspot_id not in own and not one.is_replaced and _counts(one, source)
    ]
    sources = [one for one in plan.funding_sources if not _is_same(one, source)]
    published = [one for one in plan.published_hotspots if _is_by(one.hotspot, year)]
    problem = build_problem(
        replace(
            plan,
            hotspots=(*others, *ours),
            funding_sources=(*sources, source),
            published_hotspots=tuple(published),
        ),
        weighing.reference,
        _rules_of_choosing(weighing.rule_set, is_asked_for=may is None),
        weighing.demand,
        weighing.radii,
        BuildOptions(
            funding_source_ids=(source.funding_source_id,),
            candidate_origins=frozenset((HOTSPOT,)),
            blank_spot_weight=weighing.blank_spot_weight,
            keep_proposed=False,
            # As the rules count: what is not entered costs nothing (`funding_source.cost_idr`).
            costs={},
            service_months=0,
        ),
    )
    # Offices come with the problem where a village's first point has to be there; nothing is added.
    is_other = np.array([site.origin != HOTSPOT for site in problem.sites], np.bool_)
    cost = problem.cost_idr.copy()
    if may is not None:
        cost[[site.site_id not in may for site in problem.sites]] = NOT_PAID
    office = _offices_of(problem, is_other)
    return replace(problem, cost_idr=cost, banned=is_other, office_of_village=office)


def _offices_of(problem: Problem, is_other: Booleans) -> Integers:
    """Return the hotspot that has to stay before the others of its village do.

    None where no hotspot stands at the office: then the rule is broken today, whatever goes.
    """
    office = np.full(len(problem.village_codes), NO_OFFICE, dtype=np.int64)
    at_office = np.flatnonzero(problem.at_office & ~is_other)[::-1]
    village = problem.village[at_office]
    is_first = problem.office_of_village[village] != NO_OFFICE
    office[village[is_first]] = at_office[is_first]
    return office


def _counts(hotspot: Hotspot, source: FundingSource) -> bool:
    """Tell whether a hotspot stands by the source's year, or draws on the source."""
    is_own = hotspot.funding_source_id == source.funding_source_id
    return is_own or _is_by(hotspot, source.fiscal_year)


def _is_by(hotspot: Hotspot, year: int) -> bool:
    return hotspot.year is None or hotspot.year <= year


def _is_same(one: FundingSource, other: FundingSource) -> bool:
    return one.funding_source_id == other.funding_source_id


def _rules_of_choosing(rule_set: RuleSet, is_asked_for: bool) -> RuleSet:
    """Return the rules that a choice among present hotspots could break anew.

    `is_asked_for`: the source's limits are what is asked about, whether the rule set minds or not.
    """
    rules = {}
    for code, setting in rule_set.rules.items():
        is_on = setting.enabled or (is_asked_for and code in _PURSE)
        rules[code] = replace(setting, enabled=is_on and code in (_OFFICE_FIRST, *_PURSE))
    return replace(rule_set, rules=rules)


def _preferring_more(problem: Problem, sites: Integers) -> Problem:
    """Return the problem in which, the objective being equal, more of these sites are better."""
    classes, size = len(problem.weight), len(sites)
    counts = np.diff(problem.cover_starts)
    counts[sites] += 1
    own = np.arange(classes, classes + size, dtype=np.int64)
    nobody = np.zeros(size, dtype=np.int64)
    return replace(
        problem,
        cover_starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        cover_classes=np.insert(problem.cover_classes, problem.cover_starts[sites + 1], own),
        people=np.concatenate((problem.people, nobody)),
        blank_people=np.concatenate((problem.blank_people, nobody)),
        weight=np.concatenate((problem.weight * (size + 1), nobody + 1)),
        group=np.concatenate((problem.group, nobody)),
    )


def _fitting(
    problem: Problem,
    source: FundingSource,
    chosen: set[str],
    numbers: Mapping[str, int],
    unweighed: Sequence[Hotspot],
) -> set[str]:
    """Return the hotspots of unknown place that still fit into what the chosen leave."""
    purse = problem.sources[0]
    points, idr, found = purse.points_left, purse.idr_left, set()
    if points is not None:
        points -= len(chosen)
    if idr is not None:
        idr -= sum(int(problem.cost_idr[numbers[one], 0]) for one in chosen)
    for hotspot in unweighed:
        cost = cost_idr(hotspot, source)
        if (points is None or points > 0) and (idr is None or cost <= idr):
            found.add(hotspot.hotspot_id)
            points = None if points is None else points - 1
            idr = None if idr is None else idr - cost
    return found


def _choices(numbers: Mapping[str, int], ids: Sequence[str] | set[str]) -> list[Choice]:
    return [Choice(numbers[one], 0) for one in sorted(ids) if one in numbers]


def _worth(problem: Problem, union: UnionProof) -> int:
    classes = [problem.classes_of(share.choice.site) for share in union.shares]
    reached = np.unique(np.concatenate(classes)) if classes else np.zeros(0, np.int64)
    return int(problem.weight[reached].sum())
