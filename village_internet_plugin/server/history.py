# SPDX-License-Identifier: GPL-2.0-or-later
"""What a plan was at any of its revisions, and what became of its hotspots, from stored documents.

Each document holds whole rows, so a plan at a revision is all documents up to it applied one upon
another, and a hotspot's life is the documents that name it. Waivers and funding sources come from
`waiver_history` and `source_history`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timezone
from typing import Any, NamedTuple

from village_internet_plugin.domain.errors import InputError, ProgramFault
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.source_history import (
    source_changes_by_revision,
    sources_at,
)
from village_internet_plugin.server.waiver_history import (
    subject_names,
    waiver_changes_by_revision,
)
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.change_json import (
    field_changes_to_json,
    source_change_to_json,
    waiver_change_to_json,
)
from village_internet_plugin.sharing.comparing import hotspot_change
from village_internet_plugin.sharing.delta import Delta, apply_deltas
from village_internet_plugin.sharing.field_change import CHANGED
from village_internet_plugin.sharing.funding_source_json import funding_source_to_json
from village_internet_plugin.sharing.history_json import HistoryEntry, PlanAtRevision, RevisionLine
from village_internet_plugin.sharing.hotspot_json import hotspot_to_json, read_hotspot
from village_internet_plugin.sharing.waiver_changes import WaiverChange
from village_internet_plugin.sharing.waiver_json import read_waiver, waiver_to_json

_DOES_NOT_REPLAY = Words(
    "The history of plan {plan_id} does not give the plan of revision {revision} any more: "
    "restore the database from a backup.",
    "Riwayat rencana {plan_id} tidak lagi menghasilkan rencana revisi {revision}: pulihkan basis "
    "data dari cadangan.",
)
_AT_ONCE = 20
"""Documents fetched together: a first revision may hold a whole province."""

_LINES = (
    "SELECT revision, revision_id, published_at, published_by, document ->> 'reason',"
    " (receipt ->> 'hotspots')::bigint, (receipt ->> 'added')::bigint,"
    " (receipt ->> 'changed')::bigint, (receipt ->> 'removed')::bigint"
    " FROM village_internet.revisions WHERE plan_id = %s ORDER BY revision"
)
_DELTAS = (
    "SELECT document -> 'added', document -> 'changed', document -> 'removed'"
    " FROM village_internet.revisions WHERE plan_id = %s AND revision <= %s ORDER BY revision"
)
_ONE = (
    "SELECT agency, revision_id, published_at, published_by, document ->> 'reason',"
    " content_sha256, document -> 'waivers'"
    " FROM village_internet.revisions WHERE plan_id = %s AND revision = %s"
)
# The one row of each document that speaks of the hotspot; whole documents stay where they are.
_LIFE = (
    "SELECT revision, published_at, published_by, reason, coalesce(added, changed) FROM ("
    " SELECT revision, published_at, published_by, document ->> 'reason' AS reason,"
    " jsonb_path_query_first(document, '$.added[*] ? (@.hotspot_id == $id)', named) AS added,"
    " jsonb_path_query_first(document, '$.changed[*] ? (@.hotspot_id == $id)', named) AS changed,"
    " document -> 'removed' ? %(hotspot_id)s AS is_removed"
    " FROM village_internet.revisions, jsonb_build_object('id', %(hotspot_id)s::text) AS named"
    " WHERE plan_id = %(plan_id)s) AS told"
    " WHERE added IS NOT NULL OR changed IS NOT NULL OR is_removed ORDER BY revision"
)


class _Step(NamedTuple):
    """A revision that names a hotspot: the row it then has, None when it was removed."""

    revision: int
    published_at: str
    published_by: str
    reason: str
    row: Hotspot | None


def revision_lines(connection: Connection, plan_id: str) -> list[RevisionLine]:
    """Return a plan's revisions, the oldest first; none for a plan the server does not know."""
    rows = connection.execute(_LINES, (plan_id,)).fetchall()
    waivers = waiver_changes_by_revision(connection, plan_id)
    names = subject_names(connection, plan_id, waivers.values())
    sources = source_changes_by_revision(connection, plan_id)
    return [
        RevisionLine(
            *(row[0], row[1], _utc(row[2]), row[3], row[4] or ""),
            *(row[5], row[6], row[7], row[8]),
            tuple(change.named(names) for change in waivers.get(row[0], ())),
            tuple(sources.get(row[0], ())),
        )
        for row in rows
    ]


def plan_at(connection: Connection, plan_id: str, revision: int) -> PlanAtRevision | None:
    """Return a plan as it was at `revision`, or None when it never had such a revision.

    Raises ProgramFault when the stored documents do not give the content that was published.
    """
    row = connection.execute(_ONE, (plan_id, revision)).fetchone()
    if row is None:
        return None
    agency, revision_id, published_at, published_by, reason, sha256, waivers = row
    try:
        hotspots = apply_deltas((), _deltas(connection, plan_id, revision))
    except InputError as error:
        raise _does_not_replay(plan_id, revision) from error
    if content_sha256(hotspots) != sha256:
        raise _does_not_replay(plan_id, revision)
    return PlanAtRevision(
        plan_id=plan_id,
        agency=agency,
        revision=revision,
        revision_id=revision_id,
        published_at=_utc(published_at),
        published_by=published_by,
        reason=reason or "",
        content_sha256=sha256,
        hotspots=hotspots,
        waivers=tuple(map(read_waiver, waivers)),
        funding_sources=_sources(connection, agency, hotspots, published_at),
    )


