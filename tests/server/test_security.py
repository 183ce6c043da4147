# SPDX-License-Identifier: GPL-2.0-or-later
"""The server behind nginx, as it is installed, against bytes that no client of ours would send."""

from __future__ import annotations

import base64
import json
import os
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from breaking.behind_nginx import BehindNginx

from server.paser import hotspot_at
from server.running import KALTIM, RunningServer
from server.test_requests import rows
from tools.trial_server.certificates import Certificates

pytestmark = pytest.mark.server

GIGABYTE = 1_000_000_000
PATH = "/processes/publish-plan/execution"


@pytest.fixture(scope="module")
def front(running_server: RunningServer) -> Iterator[BehindNginx]:
    """Nginx and two further web workers before the database of the one server of all tests."""
    folder = running_server.folder / "server"
    written = running_server.description["database"]["writer"]
    made = BehindNginx(
        running_server.folder / "front",
        Certificates(folder / "ca.pem", folder / "server.pem", folder / "server.key"),
        {
            "PYGEOAPI_CONFIG": str(folder / "pygeoapi.yml"),
            "PYGEOAPI_OPENAPI": str(folder / "openapi.json"),
            "PGPASSFILE": str(folder / "pgpass"),
            "VILLAGE_INTERNET_DATABASE": written,
            "VILLAGE_INTERNET_CACHE": str(running_server.folder / "front-cache"),
        },
    )
    yield made
    made.stop()


@pytest.fixture(scope="module", autouse=True)
def _readable_below(running_server: RunningServer) -> None:
    """Let nginx, which runs as another user when root starts it, reach its socket."""
    Path(running_server.folder).chmod(0o755)


def sign_in(server: RunningServer, user: str = "paser.planner", name: str | None = None) -> str:
    word = f"{name or user}:{server.account(user)['token']}"
    return f"Authorization: Basic {base64.b64encode(word.encode()).decode()}\r\n"


def exchange(server: RunningServer, url: str, sent: bytes, wait_s: float = 10.0) -> bytes:
    """Send bytes over TLS and return all that comes back until the other side hangs up or rests."""
    host, port = url.split("//", 1)[1].split(":")
    trusting = ssl.create_default_context(cafile=server.ca)
    with (
        socket.create_connection((host, int(port)), timeout=wait_s) as plain,
        trusting.wrap_socket(plain, server_hostname=host) as line,
    ):
        parts = []
        try:
            line.sendall(sent)
            line.settimeout(1.0)
            while part := line.recv(65_536):
                parts.append(part)
        except (TimeoutError, ConnectionError, ssl.SSLError):
            pass
        return b"".join(parts)


def raw_requests(authorization: str, host: str) -> dict[str, bytes]:
    """Return requests by what is wrong with them."""
    first = f"POST {PATH} HTTP/1.1\r\nHost: {host}\r\n{authorization}"
    first += "Content-Type: application/json\r\n"
    hidden = f"GET /collections HTTP/1.1\r\nHost: {host}\r\nX: "
    return {
        "two lengths": f"{first}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{{}}".encode(),
        "a length below zero": f"{first}Content-Length: -1\r\n\r\n{{}}".encode(),
        "a length that is no number": f"{first}Content-Length: 2,2\r\n\r\n{{}}".encode(),
        "length and chunks": (
            f"{first}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n{hidden}"
        ).encode(),
        "chunks that lie": (
            f"{first}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFF\r\n{{}}\r\n0\r\n\r\n"
        ).encode(),
        "chunks spelled oddly": (
            f"{first}Transfer-Encoding: xchunked\r\n\r\n2\r\n{{}}\r\n0\r\n\r\n"
        ).encode(),
        "a header without end": first.encode() + b"X: " + b"a" * 100_000 + b"\r\n\r\n",
        "thousands of headers": first.encode() + b"X-A: b\r\n" * 5_000 + b"\r\n",
        "NUL in the path": f"GET /collections/\0 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
        "a path outside": f"GET /../../etc/passwd HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
        "another protocol": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "an unknown method": f"BREW / HTTP/1.1\r\nHost: {host}\r\n{authorization}\r\n".encode(),
    }


WRONG = tuple(raw_requests("", ""))


