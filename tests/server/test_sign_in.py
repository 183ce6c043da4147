# SPDX-License-Identifier: GPL-2.0-or-later
"""Who gets in: accounts and tokens, roles, and nobody else."""

from __future__ import annotations

import json
import socket
import ssl
from urllib.parse import urlsplit

import pytest
import requests

from server.paser import hotspot_at
from server.running import RunningServer
from village_internet_plugin.server.sign_in import Failures

pytestmark = pytest.mark.server


def get(server: RunningServer, path: str, **request: object) -> requests.Response:
    session = requests.Session()
    session.trust_env = False
    return session.get(f"{server.url}{path}", verify=server.ca, timeout=30, **request)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/collections",
        "/collections/hotspots/items",
        "/processes",
        "/openapi",
        "/static/css/default.css",
        "/no/such/page",
    ],
)
def test_nothing_is_shown_to_a_stranger(running_server: RunningServer, path: str) -> None:
    response = get(running_server, path)

    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic")
    assert response.json()["description"].startswith("Sign in with your account")


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
    with running_server.database() as connection:
        connection.execute(
            "INSERT INTO village_internet.accounts"
            " (account, agency, role, token_sha256, expires_at) VALUES"
            " ('old', 'Kabupaten Paser', 'reader', sha256('old token'), now() - interval '1 s'),"
            " ('gone', 'Kabupaten Paser', 'reader', sha256('gone token'), now() + interval '1 h')"
        )
    assert get(running_server, "/collections", auth=("gone", "gone token")).status_code == 200

    assert running_server.administer("revoke-account", "gone") == 0

    assert get(running_server, "/collections", auth=("gone", "gone token")).status_code == 401
    assert get(running_server, "/collections", auth=("old", "old token")).status_code == 401


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


def test_failures_are_forgotten_after_a_minute() -> None:
    now = [0.0]
    failures = Failures(clock=lambda: now[0])
    key = ("127.0.0.1", "paser.planner")
    for _ in range(Failures.LIMIT):
        assert not failures.too_many(key)
        failures.add(key)
    assert failures.too_many(key)

    now[0] = Failures.WINDOW_S

    assert not failures.too_many(key)


def test_failures_of_ever_new_names_do_not_fill_the_memory() -> None:
    failures = Failures(clock=lambda: 0.0)
    for number in range(Failures.MOST_KEYS + 50):
        failures.add(("127.0.0.1", f"name {number}"))

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
