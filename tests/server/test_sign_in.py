# SPDX-License-Identifier: GPL-2.0-or-later
"""Who gets in: accounts and tokens, roles, and nobody else."""

from __future__ import annotations

import json
import socket
import ssl
from urllib.parse import urlsplit

import pytest
import requests
from flask import Flask

from server.paser import hotspot_at
from server.running import RunningServer
from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.server.database import Database
from village_internet_plugin.server.settings import Settings
from village_internet_plugin.server.sign_in import Failures, SignIn

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

    lines = (running_server.folder / "server" / "web.log").read_text("utf-8").splitlines()
    # The application's own lines; what gunicorn says beside them, test_logs holds to the same.
    log = "\n".join(line for line in lines if line.startswith("{"))

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
