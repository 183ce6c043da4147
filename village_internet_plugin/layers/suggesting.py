# SPDX-License-Identifier: GPL-2.0-or-later
"""From a plan and wishes to a suggestion, and to the hotspots that accepting it would make.

Touches no layer and no widget: it runs in a thread of its own, and in `qgis_process`. Importing
this imports NumPy and Shapely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Callable

import numpy as np

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import name_key, new_identifier
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.layers.wishes import PUBLIC_SITES, Wishes
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.build_options import BuildOptions
from village_internet_plugin.siting.coverage import Radii
from village_internet_plugin.siting.demand import Spread, measure_demand
from village_internet_plugin.siting.phasing import phased
from village_internet_plugin.siting.problem import HOTSPOT, Problem, Site
from village_internet_plugin.siting.problem_building import build_problem
from village_internet_plugin.siting.suggest import (
    Chosen,
    Options,
    Progress,
    Suggestion,
    suggest,
    taken_instead,
)

Report = Callable[[float], bool]
"""Told how much is done (0 to 1); answers False to stop."""
_DEMAND, _PROBLEM, _SEEKING = 0.25, 0.4, 0.9
"""Which share of the whole is done after each part."""


@dataclass(frozen=True, eq=False)
class SuggestedPlan:
    """A suggestion as a change of the plan it was made for.

    Attributes:
        added: new hotspots, each with the number of its site in the problem.
        stays: hotspots of the plan that are suggested again, likewise.
        removed: hotspots of the plan that give way.
        paid_by: those of `stays` that another source pays from then on.

    """

    wishes: Wishes
    problem: Problem
    suggestion: Suggestion
    added: tuple[tuple[Hotspot, int], ...]
    stays: tuple[tuple[Hotspot, int], ...] = ()
    removed: tuple[Hotspot, ...] = ()
    paid_by: tuple[Hotspot, ...] = ()

    @property
    def people(self) -> int:
        """People reached with it: by what there is, by the plan, and by what is added."""
        return self.problem.people_before + self.suggestion.people

    @property
    def blank_people(self) -> int:
        """Those of them in blank spots."""
        return self.problem.blank_people_before + self.suggestion.blank_people

    @property
    def people_today(self) -> int:
        """People reached by what there is and by the plan as it is."""
        return self.problem.people_before + int(self.problem.people[self._today].sum())

    @property
    def idr(self) -> int:
        """What the added hotspots cost over their terms, in rupiah."""
        numbers = {number for _, number in self.added}
        return sum(one.cost_idr for one in self.suggestion.chosen if one.site_number in numbers)

    def hotspots_of(self, plan: Plan) -> tuple[Hotspot, ...]:
        """Return the plan's hotspots with the suggestion in it, in the plan's order."""
        gone = {one.hotspot_id for one in self.removed}
        paid = {one.hotspot_id: one for one in self.paid_by}
        kept = [paid.get(one.hotspot_id, one) for one in plan.hotspots]
        added = [hotspot for hotspot, _ in self.added]
        return (*(one for one in kept if one.hotspot_id not in gone), *added)

    @property
    def _today(self) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """The demand classes that hotspots of the plan reach which may be dropped."""
        problem = self.problem
        own = [number for number, site in enumerate(problem.sites) if site.origin == HOTSPOT]
        reached = [problem.classes_of(number) for number in own]
        return np.unique(np.concatenate(reached)) if reached else np.zeros(0, dtype=np.int64)


def suggest_plan(
    plan: Plan,
    reference: Reference,
    rule_set: RuleSet,
    wishes: Wishes,
    public_sites: Sequence[Site] = (),
    report: Report | None = None,
    is_enough: Callable[[], bool] | None = None,
) -> SuggestedPlan:
    """Return the best plan for the wishes, as a change of `plan`.

    `public_sites` are further candidates. When `is_enough` answers True the seeking ends with the
    best plan found so far and its bound. Before there is one `rules.check.Cancelled` is raised, and
    also when `report` answers False; nothing was changed then.
    """
    ask = report or (lambda _share: True)

    def goes_on(begin: float, end: float, share: float) -> bool:
        is_wanted = ask(begin + (end - begin) * share)
        return is_wanted and not (is_enough is not None and is_enough())

    demand = measure_demand(
        reference, Spread(wishes.spread, wishes.within_m), partial(goes_on, 0.0, _DEMAND)
    )
    radii = Radii(wishes.radius_m, dict(wishes.radius_by_technology))
    wished, building = _build(wishes, public_sites), partial(goes_on, _DEMAND, _PROBLEM)
    problem = build_problem(plan, reference, rule_set, demand, radii, wished, building)
    options = seeking_options(wishes)

    def watch(progress: Progress) -> bool:
        done = min(1.0, progress.seconds / max(wishes.time_limit_s, 1e-9))
        return goes_on(_PROBLEM, _SEEKING, done)

    if wishes.by_year:
        suggestion = phased(problem, options, watch).suggestion
    else:
        suggestion = suggest(problem, options, watch)
    return as_change(plan, wishes, problem, suggestion)


def seeking_options(wishes: Wishes) -> Options:
    """Return how to seek what is wished."""
    return Options(
        max_gap=wishes.max_gap,
        time_limit_s=wishes.time_limit_s,
        seed=wishes.seed,
        equity=wishes.equity,
    )


def with_choices(
    plan: Plan, suggested: SuggestedPlan, choices: Sequence[tuple[int, int]]
) -> SuggestedPlan:
    """Return a suggestion with other sites that are as good, as a change of the same `plan`.

    What is new in both has the same identifier and name in both.
    """
    problem = suggested.problem
    payers = dict(choices)
    known = {
        number: hotspot
        for hotspot, number in suggested.added
        if number in payers
        and problem.sources[payers[number]].funding_source_id == hotspot.funding_source_id
    }
    suggestion = taken_instead(problem, suggested.suggestion, choices)
    return as_change(plan, suggested.wishes, problem, suggestion, known)


def as_change(
    plan: Plan,
    wishes: Wishes,
    problem: Problem,
    suggestion: Suggestion,
    known: Mapping[int, Hotspot] | None = None,
) -> SuggestedPlan:
    """Return what accepting a suggestion would change in the plan.

    `known` are new hotspots that are made already, by the number of their site.
    """
    own = {one.hotspot_id: one for one in plan.hotspots}
    made = known or {}
    names = _Names((*plan.hotspots, *made.values()))
    added: list[tuple[Hotspot, int]] = []
    stays: list[tuple[Hotspot, int]] = []
    for chosen in suggestion.chosen:
        if chosen.site.origin == HOTSPOT and chosen.site.site_id in own:
            stays.append((own[chosen.site.site_id], chosen.site_number))
        else:
            new = made.get(chosen.site_number) or _hotspot(chosen, problem, names)
            added.append((new, chosen.site_number))
    kept = {hotspot.hotspot_id for hotspot, _ in stays}
    sites = (*problem.sites, *(one.site for one in problem.excluded))
    offered = {site.site_id for site in sites if site.origin == HOTSPOT}
    removed = [one for key, one in own.items() if key in offered and key not in kept]
    payers = {one.site.site_id: one for one in suggestion.chosen}
    paid_by = [
        _paid(hotspot, payers[hotspot.hotspot_id])
        for hotspot, _ in stays
        if payers[hotspot.hotspot_id].source.funding_source_id != hotspot.funding_source_id
    ]
    if suggestion.clash:
        removed = []
    return SuggestedPlan(
        wishes,
        problem,
        suggestion,
        tuple(added),
        tuple(stays),
        tuple(removed),
        tuple(paid_by),
    )


def _build(wishes: Wishes, public_sites: Sequence[Site]) -> BuildOptions:
    origins = set(wishes.candidates)
    if public_sites:
        origins.add(PUBLIC_SITES)
    if wishes.replan:
        origins.add(HOTSPOT)
    return BuildOptions(
        funding_source_ids=wishes.funding_source_ids,
        candidate_origins=frozenset(origins),
        public_sites=tuple(public_sites),
        pinned=frozenset(wishes.pinned),
        banned=frozenset(wishes.banned),
        blank_spot_weight=wishes.blank_spot_weight,
        keep_proposed=not wishes.replan,
    )


class _Names:
    """Names of hotspots by village: a new one gets a number where its name is taken."""

    def __init__(self, hotspots: Iterable[Hotspot]) -> None:
        self._taken = {(one.village_code, name_key(one.name)) for one in hotspots if one.name}

    def free(self, village_code: str, name: str) -> str:
        tried, number = name, 1
        while (village_code, name_key(tried)) in self._taken:
            number += 1
            tried = f"{name} {number}"
        self._taken.add((village_code, name_key(tried)))
        return tried


def _hotspot(chosen: Chosen, problem: Problem, names: _Names) -> Hotspot:
    site, source = chosen.site, chosen.source
    cost = problem.cost_of(chosen.site_number, chosen.source_number)
    return Hotspot(
        new_identifier(),
        site.position,
        site.village_code,
        names.free(site.village_code, site.name),
        site.site_kind,
        source.funding_source_id,
        source.fiscal_year,
        "proposed",
        site.technology,
        capex_idr=cost.capex_idr,
        opex_idr_per_month=cost.opex_idr_per_month,
        service_months=cost.service_months,
    )


def _paid(hotspot: Hotspot, chosen: Chosen) -> Hotspot:
    return replace(
        hotspot,
        funding_source_id=chosen.source.funding_source_id,
        year=chosen.source.fiscal_year,
    )
