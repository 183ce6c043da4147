# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading a GeoPackage with the standard library's SQLite: rows, shapes, and its R-tree."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator, Sequence
from itertools import starmap
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.foreign_errors import reason_words
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import Table
from village_internet_plugin.geodesy.own_shapely import shapely

_NO_FILE = Words(
    "There is no file {path}. Choose an existing GeoPackage.",
    "Berkas {path} tidak ada. Pilih GeoPackage yang ada.",
)
_UNREADABLE = Words(
    "{path} is not a GeoPackage that can be read ({reason}). "
    "Choose a GeoPackage made by QGIS or by this plugin.",
    "{path} bukan GeoPackage yang dapat dibaca ({reason}). "
    "Pilih GeoPackage yang dibuat oleh QGIS atau plugin ini.",
)
_BROKEN = Words(
    "{path} cannot be read to its end ({reason}). Open a copy of it that is whole.",
    "{path} tidak dapat dibaca sampai selesai ({reason}). Buka salinannya yang masih utuh.",
)
_NO_GEOMETRY = Words(
    "Table {table} of {path} has no geometry column. Load that layer again.",
    "Tabel {table} dalam {path} tidak memiliki kolom geometri. Muat lagi layer itu.",
)
_DAMAGED = Words(
    "Table {table} of {path} holds a damaged geometry ({reason}). "
    "Draw that row anew in QGIS, or load the layer again.",
    "Tabel {table} dalam {path} memuat geometri yang rusak. "
    "Gambar ulang baris itu di QGIS, atau muat lagi layernya.",
)
Booleans = npt.NDArray[np.bool_]

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_WKB_POINT = b"\x01\x01\x00\x00\x00"
_POINT_BYTES = 8 + 5 + 16
"""A point's: header without an envelope, kind of geometry, two coordinates."""


