# SPDX-License-Identifier: GPL-2.0-or-later
"""Who gets in: accounts and tokens, roles, and nobody else."""

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
from flask import Flask

from server.paser import hotspot_at
from server.running import PASER, RunningServer
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.server import accounts
from village_internet_plugin.server.database import Connection, Database, act_as_owner, connect
from village_internet_plugin.server.in_force import InForce
from village_internet_plugin.server.publishing import SignedOut, publish
from village_internet_plugin.server.settings import Settings
from village_internet_plugin.server.sign_in import Failures, SignIn

pytestmark = pytest.mark.server


def get(server: RunningServer, path: str, **request: object) -> requests.Response:
    session = requests.Session()
    session.trust_env = False
    return session.get(f"{server.url}{path}", verify=server.ca, timeout=30, **request)  # type: ignore[arg-type]


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


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/collections",
        "/collections/hotspots/items",
        "/processes",
        "/openapi",
        "/no/such/page",
    ],
)
def test_nothing_is_shown_to_a_stranger(running_server: RunningServer, path: str) -> None:
    response = get(running_server, path)

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic")
    assert response.json()["description"].startswith("Sign in with your account")


def test_the_style_of_the_pages_is_for_everybody(running_server: RunningServer) -> None:
    assert get(running_server, "/static/page.css").status_code == 200
    for path in ("/static/no_such.css", "/static/..%2Fpygeoapi.yml", "/static/../pygeoapi.yml"):
        assert get(running_server, path).status_code in (401, 404)


def test_health_is_for_everybody_and_tells_nothing_else(running_server: RunningServer) -> None:
    response = get(running_server, "/health")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


def test_a_token_signs_in_by_basic_and_by_bearer(running_server: RunningServer) -> None:
    account = running_server.account("paser.reader")

    basic = get(running_server, "/collections", auth=(account["user"], account["token"]))
    bearer = get(
        running_server, "/collections", headers={"Authorization": f"Bearer {account['token']}"}
    )

    assert (basic.status_code, bearer.status_code) == (200, 200)


@pytest.mark.parametrize(
    "authorization",
    [
        "Bearer wrong",
        "Bearer ",
        "Basic !!!",
        "Basic cGFzZXIucmVhZGVyOg==",
        "Digest nonsense",
        "Bearer \u00e9",
        "Basic cGFzZXIucmVhZGVyOgA=",
        f"Bearer {'x' * 5_000}",
    ],
)
def test_what_is_no_sign_in_is_refused(running_server: RunningServer, authorization: str) -> None:
    response = get(
        running_server, "/collections", headers={"Authorization": authorization.encode("latin-1")}
    )

    assert response.status_code == 401


def test_a_token_is_good_for_its_own_account_only(running_server: RunningServer) -> None:
    token = running_server.account("paser.reader")["token"]

    assert get(running_server, "/collections", auth=("paser.planner", token)).status_code == 401


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


def test_a_reader_may_read_but_not_publish(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.offices[-1])])

    refused = running_server.post(
        "publish-plan", {"document": document.to_json()}, user="paser.reader"
    )
    read = running_server.post(
        "changes-since", {"plan_id": document.plan_id, "revision": 0}, user="paser.reader"
    )

    assert refused.status_code == 403
    assert "at least planner" in refused.json()["description"]
    assert (read.status_code, read.json()["head_revision"]) == (200, 0)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_collections_cannot_be_written(running_server: RunningServer, method: str) -> None:
    response = running_server.session("administrator").request(
        method,
        f"{running_server.url}/collections/hotspots/items",
        headers={"Content-Type": "application/geo+json"},
        data=json.dumps({"type": "Feature", "properties": {}, "geometry": None}),
        timeout=30,
    )

    assert response.status_code == 405
    assert "publish-plan" in response.json()["description"]


def test_many_failures_are_slowed_down_for_that_account_alone(
    running_server: RunningServer,
) -> None:
    statuses = [
        get(running_server, "/collections", auth=("paser.guesser", "wrong")).status_code
        for _ in range(4 * Failures.LIMIT + 5)
    ]

    # Each of the four workers counts for itself.
    assert statuses[0] == 401
    assert statuses.count(401) <= 4 * Failures.LIMIT
    assert 429 in statuses
    account = running_server.account("paser.reader")
    assert (
        get(running_server, "/collections", auth=(account["user"], account["token"])).status_code
        == 200
    )


def test_wrong_tokens_do_not_lock_out_the_right_one(running_server: RunningServer) -> None:
    account = running_server.account("paser.reader")
    right = {"Authorization": f"Bearer {account['token']}"}
    for _ in range(4 * Failures.LIMIT + 5):
        get(running_server, "/collections", auth=(account["user"], "wrong"))
        get(running_server, "/collections", headers={"Authorization": "Bearer wrong"})

    by_name = get(running_server, "/collections", auth=(account["user"], account["token"]))
    assert by_name.status_code == 200
    assert get(running_server, "/collections", headers=right).status_code == 200


