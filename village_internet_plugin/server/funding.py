# SPDX-License-Identifier: GPL-2.0-or-later
"""The funding sources of one publish: who may change them, and whether they suffice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import same_agency
from village_internet_plugin.server import answers
from village_internet_plugin.server import refusal_words as words
from village_internet_plugin.server.accounts import STEWARD, Account
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.funding_rows import (
    LockedSource,
    by_source,
    known_sources,
    lock_sources,
    overdrawn,
    read_sources,
    save_source,
    without_limits,
)
from village_internet_plugin.server.locks import change_judgement, share_judgement
from village_internet_plugin.sharing.revision_document import RevisionDocument


class Funding:
    """What a revision says of funding sources, and what the database holds of them."""

    def __init__(self, connection: Connection, document: RevisionDocument, agency: str) -> None:
        """Take the first lock of a publish.

        A source that comes into being changes what others are judged by (points may name it
        already): that is done alone. All other publishes share the lock.
        """
        self._connection = connection
        self._agency = agency
        self._stated = document.funding_sources
        self._changed: dict[str, FundingSource] = {}
        self._locked: dict[str, LockedSource] = {}
        self._sources: tuple[FundingSource, ...] = ()
        if len(self._known()) == len(self._stated):
            share_judgement(connection)
        else:
            change_judgement(connection)

    def accept_changes(self, account: Account) -> None:
        """Find the sources the document adds or changes.

        Refused unless they are the agency's own and the account is its steward.
        """
        known = self._known()
        for source in self._stated:
            stands = known.get(source.funding_source_id)
            owner = stands.agency if stands is not None else self._agency
            if same_agency(source.agency, owner):
                source = replace(source, agency=owner)
            if source != stands:
                _require_steward(source, owner, account, self._agency)
                self._changed[source.funding_source_id] = source

    def lock(self, before: Sequence[Hotspot], after: Sequence[Hotspot]) -> None:
        """Lock every source the plan drew on, draws on or changes; set aside the changed limits."""
        drawn_on = {row.funding_source_id for row in (*before, *after) if row.funding_source_id}
        self._locked = lock_sources(self._connection, {*drawn_on, *self._changed})
        for source in self._changed.values():
            save_source(self._connection, without_limits(source))
        standing = read_sources(self._connection, self._agency, sorted(drawn_on))
        self._sources = tuple(
            self._changed.get(source.funding_source_id, source) for source in standing
        )

    def sources(self) -> tuple[FundingSource, ...]:
        """Return the sources the plan is judged with: its agency's and those it draws on."""
        return self._sources

    def require_room(self, before: Sequence[Hotspot], after: Sequence[Hotspot]) -> None:
        """Refuse a plan that would take more of a source than other plans have left of it."""
        drawn_before, drawn_after = by_source(before), by_source(after)
        for source in self._sources:
            identifier = source.funding_source_id
            locked = self._locked.get(identifier)
            if locked is None:
                continue
            message = overdrawn(
                locked, source, drawn_before.get(identifier, ()), drawn_after.get(identifier, ())
            )
            if message is not None:
                raise answers.refused(answers.FUNDING_SOURCE_OVERDRAWN, message)

    def set_limits(self) -> None:
        """Set the limits the revision brings, now that its hotspots stand."""
        for identifier in sorted(self._changed):
            save_source(self._connection, self._changed[identifier])

    def _known(self) -> dict[str, FundingSource]:
        return known_sources(
            self._connection, [source.funding_source_id for source in self._stated]
        )


def _require_steward(source: FundingSource, owner: str, account: Account, agency: str) -> None:
    identifier = source.funding_source_id
    if same_agency(owner, agency) and not same_agency(source.agency, agency):
        raise answers.refused(
            answers.FUNDING_SOURCE_NOT_YOURS,
            words.SOURCE_OF_ANOTHER_AGENCY,
            source=identifier,
            other=source.agency[:80],
            agency=agency,
        )
    if not same_agency(owner, agency):
        raise answers.refused(
            answers.FUNDING_SOURCE_NOT_YOURS,
            words.SOURCE_BELONGS_TO,
            source=identifier,
            owner=owner,
            agency=agency,
        )
    if not account.may(STEWARD):
        raise answers.refused(
            answers.FUNDING_SOURCE_NOT_YOURS, words.SOURCE_FOR_STEWARD, source=identifier
        )
