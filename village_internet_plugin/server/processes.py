# SPDX-License-Identifier: GPL-2.0-or-later
"""The processes this server adds to pygeoapi, and the manager that runs them."""

from __future__ import annotations

import uuid
from copy import deepcopy
from typing import Any

from flask import g, request
from pygeoapi.process.base import BaseProcessor
from pygeoapi.process.manager.dummy import DummyManager
from pygeoapi.util import JobStatus
from werkzeug.exceptions import BadRequest, Forbidden, ServiceUnavailable

from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.server import refusal_words as words
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.in_force import NothingInForce, rule_set_text, versions
from village_internet_plugin.server.process_descriptions import (
    ANSWER,
    JSON,
    NOT_TRUE_OR_FALSE,
    described,
    input_of,
    required,
    required_revision,
    required_text,
)
from village_internet_plugin.server.publishing import publish
from village_internet_plugin.server.refusals import language_asked_for, said
from village_internet_plugin.server.revision_rows import changes_since, head_of
from village_internet_plugin.server.worker import worker
from village_internet_plugin.sharing.strict_json import parse_json

GEOPACKAGE = "application/geopackage+sqlite3"
_Output = tuple[str, Any]


class ProcessManager(DummyManager):
    """Runs a process at once and lets its errors be HTTP errors.

    pygeoapi's own managers turn every exception into a 400 that quotes it; here a mistake of the
    caller is told by the process itself, and a failure of ours is a 500 that quotes nothing.
    """

    def execute_process(  # noqa: D102 - pygeoapi's method
        self, process_id: str, data_dict: dict[str, Any], *_: Any, **__: Any
    ) -> tuple[str, str, Any, JobStatus, dict[str, str] | None]:
        # The inputs were read strictly, once, before pygeoapi saw the request.
        mime_type, output = self.get_processor(process_id).execute(g.inputs)
        return str(uuid.uuid4()), mime_type, output, JobStatus.successful, None


class PublishPlan(BaseProcessor):
    """Publish a revision of a plan, or try it."""

    def __init__(self, processor_def: dict[str, Any]) -> None:
        """Describe the process to pygeoapi."""
        super().__init__(processor_def, deepcopy(_PUBLISH_PLAN))

    def execute(self, data: dict[str, Any], outputs: Any = None) -> _Output:
        """Take `document` and `dry_run` and return the outcome."""
        document = required(data, "document", dict)
        dry_run = data.get("dry_run", False)
        if not isinstance(dry_run, bool):
            raise BadRequest(said(NOT_TRUE_OR_FALSE, name="dry_run"))
        here = worker()
        answer = publish(
            here.database,
            here.in_force,
            g.credential,
            document,
            dry_run,
            language_asked_for(),
            getattr(request, "document_text", None),
        )
        g.outcome, g.reason = answer["outcome"], answer.get("reason")
        return JSON, answer


class ChangesSince(BaseProcessor):
    """Tell what was published of a plan after a revision."""

    def __init__(self, processor_def: dict[str, Any]) -> None:
        """Describe the process to pygeoapi."""
        super().__init__(processor_def, deepcopy(_CHANGES_SINCE))

    def execute(self, data: dict[str, Any], outputs: Any = None) -> _Output:
        """Take `plan_id` and `revision` and return the deltas, the oldest first.

        Beside them stands what a plan is judged by now, null where nothing is in force yet, and
        which version of this code judges. Documents hold persons and notes: they are for the plan's
        own agency.
        """
        plan_id = required_text(data, "plan_id")
        revision = required_revision(data, "revision", 0)

        def read(connection: Any) -> dict[str, Any]:
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            head = head_of(connection, plan_id)
            if head is not None and not g.account.acts_for(head.agency):
                raise Forbidden(said(words.CHANGES_OF_OTHERS, other=head.agency))
            reference_sha256, rule_set_version = _in_force(connection)
            return {
                "plan_id": plan_id,
                "agency": head.agency if head else None,
                "base_revision": revision,
                "head_revision": head.revision if head else 0,
                "changes": changes_since(connection, plan_id, revision),
                "rule_set_version": rule_set_version,
                "reference_sha256": reference_sha256,
                "server_version": VERSION,
            }

        return JSON, worker().database.transaction(read)


class ReferenceFile(BaseProcessor):
    """Hand out the reference in force as a GeoPackage."""

    def __init__(self, processor_def: dict[str, Any]) -> None:
        """Describe the process to pygeoapi."""
        super().__init__(processor_def, deepcopy(_REFERENCE))

    def execute(self, data: dict[str, Any], outputs: Any = None) -> _Output:
        """Return the file's bytes."""
        here = worker()
        try:
            path = here.database.transaction(here.in_force.reference_file)
        except NothingInForce:
            raise ServiceUnavailable(said(words.NOTHING_IN_FORCE)) from None
        return GEOPACKAGE, path.read_bytes()


class RuleSetDocument(BaseProcessor):
    """Hand out the rule set in force."""

    def __init__(self, processor_def: dict[str, Any]) -> None:
        """Describe the process to pygeoapi."""
        super().__init__(processor_def, deepcopy(_RULE_SET))

    def execute(self, data: dict[str, Any], outputs: Any = None) -> _Output:
        """Return the rule set as it was loaded."""
        try:
            text = worker().database.transaction(rule_set_text)
        except NothingInForce:
            raise ServiceUnavailable(said(words.NOTHING_IN_FORCE)) from None
        return JSON, parse_json(text, "The rule set")


def _in_force(connection: Connection) -> tuple[str | None, str | None]:
    try:
        return versions(connection)
    except NothingInForce:
        return None, None


_PUBLISH_PLAN = described(
    "publish-plan",
    "Publish a plan",
    "Publishes one revision of a plan: stored whole with a receipt, or not at all. The outcome is "
    "published, dry_run, conflict, rejected or refused.",
    {
        "document": input_of("Revision document", {"type": "object"}),
        "dry_run": input_of("Try only, store nothing", {"type": "boolean", "default": False}, 0),
    },
    ANSWER,
)
_CHANGES_SINCE = described(
    "changes-since",
    "Changes since a revision",
    "What was published of a plan after a revision, the oldest first, and the rule set and the "
    "reference by which plans are judged now.",
    {
        "plan_id": input_of("Plan", {"type": "string"}),
        "revision": input_of("Revision", {"type": "integer", "minimum": 0}),
    },
    ANSWER,
)
_REFERENCE = described(
    "reference",
    "Reference data",
    "The villages, offices and blank spots in force, as a GeoPackage.",
    {},
    {"type": "string", "format": "binary", "contentMediaType": GEOPACKAGE},
)
_RULE_SET = described("rule-set", "Rule set", "The rule set in force on this server.", {}, ANSWER)
