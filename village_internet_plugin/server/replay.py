# SPDX-License-Identifier: GPL-2.0-or-later
"""Plays every plan's history again and compares it with the receipts and with what stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.hotspot_rows import read_head
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.revision_document import (
    apply_revision,
    read_revision_document,
)

_DOCUMENTS_AT_ONCE = 20


def replay_complaints(connection: Connection) -> Iterator[str]:
    """Give a sentence for each plan whose history does not lead to its receipts and its head.

    Reads every revision ever published: minutes where there are many, and nothing is locked.
    """
    plans = connection.execute(
        "SELECT plan_id, head_revision FROM village_internet.plans ORDER BY plan_id"
    ).fetchall()
    for plan_id, head_revision in plans:
        trouble = _trouble_of(connection, plan_id, head_revision)
        if trouble is not None:
            yield trouble


def _trouble_of(connection: Connection, plan_id: str, head_revision: int) -> str | None:
    hotspots: tuple[Hotspot, ...] = ()
    number = 0
    for revision, document, kept_sha256, receipt in _history(connection, plan_id):
        number += 1
        here = f'revision {revision} of plan "{plan_id}"'
        if revision != number:
            return f"There is no revision {number} before {here}."
        try:
            hotspots = apply_revision(hotspots, read_revision_document(document))
        except InputError as error:
            return f"The stored document of {here} cannot be applied: {error}"
        told = (kept_sha256, receipt.get("content_sha256"), document["content_sha256"])
        if told != (content_sha256(hotspots),) * len(told):
            return f"What {here} leads to is not what its receipt says."
    if number != head_revision:
        return f'The head of plan "{plan_id}" is {head_revision}, its last revision {number}.'
    if content_sha256(read_head(connection, plan_id)) != content_sha256(hotspots):
        return f'The hotspots of plan "{plan_id}" are not those its history leads to.'
    return None


def _history(
    connection: Connection, plan_id: str
) -> Iterator[tuple[int, dict[str, Any], str, dict[str, Any]]]:
    """Give a plan's revisions, the oldest first, a few documents at a time."""
    with connection.cursor("history") as cursor:
        cursor.itersize = _DOCUMENTS_AT_ONCE
        cursor.execute(
            "SELECT revision, document, content_sha256, receipt FROM village_internet.revisions"
            " WHERE plan_id = %s ORDER BY revision",
            (plan_id,),
        )
        yield from cursor
