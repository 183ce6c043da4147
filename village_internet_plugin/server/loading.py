# SPDX-License-Identifier: GPL-2.0-or-later
"""Putting a reference file or a rule set in force."""

from __future__ import annotations

import hashlib
import json
import tempfile
from pathlib import Path

from psycopg import sql

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import BLANK_SPOTS, VILLAGES, Table
from village_internet_plugin.reference.geopackage import GeoPackage, well_known_binary
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.rule_set_document import read_rule_set
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.locks import change_judgement
from village_internet_plugin.server.reference_copy import copy_reference

MAX_REFERENCE_BYTES = 1_000_000_000
"""A value of PostgreSQL's bytea ends at 1 GB; all villages of Indonesia take a tenth of it."""


def load_reference(connection: Connection, path: Path) -> str:
    """Put the reference tables of a GeoPackage in force and return their hash.

    Nothing else of the file is kept. Villages and blank spots also become collections; publishes
    that run finish first. Raises InputError when the file is not a GeoPackage with villages, or is
    too large to keep.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "reference.gpkg"
        copy_reference(path, copy)
        return _load(connection, copy, path)


def _load(connection: Connection, copy: Path, origin: Path) -> str:
    with Reference.open(copy) as reference:
        reference_sha256 = reference.sha256()
    content = copy.read_bytes()
    if len(content) > MAX_REFERENCE_BYTES:
        raise InputError(f"The reference data in {origin} are larger than 1 GB; leave some out.")
    change_judgement(connection)
    connection.execute(
        "INSERT INTO village_internet.reference_files (reference_sha256, file_sha256, geopackage)"
        " VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        (reference_sha256, hashlib.sha256(content).hexdigest(), content),
    )
    file = GeoPackage(copy)
    try:
        _fill_collection(connection, file, VILLAGES)
        _fill_collection(connection, file, BLANK_SPOTS)
        _draw_outlines(connection)
    finally:
        file.close()
    connection.execute(
        "UPDATE village_internet.in_force SET reference_sha256 = %s", (reference_sha256,)
    )
    return reference_sha256


def load_rule_set(connection: Connection, text: str, source: str) -> str:
    """Put a rule set in force and return its version.

    A version is loaded once: another document under the same version raises InputError, since
    receipts name the version alone.
    """
    version = read_rule_set(text, source).version
    change_judgement(connection)
    connection.execute(
        "INSERT INTO village_internet.rule_sets (rule_set_version, document) VALUES (%s, %s)"
        " ON CONFLICT DO NOTHING",
        (version, text),
    )
    row = connection.execute(
        "SELECT document FROM village_internet.rule_sets WHERE rule_set_version = %s", (version,)
    ).fetchone()
    if row is None or row[0] != json.loads(text):
        raise InputError(
            f"{source} differs from the rule set {version} that was loaded before; give it a new "
            "version."
        )
    connection.execute("UPDATE village_internet.in_force SET rule_set_version = %s", (version,))
    return version


def _fill_collection(connection: Connection, file: GeoPackage, table: Table) -> None:
    """Make a collection's table hold the rows of the reference; readers see the old until then."""
    target = sql.Identifier("village_internet", table.name)
    columns = sql.SQL(", ").join(map(sql.Identifier, table.names()))
    connection.execute(sql.SQL("DELETE FROM {}").format(target))
    if not file.has(table):
        return
    incoming = sql.Identifier(f"incoming_{table.name}")
    connection.execute(
        sql.SQL(
            "CREATE TEMPORARY TABLE {} ON COMMIT DROP AS SELECT {}, NULL::bytea AS wkb FROM {}"
            " WITH NO DATA"
        ).format(incoming, columns, target)
    )
    copy_in = sql.SQL("COPY {} ({}, wkb) FROM STDIN").format(incoming, columns)
    with connection.cursor() as cursor, cursor.copy(copy_in) as copy:
        for *values, blob in file.rows_with_geometry(table):
            copy.write_row((*values, _wkb(blob)))
    connection.execute(
        sql.SQL(
            "INSERT INTO {} ({}, geom) SELECT {},"
            " ST_Multi(ST_Force2D(ST_GeomFromWKB(wkb, 4326))) FROM {}"
        ).format(target, columns, columns, incoming)
    )
    connection.execute(sql.SQL("ANALYZE {}").format(target))


def _draw_outlines(connection: Connection) -> None:
    """Draw every village small, for maps: to 0.002 degrees, some 220 m.

    Each for itself, so neighbours may part or overlap by as much; nothing is measured on outlines.
    """
    connection.execute(
        "UPDATE village_internet.villages"
        " SET outline = ST_Multi(ST_SimplifyPreserveTopology(geom, 0.002))"
    )


def _wkb(blob: bytes | None) -> bytes | None:
    return None if blob is None else well_known_binary(blob)
