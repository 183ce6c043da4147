# SPDX-License-Identifier: GPL-2.0-or-later
"""The address of a shared server: HTTPS (or HTTP to this very machine), with no sign-in in it."""

from __future__ import annotations

import ipaddress
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words

_DEFAULT_PORTS = {"https": 443, "http": 80}
_UNREADABLE = Words(
    "The server's address cannot be read; enter it as https://planner.example/path.",
    "Alamat server tidak dapat dibaca; tuliskan seperti https://planner.example/path.",
)
_SIGN_IN = Words(
    "The server's address holds a user or a password; take them out of the address and "
    "put them into the authentication settings.",
    "Alamat server memuat nama pengguna atau kata sandi; keluarkan dari alamat dan simpan di "
    "pengaturan autentikasi.",
)
_QUERY = Words(
    "The server's address holds a ? or a #; enter only what stands before it.",
    "Alamat server memuat ? atau #; isikan hanya bagian sebelum tanda itu.",
)
_PLAIN_HTTP = Words(
    "The server {host} is addressed by http, which would send your sign-in readable to "
    "everyone on the way; enter https://{host} instead.",
    "Server {host} dituju lewat http, sehingga akun Anda dapat dibaca siapa pun di jalan; "
    "isikan https://{host} sebagai gantinya.",
)
_SCHEME = Words(
    "The server's address must begin with https://.", "Alamat server harus diawali https://."
)


class Origin(NamedTuple):
    """Whom a request goes to; credentials for one origin are never sent to another."""

    scheme: str
    host: str
    port: int


class ServerAddress:
    """A checked address; `host` is what sentences call the server."""

    def __init__(self, url: str) -> None:
        """Check `url`; raises InputError that says what is wrong and never repeats it.

        The address is not repeated because what people paste there may hold a password.
        """
        parts = _split(url)
        self.origin = _origin(parts)
        self.host = parts.hostname or ""
        self._url = f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}"

    def url(self, path: str) -> str:
        """Return the whole address of a path of the server, for example ``/processes``."""
        return self._url + path

    def redirected(self, current_url: str, location: str) -> str | None:
        """Return where a redirection leads, or None when that is nowhere or another server.

        Another scheme or port is another server too.
        """
        if not location:
            return None
        try:
            target = urljoin(current_url, location)
            return target if _origin(urlsplit(target)) == self.origin else None
        except ValueError:
            return None


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        _origin(parts)
    except ValueError:
        raise InputError(_UNREADABLE) from None
    if parts.username is not None or parts.password is not None:
        raise InputError(_SIGN_IN)
    if parts.query or parts.fragment:
        raise InputError(_QUERY)
    _require_safe_scheme(parts)
    return parts


def _require_safe_scheme(parts: SplitResult) -> None:
    host = parts.hostname or ""
    if parts.scheme == "https" or (parts.scheme == "http" and is_loopback(host)):
        return
    if parts.scheme == "http":
        raise InputError(_PLAIN_HTTP.filled(host=host))
    raise InputError(_SCHEME)


def _origin(parts: SplitResult) -> Origin:
    """Return whom the address names; ValueError when it has no host or no possible port."""
    if not parts.hostname:
        raise ValueError("no host")
    port = parts.port or _DEFAULT_PORTS.get(parts.scheme, 0)
    return Origin(parts.scheme, parts.hostname.lower(), port)


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address is this very machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