class GeoPackage:
    """A GeoPackage opened for reading only; another program may be writing to it meanwhile."""

    def __init__(self, path: Path) -> None:
        """Open `path`; InputError when it is no GeoPackage that can be read."""
        self.path = Path(path)
        self._columns: dict[tuple[str, ...], str] = {}
        if not self.path.is_file():
            raise InputError(_NO_FILE.filled(path=self.path))
        address = f"file:{quote(str(self.path.resolve()))}?mode=ro"
        try:
            self.connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            self._geometries = dict(
                self.connection.execute("SELECT table_name, column_name FROM gpkg_geometry_columns")
            )
            self._tables = {
                name
                for (name,) in self.connection.execute(
                    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
                )
            }
        except sqlite3.Error as error:
            unreadable = _UNREADABLE.filled(path=self.path, reason=reason_words(error))
            raise InputError(unreadable) from error

    def close(self) -> None:
        """Close the file; reading afterwards is an error of ours."""
        self.connection.close()

    def has(self, table: Table) -> bool:
        """Tell whether the file has this table."""
        return table.name in self._tables

    def count(self, table: Table) -> int:
        """Return the number of rows; 0 when the table is missing."""
        if not self.has(table):
            return 0
        statement = f"SELECT count(*) FROM {quoted(table.name)}"  # noqa: S608 # nosec B608 - a name of the schema
        return int(self._fetched(statement)[0][0])

    def geometry_column(self, table: Table) -> str:
        """Return the name of the table's geometry column; InputError when it has none."""
        try:
            return str(self._geometries[table.name])
        except KeyError:
            shapeless = _NO_GEOMETRY.filled(table=table.name, path=self.path)
            raise InputError(shapeless) from None

    def rtree(self, table: Table) -> str | None:
        """Return the name of the table's R-tree, or None when the file has none for it."""
        if table.name not in self._geometries:
            return None
        name = f"rtree_{table.name}_{self._geometries[table.name]}"
        return name if name in self._tables else None

    def rows(self, table: Table, extra: Sequence[str] = ()) -> list[tuple[Any, ...]]:
        """Return all rows in file order: the schema's columns, then `extra` columns.

        A column the file lacks reads as NULL, so that a file of an earlier version still opens.
        """
        if not self.has(table):
            return []
        statement = (
            f"SELECT {self.columns(table, extra)} "  # noqa: S608 # nosec B608 - names of the schema
            f"FROM {quoted(table.name)} ORDER BY rowid"
        )
        return self._fetched(statement)

    def found(self, statement: str) -> list[tuple[Any, ...]]:
        """Return what a statement made of the schema's own names finds; InputError as `rows`."""
        return self._fetched(statement)

    def column_names(self, table: Table) -> frozenset[str]:
        """Return the names of the columns the file has in a table."""
        names = self.connection.execute(f"PRAGMA table_info({quoted(table.name)})")
        return frozenset(row[1] for row in names)

    def _fetched(self, statement: str) -> list[tuple[Any, ...]]:
        try:
            return self.connection.execute(statement).fetchall()
        except sqlite3.Error as error:
            broken = _BROKEN.filled(path=self.path, reason=reason_words(error))
            raise InputError(broken) from error

    def columns(self, table: Table, extra: Sequence[str] = ()) -> str:
        """Return the schema's columns and then `extra` ones, to stand behind SELECT.

        A column the file lacks is NULL (SQLite would take its quoted name for a text).
        """
        key = (table.name, *extra)
        if key not in self._columns:
            present = self.column_names(table)
            wanted = (*table.names(), *extra)
            self._columns[key] = ", ".join(
                quoted(name) if name in present else "NULL" for name in wanted
            )
        return self._columns[key]

    def rows_with_geometry(self, table: Table) -> list[tuple[Any, ...]]:
        """Return all rows in file order, the geometry's bytes (or None) last."""
        if not self.has(table):
            return []
        return self.rows(table, (self.geometry_column(table),))

    def parts_with_geometry(
        self, table: Table, at_once: int = 1_000
    ) -> Iterator[list[tuple[Any, ...]]]:
        """Yield the same some rows at a time; the file is held open until all were asked for."""
        if not self.has(table):
            return
        columns = self.columns(table, (self.geometry_column(table),))
        try:
            found = self.connection.execute(
                f"SELECT {columns} "  # noqa: S608 # nosec B608 - names of the schema
                f"FROM {quoted(table.name)} ORDER BY rowid"
            )
            while rows := found.fetchmany(at_once):
                yield rows
        except sqlite3.Error as error:
            broken = _BROKEN.filled(path=self.path, reason=reason_words(error))
            raise InputError(broken) from error

    def points(self, table: Table, blobs: Sequence[bytes | None]) -> list[LonLat | None]:
        """Return the positions in many rows' geometries; InputError as `point`."""
        if set(map(len, filter(None, blobs))) == {_POINT_BYTES} and None not in blobs:
            points = _plain_points(b"".join(blobs))  # type: ignore[arg-type]
            if points is not None:
                return points
        return [self.point(table, blob) for blob in blobs]

    def point(self, table: Table, blob: bytes | None) -> LonLat | None:
        """Return the position in a row's geometry; InputError when its bytes are damaged."""
        try:
            return read_point(blob)
        except (ValueError, shapely.errors.ShapelyError) as error:
            raise self._damaged(table, error) from error

    def shape(self, table: Table, blob: bytes | None) -> Any:
        """Return the area in a row's geometry; InputError when its bytes are damaged."""
        try:
            return read_shape(blob)
        except (ValueError, shapely.errors.ShapelyError) as error:
            raise self._damaged(table, error) from error

    def shapes(
        self, table: Table, blobs: Sequence[bytes | None], known_valid: Booleans
    ) -> tuple[Any, Booleans]:
        """Return the areas in many rows' geometries as `read_shapes` does; InputError as above."""
        try:
            return read_shapes(blobs, known_valid)
        except (ValueError, shapely.errors.ShapelyError) as error:
            raise self._damaged(table, error) from error

    def _damaged(self, table: Table, error: Exception) -> InputError:
        return InputError(_DAMAGED.filled(table=table.name, path=self.path, reason=error))


