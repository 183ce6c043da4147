# SPDX-License-Identifier: GPL-2.0-or-later
"""A source as it stands: named columns and raw rows, whatever kind of file it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from village_internet_plugin.layers.importing.problems import Unreadable

POINT, LINE, POLYGON, MIXED = "point", "line", "polygon", "mixed"


class SourceRow(NamedTuple):
    """One row; `number` is what the user sees beside it (spreadsheet row or feature id)."""

    number: int
    values: Mapping[str, object]
    """By header: text, a number, or None."""
    geometry: Any = None
    """A QgsGeometry in the source's own reference system, or None."""
    problem: Unreadable | None = None
    """Why the row as a whole cannot be read, if so."""


class SourceTable(Protocol):
    """Rows that can be read from the start again and again."""

    name: str
    """The file's or layer's name, for the report."""
    headers: Sequence[str]
    shape: str | None
    """POINT, LINE, POLYGON or MIXED; None for a table without geometries."""
    crs: Any
    """The QgsCoordinateReferenceSystem of the geometries, None for a table without."""
    header_row: int | None
    """In which row of the sheet its columns are named; None for a layer."""

    def __len__(self) -> int:
        """Return the number of rows, or an estimate, for the progress alone."""

    def rows(self, with_geometry: bool = True) -> Iterator[SourceRow]:
        """Go through all rows in their order."""


class TextTable:
    """A table without geometries, all in memory."""

    shape: str | None = None
    crs: Any = None

    def __init__(
        self,
        name: str,
        headers: Sequence[str],
        rows: Sequence[SourceRow],
        header_row: int | None = 1,
    ) -> None:
        self.name, self.headers, self._rows = name, headers, rows
        self.header_row = header_row

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, with_geometry: bool = True) -> Iterator[SourceRow]:
        """Go through all rows; there are no geometries to leave out."""
        return iter(self._rows)
