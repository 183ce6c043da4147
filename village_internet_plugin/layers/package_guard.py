# SPDX-License-Identifier: GPL-2.0-or-later
"""Refuses a layer package that holds what could harm whoever opens it, before anything is read.

A package comes by mail or on a stick, from anybody. What a GeoPackage of this kind never needs is
refused, each with its sentence: code in the database (triggers and views other than GDAL's own),
pages that are damaged, values larger than any survey has, and what `package_project_guard` finds in
the project and the styles.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.foreign_errors import reason_words
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.package_project_guard import (
    MAX_PROJECT_BYTES,
    require_harmless_project,
    require_harmless_style,
)
from village_internet_plugin.reference.geopackage import quoted

MAX_BYTES = 2_000_000_000
"""The largest package that is looked at, inclusive: a whole country's boundaries take 100 MB."""
MAX_HOTSPOTS = 1_000_000
MAX_VALUE_BYTES = 100_000
"""The longest text or geometry of a hotspot, inclusive; a point takes 29 bytes."""
_GEOPACKAGE_ID = 0x47504B47
"""The letters GPKG (GeoPackage 1.2 and later, requirement 2); QGIS writes no other."""
_SEEN = ("hotspots", "hotspots_at_export", "manifest")
"""The tables a merge reads."""

_NO_SQLITE = Words(
    "{path} is not a GeoPackage. Choose the file that Export layer package made.",
    "{path} bukan GeoPackage. Pilih berkas yang dibuat dengan Ekspor paket layer.",
)
_TOO_LARGE = Words(
    "{path} takes {size} bytes, more than a layer package may ({most}); it was not opened.",
    "{path} berukuran {size} bita, melebihi batas paket layer ({most}); berkas tidak dibuka.",
)
_DAMAGED = Words(
    "{path} is damaged ({reason}); nothing was taken over. Ask for the package once more.",
    "{path} rusak ({reason}); tidak ada yang diambil alih. Minta paket itu sekali lagi.",
)
_FOREIGN_CODE = Words(
    "{path} was not opened: its database holds the {kind} {name}, which no layer package has and "
    "which could change or hide data. Ask whoever sent it what that is for.",
    "{path} tidak dibuka: basis datanya memuat {kind} {name}, yang tidak ada dalam paket layer dan "
    "dapat mengubah atau menyembunyikan data. Tanyakan gunanya kepada pengirim.",
)
_OVERSIZE = Words(
    "{path} was not opened: table {table}, row {row}, holds a value of more than {most} bytes. "
    "Ask whoever sent it to remove that value.",
    "{path} tidak dibuka: tabel {table}, baris {row}, memuat nilai lebih dari {most} bita. "
    "Minta pengirim menghapus nilai itu.",
)
_TOO_MANY = Words(
    "{path} was not opened: table {table} holds {count} rows, more than {most}.",
    "{path} tidak dibuka: tabel {table} memuat {count} baris, lebih dari {most}.",
)
_KINDS = {
    "trigger": Words("trigger", "trigger"),
    "view": Words("view", "view"),
    "table": Words("table", "tabel"),
}

_ACTION = re.compile(
    r"(?:insert or replace into|insert into|delete from|update) (?P<target>\w+)\b[^;]*"
)
_ABORT = re.compile(r"select raise ?\( ?abort ?, ?'(?:[^']|'')*' ?\) where [^;]*")
_CALLED = re.compile(r"\b([a-z_]\w*) ?\(")
_HARMLESS_CALLS = frozenset(
    {"st_minx", "st_maxx", "st_miny", "st_maxy", "st_isempty", "lower", "values"}
    | {"and", "or", "not", "in", "when", "where", "raise"}
)


def require_harmless(path: Path) -> None:
    """Raise InputError when the file at `path` is no sound GeoPackage or could do harm."""
    _require_geopackage_file(path)
    try:
        with closing(_opened(path)) as connection:
            _require_sound(path, connection)
            _require_no_foreign_code(path, connection)
            _require_sizes(path, connection)
            _require_harmless_views(path, connection)
    except sqlite3.Error as error:
        raise InputError(_DAMAGED.filled(path=path, reason=reason_words(error))) from error


def _require_geopackage_file(path: Path) -> None:
    """Look at the header alone: SQLite does not see the file before it is one of ours."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise InputError(_DAMAGED.filled(path=path, reason=reason_words(error))) from error
    if size > MAX_BYTES:
        raise InputError(_TOO_LARGE.filled(path=path, size=size, most=MAX_BYTES))
    is_sqlite = header[:16] == b"SQLite format 3\0"
    if not is_sqlite or int.from_bytes(header[68:72], "big") != _GEOPACKAGE_ID:
        raise InputError(_NO_SQLITE.filled(path=path))


def _opened(path: Path) -> sqlite3.Connection:
    """Open for reading alone, so that the schema's own functions and triggers cannot act."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    return connection


