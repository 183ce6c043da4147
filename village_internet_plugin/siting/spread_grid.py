# SPDX-License-Identifier: GPL-2.0-or-later
"""Spreads people whose houses nobody has mapped over the ground they live on, as points of a grid.

The same ground and people always give the same points. Each grid is square, in metres of the plane
that touches the earth at its middle, and has the middle as one of its points; people are shared out
in whole persons, so that the points of a grid sum to what was spread exactly.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from village_internet_plugin.geodesy.lengths import Floats, metres_per_degree
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.geodesy.point_index import Integers
from village_internet_plugin.geodesy.shapes import nearest_on_shapes

POINTS = 100
"""About so many points a ground gets, and never more than it has people."""
_MOST_TRIED = 10_000
"""Points of the box around a ground: scattered islands get a coarser grid instead of more."""
_LEAST_SPACING_M = 1.0

Booleans = npt.NDArray[np.bool_]
Keep = Callable[[Integers, Floats, Floats], Booleans]
"""Tells which points (owner, lon, lat) are on ground where these people may live."""


class Grounds(NamedTuple):
    """Where people live, one row each.

    `shape` (degrees, valid) may be None: then all live at the middle, given in degrees. People
    live at most `within_m` metres from the middle; infinite for all of the shape.
    """

    shape: npt.NDArray[np.object_]
    lon: Floats
    lat: Floats
    people: Integers
    within_m: float


class Scattered(NamedTuple):
    """Points with people; `owner` is the row of the ground, `spacing_m` one per ground."""

    owner: Integers
    lon: Floats
    lat: Floats
    people: Integers
    spacing_m: Floats


def scatter(grounds: Grounds, keep: Keep | None = None) -> Scattered:
    """Spread the people of each ground over a grid, clipped to its shape; points without are left.

    Where `keep` leaves a ground some points, only those are used. A ground that no point of its
    grid falls on has all its people at the middle, or where the shape comes nearest to that.
    """
    spacing_m = _spacing_m(grounds)
    owner, lon, lat = _inside(grounds, *_lattice(grounds, spacing_m))
    if keep is not None:
        owner, lon, lat = _kept(keep, owner, lon, lat, len(grounds.lon))
    empty = np.flatnonzero(np.bincount(owner, minlength=len(grounds.lon)) == 0)
    alone_lon, alone_lat = _middles(grounds, empty)
    owner = np.concatenate([owner, empty])
    lon, lat = np.concatenate([lon, alone_lon]), np.concatenate([lat, alone_lat])
    order = np.argsort(owner, kind="stable")
    owner, lon, lat = owner[order], lon[order], lat[order]
    people = _shared_out(grounds.people, owner)
    settled = people > 0
    return Scattered(owner[settled], lon[settled], lat[settled], people[settled], spacing_m)


def _spacing_m(grounds: Grounds) -> Floats:
    east, north = metres_per_degree(grounds.lat)
    area_m2 = shapely.area(grounds.shape) * east * north
    area_m2 = np.minimum(np.nan_to_num(area_m2), math.pi * grounds.within_m**2)
    points = np.clip(grounds.people, 1, POINTS)
    spacing_m: Floats = np.maximum(np.sqrt(area_m2 / points), _LEAST_SPACING_M)
    west, south, east_m, north_m = _boxes_m(grounds)
    box_m2 = np.maximum(east_m - west, 0.0) * np.maximum(north_m - south, 0.0)
    return np.maximum(spacing_m, np.sqrt(box_m2 / _MOST_TRIED))


def _boxes_m(grounds: Grounds) -> tuple[Floats, Floats, Floats, Floats]:
    """Return west, south, east, north of each ground in metres from its middle; empty without."""
    east, north = metres_per_degree(grounds.lat)
    bounds = np.asarray(shapely.bounds(grounds.shape), dtype=np.float64).reshape(-1, 4)
    bounds[np.isnan(bounds[:, 0])] = (1.0, 1.0, -1.0, -1.0)
    reach = grounds.within_m
    return (
        np.maximum((bounds[:, 0] - grounds.lon) * east, -reach),
        np.maximum((bounds[:, 1] - grounds.lat) * north, -reach),
        np.minimum((bounds[:, 2] - grounds.lon) * east, reach),
        np.minimum((bounds[:, 3] - grounds.lat) * north, reach),
    )


def _lattice(grounds: Grounds, spacing_m: Floats) -> tuple[Integers, Floats, Floats]:
    """Return the grid points in each ground's box, south to north and west to east."""
    west, south, east_m, north_m = (edge / spacing_m for edge in _boxes_m(grounds))
    first_column, first_row = np.ceil(west).astype(np.int64), np.ceil(south).astype(np.int64)
    columns = np.maximum(np.floor(east_m).astype(np.int64) - first_column + 1, 0)
    rows = np.maximum(np.floor(north_m).astype(np.int64) - first_row + 1, 0)
    columns[np.equal(shapely.is_missing(grounds.shape), True)] = 0
    counts = columns * rows
    owner: Integers = np.repeat(np.arange(len(counts)), counts)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(counts) - counts, counts)
    column = first_column[owner] + number % columns[owner]
    row = first_row[owner] + number // columns[owner]
    x, y = column * spacing_m[owner], row * spacing_m[owner]
    near = x * x + y * y <= grounds.within_m**2
    owner, x, y = owner[near], x[near], y[near]
    east, north = metres_per_degree(grounds.lat)
    return owner, grounds.lon[owner] + x / east[owner], grounds.lat[owner] + y / north[owner]


def _inside(
    grounds: Grounds, owner: Integers, lon: Floats, lat: Floats
) -> tuple[Integers, Floats, Floats]:
    inside = shapely.intersects_xy(grounds.shape[owner], lon, lat)
    return owner[inside], lon[inside], lat[inside]


def _kept(
    keep: Keep, owner: Integers, lon: Floats, lat: Floats, grounds: int
) -> tuple[Integers, Floats, Floats]:
    wanted = keep(owner, lon, lat)
    has_some = np.bincount(owner[wanted], minlength=grounds) > 0
    wanted = wanted | ~has_some[owner]
    return owner[wanted], lon[wanted], lat[wanted]


def _middles(grounds: Grounds, rows: Integers) -> tuple[Floats, Floats]:
    """Return the middles of grounds, moved onto their shapes where they lie outside."""
    lon, lat, shapes = grounds.lon[rows].copy(), grounds.lat[rows].copy(), grounds.shape[rows]
    has_shape = ~shapely.is_missing(shapes)
    outside = has_shape.copy()
    outside[has_shape] = ~shapely.intersects_xy(shapes[has_shape], lon[has_shape], lat[has_shape])
    if outside.any():
        lon[outside], lat[outside] = nearest_on_shapes(shapes[outside], lon[outside], lat[outside])
    return lon, lat


def _shared_out(people: Integers, owner: Integers) -> Integers:
    """Return whole people for each point: those of its ground, evenly, from the first to the last.

    Of P people on n points the first k have floor(k P / n) together: no point has a person more or
    less than its share, and the odd ones are scattered like the points.
    """
    counts = np.bincount(owner, minlength=len(people))
    starts = np.cumsum(counts) - counts
    number = np.arange(len(owner)) - starts[owner]
    total, points = people[owner], counts[owner]
    shares: Integers = (number + 1) * total // points - number * total // points
    return shares
