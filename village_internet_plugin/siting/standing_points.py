# SPDX-License-Identifier: GPL-2.0-or-later
"""The points a new or moved hotspot must keep its distance from."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.position import LonLat, Region
from village_internet_plugin.geodesy.lengths import degrees_around
from village_internet_plugin.reference.reference import Reference


class StandingPoints:
    """Hotspots of the plan and of other plans, and existing ones that serve, by their places."""

    def __init__(
        self,
        reference: Reference,
        hotspots: Iterable[Hotspot],
        published: Iterable[PublishedHotspot] = (),
        plan_id: str | None = None,
    ) -> None:
        """Take those not replaced, with a position; of `published` those of other plans."""
        own = [
            (hotspot.hotspot_id, hotspot.position)
            for hotspot in hotspots
            if hotspot.position is not None and hotspot.status != "replaced"
        ]
        others = [
            ("", row.hotspot.position)
            for row in published
            if row.plan_id != plan_id
            and row.hotspot.position is not None
            and not row.hotspot.is_replaced
        ]
        serving = [("", row.position) for row in reference.serving_hotspots.rows]
        every = [*own, *others, *serving]
        self._ids = np.array([identifier for identifier, _ in every], dtype=np.object_)
        positions = np.array([position for _, position in every], dtype=np.float64).reshape(-1, 2)
        self._lon, self._lat = positions[:, 0], positions[:, 1]

    def near(self, box: Region, radius_m: float, but: str | None = None) -> list[LonLat]:
        """Return the points that may lie within `radius_m` of a box (degrees), in a fixed order.

        `but` is the id of a hotspot that is not its own neighbour.
        """
        middle = max(abs(box.south), abs(box.north))
        wide, high = (float(size) for size in degrees_around(middle, radius_m))
        inside = (
            (self._lon >= box.west - wide)
            & (self._lon <= box.east + wide)
            & (self._lat >= box.south - high)
            & (self._lat <= box.north + high)
        )
        if but:
            inside &= self._ids != but
        rows = np.flatnonzero(inside)
        return [LonLat(float(self._lon[row]), float(self._lat[row])) for row in rows]
