# SPDX-License-Identifier: GPL-2.0-or-later
"""A `requests` session that goes through QGIS, against a real HTTPS server on the loopback."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import requests
from indonesian_session import indonesian_session
from qgis.core import (
    QgsApplication,
    QgsAuthCertUtils,
    QgsAuthMethodConfig,
    QgsFeedback,
    QgsNetworkAccessManager,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QObject
from sharing.scripted_server import ScriptedServer, answer_bytes, answer_json, scripted_server

from village_internet_plugin.domain.errors import InputError, ProgramFault, ServerRefused
from village_internet_plugin.layers import network_adapter, network_exchange
from village_internet_plugin.layers.network_adapter import (
    SendingCancelled,
    open_session,
    read_authorities,
)
from village_internet_plugin.layers.shared_server import open_client
from village_internet_plugin.layers.user_language import in_user_language
from village_internet_plugin.sharing.client import Client

pytestmark = pytest.mark.qgis


class Server(NamedTuple):
    url: str
    ca: Path


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("tls")
    process = subprocess.Popen(
        [sys.executable, str(repository / "tests" / "tls_echo_server.py"), str(folder)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    yield Server(f"https://127.0.0.1:{process.stdout.readline().strip()}", folder / "ca.pem")
    process.kill()
    process.communicate()


@pytest.fixture(scope="module")
def sign_in(qgis_app: QgsApplication) -> Iterator[str]:
    """The id of a Basic sign-in in QGIS's own store of credentials."""
    manager = qgis_app.authManager()
    if not manager.setMasterPassword("for tests alone", True):
        manager.eraseAuthenticationDatabase(False)
        assert manager.setMasterPassword("for tests alone", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("shared server")
    config.setConfig("username", "planner")
    config.setConfig("password", "a token")
    manager.storeAuthenticationConfig(config)
    assert config.id()
    yield config.id()
    manager.removeAuthenticationConfig(config.id())


@pytest.fixture
def session(server: Server) -> requests.Session:
    """A session without a sign-in that trusts the server's authority."""
    return trusting(server)


def trusting(
    server: Server, auth_id: str = "", feedback: QgsFeedback | None = None
) -> requests.Session:
    session = open_session(auth_id, feedback)
    session.verify = str(server.ca)
    return session


def test_method_headers_and_body_arrive_as_they_were_sent(
    server: Server, session: requests.Session
) -> None:
    answer = session.post(
        f"{server.url}/processes/x", data=b"\x00packed\xff", headers={"Content-Encoding": "gzip"}
    )
    asked = answer.json()
    assert (asked["method"], asked["path"]) == ("POST", "/processes/x")
    assert asked["body"] == "\x00packed\xff"
    assert asked["headers"]["Content-Encoding"] == "gzip"


def test_json_and_query_are_sent_as_requests_writes_them(
    server: Server, session: requests.Session
) -> None:
    assert session.post(server.url, json={"name": "Biu"}).json()["body"] == '{"name": "Biu"}'
    assert session.get(server.url, params={"f": "json"}).json()["path"] == "/?f=json"


def test_a_compressed_answer_is_unpacked_once(server: Server) -> None:
    assert trusting(server).get(f"{server.url}/packed").json()["path"] == "/packed"


@pytest.mark.parametrize("status", [400, 401, 403, 413, 503])
def test_a_refusal_is_an_answer_with_its_status_and_body(server: Server, status: int) -> None:
    answer = trusting(server).get(f"{server.url}/status/{status}")
    assert answer.status_code == status
    assert answer.json()["path"] == f"/status/{status}"


def test_the_sign_in_kept_by_qgis_is_sent(server: Server, sign_in: str) -> None:
    assert trusting(server).get(f"{server.url}/private").status_code == 401
    assert trusting(server, sign_in).get(f"{server.url}/private").status_code == 200


def test_an_authority_trusted_in_qgis_needs_no_file(server: Server, sign_in: str) -> None:
    manager = QgsApplication.authManager()
    (authority,) = read_authorities(server.ca)
    manager.storeCertAuthority(authority)
    manager.storeCertTrustPolicy(authority, QgsAuthCertUtils.CertTrustPolicy.Trusted)
    _refresh_trust()
    try:
        assert open_session(sign_in).get(f"{server.url}/private").status_code == 200
    finally:
        manager.removeCertTrustPolicy(authority)
        manager.removeCertAuthority(authority)
        _refresh_trust()


def _refresh_trust() -> None:
    manager = QgsApplication.authManager()
    manager.rebuildCaCertsCache()
    manager.rebuildCertTrustCache()
    manager.rebuildTrustedCaCertsCache()
    # A connection that was trusted when it was made would be used again.
    QgsNetworkAccessManager.instance().clearConnectionCache()


def test_an_unknown_authority_is_never_accepted(server: Server) -> None:
    # A server nobody has spoken to yet: over a connection once trusted, Qt would go on speaking.
    with (
        scripted_server(server.ca.with_name("server.pem")) as stranger,
        pytest.raises(requests.exceptions.SSLError),
    ):
        open_session("").get(stranger.url)


def test_verification_cannot_be_switched_off(server: Server) -> None:
    with pytest.raises(ProgramFault):
        trusting(server).get(server.url, verify=False)


def test_plain_http_is_not_spoken(server: Server) -> None:
    with pytest.raises(requests.exceptions.InvalidSchema):
        trusting(server).get(server.url.replace("https", "http"))


def test_a_server_that_is_away_is_a_connection_error() -> None:
    with pytest.raises(requests.exceptions.ConnectionError):
        open_session("").get("https://127.0.0.1:9", timeout=5)


def test_an_answer_that_takes_too_long_is_a_timeout(server: Server) -> None:
    with pytest.raises(requests.exceptions.Timeout):
        trusting(server).get(f"{server.url}/slow", timeout=(5, 0.3))


def test_cancelling_ends_the_request_under_way(server: Server) -> None:
    feedback = QgsFeedback()
    # From another thread, as a task's cancel button does.
    threading.Timer(0.3, feedback.cancel).start()
    with pytest.raises(SendingCancelled):
        trusting(server, feedback=feedback).get(f"{server.url}/slow")


def test_after_cancelling_nothing_is_sent(server: Server) -> None:
    feedback = QgsFeedback()
    feedback.cancel()
    with pytest.raises(SendingCancelled):
        trusting(server, feedback=feedback).get(server.url)


def test_an_answer_cut_in_the_middle_is_not_taken(
    session: requests.Session, server: Server
) -> None:
    with pytest.raises(requests.exceptions.ChunkedEncodingError):
        trusting(server).get(f"{server.url}/cut")


@pytest.fixture
def here(server: Server) -> Iterator[ScriptedServer]:
    """A planner's server that does what a test says, under the same authority."""
    with scripted_server(server.ca.with_name("server.pem")) as serving:
        yield serving


@pytest.fixture
def elsewhere(server: Server) -> Iterator[ScriptedServer]:
    """Another server that is trusted just as well."""
    with scripted_server(server.ca.with_name("server.pem")) as serving:
        yield serving


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirection_is_an_answer_and_nobody_is_asked_but_the_server(
    server: Server, sign_in: str, here: ScriptedServer, elsewhere: ScriptedServer, status: int
) -> None:
    for target in (f"{elsewhere.url}/there", "/there"):
        here.script = [answer_bytes(b"", status, Location=target)] * 2
        session = trusting(server, sign_in)
        for method in ("GET", "POST"):
            answer = session.request(
                method, f"{here.url}/{method}", data=b"{}", allow_redirects=False
            )
            assert (answer.status_code, answer.headers["Location"]) == (status, target)
    assert [request.path for request in here.requests] == ["/GET", "/POST"] * 2
    assert elsewhere.requests == []


def test_a_redirection_to_another_server_is_refused_and_never_gets_the_sign_in(
    server: Server, sign_in: str, here: ScriptedServer, elsewhere: ScriptedServer
) -> None:
    client = Client(here.url, open_session(sign_in), ca_path=server.ca)
    for ask in (client.title, client.rule_set):
        here.script = [answer_bytes(b"", 302, Location=f"{elsewhere.url}/")]
        with pytest.raises(ServerRefused, match="sends requests on to another address"):
            ask()
    assert len(here.requests) == 2
    assert elsewhere.requests == []


def test_a_redirection_on_the_same_server_is_followed_with_the_sign_in(
    server: Server, sign_in: str, here: ScriptedServer
) -> None:
    here.script = [
        answer_bytes(b"", 308, Location="/planner/?f=json"),
        answer_json({"title": "Kaltim"}),
        answer_json({"id": "publish-plan"}),
    ]
    assert Client(here.url, open_session(sign_in), ca_path=server.ca).title() == "Kaltim"
    assert [request.path for request in here.requests][:2] == ["/?f=json", "/planner/?f=json"]
    assert all("authorization" in request.headers for request in here.requests)


def test_a_missing_certificate_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no\.pem cannot be read"):
        open_session("").get("https://127.0.0.1:9", verify=str(tmp_path / "no.pem"))


def test_a_file_without_certificates_is_named(tmp_path: Path) -> None:
    wrong = tmp_path / "readme.txt"
    wrong.write_text("not a certificate", encoding="utf-8")
    with pytest.raises(InputError, match=r"readme\.txt holds no certificate"):
        open_session("").get("https://127.0.0.1:9", verify=str(wrong))


@pytest.mark.parametrize("is_noticed_late", [False, True])
def test_a_reply_that_qt_took_away_is_a_break_of_the_connection(
    is_noticed_late: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exchange(*_: object) -> QObject:
        if is_noticed_late:
            gone = QObject()
            sip.delete(gone)
            return gone
        raise RuntimeError("wrapped C/C++ object of type QNetworkReply has been deleted")

    monkeypatch.setattr(network_adapter, "exchange", exchange)
    with pytest.raises(requests.exceptions.ConnectionError):
        open_session("").get("https://127.0.0.1:9", timeout=1)


def test_nothing_looks_for_a_cancel_after_a_wait_that_failed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[float] = []

    class Feedback(QgsFeedback):
        def isCanceled(self) -> bool:  # noqa: N802 - QGIS's name
            looked.append(time.monotonic())
            return False

    class FailingLoop(QEventLoop):
        def exec(self) -> int:
            raise RuntimeError("wrapped C/C++ object of type QNetworkReply has been deleted")

    monkeypatch.setattr(network_exchange, "QEventLoop", FailingLoop)
    with pytest.raises(requests.exceptions.ConnectionError) as kept:
        open_session("", Feedback()).get(server.url, verify=str(server.ca))
    before = len(looked)
    until = time.monotonic() + 0.35
    while time.monotonic() < until:
        QCoreApplication.processEvents()
    assert (len(looked), kept.value.__traceback__ is None) == (before, False)


def test_an_indonesian_session_asks_for_findings_and_tells_a_refusal_in_indonesian(
    server: Server, sign_in: str, here: ScriptedServer
) -> None:
    here.script = [answer_json({"description": "The token has expired."}, status=401)]
    with indonesian_session():
        client = open_client(here.url, sign_in, ca_path=server.ca)
        with pytest.raises(ServerRefused) as refused:
            client.rule_set()
        told = in_user_language(refused.value)
    assert here.requests[0].headers["accept-language"] == "id"
    assert told.startswith(f"Server {client.host} tidak menerima akun Anda (401).")
    assert told.endswith("Kata server: The token has expired.")