@pytest.mark.parametrize("what", WRONG)
@pytest.mark.parametrize("through", ["nginx", "gunicorn"])
def test_a_malformed_request_is_refused_and_the_next_is_served(
    running_server: RunningServer, front: BehindNginx, what: str, through: str
) -> None:
    url = front.url if through == "nginx" else running_server.url
    before = rows(running_server)
    host = url.split("//", 1)[1]

    answer = exchange(running_server, url, raw_requests(sign_in(running_server), host)[what])

    statuses = [int(part.split()[0]) for part in answer.split(b"HTTP/1.1 ")[1:]]
    assert all(400 <= status < 500 or status == 501 for status in statuses), answer[:2_000]
    # Nothing hidden behind a first request was answered as a second one.
    assert len(statuses) <= 1 or set(statuses) == {400}
    assert b"Traceback" not in answer
    assert requests.get(f"{url}/health", verify=running_server.ca, timeout=20).status_code == 200
    assert rows(running_server) == before


@pytest.mark.parametrize("through", ["nginx", "gunicorn"])
def test_a_gigabyte_is_refused_before_it_is_sent(
    running_server: RunningServer, front: BehindNginx, through: str
) -> None:
    url = front.url if through == "nginx" else running_server.url
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n{sign_in(running_server)}"
        f"Content-Type: application/json\r\nContent-Length: {GIGABYTE}\r\n\r\n"
    )
    began = time.monotonic()

    answer = exchange(running_server, url, head.encode() + b" " * 65_536)

    assert b" 413 " in answer.split(b"\r\n", 1)[0]
    said = json.loads(answer.split(b"\r\n\r\n", 1)[1])
    assert "larger" in said["description"] or "exceeds" in said["description"]
    assert time.monotonic() - began < 5


@pytest.mark.skipif("FUZZ_EXAMPLES" not in os.environ, reason="sends a gigabyte: make fuzz")
@pytest.mark.parametrize("through", ["nginx", "gunicorn"])
def test_a_gigabyte_that_is_really_sent_is_refused(
    running_server: RunningServer, front: BehindNginx, through: str
) -> None:
    """In chunks, so that nobody knows beforehand how much will come."""
    url = front.url if through == "nginx" else running_server.url
    before = rows(running_server)
    session = running_server.session("paser.planner")
    piece = b" " * (1 << 20)
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        while sent < GIGABYTE:
            sent += len(piece)
            yield piece

    try:
        headers = {"Content-Type": "application/json"}
        status = session.post(url + PATH, data=pieces(), headers=headers, timeout=120).status_code
    except requests.ConnectionError:
        # Hung up on before all of it was said.
        status = 413
    assert status == 413
    assert requests.get(f"{url}/health", verify=running_server.ca, timeout=20).status_code == 200
    assert rows(running_server) == before


@pytest.mark.parametrize(
    "header",
    [
        "X-Forwarded-User",
        "X-Remote-User",
        "Remote-User",
        "X-Forwarded_User",
        "X-Forwarded-For",
        "Forwarded",
    ],
)
@pytest.mark.parametrize("through", ["nginx", "gunicorn"])
def test_a_forged_header_makes_nobody_an_administrator(
    running_server: RunningServer, front: BehindNginx, header: str, through: str
) -> None:
    url = front.url if through == "nginx" else running_server.url
    forged = {header: "administrator" if "User" in header else "127.0.0.1"}

    stranger = requests.get(
        f"{url}/collections/hotspots/items", headers=forged, verify=running_server.ca, timeout=20
    )
    document = running_server.document([hotspot_at(running_server.offices[-1])], agency=KALTIM)
    planner = running_server.session("paser.planner").post(
        url + PATH,
        json={"inputs": {"document": document.to_json()}},
        headers=forged,
        timeout=60,
    )

    assert stranger.status_code == 401
    assert planner.json()["reason"] == "not_your_agency"


def test_a_token_under_another_name_is_not_believed(running_server: RunningServer) -> None:
    session = running_server.session("paser.planner")
    session.auth = ("administrator", running_server.account("paser.planner")["token"])

    assert session.get(f"{running_server.url}/collections", timeout=20).status_code == 401


def test_slow_clients_hold_up_nobody_behind_nginx(
    running_server: RunningServer, front: BehindNginx
) -> None:
    """Twenty begin a request and never end it; two workers go on serving."""
    host, port = front.url.split("//", 1)[1].split(":")
    trusting = ssl.create_default_context(cafile=running_server.ca)
    head = (
        f"POST {PATH} HTTP/1.1\r\nHost: {host}\r\n{sign_in(running_server)}"
        "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
    )
    slow = []
    try:
        for _ in range(20):
            plain = socket.create_connection((host, int(port)), timeout=10)
            slow.append(trusting.wrap_socket(plain, server_hostname=host))
            slow[-1].sendall(head.encode())
        began = time.monotonic()
        answer = requests.get(f"{front.url}/health", verify=running_server.ca, timeout=20)
        assert answer.status_code == 200
        assert time.monotonic() - began < 5
    finally:
        for line in slow:
            line.close()
