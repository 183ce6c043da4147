# SPDX-License-Identifier: GPL-2.0-or-later
"""The reference that verdicts refer to: villages, offices, blank spots, what serves them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np

from village_internet_plugin.domain.hotspot import ExistingHotspot
from village_internet_plugin.domain.position import NOWHERE, Region
from village_internet_plugin.domain.schema import (
    EXISTING_HOTSPOTS,
    NETWORK_NODES,
    SETTLEMENTS,
    VILLAGES,
)
from village_internet_plugin.domain.village import NetworkNode, Settlement, Village
from village_internet_plugin.geodesy.lengths import Floats
from village_internet_plugin.reference.blank_spots import BlankSpots
from village_internet_plugin.reference.geopackage import GeoPackage
from village_internet_plugin.reference.offices import Offices
from village_internet_plugin.reference.points import PlacedRows
from village_internet_plugin.reference.reference_hash import loaded_roles, reference_sha256
from village_internet_plugin.reference.village_batches import village_batches
from village_internet_plugin.reference.villages import Villages


class Reference:
    """A plan's reference tables, opened for reading; close it or use it in a `with`.

    What was read once is kept: open it anew after its tables changed.
    """

    def __init__(self, file: GeoPackage) -> None:
        """Use an open file; `Reference.open` is the usual way."""
        self._file = file
        self.villages = Villages(file)
        self.offices = Offices(file)
        self.region: Region = self.villages.region()

    @classmethod
    def open(cls, path: Path) -> Reference:
        """Open any GeoPackage with the reference tables; InputError when it has no villages."""
        file = GeoPackage(path)
        try:
            return cls(file)
        except Exception:
            file.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Reference:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def sha256(self) -> str:
        """Return the hash under which verdicts name this reference (`reference_sha256`)."""
        return self._sha256

    @cached_property
    def _sha256(self) -> str:
        return reference_sha256(self._file)

    @cached_property
    def loaded_roles(self) -> frozenset[str]:
        """The roles somebody has loaded, also those loaded with nothing in them."""
        return frozenset(loaded_roles(self._file))

    @property
    def village_count(self) -> int:
        """How many villages there are."""
        return self._file.count(VILLAGES)

    def village_batches(self) -> Iterator[list[tuple[Village, Any]]]:
        """Read every village with its shape (degrees, or None), some hundreds at a time.

        Nothing of it is kept: the whole country passes in the memory of one batch.
        """
        return village_batches(self._file)

    @cached_property
    def blank_spots(self) -> BlankSpots:
        """The blank spots, all in memory: a layer of areas somebody has been to."""
        return BlankSpots(self._file)

    @cached_property
    def existing_hotspots(self) -> PlacedRows[ExistingHotspot]:
        """All existing hotspots, also those that serve nobody (any more)."""
        rows: list[ExistingHotspot] = []
        for identifier, *values, blob in self._file.rows_with_geometry(EXISTING_HOTSPOTS):
            # One without a position is nobody's neighbour, but its village has it all the same.
            position = self._file.point(EXISTING_HOTSPOTS, blob) or NOWHERE
            rows.append(ExistingHotspot(identifier, position, *values))
        return PlacedRows(rows)

    @cached_property
    def existing_by_village(self) -> dict[str, tuple[ExistingHotspot, ...]]:
        """Existing hotspots, also refused ones, by the village they are said to be in."""
        grouped: dict[str, list[ExistingHotspot]] = {}
        for existing in self.existing_hotspots.rows:
            if existing.village_code:
                grouped.setdefault(existing.village_code, []).append(existing)
        return {code: tuple(rows) for code, rows in grouped.items()}

    @cached_property
    def serving_hotspots(self) -> PlacedRows[ExistingHotspot]:
        """The existing hotspots that serve people."""
        return PlacedRows([row for row in self.existing_hotspots.rows if row.is_serving])

    @cached_property
    def settlements(self) -> PlacedRows[Settlement]:
        """The settlements with a position."""
        rows: list[Settlement] = []
        for identifier, code, name, households, people, blob in self._file.rows_with_geometry(
            SETTLEMENTS
        ):
            position = self._file.point(SETTLEMENTS, blob)
            if position is not None:
                rows.append(Settlement(identifier, position, code, name, households, people))
        return PlacedRows(rows)

    @cached_property
    def network_nodes(self) -> dict[str, PlacedRows[NetworkNode]]:
        """The carriers' nodes with a position, by kind (fibre, tower)."""
        grouped: dict[str, list[NetworkNode]] = {"fibre": [], "tower": []}
        for identifier, kind, operator, name, capacity, blob in self._file.rows_with_geometry(
            NETWORK_NODES
        ):
            position = self._file.point(NETWORK_NODES, blob)
            if position is not None and kind in grouped:
                grouped[kind].append(
                    NetworkNode(identifier, kind, position, operator, name, capacity)
                )
        return {kind: PlacedRows(rows) for kind, rows in grouped.items()}

    @cached_property
    def settlement_people(self) -> Floats:
        """The people of each settlement; four to a household where only those are known."""
        return np.array(
            [
                float(row.people if row.people is not None else (row.households or 0) * 4)
                for row in self.settlements.rows
            ],
            dtype=np.float64,
        )
