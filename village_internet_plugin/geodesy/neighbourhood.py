# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells at a glance which of millions of positions are far from all of some points."""

from __future__ import annotations

import numpy as np

from village_internet_plugin.geodesy.lengths import Floats, degrees_around
from village_internet_plugin.geodesy.point_index import Integers

_ROW = 1 << 32
"""More columns than a cell of a millimetre needs to go round the earth."""


class Neighbourhood:
    """The cells of a grid in which points lie, and the cells around them.

    A cell is as wide and as high as a circle of `radius_m` around any of the points needs to each
    side: whoever is at most so far from one of them lies in its cell or in one of the eight around.
    """

    def __init__(self, lon: Floats, lat: Floats, radius_m: float) -> None:
        """Take points in degrees (EPSG:4326); those with a NaN are near nobody."""
        known = np.isfinite(lon) & np.isfinite(lat)
        lon, lat = lon[known], lat[known]
        wide, high = degrees_around(lat, radius_m)
        self._wide = float(np.max(wide, initial=1e-9))
        self._high = float(np.max(high, initial=1e-9))
        columns, rows = self._column(lon), self._row(lat)
        steps = (-1, 0, 1)
        self._cells = np.unique(
            np.concatenate([(rows + up) * _ROW + columns + east for up in steps for east in steps])
        )

    def holds(self, lon: Floats, lat: Floats) -> Integers:
        """Return the numbers of the positions (degrees, finite) that may be near a point."""
        if len(self._cells) == 0:
            return np.empty(0, np.int64)
        cells = self._row(lat) * _ROW + self._column(lon)
        place = np.searchsorted(self._cells, cells)
        place[place == len(self._cells)] = 0
        return np.flatnonzero(self._cells[place] == cells)

    def _column(self, lon: Floats) -> Integers:
        return _whole((lon + 180.0) / self._wide)

    def _row(self, lat: Floats) -> Integers:
        return _whole((lat + 90.0) / self._high)


def _whole(values: Floats) -> Integers:
    whole: Integers = np.floor(values).astype(np.int64)
    return whole
