# SPDX-License-Identifier: GPL-2.0-or-later
"""A certificate authority for one trial server, and the server's certificate by it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import NamedTuple

_DAYS = "30"
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
_SERVER_EXTENSIONS = """\
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = IP:127.0.0.1, DNS:localhost
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
"""


class Certificates(NamedTuple):
    """Files in PEM form; `authority` is what clients trust."""

    authority: Path
    server: Path
    server_key: Path


def make_certificates(folder: Path) -> Certificates:
    """Write the certificates of a server at 127.0.0.1 (localhost) into `folder`.

    The authority's key is deleted at once: nothing else is ever signed with it. Raises
    subprocess.CalledProcessError when openssl refuses.
    """
    made = Certificates(folder / "ca.pem", folder / "server.pem", folder / "server.key")
    authority_key, request = folder / "ca.key", folder / "server.csr"
    extensions = folder / "server.ext"
    extensions.write_text(_SERVER_EXTENSIONS, encoding="ascii")
    _openssl(
        *("req", "-x509", *_KEY, "-keyout", str(authority_key), "-out", str(made.authority)),
        *("-days", _DAYS, "-subj", "/CN=Village Internet trial authority"),
        *("-addext", "basicConstraints=critical,CA:TRUE"),
        *("-addext", "keyUsage=critical,keyCertSign,cRLSign"),
    )
    _openssl(
        *("req", *_KEY, "-keyout", str(made.server_key), "-out", str(request)),
        *("-subj", "/CN=localhost"),
    )
    _openssl(
        *("x509", "-req", "-in", str(request), "-CA", str(made.authority)),
        *("-CAkey", str(authority_key), "-CAcreateserial", "-out", str(made.server)),
        *("-days", _DAYS, "-extfile", str(extensions)),
    )
    made.server_key.chmod(0o600)
    for leftover in (authority_key, request, extensions, folder / "ca.srl"):
        leftover.unlink(missing_ok=True)
    return made


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