def quoted(name: str) -> str:
    """Return an SQL identifier in quotes."""
    return '"' + name.replace('"', '""') + '"'


def well_known_binary(blob: bytes) -> bytes:
    """Return the WKB inside a GeoPackage geometry; ValueError when it is none.

    GeoPackage 1.3, clause 2.1.3: two letters, version, flags, SRS id, envelope, then WKB.
    """
    if len(blob) < 8 or blob[:2] != b"GP":
        raise ValueError("not a GeoPackage geometry")
    envelope = (blob[3] >> 1) & 7
    if envelope >= len(_ENVELOPE_BYTES):
        raise ValueError("not a GeoPackage geometry: unknown envelope")
    return bytes(blob[8 + _ENVELOPE_BYTES[envelope] :])


def read_point(blob: bytes | None) -> LonLat | None:
    """Return the position in a point's bytes; None for no, an empty, or another geometry."""
    if blob is None:
        return None
    wkb = well_known_binary(blob)
    if wkb[:5] == _WKB_POINT and len(wkb) >= 21:
        position = LonLat(*struct.unpack_from("<dd", wkb, 5))
        # An empty point is written as NaN, NaN.
        return None if np.isnan(position.lon) and np.isnan(position.lat) else position
    shape = shapely.from_wkb(wkb)
    if shape is None or shape.is_empty or shape.geom_type != "Point":
        return None
    return LonLat(float(shape.x), float(shape.y))


def _plain_points(blobs: bytes) -> list[LonLat | None] | None:
    """Return the positions in many points' bytes, one behind the other, or None.

    None unless all are written alike: without an envelope, little-endian, two-dimensional.
    """
    table = np.frombuffer(blobs, dtype=np.uint8).reshape(-1, _POINT_BYTES)
    is_plain = (table[:, :2] == tuple(b"GP")).all() and ((table[:, 3] >> 1) & 7 == 0).all()
    if not is_plain or not (table[:, 8:13] == tuple(_WKB_POINT)).all():
        return None
    positions = table[:, 13:].copy().view("<f8")
    points: list[LonLat | None] = list(starmap(LonLat, positions.tolist()))
    for row in np.isnan(positions).all(axis=1).nonzero()[0]:
        points[row] = None
    return points


def read_shape(blob: bytes | None) -> Any:
    """Return a polygon ready for use, or None; an invalid one is mended as GEOS mends it.

    Real boundaries come with self-crossing rings and swallowed holes; what a point lies in is then
    decided by the mended shape (structure method: the rings' areas united).
    """
    (shape,), _ = read_shapes([blob], np.zeros(1, dtype=np.bool_))
    if shape is not None:
        shapely.prepare(shape)
    return shape


def read_shapes(
    blobs: Sequence[bytes | None], known_valid: Booleans
) -> tuple[npt.NDArray[np.object_], Booleans]:
    """Return the polygons of many rows as `read_shape` has them, but for preparing them.

    `known_valid` tells of which it is known that they need no mending: finding that out takes
    longer than reading them. Return with them which of them are valid as they stand.
    """
    binaries = [None if blob is None else well_known_binary(blob) for blob in blobs]
    shapes = np.empty(len(binaries), dtype=np.object_)
    shapes[:] = shapely.from_wkb(binaries)
    deep = shapely.get_coordinate_dimension(shapes) > 2
    shapes[deep] = shapely.force_2d(shapes[deep])
    shapes[shapely.is_empty(shapes)] = None
    valid = known_valid | shapely.is_missing(shapes)
    valid[~valid] = shapely.is_valid(shapes[~valid])
    shapes[~valid] = shapely.make_valid(shapes[~valid], method="structure", keep_collapsed=False)
    return shapes, valid
