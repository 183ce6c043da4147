# SPDX-License-Identifier: GPL-2.0-or-later
"""What plain SQL says of a plan after something broke: each revision wholly there, or absent."""

from __future__ import annotations

from typing import Any, NamedTuple

import psycopg

from village_internet_plugin.server.checking import complaints
from village_internet_plugin.server.hotspot_rows import read_head
from village_internet_plugin.sharing.canonical import content_sha256

_HEAD = """
    SELECT plans.head_revision, count(revision_id), coalesce(max(revision), 0),
        count(revision_id) FILTER (WHERE receipt ->> 'content_sha256' <> content_sha256)
    FROM village_internet.plans LEFT JOIN village_internet.revisions USING (plan_id)
    WHERE plan_id = %s GROUP BY plans.head_revision
"""
_NEWEST = """
    SELECT content_sha256, receipt,
        (SELECT count(*) FROM village_internet.hotspots WHERE plan_id = %(plan)s),
        (SELECT count(*) FROM village_internet.hotspots
            WHERE plan_id = %(plan)s AND revision = %(revision)s),
        (SELECT count(*) FROM village_internet.hotspots
            WHERE plan_id = %(plan)s AND revision > %(revision)s)
    FROM village_internet.revisions WHERE plan_id = %(plan)s AND revision = %(revision)s
"""
_PROMISES = "SELECT to_regclass('village_internet.promised_revisions') IS NOT NULL"
_PROMISED = """
    SELECT count(*) FROM village_internet.promised_revisions
    WHERE plan_id = %s AND revision > %s
"""


class Standing(NamedTuple):
    """How a plan stands in the database."""

    revision: int
    content_sha256: str
    receipt: dict[str, Any] | None
    faults: list[str]
    """Where its parts do not fit together; none when the revision is whole."""


def standing(connection: psycopg.Connection[Any], plan_id: str) -> Standing:
    """Look at all parts of a plan: head, history, hotspots, receipt, what was promised."""
    content = content_sha256(read_head(connection, plan_id))
    row = connection.execute(_HEAD, (plan_id,)).fetchone()
    if row is None:
        return Standing(0, content, None, [])
    head, revisions, newest, other_receipts = row
    faults = []
    if not head == revisions == newest:
        faults.append(f"head {head}, {revisions} revisions, the newest {newest}")
    if other_receipts:
        faults.append(f"{other_receipts} receipts with another hash than their revision")
    receipt = None
    values = {"plan": plan_id, "revision": newest}
    stored = connection.execute(_NEWEST, values).fetchone()
    if stored is not None:
        sha256, receipt, hotspots, touched, beyond = stored
        if sha256 != content:
            faults.append("the hotspots are not those the newest revision made")
        if hotspots != receipt["hotspots"] or touched != receipt["added"] + receipt["changed"]:
            faults.append(f"{hotspots} hotspots, {touched} of the newest revision: {receipt}")
        if beyond:
            faults.append(f"{beyond} hotspots of a revision that does not exist")
    if connection.execute(_PROMISES).fetchone() == (True,):
        broken = connection.execute(_PROMISED, (plan_id, newest)).fetchone()
        if broken != (0,):
            faults.append(f"{broken} promised revisions were never stored")
    return Standing(newest, content, receipt, faults)


def became_of(before: Standing, now: Standing, after: str) -> tuple[str, list[str]]:
    """Return what became of a publish of the content `after`, and what is wrong with that.

    It is ``absent`` or ``whole``; a revision of which there is a part alone is a fault.
    """
    if (now.revision, now.content_sha256) == (before.revision, before.content_sha256):
        return "absent", now.faults
    if (now.revision, now.content_sha256) == (before.revision + 1, after):
        return "whole", now.faults
    half = f"revision {before.revision} became {now.revision}, half of it"
    return "NEITHER", [*now.faults, half]


def unsound(connection: psycopg.Connection[Any]) -> list[str]:
    """Return what the administrator's `check` complains of."""
    return complaints(connection)
