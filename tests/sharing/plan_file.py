# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan's GeoPackage as far as sharing needs it: the tables `plan` and `outbox`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from village_internet_plugin.domain.schema import OUTBOX, PLAN


def make_plan_file(path: Path) -> Path:
    """Write a new plan file with both tables empty and return its path."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in (PLAN, OUTBOX):
            columns = ", ".join(
                f"{column.name} TEXT{' UNIQUE' if column.unique else ''}"
                for column in table.columns
            )
            connection.execute(
                f"CREATE TABLE {table.name} (fid INTEGER PRIMARY KEY AUTOINCREMENT, {columns})"
            )
        connection.execute("INSERT INTO plan (key, value) VALUES ('base_revision', '0')")
    return path


def query(path: Path, statement: str, *values: object) -> list[Any]:
    """Run one statement on the file and return its rows."""
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement, values).fetchall()
