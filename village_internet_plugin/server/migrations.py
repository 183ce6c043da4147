# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbered migrations: each is run once, in order, and never changed afterwards."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.server.database import Connection

_MIGRATION_LOCK = 0x76694D69
"""Key of the advisory lock by which two administrators take turns ("viMi" in ASCII)."""


class Migration(NamedTuple):
    """One file of SQL; `number` is its place in the order."""

    number: int
    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """Hash of the file's text, kept to notice a migration that was changed after its run."""
        return hashlib.sha256(self.sql.encode("utf-8")).hexdigest()


def all_migrations() -> list[Migration]:
    """Return the migrations in resources/server/migrations in their order.

    Raises ProgramFault when their numbers are not 1, 2, 3, …
    """
    files = sorted(resource_path("server", "migrations").glob("*.sql"))
    migrations = [_read(file) for file in files]
    if [migration.number for migration in migrations] != list(range(1, len(files) + 1)):
        raise ProgramFault(
            "The migrations in resources/server/migrations are not numbered 1, 2, 3 …"
        )
    return migrations


def prepare(connection: Connection) -> list[str]:
    """Bring the database up to date and return the names of the migrations that were run.

    Safe to repeat. Needs the right to create roles, schemas and the extension postgis. All pending
    migrations are one transaction; InputError when one that was run has been changed since.
    """
    with connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_MIGRATION_LOCK,))
        connection.execute("SET LOCAL client_min_messages = warning")
        connection.execute("CREATE SCHEMA IF NOT EXISTS village_internet")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS village_internet.migrations ("
            "number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL,"
            "run_at timestamptz NOT NULL DEFAULT now())"
        )
        pending = pending_migrations(connection)
        for migration in pending:
            connection.execute(migration.sql.encode("utf-8"))
            connection.execute("RESET ROLE")
            connection.execute(
                "INSERT INTO village_internet.migrations (number, name, sha256)"
                " VALUES (%s, %s, %s)",
                (migration.number, migration.name, migration.sha256),
            )
        return [migration.name for migration in pending]


def pending_migrations(connection: Connection) -> list[Migration]:
    """Return the migrations that have not been run; InputError when a run one has changed."""
    rows = connection.execute("SELECT number, sha256 FROM village_internet.migrations").fetchall()
    run: dict[int, str] = dict(rows)
    migrations = all_migrations()
    for migration in migrations:
        if run.get(migration.number, migration.sha256) != migration.sha256:
            raise InputError(
                f"Migration {migration.name} was changed after it was run on this database; put "
                "its file back as it was and write the change as a new migration."
            )
    return [migration for migration in migrations if migration.number not in run]


def _read(file: Path) -> Migration:
    return Migration(int(file.name[:4]), file.stem, file.read_text(encoding="utf-8"))
