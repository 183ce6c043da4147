# SPDX-License-Identifier: GPL-2.0-or-later
"""The processes that tell a plan's past to its own agency: a revision whole, its list, a life."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from flask import g
from pygeoapi.process.base import BaseProcessor
from werkzeug.exceptions import Forbidden

from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.history import (
    entry_to_json,
    history,
    line_to_json,
    plan_at,
    plan_to_json,
    revision_lines,
)
from village_internet_plugin.server.process_descriptions import (
    ANSWER,
    JSON,
    described,
    input_of,
    required_revision,
    required_text,
)
from village_internet_plugin.server.refusal_words import HISTORY_OF_OTHERS
from village_internet_plugin.server.refusals import said
from village_internet_plugin.server.revision_rows import Head, head_of
from village_internet_plugin.server.worker import worker


class PlanAtRevision(BaseProcessor):
    """Hand out a plan as it was at one of its revisions."""

    def __init__(self, processor_def: dict[str, Any]) -> None:
        """Describe the process to pygeoapi."""
        super().__init__(processor_def, deepcopy(_PLAN_AT_REVISION))

    def execute(self, data: dict[str, Any], outputs: Any = None) -> tuple[str, Any]:
        """Take `plan_id` and `revision` and return the plan, null when there was none such."""
        plan_id = required_text(data, "plan_id")
        revision = required_revision(data, "revision", 1)

        def read(connection: Connection) -> dict[str, Any]:
            head = _own_head(connection, plan_id)
            plan = plan_at(connection, plan_id, revision) if head is not None else None
            return {
                "plan_id": plan_id,
                "head_revision": head.revision if head is not None else 0,
                "plan": plan_to_json(plan) if plan is not None else None,
            }

        return JSON, worker().database.transaction(read)


class History(BaseProcessor):
    """Tell what became of a plan, or of one of its hotspots."""

    def __init__(self, processor_def: dict[str, Any]) -> None:
        """Describe the process to pygeoapi."""
        super().__init__(processor_def, deepcopy(_HISTORY))

    def execute(self, data: dict[str, Any], outputs: Any = None) -> tuple[str, Any]:
        """Take `plan_id` and perhaps `hotspot_id`; return revisions or changes, the oldest first.

        Without a hotspot, `revisions` lists who published what when and why; with one, `changes`
        tells its life.
        """
        plan_id = required_text(data, "plan_id")
        is_life = data.get("hotspot_id") is not None
        hotspot_id = required_text(data, "hotspot_id") if is_life else None

        def read(connection: Connection) -> dict[str, Any]:
            head = _own_head(connection, plan_id)
            answer = {"plan_id": plan_id, "agency": head.agency if head is not None else None}
            if hotspot_id is None:
                lines = revision_lines(connection, plan_id)
                return {**answer, "revisions": [line_to_json(line) for line in lines]}
            life = history(connection, plan_id, hotspot_id)
            changes = [entry_to_json(entry) for entry in life]
            return {**answer, "hotspot_id": hotspot_id, "changes": changes}

        return JSON, worker().database.transaction(read)


def _own_head(connection: Connection, plan_id: str) -> Head | None:
    """Return where a plan stands, None for an unknown one; Forbidden for another agency's plan.

    Old revisions hold what maps do not show: notes, names of persons, consents. From here on the
    transaction sees one state of the database, and writes nothing.
    """
    connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    head = head_of(connection, plan_id)
    if head is not None and not g.account.acts_for(head.agency):
        raise Forbidden(said(HISTORY_OF_OTHERS, own=g.account.agency, other=head.agency))
    return head


_PLAN = input_of("Plan", {"type": "string"})
_PLAN_AT_REVISION = described(
    "plan-at-revision",
    "A plan at a revision",
    "The hotspots and waivers of a plan of one's own agency as they were published with a "
    "revision, the funding sources as they were then, and who published it, when and why; plan is "
    "null when there was no such revision.",
    {"plan_id": _PLAN, "revision": input_of("Revision", {"type": "integer", "minimum": 1})},
    ANSWER,
)
_HISTORY = described(
    "history",
    "History of a plan or of a hotspot",
    "The revisions of a plan of one's own agency, the oldest first, with who published them, when, "
    "why, how much changed, which waivers were given or withdrawn, and what became of the agency's "
    "funding sources; given a hotspot, what each revision did to it and to its waivers.",
    {"plan_id": _PLAN, "hotspot_id": input_of("Hotspot", {"type": "string"}, 0)},
    ANSWER,
)
