# SPDX-License-Identifier: GPL-2.0-or-later
"""The receipt: what the server says it stored, and the checks before it is believed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from village_internet_plugin.domain.errors import ProgramFault
from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, WARNING
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import same_agency
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.canonical import same_content
from village_internet_plugin.sharing.changes import PublishedRevision
from village_internet_plugin.sharing.delta import Delta, by_id
from village_internet_plugin.sharing.fields import (
    Reader,
    needed,
    read_count,
    read_identifier,
    read_known_fields,
    read_sha256,
    read_text,
    shown,
)
from village_internet_plugin.sharing.revision_document import RevisionDocument

_UTC_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|\+00:00)")

_NO_MATCH = Words(
    "The server's receipt for revision {revision} does not match: {reason}. "
    "The plan is not taken as published and waits in the outbox; tell the server's "
    "administrator this sentence.",
    "Tanda terima server untuk revisi {revision} tidak cocok: {reason}. "
    "Rencana belum dianggap terbit dan menunggu di kotak keluar; sampaikan kalimat ini kepada "
    "administrator server.",
)
_NO_LATER = Words(
    "it is revision {revision}, no later than the base",
    "tercatat revisi {revision}, tidak lebih baru daripada dasarnya",
)
_OTHER_CHANGES = Words(
    "the stored changes are not those that were sent",
    "perubahan yang disimpan bukan yang dikirim",
)
_OTHER_WAIVERS = Words(
    "the stored waivers are not those that were sent",
    "pengecualian yang disimpan bukan yang dikirim",
)
_NOT_IN_HISTORY = Words("the server's history does not hold it", "riwayat server tidak memuatnya")
_DIFFERS = Words(
    "{name} is {received} where {expected} was sent",
    "{name} tercatat {received}, padahal yang dikirim {expected}",
)


class ReceiptDoesNotMatch(ProgramFault):
    """The server's receipt, or what it has stored, is not what was sent.

    The document stays in the outbox: nothing is taken as published on such a receipt.
    """


@dataclass(frozen=True)
class Receipt:
    """The server's answer to a stored revision, the same for every retry.

    `hotspots` counts the plan's rows after the revision; `added`, `changed` and `removed` count
    those of the revision. `published_at` is ISO 8601 in UTC. `counts` are those of the check that
    the server made: findings by severity, and those waived.
    """

    receipt_id: str
    revision_id: str
    plan_id: str
    agency: str
    revision: int
    base_revision: int
    content_sha256: str
    hotspots: int
    added: int
    changed: int
    removed: int
    published_at: str
    published_by: str
    rule_set_version: str
    reference_sha256: str
    counts: Mapping[str, int]

    def to_json(self) -> dict[str, Any]:
        """Return the receipt as the server wrote it."""
        return asdict(self)


def read_receipt(data: object) -> Receipt:
    """Return the receipt in parsed JSON; WrongField (an InputError) names the wrong field."""
    values: dict[str, Any] = read_known_fields(data, _READERS)
    return Receipt(**values)


def verify_receipt(receipt: Receipt, document: RevisionDocument) -> None:
    """Raise ReceiptDoesNotMatch unless the receipt is for this document and its content."""
    for name in (
        "revision_id",
        "plan_id",
        "base_revision",
        "content_sha256",
        "rule_set_version",
        "reference_sha256",
    ):
        _require_equal(document, name, getattr(receipt, name), getattr(document, name))
    if not same_agency(receipt.agency, document.agency):
        _require_equal(document, "agency", receipt.agency, document.agency)
    for name in ("added", "changed", "removed"):
        _require_equal(document, name, getattr(receipt, name), len(getattr(document, name)))
    if receipt.revision <= document.base_revision:
        raise _does_not_match(document, _NO_LATER.filled(revision=receipt.revision))


def verify_read_back(
    receipt: Receipt, document: RevisionDocument, revisions: Iterable[PublishedRevision]
) -> None:
    """Raise ReceiptDoesNotMatch unless the server's history holds exactly this document.

    `revisions` are what the server gives as changed since the document's base.
    """
    for revision in revisions:
        if revision.revision_id != document.revision_id:
            continue
        _require_equal(document, "revision", revision.revision, receipt.revision)
        if not _same_changes(revision.delta, document.delta):
            raise _does_not_match(document, _OTHER_CHANGES)
        if revision.waivers not in (None, document.waivers):
            raise _does_not_match(document, _OTHER_WAIVERS)
        return
    raise _does_not_match(document, _NOT_IN_HISTORY)


def _same_changes(one: Delta, other: Delta) -> bool:
    """Tell whether two deltas say the same; the order of their rows does not count."""
    return (
        _same_rows(one.added, other.added)
        and _same_rows(one.changed, other.changed)
        and sorted(one.removed) == sorted(other.removed)
    )


def _same_rows(one: Iterable[Hotspot], other: Iterable[Hotspot]) -> bool:
    these, those = by_id(one), by_id(other)
    return these.keys() == those.keys() and all(
        same_content(row, those[hotspot_id]) for hotspot_id, row in these.items()
    )


def _require_equal(
    document: RevisionDocument, name: str, received: object, expected: object
) -> None:
    if received != expected:
        differs = _DIFFERS.filled(name=name, received=shown(received), expected=shown(expected))
        raise _does_not_match(document, differs)


def _does_not_match(document: RevisionDocument, reason: Words) -> ReceiptDoesNotMatch:
    return ReceiptDoesNotMatch(_NO_MATCH.filled(revision=document.revision_id, reason=reason))


def _read_utc_time(value: object) -> str:
    text = read_text(value)
    if not _UTC_TIME.fullmatch(text):
        raise needed(field_words.UTC_TIME, value)
    return text


def _read_counts(value: object) -> dict[str, int]:
    counts: dict[str, Any] = read_known_fields(value, _COUNTS)
    return counts


_COUNTS: Mapping[str, Reader[object]] = dict.fromkeys(
    (ERROR, WARNING, NOTICE, "waived", NOT_CHECKED), read_count
)
_READERS: Mapping[str, Reader[object]] = {
    "receipt_id": read_identifier,
    "revision_id": read_identifier,
    "plan_id": read_identifier,
    "agency": read_identifier,
    "revision": read_count,
    "base_revision": read_count,
    "content_sha256": read_sha256,
    "hotspots": read_count,
    "added": read_count,
    "changed": read_count,
    "removed": read_count,
    "published_at": _read_utc_time,
    "published_by": read_text,
    "rule_set_version": read_identifier,
    "reference_sha256": read_sha256,
    "counts": _read_counts,
}
