# SPDX-License-Identifier: GPL-2.0-or-later
"""What a hotspot's place says by itself: its village, office, blank spots, people, nodes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from village_internet_plugin.domain.hotspot import ExistingHotspot, Hotspot
from village_internet_plugin.domain.identifiers import name_key
from village_internet_plugin.domain.position import Region, find_repair
from village_internet_plugin.facts.columns import (
    Booleans,
    Columns,
    Floats,
    Integers,
    Objects,
    column,
)
from village_internet_plugin.facts.limits import BLANK_SPOT_FAR_M, FAR_M, MeasuringLimits
from village_internet_plugin.facts.unreached import UnreachedPeople
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.reference.reference import Reference


@dataclass
class PlaceFacts(Columns):
    """Facts that depend on one hotspot and the reference only; lengths geodesic, in metres.

    Where a position is not usable its lengths are NaN (or infinite for the nearest things).
    """

    usable: Booleans = column(np.bool_, False)
    """The position is there, finite and in the plan's region."""
    lon: Floats = column(np.float64, np.nan)
    lat: Floats = column(np.float64, np.nan)
    repair: Objects = column(np.object_, None)
    """The `Repair` that would bring an unusable position into the region, or None."""
    village: Objects = column(np.object_, None)
    """The declared `Village`, or None when its code is empty or unknown."""
    outside_m: Floats = column(np.float64, np.nan)
    """How far outside its declared village: 0 inside and on the boundary."""
    found: Objects = column(np.object_, None)
    """The `Village` to declare instead: one that holds the point, else the nearest in reach."""
    found_holds: Booleans = column(np.bool_, False)
    """The `found` village holds the point, rather than being near it."""
    office_known: Booleans = column(np.bool_, False)
    office_m: Floats = column(np.float64, np.nan)
    in_blank_spot: Booleans = column(np.bool_, False)
    blank_spot_m: Floats = column(np.float64, np.inf)
    unreached_people: Floats = column(np.float64, 0.0)
    """People it serves whom no existing or published hotspot reaches."""
    existing_in_village: Integers = column(np.int64, 0)
    fibre_m: Floats = column(np.float64, np.inf)
    tower_m: Floats = column(np.float64, np.inf)
    refused_m: Floats = column(np.float64, np.inf)
    """Length to the nearest place refused in an earlier year in the same village."""
    refused_name: Booleans = column(np.bool_, False)
    """A place of the same name was refused in an earlier year in the same village."""
    refused_name_m: Floats = column(np.float64, np.inf)


