# SPDX-License-Identifier: GPL-2.0-or-later
"""The server behind nginx, as it is installed, against bytes that no client of ours would send."""

from __future__ import annotations

import base64
import contextlib
import json
import socket
import ssl
import time
from typing import NamedTuple

import pytest
import requests
from breaking.behind_nginx import BehindNginx
from breaking.new_lines import NewLines

from server.paser import hotspot_at
from server.running import KALTIM, RunningServer, log_of
from server.test_requests import rows

pytestmark = pytest.mark.server

PATH = "/processes/publish-plan/execution"


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


def serves_on(server: RunningServer, url: str, before: object) -> None:
    """Look that the next request is served, and that nothing was stored meanwhile."""
    assert requests.get(f"{url}/health", verify=server.ca, timeout=20).status_code == 200
    assert rows(server) == before


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
        "two hosts": (
            f"GET /collections HTTP/1.1\r\nHost: {host}\r\nHost: other.example\r\n\r\n"
        ).encode(),
        "NUL in the path": f"GET /collections/\0 HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
        "a path outside": f"GET /../../etc/passwd HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
        "another protocol": b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "an unknown method": f"BREW / HTTP/1.1\r\nHost: {host}\r\n{authorization}\r\n".encode(),
    }


class Answered(NamedTuple):
    """How a malformed request is answered: by nginx, and by gunicorn, with words of the latter."""

    by_nginx: int
    by_gunicorn: int | None
    words: str


_LENGTH = "Invalid HTTP Header: &#x27;CONTENT-LENGTH"
WRONG = {
    "two lengths": Answered(400, 400, _LENGTH),
    "a length below zero": Answered(400, 400, _LENGTH),
    "a length that is no number": Answered(400, 400, _LENGTH),
    "length and chunks": Answered(400, 400, _LENGTH),
    # gunicorn waits for what was announced, until whoever announced it hangs up.
    "chunks that lie": Answered(413, None, ""),
    "chunks spelled oddly": Answered(501, 501, "Unsupported transfer coding"),
    "a header without end": Answered(400, 431, "limit request headers"),
    "thousands of headers": Answered(400, 431, "limit request headers"),
    "two hosts": Answered(400, 400, "Invalid HTTP Header: &#x27;HOST"),
    "NUL in the path": Answered(400, 400, "Invalid HTTP request line"),
    "a path outside": Answered(400, 401, "Sign in with your account"),
    "another protocol": Answered(400, 400, "Invalid HTTP request line"),
    "an unknown method": Answered(405, 405, "This server is read with GET"),
}


@pytest.mark.parametrize("what", WRONG)
def test_nginx_refuses_a_malformed_request_in_a_sentence_and_tells_it(
    running_server: RunningServer, front: BehindNginx, what: str
) -> None:
    before, lines = rows(running_server), NewLines(front.nginx_log)
    sent = raw_requests(sign_in(running_server), front.url.split("//", 1)[1])[what]

    answer = exchange(running_server, front.url, sent)

    status = WRONG[what].by_nginx
    # Nothing hidden behind a first request was answered as a second one.
    assert [int(part.split()[0]) for part in answer.split(b"HTTP/1.1 ")[1:]] == [status]
    assert len(json.loads(answer.split(b"\r\n\r\n", 1)[1])["description"]) > 20
    (line,) = lines.wait_for(lambda line: line.startswith("{"))
    assert json.loads(line)["event"] == "proxy"
    assert json.loads(line)["status"] == status
    assert "127.0.0.1" not in line
    serves_on(running_server, front.url, before)


@pytest.mark.parametrize("what", WRONG)
def test_gunicorn_refuses_a_malformed_request_in_a_sentence_and_tells_it(
    running_server: RunningServer, what: str
) -> None:
    before, lines = rows(running_server), NewLines(log_of(running_server))
    url, (_, status, words) = running_server.url, WRONG[what]
    sent = raw_requests(sign_in(running_server), url.split("//", 1)[1])[what]

    answer = exchange(running_server, url, sent)

    statuses = [int(part.split()[0]) for part in answer.split(b"HTTP/1.1 ")[1:]]
    assert statuses == ([] if status is None else [status])
    assert words in answer.decode()
    assert b"Traceback" not in answer
    told = f'"status": {status or 400}'
    assert lines.wait_for(lambda line: "Invalid request" in line or told in line)
    serves_on(running_server, url, before)


@pytest.mark.parametrize("through", ["nginx", "gunicorn"])
@pytest.mark.parametrize("what", ["no TLS", "half a handshake", "a TLS of long ago", "noise"])
def test_a_broken_handshake_gets_nothing_and_stores_nothing(
    running_server: RunningServer, front: BehindNginx, through: str, what: str
) -> None:
    url = front.url if through == "nginx" else running_server.url
    host, port = url.split("//", 1)[1].split(":")
    before = rows(running_server)
    hello = bytes.fromhex("16030100c8010000c40303") + bytes(32)
    sent = {
        "no TLS": f"GET /collections HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
        "half a handshake": hello,
        "a TLS of long ago": bytes.fromhex("1602000031010000") + b"\x2d\x02\x00" + bytes(40),
        "noise": bytes(range(255, 0, -1)) * 20,
    }[what]

    with socket.create_connection((host, int(port)), timeout=5) as line:
        answer = b""
        with contextlib.suppress(OSError):
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65_536):
                answer += part

    # A page of nginx for who forgot TLS, or an alert of TLS: seven bytes that say why not.
    is_told = through == "nginx" and what == "no TLS"
    assert (b"HTTP over TLS" in answer) if is_told else len(answer) <= 7
    serves_on(running_server, url, before)


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
