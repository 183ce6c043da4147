# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbered migrations: each is run once, in order, and never changed afterwards."""

from __future__ import annotations

import hashlib
from functools import lru_cache
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


class Standing(NamedTuple):
    """How a database stands to this program: `trouble` is a sentence, None when they fit."""

    newest_run: int
    trouble: str | None


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
    migrations are one transaction; InputError as from `pending_migrations`.
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
    """Return the migrations that have not been run, in their order.

    InputError when one that was run has been changed since, or is not known here: a newer program
    has prepared this database.
    """
    run = _run_migrations(connection)
    migrations = all_migrations()
    newer = max(run, default=0)
    if newer > len(migrations):
        raise InputError(_newer(newer))
    for migration in migrations:
        if run.get(migration.number, migration.sha256) != migration.sha256:
            raise InputError(
                f"Migration {migration.name} was changed after it was run on this database; put "
                "its file back as it was and write the change as a new migration."
            )
    return [migration for migration in migrations if migration.number not in run]


def standing(connection: Connection) -> Standing:
    """Tell whether the database is as this program knows it; cheap enough for each look.

    Only the numbers are compared, not the texts: that is `check`'s work.
    """
    newest_run = max(_run_migrations(connection), default=0)
    newest_known = _newest_known()
    if newest_run > newest_known:
        return Standing(newest_run, _newer(newest_run))
    if newest_run < newest_known:
        trouble = (
            f"The database stands at migration {newest_run}, the program at {newest_known}; its "
            "administrator has to run prepare."
        )
        return Standing(newest_run, trouble)
    return Standing(newest_run, None)


def _run_migrations(connection: Connection) -> dict[int, str]:
    rows = connection.execute("SELECT number, sha256 FROM village_internet.migrations").fetchall()
    return dict(rows)


@lru_cache(maxsize=1)
def _newest_known() -> int:
    return len(all_migrations())


def _newer(number: int) -> str:
    return (
        f"This database was prepared by a newer program (its migration {number} is not known "
        "here); update the program."
    )


def _read(file: Path) -> Migration:
    return Migration(int(file.name[:4]), file.stem, file.read_text(encoding="utf-8"))