class PlaceMeasuring:
    """Measures places against one reference and one set of limits."""

    def __init__(
        self, reference: Reference, limits: MeasuringLimits, unreached: UnreachedPeople
    ) -> None:
        self._reference, self._limits, self._unreached = reference, limits, unreached

    def measure(self, hotspots: Sequence[Hotspot]) -> PlaceFacts:
        """Return the facts of these hotspots, one row each, in their order."""
        facts = PlaceFacts.blank(len(hotspots))
        self._positions(facts, hotspots)
        facts.village[:] = self._reference.villages.by_code([h.village_code for h in hotspots])
        self._villages_and_offices(facts, hotspots)
        self._surroundings(facts, hotspots)
        self._earlier_refusals(facts, hotspots)
        return facts

    def sees_alike(self, one: Hotspot, other: Hotspot) -> bool:
        """Tell whether two hotspots have the same facts for sure, all that is asked being alike."""
        return (
            one.position is not None
            and one.position == other.position
            and one.village_code == other.village_code
            and one.name == other.name
            and one.year == other.year
            and self._has_limits_alike(one.funding_source_id, other.funding_source_id)
        )

    def _has_limits_alike(self, one: str | None, other: str | None) -> bool:
        if one == other:
            return True
        limits = self._limits
        return all(
            limit([one])[0] == limit([other])[0]
            for limit in (limits.margin_deg, limits.tolerance_m, limits.serve_m)
        )

    def _positions(self, facts: PlaceFacts, hotspots: Sequence[Hotspot]) -> None:
        sources = [hotspot.funding_source_id for hotspot in hotspots]
        margins = [float(margin) for margin in self._limits.margin_deg(sources)]
        regions: dict[float, Region] = {
            margin: self._reference.region.widened(margin) for margin in set(margins)
        }
        held, lons, lats = [], [], []
        for i, (hotspot, margin) in enumerate(zip(hotspots, margins)):
            position = hotspot.position
            if position is None:
                continue
            # A region holds nothing that is not finite.
            if regions[margin].holds(position):
                held.append(i)
                lons.append(position[0])
                lats.append(position[1])
            elif position.is_finite():
                facts.repair[i] = find_repair(position, regions[margin])
        facts.usable[held], facts.lon[held], facts.lat[held] = True, lons, lats

    def _villages_and_offices(self, facts: PlaceFacts, hotspots: Sequence[Hotspot]) -> None:
        codes = [village.village_code if village else None for village in facts.village]
        villages = self._reference.villages
        facts.outside_m[:] = villages.distance_outside_m(codes, facts.lon, facts.lat)
        self._other_villages(facts, [hotspot.funding_source_id for hotspot in hotspots])
        if self._reference.existing_by_village:
            serving = {
                code: sum(existing.is_serving for existing in self._existing_in(code))
                for code in set(codes)
            }
            facts.existing_in_village[:] = [serving[code] for code in codes]
        self._offices(facts, codes)

    def _offices(self, facts: PlaceFacts, codes: list[str | None]) -> None:
        """Measure to the nearest office of each declared village, all of them in one go."""
        offices = self._reference.offices.of(codes)
        facts.office_known[:] = [bool(known) for known in offices]
        rows = np.array([i for i, known in enumerate(offices) for _ in known], dtype=np.int64)
        positions = [office.position for known in offices for office in known]
        lon, lat = np.array(positions, dtype=np.float64).reshape(-1, 2).T
        lengths = length_m(facts.lon[rows], facts.lat[rows], lon, lat)
        nearest = np.full(len(facts), np.inf)
        np.fmin.at(nearest, rows, lengths)
        facts.office_m[:] = np.where(facts.office_known & facts.usable, nearest, np.nan)

    def _other_villages(self, facts: PlaceFacts, sources: list[str | None]) -> None:
        """Find the village to declare for points outside theirs, or of no known village."""
        asked = np.flatnonzero(facts.usable & ~(facts.outside_m == 0.0))
        if len(asked) == 0:
            return
        lon, lat = facts.lon[asked], facts.lat[asked]
        codes: list[str | None] = [
            held[0] if held else None for held in self._reference.villages.holding(lon, lat)
        ]
        astray = [k for k, code in enumerate(codes) if code is None]
        facts.found_holds[asked] = [code is not None for code in codes]
        tolerance = self._limits.tolerance_m(sources)[asked]
        near = self._reference.villages.nearest_within(lon[astray], lat[astray], tolerance[astray])
        for k, nearest in zip(astray, near):
            codes[k] = nearest[0] if nearest else None
        facts.found[asked] = self._reference.villages.by_code(codes)

    def _surroundings(self, facts: PlaceFacts, hotspots: Sequence[Hotspot]) -> None:
        reference = self._reference
        facts.in_blank_spot[:] = reference.blank_spots.cover(facts.lon, facts.lat)
        facts.blank_spot_m[:] = reference.blank_spots.distance_m(
            facts.lon, facts.lat, BLANK_SPOT_FAR_M
        )
        reach = self._limits.serve_m([hotspot.funding_source_id for hotspot in hotspots])
        facts.unreached_people[:] = self._unreached.around(facts.lon, facts.lat, reach)
        for kind, lengths in (("fibre", facts.fibre_m), ("tower", facts.tower_m)):
            nearest = reference.network_nodes[kind].index.nearest(facts.lon, facts.lat, FAR_M)
            lengths[nearest.question] = nearest.length_m

    def _earlier_refusals(self, facts: PlaceFacts, hotspots: Sequence[Hotspot]) -> None:
        known = self._reference.existing_by_village
        for i, hotspot in enumerate(hotspots):
            if hotspot.village_code not in known:
                continue
            for refused in self._existing_in(hotspot.village_code):
                if not _refused_before(refused, hotspot):
                    continue
                metres = float(length_m(facts.lon[i], facts.lat[i], *refused.position))
                facts.refused_m[i] = np.fmin(facts.refused_m[i], metres)
                if _same_name(refused.name, hotspot.name):
                    facts.refused_name[i] = True
                    facts.refused_name_m[i] = np.fmin(facts.refused_name_m[i], metres)

    def _existing_in(self, code: str | None) -> tuple[ExistingHotspot, ...]:
        return self._reference.existing_by_village.get(code, ()) if code and code.strip() else ()


def _refused_before(existing: ExistingHotspot, hotspot: Hotspot) -> bool:
    year = existing.since_year
    return (
        existing.status == "refused"
        and year is not None
        and hotspot.year is not None
        and year < hotspot.year
    )


def _same_name(one: str | None, other: str | None) -> bool:
    key = name_key(one or "")
    return key != "" and key == name_key(other or "")
