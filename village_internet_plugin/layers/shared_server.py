# SPDX-License-Identifier: GPL-2.0-or-later
"""The shared server as it is reached from QGIS: a checked address, QGIS's network, QGIS's sign-in.

Importing this is light; the client's libraries are imported when a client is opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.layers.user_language import user_language
from village_internet_plugin.sharing.server_address import ServerAddress

if TYPE_CHECKING:
    from village_internet_plugin.sharing.client import Client
    from village_internet_plugin.sharing.transport import Patience


def checked_address(text: str) -> ServerAddress:
    """Return the address a user typed; InputError says what is wrong.

    The sentence never repeats a text that could not be read: it may hold a password.
    """
    if not text.strip():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The plan does not know its server yet. Give its address, which begins https://.",
        )
        raise InputError(sentence)
    address = ServerAddress(text)
    if address.origin.scheme == "http":
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "QGIS speaks with the server by https alone, on this very computer too, so that your "
            "sign-in is never sent readable. Enter {address} instead.",
        )
        secure = address.url("").replace("http://", "https://", 1)
        raise InputError(sentence.format(address=secure))
    return address


def open_client(
    address: str,
    auth_id: str,
    feedback: Any = None,
    ca_path: Path | None = None,
    sent: Callable[[int, int], object] | None = None,
    patience: Patience | None = None,
) -> Client:
    """Return a client of the server at `address` that goes through QGIS's own network access.

    `auth_id` is an authentication configuration of QGIS, empty for none; cancelling `feedback`
    ends the request under way; `sent` is told the bytes sent and to be sent. `ca_path` is a PEM
    file to trust besides what QGIS trusts, `patience` how long to wait. Raises InputError when
    the address cannot be used.
    """
    checked_address(address)
    from village_internet_plugin.layers.network_adapter import open_session
    from village_internet_plugin.sharing.client import Client

    session = open_session(auth_id, feedback, sent)
    return Client(address, session, ca_path=ca_path, patience=patience, language=user_language())
