# SPDX-License-Identifier: GPL-2.0-or-later
"""The suggestion's problem: sites, who may pay for them, whom they reach, and every limit.

Made by `problem_building.build_problem`; its mathematics stand in `model`. Sites, sources, villages
and demand classes are known by their indices in the arrays here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

OFFICE, SETTLEMENT, PUBLIC_SITE, HOTSPOT = "office", "settlement", "public_site", "hotspot"
ORIGINS = (OFFICE, SETTLEMENT, PUBLIC_SITE, HOTSPOT)
"""Where a candidate comes from; `hotspot` is a proposed one of the plan itself."""
NOT_PAID = -1
"""Stands in `cost_idr` where a source may not pay for a site."""
NO_OFFICE = -1
"""Stands in `office_of_village` where no office has to come first."""


@dataclass(frozen=True)
class Site:
    """A place where a hotspot may be put.

    Attributes:
        site_id: ``office:<village_code>``, ``settlement:<settlement_id>``, the id of a hotspot of
            the plan, or whatever the caller named a public site.
        position: degrees, EPSG:4326.
        village_code: the village it would be declared for.
        site_kind: one of `schema.SITE_KINDS`.
        origin: one of `ORIGINS`.
        technology: how it would be joined (rule VI501), None where no network node is known.

    """

    site_id: str
    name: str
    position: LonLat
    village_code: str
    site_kind: str
    origin: str
    technology: str | None = None


@dataclass(frozen=True)
class Purse:
    """What a funding source has left for new points, after the plan's own that stay.

    Attributes:
        name: what to call it in a sentence.
        points_left: points its quota still allows; None for no quota.
        idr_left: rupiah its budget still allows over the term; None for no budget.
        agency_key: by which two spellings of an agency are compared.

    """

    funding_source_id: str
    name: str
    agency: str
    fiscal_year: int
    points_left: int | None = None
    idr_left: int | None = None
    agency_key: str = ""


class CostParts(NamedTuple):
    """What a point is taken to cost a source: capex + opex × months, in rupiah."""

    capex_idr: int
    opex_idr_per_month: int
    service_months: int

    @property
    def total_idr(self) -> int:
        """The whole cost over the term."""
        return self.capex_idr + self.opex_idr_per_month * self.service_months


@dataclass(frozen=True)
class Excluded:
    """A place that is no candidate: the sentence that says why, and the rule, if it is one."""

    site: Site
    why: Words
    rule: str | None = None


@dataclass(frozen=True, eq=False)
class Problem:
    """Sites j, sources f, villages v, demand classes i; all numbers whole, so that equal is equal.

    People already reached (by existing hotspots, those other plans have published and those of the
    plan that stay) are in no class. A class holds the people of all demand points which exactly the
    same sites reach, in the same district.

    Attributes:
        sites: the candidates.
        village: of each site, the index of its village.
        village_codes: of each village.
        village_names: of each village.
        sources: who may pay.
        cost_idr: (site, source) rupiah over the source's term; `NOT_PAID` where it may not pay.
        cover_starts: where the classes of each site begin in `cover_classes`; one more than sites.
        cover_classes: the classes each site reaches, ascending within a site.
        people: of each class.
        blank_people: those of them in blank spots.
        weight: of each class in the objective: people + (blank_spot_weight - 1) × blank people.
        blank_spot_weight: how many times a person in a blank spot counts; at least 1.
        group: of each class, the index of its district in `groups`.
        groups: names of the districts.
        group_people: everybody in each district.
        group_reached: those of them reached already.
        village_points_left: points each village may still get (VI303).
        office_of_village: the site that has to be chosen before another in the village (VI304);
            `NO_OFFICE` where none has to. Any site with `at_office` in that village serves as well.
        at_office: of each site, whether it counts as at the office of its village.
        too_near: (pairs, 2) sites of which only one may be chosen (VI105, VI106).
        pinned: sites the user wants in any case.
        banned: sites the user ruled out.
        excluded: what is no candidate, and why.
        people_before: people reached already.
        blank_people_before: those of them in blank spots.
        people_beyond: people no candidate reaches and nobody reaches yet.
        blank_people_beyond: those of them in blank spots.
        assumptions: what was taken for granted, in words.
        cost_parts: (site, source, 3) what `cost_idr` is made of, in the order of `CostParts`; None
            where only the sums are known.
        broken_pins: of every site the user wants that cannot be a candidate, why; with one of
            them nothing can be suggested.

    """

    sites: tuple[Site, ...]
    village: Integers
    village_codes: tuple[str, ...]
    village_names: tuple[str, ...]
    sources: tuple[Purse, ...]
    cost_idr: Integers
    cover_starts: Integers
    cover_classes: Integers
    people: Integers
    blank_people: Integers
    weight: Integers
    blank_spot_weight: int
    group: Integers
    groups: tuple[str, ...]
    group_people: Integers
    group_reached: Integers
    village_points_left: Integers
    office_of_village: Integers
    at_office: Booleans
    too_near: Integers
    pinned: Booleans
    banned: Booleans
    excluded: tuple[Excluded, ...] = ()
    people_before: int = 0
    blank_people_before: int = 0
    people_beyond: int = 0
    blank_people_beyond: int = 0
    assumptions: tuple[Words, ...] = ()
    cost_parts: Integers | None = None
    broken_pins: tuple[Words, ...] = ()

    @cached_property
    def cover_sites(self) -> Integers:
        """The site of each entry of `cover_classes`."""
        counts = np.diff(self.cover_starts)
        return np.repeat(np.arange(len(self.sites), dtype=np.int64), counts)

    @cached_property
    def reaching(self) -> tuple[Integers, Integers]:
        """The same pairs by class: where each class begins (one more than classes), the sites."""
        order = np.argsort(self.cover_classes, kind="stable")
        counts = np.bincount(self.cover_classes, minlength=len(self.weight))
        starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        return starts, self.cover_sites[order]

    @cached_property
    def total_people(self) -> int:
        """Everybody the demand knows of."""
        return int(self.group_people.sum())

    def classes_of(self, site: int) -> Integers:
        """Return the demand classes a site reaches."""
        return self.cover_classes[self.cover_starts[site] : self.cover_starts[site + 1]]

    def cost_of(self, site: int, source: int) -> CostParts:
        """Return what a site's cost to a source is made of; one sum where that is not known."""
        if self.cost_parts is None:
            return CostParts(int(self.cost_idr[site, source]), 0, 0)
        return CostParts(*(int(part) for part in self.cost_parts[site, source]))

    def site_number(self, site_id: str) -> int | None:
        """Return the index of a site by its id; None when it is no candidate."""
        return self._numbers.get(site_id)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {site.site_id: number for number, site in enumerate(self.sites)}
