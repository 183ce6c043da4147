# SPDX-License-Identifier: GPL-2.0-or-later
"""One hash over all the server keeps: two databases with the same one hold the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from psycopg import IsolationLevel, sql

from village_internet_plugin.domain.errors import ProgramFault
from village_internet_plugin.server.database import Connection, act_as_owner

SCHEMA = "village_internet"
NOT_COUNTED = "sealing_key"
"""The one table that is no content: each database has a key of its own, which leaves it never."""

_TABLES = """
    SELECT class.oid, class.relname FROM pg_class AS class
    JOIN pg_namespace AS namespace ON namespace.oid = class.relnamespace
    WHERE namespace.nspname = %s AND class.relkind = 'r' AND class.relname <> %s
    ORDER BY class.relname COLLATE "C"
"""
_COLUMNS = """
    SELECT attname FROM pg_attribute
    WHERE attrelid = %s AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""
_KEY = """
    SELECT attname, attcollation <> 0
    FROM pg_index, unnest(indkey) WITH ORDINALITY AS key (attnum, place)
    JOIN pg_attribute USING (attnum)
    WHERE indrelid = %(table)s AND attrelid = %(table)s AND indisprimary ORDER BY place
"""


class Measured(NamedTuple):
    """The hash over all tables, and the number of rows in each of them."""

    fingerprint: str
    tables: dict[str, int]


def fingerprint(connection: Connection) -> str:
    """Return the hash over all content, as 64 hexadecimal digits.

    Neither the order in which rows were stored counts nor the collation of the database; every
    table counts but the sealing key's, with the names and the order of its columns.
    """
    return measure(connection).fingerprint


def measure(connection: Connection) -> Measured:
    """Return the fingerprint together with the counts it is over; rows are streamed, not kept."""
    hashed = hashlib.sha256()
    tables: dict[str, int] = {}
    for table, name in connection.execute(_TABLES, (SCHEMA, NOT_COUNTED)).fetchall():
        columns = [column for (column,) in connection.execute(_COLUMNS, (table,))]
        hashed.update(f"{name} ({', '.join(columns)})\n".encode())
        with connection.cursor() as cursor:
            with cursor.copy(_copy(connection, table, name, columns)) as copy:
                for rows in copy:
                    hashed.update(rows)
            tables[name] = cursor.rowcount
    return Measured(hashed.hexdigest(), tables)


@contextmanager
def one_moment(connection: Connection) -> Iterator[None]:
    """Make all that is read inside of one moment, as the tables' owner, whoever publishes.

    The connection must have no transaction open; nothing can be written inside.
    """
    connection.isolation_level, connection.read_only = IsolationLevel.REPEATABLE_READ, True
    try:
        with connection.transaction():
            act_as_owner(connection)
            yield
    finally:
        connection.isolation_level, connection.read_only = None, None


def _copy(connection: Connection, table: int, name: str, columns: list[str]) -> sql.Composed:
    """Return the statement that gives a table's rows in the order of its key.

    In the binary format, which no setting of time zone, dates or floats changes.
    """
    order = [
        sql.SQL('{} COLLATE "C"' if is_text else "{}").format(sql.Identifier(column))
        for column, is_text in connection.execute(_KEY, {"table": table})
    ]
    if not order:
        raise ProgramFault(f"Table {name} has no primary key to put its rows in order by.")
    return sql.SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT (FORMAT binary)").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)),
        sql.Identifier(SCHEMA, name),
        sql.SQL(", ").join(order),
    )
