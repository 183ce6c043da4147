# SPDX-License-Identifier: GPL-2.0-or-later
"""The story of a publish, which may be cut off at any step and be taken up again.

1. What waits in the outbox from an earlier attempt is brought to its end first.
2. The document is made from base and plan, and kept in the outbox with its key.
3. It is sent; however often, the server stores it once.
4. The receipt is held against the document, and the server's history against both.
5. Only then is the document marked as published, and the base moves, in one transaction.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from enum import Enum
from typing import Callable, Protocol

from village_internet_plugin.domain.errors import ProgramFault, ServerRefused
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.sharing.answers import (
    Conflict,
    DryRun,
    PublishAnswer,
    Published,
    Refused,
    Rejected,
)
from village_internet_plugin.sharing.base import Base, BaseLost
from village_internet_plugin.sharing.changes import Changes
from village_internet_plugin.sharing.funding_source_merging import differing_fields
from village_internet_plugin.sharing.outbox import Outbox, PublishedDocument
from village_internet_plugin.sharing.pulling import current_base
from village_internet_plugin.sharing.receipts import verify_read_back, verify_receipt
from village_internet_plugin.sharing.revision_document import (
    RevisionDocument,
    make_revision_document,
)

_REFUSES_THE_DOCUMENT = (400, 413, 415, 422)
"""Answers that this very document will always get; after any other it keeps its place."""

_TAKEN_FOR_A_TRIAL = Words(
    "The server answered a real publish as if it had been a trial run; the document waits "
    "in the outbox. Tell the server's administrator this sentence.",
    "Server menjawab penerbitan sungguhan seolah-olah uji coba; dokumennya menunggu di kotak "
    "keluar. Sampaikan kalimat ini kepada administrator server.",
)


SOURCE_UNSEEN = "funding_source_unseen"
"""Why nothing is sent where the server has a change of a funding source that nobody here has seen;
a reason of the desktop's own beside the server's."""


class Step(Enum):
    """What is being done, told as it begins."""

    FINISHING = "finishing"
    """Bringing to its end what waits from an earlier attempt."""
    MAKING = "making"
    """Finding out what changed."""
    SENDING = "sending"
    """The document is on its way, or the server checks it."""
    READING_BACK = "reading_back"
    """Asking the server what it stored."""


Told = Callable[[Step], object]
"""Told each step as it begins; may raise to stop there."""


def tell_nobody(_step: Step) -> None:
    """Let a step pass unseen."""


class PublishingServer(Protocol):
    """What publishing asks of the server; `sharing.client.Client` is one."""

    def publish(self, document: RevisionDocument, dry_run: bool = False) -> PublishAnswer:
        """Send a document."""

    def changes_since(self, plan_id: str, revision: int) -> Changes:
        """Return the revisions of a plan after `revision`."""

    def funding_sources(
        self, agency: str, drawn_on: Collection[str] = ()
    ) -> tuple[FundingSource, ...]:
        """Return the funding sources of `agency` and those `drawn_on` by id."""


def publish(
    plan: Plan,
    outbox: Outbox,
    server: PublishingServer,
    *,
    rule_set_version: str,
    reference_sha256: str,
    reason: str = "",
    told: Told = tell_nobody,
) -> PublishAnswer:
    """Publish what the plan's hotspots, waivers and own funding sources are now.

    `reason` is why, in the planner's words; it stays in the server's history. A plan that is as it
    was published last gives the receipt it already has. Raises InputError for
    a plan that cannot be sent, NetworkFailed and ServerRefused as `sharing.client` does, and
    ReceiptDoesNotMatch for a receipt that is not believed; the document then waits in the outbox.
    """
    resume(outbox, server, told)
    told(Step.MAKING)
    base = current_base(plan, outbox, server)
    document = _document(plan, base, rule_set_version, reference_sha256, reason)
    if document.delta.is_empty:
        last = outbox.last_published()
        if last is not None and _says_the_same(document, last, base):
            return Published(last.receipt)
    outbox.keep(document)
    return _send(document, outbox, server, told)


def dry_run(
    plan: Plan,
    outbox: Outbox,
    server: PublishingServer,
    *,
    rule_set_version: str,
    reference_sha256: str,
    reason: str = "",
    told: Told = tell_nobody,
) -> PublishAnswer:
    """Ask what publishing would give; nothing is stored here or there. Raises as `publish`."""
    told(Step.MAKING)
    base = current_base(plan, outbox, server)
    document = _document(plan, base, rule_set_version, reference_sha256, reason)
    told(Step.SENDING)
    return _unseen(document, base, server) or server.publish(document, dry_run=True)


def resume(
    outbox: Outbox, server: PublishingServer, told: Told = tell_nobody
) -> tuple[PublishAnswer, ...]:
    """Bring to its end whatever waits in the outbox, under the keys it has; the oldest first.

    To be called when a plan is opened and the server can be reached. Raises as `publish`.
    """
    told(Step.FINISHING)
    return tuple(_send(document, outbox, server, told) for document in outbox.waiting())


def _document(
    plan: Plan, base: Base, rule_set_version: str, reference_sha256: str, reason: str
) -> RevisionDocument:
    """Return what leads from base to plan; of its funding sources, those that were changed here.

    An unchanged one, sent along, would set back what a steward has changed on the server since.
    """
    document = make_revision_document(
        replace(plan, base_revision=base.revision),
        base.hotspots,
        rule_set_version=rule_set_version,
        reference_sha256=reference_sha256,
        reason=reason,
    )
    standing = {row.funding_source_id: row for row in base.funding_sources}
    changed = tuple(
        source
        for source in document.funding_sources
        if _is_other(source, standing.get(source.funding_source_id))
    )
    return replace(document, funding_sources=changed)


def _unseen(document: RevisionDocument, base: Base, server: PublishingServer) -> Refused | None:
    """Return why a document is not sent: it would write over a change nobody here has seen.

    A plan's revisions tell of colleagues' changes; its sources are the agency's, and change beside.
    """
    if not document.funding_sources:
        return None
    standing = {row.funding_source_id: row for row in base.funding_sources}
    there = {row.funding_source_id: row for row in server.funding_sources(document.agency)}
    for source in document.funding_sources:
        name = source.funding_source_id
        is_other = name in there and _is_other(source, there[name])
        if is_other and _is_other(there[name], standing.get(name)):
            return Refused(SOURCE_UNSEEN, name)
    return None


def _is_other(source: FundingSource, before: FundingSource | None) -> bool:
    return before is None or bool(differing_fields(source, before))


def _says_the_same(document: RevisionDocument, last: PublishedDocument, base: Base) -> bool:
    """Tell whether a document without changes adds nothing to what was published last.

    A source that a pull has brought is on the server already; an older base does not know them.
    """
    standing = base.funding_sources or last.document.funding_sources
    return (
        document.base_revision == last.receipt.revision
        and all(
            getattr(document, name) == getattr(last.document, name)
            for name in ("agency", "rule_set_version", "reference_sha256", "waivers")
        )
        and set(document.funding_sources) <= set(standing)
    )


def _send(
    document: RevisionDocument, outbox: Outbox, server: PublishingServer, told: Told
) -> PublishAnswer:
    told(Step.SENDING)
    if not outbox.was_sent(document.revision_id):
        unseen = _unseen(document, _base_or_none(outbox), server)
        if unseen is not None:
            outbox.mark_refused(document.revision_id, f"{unseen.reason}: {unseen.message}")
            return unseen
    outbox.mark_sent(document.revision_id)
    try:
        answer = server.publish(document)
    except ServerRefused as refusal:
        if refusal.status in _REFUSES_THE_DOCUMENT:
            outbox.mark_refused(document.revision_id, str(refusal))
        raise
    if isinstance(answer, Published):
        told(Step.READING_BACK)
        verify_receipt(answer.receipt, document)
        changes = server.changes_since(document.plan_id, document.base_revision)
        verify_read_back(answer.receipt, document, changes.revisions)
        outbox.mark_published(answer.receipt)
    else:
        outbox.mark_refused(document.revision_id, _why_not(answer))
    return answer


def _base_or_none(outbox: Outbox) -> Base:
    """Return the base; of a lost one nothing is known to have been seen."""
    try:
        return outbox.base()
    except BaseLost:
        return Base()


def _why_not(answer: PublishAnswer) -> str:
    """Return in one sentence why the server did not store the document."""
    if isinstance(answer, Conflict):
        return (
            f"A colleague published first: the server is at revision {answer.head_revision}, the "
            f"document was based on {answer.base_revision}."
        )
    if isinstance(answer, Rejected):
        counts = answer.report.counts()
        return (
            f"The server's check found {counts['error']} errors and {counts['not_checked']} rules "
            "it could not check."
        )
    if isinstance(answer, (Published, DryRun)):
        raise ProgramFault(_TAKEN_FOR_A_TRIAL)
    return answer.message
