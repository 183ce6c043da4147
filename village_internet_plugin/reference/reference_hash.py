# SPDX-License-Identifier: GPL-2.0-or-later
"""The hash of a reference: the same for the same content, whatever file or order it is in."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.foreign_errors import reason_words
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.schema import PLAN, REAL, REFERENCE_TABLES, Table
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.reference.geopackage import GeoPackage, well_known_binary

_NO_LIST = Words(
    "Setting loaded_roles in {path} is not a JSON list.",
    "Pengaturan loaded_roles dalam {path} bukan daftar JSON.",
)
_UNREADABLE = Words(
    "Table plan of {path} cannot be read: {reason}.",
    "Tabel plan dalam {path} tidak dapat dibaca: {reason}.",
)


def reference_sha256(file: GeoPackage) -> str:
    """Return the SHA-256 (hex) of the six reference tables and of which of them are loaded.

    Each row counts with its columns and its geometry as two-dimensional little-endian WKB; rows are
    sorted by their bytes, so neither the order nor the rows' numbers matter.
    """
    digest = hashlib.sha256()
    digest.update(_json(loaded_roles(file)))
    for table in REFERENCE_TABLES:
        digest.update(_json([table.name, *table.names()]))
        for line in sorted(_lines(file, table)):
            digest.update(line)
    return digest.hexdigest()


def loaded_roles(file: GeoPackage) -> list[str]:
    """Return the sorted names of the reference tables that were loaded.

    The plan's setting `loaded_roles` says so; a table with rows is loaded whatever it says.
    """
    stated = _setting(file, "loaded_roles")
    try:
        names = set(json.loads(stated)) if stated else set()
    except (ValueError, TypeError) as error:
        raise InputError(_NO_LIST.filled(path=file.path)) from error
    return sorted(
        table.name for table in REFERENCE_TABLES if table.name in names or file.count(table)
    )


def _setting(file: GeoPackage, key: str) -> str | None:
    if not file.has(PLAN):
        return None
    try:
        row = file.connection.execute("SELECT value FROM plan WHERE key = ?", (key,)).fetchone()
    except sqlite3.Error as error:
        unreadable = _UNREADABLE.filled(path=file.path, reason=reason_words(error))
        raise InputError(unreadable) from error
    return row[0] if row else None


def _lines(file: GeoPackage, table: Table) -> Iterator[bytes]:
    real = [place for place, column in enumerate(table.columns) if column.holds == REAL]
    for rows in file.parts_with_geometry(table):
        values = [list(row[:-1]) for row in rows]
        for place in real:
            # Real columns are hashed as floats, whatever the file holds.
            for one in values:
                one[place] = float(one[place]) if one[place] is not None else None
        for text, row in zip(_json_lines(values), rows):
            yield text + b"\x1f" + _shape_bytes(row[-1]) + b"\n"


def _json_lines(rows: list[list[Any]]) -> list[bytes]:
    """Return each row of plain values as `_json` writes it, all of them in one go."""
    # What stands between values is a control character: JSON writes none within a text.
    text = json.dumps(rows, ensure_ascii=False, separators=("\x1e", ":"))
    lines = text[1:-1].replace("]\x1e[", "]\n[").replace("\x1e", ",")
    return lines.encode("utf-8").split(b"\n")


def _shape_bytes(blob: bytes | None) -> bytes:
    if blob is None:
        return b""
    wkb = well_known_binary(blob)
    if wkb[:1] == b"\x01" and int.from_bytes(wkb[1:5], "little") < 1000:
        return wkb
    shape = shapely.force_2d(shapely.from_wkb(wkb))
    return bytes(shapely.to_wkb(shape, byte_order=1, flavor="iso"))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
