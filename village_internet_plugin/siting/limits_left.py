# SPDX-License-Identifier: GPL-2.0-or-later
"""What a plan leaves of every limit: points and rupiah, places in villages, distance to others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

import numpy as np

from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import agency_key
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.geodesy.lengths import Floats, length_m
from village_internet_plugin.geodesy.point_index import PointIndex
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.problem import Booleans, Integers, Purse, Site

POINTS_WITHOUT_POPULATION = 1
"""What a village of unknown population may get: the first step of VI303."""


class LimitsLeft:
    """Counts what the hotspots that stay, those published and those that stand take up."""

    def __init__(
        self,
        plan: Plan,
        kept: Sequence[Hotspot],
        reference: Reference,
        rule_set: RuleSet,
        sources: Sequence[FundingSource],
    ) -> None:
        self._plan, self._kept, self._reference = plan, kept, reference
        self._rule_set, self._sources = rule_set, sources
        self._published = [
            row
            for row in plan.published_hotspots
            if row.plan_id != plan.plan_id and not row.hotspot.is_replaced
        ]
        self._existing = {
            code: sum(row.is_serving for row in rows)
            for code, rows in reference.existing_by_village.items()
        }

    def purses(self) -> tuple[Purse, ...]:
        """Return what each source has left."""
        return tuple(self._purse(source) for source in self._sources)

    def _purse(self, source: FundingSource) -> Purse:
        own = [one for one in self._kept if one.funding_source_id == source.funding_source_id]
        points, idr = source.point_quota, source.budget_idr
        if not self._holds("VI402"):
            points = None
        if not self._holds("VI403"):
            idr = None
        spent = sum(cost_idr(hotspot, source) for hotspot in own)
        return Purse(
            source.funding_source_id,
            source.funding_source_id,
            source.agency,
            source.fiscal_year,
            None if points is None else max(points - len(own), 0),
            None if idr is None else max(idr - spent, 0),
            self._agency_key(source),
        )

    def _agency_key(self, source: FundingSource) -> str:
        """Return what tells agencies apart; without VI404 it matters to nobody."""
        own = (source.agency or "").strip() if self._holds("VI404") else ""
        return agency_key(own or self._plan.agency)

    def village_points(self, codes: Sequence[str]) -> Integers:
        """Return how many more points each village may get (VI303)."""
        used = self._points_by_village
        populations = [
            village.population if village else None
            for village in self._reference.villages.by_code(codes)
        ]
        if not self._holds("VI303"):
            return np.full(len(codes), np.iinfo(np.int32).max, dtype=np.int64)
        steps = self._each("VI303", "population_steps")
        allowed = [
            POINTS_WITHOUT_POPULATION
            if population is None
            else min(1 + sum(population > step for step in one) for one in steps)
            for population in populations
        ]
        left = [points - used[code] for code, points in zip(codes, allowed)]
        return np.maximum(np.array(left, dtype=np.int64), 0)

    def is_served(self, code: str) -> bool:
        """Tell whether a public hotspot stands in a village (VI302)."""
        return self._existing.get(code, 0) > 0

    def has_points(self, code: str) -> bool:
        """Tell whether a village has points already, so that none added is its first (VI304)."""
        return self._points_by_village[code] > 0

    @cached_property
    def _points_by_village(self) -> Counter[str]:
        points = Counter(self._existing)
        points.update(row.hotspot.village_code or "" for row in self._published)
        points.update(hotspot.village_code or "" for hotspot in self._kept)
        return points

    def at_office(self, sites: Sequence[Site]) -> Booleans:
        """Return of each site whether it counts as at the office of its village (VI304)."""
        at_office = np.array([site.site_kind == "village_office" for site in sites], np.bool_)
        offices = self._reference.offices.of([site.village_code for site in sites])
        rows = [number for number, known in enumerate(offices) for _ in known]
        places = [office.position for known in offices for office in known]
        own = [sites[number].position for number in rows]
        lon, lat = np.array(own, dtype=np.float64).reshape(-1, 2).T
        office_lon, office_lat = np.array(places, dtype=np.float64).reshape(-1, 2).T
        limit = min(float(one) for one in self._each("VI304", "at_office_m"))
        near = length_m(lon, lat, office_lon, office_lat).round(3) <= limit
        at_office[np.array(rows, dtype=np.int64)[near]] = True
        return at_office

    def needs_office_first(self, code: str) -> bool:
        """Tell whether a village's first point is still to come, and has to be at its office."""
        known = bool(self._reference.offices.of([code])[0])
        return self._holds("VI304") and known and not self.has_points(code)

    def rivals(self, sites: Sequence[Site]) -> Booleans:
        """Return (site, source) where another agency funds a point in the village then (VI404)."""
        found = np.zeros((len(sites), len(self._sources)), np.bool_)
        if not self._holds("VI404"):
            return found
        paid: dict[tuple[str, int | None], set[str]] = {}
        by_id = {source.funding_source_id: source for source in self._plan.funding_sources}
        for row in self._published:
            key = (row.hotspot.village_code or "", row.hotspot.year)
            paid.setdefault(key, set()).add(agency_key(row.agency))
        for hotspot in self._kept:
            payer = by_id.get(hotspot.funding_source_id or "")
            agency = ((payer.agency or "").strip() if payer else "") or self._plan.agency
            key = (hotspot.village_code or "", hotspot.year)
            paid.setdefault(key, set()).add(agency_key(agency))
        keys = [purse.agency_key for purse in self.purses()]
        for number, site in enumerate(sites):
            for place, source in enumerate(self._sources):
                others = paid.get((site.village_code, source.fiscal_year))
                found[number, place] = bool(others and others - {keys[place]})
        return found

    def too_near_standing(self, sites: Sequence[Site]) -> tuple[Booleans, dict[int, str]]:
        """Return (site, source) too near a point that stays, and by site what the nearest is."""
        labels, places = self._standing()
        lon, lat = np.array([site.position for site in sites], np.float64).reshape(-1, 2).T
        index = PointIndex([place.lon for place in places], [place.lat for place in places])
        found = np.zeros((len(sites), len(self._sources)), np.bool_)
        pairs = index.within(lon, lat, self.spacing_m())
        names: dict[int, str] = {}
        for site, point, metres in zip(*(column.tolist() for column in pairs)):
            names.setdefault(site, labels[point])
            for number, source in enumerate(self._sources):
                found[site, number] |= self._is_too_near(round(metres, 3), source)
        return found, names

    def _standing(self) -> tuple[list[str], list[LonLat]]:
        hotspots = [*self._kept, *(row.hotspot for row in self._published)]
        named = [(one.label, one.position) for one in hotspots if one.position is not None]
        serving = self._reference.serving_hotspots.rows
        named += [(row.name or row.hotspot_id[:8], row.position) for row in serving]
        return [label for label, _ in named], [place for _, place in named]

    def too_near(self, sites: Sequence[Site]) -> Integers:
        """Return the pairs of sites that may not both be chosen, whoever pays (VI105, VI106)."""
        lon, lat = np.array([site.position for site in sites], np.float64).reshape(-1, 2).T
        pairs = PointIndex(lon, lat).within(lon, lat, self.spacing_m())
        near = self._too_near_for_any(pairs.length_m.round(3)) & (pairs.question < pairs.point)
        return np.column_stack((pairs.question[near], pairs.point[near])).astype(np.int64)

    def spacing_m(self) -> float:
        """Return the largest distance that matters, in metres."""
        limits = [0.0]
        for code, name in (("VI105", "min_m"), ("VI106", "max_m")):
            if self._holds(code):
                limits += [float(one) for one in self._each(code, name)]
        return max(limits)

    def _is_too_near(self, metres: float, source: FundingSource) -> bool:
        spacing, same = self._rule_set.rules["VI105"], self._rule_set.rules["VI106"]
        key = source.funding_source_id
        return (spacing.enabled and metres < float(spacing.parameter("min_m", key))) or (
            same.enabled and metres <= float(same.parameter("max_m", key))
        )

    def _too_near_for_any(self, metres: Floats) -> Booleans:
        near = np.zeros(len(metres), np.bool_)
        if self._holds("VI105"):
            near |= metres < max(float(one) for one in self._each("VI105", "min_m"))
        if self._holds("VI106"):
            near |= metres <= max(float(one) for one in self._each("VI106", "max_m"))
        return near

    def _holds(self, code: str) -> bool:
        return self._rule_set.rules[code].enabled

    def _each(self, code: str, name: str) -> list[Any]:
        """Return a limit as it holds for each source."""
        setting = self._rule_set.rules[code]
        keys: Iterable[str | None] = [one.funding_source_id for one in self._sources] or [None]
        return [setting.parameter(name, key) for key in keys]
