# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells what the server answered to a publish: a sentence for people, a record for programs."""

from __future__ import annotations

from typing import Any, NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED
from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.layers.refusal_words import refusal_sentence
from village_internet_plugin.sharing.answers import (
    Conflict,
    DryRun,
    PublishAnswer,
    Published,
    Refused,
    Rejected,
)
from village_internet_plugin.sharing.receipts import Receipt


class Told(NamedTuple):
    """An answer of the server, told.

    `revision` is the plan's on the server, None where the answer does not say it. `record` is the
    receipt of a published revision, and the answer's own content for any other.
    """

    outcome: str
    sentence: str
    record: dict[str, Any]
    revision: int | None = None
    is_good: bool = False
    details: str = ""
    """The server's own words, where it has any."""


def tell(answer: PublishAnswer) -> Told:
    """Return the answer told."""
    if isinstance(answer, Published):
        return _published(answer.receipt)
    if isinstance(answer, DryRun):
        return _dry_run(answer)
    if isinstance(answer, Conflict):
        return _conflict(answer)
    if isinstance(answer, Rejected):
        return _rejected(answer)
    return _refused(answer)


def version_sentence(answer: PublishAnswer, server_version: str) -> str:
    """Return what may be behind an answer where server and plugin are not of one version.

    Empty where the versions are the same or not told, and where they cannot matter.
    """
    may_matter = isinstance(answer, Rejected) or (
        isinstance(answer, Refused) and answer.reason == "content_mismatch"
    )
    if not may_matter or server_version in ("", VERSION):
        return ""
    text = QCoreApplication.translate(
        "VillageInternet",
        "The server runs version {theirs}, this plugin is {ours}: they may judge differently. "
        "Update the plugin, or ask the administrator to update the server.",
    )
    return text.format(theirs=server_version, ours=VERSION)


def _published(receipt: Receipt) -> Told:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "Published as revision {revision}; the plan now has {hotspots} hotspots on the server.",
    ).format(revision=receipt.revision, hotspots=receipt.hotspots)
    return Told("published", sentence, receipt.to_json(), receipt.revision, is_good=True)


def _dry_run(answer: DryRun) -> Told:
    sentence = QCoreApplication.translate(
        "VillageInternet", "Publishing would succeed. Nothing was stored."
    )
    record = {"outcome": "dry_run", "would": answer.would, "report": answer.report.to_json()}
    return Told("dry_run", sentence, record, is_good=True)


def _conflict(answer: Conflict) -> Told:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "Not published: a colleague published first, and the server is at revision {head}. "
        "Pull the plan, look at what changed, and publish again.",
    ).format(head=answer.head_revision)
    record = {
        "outcome": "conflict",
        "base_revision": answer.base_revision,
        "head_revision": answer.head_revision,
        "changes": [
            {"revision": change.revision, "by": change.published_by, "at": change.published_at}
            for change in answer.changes
        ],
    }
    return Told("conflict", sentence, record, answer.head_revision)


def _rejected(answer: Rejected) -> Told:
    counts = answer.report.counts()
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "Not published: the server's check found {errors} errors, and {not_checked} rules could "
        "not be checked. Mend or waive them, and publish again.",
    ).format(errors=counts[ERROR], not_checked=counts[NOT_CHECKED])
    return Told("rejected", sentence, {"outcome": "rejected", "report": answer.report.to_json()})


def _refused(answer: Refused) -> Told:
    record = {"outcome": "refused", "reason": answer.reason, "message": answer.message}
    details = QCoreApplication.translate("VillageInternet", "The server says: {message}")
    return Told(
        "refused",
        refusal_sentence(answer.reason),
        record,
        details=details.format(message=answer.message),
    )
