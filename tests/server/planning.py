# SPDX-License-Identifier: GPL-2.0-or-later
"""A planner who publishes one plan revision by revision, and remembers each document."""

from __future__ import annotations

from dataclasses import replace

from server.running import PASER, RunningServer
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.revision_document import RevisionDocument, apply_revision


class Planner:
    """A plan of Paser, published revision by revision."""

    def __init__(self, server: RunningServer) -> None:
        self.server, self.plan_id = server, new_identifier()
        self.hotspots: tuple[Hotspot, ...] = ()
        self.documents: list[RevisionDocument] = []

    def publish(
        self,
        added: tuple[Hotspot, ...] = (),
        changed: tuple[Hotspot, ...] = (),
        removed: tuple[str, ...] = (),
        reason: str = "",
        waivers: tuple[Waiver, ...] = (),
        sources: tuple[FundingSource, ...] = (),
        user: str = "paser.planner",
    ) -> None:
        """Publish a delta, and have it stored."""
        described = self.server.description
        bare = RevisionDocument(
            revision_id=new_identifier(),
            plan_id=self.plan_id,
            agency=PASER,
            base_revision=len(self.documents),
            rule_set_version=described["rule_set_version"],
            reference_sha256=described["reference_sha256"],
            added=added,
            changed=changed,
            removed=removed,
            funding_sources=sources,
            waivers=waivers,
            content_sha256="0" * 64,
            reason=reason,
        )
        self.hotspots = apply_revision(self.hotspots, bare)
        document = replace(bare, content_sha256=content_sha256(self.hotspots))
        assert self.server.publish(document, user)["outcome"] == "published"
        self.documents.append(document)

    def empty(self) -> None:
        """Take the plan's hotspots away: their villages are needed again."""
        if self.hotspots:
            self.publish(removed=tuple(row.hotspot_id for row in self.hotspots))
