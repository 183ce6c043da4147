# SPDX-License-Identifier: GPL-2.0-or-later
"""The numbers around a place: how far its office and its neighbours are, and what is allowed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from village_internet_plugin.domain.position import LonLat, Region
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.domain.village import Village, VillageOffice
from village_internet_plugin.geodesy.lengths import Floats, length_m
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.standing_points import StandingPoints

MOST_NEIGHBOURS = 40
"""More circles than these only blacken the map."""


SIGHT_M = 2_000.0
"""Points farther off are of no concern here."""


@dataclass(frozen=True)
class AroundPlace:
    """What is to be known of a place before a hotspot is put there; lengths in metres.

    Attributes:
        village: the declared village, None for none.
        office: the nearest of its offices, None when it has none.
        office_limit_m: how far from it is allowed here; None where the rule is not judged.
        neighbours: other points in sight, the nearest first.
        spacing_m: how near another point may stand; None where the rule is not judged.

    """

    village: Village | None
    office: VillageOffice | None
    office_m: float | None
    office_limit_m: float | None
    neighbours: tuple[LonLat, ...]
    neighbour_m: float | None
    spacing_m: float | None


def around_place(
    position: LonLat,
    village_code: str | None,
    funding_source_id: str | None,
    reference: Reference,
    rule_set: RuleSet,
    points: StandingPoints,
    sight_m: float = SIGHT_M,
) -> AroundPlace:
    """Measure around a position in degrees for a hotspot of this village and source."""
    village = reference.villages.by_code([village_code])[0]
    office, office_m = _nearest_office(position, village_code, reference)
    spacing = rule_set.rules["VI105"]
    near = points.near(Region(*position, *position), sight_m)
    metres = _lengths(position, near)
    order = np.argsort(metres, kind="stable")[:MOST_NEIGHBOURS]
    return AroundPlace(
        village,
        office,
        office_m,
        _office_limit_m(position, funding_source_id, reference, rule_set),
        tuple(near[row] for row in order),
        float(metres[order[0]]) if len(order) else None,
        float(spacing.parameter("min_m", funding_source_id)) if spacing.enabled else None,
    )


def _nearest_office(
    position: LonLat, village_code: str | None, reference: Reference
) -> tuple[VillageOffice | None, float | None]:
    offices = reference.offices.of([village_code])[0]
    if not offices:
        return None, None
    metres = _lengths(position, [office.position for office in offices])
    nearest = int(metres.argmin())
    return offices[nearest], float(metres[nearest])


def _office_limit_m(
    position: LonLat, funding_source_id: str | None, reference: Reference, rule_set: RuleSet
) -> float | None:
    rule = rule_set.rules["VI103"]
    if not rule.enabled:
        return None
    lon, lat = np.array([position.lon]), np.array([position.lat])
    in_blank_spot = bool(reference.blank_spots.cover(lon, lat)[0])
    name = "max_in_blank_spot_m" if in_blank_spot else "max_m"
    return float(rule.parameter(name, funding_source_id))


def _lengths(position: LonLat, others: list[LonLat]) -> Floats:
    lon, lat = np.array(others, dtype=np.float64).reshape(-1, 2).T
    return length_m(position.lon, position.lat, lon, lat)