def test_of_ever_new_wrong_tokens_only_a_few_are_told_apart(running_server: RunningServer) -> None:
    database = Database(running_server.description["database"]["writer"])
    application = Flask("one worker")
    application.before_request(SignIn(database, Settings()).demand)
    application.add_url_rule("/", view_func=lambda: "in")
    client = application.test_client()
    right = {"Authorization": f"Bearer {running_server.account('paser.reader')['token']}"}

    def attempt(token: str, address: str = "192.0.2.7") -> int:
        headers = {"Authorization": f"Bearer {token}"}
        answer = client.get("/", headers=headers, environ_overrides={"REMOTE_ADDR": address})
        assert answer.status_code != 429 or answer.headers["Retry-After"] == "60"
        return answer.status_code

    statuses = [attempt(f"wrong {number}") for number in range(60)]
    came_in = client.get("/", headers=right, environ_overrides={"REMOTE_ADDR": "192.0.2.7"})

    assert statuses == [401] * Failures.LIMIT + [429] * (60 - Failures.LIMIT)
    assert came_in.status_code == 200
    assert attempt("wrong", "192.0.2.8") == 401
    # A provider hands out IPv6 by whole networks: a new address in one is no new place.
    assert [attempt(f"wrong {number}", f"2001:db8::{number}") for number in range(11)][-1] == 429
    assert attempt("wrong", "2001:db8:1::1") == 401
    database.close()


def test_a_wrong_token_that_is_shown_again_and_again_counts_once_against_its_address() -> None:
    failures = Failures(clock=lambda: 0.0)

    assert failures.add("192.0.2.7 a")
    assert not failures.add("192.0.2.7 a")


def test_failures_are_forgotten_after_a_minute() -> None:
    now = [0.0]
    failures = Failures(clock=lambda: now[0])
    for _ in range(Failures.LIMIT):
        assert not failures.too_many("paser.planner")
        failures.add("paser.planner")
    assert failures.too_many("paser.planner")

    now[0] = Failures.WINDOW_S

    assert not failures.too_many("paser.planner")
    assert failures.add("paser.planner")


def test_failures_of_ever_new_names_do_not_fill_the_memory() -> None:
    failures = Failures(clock=lambda: 0.0)
    for number in range(Failures.MOST_KEYS + 50):
        failures.add(f"name {number}")

    assert len(failures._times) == Failures.MOST_KEYS


def test_the_log_names_no_account_and_no_token(running_server: RunningServer) -> None:
    account = running_server.account("paser.planner")
    running_server.publish(running_server.document([hotspot_at(running_server.office())]))

    log = (running_server.folder / "server" / "web.log").read_text("utf-8")

    assert '"process": "publish-plan"' in log
    assert '"outcome": "published"' in log
    assert account["token"] not in log
    assert account["user"] not in log
    assert "127.0.0.1" not in log


def test_the_server_speaks_tls_only(running_server: RunningServer) -> None:
    address = urlsplit(running_server.url)
    assert address.hostname is not None
    with socket.create_connection((address.hostname, address.port or 0), timeout=10) as plain:
        plain.sendall(b"GET /health HTTP/1.0\r\n\r\n")
        assert not plain.recv(64).startswith(b"HTTP/1.1 200")
    strangers = ssl.create_default_context()
    with (
        socket.create_connection((address.hostname, address.port or 0), timeout=10) as plain,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        strangers.wrap_socket(plain, server_hostname=address.hostname)


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


def test_a_plans_history_is_for_its_own_agency(running_server: RunningServer) -> None:
    document = running_server.document([hotspot_at(running_server.office(), notes="Telepon Budi")])
    running_server.publish(document)
    asked = {"plan_id": document.plan_id, "revision": 0}

    own = running_server.post("changes-since", asked, user="paser.reader")
    administrators = running_server.post("changes-since", asked, user="administrator")
    theirs = running_server.post("changes-since", asked, user="kaltim.steward")

    assert own.json()["changes"] == administrators.json()["changes"] != []
    assert own.json()["server_version"] == VERSION
    assert own.json()["changes"][0]["reason"] is None
    assert theirs.status_code == 403
    assert "collection hotspots" in theirs.json()["description"]
    assert "Budi" not in theirs.text


def test_each_answer_has_a_number_that_the_log_has_too(running_server: RunningServer) -> None:
    signed_in = running_server.session("paser.reader").get(
        f"{running_server.url}/collections?f=json", timeout=30
    )
    stranger = get(running_server, "/collections")

    log = (running_server.folder / "server" / "web.log").read_text("utf-8")
    assert signed_in.headers["X-Village-Internet-Version"] == VERSION
    assert "X-Village-Internet-Version" not in stranger.headers
    for answer in (signed_in, stranger):
        assert f'"request_id": "{answer.headers["X-Request-Id"]}"' in log