def _require_sound(path: Path, connection: sqlite3.Connection) -> None:
    (answer,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if answer != "ok":
        raise InputError(_DAMAGED.filled(path=path, reason=str(answer)))


def _require_no_foreign_code(path: Path, connection: sqlite3.Connection) -> None:
    query = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    for kind, name, table, sql in connection.execute(query):
        statement = _plain(sql)
        if kind == "trigger":
            known = is_known_trigger(statement, str(table))
        elif kind == "table" and statement.startswith("create virtual table"):
            known = re.search(r" using rtree ?\(", statement) is not None
        else:
            known = kind != "view"
        if not known:
            told = _KINDS[kind]
            raise InputError(_FOREIGN_CODE.filled(path=path, kind=told, name=str(name)[:80]))


def is_known_trigger(statement: str, table: str) -> bool:
    """Tell whether a trigger does only what GDAL's own do, `statement` being its plain text.

    That is: keep the table's R-tree or its count of rows, or refuse a row of GeoPackage's tables.
    """
    head, begin, rest = statement.partition(" begin ")
    body, end, tail = rest.rpartition("end")
    if not begin or not end or tail.strip(" ;"):
        return False
    if (
        set(_CALLED.findall(f"{head.partition(' on ')[2]} {body}"))
        - _HARMLESS_CALLS
        - {table.lower()}
    ):
        return False
    actions = [action.strip() for action in body.split(";") if action.strip()]
    if _is_of_geopackage(table):
        return bool(actions) and all(_ABORT.fullmatch(action) for action in actions)
    return bool(actions) and all(_keeps_index(action, table.lower()) for action in actions)


def _is_of_geopackage(table: str) -> bool:
    return table.lower().startswith("gpkg_")


def _keeps_index(action: str, table: str) -> bool:
    found = _ACTION.fullmatch(action)
    if found is None or re.search(r"\bselect\b", action):
        return False
    target = found["target"]
    return target == "gpkg_ogr_contents" or target.startswith(f"rtree_{table}_")


def _plain(sql: str) -> str:
    """Return a statement in small letters, without quotes round names, in single blanks."""
    unquoted = sql.replace('"', "").replace("`", "").replace("[", "").replace("]", "")
    return " ".join(unquoted.lower().split())


def _require_sizes(path: Path, connection: sqlite3.Connection) -> None:
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for table in _SEEN:
        if table not in present:
            continue
        name = quoted(table)
        (count,) = connection.execute(f"SELECT count(*) FROM {name}").fetchone()  # noqa: S608 # nosec B608 - is quoted
        if count > MAX_HOTSPOTS:
            words = _TOO_MANY.filled(path=path, table=table, count=count, most=MAX_HOTSPOTS)
            raise InputError(words)
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        large = " OR ".join(
            f"length(CAST({quoted(column)} AS BLOB)) > {MAX_VALUE_BYTES}" for column in columns
        )
        found = connection.execute(
            f"SELECT rowid FROM {name} WHERE {large} LIMIT 1"  # noqa: S608 # nosec B608 - is quoted
        ).fetchone()
        if found is not None:
            words = _OVERSIZE.filled(path=path, table=table, row=found[0], most=MAX_VALUE_BYTES)
            raise InputError(words)


def _require_harmless_views(path: Path, connection: sqlite3.Connection) -> None:
    """Look through what QGIS would show the package by: its projects and its styles."""
    for table, columns, limit in (
        ("qgis_projects", ("content",), 2 * MAX_PROJECT_BYTES),
        ("layer_styles", ("styleQML", "styleSLD", "ui"), MAX_PROJECT_BYTES),
    ):
        known = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for column in (name for name in columns if name in known):
            query = f"SELECT rowid, length(CAST({column} AS BLOB)) FROM {table}"  # noqa: S608 # nosec B608 - is quoted
            for row, size in connection.execute(query).fetchall():
                if (size or 0) > limit:
                    words = _OVERSIZE.filled(path=path, table=table, row=row, most=limit)
                    raise InputError(words)
                (value,) = connection.execute(
                    f"SELECT {column} FROM {table} WHERE rowid = ?",  # noqa: S608 # nosec B608 - is quoted
                    (row,),
                ).fetchone()
                if table == "qgis_projects":
                    require_harmless_project(path, value)
                elif value:
                    require_harmless_style(path, value)
