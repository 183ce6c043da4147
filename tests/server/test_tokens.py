# SPDX-License-Identifier: GPL-2.0-or-later
"""Accounts and their tokens: several, each with its end, and what has ended ends at once."""

from __future__ import annotations

import json
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pytest
import requests

from server.paser import hotspot_at
from server.running import PASER, RunningServer
from server.test_sign_in import get
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.server import accounts
from village_internet_plugin.server.database import Connection, Database, act_as_owner, connect
from village_internet_plugin.server.in_force import InForce
from village_internet_plugin.server.publishing import SignedOut, publish

pytestmark = pytest.mark.server


class Known(NamedTuple):
    """An account of a test's own, and a token of it."""

    name: str
    token: str


@contextmanager
def owner(server: RunningServer) -> Iterator[Connection]:
    """Give a connection that may what the administrator's command may."""
    with connect(server.description["database"]["admin"]) as connection:
        act_as_owner(connection)
        yield connection


def new_account(server: RunningServer, role: str = "reader") -> Known:
    name = f"paser.{new_identifier()[:8]}"
    with owner(server) as connection:
        return Known(name, accounts.add_account(connection, name, PASER, role, 1))


def status_by(server: RunningServer, account: Known) -> int:
    return get(server, "/collections", auth=(account.name, account.token)).status_code


def post_as(server: RunningServer, account: Known, inputs: object) -> requests.Response:
    session = requests.Session()
    session.trust_env = False
    return session.post(
        f"{server.url}/processes/publish-plan/execution",
        json={"inputs": inputs},
        auth=(account.name, account.token),
        verify=server.ca,
        timeout=30,
    )


def test_a_revoked_and_an_expired_account_are_out_at_once(running_server: RunningServer) -> None:
    gone, old = (new_account(running_server) for _ in range(2))
    assert status_by(running_server, gone) == status_by(running_server, old) == 200

    assert running_server.administer("revoke-account", gone.name) == 0
    with running_server.database() as connection:
        connection.execute(
            "UPDATE village_internet.tokens SET expires_at = now() WHERE account = %s", (old.name,)
        )

    assert status_by(running_server, gone) == status_by(running_server, old) == 401


def test_an_account_has_several_tokens_and_each_has_its_end(running_server: RunningServer) -> None:
    first = new_account(running_server)
    with owner(running_server) as connection:
        second = first._replace(token=accounts.new_token(connection, first.name, 7, "the cron job"))
    assert status_by(running_server, first) == status_by(running_server, second) == 200

    with owner(running_server) as connection:
        kept, ended = accounts.list_tokens(connection, first.name)
        assert (kept.purpose, ended.purpose) == ("", "the cron job")
        accounts.revoke_token(connection, ended.token_id)
        (line,) = [one for one in accounts.list_accounts(connection) if one.account == first.name]
    assert (line.agency, line.role, line.tokens) == (PASER, "reader", 1)
    assert (line.expires_at, line.revoked_at) == (kept.expires_at, None)
    assert status_by(running_server, first) == 200
    assert status_by(running_server, second) == 401

    with owner(running_server) as connection:
        third = first._replace(token=accounts.new_token(connection, first.name, 7, only=True))
    assert status_by(running_server, first) == 401
    assert status_by(running_server, third) == 200


def test_a_revoked_account_comes_back_by_a_new_token_alone(running_server: RunningServer) -> None:
    before = new_account(running_server)
    assert running_server.administer("revoke-account", before.name) == 0

    with owner(running_server) as connection:
        after = before._replace(token=accounts.new_token(connection, before.name, 7))

    assert status_by(running_server, before) == 401
    assert status_by(running_server, after) == 200


def test_a_new_role_holds_at_once(running_server: RunningServer) -> None:
    account = new_account(running_server, "planner")
    sent = {"document": running_server.document([]).to_json(), "dry_run": True}
    assert post_as(running_server, account, sent).status_code == 200

    with owner(running_server) as connection:
        accounts.set_role(connection, account.name, "reader")

    assert post_as(running_server, account, sent).status_code == 403


def test_what_is_no_account_or_token_is_told(running_server: RunningServer) -> None:
    with owner(running_server) as connection:
        for what in (
            lambda: accounts.new_token(connection, "nobody", 1),
            lambda: accounts.list_tokens(connection, "nobody"),
            lambda: accounts.set_role(connection, "nobody", "reader"),
            lambda: accounts.revoke_account(connection, "nobody"),
        ):
            with pytest.raises(InputError, match='no account "nobody"'):
                what()
        with pytest.raises(InputError, match="no token 999999"):
            accounts.revoke_token(connection, 999_999)
        assert PASER in accounts.list_agencies(connection)


def test_a_token_that_ends_while_its_request_is_on_its_way_publishes_nothing(
    running_server: RunningServer,
) -> None:
    account = new_account(running_server, "planner")
    document = running_server.document([hotspot_at(running_server.offices[-1])])
    body = json.dumps({"inputs": {"document": document.to_json()}}).encode()
    head = (
        "POST /processes/publish-plan/execution HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/json\r\nConnection: close\r\n"
        f"Authorization: Bearer {account.token}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    address = urlsplit(running_server.url)
    trusting = ssl.create_default_context(cafile=running_server.ca)
    with (
        socket.create_connection((address.hostname or "", address.port or 0), timeout=30) as plain,
        trusting.wrap_socket(plain, server_hostname=address.hostname) as connection,
    ):
        connection.sendall(head.encode() + body[:100])
        # It has signed in by now, and waits for the rest of the document.
        time.sleep(0.3)
        assert running_server.administer("revoke-account", account.name) == 0
        connection.sendall(body[100:])
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))

    assert answer.startswith(b"HTTP/1.1 401 ")
    assert b"revoked" in answer
    assert running_server.client().changes_since(document.plan_id, 0).head_revision == 0


def test_a_credential_that_is_good_no_longer_publishes_nothing(
    running_server: RunningServer, tmp_path: Path
) -> None:
    database = Database(running_server.description["database"]["writer"])
    document = running_server.document([])

    with pytest.raises(SignedOut):
        publish(
            database,
            InForce(tmp_path),
            accounts.Credential(accounts.BY_TOKEN, "no token any more"),
            document.to_json(),
            False,
        )

    database.close()
