# SPDX-License-Identifier: GPL-2.0-or-later
"""Backing the database up into one file, and making a database from such a file.

The file is pg_dump's own custom format; beside it, FILE.json says what it must restore to. No
password is ever an argument of a program: they are handed on in the environment of pg_dump alone.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess  # nosec B404 - used without a shell, on programs we name
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from pathlib import Path

import psycopg

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.server.checking import complaints
from village_internet_plugin.server.database import Connection, act_as_owner
from village_internet_plugin.server.fingerprint import (
    NOT_COUNTED,
    SCHEMA,
    Measured,
    measure,
    one_moment,
)
from village_internet_plugin.server.migrations import all_migrations, standing
from village_internet_plugin.server.roles import make_roles

_OPEN_SCHEMA = "village_internet_open"
_PIECE = 1 << 20
_HANDED_ON = (
    *("host", "hostaddr", "port", "dbname", "user", "passfile"),
    *("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout"),
)
"""What of the connection PostgreSQL's programs are told: no secret, and nothing that only the newer
libpq of Python's package knows."""


@dataclass(frozen=True)
class BackupManifest:
    """What stands beside a backup: when and of what it was made, and what it must restore to.

    Attributes:
        made_at: when, by the database's clock, in ISO 8601.
        server_version: the version of the program that made it.
        migration: the number of the newest migration that was run.
        fingerprint: the hash over the content, of the very moment of the backup.
        file_sha256: the hash over the backup's own bytes.
        tables: the number of rows of each table.

    """

    made_at: str
    server_version: str
    migration: int
    fingerprint: str
    file_sha256: str
    tables: dict[str, int]


def back_up(connection: Connection, file: Path) -> BackupManifest:
    """Write a backup of the database to `file`, whole or not at all, while others publish.

    The connection must have no transaction open. Raises InputError when there is such a file
    already, or pg_dump is missing or fails (its sentence is told).
    """
    if file.exists():
        raise InputError(f"{file} exists already; give each backup a name of its own.")
    part = file.with_name(file.name + ".part")
    part.unlink(missing_ok=True)
    try:
        # Made here so that it is nobody else's to read: it holds the hashes of all tokens.
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        made_at, measured, migration = _dump(connection, part)
        manifest = BackupManifest(
            made_at=made_at.astimezone(timezone.utc).isoformat(timespec="seconds"),
            server_version=VERSION,
            migration=migration,
            fingerprint=measured.fingerprint,
            file_sha256=_sha256_of(part),
            tables=measured.tables,
        )
        # The manifest first: a backup that stands under its name can always be verified.
        _write_whole(_manifest_file(file), json.dumps(asdict(manifest), indent=2) + "\n")
        _make_lasting(part)
        part.replace(file)
        _make_lasting(file.parent)
    finally:
        part.unlink(missing_ok=True)
    return manifest


def restore(connection: Connection, file: Path) -> BackupManifest:
    """Make this database, which must not hold the server's tables yet, from a backup.

    What was restored is compared with the manifest, and each plan's history is played again.
    Raises InputError when there is something already, when the backup is not what its manifest
    says, or when the database is not what it should be afterwards.
    """
    manifest = read_manifest(file)
    if _sha256_of(file) != manifest.file_sha256:
        raise InputError(f"{file} is not as it was written: it was changed or cut short since.")
    if manifest.migration > len(all_migrations()):
        raise InputError(f"{file} was made by a newer program; update this one to restore it.")
    with connection.transaction():
        row = connection.execute("SELECT to_regnamespace(%s)", (SCHEMA,)).fetchone()
        if row is None or row[0] is not None:
            raise InputError(
                f"This database ({connection.info.dbname}) holds the server's tables already; "
                "restore into a new, empty one."
            )
        make_roles(connection)
    _run_program(
        *("pg_restore", connection, "--single-transaction", "--exit-on-error"), *(str(file),)
    )
    with connection.transaction():
        act_as_owner(connection)
        _make_anew(connection)
        measured = measure(connection)
        if measured.fingerprint != manifest.fingerprint:
            raise InputError(_difference(measured, manifest))
        wrong = complaints(connection, deep=True) if is_current(manifest) else []
        if wrong:
            raise InputError(
                "\n".join(["What was restored is not sound; do not use this database:", *wrong])
            )
    return manifest


def is_current(manifest: BackupManifest) -> bool:
    """Tell whether a backup needs no `prepare` to serve this program."""
    return manifest.migration == len(all_migrations())


