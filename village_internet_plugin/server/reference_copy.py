# SPDX-License-Identifier: GPL-2.0-or-later
"""A copy of a GeoPackage with nothing in it but the reference tables.

Whatever file an administrator loads, every agency can fetch it: a plan's own hotspots, waivers and
outbox, and layers somebody left in the file, are nobody else's business.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import PLAN, REFERENCE_TABLES
from village_internet_plugin.reference.geopackage import quoted

_KEPT = {table.name for table in REFERENCE_TABLES} | {PLAN.name}
_KEPT_SETTING = "loaded_roles"
_REGISTERS = (
    ("gpkg_geometry_columns", "table_name"),
    ("gpkg_ogr_contents", "table_name"),
    ("gpkg_extensions", "table_name"),
    ("gpkg_contents", "table_name"),
)


def copy_reference(source: Path, target: Path) -> None:
    """Write the reference tables of `source` to the new file `target`, with their R-trees.

    InputError when `source` cannot be read as a GeoPackage.
    """
    try:
        shutil.copyfile(source, target)
        with sqlite3.connect(target) as connection:
            for name in _tables_to_drop(connection):
                _drop(connection, name)
            if _has(connection, PLAN.name):
                connection.execute("DELETE FROM plan WHERE key <> ?", (_KEPT_SETTING,))
            connection.commit()
            # Dropped rows stay in the file's free pages until it is written anew.
            connection.execute("VACUUM")
        connection.close()
    except (sqlite3.Error, OSError) as error:
        raise InputError(f"{source} cannot be copied as reference data: {error}.") from error


def _tables_to_drop(connection: sqlite3.Connection) -> set[str]:
    """Return the tables and views with rows of a layer or of a plan that are no reference."""
    names = {
        name
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        )
    }
    of_the_format = {name for name in names if name.startswith(("gpkg_", "sqlite_", "rtree_"))}
    return names - of_the_format - _KEPT


def _drop(connection: sqlite3.Connection, name: str) -> None:
    kinds = dict(connection.execute("SELECT name, type FROM sqlite_master"))
    if kinds.get(name) == "view":
        connection.execute(f"DROP VIEW {quoted(name)}")
    elif name in kinds:
        for tree in [tree for tree in kinds if tree.startswith(f"rtree_{name}_")]:
            if not tree.endswith(("_node", "_parent", "_rowid")) and kinds[tree] == "table":
                connection.execute(f"DROP TABLE IF EXISTS {quoted(tree)}")
        connection.execute(f"DROP TABLE {quoted(name)}")
    for register, column in _REGISTERS:
        if _has(connection, register):
            connection.execute(
                f"DELETE FROM {register} WHERE {column} = ?",  # noqa: S608 # nosec B608 - names of the format
                (name,),
            )


def _has(connection: sqlite3.Connection, name: str) -> bool:
    row = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone()
    return row is not None
