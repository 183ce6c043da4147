# SPDX-License-Identifier: GPL-2.0-or-later
"""A position on the WGS 84 ellipsoid (EPSG:4326) and the box a plan lies in."""

from __future__ import annotations

import math
from typing import NamedTuple


class LonLat(NamedTuple):
    """Longitude and latitude in degrees, EPSG:4326, in this order."""

    lon: float
    lat: float

    def is_finite(self) -> bool:
        """Tell whether both numbers are finite."""
        return math.isfinite(self.lon) and math.isfinite(self.lat)


class Region(NamedTuple):
    """A box in degrees, EPSG:4326; its edges belong to it."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, position: LonLat) -> bool:
        """Tell whether `position` lies in the box or on its edge; False for a non-finite one."""
        return self.west <= position.lon <= self.east and self.south <= position.lat <= self.north

    def widened(self, degrees: float) -> Region:
        """Return the box made larger by `degrees` on each side."""
        return Region(
            self.west - degrees, self.south - degrees, self.east + degrees, self.north + degrees
        )


NOWHERE = LonLat(math.nan, math.nan)
"""Stands for a position that is not known; no index finds it."""

INDONESIA = Region(94.0, -12.0, 142.0, 7.0)
"""Indonesia with a margin of about a degree; what lies outside was never meant."""


class Repair(NamedTuple):
    """A likely slip in a position and where the point lies without it."""

    kind: str
    """``swap`` (latitude and longitude exchanged) or ``shift`` (a whole turn of 360°)."""
    position: LonLat


def find_repair(position: LonLat, region: Region) -> Repair | None:
    """Return the one slip that explains a `position` outside `region`, or None.

    Tried in this order: exchanged axes, a longitude off by 360° either way (seen in the field:
    -242.79 for 117.21). A repair is offered, never made unasked.
    """
    swapped = LonLat(position.lat, position.lon)
    if region.holds(swapped):
        return Repair("swap", swapped)
    for turn in (360.0, -360.0):
        shifted = LonLat(position.lon + turn, position.lat)
        if region.holds(shifted):
            return Repair("shift", shifted)
    return None
