# SPDX-License-Identifier: GPL-2.0-or-later
"""Which other hotspot stands nearest: of this plan, of other plans, or standing already."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.facts.columns import Booleans, Floats, Integers
from village_internet_plugin.facts.hotspot_facts import NeighbourFacts
from village_internet_plugin.facts.limits import MeasuringLimits
from village_internet_plugin.facts.place_facts import PlaceFacts
from village_internet_plugin.facts.published import PublishedAround
from village_internet_plugin.geodesy.point_index import Pairs, PointIndex
from village_internet_plugin.reference.reference import Reference


class Neighbours:
    """This plan's active hotspots with a usable position, by slot, beside all other points."""

    def __init__(
        self, reference: Reference, published: PublishedAround, limits: MeasuringLimits
    ) -> None:
        self._own = PointIndex()
        self._labels: dict[int, str] = {}
        self._published = published
        self._serving = reference.serving_hotspots
        self._limits = limits

    def put(self, slots: Integers, hotspots: Sequence[Hotspot], places: PlaceFacts) -> None:
        """Place hotspots; those replaced or without a usable position are nobody's neighbour."""
        counts = places.usable & np.array([not h.is_replaced for h in hotspots], dtype=np.bool_)
        self._own.put(
            slots, np.where(counts, places.lon, np.nan), np.where(counts, places.lat, np.nan)
        )
        self._labels.update(zip(map(int, slots), (hotspot.label for hotspot in hotspots)))

    def take_away(self, slot: int) -> None:
        """Forget the hotspot of a slot."""
        self._own.put([slot], [np.nan], [np.nan])

    def noticing(self, lon: Floats, lat: Floats) -> Integers:
        """Return the slots of hotspots that may count a point at one of these places as near."""
        return np.unique(self._own.within(lon, lat, self._limits.largest_spacing_m).point)

    def measure(
        self, hotspots: Sequence[Hotspot], slots: Integers, places: PlaceFacts
    ) -> NeighbourFacts:
        """Return the nearest neighbour of each hotspot, as far as it counts as near."""
        facts = NeighbourFacts.blank(len(hotspots))
        counts = places.usable & np.array([not h.is_replaced for h in hotspots], dtype=np.bool_)
        lon, lat = np.where(counts, places.lon, np.nan), np.where(counts, places.lat, np.nan)
        radius = self._limits.spacing_m([hotspot.funding_source_id for hotspot in hotspots])
        own = self._own.within(lon, lat, radius)
        _keep_nearest(facts, own, own.point != slots[own.question], self._labels.__getitem__)
        for index, label in (
            (self._published.index, self._published.label),
            (self._serving.index, self._label_of_existing),
        ):
            pairs = index.within(lon, lat, radius)
            _keep_nearest(facts, pairs, np.ones(len(pairs.point), dtype=np.bool_), label)
        return facts

    def _label_of_existing(self, number: int) -> str:
        existing = self._serving.rows[number]
        return existing.name or existing.hotspot_id[:8]


def _keep_nearest(
    facts: NeighbourFacts, pairs: Pairs, counts: Booleans, label: Callable[[int], str]
) -> None:
    """Take over each question's nearest counting point where it is nearer than what is known.

    Of equally near ones, to the millimetre as is told, the first by name: so that no verdict hangs
    on the order of edits, nor on the last digit of a machine's sine.
    """
    for question, point, metres in zip(
        pairs.question[counts], pairs.point[counts], pairs.length_m[counts].round(3)
    ):
        nearest_m = facts.nearest_m[question]
        if metres > nearest_m:
            continue
        name = label(int(point))
        if metres < nearest_m or name < facts.nearest_label[question]:
            facts.nearest_m[question] = metres
            facts.nearest_label[question] = name
