# SPDX-License-Identifier: GPL-2.0-or-later
"""Publishing a revision: one transaction that stores all of it and proves it, or nothing.

The order of the steps is the order of the locks, the same for everybody: what all are judged by,
the plan, its funding sources by id, then the villages and map cells the delta touches. Rights are
looked at before any lock is taken: the transaction acts for an account from its first statement on,
and the database holds it to that account's rights. A dry run is the same transaction, taken back at
its end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from typing import Any

from psycopg.errors import CheckViolation, DataError, InsufficientPrivilege, UniqueViolation

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.rules.tallied_check import TalliedCheck
from village_internet_plugin.server import answers
from village_internet_plugin.server import refusal_words as words
from village_internet_plugin.server.accounts import (
    PLANNER,
    Account,
    Credential,
    act_as,
    registered_agency,
)
from village_internet_plugin.server.answers import Answer, NotPublished, refused
from village_internet_plugin.server.database import Connection, Database
from village_internet_plugin.server.funding import Funding
from village_internet_plugin.server.hotspot_rows import (
    MANY,
    read_head,
    read_head_rows,
    read_others,
    write_delta,
)
from village_internet_plugin.server.in_force import InForce, Judgement, NothingInForce
from village_internet_plugin.server.locks import lock_where_plans_meet, reach_between_plans_m
from village_internet_plugin.server.logs import log_fault
from village_internet_plugin.server.revision_rows import (
    Sent,
    add_revision,
    changes_since,
    known_revision,
    lay_document_ready,
    lock_plan,
    moment_of_publishing,
    time_of_transaction,
)
from village_internet_plugin.server.waiver_checks import waiver_refusal
from village_internet_plugin.sharing.canonical import content_sha256, content_sha256_of_rows
from village_internet_plugin.sharing.delta import DeltaDoesNotFit
from village_internet_plugin.sharing.revision_document import (
    RevisionDocument,
    apply_revision,
    read_revision_document,
)


class SignedOut(Exception):
    """The credential that signed in is good no longer; nothing was published by it."""


def publish(
    database: Database,
    in_force: InForce,
    credential: Credential,
    data: Any,
    dry_run: bool,
    language: str = "en",
    text: str | None = None,
) -> Answer:
    """Publish the revision document `data` for whoever shows `credential`, or try it.

    `text` is the JSON that `data` was read from, where it is at hand. Return the answer, which
    speaks `language` ("en" or "id"). Whatever is wrong with the document is an answer; SignedOut is
    raised when the credential has ended meanwhile, and otherwise only failures of the server itself
    raise.
    """
    try:
        document = read_revision_document(data)
    except InputError as error:
        return refused(
            answers.INVALID_DOCUMENT, words.DOCUMENT_CANNOT_BE_USED, error=error.words
        ).told(language)

    def attempt(connection: Connection) -> Answer:
        account = act_as(connection, credential)
        if account is None:
            raise SignedOut
        sent = Sent(data, text)
        attempted = _Publishing(connection, in_force, account, document, sent, language)
        return attempted.run(dry_run)

    try:
        return database.transaction(attempt)
    except NotPublished as ended:
        return ended.told(language)
    except InsufficientPrivilege as error:
        # The steps below refuse first; whatever they should miss, the database does not.
        log_fault("refused_by_database", error)
        return refused(answers.NOT_YOUR_AGENCY, words.DATABASE_DOES_NOT_LET).told(language)


class _Publishing:
    """One attempt at publishing one document, inside its transaction."""

    def __init__(
        self,
        connection: Connection,
        in_force: InForce,
        account: Account,
        document: RevisionDocument,
        sent: Sent,
        language: str,
    ) -> None:
        self._language = language
        self._connection = connection
        self._in_force = in_force
        self._account = account
        self._document = document
        self._sent = sent

    def run(self, dry_run: bool) -> Answer:
        """Take the steps in their order; NotPublished ends them early and takes all back."""
        agency = self._agency()
        funding = Funding(self._connection, self._document, agency)
        head = lock_plan(self._connection, self._document.plan_id, agency)
        first_receipt = self._first_receipt()
        if first_receipt is not None:
            return answers.published(first_receipt)
        if head.agency != agency:
            raise self._not_yours(words.NOT_THE_PLANS_AGENCY, head.agency)
        judgement = self._judgement()
        self._require_base(head.revision)
        self._accept_waivers()
        funding.accept_changes(self._account)
        before = read_head(self._connection, self._document.plan_id)
        after = self._applied(before)
        funding.lock(before, after)
        plan = self._plan(judgement, funding, before, after)
        revision = head.revision + 1
        with self._writing(agency, revision) as write:
            check = self._check(judgement, plan)
            funding.require_room(before, after)
            receipt = self._store(funding, agency, revision, check, write)
        if dry_run:
            raise answers.would_be_published(check.report())
        return answers.published(receipt)

    def _agency(self) -> str:
        """Return the agency's registered name; refused when the account does not act for it."""
        if not self._account.may(PLANNER):
            raise refused(
                answers.NOT_YOUR_AGENCY, words.ROLE_PUBLISHES_NOTHING, role=self._account.role
            )
        if not self._account.acts_for(self._document.agency):
            raise self._not_yours(words.NOT_YOUR_PLAN, self._document.agency)
        agency = registered_agency(self._connection, self._document.agency)
        if agency is None:
            raise refused(
                answers.UNKNOWN_AGENCY, words.UNKNOWN_AGENCY, agency=self._document.agency
            )
        return agency

    def _not_yours(self, sentence: Words, other: str) -> NotPublished:
        return refused(answers.NOT_YOUR_AGENCY, sentence, own=self._account.agency, other=other)

    def _first_receipt(self) -> dict[str, Any] | None:
        stored = known_revision(self._connection, self._document.revision_id, self._sent.data)
        if stored is None:
            return None
        if not stored.same_document:
            raise refused(
                answers.REVISION_ID_REUSED,
                words.REVISION_ID_REUSED,
                revision_id=self._document.revision_id,
            )
        return stored.receipt

    def _judgement(self) -> Judgement:
        """Return what holds now; refused when the document was made under something else."""
        try:
            judgement = self._in_force.judgement(self._connection)
        except NothingInForce:
            raise refused(answers.NOTHING_IN_FORCE, words.NOTHING_IN_FORCE) from None
        if self._document.reference_sha256 != judgement.reference_sha256:
            raise refused(answers.REFERENCE_MISMATCH, words.REFERENCE_MISMATCH)
        if self._document.rule_set_version != judgement.rule_set.version:
            raise refused(
                answers.RULE_SET_MISMATCH,
                words.RULE_SET_MISMATCH,
                own=self._document.rule_set_version,
                here=judgement.rule_set.version,
            )
        return judgement

    def _require_base(self, head_revision: int) -> None:
        base_revision = self._document.base_revision
        if base_revision > head_revision:
            raise refused(
                answers.UNKNOWN_BASE, words.UNKNOWN_BASE, base=base_revision, head=head_revision
            )
        if base_revision < head_revision:
            changes = changes_since(self._connection, self._document.plan_id, base_revision)
            raise answers.conflict(base_revision, head_revision, changes)

    def _accept_waivers(self) -> None:
        if self._document.waivers:
            now = time_of_transaction(self._connection)
            sentence = waiver_refusal(self._document.waivers, now)
            if sentence is not None:
                raise refused(answers.WAIVER_NOT_ALLOWED, sentence)

    def _applied(self, before: Sequence[Hotspot]) -> tuple[Hotspot, ...]:
        try:
            return apply_revision(before, self._document)
        except DeltaDoesNotFit as error:
            raise refused(answers.UNKNOWN_HOTSPOT, error.words) from error

    def _plan(
        self,
        judgement: Judgement,
        funding: Funding,
        before: Sequence[Hotspot],
        after: tuple[Hotspot, ...],
    ) -> Plan:
        """Return the plan as it would be, among what others have published."""
        reach_m = reach_between_plans_m(judgement.rule_set)
        lock_where_plans_meet(self._connection, self._touched(before), reach_m)
        return Plan(
            plan_id=self._document.plan_id,
            agency=self._document.agency,
            hotspots=after,
            funding_sources=funding.sources(),
            waivers=self._document.waivers,
            published_hotspots=tuple(
                read_others(self._connection, self._document.plan_id, after, reach_m)
            ),
            base_revision=self._document.base_revision,
            reference_sha256=judgement.reference_sha256,
        )

    @contextmanager
    def _writing(self, agency: str, revision: int) -> Iterator[Callable[[], None]]:
        """Give what writes the delta; many rows are being written meanwhile, in a second thread.

        Then the database works while the plan is judged. Whether that succeeds is heard by calling
        what is given; whatever ends the block waits for it, and the transaction takes it back.
        """
        write = partial(self._write, agency, revision)
        if not self._is_large:
            yield write
            return
        with ThreadPoolExecutor(max_workers=1) as beside:
            yield beside.submit(write).result

    @property
    def _is_large(self) -> bool:
        return len(self._document.added) + len(self._document.changed) >= MANY

    def _write(self, agency: str, revision: int) -> None:
        write_delta(self._connection, self._document, agency, revision)
        if self._is_large:
            lay_document_ready(self._connection, self._sent)

    def _check(self, judgement: Judgement, plan: Plan) -> TalliedCheck:
        """Judge the plan by the code the desktop judges it by; nothing here asks the database."""
        check = TalliedCheck(plan, judgement.reference, judgement.rule_set, self._language)
        if check.blocks_publishing:
            # A verdict on another plan than the sender's would mislead: is it the same one?
            self._require_content(content_sha256(plan.hotspots))
            raise answers.rejected(check.report())
        return check

    def _touched(self, before: Sequence[Hotspot]) -> list[Hotspot]:
        """Return the delta's hotspots as they will be, and as they were."""
        gone = {*self._document.removed, *(row.hotspot_id for row in self._document.changed)}
        were = [hotspot for hotspot in before if hotspot.hotspot_id in gone]
        return [*were, *self._document.changed, *self._document.added]

    def _store(
        self,
        funding: Funding,
        agency: str,
        revision: int,
        check: TalliedCheck,
        write: Callable[[], None],
    ) -> dict[str, Any]:
        """Write the revision, read the plan back, and return the receipt for what was read."""
        try:
            write()
            funding.set_limits()
        except UniqueViolation as error:
            raise refused(
                answers.HOTSPOT_ID_TAKEN,
                words.HOTSPOT_ID_TAKEN,
                detail=error.diag.message_detail,
            ) from error
        except CheckViolation as error:
            raise refused(answers.FUNDING_SOURCE_OVERDRAWN, words.SOURCE_OVERDRAWN) from error
        except DataError as error:
            raise refused(
                answers.INVALID_DOCUMENT,
                words.VALUE_DOES_NOT_FIT,
                detail=error.diag.message_primary or error,
            ) from error
        stored = read_head_rows(self._connection, self._document.plan_id)
        stored_sha256 = content_sha256_of_rows(stored)
        self._require_content(stored_sha256)
        published_at = moment_of_publishing(self._connection, self._document.plan_id)
        receipt = self._receipt(agency, revision, len(stored), stored_sha256, check, published_at)
        add_revision(self._connection, None if self._is_large else self._sent, receipt)
        return receipt

    def _require_content(self, computed_sha256: str) -> None:
        if computed_sha256 != self._document.content_sha256:
            raise refused(answers.CONTENT_MISMATCH, words.CONTENT_MISMATCH)

    def _receipt(
        self,
        agency: str,
        revision: int,
        hotspots: int,
        stored_sha256: str,
        check: TalliedCheck,
        published_at: datetime,
    ) -> dict[str, Any]:
        document = self._document
        return {
            "receipt_id": new_identifier(),
            "revision_id": document.revision_id,
            "plan_id": document.plan_id,
            "agency": agency,
            "revision": revision,
            "base_revision": document.base_revision,
            "content_sha256": stored_sha256,
            "hotspots": hotspots,
            "added": len(document.added),
            "changed": len(document.changed),
            "removed": len(document.removed),
            "published_at": published_at.isoformat(),
            "published_by": self._account.name,
            "rule_set_version": check.rule_set_version,
            "reference_sha256": check.reference_sha256,
            "counts": check.counts(),
        }
