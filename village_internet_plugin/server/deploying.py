# SPDX-License-Identifier: GPL-2.0-or-later
"""The files by which a machine runs the server: nginx, systemd, gunicorn, PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.resources import resource_path

EXECUTABLE = ("village-internet-admin",)

_PLACE = re.compile(r"<([a-z_]+)>")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")
_FILE = re.compile(r"/[A-Za-z0-9._/@+-]+")


def write_deploy_files(
    url: str, certificate: Path, certificate_key: Path, folder: Path
) -> list[Path]:
    """Write the files for a server that clients reach at `url`; docs/server.md says where they go.

    Returns what was written. Raises InputError for an address or a path that a server's
    configuration could not hold.
    """
    values = _values(url, certificate, certificate_key)
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted(resource_path("server", "deploy").iterdir()):
        if not source.is_file():
            continue
        target = folder / source.name
        target.write_text(filled(source.name, values), encoding="utf-8")
        target.chmod(0o755 if source.name in EXECUTABLE else 0o644)
        written.append(target)
    return written


def filled(name: str, values: Mapping[str, str]) -> str:
    """Return a file of resources/server/deploy with each <name> replaced by its value."""

    def value_of(place: re.Match[str]) -> str:
        if place.group(1) not in values:
            raise ProgramFault(f"resources/server/deploy/{name} names an unknown {place.group()}.")
        return values[place.group(1)]

    return _PLACE.sub(value_of, resource_path("server", "deploy", name).read_text("utf-8"))


def _values(url: str, certificate: Path, certificate_key: Path) -> Mapping[str, str]:
    address = urlsplit(url)
    host = address.hostname or ""
    plain = (address.path in ("", "/"), not address.query, not address.fragment, not address.port)
    if address.scheme != "https" or not _HOST.fullmatch(host) or not all(plain):
        raise InputError(f"{url!r} is not an address for this server; give https://its.name alone.")
    for path in (certificate, certificate_key):
        if not _FILE.fullmatch(str(path)):
            raise InputError(f"{str(path)!r} is not a path nginx could be told; give a full path.")
    return {
        "url": f"https://{host}",
        "server_name": host,
        "listen": "443",
        "plain_listen": "80",
        "socket": "/run/village-internet/web.sock",
        "certificate": str(certificate),
        "certificate_key": str(certificate_key),
        "log_folder": "/var/log/nginx",
    }
