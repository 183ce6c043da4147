# SPDX-License-Identifier: GPL-2.0-or-later
"""Is this server fit to serve? A word for strangers, the details for its administrators."""

from __future__ import annotations

import os
from typing import Any

from flask import Response, jsonify
from werkzeug.exceptions import Forbidden, Unauthorized

from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.server.accounts import ADMINISTRATOR, Account
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.in_force import NothingInForce, versions
from village_internet_plugin.server.migrations import standing
from village_internet_plugin.server.worker import worker


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
    return None


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
