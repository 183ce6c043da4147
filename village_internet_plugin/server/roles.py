# SPDX-License-Identifier: GPL-2.0-or-later
"""The database's roles: those that belong to the whole cluster and are in no backup."""

from __future__ import annotations

from psycopg import sql

from village_internet_plugin.server.database import Connection

OWNER, WRITER, READER = (
    "village_internet_owner",
    "village_internet_writer",
    "village_internet_reader",
)
"""Who owns the tables, who publishes, who reads the collections."""

SETTINGS = (
    (READER, "statement_timeout", "60s"),
    # A token is a parameter of its statements.
    (WRITER, "log_parameter_max_length", "0"),
    (WRITER, "statement_timeout", "120s"),
    (WRITER, "idle_in_transaction_session_timeout", "120s"),
)
"""What the roles are given in this database: role, setting, value."""
_MAKE = """
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY[
        'village_internet_owner', 'village_internet_writer', 'village_internet_reader'
    ] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        END IF;
    END LOOP;
    -- As migration 0011 does: an administrator's own number stands.
    IF (SELECT rolconnlimit FROM pg_roles WHERE rolname = 'village_internet_writer') < 0 THEN
        ALTER ROLE village_internet_writer CONNECTION LIMIT 64;
    END IF;
END
$$
"""


def make_roles(connection: Connection) -> None:
    """Make what the first migration makes for the whole cluster, where it is not there yet.

    For a restore, which brings the tables and runs no migration.
    """
    connection.execute("SET LOCAL client_min_messages = warning")
    connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    connection.execute(_MAKE.encode())
    database = sql.Identifier(connection.info.dbname)
    for role, setting, value in SETTINGS:
        connection.execute(
            sql.SQL("ALTER ROLE {} IN DATABASE {} SET {} = {}").format(
                sql.Identifier(role), database, sql.Identifier(setting), sql.Literal(value)
            )
        )
    connection.execute("GRANT village_internet_owner TO CURRENT_USER")
