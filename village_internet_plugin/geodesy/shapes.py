# SPDX-License-Identifier: GPL-2.0-or-later
"""How far points lie outside polygons, geodesically, in metres."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from village_internet_plugin.geodesy.lengths import Floats, length_m, metres_per_degree


def distance_outside_m(shapes: Any, lon: Floats, lat: Floats) -> Floats:
    """Return for each pair the geodesic length from a point to a polygon, in metres.

    `shapes` is an array of polygons in degrees (EPSG:4326) or None, as long as `lon` and `lat`.
    0 inside or on the boundary; NaN where there is no shape or no position.

    The nearest point of the boundary is found in a plane around the point, scaled by the radii of
    curvature there, and the length to it is then measured on the ellipsoid. Near the polygon, where
    limits decide, that is right to far below a millimetre; hundreds of kilometres away the plane
    may pick a point of the boundary that is a little farther than the nearest.
    """
    metres = np.full(len(lon), np.nan)
    has_shape = np.array([shape is not None for shape in shapes], dtype=np.bool_)
    asked = has_shape & np.isfinite(lon) & np.isfinite(lat)
    metres[asked] = 0.0
    outside = asked.copy()
    outside[asked] = ~shapely.intersects_xy(shapes[asked], lon[asked], lat[asked])
    for i in np.flatnonzero(outside):
        near_lon, near_lat = nearest_on_shape(shapes[i], float(lon[i]), float(lat[i]))
        metres[i] = float(length_m(lon[i], lat[i], near_lon, near_lat))
    return metres


def nearest_on_shape(shape: Any, lon: float, lat: float) -> tuple[float, float]:
    """Return the point of `shape` (degrees) nearest to a position outside it, in degrees."""
    east, north = metres_per_degree(lat)
    centre, scale = np.array([lon, lat]), np.array([east, north])
    plane = shapely.transform(shape, lambda coordinates: (coordinates - centre) * scale)
    line = shapely.shortest_line(shapely.Point(0.0, 0.0), plane)
    x, y = shapely.get_coordinates(line)[-1]
    return lon + float(x) / east, lat + float(y) / north
