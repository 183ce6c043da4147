# SPDX-License-Identifier: GPL-2.0-or-later
"""Logins that read the open views straight from PostGIS, and can do nothing else."""

from __future__ import annotations

import re

from psycopg import sql
from psycopg.errors import DuplicateObject

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.roles import READER

_NAME = re.compile(r"[a-z][a-z0-9_]{0,62}")
_KEPT = ("village_internet_", "pg_", "postgres")
_MOST_CONNECTIONS = 8
"""QGIS opens a handful for a project; more would take the web workers' place."""

_MEMBERS = """
    SELECT member.rolname FROM pg_auth_members
    JOIN pg_roles AS member ON member.oid = pg_auth_members.member
    JOIN pg_roles AS granted ON granted.oid = pg_auth_members.roleid
    WHERE granted.rolname = %s AND member.rolcanlogin AND NOT member.rolsuper
    ORDER BY member.rolname
"""


def add_database_reader(connection: Connection, name: str) -> None:
    """Make a login without a password, which may read the open views and is cut off after 60 s.

    Raises InputError when the name cannot be one or is taken.
    """
    if not _NAME.fullmatch(name) or name.startswith(_KEPT):
        raise InputError(
            f'"{name}" cannot be a login: use small letters, digits and _, beginning with a '
            "letter; village_internet_… and pg_… are kept for the server and PostgreSQL."
        )
    login = sql.Identifier(name)
    try:
        connection.execute(
            sql.SQL("CREATE ROLE {} LOGIN CONNECTION LIMIT {} IN ROLE {}").format(
                login, sql.Literal(_MOST_CONNECTIONS), sql.Identifier(READER)
            )
        )
    except DuplicateObject as error:
        raise InputError(f'There is a role "{name}" already.') from error
    # Settings are not inherited from the role it is a member of.
    for setting, value in (
        ("statement_timeout", "60s"),
        ("idle_in_transaction_session_timeout", "10min"),
        ("default_transaction_read_only", "on"),
    ):
        connection.execute(
            sql.SQL("ALTER ROLE {} SET {} = {}").format(
                login, sql.Identifier(setting), sql.Literal(value)
            )
        )


def remove_database_reader(connection: Connection, name: str) -> None:
    """End a login and its open connections; InputError when it is none of these logins."""
    if name not in list_database_readers(connection):
        raise InputError(f'There is no reading login "{name}".')
    connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s", (name,)
    )
    connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def list_database_readers(connection: Connection) -> list[str]:
    """Return the names of the logins that were made for reading."""
    return [name for (name,) in connection.execute(_MEMBERS, (READER,))]
