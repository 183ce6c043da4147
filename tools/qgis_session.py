# SPDX-License-Identifier: GPL-2.0-or-later
"""QGIS inside this program, in the same private profile that `QgisProcess` uses.

What a user does by hand before and between algorithms is done here with QGIS's own means: keeping
a sign-in, editing a layer, looking at the map.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.qgis_process import QgisProcess


@contextmanager
def running_qgis(profile: Path | None = None) -> Iterator[None]:
    """Run QGIS without a window in this program while the context lasts; not to be nested.

    `profile` is the folder of its settings; without one, QGIS takes the user's.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from qgis.core import QgsApplication

    application = QgsApplication([], False, str(profile or ""))
    application.initQgis()
    try:
        yield
    finally:
        # Without it, Python's own end pulls the layers from under QGIS and the program aborts.
        application.exitQgis()


@contextmanager
def running_qgis_of(process: QgisProcess) -> Iterator[None]:
    """Run QGIS as `running_qgis` does, with the profile and the store of sign-ins of `process`."""
    for name in ("QGIS_AUTH_DB_DIR_PATH", "QGIS_AUTH_PASSWORD_FILE", "XDG_RUNTIME_DIR"):
        os.environ[name] = process.environment[name]
    if not process.password_file.exists():
        process.password_file.touch(mode=0o600)
        process.password_file.write_text(secrets.token_urlsafe(24), encoding="utf-8")
    password = process.password_file.read_text(encoding="utf-8")
    with running_qgis(process.profile):
        from qgis.core import QgsApplication

        with _silent_errors():
            QgsApplication.authManager().setMasterPassword(password, True)
        yield


@contextmanager
def _silent_errors() -> Iterator[None]:
    """Drop what C++ writes to the error output: QGIS 3.22 tells there what it derives keys from."""
    kept = os.dup(2)
    with open(os.devnull, "wb") as nowhere:
        os.dup2(nowhere.fileno(), 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


def keep_sign_in(name: str, account: str, token: str) -> str:
    """Keep an account and its token in QGIS's encrypted store; return the id to use them by."""
    from qgis.core import QgsApplication, QgsAuthMethodConfig

    config = QgsAuthMethodConfig("Basic")
    config.setName(name)
    config.setConfig("username", account)
    config.setConfig("password", token)
    stored = QgsApplication.authManager().storeAuthenticationConfig(config)
    # QGIS 3.22 answers with a tuple of the outcome and the config, later versions likewise or bare.
    kept, config = stored if isinstance(stored, tuple) else (stored, config)
    if not kept:
        raise OSError(f"QGIS could not keep the sign-in of {account}.")
    return str(config.id())
