# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that have a position, with an index to find them by length in metres."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.point_index import PointIndex


class Placed(Protocol):
    """Anything with a position in degrees (EPSG:4326)."""

    @property
    def position(self) -> LonLat:
        """Where it is."""


Row = TypeVar("Row", bound=Placed)


class PlacedRows(Generic[Row]):
    """Rows in file order; their numbers in the index are their places in `rows`."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows: tuple[Row, ...] = tuple(rows)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def index(self) -> PointIndex:
        """The rows' positions, ready to be asked."""
        return PointIndex(
            [row.position.lon for row in self.rows], [row.position.lat for row in self.rows]
        )
