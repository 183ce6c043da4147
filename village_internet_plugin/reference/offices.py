# SPDX-License-Identifier: GPL-2.0-or-later
"""Village offices by their village's code, read from the file as they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from village_internet_plugin.domain.schema import VILLAGE_OFFICES
from village_internet_plugin.domain.village import VillageOffice
from village_internet_plugin.reference.geopackage import GeoPackage

_CODES_PER_QUESTION = 500


class Offices:
    """The table `village_offices`; a village may have several rows, or none."""

    def __init__(self, file: GeoPackage) -> None:
        self._file = file
        self._by_code: dict[str, tuple[VillageOffice, ...]] = {}

    def of(self, codes: Sequence[str | None]) -> list[tuple[VillageOffice, ...]]:
        """Return the offices of each village, in file order; an empty tuple where none is known."""
        unknown = sorted({code for code in codes if code and code not in self._by_code})
        for start in range(0, len(unknown), _CODES_PER_QUESTION):
            self._look_up(unknown[start : start + _CODES_PER_QUESTION])
        return [self._by_code.get(code, ()) if code else () for code in codes]

    def _look_up(self, codes: list[str]) -> None:
        grouped: dict[str, list[VillageOffice]] = {code: [] for code in codes}
        for code, name, accuracy_m, source, blob in self._read(codes):
            position = self._file.point(VILLAGE_OFFICES, blob)
            if position is not None and position.is_finite():
                grouped[code].append(VillageOffice(code, position, name, accuracy_m, source))
        self._by_code.update((code, tuple(offices)) for code, offices in grouped.items())

    def _read(self, codes: list[str]) -> list[tuple[Any, ...]]:
        if not self._file.has(VILLAGE_OFFICES):
            return []
        columns = self._file.columns(VILLAGE_OFFICES, [self._file.geometry_column(VILLAGE_OFFICES)])
        places = ", ".join("?" * len(codes))
        statement = (
            f"SELECT {columns} FROM village_offices "  # noqa: S608
            f"WHERE village_code IN ({places}) ORDER BY rowid"
        )
        return self._file.connection.execute(statement, codes).fetchall()
