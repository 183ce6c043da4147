# SPDX-License-Identifier: GPL-2.0-or-later
"""The tables beside a plan's hotspots: from the layers that are open, else from the file."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import QgsVectorLayer

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.feature_rows import (
    read_funding_sources,
    read_published_hotspots,
    read_waivers,
)
from village_internet_plugin.reference.plan_reading import read_plan

_READERS = {
    "funding_sources": read_funding_sources,
    "waivers": read_waivers,
    "published_hotspots": read_published_hotspots,
}
PLAN_TABLES = tuple(_READERS)
"""The tables that are judged with a plan's hotspots, saved or not."""


class PlanTables(NamedTuple):
    """What three tables of a plan hold, each in its order."""

    funding_sources: tuple[FundingSource, ...]
    waivers: tuple[Waiver, ...]
    published_hotspots: tuple[PublishedHotspot, ...]


def read_plan_tables(path: Path, layers: dict[str, QgsVectorLayer]) -> PlanTables:
    """Return the tables of the plan at `path`; `layers` are the open ones, by table.

    Raises InputError when a layer is not its table, or the file cannot be read.
    """
    found: dict[str, Any] = {
        name: read(layers[name]) for name, read in _READERS.items() if name in layers
    }
    if len(found) < len(_READERS):
        plan = read_plan(path)
        found = {name: found.get(name, getattr(plan, name)) for name in _READERS}
    return PlanTables(**found)
