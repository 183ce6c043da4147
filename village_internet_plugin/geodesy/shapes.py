# SPDX-License-Identifier: GPL-2.0-or-later
"""How far points lie outside polygons, geodesically, in metres."""

from __future__ import annotations

from typing import Any

import numpy as np

from village_internet_plugin.geodesy.lengths import Floats, length_m, metres_per_degree
from village_internet_plugin.geodesy.own_shapely import shapely

FLAT_M = 10_000.0
"""Up to here the plane's choice of the nearest point is right to below a millimetre."""
_POINTS_IN_A_ROW = 33
_NARROWINGS = 5
"""Each leaves a sixteenth of an edge: five leave a millionth."""
_PAIRS_AT_ONCE = 1_000
"""So many shapes are copied into planes at a time: a few million vertices at the most."""


def distance_outside_m(shapes: Any, lon: Floats, lat: Floats) -> Floats:
    """Return for each pair the geodesic length from a point to a polygon, in metres.

    `shapes` is an array of polygons in degrees (EPSG:4326) or None, as long as `lon` and `lat`.
    0 inside or on the boundary; NaN where there is no shape or no position.

    Boundaries run straight in degrees between their vertices, as GIS draws them. Right to below a
    millimetre at any distance.
    """
    metres = near_distance_m(shapes, lon, lat)
    with np.errstate(invalid="ignore"):
        (far,) = (metres > FLAT_M).nonzero()
    for i in far:
        curved_m = _distance_over_curvature_m(shapes[i], float(lon[i]), float(lat[i]))
        metres[i] = min(metres[i], curved_m)
    return metres


def near_distance_m(shapes: Any, lon: Floats, lat: Floats) -> Floats:
    """Return the same, right only up to `FLAT_M`: farther off it may be a little too long."""
    metres = np.full(len(lon), np.nan)
    has_shape = np.array([shape is not None for shape in shapes], dtype=np.bool_)
    asked = has_shape & np.isfinite(lon) & np.isfinite(lat)
    metres[asked] = 0.0
    outside = asked.copy()
    outside[asked] = ~shapely.intersects_xy(shapes[asked], lon[asked], lat[asked])
    (pairs,) = outside.nonzero()
    for start in range(0, len(pairs), _PAIRS_AT_ONCE):
        some = pairs[start : start + _PAIRS_AT_ONCE]
        nearest = nearest_on_shapes(shapes[some], lon[some], lat[some])
        metres[some] = length_m(lon[some], lat[some], *nearest)
    return metres


def nearest_on_shapes(shapes: Any, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """Return the point of each shape (degrees) nearest to a position outside it, in degrees.

    Found in a plane around each position, scaled by the radii of curvature there: near the shape,
    that is the nearest on the ellipsoid too; far away it may be a little farther than the nearest.
    """
    east, north = metres_per_degree(lat)
    vertices, owners = shapely.get_coordinates(shapes, return_index=True)
    centres, scales = np.column_stack([lon, lat]), np.column_stack([east, north])
    planes = shapely.set_coordinates(shapes.copy(), (vertices - centres[owners]) * scales[owners])
    origin = shapely.Point(0.0, 0.0)
    x, y = shapely.get_coordinates(shapely.shortest_line(origin, planes))[1::2].T
    return lon + x / east, lat + y / north


def _distance_over_curvature_m(shape: Any, lon: float, lat: float) -> float:
    """Return the length to the nearest point of the boundary, looking at every vertex.

    A way to a point of an edge and on to the edge's nearer end is no shorter than the way to that
    end; so an edge can only be nearer than the nearest vertex if half of what its ends' ways exceed
    the edge by is. On these few the least length is narrowed down, by a row of points at a time.
    """
    outlines = shapely.get_rings(shapely.get_parts(shape))
    vertices, rings = shapely.get_coordinates(outlines, return_index=True)
    to_vertex = length_m(lon, lat, vertices[:, 0], vertices[:, 1])
    start = np.flatnonzero(rings[1:] == rings[:-1])
    edge_m = length_m(*vertices[start].T, *vertices[start + 1].T) * 1.001 + 0.01
    least_m = (to_vertex[start] + to_vertex[start + 1] - edge_m) / 2.0
    start = start[least_m <= to_vertex.min()]
    origin, along = vertices[start, None, :], (vertices[start + 1] - vertices[start])[:, None, :]
    edges = np.arange(len(start))
    low, high = np.zeros(len(start)), np.ones(len(start))
    nearest = float(to_vertex.min())
    for _ in range(_NARROWINGS):
        shares = np.linspace(low, high, _POINTS_IN_A_ROW, axis=1)
        points = origin + along * shares[:, :, None]
        lengths = length_m(lon, lat, points[:, :, 0], points[:, :, 1])
        best = lengths.argmin(axis=1)
        nearest = min(nearest, float(lengths.min()))
        low = shares[edges, np.maximum(best - 1, 0)]
        high = shares[edges, np.minimum(best + 1, _POINTS_IN_A_ROW - 1)]
    return nearest
