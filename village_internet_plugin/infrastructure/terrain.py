# SPDX-License-Identifier: GPL-2.0-or-later
"""The ground as heights: what a line of sight is held against."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import numpy.typing as npt

from village_internet_plugin.geodesy.lengths import Floats


class Terrain(Protocol):
    """Heights of the ground anywhere; in metres above one and the same level."""

    @property
    def cell_m(self) -> float:
        """The width of its cells in metres: finer than this it knows nothing."""

    def heights(self, lon: Floats, lat: Floats) -> Floats:
        """Return the height at each position (degrees, EPSG:4326); NaN where it is unknown."""


class GridTerrain:
    """Heights in the middles of cells along longitude and latitude, between them bilinear."""

    def __init__(
        self, values: npt.ArrayLike, west: float, north: float, cell_deg: float, cell_m: float
    ) -> None:
        """Take rows from north to south; `west` and `north` are the outer edges, in degrees."""
        self._values = np.asarray(values, dtype=np.float64)
        self._west, self._north, self._cell_deg = west, north, cell_deg
        self.cell_m = cell_m

    def heights(self, lon: Floats, lat: Floats) -> Floats:
        """Return the height at each position (degrees, EPSG:4326); NaN where it is unknown."""
        columns = (np.asarray(lon, dtype=np.float64) - self._west) / self._cell_deg
        rows = (self._north - np.asarray(lat, dtype=np.float64)) / self._cell_deg
        return bilinear(self._values, columns, rows)


def bilinear(values: Floats, columns: Floats, rows: Floats) -> Floats:
    """Return what lies between the middles of cells, at places counted from the outer edges.

    The middle of the first cell is at column 0.5, row 0.5. In the outer half of an edge cell its
    own value holds; outside the grid, and wherever a cell that has a say is NaN, the answer is NaN.
    """
    height, width = values.shape
    within = (columns >= 0.0) & (columns <= width) & (rows >= 0.0) & (rows <= height)
    if not within.any():
        return np.full(columns.shape, np.nan)
    x = np.clip(np.where(within, columns, 0.5) - 0.5, 0.0, width - 1.0)
    y = np.clip(np.where(within, rows, 0.5) - 0.5, 0.0, height - 1.0)
    left, top = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
    right, bottom = np.minimum(left + 1, width - 1), np.minimum(top + 1, height - 1)
    across, down = x - left, y - top
    found = np.zeros(columns.shape)
    for row, row_share in ((top, 1.0 - down), (bottom, down)):
        for column, share in ((left, 1.0 - across), (right, across)):
            weight = row_share * share
            # A cell without a say may be NaN: 0 times NaN would be NaN.
            found += np.where(weight > 0.0, weight * values[row, column], 0.0)
    return np.where(within, found, np.nan)
