# SPDX-License-Identifier: GPL-2.0-or-later
"""How each hotspot is joined to the network: by fibre, by a tower it sees, or by satellite.

The order of choice and its lengths are rule VI501's, asked of that rule. What the rule cannot
know is whether a tower within reach is in sight: where the ground is known, that is looked at.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from village_internet_plugin.domain.languages import LANGUAGES, Words, length_text, number_words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.village import NetworkNode
from village_internet_plugin.facts.hotspot_facts import HotspotFacts
from village_internet_plugin.facts.limits import FAR_M
from village_internet_plugin.infrastructure.line_of_sight import (
    Sight,
    SightSettings,
    line_of_sight,
)
from village_internet_plugin.infrastructure.sureness import ASSUMED, MEASURED, UNKNOWN
from village_internet_plugin.infrastructure.terrain import Terrain
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.network_rules import fitting_technology
from village_internet_plugin.rules.parameters import RowParameters


@dataclass(frozen=True)
class Backhaul:
    """What joins a hotspot to the network, and why; lengths straight, in metres.

    Attributes:
        technology: fibre, wireless or satellite; None where nothing could be looked at.
        node: the fibre node or tower it is joined to.
        length_m: to that node.
        sight: of the way to that tower, where the ground was looked at.
        fibre_m: to the nearest fibre node within 100 km, whatever joins it; None without one.

    """

    technology: str | None
    evidence: tuple[Words, ...]
    sureness: str
    node: NetworkNode | None = None
    length_m: float | None = None
    sight: Sight | None = None
    fibre_m: float | None = None


class BackhaulChoice:
    """Chooses the backhaul of hotspots of one batch of facts."""

    def __init__(
        self,
        facts: HotspotFacts,
        limits: RowParameters,
        reference: Reference,
        terrain: Terrain | None,
        sight_settings: SightSettings,
        towers_looked_at: int,
    ) -> None:
        """Take the facts and rule VI501's limits for their rows; `terrain` may be unknown."""
        self._facts, self._reference, self._terrain = facts, reference, terrain
        self._sight_settings, self._towers_looked_at = sight_settings, towers_looked_at
        self._fitting = fitting_technology(facts, limits)
        self._tower_max_m = limits.number("tower_max_m")
        self._is_loaded = "network_nodes" in reference.loaded_roles

    def of(self, row: int) -> Backhaul:
        """Return the backhaul of one row."""
        place = self._facts.place
        if not self._is_loaded:
            return Backhaul(None, (_NOT_LOADED,), UNKNOWN)
        if not place.usable[row]:
            return Backhaul(None, (_NO_PLACE,), UNKNOWN)
        position = LonLat(float(place.lon[row]), float(place.lat[row]))
        fibre_m = float(place.fibre_m[row])
        found = self._fitting_one(row, position)
        return replace(found, fibre_m=fibre_m if math.isfinite(fibre_m) else None)

    def _fitting_one(self, row: int, position: LonLat) -> Backhaul:
        fitting = self._fitting[row]
        if fitting == "fibre":
            nodes = self._reference.network_nodes["fibre"]
            nearest = nodes.index.nearest([position.lon], [position.lat], FAR_M)
            node, length = nodes.rows[int(nearest.point[0])], float(nearest.length_m[0])
            words = _FIBRE.filled(node=_called(node), length=_length(length))
            return Backhaul("fibre", (words,), MEASURED, node, length)
        if fitting == "wireless":
            return self._by_tower(row, position)
        return Backhaul("satellite", (self._why_satellite(row),), MEASURED)

    def _by_tower(self, row: int, position: LonLat) -> Backhaul:
        """Return the nearest tower in sight; the nearest where the ground does not decide it."""
        nodes = self._reference.network_nodes["tower"]
        reach = nodes.index.within([position.lon], [position.lat], self._tower_max_m[row])
        pairs = list(zip(reach.point.tolist(), reach.length_m.tolist()))[: self._towers_looked_at]
        if self._terrain is None:
            point, length = pairs[0]
            node = nodes.rows[point]
            words = _NOT_LOOKED_AT.filled(node=_called(node), length=_length(length))
            return Backhaul("wireless", (words,), ASSUMED, node, length)
        sights: list[tuple[NetworkNode, float, Sight]] = []
        for point, length in pairs:
            node = nodes.rows[point]
            sight = line_of_sight(self._terrain, position, node.position, self._sight_settings)
            sights.append((node, length, sight))
            if sight.is_clear:
                seen = (_clear_words(node, sight), _ANTENNAS.filled(**_antennas(sight)))
                return Backhaul("wireless", seen, MEASURED, node, length, sight)
        evidence = tuple(_blocked_or_unknown(node, sight) for node, _, sight in sights)
        open_ones = [one for one in sights if not one[2].is_known]
        if open_ones:
            return Backhaul("wireless", evidence, UNKNOWN, *open_ones[0])
        evidence = (*evidence, _NO_TOWER_SEEN.filled(count=len(sights)))
        return Backhaul("satellite", evidence, MEASURED, sight=sights[0][2])

    def _why_satellite(self, row: int) -> Words:
        lengths = (self._facts.place.fibre_m[row], self._facts.place.tower_m[row])
        fibre, tower = (
            _length(float(metres)) if math.isfinite(metres) else _NONE_NEAR for metres in lengths
        )
        return _SATELLITE.filled(fibre=fibre, tower=tower)


