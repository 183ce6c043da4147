# SPDX-License-Identifier: GPL-2.0-or-later
"""The villages a plan has already, as an import compares its rows with them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from village_internet_plugin.domain.position import LonLat, Region
from village_internet_plugin.domain.schema import VILLAGES
from village_internet_plugin.layers.importing.village_names import NamedVillage, VillageNames
from village_internet_plugin.reference.geopackage import GeoPackage
from village_internet_plugin.reference.reference import Reference


class LoadedVillages:
    """Names in memory, shapes read as positions are asked for; close it before writing the plan.

    (An open reader would keep SQLite from committing.)
    """

    def __init__(self, plan_path: Path) -> None:
        """Open the plan; raises InputError when it cannot be read."""
        file = GeoPackage(plan_path)
        try:
            self.names = VillageNames(
                NamedVillage(code, name or "", district)
                for code, name, _kind, district, *_ in file.rows(VILLAGES)
            )
        finally:
            file.close()
        self._reference = Reference.open(plan_path)

    def __enter__(self) -> LoadedVillages:
        return self

    def __exit__(self, *_error: object) -> None:
        self._reference.close()

    @property
    def region(self) -> Region | None:
        """The box all villages lie in, None when there are none."""
        return self._reference.region if len(self.names) else None

    def holding(self, position: LonLat) -> list[str]:
        """Return the codes of the villages that hold a position; none when none are loaded."""
        if not len(self.names):
            return []
        lon, lat = np.array([position.lon]), np.array([position.lat])
        return self._reference.villages.holding(lon, lat)[0]
