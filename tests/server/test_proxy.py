# SPDX-License-Identifier: GPL-2.0-or-later
"""Sign-in by a reverse proxy: one address is believed, and its word goes as far as an account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask, g

from server.running import RunningServer
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.server.database import Database
from village_internet_plugin.server.settings import Settings
from village_internet_plugin.server.sign_in import SignIn

pytestmark = pytest.mark.server


@pytest.fixture
def application(running_server: RunningServer) -> Iterator[Flask]:
    """An application that says who is signed in, behind a proxy at 10.1.2.3."""
    settings = Settings(proxy_address="10.1.2.3", proxy_user_header="X-Single-Sign-On")
    database = Database(running_server.description["database"]["writer"])
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


def test_settings_come_from_the_environment_and_nothing_is_guessed() -> None:
    settings = Settings.from_environment(
        {"VILLAGE_INTERNET_CACHE": "/srv/cache", "VILLAGE_INTERNET_MAX_BODY_BYTES": "1000"}
    )

    assert settings.cache_folder == Path("/srv/cache")
    assert settings.max_body_bytes == 1000
    assert settings.proxy_address is None
    with pytest.raises(InputError, match="VILLAGE_INTERNET_MAX_BODY_BYTES"):
        Settings.from_environment({"VILLAGE_INTERNET_MAX_BODY_BYTES": "much"})
