# SPDX-License-Identifier: GPL-2.0-or-later
"""How far points lie outside polygons, geodesically, in metres."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely

from village_internet_plugin.geodesy.lengths import Floats, length_m, metres_per_degree

_FLAT_M = 10_000.0
"""Up to here the plane's choice of the nearest point is right to below a millimetre."""
_NARROWINGS = 40
"""Each leaves two thirds of an edge: 40 leave a ten-millionth."""


def distance_outside_m(shapes: Any, lon: Floats, lat: Floats) -> Floats:
    """Return for each pair the geodesic length from a point to a polygon, in metres.

    `shapes` is an array of polygons in degrees (EPSG:4326) or None, as long as `lon` and `lat`.
    0 inside or on the boundary; NaN where there is no shape or no position.

    Boundaries run straight in degrees between their vertices, as GIS draws them. Right to below a
    millimetre at any distance.
    """
    metres = np.full(len(lon), np.nan)
    has_shape = np.array([shape is not None for shape in shapes], dtype=np.bool_)
    asked = has_shape & np.isfinite(lon) & np.isfinite(lat)
    metres[asked] = 0.0
    outside = asked.copy()
    outside[asked] = ~shapely.intersects_xy(shapes[asked], lon[asked], lat[asked])
    for i in np.flatnonzero(outside):
        metres[i] = _distance_m(shapes[i], float(lon[i]), float(lat[i]))
    return metres


def nearest_on_shape(shape: Any, lon: float, lat: float) -> tuple[float, float]:
    """Return the point of `shape` (degrees) nearest to a position outside it, in degrees.

    Found in a plane around the position, scaled by the radii of curvature there: near the shape,
    that is the nearest on the ellipsoid too; far away it may be a little farther than the nearest.
    """
    east, north = metres_per_degree(lat)
    centre, scale = np.array([lon, lat]), np.array([east, north])
    plane = shapely.transform(shape, lambda coordinates: (coordinates - centre) * scale)
    line = shapely.shortest_line(shapely.Point(0.0, 0.0), plane)
    x, y = shapely.get_coordinates(line)[-1]
    return lon + float(x) / east, lat + float(y) / north


def _distance_m(shape: Any, lon: float, lat: float) -> float:
    """Return the length from a position outside to a shape; in the plane only where it is flat."""
    metres = float(length_m(lon, lat, *nearest_on_shape(shape, lon, lat)))
    if metres <= _FLAT_M:
        return metres
    return min(metres, _distance_over_curvature_m(shape, lon, lat))


def _distance_over_curvature_m(shape: Any, lon: float, lat: float) -> float:
    """Return the length to the nearest point of the boundary, looking at every vertex.

    The nearest point lies on an edge whose nearer end is hardly farther than the nearest vertex;
    on each such edge the least length is narrowed down by thirds.
    """
    outlines = shapely.get_rings(shapely.get_parts(shape))
    vertices, rings = shapely.get_coordinates(outlines, return_index=True)
    to_vertex = length_m(lon, lat, vertices[:, 0], vertices[:, 1])
    start = np.flatnonzero(rings[1:] == rings[:-1])
    edge_m = length_m(*vertices[start].T, *vertices[start + 1].T)
    nearer_end_m = np.minimum(to_vertex[start], to_vertex[start + 1])
    start = start[nearer_end_m - edge_m <= to_vertex.min()]
    origin, along = vertices[start], vertices[start + 1] - vertices[start]

    def at(share: Floats) -> Floats:
        points = origin + along * share[:, None]
        return length_m(lon, lat, points[:, 0], points[:, 1])

    low, high = np.zeros(len(start)), np.ones(len(start))
    for _ in range(_NARROWINGS):
        third = (high - low) / 3.0
        first_is_less = at(low + third) < at(high - third)
        low, high = (
            np.where(first_is_less, low, low + third),
            np.where(first_is_less, high - third, high),
        )
    return float(at((low + high) / 2.0).min())
