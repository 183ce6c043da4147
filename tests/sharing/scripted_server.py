# SPDX-License-Identifier: GPL-2.0-or-later
"""An HTTP(S) server on the loopback that follows a script: one step per request, then 500."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Callable

Step = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Request:
    """One request as it arrived, its body unpacked."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class ScriptedServer:
    """Where the server is and what it was asked; put steps into `script`."""

    url: str
    script: list[Step] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)


@contextmanager
def scripted_server(certificate: Path | None = None) -> Iterator[ScriptedServer]:
    """Serve until the block ends; over TLS when a PEM file with key and certificate is given."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.close_connection = True
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            headers = {name.lower(): value for name, value in self.headers.items()}
            served.requests.append(Request(self.command, self.path, headers, body))
            step = served.script.pop(0) if served.script else answer_json({}, status=500)
            step(self)

        do_GET = do_POST = answer  # noqa: N815 - the names http.server looks for

        def log_message(self, *arguments: object) -> None:
            """Keep the tests' output clean."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    scheme = "http"
    if certificate is not None:
        scheme = "https"
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        # The handshake waits for the first read, in the request's own thread.
        listening.socket = context.wrap_socket(
            listening.socket, server_side=True, do_handshake_on_connect=False
        )
    listening.handle_error = lambda *_: None  # type: ignore[method-assign]
    served = ScriptedServer(f"{scheme}://127.0.0.1:{listening.server_port}")
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield served
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()


def answer_bytes(body: bytes, status: int = 200, **headers: str) -> Step:
    """Answer with a body; header names are written with underscores."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        standing = {"Content_Length": str(len(body)), "Connection": "close"}
        for name, value in {**standing, **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return step


def answer_json(content: object, status: int = 200, **headers: str) -> Step:
    """Answer with JSON."""
    return answer_bytes(
        json.dumps(content).encode(), status, Content_Type="application/json", **headers
    )


def cut_in_the_middle(handler: BaseHTTPRequestHandler) -> None:
    """Announce 1,000 bytes, send seven, and hang up."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"outco')


def cut_before_the_answer(handler: BaseHTTPRequestHandler) -> None:
    """Reset the connection without a word."""
    reset_at_once = struct.pack("ii", 1, 0)
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset_at_once)
    handler.connection.close()


def say_nothing_for(seconds: float) -> Step:
    """Keep the client waiting, then hang up."""
    return lambda handler: time.sleep(seconds)


def drip(pieces: int, pause_s: float) -> Step:
    """Send one byte after another, each soon enough, all of them too slow."""

    def step(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(pieces))
        handler.end_headers()
        try:
            for _ in range(pieces):
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(pause_s)
        except OSError:
            handler.close_connection = True

    return step
