# SPDX-License-Identifier: GPL-2.0-or-later
"""Replicas of the database: opened for reading, brought to one state with it, and told by name."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import SerializationFailure

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.server.database import Connection, act_as_owner, connect

PATIENCE_S = 30.0
"""How long a replica that is behind is waited for."""
_PAUSE_S = 0.005
_CONNECT_S = 10
_ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
_STATE = """
    SELECT coalesce(sum(head_revision), 0)::bigint,
        sha256(convert_to(
            string_agg(plan_id || ' ' || head_revision, ',' ORDER BY plan_id COLLATE "C"), 'UTF8'
        )),
        (SELECT reference_sha256 FROM village_internet.in_force)
    FROM village_internet.plans
"""


class _State(NamedTuple):
    """What a database holds: how many revisions, which, and the reference they are judged by."""

    revisions: int
    heads: bytes | None
    reference_sha256: str | None


def open_replica(conninfo: str) -> Connection:
    """Return a connection to a replica; InputError names the one that cannot be reached."""
    try:
        given = conninfo_to_dict(conninfo)
        return connect(make_conninfo(conninfo, **{"connect_timeout": _CONNECT_S, **given}))
    except psycopg.OperationalError as error:
        where = {name: given[name] for name in ("service", "host", "port") if given.get(name)}
        named = " ".join(f"{name}={value}" for name, value in where.items()) or "of this machine"
        raise InputError(
            f"The replica {named} cannot be reached: {_one_line(error)}. Start it again, or "
            "measure without it."
        ) from None
    except psycopg.Error as error:
        raise InputError(
            f"What --replica is given is no libpq connection string: {_one_line(error)}."
        ) from None


def agree(primary: Connection, replicas: Sequence[Connection]) -> None:
    """Begin a transaction on each that only reads, all seeing the same revisions.

    Publishing goes on meanwhile: a replica that is behind is waited for, and where one is ahead
    already all are begun anew. InputError when that does not come about within PATIENCE_S.
    """
    give_up = time.monotonic() + PATIENCE_S
    wanted = _begin(primary)
    waiting = list(replicas)
    while waiting:
        replica = waiting[0]
        state = _begin(replica)
        if state == wanted:
            waiting.pop(0)
        elif time.monotonic() > give_up:
            raise InputError(_not_the_same(replica, state, wanted))
        elif state.revisions > wanted.revisions:
            wanted = _begin(primary)
            waiting = list(replicas)
        else:
            time.sleep(_PAUSE_S)


@contextmanager
def told_of(connection: Connection) -> Iterator[None]:
    """Turn what a database answers to a measurement it breaks off into an InputError naming it."""
    try:
        yield
    except psycopg.Error as error:
        hint = ""
        if isinstance(error, SerializationFailure):
            hint = ' With "hot_standby_feedback = on" a replica keeps what is still being read.'
        said = error.diag.message_primary or _one_line(error)
        raise InputError(
            f"The database at {name_of(connection)} broke off: {said}. Nothing was measured; "
            f"measure again, or without it.{hint}"
        ) from error


def name_of(connection: Connection) -> str:
    """Return where a database is reached, without any secret."""
    try:
        return f"{connection.info.host}:{connection.info.port}"
    except psycopg.Error:
        return "the other end of a lost connection"


def _begin(connection: Connection) -> _State:
    with told_of(connection):
        connection.rollback()
        act_as_owner(connection)
        connection.execute(_ONE_STATE)
        row = connection.execute(_STATE).fetchone()
    return _State(*row) if row else _State(0, None, None)


def _not_the_same(replica: Connection, state: _State, wanted: _State) -> str:
    name = name_of(replica)
    if state.revisions < wanted.revisions:
        return (
            f"The replica {name} is behind the database: after {PATIENCE_S:.0f} s it holds "
            f"{state.revisions:,} of {wanted.revisions:,} revisions. Look in its view "
            "pg_stat_wal_receiver whether it still receives, or measure without it."
        )
    return (
        f"{name} holds other revisions or another reference than the database: it is no replica "
        "of it, or one that was cut off. Set it up anew, or measure without it."
    )


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split()).rstrip(".")
