# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes a case as a plan GeoPackage with `sqlite3` alone: rows that no form lets in fit too.

Unlike a plan made by the plugin, ids are not unique here: a repeated id must reach the rules.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from pathlib import Path
from typing import Any

import shapely

from oracle.case import Case, Row
from village_internet_plugin.domain.schema import TABLES, Table

_SQL_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL", "date": "DATE"}
_FRAME = """
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
    description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT '2026-01-01T00:00:00.000Z',
    min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL UNIQUE, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
    PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_extensions (
    table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
    scope TEXT NOT NULL, UNIQUE (table_name, column_name, extension_name));
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('WGS 84 geodetic', 4326, 'EPSG', 4326,
     'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],
      PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]', NULL),
    ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
    ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL);
"""


def write_plan(path: Path, case: Case, version: str = "oracle") -> None:
    """Write a plan GeoPackage of `case` to `path`, which must not exist yet."""
    with sqlite3.connect(path) as connection:
        connection.executescript(
            f"PRAGMA application_id = {0x47504B47}; PRAGMA user_version = 10300;"
            "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY;"
        )
        connection.executescript(_FRAME)
        for table in TABLES:
            _make_table(connection, table)
            _fill_table(connection, table, _rows(case, table.name, version))
    connection.close()


def _rows(case: Case, table: str, version: str) -> list[Row]:
    if table == "plan":
        settings = {
            "plan_id": case.plan_id,
            "title": "Random plan",
            "agency": case.agency,
            "rule_set": json.dumps({"version": version, "rules": case.rules}),
            "base_revision": "0",
            "schema_version": "1",
            "loaded_roles": json.dumps(sorted(case.loaded_roles)),
        }
        return [{"key": name, "value": value} for name, value in settings.items()]
    rows: list[Row] = getattr(case, table, [])
    return rows


def _make_table(connection: sqlite3.Connection, table: Table) -> None:
    columns = [f'"{column.name}" {_SQL_TYPES[column.holds]}' for column in table.columns]
    if table.geometry:
        columns.insert(0, f'"geom" {table.geometry.upper()}')
    connection.execute(
        f'CREATE TABLE "{table.name}" ('
        f"fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {', '.join(columns)})"
    )
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES (?, ?, ?, ?)",
        (table.name, "features" if table.geometry else "attributes", table.name, 4326),
    )
    if table.geometry:
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)",
            (table.name, table.geometry.upper()),
        )
        connection.execute(
            f"CREATE VIRTUAL TABLE rtree_{table.name}_geom USING rtree(id, minx, maxx, miny, maxy)"
        )
        connection.execute(
            "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', "
            "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
            (table.name,),
        )


def _fill_table(connection: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    names = list(table.names())
    if table.geometry:
        names.append("geom")
    quoted = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" * len(names))
    for row in rows:
        geometry = _geometry(row) if table.geometry else None
        values: list[Any] = [row[name] for name in table.names()]
        if table.geometry:
            values.append(geometry)
        cursor = connection.execute(f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})", values)
        if geometry is not None:
            _index(connection, table.name, cursor.lastrowid, row)


def _index(connection: sqlite3.Connection, table: str, fid: int | None, row: Row) -> None:
    if "shape" in row:
        west, south, east, north = row["shape"].bounds
    else:
        west, south, east, north = row["lon"], row["lat"], row["lon"], row["lat"]
    box = (west, east, south, north)
    if all(value == value for value in box):
        connection.execute(f"INSERT INTO rtree_{table}_geom VALUES (?, ?, ?, ?, ?)", (fid, *box))


def _geometry(row: Row) -> bytes | None:
    """Return GeoPackage binary without an envelope; two NaN are an empty point."""
    if "shape" in row:
        shape = row["shape"]
        if shape.geom_type == "Polygon":
            shape = shapely.MultiPolygon([shape])
        body = shapely.to_wkb(shape, byte_order=1)
        empty = 0
    elif row["lon"] is None or row["lat"] is None:
        return None
    else:
        body = struct.pack("<BIdd", 1, 1, row["lon"], row["lat"])
        empty = int(row["lon"] != row["lon"])
    return b"GP" + struct.pack("<BBi", 0, 1 | (empty << 4), 4326) + body
