# SPDX-License-Identifier: GPL-2.0-or-later
"""What a client is told when the server itself fails: a status, a sentence, and no inner detail."""

from __future__ import annotations

import errno

import psycopg
import pytest
from flask import Flask, g
from psycopg.errors import (
    AdminShutdown,
    DiskFull,
    OutOfMemory,
    ReadOnlySqlTransaction,
    UndefinedTable,
)
from psycopg_pool import PoolTimeout
from werkzeug.exceptions import Forbidden, RequestEntityTooLarge

from village_internet_plugin.server.application import add_failures
from village_internet_plugin.server.database import LostRace
from village_internet_plugin.server.publishing import SignedOut

SECRET = "INSERT INTO hotspots VALUES ('Ibu Sari')"


@pytest.mark.parametrize(
    ("failure", "status", "words", "retry_after"),
    [
        (DiskFull(SECRET), 507, "disk is full; nothing was stored", "60"),
        (OSError(errno.ENOSPC, SECRET), 507, "disk is full; nothing was stored", "60"),
        (psycopg.OperationalError(SECRET), 503, "Send the same again", "5"),
        (AdminShutdown(SECRET), 503, "Send the same again", "5"),
        (PoolTimeout(SECRET), 503, "Send the same again", "5"),
        (ReadOnlySqlTransaction(SECRET), 503, "Send the same again", "5"),
        (LostRace(), 503, "Send the same again", "5"),
        (OSError(errno.EACCES, SECRET), 500, "the number of this request, 0123456789ab", None),
        (UndefinedTable(SECRET), 500, "the number of this request, 0123456789ab", None),
        (ValueError(SECRET), 500, "the number of this request, 0123456789ab", None),
        (SignedOut(), 401, "expired or revoked", None),
        (Forbidden("Ask your agency."), 403, "Ask your agency.", None),
        (OutOfMemory(SECRET), 503, "Send the same again", "5"),
        (RequestEntityTooLarge(), 413, "larger than the 1,000 bytes this server takes", None),
    ],
)
def test_a_failure_has_its_status_and_its_sentence(
    failure: Exception, status: int, words: str, retry_after: str | None
) -> None:
    application = Flask("failing")
    application.config["MAX_CONTENT_LENGTH"] = 1_000
    add_failures(application)

    @application.route("/")
    def fail() -> str:
        g.request_number = "0123456789ab"
        raise failure

    answer = application.test_client().get("/")

    assert answer.status_code == status
    assert words in answer.get_json()["description"]
    assert answer.headers.get("Retry-After") == retry_after
    assert "Ibu Sari" not in answer.text
