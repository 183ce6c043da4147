# SPDX-License-Identifier: GPL-2.0-or-later
"""A server whose certificate shows nothing is told so in a sentence, and gets no request at all."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from breaking.new_lines import NewLines
from breaking.outcome import standing
from oracle.case import Case
from oracle.geopackage import write_plan

from server.paser import hotspot_at, hotspot_row
from server.running import PASER, RunningServer, log_of
from server.test_requests import rows
from tools.trial_server.certificates import make_certificates
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.sharing.answers import Published
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.failures import NotTrusted
from village_internet_plugin.sharing.outbox_file import OutboxFile
from village_internet_plugin.sharing.publishing import publish

pytestmark = pytest.mark.server


class Impostor:
    """Listens as the server would, with a certificate of its own, and keeps what it is told."""

    def __init__(self, certificate: Path, key: Path) -> None:
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate, key)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._listener.getsockname()[1]}"
        self.heard, self.callers = b"", 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        with suppress(OSError):
            while True:
                caller, _ = self._listener.accept()
                self.callers += 1
                with (
                    caller,
                    suppress(OSError),
                    self._context.wrap_socket(caller, server_side=True) as line,
                ):
                    self.heard += line.recv(65_536)

    def close(self) -> None:
        self._listener.close()


def self_signed(folder: Path, name: str) -> tuple[Path, Path]:
    """Make a certificate for `name` that nobody else vouches for."""
    certificate, key = folder / "own.pem", folder / "own.key"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", f"subjectAltName={name}"]
    command += ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True, timeout=30)
    return certificate, key


@pytest.fixture(params=["self-signed", "of another authority", "for another name"])
def impostor(
    request: pytest.FixtureRequest, running_server: RunningServer, tmp_path: Path
) -> Iterator[tuple[Impostor, Path]]:
    """A server that is none of ours, and the authority that the planner trusts."""
    authority = Path(running_server.ca)
    if request.param == "self-signed":
        files = self_signed(tmp_path, "IP:127.0.0.1")
    elif request.param == "for another name":
        files = self_signed(tmp_path, "DNS:other.example")
        authority = files[0]
    else:
        other = make_certificates(tmp_path)
        files = (other.server, other.server_key)
    made = Impostor(*files)
    yield made, authority
    made.close()


@pytest.fixture
def plan_path(running_server: RunningServer, tmp_path: Path) -> Path:
    """A plan that the server would take."""
    case = Case(new_identifier(), PASER, {})
    case.hotspots = [hotspot_row(hotspot_at(running_server.office()))]
    write_plan(tmp_path / "rencana.gpkg", case)
    return tmp_path / "rencana.gpkg"


def try_to_publish(server: RunningServer, path: Path, url: str, ca: Path) -> object:
    session = server.session("paser.planner")
    session.verify = True
    return publish(
        read_plan(path),
        OutboxFile(path),
        Client(url, session, ca_path=ca),
        rule_set_version=server.description["rule_set_version"],
        reference_sha256=server.description["reference_sha256"],
    )


def test_an_impostor_hears_nothing_and_the_plan_is_published_where_it_belongs(
    running_server: RunningServer, impostor: tuple[Impostor, Path], plan_path: Path
) -> None:
    before = rows(running_server)
    listening, authority = impostor

    with pytest.raises(NotTrusted) as failure:
        try_to_publish(running_server, plan_path, listening.url, authority)

    assert "is not trusted" in str(failure.value)
    assert "Nothing was sent" in str(failure.value)
    assert listening.callers >= 1
    assert listening.heard == b""
    assert rows(running_server) == before
    ca = Path(running_server.ca)
    answer = try_to_publish(running_server, plan_path, running_server.url, ca)
    assert isinstance(answer, Published)
    with running_server.database() as connection:
        assert standing(connection, answer.receipt.plan_id).faults == []


def test_a_client_that_trusts_somebody_else_is_told_and_logged(
    running_server: RunningServer, plan_path: Path, tmp_path: Path
) -> None:
    before, lines = rows(running_server), NewLines(log_of(running_server))
    (tmp_path / "others").mkdir()
    others = make_certificates(tmp_path / "others").authority

    with pytest.raises(NotTrusted) as failure:
        try_to_publish(running_server, plan_path, running_server.url, others)

    assert "is not trusted" in str(failure.value)
    assert "Nothing was sent" in str(failure.value)
    assert rows(running_server) == before
    # A line of gunicorn: the client says in the handshake why it goes away.
    assert lines.wait_for(lambda line: "unknown ca" in line.lower())
    assert not any('"event": "request"' in line for line in lines.all())
