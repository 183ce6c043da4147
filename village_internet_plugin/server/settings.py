# SPDX-License-Identifier: GPL-2.0-or-later
"""What the shared server is told by its environment; no setting holds a secret."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from village_internet_plugin.domain.errors import InputError

MEBIBYTE = 1024 * 1024
UNIX_SOCKET = "unix"
"""As `proxy_address`: whoever reaches the server by its socket, which only the proxy may."""


@dataclass(frozen=True)
class Settings:
    """Settings of one web worker.

    Attributes:
        database: libpq connection string of the writer role; passwords belong in its password file.
        cache_folder: where the worker keeps reference files; private to the server's user.
        max_body_bytes: the largest request body taken, counted as sent and again once unpacked.
        proxy_address: the one peer whose user header is believed (an address or UNIX_SOCKET), or
            None.
        proxy_user_header: the header in which that proxy names the account.
        behind_proxy: whether clients come through a reverse proxy of ours, which says in
            X-Forwarded-For and X-Forwarded-Proto who they are; nobody else may then reach us.

    """

    database: str = "service=village_internet_writer"
    cache_folder: Path = Path("/var/cache/village_internet")
    max_body_bytes: int = 256 * MEBIBYTE
    proxy_address: str | None = None
    proxy_user_header: str = "X-Forwarded-User"
    behind_proxy: bool = False

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the variables ``VILLAGE_INTERNET_…``; InputError names one that cannot be used."""
        given = os.environ if environment is None else environment
        return cls(
            database=given.get("VILLAGE_INTERNET_DATABASE", cls.database),
            cache_folder=Path(given.get("VILLAGE_INTERNET_CACHE", str(cls.cache_folder))),
            max_body_bytes=_whole_number(
                given, "VILLAGE_INTERNET_MAX_BODY_BYTES", cls.max_body_bytes
            ),
            proxy_address=given.get("VILLAGE_INTERNET_PROXY_ADDRESS") or None,
            proxy_user_header=given.get(
                "VILLAGE_INTERNET_PROXY_USER_HEADER", cls.proxy_user_header
            ),
            behind_proxy=_yes_or_no(given, "VILLAGE_INTERNET_BEHIND_PROXY"),
        )


def _whole_number(given: Mapping[str, str], name: str, otherwise: int) -> int:
    text = given.get(name)
    if text is None:
        return otherwise
    if not text.isdigit() or int(text) == 0:
        raise InputError(f"{name} should be a whole number above 0, not {text!r}.")
    return int(text)


def _yes_or_no(given: Mapping[str, str], name: str) -> bool:
    text = given.get(name, "")
    if text not in ("", "0", "1"):
        raise InputError(f"{name} should be 1 or 0, not {text!r}.")
    return text == "1"
