# SPDX-License-Identifier: GPL-2.0-or-later
"""A planner's server in memory: history, one receipt per key, conflicts. It checks no rules.

It stands in for the real one where tests need a server that keeps its word and can be made to hang
up at a chosen moment; tests/server runs the same story against pygeoapi and PostGIS.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

import requests

from sharing.scripted_server import (
    Request,
    ScriptedServer,
    answer_json,
    cut_in_the_middle,
    scripted_server,
)
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.client import Client
from village_internet_plugin.sharing.funding_source_json import funding_source_to_json
from village_internet_plugin.sharing.revision_document import (
    RevisionDocument,
    apply_revision,
    read_revision_document,
)
from village_internet_plugin.sharing.transport import Patience

IMPATIENT = Patience(connect_s=2, read_s=0.5, answer_s=1, pauses_s=(0.01, 0.01))
"""Tries three times in all, quickly."""


class PlannerServer:
    """The state of the server, and what the next answers suffer from."""

    def __init__(self, served: ScriptedServer) -> None:
        self.url = served.url
        self.client = Client(served.url, requests.Session(), patience=IMPATIENT)
        self.hotspots: tuple[Hotspot, ...] = ()
        self.history: list[dict[str, Any]] = []
        self.receipts: dict[str, dict[str, Any]] = {}
        self.answers_to_lose = 0
        """How many answers to publish are cut off after the revision is stored."""
        self.forged: dict[str, Any] = {}
        """Fields to write wrongly into receipts."""
        self.published_features: list[dict[str, Any]] = []
        self.funding_sources: dict[str, FundingSource] = {}
        self.in_force: dict[str, str] = {}
        """What it judges by, where it tells it: rule_set_version and reference_sha256."""

    @property
    def revisions(self) -> list[str]:
        """The keys of all stored revisions, in their order."""
        return [revision["revision_id"] for revision in self.history]

    def answer(self, request: Request, handler: BaseHTTPRequestHandler) -> None:
        """Do what a request asks."""
        if request.path.startswith("/collections/hotspots/items"):
            features = self.published_features
            answer_json({"features": features, "numberMatched": len(features)})(handler)
            return
        if request.path.startswith("/collections/funding_sources/items"):
            sources = [source_feature(source) for source in self.funding_sources.values()]
            answer_json({"features": sources, "numberMatched": len(sources)})(handler)
            return
        inputs = request.json()["inputs"]
        if request.path == "/processes/changes-since/execution":
            answer_json(
                {
                    "plan_id": inputs["plan_id"],
                    "head_revision": len(self.history),
                    "changes": self.history[inputs["revision"] :],
                    **self.in_force,
                }
            )(handler)
            return
        answer = self._publish(inputs["document"], inputs["dry_run"])
        if self.answers_to_lose and answer["outcome"] == "published":
            self.answers_to_lose -= 1
            cut_in_the_middle(handler)
            return
        answer_json(answer)(handler)

    def _publish(self, data: Any, dry_run: bool) -> dict[str, Any]:
        document = read_revision_document(data)
        known = self.receipts.get(document.revision_id)
        if known is not None:
            return {"outcome": "published", "receipt": {**known, **self.forged}}
        if document.base_revision != len(self.history):
            return {
                "outcome": "conflict",
                "base_revision": document.base_revision,
                "head_revision": len(self.history),
                "changes": self.history[document.base_revision :],
            }
        if dry_run:
            return {"outcome": "dry_run", "would": "published", "report": _report(document)}
        receipt = self._store(document)
        return {"outcome": "published", "receipt": {**receipt, **self.forged}}

    def _store(self, document: RevisionDocument) -> dict[str, Any]:
        self.hotspots = apply_revision(self.hotspots, document)
        self.funding_sources.update(
            (source.funding_source_id, source) for source in document.funding_sources
        )
        written = document.to_json()
        self.history.append(
            {
                "revision": len(self.history) + 1,
                "revision_id": document.revision_id,
                "published_at": "2026-02-01T03:04:05Z",
                "published_by": "sari",
                **{name: written[name] for name in ("added", "changed", "removed", "waivers")},
            }
        )
        self.receipts[document.revision_id] = receipt_of(document, len(self.history), self.hotspots)
        return self.receipts[document.revision_id]


def source_feature(source: FundingSource, **more: Any) -> dict[str, Any]:
    """Return a feature of the collection `funding_sources` as pygeoapi writes it."""
    row = funding_source_to_json(source)
    identifier = row.pop("funding_source_id")
    properties = {**row, "used_points": 0, "used_idr": 0}
    return {
        "type": "Feature",
        "id": identifier,
        "geometry": None,
        "properties": properties,
        **more,
    }


def receipt_of(
    document: RevisionDocument, revision: int, hotspots: tuple[Hotspot, ...]
) -> dict[str, Any]:
    """Return the receipt an honest server writes for a document."""
    return {
        "receipt_id": f"receipt-{revision}",
        "revision_id": document.revision_id,
        "plan_id": document.plan_id,
        "agency": document.agency,
        "revision": revision,
        "base_revision": document.base_revision,
        "content_sha256": content_sha256(hotspots),
        "hotspots": len(hotspots),
        "added": len(document.added),
        "changed": len(document.changed),
        "removed": len(document.removed),
        "published_at": "2026-02-01T03:04:05Z",
        "published_by": "sari",
        "rule_set_version": document.rule_set_version,
        "reference_sha256": document.reference_sha256,
        "counts": {"error": 0, "warning": 1, "notice": 0, "waived": 0, "not_checked": 0},
    }


def _report(document: RevisionDocument) -> dict[str, Any]:
    return {
        "plan_id": document.plan_id,
        "rule_set_version": document.rule_set_version,
        "reference_sha256": document.reference_sha256,
        "counts": {},
        "findings": [],
    }


class _Endless(list[Any]):
    """A script that has the same step for ever."""

    def __init__(self, server: PlannerServer, served: ScriptedServer) -> None:
        super().__init__([None])
        self._server, self._served = server, served

    def pop(self, index: Any = -1) -> Any:
        return lambda handler: self._server.answer(self._served.requests[-1], handler)


@contextmanager
def planner_server() -> Iterator[PlannerServer]:
    """Serve one plan on the loopback until the block ends."""
    with scripted_server() as served:
        server = PlannerServer(served)
        served.script = _Endless(server, served)
        yield server
