# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan's history as the server tells it: its revisions, one of them whole, a hotspot's life.

A server of before waivers and funding sources were told leaves them out; then nothing is known of
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.change_json import (
    read_field_changes,
    read_source_changes,
    read_waiver_changes,
)
from village_internet_plugin.sharing.changes import MAX_REVISIONS
from village_internet_plugin.sharing.comparing import PlanState
from village_internet_plugin.sharing.field_change import ADDED, CHANGED, REMOVED, FieldChange
from village_internet_plugin.sharing.fields import (
    Reader,
    WrongField,
    choice_reader,
    read_count,
    read_identifier,
    read_known_fields,
    read_list,
    read_optional_identifier,
    read_optional_text,
    read_sha256,
    read_text,
)
from village_internet_plugin.sharing.funding_source_json import read_funding_source
from village_internet_plugin.sharing.hotspot_json import read_hotspot
from village_internet_plugin.sharing.revision_document import (
    MAX_FUNDING_SOURCES,
    MAX_HOTSPOTS,
    MAX_WAIVERS,
)
from village_internet_plugin.sharing.source_changes import SourceChange
from village_internet_plugin.sharing.waiver_changes import WaiverChange
from village_internet_plugin.sharing.waiver_json import read_waiver


@dataclass(frozen=True)
class RevisionLine:
    """One revision in the list of a plan's revisions: who, when, why, and how much changed.

    `published_at` is ISO 8601 in UTC; `reason` is empty where none was given; `hotspots` counts
    those of the plan after it. `funding_sources` are the changes of the agency's own that came with
    the revision, or since the one before it; each tells who made it.
    """

    revision: int
    revision_id: str
    published_at: str
    published_by: str
    reason: str
    hotspots: int
    added: int
    changed: int
    removed: int
    waivers: tuple[WaiverChange, ...] = ()
    funding_sources: tuple[SourceChange, ...] = ()


@dataclass(frozen=True)
class HistoryEntry:
    """One chapter of a hotspot's life: what a revision did to it.

    `change` is added, changed or removed; `status` is the hotspot's after it, None when it is gone
    or states none. Where only `waivers` of it changed, `fields` is empty.
    """

    revision: int
    published_at: str
    published_by: str
    reason: str
    change: str
    status: str | None
    fields: tuple[FieldChange, ...]
    waivers: tuple[WaiverChange, ...] = ()


@dataclass(frozen=True)
class PlanHistory:
    """The revisions of a plan, the oldest first; `agency` is None for a plan never published."""

    plan_id: str
    agency: str | None
    revisions: tuple[RevisionLine, ...]

    @property
    def head_revision(self) -> int:
        """The newest revision, 0 when there is none."""
        return self.revisions[-1].revision if self.revisions else 0


@dataclass(frozen=True)
class PlanAtRevision:
    """A plan as it was at one of its revisions; `hotspots` in the order they were placed.

    `funding_sources` are those it drew on and its agency's, as they were then. They and `waivers`
    are None where the server does not tell.
    """

    plan_id: str
    agency: str
    revision: int
    revision_id: str
    published_at: str
    published_by: str
    reason: str
    content_sha256: str
    hotspots: tuple[Hotspot, ...]
    waivers: tuple[Waiver, ...] | None = None
    funding_sources: tuple[FundingSource, ...] | None = None

    def state(self) -> PlanState:
        """Return it as one side of a comparison."""
        return PlanState(self.hotspots, self.waivers, self.funding_sources, self.agency)


def read_plan_history(data: object) -> PlanHistory:
    """Return the answer of the process `history` to a plan alone.

    Raises WrongField (an InputError) for a wrong field and for revisions that are not all of them.
    """
    values: dict[str, Any] = read_known_fields(data, _HISTORY)
    for index, line in enumerate(values["revisions"], 1):
        if line.revision != index:
            fault = field_words.NEXT_REVISION.filled(expected=index, found=line.revision)
            raise WrongField(fault, f"revisions[{index - 1}]")
    return PlanHistory(**values)


