# SPDX-License-Identifier: GPL-2.0-or-later
"""The outbox: what is on its way to the server, kept so that a crash at any step loses nothing.

    keep ──► waiting ──► sent ──► published     the receipt was verified; the base moves with it
                           └────► refused       the server said no; a new document is needed

A document in state `sent` may or may not have arrived. Asking again under the same `revision_id`
finds out: the server gives the first receipt, or stores the document now.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

from village_internet_plugin.sharing.base import Base
from village_internet_plugin.sharing.receipts import Receipt
from village_internet_plugin.sharing.revision_document import RevisionDocument

WAITING, SENT, PUBLISHED, REFUSED = "waiting", "sent", "published", "refused"


class PublishedDocument(NamedTuple):
    """A document with its verified receipt."""

    document: RevisionDocument
    receipt: Receipt


class WaitingRevision(NamedTuple):
    """What is told of a document whose fate is open."""

    made_at: str
    """ISO 8601."""
    was_sent: bool
    """Whether it may have arrived; one that was not sent surely did not."""


class Outbox(Protocol):
    """Where documents and the base are kept; each method is done wholly or not at all."""

    def keep(self, document: RevisionDocument) -> None:
        """Keep a new document in state `waiting`."""

    def mark_sent(self, revision_id: str) -> None:
        """Note that the document is about to be sent: from here on it may have arrived."""

    def was_sent(self, revision_id: str) -> bool:
        """Tell whether the document may have arrived; False for one that surely did not."""

    def mark_published(self, receipt: Receipt) -> None:
        """Keep the verified receipt and move the base to it, both or neither."""

    def mark_refused(self, revision_id: str, reason: str) -> None:
        """Note that the server will never take this document, and its sentence."""

    def waiting(self) -> tuple[RevisionDocument, ...]:
        """Return the documents whose fate is open (`waiting`, `sent`), the oldest first."""

    def last_published(self) -> PublishedDocument | None:
        """Return the document published last, or None."""

    def base(self) -> Base:
        """Return the base; BaseLost when it has to be built anew from the server's history."""

    def set_base(self, base: Base) -> None:
        """Move the base, where nothing else of the plan has to move with it."""
