# SPDX-License-Identifier: GPL-2.0-or-later
"""Sign-in by a reverse proxy: one address is believed, and its word goes as far as an account."""

from __future__ import annotations

import http.client
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests
from breaking.behind_nginx import BehindNginx
from flask import Flask, g
from werkzeug.middleware.proxy_fix import ProxyFix

from server.running import PASER, RunningServer
from tools.trial_server.certificates import Certificates
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.server.accounts import add_account, trust_proxy
from village_internet_plugin.server.database import Database, connect
from village_internet_plugin.server.settings import UNIX_SOCKET, Settings
from village_internet_plugin.server.sign_in import SignIn

pytestmark = pytest.mark.server


@pytest.fixture
def application(running_server: RunningServer) -> Iterator[Flask]:
    """An application that says who is signed in, behind a proxy at 10.1.2.3."""
    settings = Settings(proxy_address="10.1.2.3", proxy_user_header="X-Single-Sign-On")
    with trusted(running_server):
        yield from application_with(running_server, settings)


@contextmanager
def trusted(server: RunningServer) -> Iterator[None]:
    """Let the database take a proxy's word, as the administrator's command does."""
    conninfo = server.description["database"]["admin"]
    with connect(conninfo) as connection:
        trust_proxy(connection, True)
    try:
        yield
    finally:
        with connect(conninfo) as connection:
            trust_proxy(connection, False)


def application_with(server: RunningServer, settings: Settings) -> Iterator[Flask]:
    database = Database(server.description["database"]["writer"])
    sign_in = SignIn(database, settings)
    application = Flask("behind a proxy")
    application.before_request(sign_in.demand)
    application.add_url_rule("/", view_func=lambda: f"{g.account.name} of {g.account.agency}")
    yield application
    database.close()


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        ("10.1.2.3", {"X-Single-Sign-On": "paser.reader"}, 200),
        ("10.1.2.4", {"X-Single-Sign-On": "paser.reader"}, 401),
        ("10.1.2.3", {"X-Forwarded-User": "paser.reader"}, 401),
        ("10.1.2.3", {"X-Single-Sign-On": "nobody"}, 401),
        ("10.1.2.3", {"X-Single-Sign-On": "paser.reader,administrator"}, 401),
        ("10.1.2.3", {"X-Single-Sign-On": "' OR 1=1"}, 401),
        ("10.1.2.3", {}, 401),
    ],
)
def test_only_the_named_proxy_and_header_are_believed(
    application: Flask, address: str, headers: dict[str, str], status: int
) -> None:
    response = application.test_client().get(
        "/", headers=headers, environ_overrides={"REMOTE_ADDR": address}
    )

    assert response.status_code == status
    if status == 200:
        assert response.text == "paser.reader of Kabupaten Paser"


def test_a_header_that_comes_twice_names_nobody(application: Flask) -> None:
    headers = [("X-Single-Sign-On", "paser.reader"), ("X-Single-Sign-On", "administrator")]

    response = application.test_client().get(
        "/", headers=headers, environ_overrides={"REMOTE_ADDR": "10.1.2.3"}
    )

    assert response.status_code == 401


def test_a_proxied_account_needs_no_token_of_its_own_and_ends_when_revoked(
    running_server: RunningServer, application: Flask
) -> None:
    name = f"paser.{new_identifier()[:8]}"
    with connect(running_server.description["database"]["admin"]) as connection:
        add_account(connection, name, PASER, "reader", 1)
        connection.execute(
            "UPDATE village_internet.tokens SET expires_at = now() WHERE account = %s", (name,)
        )

    def status() -> int:
        return (
            application.test_client()
            .get(
                "/",
                headers={"X-Single-Sign-On": name},
                environ_overrides={"REMOTE_ADDR": "10.1.2.3"},
            )
            .status_code
        )

    assert status() == 200
    assert running_server.administer("revoke-account", name) == 0
    assert status() == 401


def test_a_proxys_word_counts_only_where_an_administrator_allowed_it(
    running_server: RunningServer,
) -> None:
    settings = Settings(proxy_address="10.1.2.3")
    for application in application_with(running_server, settings):
        response = application.test_client().get(
            "/",
            headers={"X-Forwarded-User": "administrator"},
            environ_overrides={"REMOTE_ADDR": "10.1.2.3"},
        )

    assert response.status_code == 403
    assert "trust-proxy on" in response.text