def read_life(data: object) -> tuple[HistoryEntry, ...]:
    """Return the answer of the process `history` to a hotspot: its life, the oldest first."""
    values: dict[str, Any] = read_known_fields(data, _LIFE)
    life: tuple[HistoryEntry, ...] = values["changes"]
    return life


def read_plan_at_revision(data: object) -> PlanAtRevision | None:
    """Return the answer of the process `plan-at-revision`; None when there is no such revision.

    Raises WrongField (an InputError) for a wrong field, and when the hotspots do not have the hash
    that the revision was given when it was published.
    """
    known: dict[str, Any] = read_known_fields(data, {"plan": lambda value: value})
    if known["plan"] is None:
        return None
    try:
        return _read_plan(known["plan"])
    except WrongField as wrong:
        raise wrong.within("plan") from None


def _read_plan(data: object) -> PlanAtRevision:
    values: dict[str, Any] = read_known_fields(_filled(data, _UNTOLD_PLAN), _PLAN)
    plan = PlanAtRevision(**values)
    if content_sha256(plan.hotspots) != plan.content_sha256:
        raise WrongField(field_words.OTHER_CONTENT, "content_sha256")
    return plan


def _read_reason(data: object) -> str:
    return read_optional_text(data) or ""


def _read_optional_waivers(data: object) -> tuple[Waiver, ...] | None:
    return None if data is None else read_list(data, read_waiver, MAX_WAIVERS)


def _read_optional_sources(data: object) -> tuple[FundingSource, ...] | None:
    # The agency's, and what its hotspots draw on of others.
    most = MAX_FUNDING_SOURCES + MAX_HOTSPOTS
    return None if data is None else read_list(data, read_funding_source, most)


_REVISION: Mapping[str, Reader[object]] = {
    "revision": read_count,
    "published_at": read_text,
    "published_by": read_text,
    "reason": _read_reason,
}
_LINE: Mapping[str, Reader[object]] = {
    **_REVISION,
    "revision_id": read_identifier,
    "hotspots": read_count,
    "added": read_count,
    "changed": read_count,
    "removed": read_count,
    "waivers": read_waiver_changes,
    "funding_sources": read_source_changes,
}
_ENTRY: Mapping[str, Reader[object]] = {
    **_REVISION,
    "change": choice_reader((ADDED, CHANGED, REMOVED)),
    "status": read_optional_text,
    "fields": read_field_changes,
    "waivers": read_waiver_changes,
}


_UNTOLD_LINE: Mapping[str, object] = {"waivers": [], "funding_sources": []}
_UNTOLD_ENTRY: Mapping[str, object] = {"waivers": []}
_UNTOLD_PLAN: Mapping[str, object] = {"waivers": None, "funding_sources": None}
"""What stands in for fields that an older server does not send."""


def _filled(data: object, untold: Mapping[str, object]) -> object:
    return {**untold, **data} if isinstance(data, dict) else data


def _read_line(data: object) -> RevisionLine:
    values: dict[str, Any] = read_known_fields(_filled(data, _UNTOLD_LINE), _LINE)
    return RevisionLine(**values)


def _read_entry(data: object) -> HistoryEntry:
    values: dict[str, Any] = read_known_fields(_filled(data, _UNTOLD_ENTRY), _ENTRY)
    return HistoryEntry(**values)


_HISTORY: Mapping[str, Reader[object]] = {
    "plan_id": read_identifier,
    "agency": read_optional_identifier,
    "revisions": lambda data: read_list(data, _read_line, MAX_REVISIONS),
}
_LIFE: Mapping[str, Reader[object]] = {
    "changes": lambda data: read_list(data, _read_entry, MAX_REVISIONS),
}
_PLAN: Mapping[str, Reader[object]] = {
    **_REVISION,
    "plan_id": read_identifier,
    "agency": read_identifier,
    "revision_id": read_identifier,
    "content_sha256": read_sha256,
    # A plan may have grown by several documents; each of them is bounded.
    "hotspots": lambda data: read_list(data, read_hotspot, 10 * MAX_HOTSPOTS),
    "waivers": _read_optional_waivers,
    "funding_sources": _read_optional_sources,
}
