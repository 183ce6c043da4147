# SPDX-License-Identifier: GPL-2.0-or-later
"""A plane that touches the ellipsoid: for nearest points, overlaps and cuts around one place."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import circle
from village_internet_plugin.geodesy.lengths import metres_per_degree
from village_internet_plugin.geodesy.own_shapely import shapely

ROUNDNESS_M = 0.02
"""How far the sides of a circle's polygon may lie from the circle."""


class Plane:
    """Metres east and north of a centre, by the radii of curvature there.

    Straight lines in degrees stay straight. Lengths from the centre are right to a millimetre up to
    10 km off at Indonesia's latitudes; farther away they serve to choose, not to report.
    """

    def __init__(self, centre: LonLat) -> None:
        east, north = metres_per_degree(centre.lat)
        self.centre = centre
        self._origin = np.array(centre, dtype=np.float64)
        self._scale = np.array([float(east), float(north)])

    def project(self, shape: Any) -> Any:
        """Return a shape in degrees (EPSG:4326) in metres of this plane."""
        return shapely.transform(shape, lambda points: (points - self._origin) * self._scale)

    def lonlat(self, x: float, y: float) -> LonLat:
        """Return the position of a point of this plane."""
        lon, lat = np.array([x, y]) / self._scale + self._origin
        return LonLat(float(lon), float(lat))

    def disc(self, centre: LonLat, radius_m: float, around: bool = False) -> Any:
        """Return a geodesic circle as a polygon of this plane.

        Its corners lie on the circle; with `around` the circle lies within it. Either way its
        sides are at most `ROUNDNESS_M` from the circle.
        """
        half = math.acos(max(1.0 - ROUNDNESS_M / max(radius_m, ROUNDNESS_M), -1.0))
        corners = max(math.ceil(math.pi / half), 8)
        radius_m = radius_m / math.cos(math.pi / corners) if around else radius_m
        return self.project(shapely.Polygon(np.column_stack(circle(centre, radius_m, corners))))
