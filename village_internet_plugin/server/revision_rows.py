# SPDX-License-Identifier: GPL-2.0-or-later
"""Plans and their history in the database: heads, revisions, receipts."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any, NamedTuple

from psycopg.errors import UniqueViolation
from psycopg.types.json import Jsonb

from village_internet_plugin.server.database import Connection, LostRace


class Sent(NamedTuple):
    """A revision document as it was sent: parsed, and its text where that is at hand."""

    data: Any
    text: str | None = None


class Head(NamedTuple):
    """Where a plan stands."""

    agency: str
    revision: int


class Stored(NamedTuple):
    """What a known revision was answered, and whether it was the same document."""

    receipt: dict[str, Any]
    same_document: bool


_ADD_REVISION = (
    "INSERT INTO village_internet.revisions (revision_id, plan_id, agency, revision,"
    " base_revision, published_at, published_by, content_sha256, document, receipt)"
    " SELECT %(revision_id)s, %(plan_id)s, %(agency)s, %(revision)s, %(base_revision)s,"
    " %(published_at)s, %(published_by)s, %(content_sha256)s, "
)
_ADD = _ADD_REVISION + "%(document)s, %(as_json)s"
_ADD_LAID_READY = _ADD_REVISION + "document, %(as_json)s FROM document_laid_ready"


def lock_plan(connection: Connection, plan_id: str, agency: str) -> Head:
    """Lock a plan until the transaction ends, entering it at revision 0 when it is new.

    Whoever publishes the same plan waits here and then sees what was published before.
    """
    connection.execute(
        "INSERT INTO village_internet.plans (plan_id, agency) VALUES (%s, %s)"
        " ON CONFLICT DO NOTHING",
        (plan_id, agency),
    )
    row = connection.execute(
        "SELECT agency, head_revision FROM village_internet.plans WHERE plan_id = %s FOR UPDATE",
        (plan_id,),
    ).fetchone()
    if row is None:
        raise LostRace
    return Head(*row)


def head_of(connection: Connection, plan_id: str) -> Head | None:
    """Return where a plan stands, or None when the server does not know it."""
    row = connection.execute(
        "SELECT agency, head_revision FROM village_internet.plans WHERE plan_id = %s", (plan_id,)
    ).fetchone()
    return Head(*row) if row else None


def known_revision(
    connection: Connection, revision_id: str, document: dict[str, Any]
) -> Stored | None:
    """Return the first answer to a revision_id, or None when it is new.

    Documents are compared as jsonb: neither the order of keys nor white space counts.
    """
    row = connection.execute(
        "SELECT receipt FROM village_internet.revisions WHERE revision_id = %s", (revision_id,)
    ).fetchone()
    if row is None:
        return None
    same = connection.execute(
        "SELECT document = %s FROM village_internet.revisions WHERE revision_id = %s",
        (_jsonb(Sent(document)), revision_id),
    ).fetchone()
    return Stored(row[0], bool(same and same[0]))


def time_of_transaction(connection: Connection) -> datetime:
    """Return when this transaction began, by the clock of the database."""
    row = connection.execute("SELECT now()").fetchone()
    if row is None:
        raise LostRace
    began: datetime = row[0]
    return began


def moment_of_publishing(connection: Connection, plan_id: str) -> datetime:
    """Return now by the clock of the database, later than all there is of a plan that is locked.

    A worker's clock may be wrong, and the database's may have been set back: history does not run
    backwards.
    """
    row = connection.execute(
        "SELECT greatest(clock_timestamp(), max(published_at) + interval '1 microsecond')"
        " FROM village_internet.revisions WHERE plan_id = %s",
        (plan_id,),
    ).fetchone()
    if row is None:
        raise LostRace
    moment: datetime = row[0]
    return moment.astimezone(timezone.utc)


def lay_document_ready(connection: Connection, document: Sent) -> None:
    """Take a document into the database, from where `add_revision` moves it into the history.

    That takes a while for a large one, and its receipt may not be known yet.
    """
    connection.execute("SET LOCAL client_min_messages = warning")
    # It lives as long as its connection: one for each publish would bloat the catalogue.
    connection.execute(
        "CREATE TEMPORARY TABLE IF NOT EXISTS document_laid_ready (document jsonb COMPRESSION lz4)"
        " ON COMMIT DELETE ROWS"
    )
    connection.execute("INSERT INTO document_laid_ready VALUES (%s)", (_jsonb(document),))


def add_revision(connection: Connection, document: Sent | None, receipt: dict[str, Any]) -> None:
    """Append a revision to the history; the database itself moves the plan's head to it.

    `document` is None when it was laid ready. Raises LostRace when the same revision_id was stored
    meanwhile, for another plan.
    """
    values: dict[str, Any] = {**receipt, "as_json": Jsonb(receipt)}
    if document is not None:
        values["document"] = _jsonb(document)
    try:
        connection.execute(_ADD_LAID_READY if document is None else _ADD, values)
    except UniqueViolation as error:
        raise LostRace from error


def changes_since(connection: Connection, plan_id: str, revision: int) -> list[dict[str, Any]]:
    """Return the deltas published after `revision`, the oldest first.

    Each carries the plan's whole list of waivers, as it was sent with that revision, and why it was
    published, where somebody said so.
    """
    rows = connection.execute(
        "SELECT revision, revision_id, published_at, published_by, document -> 'added',"
        " document -> 'changed', document -> 'removed', document -> 'waivers',"
        " document ->> 'reason'"
        " FROM village_internet.revisions"
        " WHERE plan_id = %s AND revision > %s ORDER BY revision",
        (plan_id, revision),
    )
    return [
        {
            "revision": row[0],
            "revision_id": row[1],
            "published_at": row[2].astimezone(timezone.utc).isoformat(),
            "published_by": row[3],
            "added": row[4],
            "changed": row[5],
            "removed": row[6],
            "waivers": row[7],
            "reason": row[8],
        }
        for row in rows
    ]


def _jsonb(document: Sent) -> Jsonb:
    text = document.text
    return Jsonb(document.data, dumps=_compact if text is None else lambda _: text)


def _compact(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