def _clear_words(node: NetworkNode, sight: Sight) -> Words:
    return _CLEAR.filled(
        node=_called(node),
        length=_length(sight.length_m),
        room=number_words(sight.worst_clearance_m, 1),
        needed=number_words(sight.needed_m, 1),
        at=_length(sight.worst_at_m),
    )


def _blocked_or_unknown(node: NetworkNode, sight: Sight) -> Words:
    if not sight.is_known:
        share = number_words(sight.unknown_share * 100.0)
        return _GAPS.filled(node=_called(node), length=_length(sight.length_m), share=share)
    return _BLOCKED.filled(
        node=_called(node),
        length=_length(sight.length_m),
        room=number_words(sight.worst_clearance_m, 1),
        needed=number_words(sight.needed_m, 1),
        at=_length(sight.worst_at_m),
    )


def _antennas(sight: Sight) -> dict[str, Words]:
    return {
        "here": number_words(sight.here_m, 1),
        "there": number_words(sight.there_m, 1),
        "frequency": number_words(sight.frequency_ghz, 1),
    }


def _called(node: NetworkNode) -> str:
    return f"{node.name} ({node.node_id})" if node.name else node.node_id


def _length(metres: float) -> Words:
    return Words(*(length_text(metres, language) for language in LANGUAGES))


_NONE_NEAR = Words("more than 100 km", "lebih dari 100 km")
_NOT_LOADED = Words(
    "Not looked at: no network nodes were loaded.",
    "Belum diperiksa: simpul jaringan belum dimuat.",
)
_NO_PLACE = Words(
    "Not looked at: the hotspot has no position that can be used.",
    "Belum diperiksa: titik tidak memiliki posisi yang dapat dipakai.",
)
_FIBRE = Words(
    "Fibre node {node} is {length} away in a straight line.",
    "Simpul serat optik {node} berjarak {length} garis lurus.",
)
_NOT_LOOKED_AT = Words(
    "Tower {node} is {length} away; whether it is in sight was not looked at (no terrain given).",
    "Menara {node} berjarak {length}; garis pandang belum diperiksa (tanpa data ketinggian).",
)
_CLEAR = Words(
    "Tower {node}, {length} away, is in sight: at least {room} m free where {needed} m are needed, "
    "{at} from the hotspot.",
    "Menara {node}, {length}, terlihat: ruang bebas sedikitnya {room} m, diperlukan {needed} m, "
    "pada {at} dari titik.",
)
_ANTENNAS = Words(
    "Antennas assumed {here} m above the ground at the hotspot and {there} m at the tower, "
    "{frequency} GHz.",
    "Antena diasumsikan {here} m di atas tanah pada titik dan {there} m pada menara, "
    "{frequency} GHz.",
)
_BLOCKED = Words(
    "Tower {node}, {length} away, is not in sight: {room} m free where {needed} m are needed, "
    "{at} from the hotspot.",
    "Menara {node}, {length}, terhalang: ruang bebas {room} m, diperlukan {needed} m, "
    "pada {at} dari titik.",
)
_GAPS = Words(
    "Tower {node}, {length} away: the terrain is unknown along {share} % of the way.",
    "Menara {node}, {length}: ketinggian tidak diketahui pada {share} % lintasan.",
)
_NO_TOWER_SEEN = Words(
    "None of the {count} nearest towers within reach is in sight: satellite.",
    "Tidak satu pun dari {count} menara terdekat dalam jangkauan terlihat: satelit.",
)
_SATELLITE = Words(
    "No fibre node (nearest: {fibre}) and no tower (nearest: {tower}) within reach: satellite.",
    "Tidak ada simpul serat optik (terdekat: {fibre}) dan menara (terdekat: {tower}) dalam "
    "jangkauan: satelit.",
)
