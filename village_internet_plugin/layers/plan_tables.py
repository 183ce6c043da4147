# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables beside a plan's hotspots: from the layers that are open, else from the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import QgsVectorLayer

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.schema import (
    FUNDING_SOURCES,
    HOTSPOTS,
    PUBLISHED_HOTSPOTS,
    WAIVERS,
)
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.feature_rows import RowReader
from village_internet_plugin.reference.number_columns import require_numbers
from village_internet_plugin.reference.plan_reading import read_plan

_TABLES = {table.name: table for table in (FUNDING_SOURCES, WAIVERS, PUBLISHED_HOTSPOTS)}
PLAN_TABLES = tuple(_TABLES)
"""The tables that are judged with a plan's hotspots, saved or not."""


class PlanTables(NamedTuple):
    """What three tables of a plan hold, each in its order."""

    funding_sources: tuple[FundingSource, ...]
    waivers: tuple[Waiver, ...]
    published_hotspots: tuple[PublishedHotspot, ...]


class PlanSnapshot:
    """A plan as its layers hold it at one moment, to be read later and in any thread."""

    def __init__(self, path: Path, layers: Mapping[str, QgsVectorLayer]) -> None:
        """Note the moment; InputError when a layer is not its table."""
        self._path = path
        self._hotspots = RowReader(layers[HOTSPOTS.name], HOTSPOTS, snapshot=True)
        self._readers = {
            name: RowReader(layers[name], table, snapshot=True)
            for name, table in _TABLES.items()
            if name in layers
        }

    def hotspots(self) -> dict[int, Hotspot]:
        """Return the hotspots by row number."""
        return self._hotspots.hotspots()

    def changes(self, judged: Mapping[int, Hotspot]) -> dict[int, Hotspot | None]:
        """Return what differs from the rows judged last, as `changes_between`."""
        present = self.hotspots()
        return changes_between(judged, present, {*judged, *present})

    def tables(self) -> PlanTables:
        """Return the other tables.

        InputError when the file cannot be read, or holds a text instead of a number: QGIS shows
        that as if nothing stood there.
        """
        require_numbers(self._path)
        return _read(self._path, self._readers)


def changes_between(
    judged: Mapping[int, Hotspot], present: Mapping[int, Hotspot], rows: Iterable[int]
) -> dict[int, Hotspot | None]:
    """Return of some rows those that differ: as they are now, or None when they are gone."""
    return {row: present.get(row) for row in rows if present.get(row) != judged.get(row)}


def read_plan_tables(path: Path, layers: Mapping[str, QgsVectorLayer]) -> PlanTables:
    """Return the tables of the plan at `path`; `layers` are the open ones, by table.

    Raises InputError when a layer is not its table, or the file cannot be read.
    """
    readers = {
        name: RowReader(layers[name], table) for name, table in _TABLES.items() if name in layers
    }
    return _read(path, readers)


def _read(path: Path, readers: Mapping[str, RowReader]) -> PlanTables:
    found: dict[str, Any] = {name: getattr(reader, name)() for name, reader in readers.items()}
    if len(found) < len(_TABLES):
        plan = read_plan(path)
        found = {name: found.get(name, getattr(plan, name)) for name in _TABLES}
    return PlanTables(**found)
