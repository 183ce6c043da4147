# SPDX-License-Identifier: GPL-2.0-or-later
"""The shared server as it is reached from QGIS: a checked address, QGIS's network, QGIS's sign-in.

Importing this is light; the client's libraries are imported when a client is opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.sharing.server_address import ServerAddress, WrongAddress

if TYPE_CHECKING:
    from village_internet_plugin.sharing.client import Client
    from village_internet_plugin.sharing.transport import Patience


def checked_address(text: str) -> ServerAddress:
    """Return the address a user typed; InputError says, in the user's language, what is wrong.

    The sentence never repeats a text that could not be read: it may hold a password.
    """
    if not text.strip():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The plan does not know its server yet. Give its address, which begins https://.",
        )
        raise InputError(sentence)
    try:
        address = ServerAddress(text)
    except WrongAddress as wrong:
        raise InputError(_told(wrong)) from wrong
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
    return Client(address, session, ca_path=ca_path, patience=patience)


def _told(wrong: WrongAddress) -> str:
    sentences = {
        "unreadable": QCoreApplication.translate(
            "VillageInternet",
            "The server's address cannot be read; enter it as https://planner.example/path.",
        ),
        "sign_in": QCoreApplication.translate(
            "VillageInternet",
            "The server's address holds a user or a password; take them out of the address and "
            "put them into the authentication settings.",
        ),
        "query": QCoreApplication.translate(
            "VillageInternet",
            "The server's address holds a ? or a #; enter only what stands before it.",
        ),
        "plain_http": QCoreApplication.translate(
            "VillageInternet",
            "The server {host} is addressed by http, which would send your sign-in readable to "
            "everyone on the way; enter https://{host} instead.",
        ).format(host=wrong.host),
        "scheme": QCoreApplication.translate(
            "VillageInternet", "The server's address must begin with https://."
        ),
    }
    return sentences[wrong.kind]
