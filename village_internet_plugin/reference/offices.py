# SPDX-License-Identifier: GPL-2.0-or-later
"""Village offices by their village's code, read from the file as they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from village_internet_plugin.domain.schema import VILLAGE_OFFICES
from village_internet_plugin.domain.village import VillageOffice
from village_internet_plugin.reference.geopackage import GeoPackage

_CODES_PER_QUESTION = 500
_WORTH_AN_INDEX = 100
"""So many villages asked about at once: each further question would go through the whole table."""


class Offices:
    """The table `village_offices`; a village may have several rows, or none."""

    def __init__(self, file: GeoPackage) -> None:
        self._file = file
        self._is_indexed = False
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
        condition = f"village_code IN ({places})"
        if self._is_indexed or len(codes) >= _WORTH_AN_INDEX:
            self._index()
            condition = (
                "rowid IN (SELECT office FROM office_of_village "  # noqa: S608 # nosec B608 - codes are parameters
                f"WHERE code IN ({places}))"
            )
        statement = (
            f"SELECT {columns} FROM village_offices "  # noqa: S608 # nosec B608 - names of the schema
            f"WHERE {condition} ORDER BY rowid"
        )
        return self._file.connection.execute(statement, codes).fetchall()

    def _index(self) -> None:
        """Note, beside the file, which rows are each village's: the table has no index of that."""
        if self._is_indexed:
            return
        connection = self._file.connection
        connection.execute("CREATE TEMP TABLE office_of_village (code, office INTEGER)")
        connection.execute(
            "INSERT INTO office_of_village SELECT village_code, rowid FROM village_offices"
        )
        connection.execute("CREATE INDEX temp.office_by_code ON office_of_village (code)")
        # Left open, the transaction would lock the file, and show it as it is now, from here on.
        connection.commit()
        self._is_indexed = True
