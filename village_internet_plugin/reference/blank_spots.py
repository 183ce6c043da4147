# SPDX-License-Identifier: GPL-2.0-or-later
"""Blank spots: areas without a usable mobile signal, and how far a position is from them."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.position import Region
from village_internet_plugin.domain.schema import BLANK_SPOTS
from village_internet_plugin.geodesy.lengths import Floats, degrees_around, length_at_most_m
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.geodesy.shapes import near_distance_m
from village_internet_plugin.reference.geopackage import GeoPackage


class BlankSpot(NamedTuple):
    """A blank spot with its shape in degrees (EPSG:4326); `people` as the file has it."""

    blank_spot_id: str
    village_code: str | None
    name: str | None
    people: Any
    shape: Any


class BlankSpots:
    """All blank spots of a file, with a tree over their shapes."""

    def __init__(self, file: GeoPackage) -> None:
        rows = []
        for identifier, code, name, _, _, people, _, _, blob in file.rows_with_geometry(
            BLANK_SPOTS
        ):
            shape = file.shape(BLANK_SPOTS, blob)
            if shape is not None:
                rows.append(BlankSpot(identifier, code, name, people, shape))
        self.rows: tuple[BlankSpot, ...] = tuple(rows)
        """Those with a shape, in file order."""
        self._shapes = _array([row.shape for row in rows])
        self._tree = shapely.STRtree(self._shapes)
        bounds = shapely.bounds(self._shapes)
        self._least, self._most = (
            bounds[:, :2].min(0, initial=np.inf),
            bounds[:, 2:].max(0, initial=-np.inf),
        )

    def __len__(self) -> int:
        return len(self._shapes)

    def cover(self, lon: Floats, lat: Floats) -> npt.NDArray[np.bool_]:
        """Tell for each position (degrees) whether a blank spot covers it, its edge included."""
        covered = np.zeros(len(lon), dtype=np.bool_)
        if len(self._shapes) == 0:
            return covered
        (asked,) = self._near_all(lon, lat, 0.0).nonzero()
        questions = self._tree.query(shapely.points(lon[asked], lat[asked]), predicate="intersects")
        covered[asked[questions[0]]] = True
        return covered

    def within(self, box: Region) -> list[Any]:
        """Return the shapes (degrees) whose boxes touch a box, in file order."""
        return list(self._shapes[np.sort(self._tree.query(shapely.box(*box)))])

    def distance_m(self, lon: Floats, lat: Floats, within_m: float) -> Floats:
        """Return the geodesic length to the nearest blank spot in metres: 0 inside.

        Infinite where none lies within `within_m`, which is at most `geodesy.shapes.FLAT_M`.
        """
        nearest = np.full(len(lon), np.inf)
        if len(self._shapes) == 0:
            return nearest
        covered = self.cover(lon, lat)
        nearest[covered] = 0.0
        (outside,) = (~covered & self._near_all(lon, lat, within_m + 0.001)).nonzero()
        if len(outside) == 0:
            return nearest
        # The nearest by degrees bounds the length; whatever could be nearer touches its box.
        points = shapely.points(lon[outside], lat[outside])
        lines = shapely.shortest_line(points, self._shapes[self._tree.nearest(points)])
        ends = shapely.get_coordinates(lines)[1::2]
        bound = length_at_most_m(lon[outside], lat[outside], ends[:, 0], ends[:, 1])
        bound = np.minimum(bound, within_m) + 0.001
        wide, high = degrees_around(lat[outside], bound)
        boxes = shapely.box(
            lon[outside] - wide, lat[outside] - high, lon[outside] + wide, lat[outside] + high
        )
        hits = self._tree.query(boxes)
        questions = outside[hits[0]]
        lengths = near_distance_m(self._shapes[hits[1]], lon[questions], lat[questions])
        np.minimum.at(nearest, questions, lengths)
        nearest[nearest.round(3) > within_m] = np.inf
        return nearest

    def _near_all(self, lon: Floats, lat: Floats, within_m: float) -> npt.NDArray[np.bool_]:
        """Tell which positions lie so near the box of all blank spots; a NaN lies nowhere."""
        (west, south), (east, north) = self._least, self._most
        wide, high = degrees_around(lat, within_m)
        lies_between = (lon >= west - wide) & (lon <= east + wide)
        lies_between &= (lat >= south - high) & (lat <= north + high)
        return np.asarray(lies_between, dtype=np.bool_)


def _array(shapes: list[Any]) -> Any:
    array = np.empty(len(shapes), dtype=object)
    array[:] = shapes
    return array
