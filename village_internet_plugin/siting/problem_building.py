# SPDX-License-Identifier: GPL-2.0-or-later
"""Builds the suggestion's problem from a plan, its reference, its rules and where people are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import Progress
from village_internet_plugin.siting.build_options import BuildOptions, cost_parts
from village_internet_plugin.siting.candidates import (
    Gathered,
    gather,
    is_kept,
    judge_places,
    with_technology,
)
from village_internet_plugin.siting.coverage import (
    Radii,
    ReachPoints,
    covering_pairs,
    district_key,
    reach_points,
)
from village_internet_plugin.siting.demand import Demand
from village_internet_plugin.siting.demand_classes import Classes, merge_demand
from village_internet_plugin.siting.limits_left import LimitsLeft
from village_internet_plugin.siting.problem import (
    NO_OFFICE,
    NOT_PAID,
    OFFICE,
    Booleans,
    Excluded,
    Integers,
    Problem,
    Site,
)

_NEAR_STANDING = Words(
    "{site} is too near to {other}, which stays.",
    "{site} terlalu dekat dengan {other}, yang tetap ada.",
)
_RIVAL = Words(
    "In {village} another agency pays for a point in the same year.",
    "Di {village} instansi lain sudah membiayai titik pada tahun yang sama.",
)
_NOWHERE = Words("{site} lies in no known village.", "{site} tidak berada di desa mana pun.")
_SERVED = Words(
    "{village} has a public hotspot already; only villages without one were asked for.",
    "{village} sudah punya titik hotspot publik; yang diminta hanya desa yang belum punya.",
)
_NO_FIRST = Words(
    "The first point of {village} has to be at its office, and the office is no candidate.",
    "Titik pertama {village} harus di kantor desa, padahal kantornya bukan calon.",
)
_UNKNOWN_PIN = Words(
    "{site} is wanted, but there is no such place.", "{site} diminta, tetapi tidak ada."
)
_PIN = Words("{site} is wanted, but: {why}", "{site} diminta, tetapi: {why}")
_COSTS = Words(
    "Where a place states no cost of its own, a point is taken to cost what is set for its "
    "technology.",
    "Bila suatu tempat tidak punya biaya sendiri, biaya titik mengikuti yang ditetapkan untuk "
    "teknologinya.",
)
_POPULATION = Words(
    "Villages of unknown population may get one point: {count}.",
    "Desa yang jumlah penduduknya tidak diketahui hanya boleh mendapat satu titik: {count}.",
)
_GATHERED, _JUDGED, _SERVED_KNOWN = 0.4, 0.7, 0.85
"""Which share of the whole is done after each part."""


def build_problem(
    plan: Plan,
    reference: Reference,
    rule_set: RuleSet,
    demand: Demand,
    radii: Radii,
    options: BuildOptions | None = None,
    progress: Progress | None = None,
) -> Problem:
    """Return the problem of suggesting hotspots for a plan; `Cancelled` when `progress` says so.

    Candidates are judged by the plan's own rules: what would block publishing is no candidate, and
    is kept with the reason. Rules about points together become the problem's limits.
    """
    wished = options or BuildOptions()
    ask = progress or (lambda _share: True)
    return _Building(plan, reference, rule_set, demand, radii, wished, ask).problem()


class _Candidates(NamedTuple):
    """The candidates; (site, source) what each would cost; (site, source, 3) its parts."""

    gathered: Gathered
    cost_idr: Integers
    cost_parts: Integers
    excluded: list[Excluded]


class _Building:
    """One build: places gathered and judged, then limits, then whom they reach."""

    def __init__(
        self,
        plan: Plan,
        reference: Reference,
        rule_set: RuleSet,
        demand: Demand,
        radii: Radii,
        options: BuildOptions,
        progress: Progress,
    ) -> None:
        self._plan, self._reference, self._rule_set = plan, reference, rule_set
        self._demand, self._radii, self._options = demand, radii, options
        self._progress = progress
        wanted = options.funding_source_ids
        self._sources = [
            source
            for source in plan.funding_sources
            if wanted is None or source.funding_source_id in wanted
        ]
        kept = [hotspot for hotspot in plan.hotspots if is_kept(hotspot, options)]
        self._kept_plan = replace(plan, hotspots=tuple(kept))
        self._limits = LimitsLeft(plan, kept, reference, rule_set, self._sources)
        self._codes = [village.code for village in demand.villages]
        self._numbers = {code: number for number, code in enumerate(self._codes)}

    def problem(self) -> Problem:
        """Return the whole problem."""
        gathered, cost, parts, excluded = self._candidates()
        sites = gathered.sites
        village = np.array([self._numbers.get(site.village_code, 0) for site in sites], np.int64)
        at_office = self._limits.at_office(sites)
        served = self._served_already()
        classes = self._classes(sites, served)
        people, blank = self._people(classes)
        groups, group = self._groups()
        everybody = self._demand.people
        return Problem(
            sites=tuple(sites),
            village=village,
            village_codes=tuple(self._codes),
            village_names=tuple(one.name or one.code for one in self._demand.villages),
            sources=self._limits.purses(),
            cost_idr=cost,
            cover_starts=classes.starts,
            cover_classes=classes.classes,
            people=people,
            blank_people=blank,
            weight=people + (self._options.blank_spot_weight - 1) * blank,
            blank_spot_weight=self._options.blank_spot_weight,
            group=classes.group,
            groups=groups,
            group_people=_summed(group, everybody, len(groups)),
            group_reached=_summed(group, everybody * served, len(groups)),
            village_points_left=self._limits.village_points(self._codes),
            office_of_village=self._offices_first(sites, village, at_office),
            at_office=at_office,
            too_near=self._limits.too_near(sites),
            pinned=self._marked(sites, self._options.pinned),
            banned=self._marked(sites, self._options.banned),
            excluded=tuple(excluded),
            people_before=int((everybody * served).sum()),
            blank_people_before=int((everybody * served * self._demand.in_blank_spot).sum()),
            **self._beyond(classes, served),
            assumptions=self._assumptions(),
            cost_parts=parts,
            broken_pins=self._broken_pins(sites, excluded),
        )

    def _candidates(self) -> _Candidates:
        """Return the candidates with what each source would pay, and what is none."""
        gathered = gather(
            self._plan, self._reference, self._codes, self._options, self._part(0.0, _GATHERED)
        )
        sites = with_technology(gathered.sites, self._reference, self._rule_set)
        gathered = Gathered(sites, gathered.hotspots)
        judged = judge_places(
            gathered,
            self._plan,
            self._reference,
            self._rule_set,
            self._sources,
            self._part(_GATHERED, _JUDGED),
        )
        near, others = self._limits.too_near_standing(sites)
        rivals = self._limits.rivals(sites)
        allowed = judged.allowed & ~near & ~rivals
        allowed &= self._own_payer(gathered)
        excluded = dict(judged.excluded)
        for number, site in enumerate(sites):
            fault = self._fault(site, near[number], rivals[number], others.get(number))
            if fault is not None:
                excluded.setdefault(number, fault)
        self._without_first(sites, excluded)
        left = [number for number in range(len(sites)) if number not in excluded]
        left = [number for number in left if self._is_asked_for(sites[number])]
        parts = self._costs(gathered)[left]
        cost = parts[:, :, 0] + parts[:, :, 1] * parts[:, :, 2]
        cost = np.where(allowed[left], cost, NOT_PAID)
        places = {number: place for place, number in enumerate(left)}
        hotspots = {places[n]: own for n, own in gathered.hotspots.items() if n in places}
        kept = Gathered([sites[number] for number in left], hotspots)
        return _Candidates(kept, cost, parts, [excluded[number] for number in sorted(excluded)])

    def _part(self, begin: float, end: float) -> Progress:
        """Return a progress, 0..1, of what begins and ends at these shares of the whole."""
        return lambda share: self._progress(begin + (end - begin) * share)

    def _fault(
        self, site: Site, near: Booleans, rivals: Booleans, other: str | None
    ) -> Excluded | None:
        name = self._village_name(site.village_code)
        if site.village_code not in self._numbers:
            return Excluded(site, _NOWHERE.filled(site=site.name), "VI601")
        if len(near) and near.all():
            words = _NEAR_STANDING.filled(site=site.name, other=other or "")
            return Excluded(site, words, "VI105")
        if len(rivals) and rivals.all():
            return Excluded(site, _RIVAL.filled(village=name), "VI404")
        if self._options.only_unserved_villages and self._limits.is_served(site.village_code):
            return Excluded(site, _SERVED.filled(village=name), "VI302")
        return None

    def _without_first(self, sites: Sequence[Site], excluded: dict[int, Excluded]) -> None:
        """Leave out the places of villages whose first point cannot be where it has to be."""
        at_office = self._limits.at_office(sites)
        first = {sites[n].village_code for n in np.flatnonzero(at_office) if n not in excluded}
        for number, site in enumerate(sites):
            code = site.village_code
            if number in excluded or code in first or not self._limits.needs_office_first(code):
                continue
            words = _NO_FIRST.filled(village=self._village_name(code))
            excluded[number] = Excluded(site, words, "VI304")

    def _is_asked_for(self, site: Site) -> bool:
        """Tell whether a place is of an origin asked for, or an office that has to come first."""
        if site.origin != OFFICE or OFFICE in self._options.candidate_origins:
            return True
        return self._limits.needs_office_first(site.village_code)

    def _own_payer(self, gathered: Gathered) -> Booleans:
        """Return (site, source): a proposed hotspot that names a source is paid by it alone."""
        allowed = np.ones((len(gathered.sites), len(self._sources)), np.bool_)
        ids = [source.funding_source_id for source in self._sources]
        for number, hotspot in gathered.hotspots.items():
            if hotspot.funding_source_id in ids:
                allowed[number] = [one == hotspot.funding_source_id for one in ids]
        return allowed

    def _costs(self, gathered: Gathered) -> Integers:
        """Return (site, source, 3) the parts of what each place costs each source."""
        parts = np.zeros((len(gathered.sites), len(self._sources), 3), np.int64)
        technologies = [site.technology for site in gathered.sites]
        for place, source in enumerate(self._sources):
            usual = {
                technology: cost_parts(technology, source, self._options)
                for technology in set(technologies)
            }
            parts[:, place] = [usual[technology] for technology in technologies]
            for number, own in gathered.hotspots.items():
                technology = technologies[number]
                parts[number, place] = cost_parts(technology, source, self._options, own)
        return parts

    def _served_already(self) -> Booleans:
        points = reach_points(self._kept_plan, self._reference, self._radii)
        served = np.zeros(len(self._demand), np.bool_)
        pairs = covering_pairs(self._demand, points, self._part(_JUDGED, _SERVED_KNOWN))
        served[pairs.demand] = True
        return served

    def _classes(self, sites: Sequence[Site], served: Booleans) -> Classes:
        lon, lat = np.array([site.position for site in sites], np.float64).reshape(-1, 2).T
        radius = np.array([self._radii.of(site.technology) for site in sites], np.float64)
        points = ReachPoints(lon, lat, radius)
        pairs = covering_pairs(self._demand, points, self._part(_SERVED_KNOWN, 1.0))
        new = ~served[pairs.demand]
        _, group = self._groups()
        return merge_demand(pairs.point[new], pairs.demand[new], group, len(sites))

    def _people(self, classes: Classes) -> tuple[Integers, Integers]:
        known = classes.of_demand >= 0
        people = self._demand.people[known].astype(np.int64)
        own, count = classes.of_demand[known], len(classes.group)
        blank = people * self._demand.in_blank_spot[known]
        return _summed(own, people, count), _summed(own, blank, count)

    def _groups(self) -> tuple[tuple[str, ...], Integers]:
        """Return the names of the districts, and of each demand point its district."""
        places: dict[str, int] = {}
        names: list[str] = []
        of_village = np.zeros(len(self._demand.villages), np.int64)
        for number, village in enumerate(self._demand.villages):
            key = district_key(village)
            if key not in places:
                places[key] = len(names)
                names.append(village.district or key)
            of_village[number] = places[key]
        return tuple(names), of_village[self._demand.village]

    def _offices_first(
        self, sites: Sequence[Site], village: Integers, at_office: Booleans
    ) -> Integers:
        first = np.full(len(self._codes), NO_OFFICE, dtype=np.int64)
        # Of several the first office; another place there only where no office is a candidate.
        places = np.flatnonzero(at_office)[::-1].tolist()
        for number in sorted(places, key=lambda place: sites[place].origin == OFFICE):
            if self._limits.needs_office_first(sites[number].village_code):
                first[village[number]] = number
        return first

    def _beyond(self, classes: Classes, served: Booleans) -> dict[str, int]:
        """Return the people whom nobody reaches and no candidate would."""
        lost = self._demand.people * ((classes.of_demand < 0) & ~served)
        blank = lost * self._demand.in_blank_spot
        return {"people_beyond": int(lost.sum()), "blank_people_beyond": int(blank.sum())}

    def _marked(self, sites: Sequence[Site], ids: frozenset[str]) -> Booleans:
        return np.array([site.site_id in ids for site in sites], np.bool_)

    def _broken_pins(
        self, sites: Sequence[Site], excluded: Sequence[Excluded]
    ) -> tuple[Words, ...]:
        there = {site.site_id for site in sites}
        why = {one.site.site_id: one for one in excluded}
        told = []
        for wanted in sorted(self._options.pinned - there):
            one = why.get(wanted)
            if one is None:
                told.append(_UNKNOWN_PIN.filled(site=wanted))
            else:
                told.append(_PIN.filled(site=one.site.name, why=one.why))
        return tuple(told)

    def _village_name(self, code: str) -> str:
        number = self._numbers.get(code)
        return code if number is None else self._demand.villages[number].name

    def _assumptions(self) -> tuple[Words, ...]:
        unknown = sum(one.population is None and bool(one.code) for one in self._demand.villages)
        told = [*self._demand.assumptions, _COSTS]
        if unknown and self._rule_set.rules["VI303"].enabled:
            told.append(_POPULATION.filled(count=number_words(unknown)))
        return tuple(told)


def _summed(place: Integers, values: Integers, size: int) -> Integers:
    sums = np.zeros(size, dtype=np.int64)
    np.add.at(sums, place, values)
    return sums
