# SPDX-License-Identifier: GPL-2.0-or-later
"""An index of points that can be added, moved and taken away, asked by length in metres."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from village_internet_plugin.geodesy.lengths import (
    Floats,
    degrees_around,
    length_at_most_m,
    length_m,
)
from village_internet_plugin.geodesy.one_length import degrees_around_one
from village_internet_plugin.geodesy.own_shapely import shapely

Integers = npt.NDArray[np.int64]

_REBUILD_AFTER = 512
_FEW = 32
"""Looking at so many points takes less time than asking a tree for the nearest."""


class Pairs(NamedTuple):
    """Pairs of a question and a point of the index, with the length between them in metres."""

    question: Integers
    point: Integers
    length_m: Floats


_NOTHING: Integers = np.empty(0, dtype=np.int64)
NO_PAIRS = Pairs(_NOTHING, _NOTHING, np.empty(0, dtype=np.float64))


class PointIndex:
    """Points by number, on the WGS 84 ellipsoid (degrees, EPSG:4326), away from ±180° longitude.

    A tree holds the points as they were when it was built; the few that changed since are looked
    through one by one, until there are enough of them to build it anew.
    """

    def __init__(self, lon: npt.ArrayLike = (), lat: npt.ArrayLike = ()) -> None:
        """Start with points numbered from 0; a point with a NaN is not in the index."""
        self._lon = np.array(lon, dtype=np.float64)
        self._lat = np.array(lat, dtype=np.float64)
        self._changed: dict[int, tuple[float, float]] = {}
        self._build()

    def __len__(self) -> int:
        """Return the number one above the highest point's."""
        return len(self._lon)

    def put(self, points: npt.ArrayLike, lon: npt.ArrayLike, lat: npt.ArrayLike) -> None:
        """Place or move points; a NaN takes a point away. New numbers make the index longer."""
        numbers = np.asarray(points, dtype=np.int64)
        if len(numbers) == 0:
            return
        missing = int(numbers.max()) + 1 - len(self._lon)
        if missing > 0:
            # Room for as many again, so that adding one by one stays cheap.
            room = np.full(missing + len(self._lon) // 4, np.nan)
            self._lon, self._lat = np.append(self._lon, room), np.append(self._lat, room)
        self._lon[numbers], self._lat[numbers] = lon, lat
        places = zip(self._lon[numbers].tolist(), self._lat[numbers].tolist())
        self._changed.update(zip(numbers.tolist(), places))
        self._forget_unchanged(numbers)

    def _forget_unchanged(self, numbers: Integers) -> None:
        """Leave to the tree what is where the tree has it: taken away and put back, mostly."""
        known = numbers[numbers < len(self._tree_lon)]
        same = self._tree_lon[known] == self._lon[known]
        same &= self._tree_lat[known] == self._lat[known]
        for number in known[same].tolist():
            self._changed.pop(number, None)

    def within(self, lon: npt.ArrayLike, lat: npt.ArrayLike, radius_m: npt.ArrayLike) -> Pairs:
        """Return every pair of a question and a point at most `radius_m` (inclusive) from it.

        `lon`, `lat` are arrays of n positions, `radius_m` one length or n of them; positions with a
        NaN find nothing. Sorted by question, then by length, then by point.
        """
        lon_q = np.atleast_1d(np.asarray(lon, dtype=np.float64))
        lat_q = np.atleast_1d(np.asarray(lat, dtype=np.float64))
        if self._is_empty:
            return NO_PAIRS
        if len(lon_q) == 1:
            radius_one = np.asarray(radius_m, dtype=np.float64).item()
            return self._within_one(lon_q.item(), lat_q.item(), radius_one)
        radius = np.broadcast_to(np.asarray(radius_m, dtype=np.float64), lon_q.shape)
        question, point = self._candidates(lon_q, lat_q, radius)
        lengths = length_m(lon_q[question], lat_q[question], self._lon[point], self._lat[point])
        # To the millimetre, as it is reported: a point at the radius by its own report counts.
        near = lengths.round(3) <= radius[question]
        question, point, lengths = question[near], point[near], lengths[near]
        order = np.lexsort((point, lengths, question))
        return Pairs(question[order], point[order], lengths[order])

    def _within_one(self, lon: float, lat: float, radius_m: float) -> Pairs:
        """Return what `within` does of one question, by numbers of Python: in a third of the time.

        A point under the cursor, or moved, is asked about alone, several times over.
        """
        if len(self._changed) > _REBUILD_AFTER:
            self._build()
        if not self._is_near(lon, lat, radius_m):
            return NO_PAIRS
        wide, high = degrees_around_one(lat, radius_m)
        west, south, east, north = lon - wide, lat - high, lon + wide, lat + high
        hits = self._in_tree[self._tree.query(shapely.box(west, south, east, north))]
        points = [point for point in hits.tolist() if point not in self._changed]
        points += [
            point
            for point, (x, y) in self._changed.items()
            if west <= x <= east and south <= y <= north
        ]
        if not points:
            return NO_PAIRS
        here = np.full(len(points), lon), np.full(len(points), lat)
        lengths = length_m(*here, self._lon[points], self._lat[points])
        near = [one for one in zip(lengths.tolist(), points) if _rounded(one[0]) <= radius_m]
        near.sort()
        return Pairs(
            np.zeros(len(near), dtype=np.int64),
            np.array([point for _, point in near], dtype=np.int64),
            np.array([metres for metres, _ in near], dtype=np.float64),
        )

    def _is_near(self, lon: float, lat: float, radius_m: float) -> bool:
        """Tell whether a point may lie within a radius of a position; at none that has a NaN."""
        if self._changed:
            return math.isfinite(lon + lat)
        wide, high = degrees_around_one(lat, radius_m)
        return (
            self._west - wide <= lon <= self._east + wide
            and self._south - high <= lat <= self._north + high
        )

    def nearest(self, lon: npt.ArrayLike, lat: npt.ArrayLike, radius_m: float) -> Pairs:
        """Return for each question the nearest point within `radius_m`, if there is one.

        Of equally near points the lowest number is taken.
        """
        lon_q = np.atleast_1d(np.asarray(lon, dtype=np.float64))
        lat_q = np.atleast_1d(np.asarray(lat, dtype=np.float64))
        if self._is_empty:
            return NO_PAIRS
        if len(lon_q) == 1 and not self._is_near(lon_q.item(), lat_q.item(), radius_m):
            return NO_PAIRS
        reach = np.minimum(self._upper_bound_m(lon_q, lat_q, radius_m), radius_m)
        pairs = self.within(lon_q, lat_q, reach + 0.001)
        first: Any = slice(0, 1)
        if len(lon_q) > 1:
            first = np.unique(pairs.question, return_index=True)[1]
        found = Pairs(pairs.question[first], pairs.point[first], pairs.length_m[first])
        near = found.length_m.round(3) <= radius_m
        return Pairs(found.question[near], found.point[near], found.length_m[near])

    @property
    def _is_empty(self) -> bool:
        return not self._changed and len(self._in_tree) == 0

    def _build(self) -> None:
        self._changed.clear()
        self._tree_lon, self._tree_lat = self._lon.copy(), self._lat.copy()
        self._in_tree = np.flatnonzero(np.isfinite(self._lon) & np.isfinite(self._lat))
        lon, lat = self._lon[self._in_tree], self._lat[self._in_tree]
        self._tree = shapely.STRtree(shapely.points(lon, lat))
        self._west, self._east = float(lon.min(initial=np.inf)), float(lon.max(initial=-np.inf))
        self._south, self._north = float(lat.min(initial=np.inf)), float(lat.max(initial=-np.inf))

    def _candidates(self, lon: Floats, lat: Floats, radius_m: Floats) -> tuple[Integers, Integers]:
        """Return pairs whose boxes touch: all that are near enough and some that are not."""
        if len(self._changed) > _REBUILD_AFTER:
            self._build()
        (asked,) = (np.isfinite(lon) & np.isfinite(lat)).nonzero()
        if not self._changed:
            asked = asked[self._near_all(lon[asked], lat[asked], radius_m[asked])]
        wide, high = degrees_around(lat[asked], radius_m[asked])
        west, east = lon[asked] - wide, lon[asked] + wide
        south, north = lat[asked] - high, lat[asked] + high
        hits = self._tree.query(shapely.box(west, south, east, north))
        question, point = asked[hits[0]], self._in_tree[hits[1]]
        if not self._changed:
            return question, point
        changed = np.fromiter(self._changed, dtype=np.int64)
        unchanged = ~np.isin(point, changed) if len(point) > len(changed) else self._kept(point)
        c_lon, c_lat = self._lon[changed], self._lat[changed]
        touching = (c_lon >= west[:, None]) & (c_lon <= east[:, None])
        touching &= (c_lat >= south[:, None]) & (c_lat <= north[:, None])
        row, place = touching.nonzero()
        questions = np.concatenate((question[unchanged], asked[row]))
        return questions, np.concatenate((point[unchanged], changed[place]))

    def _kept(self, points: Integers) -> npt.NDArray[np.bool_]:
        """Tell which points are as the tree has them; for few points, as a ghost meets."""
        return np.array([one not in self._changed for one in points.tolist()], dtype=np.bool_)

    def _near_all(self, lon: Floats, lat: Floats, radius_m: npt.ArrayLike) -> npt.NDArray[np.bool_]:
        """Tell which positions come within a radius of the box of all points in the tree."""
        wide, high = degrees_around(lat, radius_m)
        lies_between = (lon >= self._west - wide) & (lon <= self._east + wide)
        lies_between &= (lat >= self._south - high) & (lat <= self._north + high)
        return np.asarray(lies_between, dtype=np.bool_)

    def _upper_bound_m(self, lon: Floats, lat: Floats, radius_m: float) -> Floats:
        """Return a length at which some point surely lies; infinite where none is in the radius."""
        bound = np.full(lon.shape, np.inf)
        if self._changed:
            self._build()
        if len(self._in_tree) == 0:
            return bound
        near = np.isfinite(lon) & np.isfinite(lat) & self._near_all(lon, lat, radius_m)
        (asked,) = near.nonzero()
        if len(self._in_tree) <= _FEW:
            points_lon, points_lat = self._lon[self._in_tree], self._lat[self._in_tree]
            every = length_at_most_m(lon[asked, None], lat[asked, None], points_lon, points_lat)
            bound[asked] = every.min(axis=1)
            return bound
        hit = self._in_tree[self._tree.nearest(shapely.points(lon[asked], lat[asked]))]
        bound[asked] = length_at_most_m(lon[asked], lat[asked], self._lon[hit], self._lat[hit])
        return bound


def _rounded(metres: float) -> float:
    """Return a length to the millimetre, as NumPy rounds it."""
    return round(metres * 1000.0) / 1000.0 if math.isfinite(metres) else metres