def history(connection: Connection, plan_id: str, hotspot_id: str) -> list[HistoryEntry]:
    """Return a hotspot's life in a plan, the oldest revision first; empty when it never had it.

    A revision that only gave or withdrew a waiver of it is a chapter too.
    """
    waivers = waiver_changes_by_revision(connection, plan_id, hotspot_id)
    steps = {step.revision: step for step in _steps(connection, plan_id, hotspot_id)}
    entries = []
    row: Hotspot | None = None
    for revision in sorted({*steps, *waivers}):
        before, step = row, steps.get(revision)
        if step is None:
            step = _step_beside(connection, plan_id, revision, before)
        row = step.row
        entry = _chapter(step, before, waivers.get(revision, ()))
        if entry is not None:
            entries.append(entry)
    return entries


def _chapter(
    step: _Step, before: Hotspot | None, waivers: Sequence[WaiverChange]
) -> HistoryEntry | None:
    """Return what a revision did to a hotspot; None when it did nothing to it."""
    change = hotspot_change(before, step.row)
    # A waiver of what is not in the plan yet, or no more, is no part of its life.
    if change is None and (not waivers or step.row is None):
        return None
    names = {row.hotspot_id: row.label for row in (before, step.row) if row is not None}
    return HistoryEntry(
        revision=step.revision,
        published_at=step.published_at,
        published_by=step.published_by,
        reason=step.reason,
        change=change.kind if change is not None else CHANGED,
        status=step.row.status if step.row is not None else None,
        fields=change.fields if change is not None else (),
        waivers=tuple(told.named(names) for told in waivers),
    )


def plan_to_json(plan: PlanAtRevision) -> dict[str, Any]:
    """Return a plan at a revision as it is answered, its hotspots in canonical form."""
    return {
        **vars(plan),
        "hotspots": [hotspot_to_json(hotspot) for hotspot in plan.hotspots],
        "waivers": [waiver_to_json(waiver) for waiver in plan.waivers or ()],
        "funding_sources": [
            funding_source_to_json(source) for source in plan.funding_sources or ()
        ],
    }


def line_to_json(line: RevisionLine) -> dict[str, Any]:
    """Return a revision of the list as it is answered."""
    return {
        **vars(line),
        "waivers": [waiver_change_to_json(change) for change in line.waivers],
        "funding_sources": [source_change_to_json(change) for change in line.funding_sources],
    }


def entry_to_json(entry: HistoryEntry) -> dict[str, Any]:
    """Return a chapter of a life as it is answered: `fields` by name, before and after."""
    return {
        **vars(entry),
        "fields": field_changes_to_json(entry.fields),
        "waivers": [waiver_change_to_json(change) for change in entry.waivers],
    }


def _sources(
    connection: Connection, agency: str, hotspots: Iterable[Hotspot], moment: datetime
) -> tuple[FundingSource, ...]:
    drawn_on = {row.funding_source_id for row in hotspots if row.funding_source_id}
    return sources_at(connection, agency, drawn_on, moment)


def _deltas(connection: Connection, plan_id: str, revision: int) -> Iterator[Delta]:
    """Give the deltas up to a revision, a few documents at a time."""
    with connection.cursor(name="deltas") as cursor:
        cursor.itersize = _AT_ONCE
        for added, changed, removed in cursor.execute(_DELTAS, (plan_id, revision)):
            yield Delta(
                tuple(map(read_hotspot, added)), tuple(map(read_hotspot, changed)), tuple(removed)
            )


def _steps(connection: Connection, plan_id: str, hotspot_id: str) -> Iterator[_Step]:
    rows = connection.execute(_LIFE, {"plan_id": plan_id, "hotspot_id": hotspot_id})
    for revision, published_at, published_by, reason, row in rows:
        hotspot = read_hotspot(row) if row is not None else None
        yield _Step(revision, _utc(published_at), published_by, reason or "", hotspot)


def _step_beside(connection: Connection, plan_id: str, revision: int, row: Hotspot | None) -> _Step:
    """Return a revision that left the hotspot as it was."""
    told = connection.execute(_ONE, (plan_id, revision)).fetchone()
    if told is None:
        raise _does_not_replay(plan_id, revision)
    _, _, published_at, published_by, reason, *_ = told
    return _Step(revision, _utc(published_at), published_by, reason or "", row)


def _utc(time: Any) -> str:
    return str(time.astimezone(timezone.utc).isoformat())


def _does_not_replay(plan_id: str, revision: int) -> ProgramFault:
    return ProgramFault(_DOES_NOT_REPLAY.filled(plan_id=plan_id, revision=revision))
