# SPDX-License-Identifier: GPL-2.0-or-later
"""A gigabyte, announced or really sent: refused in a sentence, told in the log, never held whole.

The client reads while it sends, so that the answer is seen whenever it comes.
"""

from __future__ import annotations

import json
import os
import select
import socket
import ssl
import time
from typing import NamedTuple

import pytest
from breaking.behind_nginx import BehindNginx
from breaking.new_lines import NewLines
from breaking.processes import children, listeners, most_memory_bytes, watch_memory

from server.running import RunningServer, log_of
from server.test_requests import rows
from server.test_security import PATH, exchange, serves_on, sign_in

pytestmark = pytest.mark.server

GIGABYTE = 1_000_000_000
LIMIT = 256 * 1024 * 1024
_PIECE = b" " * 65_536
_LONGEST_S = 120.0


class Sent(NamedTuple):
    """How far a request came, and what was answered meanwhile."""

    bytes_sent: int
    answer: bytes

    @property
    def status(self) -> int:
        """The status of the last answer; 100 Continue is none."""
        return int(self.answer.split(b"HTTP/1.1 ")[-1].split()[0])

    @property
    def description(self) -> str:
        """The sentence."""
        told: str = json.loads(self.answer.split(b"\r\n\r\n")[-1])["description"]
        return told


def sent_and_read(server: RunningServer, url: str, head: bytes, whole: int, chunked: bool) -> Sent:
    """Send a body of so many bytes and read at the same time, until an answer has come."""
    host, port = url.split("//", 1)[1].split(":")
    trusting = ssl.create_default_context(cafile=server.ca)
    piece = b"%x\r\n%b\r\n" % (len(_PIECE), _PIECE) if chunked else _PIECE
    count, answer, give_up = 0, b"", time.monotonic() + _LONGEST_S
    with (
        socket.create_connection((host, int(port)), timeout=10) as plain,
        trusting.wrap_socket(plain, server_hostname=host) as line,
    ):
        line.sendall(head)
        line.setblocking(False)
        while time.monotonic() < give_up:
            try:
                part = line.recv(65_536)
            except ssl.SSLWantReadError:
                part = None
            except OSError:
                break
            if part == b"":
                break
            answer += part or b""
            if b"}" in answer or count >= whole:
                select.select([line], [], [], 0.5)
                if part is None and (b"}" in answer or count > whole):
                    break
                count += count >= whole
                continue
            try:
                # Over TLS the very same bytes are tried again when they did not get through.
                line.send(piece)
                count += len(_PIECE)
            except ssl.SSLWantWriteError:
                select.select([line], [line], [], 1.0)
            except OSError:
                # Hung up on: what was answered before may lie here still.
                whole = count
    return Sent(count, answer)


def head_of(server: RunningServer, *headers: str) -> bytes:
    lines = [f"POST {PATH} HTTP/1.1", "Host: 127.0.0.1", "Content-Type: application/json"]
    return ("\r\n".join([*lines, *headers]) + "\r\n" + sign_in(server) + "\r\n").encode()


def tells_it(server: RunningServer, front: BehindNginx, through: str) -> tuple[NewLines, str]:
    """Return the log to look into and what stands in its line."""
    if through == "nginx":
        return NewLines(front.nginx_log), '"status":413'
    return NewLines(log_of(server)), '"status": 413'


@pytest.mark.parametrize("expects", [False, True], ids=["", "Expect: 100-continue"])
@pytest.mark.parametrize("through", ["nginx", "gunicorn"])
def test_a_gigabyte_is_refused_before_it_is_sent(
    running_server: RunningServer, front: BehindNginx, through: str, expects: bool
) -> None:
    url = front.url if through == "nginx" else running_server.url
    before, (lines, line) = rows(running_server), tells_it(running_server, front, through)
    headers = [f"Content-Length: {GIGABYTE}", *(["Expect: 100-continue"] if expects else [])]
    began = time.monotonic()

    answer = exchange(running_server, url, head_of(running_server, *headers))

    told = Sent(0, answer)
    assert told.status == 413
    assert "larger than" in told.description
    assert time.monotonic() - began < 5
    assert lines.wait_for(lambda one: line in one)
    serves_on(running_server, url, before)


@pytest.mark.skipif("FUZZ_EXAMPLES" not in os.environ, reason="sends a gigabyte: make fuzz")
@pytest.mark.parametrize("chunked", [True, False], ids=["in chunks", "announced smaller"])
@pytest.mark.parametrize("through", ["nginx", "gunicorn"])
def test_a_gigabyte_that_is_really_sent_is_refused_and_never_held_whole(
    running_server: RunningServer, front: BehindNginx, through: str, chunked: bool
) -> None:
    """In chunks nobody knows beforehand how much will come; else all is sent that is taken."""
    url = front.url if through == "nginx" else running_server.url
    before, (lines, line) = rows(running_server), tells_it(running_server, front, through)
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {LIMIT + 1}"
    programs = listeners(int(url.rsplit(":", 1)[1]))
    if through == "nginx":
        programs += children(front.web.pid)
    assert len(programs) >= 3
    watched = watch_memory(programs)

    sent = sent_and_read(running_server, url, head_of(running_server, length), GIGABYTE, chunked)

    assert sent.status == 413, sent
    assert "larger than" in sent.description
    assert sent.bytes_sent < GIGABYTE
    grown = most_memory_bytes(watched)
    assert grown < 1.5 * LIMIT, f"{grown:,} bytes more than before"
    assert lines.wait_for(lambda one: line in one)
    serves_on(running_server, url, before)
