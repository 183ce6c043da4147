# SPDX-License-Identifier: GPL-2.0-or-later
"""What each revision did to a plan's waivers: every document holds the whole list of its time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.server.database import Connection
from village_internet_plugin.sharing.waiver_changes import WaiverChange, waiver_changes
from village_internet_plugin.sharing.waiver_json import read_waiver

# Lists are compared whole where they are stored; rows come only of those that differ, and of these
# only what the other list does not hold.
_STEPS = (
    "WITH said AS MATERIALIZED (SELECT revision, CASE WHEN %(subject)s::text IS NULL"
    " THEN document -> 'waivers' ELSE jsonb_path_query_array(document -> 'waivers',"
    " '$[*] ? (@.subject == $one)', jsonb_build_object('one', %(subject)s::text)) END AS list"
    " FROM village_internet.revisions WHERE plan_id = %(plan_id)s),"
    " stepped AS (SELECT revision, list, lag(list, 1, '[]') OVER (ORDER BY revision) AS was"
    " FROM said)"
    " SELECT revision, before, waiver FROM stepped, LATERAL ("
    " SELECT DISTINCT old IS NOT NULL AS before, coalesce(old, new) AS waiver"
    " FROM jsonb_array_elements(was) AS o (old)"
    " FULL JOIN jsonb_array_elements(list) AS n (new) ON old = new"
    " WHERE old IS NULL OR new IS NULL"
    ") AS told"
    " WHERE list <> was"
    " ORDER BY revision, waiver ->> 'rule', waiver ->> 'subject', waiver"
)
_HOTSPOTS = (
    "SELECT hotspot_id, name FROM village_internet.hotspots"
    " WHERE plan_id = %s AND hotspot_id = ANY(%s) AND name <> ''"
)
_VILLAGES = (
    "SELECT village_code, name FROM village_internet.villages"
    " WHERE village_code = ANY(%s) AND name <> ''"
)
# What is gone from the plan was called something when it was published: the last name counts.
_GONE = (
    "SELECT hotspot ->> 'hotspot_id', hotspot ->> 'name'"
    " FROM village_internet.revisions,"
    " jsonb_array_elements((document -> 'added') || (document -> 'changed')) AS hotspot"
    " WHERE plan_id = %s AND hotspot ->> 'hotspot_id' = ANY(%s) AND hotspot ->> 'name' <> ''"
    " ORDER BY revision"
)


def waiver_changes_by_revision(
    connection: Connection, plan_id: str, subject: str | None = None
) -> dict[int, tuple[WaiverChange, ...]]:
    """Return by revision what became of the waivers of a plan, or of one `subject` in it."""
    sides: dict[int, tuple[list[Waiver], list[Waiver]]] = {}
    for revision, is_before, waiver in connection.execute(
        _STEPS, {"plan_id": plan_id, "subject": subject}
    ):
        before, after = sides.setdefault(revision, ([], []))
        (before if is_before else after).append(read_waiver(waiver))
    return {revision: waiver_changes(*lists) for revision, lists in sides.items()}


def subject_names(
    connection: Connection, plan_id: str, changes: Iterable[Sequence[WaiverChange]]
) -> dict[str, str]:
    """Return what the hotspots and villages that waivers are about are called, by their id."""
    subjects = {change.waiver.subject for several in changes for change in several}
    if not subjects:
        return {}
    names: dict[str, str] = dict(connection.execute(_VILLAGES, (sorted(subjects),)).fetchall())
    names.update(connection.execute(_HOTSPOTS, (plan_id, sorted(subjects))).fetchall())
    nameless = sorted(subjects - names.keys())
    if nameless:
        names.update(connection.execute(_GONE, (plan_id, nameless)).fetchall())
    return names