def read_manifest(file: Path) -> BackupManifest:
    """Return what stands beside a backup; InputError when it is missing or no manifest."""
    beside = _manifest_file(file)
    try:
        return BackupManifest(**json.loads(beside.read_text("utf-8")))
    except FileNotFoundError as error:
        raise InputError(
            f"{beside} is missing; without it nobody can tell whether {file.name} is whole."
        ) from error
    except (ValueError, TypeError) as error:
        raise InputError(f"{beside} is not what `backup` writes beside a backup.") from error


def _dump(connection: Connection, part: Path) -> tuple[datetime, Measured, int]:
    """Have pg_dump write its file, and measure the same moment of the database here."""
    with one_moment(connection):
        row = connection.execute("SELECT pg_export_snapshot(), now()").fetchone()
        if row is None:
            raise InputError("The database gave no snapshot to back up from.")
        snapshot, made_at = row
        _run_program(
            *("pg_dump", connection, "--format=custom", f"--file={part}"),
            *(f"--schema={SCHEMA}", f"--schema={_OPEN_SCHEMA}", f"--snapshot={snapshot}"),
            *(f"--exclude-table-data={SCHEMA}.{NOT_COUNTED}", "--role=village_internet_owner"),
            # An upgrade that runs just now is waited for, but not for ever.
            "--lock-wait-timeout=60000",
        )
        return made_at, measure(connection), standing(connection).newest_run


def _run_program(name: str, connection: Connection, *options: str) -> None:
    """Run one of PostgreSQL's programs on the connection's database; InputError when it fails."""
    words = {**connection.info.get_parameters(), "host": connection.info.host}
    handed_on = psycopg.conninfo.make_conninfo(
        "", **{word: value for word, value in words.items() if word in _HANDED_ON}
    )
    command = [_program(name, connection), "--no-password", f"--dbname={handed_on}", *options]
    environment = {**os.environ, "LC_MESSAGES": "C"}
    if connection.info.password:
        environment["PGPASSWORD"] = connection.info.password
    done = subprocess.run(  # noqa: S603 # nosec B603 - the program's path is PostgreSQL's own
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise InputError(f"{name} failed: {said or f'exit code {done.returncode}'}")


def _program(name: str, connection: Connection) -> str:
    """Return the path of PostgreSQL's program of the server's own release, or else of any."""
    release = connection.info.server_version // 10_000
    own = Path(f"/usr/lib/postgresql/{release}/bin/{name}")
    found = str(own) if own.is_file() else shutil.which(name)
    if found is None:
        raise InputError(
            f"The program {name} was not found; install the package postgresql-client-{release}."
        )
    return found


def _make_anew(connection: Connection) -> None:
    """Give the database what no backup holds: its own sealing key, and the planner's statistics."""
    connection.execute("SET LOCAL search_path = village_internet, public")
    row = connection.execute("SELECT to_regclass('village_internet.sealing_key')").fetchone()
    if row is not None and row[0] is not None:
        connection.execute(
            "INSERT INTO village_internet.sealing_key (key) VALUES (sha256(convert_to("
            "gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')))"
        )
    for table in ("hotspots", "revisions", "villages", "blank_spots", "funding_sources"):
        connection.execute(f"ANALYZE village_internet.{table}".encode())


def _difference(measured: Measured, manifest: BackupManifest) -> str:
    """Return the sentence for a database that is not what was backed up."""
    differing = [
        f"{table} ({measured.tables.get(table, 0)} rows, {rows} in the backup)"
        for table, rows in manifest.tables.items()
        if measured.tables.get(table) != rows
    ]
    where = ", ".join(differing) or "the same number of rows, other values"
    return f"What was restored differs from what was backed up: {where}. Do not use this database."


def _manifest_file(file: Path) -> Path:
    return file.with_name(file.name + ".json")


def _sha256_of(file: Path) -> str:
    hashed = hashlib.sha256()
    with file.open("rb") as opened:
        while piece := opened.read(_PIECE):
            hashed.update(piece)
    return hashed.hexdigest()


def _write_whole(file: Path, text: str) -> None:
    part = file.with_name(file.name + ".part")
    part.write_text(text, encoding="utf-8")
    _make_lasting(part)
    part.replace(file)


def _make_lasting(path: Path) -> None:
    """Have the disk keep a file, or a folder's list of names, even if the power fails now."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
