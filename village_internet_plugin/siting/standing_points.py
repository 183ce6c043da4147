# SPDX-License-Identifier: GPL-2.0-or-later
"""The points a new or moved hotspot must keep its distance from."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.position import NOWHERE, LonLat, Region
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
        own = [one for one in hotspots if one.position is not None and one.status != "replaced"]
        others = [row.hotspot for row in published if row.plan_id != plan_id]
        others = [one for one in others if one.position is not None and not one.is_replaced]
        serving = [row.position for row in reference.serving_hotspots.rows]
        positions = [one.position or NOWHERE for one in (*own, *others)] + serving
        self._lon = np.fromiter((place.lon for place in positions), np.float64, len(positions))
        self._lat = np.fromiter((place.lat for place in positions), np.float64, len(positions))
        self._own = own

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
        rows = [int(row) for row in np.flatnonzero(inside) if not self._is(int(row), but)]
        return [LonLat(float(self._lon[row]), float(self._lat[row])) for row in rows]

    def _is(self, row: int, hotspot_id: str | None) -> bool:
        return row < len(self._own) and self._own[row].hotspot_id == hotspot_id
