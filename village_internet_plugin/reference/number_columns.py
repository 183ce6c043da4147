# SPDX-License-Identifier: GPL-2.0-or-later
"""Finds what is no number in a plan's columns of numbers: SQLite keeps whatever is put there."""

from __future__ import annotations

import math
from pathlib import Path

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import (
    FUNDING_SOURCES,
    HOTSPOTS,
    INTEGER,
    PUBLISHED_HOTSPOTS,
    REAL,
    Table,
)
from village_internet_plugin.reference.geopackage import GeoPackage, quoted

_NOT_A_NUMBER = Words(
    "{path}, table {table}, row {row}: {column} holds {value} instead of a number. "
    "Correct it in QGIS's attribute table.",
    "{path}, tabel {table}, baris {row}: {column} berisi {value}, bukan angka. "
    "Perbaiki di tabel atribut QGIS.",
)
_JUDGED = (HOTSPOTS, PUBLISHED_HOTSPOTS, FUNDING_SOURCES)


def require_numbers(path: Path) -> None:
    """Raise InputError when a column of numbers holds a text in a plan's file, as `read_plan` does.

    QGIS shows such a text as if nothing stood there, and the plan would be judged without it.
    """
    file = GeoPackage(path)
    try:
        require_numbers_in(file)
    finally:
        file.close()


def require_numbers_in(file: GeoPackage) -> None:
    """Do the same in a file that is open."""
    for table in _JUDGED:
        if file.has(table):
            _require_numbers(file, table)


def _require_numbers(file: GeoPackage, table: Table) -> None:
    key = table.columns[0].name
    present = file.column_names(table)
    names = [
        column.name
        for column in table.columns
        if column.holds in (INTEGER, REAL) and column.name in present
    ]
    # SQLite looks for what is wrong; Python would take a hundred times as long.
    wrong = " OR ".join(
        f"typeof({quoted(name)}) IN ('text', 'blob') OR abs({quoted(name)}) = 9e999"
        for name in names
    )
    if not wrong or key not in present:
        return
    columns = ", ".join(quoted(name) for name in (key, *names))
    for row_number, *values in file.found(
        f"SELECT rowid, {columns} FROM {quoted(table.name)} "  # noqa: S608 # nosec B608 - names of the schema
        f"WHERE {wrong} LIMIT 1"
    ):
        row = dict(zip((key, *names), values))
        column = next(name for name in names if not _is_number(row[name]))
        raise InputError(
            _NOT_A_NUMBER.filled(
                path=file.path,
                table=table.name,
                row=row[key] or row_number,
                column=column,
                value=repr(row[column]),
            )
        )


def _is_number(value: object) -> bool:
    return value is None or (isinstance(value, (int, float)) and math.isfinite(value))
