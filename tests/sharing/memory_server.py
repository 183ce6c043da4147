# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared server in memory for several plans: history, receipts, conflicts, funding sources.

What is sent and answered goes through JSON, as over the network. It checks no rules.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field

from sharing.planner_server import receipt_of
from village_internet_plugin.domain.errors import NetworkFailed
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.identifiers import same_agency
from village_internet_plugin.domain.position import Region
from village_internet_plugin.sharing.answers import (
    DryRun,
    PublishAnswer,
    read_publish_answer,
)
from village_internet_plugin.sharing.changes import Changes, read_changes
from village_internet_plugin.sharing.revision_document import (
    RevisionDocument,
    apply_revision,
    read_revision_document,
)


@dataclass
class Kept:
    """What the server has of one plan."""

    agency: str = ""
    hotspots: tuple[Hotspot, ...] = ()
    history: list[dict[str, object]] = field(default_factory=list)


class MemoryServer:
    """Does what `sharing.client.Client` does, for publishing and for pulling."""

    def __init__(self) -> None:
        self.plans: dict[str, Kept] = {}
        self.sources: dict[str, FundingSource] = {}
        self.receipts: dict[str, dict[str, object]] = {}
        self.loses_answers = False
        """Whether the answer to the next publish is lost on its way, after it was stored."""

    def publish(self, document: RevisionDocument, dry_run: bool = False) -> PublishAnswer:
        arrived = read_revision_document(json.loads(json.dumps(document.to_json())))
        answer = read_publish_answer(json.loads(json.dumps(self._answer(arrived))))
        assert not isinstance(answer, DryRun)
        assert not dry_run
        if self.loses_answers:
            self.loses_answers = False
            raise NetworkFailed("The answer was lost on its way.")
        return answer

    def changes_since(self, plan_id: str, revision: int) -> Changes:
        history = self.plans.get(plan_id, Kept()).history
        answer = {
            "plan_id": plan_id,
            "head_revision": len(history),
            "changes": history[revision:],
        }
        return read_changes(json.loads(json.dumps(answer)))

    def published_hotspots(
        self, excluding_plan: str, within: Region | None = None
    ) -> tuple[PublishedHotspot, ...]:
        return tuple(
            PublishedHotspot(row, kept.agency, plan_id, len(kept.history))
            for plan_id, kept in self.plans.items()
            if plan_id != excluding_plan
            for row in kept.hotspots
        )

    def funding_sources(
        self, agency: str, drawn_on: Collection[str] = ()
    ) -> tuple[FundingSource, ...]:
        return tuple(
            source
            for source in self.sources.values()
            if same_agency(source.agency, agency) or source.funding_source_id in drawn_on
        )

    def _answer(self, document: RevisionDocument) -> dict[str, object]:
        known = self.receipts.get(document.revision_id)
        if known is not None:
            return {"outcome": "published", "receipt": known}
        kept = self.plans.setdefault(document.plan_id, Kept(document.agency))
        if document.base_revision != len(kept.history):
            return {
                "outcome": "conflict",
                "base_revision": document.base_revision,
                "head_revision": len(kept.history),
                "changes": kept.history[document.base_revision :],
            }
        kept.hotspots = apply_revision(kept.hotspots, document)
        self.sources.update((row.funding_source_id, row) for row in document.funding_sources)
        written = document.to_json()
        kept.history.append(
            {
                "revision": len(kept.history) + 1,
                "revision_id": document.revision_id,
                "published_at": "2026-02-01T03:04:05Z",
                "published_by": document.agency,
                **{name: written[name] for name in ("added", "changed", "removed", "waivers")},
            }
        )
        receipt = receipt_of(document, len(kept.history), kept.hotspots)
        self.receipts[document.revision_id] = receipt
        return {"outcome": "published", "receipt": receipt}
