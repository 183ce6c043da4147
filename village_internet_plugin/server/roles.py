# SPDX-License-Identifier: GPL-2.0-or-later
"""The database's roles: those that belong to the whole cluster and are in no backup."""

from __future__ import annotations

from village_internet_plugin.server.database import Connection

OWNER, WRITER, READER = (
    "village_internet_owner",
    "village_internet_writer",
    "village_internet_reader",
)
"""Who owns the tables, who publishes, who reads the collections."""

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
    EXECUTE format(
        'ALTER ROLE village_internet_reader IN DATABASE %I SET statement_timeout = ''60s''',
        current_database()
    );
    -- A token is a parameter of its statements.
    EXECUTE format(
        'ALTER ROLE village_internet_writer IN DATABASE %I SET log_parameter_max_length = 0',
        current_database()
    );
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
    connection.execute("GRANT village_internet_owner TO CURRENT_USER")
