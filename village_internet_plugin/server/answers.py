# SPDX-License-Identifier: GPL-2.0-or-later
"""The answers of publish-plan: outcomes are data, told alike for a trial and in earnest."""

from __future__ import annotations

from typing import Any

from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.languages import Words

Answer = dict[str, Any]

# Why a document can be refused; each comes with a sentence of its own.
INVALID_DOCUMENT = "invalid_document"
NOT_YOUR_AGENCY = "not_your_agency"
UNKNOWN_AGENCY = "unknown_agency"
REVISION_ID_REUSED = "revision_id_reused"
REFERENCE_MISMATCH = "reference_mismatch"
RULE_SET_MISMATCH = "rule_set_mismatch"
UNKNOWN_BASE = "unknown_base"
UNKNOWN_HOTSPOT = "unknown_hotspot"
HOTSPOT_ID_TAKEN = "hotspot_id_taken"
CONTENT_MISMATCH = "content_mismatch"
FUNDING_SOURCE_NOT_YOURS = "funding_source_not_yours"
FUNDING_SOURCE_OVERDRAWN = "funding_source_overdrawn"
WAIVER_NOT_ALLOWED = "waiver_not_allowed"
NOTHING_IN_FORCE = "nothing_in_force"


class NotPublished(Exception):
    """Ends a publish with an answer; raised inside the transaction, it takes everything back."""

    def __init__(self, answer: Answer, message: Words | None = None) -> None:
        """Carry `answer` to the caller; `message` is its sentence, where it has one."""
        super().__init__(answer["outcome"])
        self._answer = answer
        self._message = message

    def told(self, language: str) -> Answer:
        """Return the answer, its sentence in `language` ("en" or "id")."""
        if self._message is None:
            return self._answer
        return {**self._answer, "message": self._message.say(language)}


def published(receipt: dict[str, Any]) -> Answer:
    """Return the answer to a stored revision, now and for every repeat."""
    return {"outcome": "published", "receipt": receipt}


def refused(reason: str, message: Words, **values: object) -> NotPublished:
    """Return the refusal of a document: a code for programs, a sentence for people.

    `values` are filled into the sentence.
    """
    return NotPublished({"outcome": "refused", "reason": reason}, message.filled(**values))


def rejected(report: CheckReport) -> NotPublished:
    """Return the rejection of a plan with findings that must be mended or waived first."""
    return NotPublished({"outcome": "rejected", "report": report.to_json()})


def conflict(base_revision: int, head_revision: int, changes: list[dict[str, Any]]) -> NotPublished:
    """Return what happened to the plan since the base the document was made on."""
    return NotPublished(
        {
            "outcome": "conflict",
            "base_revision": base_revision,
            "head_revision": head_revision,
            "changes": changes,
        }
    )


def would_be_published(report: CheckReport) -> NotPublished:
    """Return the answer to a dry run that went well to the end, and takes everything back."""
    return NotPublished({"outcome": "dry_run", "would": "published", "report": report.to_json()})
