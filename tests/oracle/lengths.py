# SPDX-License-Identifier: GPL-2.0-or-later
"""Geodesic lengths on WGS 84 by GeographicLib (pyproj), and the distance from a point to shapes."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence

import numpy as np
import shapely

with warnings.catch_warnings():
    # Some installations of PROJ lack its grids; geodesics need none.
    warnings.simplefilter("ignore")
    from pyproj import Geod

GEOD = Geod(ellps="WGS84")


def exact_metres(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """The geodesic between two positions in degrees, in metres, good to nanometres."""
    return float(GEOD.inv(lon_1, lat_1, lon_2, lat_2)[2])


def metres(lon_1: float, lat_1: float, lon_2: float, lat_2: float) -> float:
    """The geodesic in metres, rounded to the millimetre as every rule compares it."""
    return round(exact_metres(lon_1, lat_1, lon_2, lat_2), 3)


def least_metres(lon: float, lat: float, places: np.ndarray) -> float:
    """The least of the geodesics to these places, a row (lon, lat) each; inf when there is none."""
    lengths = _lengths(places, np.array([[lon, lat]]))
    return round(float(lengths.min(initial=np.inf)), 3)


def travel(lon: float, lat: float, azimuth: float, length: float) -> tuple[float, float]:
    """Where one arrives `length` metres from a position in the direction `azimuth` degrees."""
    east, north, _back = GEOD.fwd(lon, lat, azimuth, length)
    return float(east), float(north)


class Areas:
    """Polygons taken together; their edges are straight in longitude and latitude."""

    def __init__(self, shapes: Iterable[shapely.Geometry]) -> None:
        self.shapes = list(shapes)
        starts, ends = [], []
        for ring in _rings(self.shapes):
            corners = shapely.get_coordinates(ring)
            starts.append(corners[:-1])
            ends.append(corners[1:])
        self.starts = np.concatenate(starts) if starts else np.empty((0, 2))
        self.ends = np.concatenate(ends) if ends else np.empty((0, 2))
        self.edges = _lengths(self.starts, self.ends)

    def cover(self, lon: float, lat: float) -> bool:
        """Whether the position lies in a polygon or on its boundary."""
        point = shapely.Point(lon, lat)
        return any(shape.covers(point) for shape in self.shapes)

    def metres_from(self, lon: float, lat: float) -> float:
        """Metres to the nearest polygon, to the millimetre; 0 inside, inf for none."""
        if self.cover(lon, lat):
            return 0.0
        return round(self.exact_metres_to_boundary(lon, lat), 3)

    def exact_metres_to_boundary(self, lon: float, lat: float) -> float:
        """Metres from a position to the nearest point of any ring; inf when there is no ring.

        An edge of length L whose ends are a and b away is at least (a + b - L) / 2 away: only
        those that may be nearer than the nearest corner are searched.
        """
        if not len(self.starts):
            return float("inf")
        here = np.array([[lon, lat]])
        to_starts = _lengths(self.starts, here)
        to_ends = _lengths(self.ends, here)
        nearest_corner = min(to_starts.min(), to_ends.min())
        # An edge is straight in degrees and so a little longer than the geodesic of its ends.
        slack = 0.01 * self.edges + 1.0
        candidates = np.flatnonzero(
            (to_starts + to_ends - self.edges - slack) / 2.0 <= nearest_corner
        )
        along = _metres_to_edges(here[0], self.starts[candidates], self.ends[candidates])
        return float(min(nearest_corner, along.min(initial=np.inf)))


def _rings(shapes: Sequence[shapely.Geometry]) -> Iterable[shapely.Geometry]:
    for shape in shapes:
        for polygon in shapely.get_parts(shape):
            yield polygon.exterior
            yield from polygon.interiors


def _lengths(these: np.ndarray, those: np.ndarray) -> np.ndarray:
    these, those = np.broadcast_arrays(these, those)
    # GeographicLib's pyproj door may write into its arguments: it is given copies.
    columns = (these[:, 0].copy(), these[:, 1].copy(), those[:, 0].copy(), those[:, 1].copy())
    return np.asarray(GEOD.inv(*columns)[2])


def _metres_to_edges(here: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """The least distance to each edge: eleven places on it, then between the best's neighbours."""
    low, high = np.zeros(len(starts)), np.ones(len(starts))
    each = np.arange(len(starts))
    distances = np.empty((len(starts), 11))
    for _round in range(16):
        places = np.linspace(low, high, 11, axis=1)
        on_edge = starts[:, None, :] + places[:, :, None] * (ends - starts)[:, None, :]
        distances = _lengths(on_edge.reshape(-1, 2), here[None, :]).reshape(places.shape)
        best = distances.argmin(axis=1)
        low = places[each, np.maximum(best - 1, 0)]
        high = places[each, np.minimum(best + 1, 10)]
    return distances.min(axis=1)
