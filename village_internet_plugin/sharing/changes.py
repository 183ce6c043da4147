# SPDX-License-Identifier: GPL-2.0-or-later
"""What the server's history says happened to a plan since a revision."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.delta import Delta, apply_deltas
from village_internet_plugin.sharing.fields import (
    Reader,
    WrongField,
    read_count,
    read_identifier,
    read_known_fields,
    read_list,
    read_optional_identifier,
    read_optional_text,
    read_sha256,
    read_text,
)
from village_internet_plugin.sharing.hotspot_json import read_hotspot
from village_internet_plugin.sharing.revision_document import MAX_HOTSPOTS, MAX_WAIVERS
from village_internet_plugin.sharing.waiver_json import read_waiver

MAX_REVISIONS = 100_000


@dataclass(frozen=True)
class PublishedRevision:
    """One revision in the server's history: who published what when, and why.

    `published_at` is ISO 8601 in UTC, `published_by` the account, `reason` empty where none was
    given or the server does not tell.
    """

    revision: int
    revision_id: str
    published_at: str
    published_by: str
    delta: Delta
    waivers: tuple[Waiver, ...] | None = None
    """The plan's whole list after this revision; None when the server does not tell."""
    reason: str = ""


@dataclass(frozen=True)
class Changes:
    """The revisions of a plan after a base, in their order, up to the server's head.

    `head_revision` is 0 for a plan the server does not know. `rule_set_version` and
    `reference_sha256` are what the server judges by now; None when it does not tell.
    """

    plan_id: str
    head_revision: int
    revisions: tuple[PublishedRevision, ...]
    rule_set_version: str | None = None
    reference_sha256: str | None = None

    def apply_to(self, base: Iterable[Hotspot]) -> tuple[Hotspot, ...]:
        """Return the hotspots at the head, from those at the base.

        Raises DeltaDoesNotFit (an InputError) when the revisions were not made on this base.
        """
        return apply_deltas(base, (revision.delta for revision in self.revisions))

    def waivers_after(self, base: tuple[Waiver, ...]) -> tuple[Waiver, ...]:
        """Return the plan's waivers at the head: the last list told, else those at the base."""
        told = [row.waivers for row in self.revisions if row.waivers is not None]
        return told[-1] if told else base


def read_changes(data: object) -> Changes:
    """Return the answer of the process `changes-since`: plan_id, head_revision and changes.

    Raises WrongField (an InputError) for a wrong field and for revisions out of order.
    """
    if isinstance(data, dict):
        data = {"rule_set_version": None, "reference_sha256": None, **data}
    values: dict[str, Any] = read_known_fields(data, _ANSWER_READERS)
    changes = Changes(revisions=values.pop("changes"), **values)
    if changes.revisions and changes.revisions[-1].revision != changes.head_revision:
        last = field_words.LAST_CHANGE.filled(revision=changes.revisions[-1].revision)
        raise WrongField(last, "head_revision")
    return changes


def read_revisions(data: object) -> tuple[PublishedRevision, ...]:
    """Return a list of revisions, each one later than the one before it."""
    revisions = read_list(data, _read_revision, MAX_REVISIONS)
    for index in range(1, len(revisions)):
        before, here = revisions[index - 1].revision, revisions[index].revision
        if here != before + 1:
            fault = field_words.NEXT_REVISION.filled(expected=before + 1, found=here)
            raise WrongField(fault, f"[{index}]")
    return revisions


def _read_revision(data: object) -> PublishedRevision:
    if isinstance(data, dict):
        data = {"waivers": None, "reason": None, **data}
    values: dict[str, Any] = read_known_fields(data, _READERS)
    delta = Delta(values.pop("added"), values.pop("changed"), values.pop("removed"))
    return PublishedRevision(delta=delta, **values)


def _read_optional_sha256(data: object) -> str | None:
    return None if data is None else read_sha256(data)


def _read_reason(data: object) -> str:
    return read_optional_text(data) or ""


def _read_waivers(data: object) -> tuple[Waiver, ...] | None:
    return None if data is None else read_list(data, read_waiver, MAX_WAIVERS)


_ANSWER_READERS: Mapping[str, Reader[object]] = {
    "plan_id": read_identifier,
    "head_revision": read_count,
    "changes": read_revisions,
    "rule_set_version": read_optional_identifier,
    "reference_sha256": _read_optional_sha256,
}
_READERS: Mapping[str, Reader[object]] = {
    "revision": read_count,
    "revision_id": read_identifier,
    "published_at": read_text,
    "published_by": read_text,
    "added": lambda data: read_list(data, read_hotspot, MAX_HOTSPOTS),
    "changed": lambda data: read_list(data, read_hotspot, MAX_HOTSPOTS),
    "removed": lambda data: read_list(data, read_identifier, MAX_HOTSPOTS),
    "waivers": _read_waivers,
    "reason": _read_reason,
}
