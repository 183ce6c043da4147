# SPDX-License-Identifier: GPL-2.0-or-later
"""The sign-in kept in QGIS: whether it can be used, said before anything is sent.

Credentials stay in QGIS's store; the plugin knows the id of an authentication configuration only.
"""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError


def require_sign_in(auth_id: str) -> None:
    """Raise InputError unless QGIS can give the sign-in `auth_id`; an empty one is none.

    QGIS may ask for its master password: to be called in the main thread.
    """
    if not auth_id:
        return
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not manager.setMasterPassword(True):
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "QGIS's store of sign-ins is locked, so nothing was sent. Enter its master password; "
            "without a window, name a file that holds it in QGIS_AUTH_PASSWORD_FILE.",
        )
        raise InputError(sentence)
    if not is_kept(auth_id):
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "QGIS has no sign-in “{auth_id}”, so nothing was sent. Choose one, or make one under "
            "Settings, Options, Authentication.",
        )
        raise InputError(sentence.format(auth_id=auth_id))


def is_unlocked() -> bool:
    """Tell whether sign-ins can be used without asking the user for the master password."""
    manager = QgsApplication.authManager()
    return not manager.isDisabled() and bool(manager.masterPasswordIsSet())


def is_kept(auth_id: str) -> bool:
    """Tell whether QGIS knows a sign-in of this id; asks nobody for a password."""
    manager = QgsApplication.authManager()
    return not manager.isDisabled() and auth_id in manager.configIds()
