# SPDX-License-Identifier: GPL-2.0-or-later
"""People a hotspot would serve whom no existing or published hotspot reaches yet."""

from __future__ import annotations

from typing import Any

import numpy as np

from village_internet_plugin.facts.columns import Floats
from village_internet_plugin.geodesy.point_index import PointIndex
from village_internet_plugin.reference.reference import Reference


class UnreachedPeople:
    """Settlements, with how far each is from the nearest hotspot that already serves people."""

    def __init__(self, reference: Reference, published: PointIndex) -> None:
        """Count as serving: existing hotspots that are not refused or replaced, and `published`."""
        self._settlements = reference.settlements.index
        self._people = reference.settlement_people
        self._served_m = np.full(len(self._people), np.inf)
        lon = np.array([row.position.lon for row in reference.settlements.rows])
        lat = np.array([row.position.lat for row in reference.settlements.rows])
        for serving in (reference.serving_hotspots.index, published):
            nearest = serving.nearest(lon, lat, np.inf)
            np.minimum.at(self._served_m, nearest.question, nearest.length_m)

    def around(self, lon: Floats, lat: Floats, reach_m: Any) -> Floats:
        """Return how many such people live at most `reach_m` from each position (degrees)."""
        reach = np.broadcast_to(np.asarray(reach_m, dtype=np.float64), lon.shape)
        pairs = self._settlements.within(lon, lat, reach)
        unreached = self._served_m[pairs.point].round(3) > reach[pairs.question]
        people = np.zeros(len(lon))
        np.add.at(people, pairs.question[unreached], self._people[pairs.point[unreached]])
        return people
