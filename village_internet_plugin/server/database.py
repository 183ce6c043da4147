# SPDX-License-Identifier: GPL-2.0-or-later
"""Connections to PostgreSQL, and transactions that are tried again when they must be."""

from __future__ import annotations

import atexit
import secrets
import time
from typing import Any, Callable, TypeVar

import psycopg
from psycopg.errors import DeadlockDetected, SerializationFailure
from psycopg_pool import ConnectionPool

Result = TypeVar("Result")
Connection = psycopg.Connection[tuple[Any, ...]]
Transact = Callable[[Callable[[Connection], Result]], Result]

ATTEMPTS = 6
"""How often a transaction that lost a race is run before the caller hears of it."""
_LIMITS = "-c lock_timeout=60s -c idle_in_transaction_session_timeout=120s"
"""Whoever holds a lock for ever, or hangs in the middle of a transaction, holds up nobody else for
longer: the one is told 503 like an absent database, the other loses its connection."""


class LostRace(Exception):
    """What this transaction read was overtaken by another; run again, it sees the other's work."""


class Database:
    """The database as one web worker sees it.

    The pool is opened on first use: gunicorn may load the application before it forks its workers,
    and a connection must not be shared by two processes.
    """

    def __init__(self, conninfo: str) -> None:
        """Name the database; nothing is connected yet."""
        self._conninfo = conninfo
        self._pool: ConnectionPool[Connection] | None = None

    def transaction(self, work: Callable[[Connection], Result]) -> Result:
        """Run `work` in one READ COMMITTED transaction: all of it, or on any exception nothing.

        A deadlock (40P01), a serialization failure (40001) or a LostRace is our affair, not the
        caller's: the transaction is run anew, up to ATTEMPTS times, after a short pause.
        """
        for attempt in range(1, ATTEMPTS):
            try:
                return self._run(work)
            except (DeadlockDetected, SerializationFailure, LostRace):
                time.sleep(0.01 * 2**attempt * (1 + secrets.randbelow(100) / 100))
        return self._run(work)

    def close(self) -> None:
        """Close the connections; the next transaction opens new ones."""
        if self._pool is not None:
            self._pool.close()
            self._pool = None

    def _run(self, work: Callable[[Connection], Result]) -> Result:
        with self._opened().connection() as connection:
            return work(connection)

    def _opened(self) -> ConnectionPool[Connection]:
        if self._pool is None:
            # One request at a time per worker; the second connection is for a broken first one.
            self._pool = ConnectionPool(
                self._conninfo,
                min_size=1,
                max_size=2,
                timeout=10.0,
                kwargs={"options": _LIMITS},
                check=ConnectionPool.check_connection,
                open=True,
            )
            # Left to the interpreter's end, its threads are waited for in vain (Python 3.13).
            atexit.register(self._pool.close)
        return self._pool


def connect(conninfo: str) -> Connection:
    """Open one connection for an administrator's work, acting as the owner of the tables.

    Raises psycopg.OperationalError when the database is not there.
    """
    return psycopg.connect(conninfo)


def act_as_owner(connection: Connection) -> None:
    """Give up whatever more the administrator may do, until the transaction ends."""
    connection.execute("SET LOCAL ROLE village_internet_owner")
