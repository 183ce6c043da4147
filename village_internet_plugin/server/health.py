# SPDX-License-Identifier: GPL-2.0-or-later
"""Is this server fit to serve? A word for strangers, the details for its administrators."""

from __future__ import annotations

import os
import time
from typing import Any, Callable

from flask import Response, jsonify
from werkzeug.exceptions import Forbidden, Unauthorized

from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.server.accounts import ADMINISTRATOR, Account
from village_internet_plugin.server.checking import is_disarmed
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.in_force import NothingInForce, versions
from village_internet_plugin.server.migrations import standing
from village_internet_plugin.server.worker import worker

_DISARMED = (
    "The database is not as it should be: its own rules may not hold. Its administrator learns "
    "what it is from the command check."
)


class Armed:
    """Whether the database is as the migrations made it, looked at no oftener than each KEPT_S.

    Anybody may ask for the server's health as often as he likes, and looking costs some hundredths
    of a second.
    """

    KEPT_S = 15.0

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Look when first asked; `clock` gives seconds."""
        self._clock = clock
        self._asked_at: float | None = None
        self._disarmed = False

    def trouble(self, connection: Connection) -> str | None:
        """Return the sentence for a database that was disarmed, which tells no stranger how."""
        now = self._clock()
        if self._asked_at is None or now - self._asked_at >= self.KEPT_S:
            self._disarmed = is_disarmed(connection)
            self._asked_at = now
        return _DISARMED if self._disarmed else None


_armed = Armed()


def health() -> Response:
    """Answer 200 when the server can do its work, else 503 with the sentence that says why not.

    A database that does not answer raises psycopg's error, for which the application answers 503.
    """
    trouble = worker().database.transaction(_trouble)
    if trouble is None:
        return jsonify(status="ok")
    answer = jsonify(status="not ready", description=trouble)
    answer.status_code = 503
    answer.headers["Retry-After"] = "60"
    return answer


def health_details(account: Account | None) -> Response:
    """Tell an administrator what is worth watching; Unauthorized or Forbidden to anybody else."""
    if account is None:
        raise Unauthorized("Sign in as an administrator to see the details.")
    if not account.may(ADMINISTRATOR):
        raise Forbidden(f"Your account is a {account.role}; the details are for administrators.")
    return jsonify(**worker().database.transaction(_details))


def _trouble(connection: Connection) -> str | None:
    database = standing(connection)
    if database.trouble is not None:
        return database.trouble
    try:
        versions(connection)
    except NothingInForce:
        return "No reference or no rule set is in force yet; plans cannot be judged."
    return _armed.trouble(connection)


def _details(connection: Connection) -> dict[str, Any]:
    trouble = _trouble(connection)
    in_force = connection.execute(
        "SELECT reference_sha256, rule_set_version FROM village_internet.in_force"
    ).fetchone()
    facts = connection.execute(
        "SELECT pg_database_size(current_database()), now(),"
        " (SELECT done_at FROM village_internet.last_backup)"
    ).fetchone()
    reference, rule_set = in_force or (None, None)
    size, now, backed_up_at = facts or (None, None, None)
    return {
        "status": "ok" if trouble is None else "not ready",
        "description": trouble,
        "server_version": VERSION,
        "migration": standing(connection).newest_run,
        "reference_sha256": reference,
        "rule_set_version": rule_set,
        "database_bytes": size,
        "database_time": now.isoformat() if now else None,
        "cache_free_bytes": _free_bytes(),
        "last_backup_at": backed_up_at.isoformat() if backed_up_at else None,
    }


def _free_bytes() -> int | None:
    """Return the room on the disk of the cache folder; None while the folder is not made."""
    folder = worker().settings.cache_folder
    if not folder.is_dir():
        return None
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize
