# SPDX-License-Identifier: GPL-2.0-or-later
"""The shared server as the planner sees it: publish, what changed, what others published."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection
from operator import attrgetter
from pathlib import Path
from typing import Any, Callable, TypeVar
from urllib.parse import urlencode

import requests

from village_internet_plugin.domain.errors import InputError, ServerRefused
from village_internet_plugin.domain.foreign_errors import reason_words
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.domain.identifiers import same_agency
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import Region
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.rule_set_document import read_rule_set
from village_internet_plugin.sharing.answers import PublishAnswer, read_publish_answer
from village_internet_plugin.sharing.canonical import canonical_json
from village_internet_plugin.sharing.changes import Changes, read_changes
from village_internet_plugin.sharing.comparing import UNPUBLISHED, PlanState
from village_internet_plugin.sharing.failures import not_understood
from village_internet_plugin.sharing.feature_page import FeaturePage, read_feature_page
from village_internet_plugin.sharing.fields import Reader
from village_internet_plugin.sharing.funding_source_json import read_funding_source_feature
from village_internet_plugin.sharing.history_json import (
    HistoryEntry,
    PlanAtRevision,
    PlanHistory,
    read_life,
    read_plan_at_revision,
    read_plan_history,
)
from village_internet_plugin.sharing.published_hotspots_json import read_published_hotspot
from village_internet_plugin.sharing.revision_document import RevisionDocument
from village_internet_plugin.sharing.server_address import ServerAddress
from village_internet_plugin.sharing.transport import Patience, Transport

PAGE_SIZE = 10_000
"""Rows per page of a collection: what the server gives at most at once."""
MAX_REFERENCE = 4_000_000_000
"""Bytes of the largest reference GeoPackage taken, inclusive."""
_READS_OF_A_MOVING_COLLECTION = 3
_THE_SERVERS = Words("of {host}", "dari {host}")
_NO_TITLE = Words(
    "its first page has no title, it is no OGC API",
    "halaman pertamanya tidak berjudul, jadi bukan OGC API",
)
_OTHER_CHANGES = Words(
    "it is not about plan {plan_id} after {revision}",
    "isinya bukan tentang rencana {plan_id} sesudah revisi {revision}",
)
_OTHER_PLAN = Words(
    "it is not about revision {revision} of plan {plan_id}",
    "isinya bukan tentang revisi {revision} rencana {plan_id}",
)
_NO_SUCH_REVISION = Words(
    "The server {host} has no revision {revision} of plan {plan_id}; choose one of those in the "
    "plan's history.",
    "Server {host} tidak memiliki revisi {revision} dari rencana {plan_id}; pilih salah satu "
    "dalam riwayat rencana.",
)
_NOT_FOUND = 404
_OLD_SERVER = Words(
    "The server {host} does not tell earlier revisions (404): it runs an older version, or is no "
    "village Internet planner's server. Ask its administrator to upgrade it.",
    "Server {host} belum dapat menunjukkan revisi terdahulu (404): versinya lebih lama, atau bukan "
    "server perencana Internet desa. Minta administrator memperbaruinya.",
)
_OTHER_HASH = Words(
    "the reference has the hash {found}…, not {expected}…",
    "data acuannya ber-hash {found}…, bukan {expected}…",
)
_MOVING = Words(
    "its collection {name} changed again and again while being read",
    "koleksi {name} terus berubah selagi dibaca",
)
_CANNOT_WRITE = Words(
    "The reference cannot be written to {path} ({reason}); choose a folder with "
    "room that you may write to.",
    "Data acuan tidak dapat ditulis ke {path} ({reason}); pilih folder yang boleh Anda tulisi "
    "dan masih punya ruang.",
)

Content = TypeVar("Content")


class Client:
    """One shared server, through a `requests` session that carries the user's sign-in.

    Every method raises NetworkFailed when the server was not reached or not understood, and
    ServerRefused when it said no (`sharing.failures` has the sentences).
    """

    def __init__(
        self,
        url: str,
        session: requests.Session,
        *,
        ca_path: Path | None = None,
        patience: Patience | None = None,
        language: str = "en",
    ) -> None:
        """Speak with the server at `url`, which must be https (or this very machine).

        `ca_path` is a PEM file of the authorities to trust instead of the system's; `language` is
        the one its findings are asked for in ("en" or "id"). Raises InputError for an address or
        a certificate file that cannot be used.
        """
        address = ServerAddress(url)
        self._transport = Transport(address, session, ca_path, patience, language)

    @property
    def host(self) -> str:
        """The server's name for sentences."""
        return self._transport.host

    @property
    def server_version(self) -> str:
        """The version of the program on the server, by its last answer; empty when it told none."""
        return self._transport.server_version

    def title(self) -> str:
        """Return the server's own title, after making sure that it is a planner's server."""
        landing = self._transport.get_json("/", "f=json")
        self._transport.get_json("/processes/publish-plan", "f=json")
        title = landing.get("title") if isinstance(landing, dict) else None
        if not isinstance(title, str):
            raise not_understood(self.host, _NO_TITLE)
        return title

    def publish(self, document: RevisionDocument, dry_run: bool = False) -> PublishAnswer:
        """Send a document; with `dry_run` the server checks it and stores nothing.

        May be repeated: the server answers the same `revision_id` with the same receipt.
        """
        trying = "true" if dry_run else "false"
        text = f'{{"inputs":{{"document":{document.to_json_text()},"dry_run":{trying}}}}}'
        answer = self._transport.post_json_text(_execution("publish-plan"), text)
        return self._understood(read_publish_answer, answer)

    def changes_since(self, plan_id: str, revision: int) -> Changes:
        """Return the revisions of a plan after `revision` (0 for all)."""
        answer = self._execute("changes-since", {"plan_id": plan_id, "revision": revision})
        changes = self._understood(read_changes, answer)
        first = changes.revisions[0].revision if changes.revisions else revision + 1
        if changes.plan_id != plan_id or first != revision + 1:
            raise not_understood(
                self.host, _OTHER_CHANGES.filled(plan_id=plan_id, revision=revision)
            )
        return changes

    def history(self, plan_id: str) -> PlanHistory:
        """Return the revisions of a plan of one's own agency: who published what when and why."""
        answer = self._executed_lately("history", {"plan_id": plan_id})
        return self._understood(read_plan_history, answer)

    def life(self, plan_id: str, hotspot_id: str) -> tuple[HistoryEntry, ...]:
        """Return what each revision of a plan did to one of its hotspots, the oldest first."""
        inputs = {"plan_id": plan_id, "hotspot_id": hotspot_id}
        return self._understood(read_life, self._executed_lately("history", inputs))

    def plan_at_revision(self, plan_id: str, revision: int) -> PlanAtRevision:
        """Return a plan of one's own agency as it was at a revision, its hash verified.

        Raises InputError when the server has no such revision of it.
        """
        inputs = {"plan_id": plan_id, "revision": revision}
        answer = self._executed_lately("plan-at-revision", inputs)
        plan = self._understood(read_plan_at_revision, answer)
        if plan is None:
            names = {"host": self.host, "plan_id": plan_id, "revision": revision}
            raise InputError(_NO_SUCH_REVISION.filled(**names))
        if (plan.plan_id, plan.revision) != (plan_id, revision):
            raise not_understood(self.host, _OTHER_PLAN.filled(plan_id=plan_id, revision=revision))
        return plan

    def state_at(self, plan_id: str, revision: int) -> PlanState:
        """Return a plan at a revision as one side of a comparison; 0 is before its first one."""
        return self.plan_at_revision(plan_id, revision).state() if revision else UNPUBLISHED

    def published_hotspots(
        self, excluding_plan: str, within: Region | None = None
    ) -> tuple[PublishedHotspot, ...]:
        """Return the hotspots of all plans but one, all or those in a box (degrees, EPSG:4326).

        Somebody may publish between two pages and shift the rows; then all is read anew.
        """
        hotspots = self._collection("hotspots", read_published_hotspot, _hotspot_key, within)
        return tuple(row for row in hotspots if row.plan_id != excluding_plan)

    def funding_sources(
        self, agency: str, drawn_on: Collection[str] = ()
    ) -> tuple[FundingSource, ...]:
        """Return the funding sources of `agency`, however spelled, and those `drawn_on` by id."""
        sources = self._collection(
            "funding_sources", read_funding_source_feature, attrgetter("funding_source_id")
        )
        return tuple(
            source
            for source in sources
            if same_agency(source.agency, agency) or source.funding_source_id in drawn_on
        )

    def rule_set(self) -> RuleSet:
        """Return the rule set by which the server judges."""
        answer = self._execute("rule-set", {})
        return self._understood(
            lambda data: read_rule_set(canonical_json(data), _THE_SERVERS.filled(host=self.host)),
            answer,
        )

    def reference(self, target: Path, expected_sha256: str | None = None) -> str:
        """Bring the server's reference GeoPackage to the file `target`; return its hash.

        The file is put in place, replacing any that was there, only once it is whole, can be read,
        and has the hash expected (`reference_sha256`), when one is given. Raises InputError when
        the file cannot be written.
        """
        try:
            handle, name = tempfile.mkstemp(suffix=".gpkg", prefix=".reference-", dir=target.parent)
        except OSError as error:
            raise _cannot_write(target, error) from error
        arriving = Path(name)
        try:
            with os.fdopen(handle, "w+b") as sink:
                self._transport.post_for_file(
                    _execution("reference"), {"inputs": {}}, sink, MAX_REFERENCE
                )
            sha256 = self._understood(_reference_sha256, arriving)
            if expected_sha256 not in (None, sha256):
                hashes = {"found": sha256[:12], "expected": str(expected_sha256)[:12]}
                raise not_understood(self.host, _OTHER_HASH.filled(**hashes))
            os.replace(arriving, target)
        except OSError as error:
            raise _cannot_write(target, error) from error
        finally:
            arriving.unlink(missing_ok=True)
        return sha256

    def _execute(self, process: str, inputs: dict[str, Any]) -> Any:
        return self._transport.post_json(_execution(process), {"inputs": inputs})

    def _executed_lately(self, process: str, inputs: dict[str, Any]) -> Any:
        """Run a process that servers of before version 0.3 do not have."""
        try:
            return self._execute(process, inputs)
        except ServerRefused as refusal:
            if refusal.status != _NOT_FOUND:
                raise
            raise ServerRefused(_OLD_SERVER.filled(host=self.host), _NOT_FOUND) from refusal

    def _understood(self, read: Callable[[Any], Content], answer: object) -> Content:
        """Return the answer read; what the server wrote wrongly is not the user's to mend."""
        try:
            return read(answer)
        except InputError as error:
            raise not_understood(self.host, error.words) from error

    def _collection(
        self,
        name: str,
        read_feature: Reader[Content],
        key: Callable[[Content], object],
        within: Region | None = None,
    ) -> list[Content]:
        """Return a whole collection (in a box), read anew when it changed while it was read."""
        for _ in range(_READS_OF_A_MOVING_COLLECTION):
            rows = self._all_pages(name, read_feature, key, within)
            if rows is not None:
                return rows
        raise not_understood(self.host, _MOVING.filled(name=name))

    def _all_pages(
        self,
        name: str,
        read_feature: Reader[Content],
        key: Callable[[Content], object],
        within: Region | None,
    ) -> list[Content] | None:
        """Return all rows of a collection, or None when it changed while it was read."""
        rows: list[Content] = []
        page = self._page(name, read_feature, within, 0)
        matched = page.matched
        while page.rows:
            rows += page.rows
            if len(rows) >= matched:
                break
            page = self._page(name, read_feature, within, len(rows))
            if page.matched != matched:
                return None
        return rows if len(rows) == len({key(row) for row in rows}) == matched else None

    def _page(
        self, name: str, read_feature: Reader[Content], within: Region | None, offset: int
    ) -> FeaturePage[Content]:
        query = {"f": "json", "limit": str(PAGE_SIZE), "offset": str(offset)}
        if within is not None:
            query["bbox"] = ",".join(map(repr, within))
        answer = self._transport.get_json(f"/collections/{name}/items", urlencode(query))
        return self._understood(lambda data: read_feature_page(data, read_feature), answer)


def _hotspot_key(row: PublishedHotspot) -> tuple[str, str]:
    return row.plan_id, row.hotspot.hotspot_id


def _execution(process: str) -> str:
    return f"/processes/{process}/execution"


def _reference_sha256(path: Path) -> str:
    with Reference.open(path) as reference:
        return reference.sha256()


def _cannot_write(target: Path, error: OSError) -> InputError:
    return InputError(_CANNOT_WRITE.filled(path=target, reason=reason_words(error)))
