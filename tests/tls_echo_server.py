# SPDX-License-Identifier: GPL-2.0-or-later
"""An HTTPS server on the loopback that says what it was asked; started by tests of the network.

`python tls_echo_server.py FOLDER` makes its own certificate authority in FOLDER (`ca.pem`), prints
its port, and serves until it is killed. GET or POST anything: the answer is JSON with the method,
path, headers and body. `/status/CODE` answers with that status, `/slow` after ten seconds,
`/packed` compressed, `/cut` only half; `/private` wants user `planner` and password `a token`.
"""

from __future__ import annotations

import base64
import gzip
import json
import ssl
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SIGN_IN = "Basic " + base64.b64encode(b"planner:a token").decode()

_AUTHORITY = """[req]
distinguished_name = name
x509_extensions = authority
prompt = no
[name]
CN = Test authority
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[server]
basicConstraints = CA:FALSE
subjectAltName = IP:127.0.0.1
"""


def make_certificates(folder: Path) -> None:
    """Write ca.pem, and server.pem with the server's key and certificate, into `folder`."""
    (folder / "openssl.cnf").write_text(_AUTHORITY, encoding="utf-8")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    key = ("-newkey", "rsa:2048", "-nodes", "-config", "openssl.cnf")
    openssl("req", "-x509", *key, "-days", "2", "-keyout", "ca.key", "-out", "ca.pem")
    openssl("req", *key, "-subj", "/CN=127.0.0.1", "-keyout", "server.key", "-out", "server.csr")
    signing = ("-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2")
    extensions = ("-extfile", "openssl.cnf", "-extensions", "server")
    openssl("x509", "-req", "-in", "server.csr", *signing, *extensions, "-out", "server.crt")
    both = (folder / "server.key").read_text() + (folder / "server.crt").read_text()
    (folder / "server.pem").write_text(both)


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer a request of either method."""
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = 200
        if self.path.startswith("/status/"):
            status = int(self.path.rpartition("/")[2])
        if self.path == "/slow":
            time.sleep(10)
        if self.path == "/private" and self.headers.get("Authorization") != SIGN_IN:
            status = 401
        asked = {"method": self.command, "path": self.path, "headers": dict(self.headers)}
        self._answer(status, json.dumps({**asked, "body": body.decode("latin-1")}).encode())

    do_POST = do_GET  # noqa: N815 - the name http.server looks for

    def _answer(self, status: int, content: bytes) -> None:
        self.send_response(status)
        if self.path == "/packed":
            content = gzip.compress(content)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.path == "/cut":
            content, self.close_connection = content[: len(content) // 2], True
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


def main() -> None:
    """Serve until killed."""
    folder = Path(sys.argv[1])
    make_certificates(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "server.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
