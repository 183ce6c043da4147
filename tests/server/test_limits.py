# SPDX-License-Identifier: GPL-2.0-or-later
"""What the web's own login may take of the database before others go without."""

from __future__ import annotations

from contextlib import ExitStack

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege

from server.running import RunningServer

pytestmark = pytest.mark.server

MOST = 64


def open_connections(server: RunningServer, opened: ExitStack, number: int) -> None:
    for _ in range(number):
        opened.enter_context(server.database("writer"))


def test_the_webs_login_cannot_take_every_connection(running_server: RunningServer) -> None:
    with ExitStack() as opened:
        with pytest.raises(psycopg.OperationalError, match="too many connections for role"):
            open_connections(running_server, opened, MOST + 1)
        # Readers, and the administrator who ends it, still come in.
        for role in ("reader", "admin"):
            with running_server.database(role) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)


def test_the_webs_login_cannot_raise_its_limit(running_server: RunningServer) -> None:
    with running_server.database("writer") as connection, pytest.raises(InsufficientPrivilege):
        connection.execute("ALTER ROLE CURRENT_USER CONNECTION LIMIT -1")


def test_a_session_of_the_webs_login_starts_with_time_limits(
    running_server: RunningServer,
) -> None:
    with running_server.database("writer") as connection:
        for name, value in (
            ("statement_timeout", "2min"),
            ("idle_in_transaction_session_timeout", "2min"),
            ("log_parameter_max_length", "0"),
        ):
            assert connection.execute(f"SHOW {name}".encode()).fetchone() == (value,)