@pytest.mark.parametrize(
    ("proxy_address", "peer", "status"),
    [
        # The peer is the proxy's socket; whoever it speaks for does not matter.
        (UNIX_SOCKET, "", 200),
        # A client that says it is the proxy is still a client.
        ("10.1.2.3", "192.0.2.7", 401),
        ("10.1.2.3", "10.1.2.3", 200),
    ],
)
def test_behind_a_proxy_the_peer_is_believed_and_no_forwarded_address(
    running_server: RunningServer, proxy_address: str, peer: str, status: int
) -> None:
    settings = Settings(proxy_address=proxy_address, behind_proxy=True)
    with trusted(running_server):
        for application in application_with(running_server, settings):
            application.wsgi_app = ProxyFix(application.wsgi_app)  # type: ignore[method-assign]
            response = application.test_client().get(
                "/",
                headers={"X-Forwarded-User": "paser.reader", "X-Forwarded-For": "10.1.2.3"},
                environ_overrides={"REMOTE_ADDR": peer},
            )

    assert response.status_code == status


def test_settings_come_from_the_environment_and_nothing_is_guessed() -> None:
    settings = Settings.from_environment(
        {"VILLAGE_INTERNET_CACHE": "/srv/cache", "VILLAGE_INTERNET_MAX_BODY_BYTES": "1000"}
    )

    assert settings.cache_folder == Path("/srv/cache")
    assert settings.max_body_bytes == 1000
    assert settings.proxy_address is None
    assert not settings.behind_proxy
    assert Settings.from_environment({"VILLAGE_INTERNET_BEHIND_PROXY": "1"}).behind_proxy
    with pytest.raises(InputError, match="VILLAGE_INTERNET_BEHIND_PROXY"):
        Settings.from_environment({"VILLAGE_INTERNET_BEHIND_PROXY": "yes"})
    with pytest.raises(InputError, match="VILLAGE_INTERNET_MAX_BODY_BYTES"):
        Settings.from_environment({"VILLAGE_INTERNET_MAX_BODY_BYTES": "much"})


@pytest.fixture
def sign_on(running_server: RunningServer) -> Iterator[BehindNginx]:
    """The shipped nginx before web workers that believe whoever speaks through their socket."""
    folder = running_server.folder / "server"
    running_server.folder.chmod(0o755)
    environment = {
        "PYGEOAPI_CONFIG": str(folder / "pygeoapi.yml"),
        "PYGEOAPI_OPENAPI": str(folder / "openapi.json"),
        "PGPASSFILE": str(folder / "pgpass"),
        "VILLAGE_INTERNET_DATABASE": running_server.description["database"]["writer"],
        "VILLAGE_INTERNET_CACHE": str(running_server.folder / "sign-on-cache"),
        "VILLAGE_INTERNET_PROXY_ADDRESS": UNIX_SOCKET,
    }
    certificates = Certificates(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    with trusted(running_server):
        front = BehindNginx(running_server.folder / "sign-on", certificates, environment, workers=1)
        yield front
        front.stop()


def test_no_client_names_itself_through_nginx_even_where_its_socket_is_believed(
    running_server: RunningServer, sign_on: BehindNginx
) -> None:
    session = requests.Session()
    session.trust_env = False
    for name in ("X-Forwarded-User", "x-forwarded-user", "X_Forwarded_User", "X-Forwarded_User"):
        answer = session.get(
            f"{sign_on.url}/collections",
            headers={name: "administrator"},
            verify=running_server.ca,
            timeout=20,
        )
        assert answer.status_code == 401, name
    right = running_server.session("paser.reader").get(
        f"{sign_on.url}/collections", headers={"X-Forwarded-User": "administrator"}, timeout=20
    )
    assert right.status_code == 200
    log = sign_on.log.read_text("utf-8")
    assert '"role": "reader"' in log
    assert '"role": "administrator"' not in log

    # What the one beside the socket says is what counts.
    line = http.client.HTTPConnection("localhost")
    line.sock = socket.socket(socket.AF_UNIX)
    line.sock.connect(str(running_server.folder / "sign-on" / "web.sock"))
    line.request("GET", "/collections?f=json", headers={"X-Forwarded-User": "paser.reader"})
    assert line.getresponse().status == 200
    line.close()
