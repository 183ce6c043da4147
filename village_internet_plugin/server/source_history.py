# SPDX-License-Identifier: GPL-2.0-or-later
"""What became of funding sources: who changed them when, and what they were at any moment.

The database itself remembers every change (migration 0008), signed with the moment its transaction
began. Of the time before it remembered nothing is known: what stood when it began stands for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timezone
from typing import Any, NamedTuple

from psycopg import sql

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.schema import FUNDING_SOURCES
from village_internet_plugin.server.database import Connection
from village_internet_plugin.sharing.source_changes import SourceChange, source_change

_BEGINNING = sql.SQL("(SELECT run_at FROM village_internet.migrations WHERE number = 8)")
_AT = sql.SQL(
    "SELECT DISTINCT ON (funding_source_id) after FROM village_internet.funding_source_changes"
    " WHERE (agency = %(agency)s OR funding_source_id = ANY(%(sources)s))"
    " AND changed_at <= greatest(%(moment)s, {})"
    " ORDER BY funding_source_id, change_id DESC"
).format(_BEGINNING)
# A change belongs to the first revision published after it. What stood before a plan's first
# revision is no news of it, but for what its own publisher set with it.
_BY_REVISION = sql.SQL(
    "WITH published AS (SELECT revision, agency, published_at, published_by,"
    " lag(published_at) OVER (ORDER BY revision) AS published_before"
    " FROM village_internet.revisions WHERE plan_id = %s)"
    " SELECT revision, funding_source_id, before, after, changed_by, changed_at"
    " FROM published JOIN village_internet.funding_source_changes AS change USING (agency)"
    " WHERE changed_at <= published_at AND changed_at > {}"
    " AND CASE WHEN published_before IS NOT NULL THEN changed_at > published_before"
    " ELSE changed_by = published_by AND NOT EXISTS ("
    " SELECT FROM village_internet.revisions AS earlier"
    " WHERE earlier.published_by = change.changed_by AND earlier.agency = change.agency"
    " AND earlier.published_at >= changed_at AND earlier.published_at < published.published_at) END"
    " ORDER BY revision, change_id"
).format(_BEGINNING)
_ALL = (
    "SELECT funding_source_id, before, after, changed_by, changed_at, agency"
    " FROM village_internet.funding_source_changes"
    " WHERE (%(agency)s::text IS NULL OR agency = %(agency)s) ORDER BY change_id"
)


class RecordedChange(NamedTuple):
    """A change of a funding source as the database remembers it, and whose source it is."""

    agency: str
    change: SourceChange


def sources_at(
    connection: Connection, agency: str, sources: Iterable[str], moment: datetime
) -> tuple[FundingSource, ...]:
    """Return an agency's funding sources, and those named by `sources`, as they were at a moment.

    By their id. What a transaction changes that began before the moment counts as made before it.
    """
    given = {"agency": agency, "sources": sorted(sources), "moment": moment}
    rows = connection.execute(_AT, given).fetchall()
    return tuple(source for (row,) in rows if (source := _source(row)) is not None)


def source_changes_by_revision(
    connection: Connection, plan_id: str
) -> dict[int, list[SourceChange]]:
    """Return by revision what became of the funding sources of a plan's agency up to it."""
    changes: dict[int, list[SourceChange]] = {}
    for revision, *row in connection.execute(_BY_REVISION, (plan_id,)):
        change = _change(*row)
        if change is not None:
            changes.setdefault(revision, []).append(change)
    return changes


def recorded_changes(connection: Connection, agency: str | None) -> list[RecordedChange]:
    """Return every change of funding sources, of one agency or of all, the oldest first."""
    recorded = []
    for *row, owner in connection.execute(_ALL, {"agency": agency}):
        change = _change(*row)
        if change is not None:
            recorded.append(RecordedChange(owner, change))
    return recorded


def _change(
    identifier: str, before: Any, after: Any, changed_by: str, changed_at: datetime
) -> SourceChange | None:
    moment = changed_at.astimezone(timezone.utc).isoformat()
    return source_change(_source(before), _source(after), changed_by, moment)


def _source(row: dict[str, Any] | None) -> FundingSource | None:
    """Return a remembered row; what a later program calls by another name is left out."""
    if row is None:
        return None
    values: dict[str, Any] = {name: row.get(name) for name in FUNDING_SOURCES.names()}
    return FundingSource(**values)
