# SPDX-License-Identifier: GPL-2.0-or-later
"""What a new hotspot at a position begins with: its village, name, site, funding and technology.

Everything is taken from the plan as it is open now; nothing is written. Importing this imports
Shapely, as `layers.live_plan` does.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import name_key, new_identifier, same_agency
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.domain.village import Village
from village_internet_plugin.facts.hotspot_facts import (
    FundingMembership,
    HotspotFacts,
    NeighbourFacts,
    VillageMembership,
)
from village_internet_plugin.facts.limits import FAR_M
from village_internet_plugin.facts.place_facts import PlaceFacts
from village_internet_plugin.geodesy.lengths import Floats, length_m
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.network_rules import TECHNOLOGY_FIT, fitting_technology
from village_internet_plugin.rules.parameters import RowParameters

SAME_PLACE_M = 50.0
"""So near to an existing hotspot, it is the same building."""
SETTLEMENT_M = 1_000.0
"""A settlement farther off does not name the place."""
_OFFICE_NAMES = {"kelurahan": "Kantor Kelurahan {village}"}
_OFFICE_NAME = "Kantor Desa {village}"
_NEW = "Titik baru"
"""Names of places are Indonesian, whatever language QGIS speaks."""


def new_hotspot(plan: CurrentPlan, position: LonLat) -> Hotspot:
    """Return a hotspot as placing one at `position` (degrees) would make it.

    Raises ProgramFault when no plan is open and checked.
    """
    return new_hotspots(plan).at(position)


def new_hotspots(plan: CurrentPlan) -> NewHotspots:
    """Return what makes hotspots of the plan as it is now; to be asked for anew after an edit."""
    return NewHotspots(
        plan.reference(),
        plan.rule_set(),
        plan.hotspots(),
        plan.funding_sources(),
        plan.agency,
    )


class NewHotspots:
    """Makes hotspots with what their place and the plan around it suggest."""

    def __init__(
        self,
        reference: Reference,
        rule_set: RuleSet,
        hotspots: Mapping[int, Hotspot],
        sources: Sequence[FundingSource],
        agency: str,
        this_year: int | None = None,
    ) -> None:
        """Look at a plan; `this_year` is the year of a hotspot that no source pays for."""
        self._reference, self._rule_set = reference, rule_set
        self._hotspots = hotspots
        self._sources = sources
        self._agency = agency
        self._names: dict[str | None, frozenset[str]] = {}
        self._this_year = this_year or datetime.datetime.now(datetime.timezone.utc).year

    def at(self, position: LonLat) -> Hotspot:
        """Return a new hotspot at a position in degrees, with an id of its own."""
        lon, lat = np.array([position.lon]), np.array([position.lat])
        village = self._village(lon, lat)
        source = self._source(village)
        name, site_kind = self._site(position, village)
        return Hotspot(
            new_identifier(),
            position,
            village.village_code if village else None,
            name,
            site_kind,
            source.funding_source_id if source else None,
            source.fiscal_year if source else self._this_year,
            "proposed",
            self._technology(position, source),
            service_months=source.service_months if source else None,
        )

    def _village(self, lon: Floats, lat: Floats) -> Village | None:
        """Return the village that holds a position, else the nearest within the tolerance."""
        villages = self._reference.villages
        held = villages.holding(lon, lat)[0]
        if held:
            return villages.by_code(held[:1])[0]
        tolerance = np.array([self._rule_set.rules["VI102"].parameter("tolerance_m")], dtype=float)
        near = villages.nearest_within(lon, lat, tolerance)[0]
        return villages.by_code([near[0]])[0] if near else None

    def _source(self, village: Village | None) -> FundingSource | None:
        """Return the source used last, else the agency's first; only one that still may pay."""
        kind = village.kind if village else None
        for source in self._paying:
            kinds = source.kinds()
            if not kinds or kind is None or kind in kinds:
                return source
        return None

    @cached_property
    def _paying(self) -> list[FundingSource]:
        """The agency's sources with points left, the one used last before the others."""
        used = Counter(
            one.funding_source_id for one in self._hotspots.values() if one.status != "replaced"
        )
        last = self._hotspots[max(self._hotspots)].funding_source_id if self._hotspots else None
        own = [
            source
            for source in self._sources
            if same_agency(source.agency, self._agency)
            and (source.point_quota is None or used[source.funding_source_id] < source.point_quota)
        ]
        return sorted(own, key=lambda source: source.funding_source_id != last)

    def _site(self, position: LonLat, village: Village | None) -> tuple[str, str]:
        """Return the name of the nearest public place, and what kind of site it is."""
        if village is not None:
            office = self._office_name(position, village)
            if office is not None:
                return self._unused(office, village), "village_office"
        name = self._name_around(position) or (village.name if village else _NEW)
        return self._unused(name, village), "public_space"

    def _office_name(self, position: LonLat, village: Village) -> str | None:
        """Return what the village's office is called when the position is at it."""
        at_office_m = float(self._rule_set.rules["VI304"].parameter("at_office_m"))
        near = [
            (float(length_m(*position, *office.position)), office.name)
            for office in self._reference.offices.of([village.village_code])[0]
        ]
        for metres, name in sorted(near, key=lambda one: one[0]):
            if metres <= at_office_m:
                words = _OFFICE_NAMES.get(village.kind or "", _OFFICE_NAME)
                return name or words.format(village=village.name)
        return None

    def _name_around(self, position: LonLat) -> str | None:
        """Return the name of the existing hotspot here, else of the settlement around."""
        for rows, radius_m in (
            (self._reference.existing_hotspots, SAME_PLACE_M),
            (self._reference.settlements, SETTLEMENT_M),
        ):
            near = rows.index.within(position.lon, position.lat, radius_m)
            for number in near.point:
                name: str | None = rows.rows[int(number)].name
                if name and name.strip():
                    return name.strip()
        return None

    def _unused(self, name: str, village: Village | None) -> str:
        """Return `name`, with a number where the village has it already: Balai, then Balai 2."""
        taken = self._names_in(village.village_code if village else None)
        tried, number = name, 1
        while name_key(tried) in taken:
            number += 1
            tried = f"{name} {number}"
        return tried

    def _names_in(self, code: str | None) -> frozenset[str]:
        if code not in self._names:
            self._names[code] = frozenset(
                name_key(one.name)
                for one in self._hotspots.values()
                if one.village_code == code and one.name
            )
        return self._names[code]

    def _technology(self, position: LonLat, source: FundingSource | None) -> str | None:
        """Return the technology rule VI501 would call fitting; None when no nodes were loaded."""
        if "network_nodes" not in self._reference.loaded_roles:
            return None
        place = PlaceFacts.blank(1)
        nodes = self._reference.network_nodes
        for kind, metres in (("fibre", place.fibre_m), ("tower", place.tower_m)):
            nearest = nodes[kind].index.nearest(position.lon, position.lat, FAR_M)
            metres[nearest.question] = nearest.length_m
        facts = HotspotFacts(
            [Hotspot("")],
            place,
            NeighbourFacts.blank(1),
            VillageMembership.blank(1),
            FundingMembership.blank(1),
        )
        setting = self._rule_set.rules[TECHNOLOGY_FIT.code]
        limits = RowParameters(setting, [source.funding_source_id if source else None])
        return str(fitting_technology(facts, limits)[0])
