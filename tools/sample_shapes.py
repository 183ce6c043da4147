# SPDX-License-Identifier: GPL-2.0-or-later
"""Village shapes for the sample, made from one position per village: nobody's real boundary.

Each village gets the part of the land that is nearer to its position than to any other (its
Voronoi cell), cut at a coast made up from the positions themselves.
"""

from __future__ import annotations

from collections.abc import Sequence

import shapely
from shapely.geometry.base import BaseGeometry

_REACH_DEG = 0.16
"""How far the made-up land reaches around each position before it is drawn in again."""
_DRAWN_IN_DEG = 0.08
_GRID_DEG = 1e-4
"""Corners lie on this grid (about 11 m), so that neighbours share them exactly."""


def illustrative_shapes(positions: Sequence[tuple[float, float]]) -> list[BaseGeometry]:
    """Return one valid polygon per position (longitude, latitude; EPSG:4326), in their order."""
    points = shapely.points(positions)
    land = shapely.union_all(shapely.buffer(points, _REACH_DEG, quad_segs=4))
    land = shapely.simplify(shapely.buffer(land, -_DRAWN_IN_DEG, quad_segs=4), 0.01)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=land))
    holders = shapely.STRtree(cells).query(points, predicate="within")[1]
    shapes = shapely.intersection(cells[holders], land)
    return [_plain(shape) for shape in shapely.set_precision(shapes, _GRID_DEG)]


def _plain(shape: BaseGeometry) -> BaseGeometry:
    """Return the largest part of `shape`, its corners in one fixed order."""
    parts = shapely.get_parts(shape)
    return shapely.orient_polygons(shapely.normalize(max(parts, key=shapely.area)))
