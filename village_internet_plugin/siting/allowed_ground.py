# SPDX-License-Identifier: GPL-2.0-or-later
"""The ground a hotspot of a village may stand on, as polygons: what the place rules leave of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from village_internet_plugin.domain.finding import ERROR, WARNING
from village_internet_plugin.domain.position import LonLat, Region
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.geodesy.plane import Plane
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.standing_points import StandingPoints

PLACE_RULES = ("VI101", "VI102", "VI103", "VI105", "VI106")
"""The rules a move can satisfy. VI104 is not among them: no move makes an office known."""
MARGIN_M = 0.03
"""Kept from every edge: positions are published to 7 decimals, half a centimetre either way."""
_WITHOUT_ERROR, _CLEAN = (ERROR,), (ERROR, WARNING)


@dataclass(frozen=True)
class Seeker:
    """Who looks for a place: what decides which limits hold for it.

    Attributes:
        hotspot_id: not its own neighbour.
        funding_source_id: may have limits of its own.
        waived: the codes of rules that are waived for it.

    """

    hotspot_id: str = ""
    funding_source_id: str | None = None
    waived: frozenset[str] = frozenset()


class AllowedGround:
    """Cuts out, in a plane, where the place rules find nothing; the rules themselves stay judge."""

    def __init__(
        self, reference: Reference, rule_set: RuleSet, points: StandingPoints, seeker: Seeker
    ) -> None:
        self._reference, self._rule_set = reference, rule_set
        self._points, self._seeker = points, seeker

    def of_village(
        self, code: str | None, plane: Plane, clean: bool, less: Sequence[str] | None = None
    ) -> Any:
        """Return the ground of a village in metres of `plane`, `MARGIN_M` from every edge.

        With `clean` also warnings are avoided, else errors only. With `less` the hotspot takes the
        village it falls in, so that only the inside is this one's, whatever VI102 says; they are
        the villages that come before it where they overlap. Empty where nothing is left.
        """
        severities = _CLEAN if clean else _WITHOUT_ERROR
        if less is None:
            ground = self._inside(code, plane, clean, severities)
        else:
            ground = self._held_by(code, plane, less)
        if code is not None and self._holds("VI103", severities):
            ground = self._near_office(ground, code, plane)
        if not ground.is_empty:
            ground = self._apart(ground, plane, severities)
        return ground.buffer(-MARGIN_M, quad_segs=2)

    def _holds(self, code: str, severities: Sequence[str]) -> bool:
        setting = self._rule_set.rules[code]
        return setting.enabled and setting.severity in severities and not self._is_waived(code)

    def _is_waived(self, code: str) -> bool:
        return code in self._seeker.waived

    def _limit(self, code: str, name: str) -> float:
        setting = self._rule_set.rules[code]
        return float(setting.parameter(name, self._seeker.funding_source_id))

    def _inside(
        self, code: str | None, plane: Plane, clean: bool, severities: Sequence[str]
    ) -> Any:
        shape = self._reference.villages.shapes([code])[0] if code else None
        if shape is None or self._is_waived("VI102") or not self._rule_set.rules["VI102"].enabled:
            return plane.project(shapely.box(*self._region()))
        ground = plane.project(shape)
        if clean:
            return ground
        if not self._holds("VI102", severities):
            return plane.project(shapely.box(*self._region()))
        # Up to the tolerance it is a warning, whatever the rule set makes of the rest.
        return ground.buffer(self._limit("VI102", "tolerance_m") + MARGIN_M / 2)

    def _region(self) -> Region:
        return self._reference.region.widened(self._limit("VI101", "margin_deg"))

    def _held_by(self, code: str | None, plane: Plane, others: Sequence[str]) -> Any:
        own = self._reference.villages.shapes([code])[0] if code else None
        ground = shapely.Polygon() if own is None else plane.project(own)
        known = [shape for shape in self._reference.villages.shapes(others) if shape is not None]
        if not known or ground.is_empty:
            return ground
        box = plane.project(shapely.box(*shapely.bounds(known).T))
        for place in np.flatnonzero(shapely.intersects(box, ground)):
            ground = ground.difference(plane.project(known[place]))
        return ground

    def _near_office(self, ground: Any, code: str, plane: Plane) -> Any:
        offices = self._reference.offices.of([code])[0]
        if not offices:
            return ground
        near_m, far_m = self._limit("VI103", "max_m"), self._limit("VI103", "max_in_blank_spot_m")
        near = _united([plane.disc(office.position, near_m) for office in offices])
        far = ground.intersection(
            _united([plane.disc(office.position, far_m) for office in offices])
        )
        box = _box_of(far, plane)
        blank = _united([plane.project(shape) for shape in self._reference.blank_spots.within(box)])
        outside_blank = near if far_m >= near_m else near.difference(blank)
        return ground.intersection(outside_blank).union(far.intersection(blank))

    def _apart(self, ground: Any, plane: Plane, severities: Sequence[str]) -> Any:
        limits = [
            self._limit(code, name)
            for code, name in (("VI105", "min_m"), ("VI106", "max_m"))
            if self._holds(code, severities)
        ]
        if not limits:
            return ground
        apart_m = max(limits)
        around = self._points.near(_box_of(ground, plane), apart_m, self._seeker.hotspot_id)
        places = plane.project(shapely.points(np.array(around, dtype=np.float64).reshape(-1, 2)))
        metres = shapely.distance(places, ground)
        # A little farther than it need be: lengths in the plane are not quite those on earth.
        near = [point for point, away in zip(around, metres) if away <= apart_m * 1.01 + 1.0]
        return ground.difference(
            _united([plane.disc(point, apart_m, around=True) for point in near])
        )


def _united(shapes: list[Any]) -> Any:
    return shapely.union_all(shapes) if shapes else shapely.Polygon()


def _box_of(ground: Any, plane: Plane) -> Region:
    if ground.is_empty:
        return Region(0.0, 0.0, 0.0, 0.0)
    west, south, east, north = ground.bounds
    low: LonLat = plane.lonlat(west, south)
    high: LonLat = plane.lonlat(east, north)
    return Region(low.lon, low.lat, high.lon, high.lat)
