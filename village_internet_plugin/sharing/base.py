# SPDX-License-Identifier: GPL-2.0-or-later
"""The base: a plan as it stood on the server when the desktop last agreed with it.

A revision is the difference between the base and the plan; a merge needs it to tell who changed
what. It moves only when a receipt was verified or a pull was taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing.canonical import content_sha256
from village_internet_plugin.sharing.fields import Reader, read_count, read_list, read_object
from village_internet_plugin.sharing.funding_source_json import (
    funding_source_to_json,
    read_funding_source,
)
from village_internet_plugin.sharing.hotspot_json import hotspot_to_json, read_hotspot
from village_internet_plugin.sharing.packed_json import pack, unpack
from village_internet_plugin.sharing.receipts import Receipt, ReceiptDoesNotMatch
from village_internet_plugin.sharing.revision_document import (
    MAX_FUNDING_SOURCES,
    MAX_WAIVERS,
    RevisionDocument,
    apply_revision,
)
from village_internet_plugin.sharing.waiver_json import read_waiver, waiver_to_json

_MAX_BASE = 1_000_000
"""Hotspots of a whole plan, inclusive; one document is held to fewer."""
_OTHER_REVISION = Words(
    "The plan's record is of revision {own}, but what was published is "
    "based on revision {published}; pull the plan to build it anew.",
    "Catatan rencana berasal dari revisi {own}, tetapi yang diterbitkan berdasar pada revisi "
    "{published}; ambil rencana dari server untuk menyusunnya kembali.",
)
_OTHER_CONTENT = Words(
    "The server's receipt for revision {revision} names another content "
    "than this plan's. The plan is not taken as published and waits in the outbox; "
    "tell the server's administrator this sentence.",
    "Tanda terima server untuk revisi {revision} menyebut isi yang berbeda dari rencana ini. "
    "Rencana belum dianggap terbit dan menunggu di kotak keluar; sampaikan kalimat ini kepada "
    "administrator server.",
)
_RECORD = Words("The record of what was last published", "Catatan tentang penerbitan terakhir")
_DAMAGED = Words(
    "{fault} Pull the plan from the server to build it anew.",
    "{fault} Ambil rencana dari server untuk menyusunnya kembali.",
)


class BaseLost(InputError):
    """The plan's file does not hold its base, or holds a damaged one.

    Nothing is lost with it: the server's history has it, and `pulling.restored_base` builds it
    anew.
    """


@dataclass(frozen=True)
class Base:
    """The plan at `revision`; revision 0 is a plan that was never published."""

    revision: int = 0
    hotspots: tuple[Hotspot, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    funding_sources: tuple[FundingSource, ...] = ()
    """Those the server had, of the plan's agency and of others that the plan drew on."""

    def after(self, document: RevisionDocument, receipt: Receipt) -> Base:
        """Return the base that holds once `document` is published.

        A base that is further on already stays: a pull came between. Raises ReceiptDoesNotMatch
        when document and base do not give the content that the receipt names, and BaseLost when
        the document was not made on this base.
        """
        if self.revision >= receipt.revision:
            return self
        if self.revision != document.base_revision:
            revisions = {"own": self.revision, "published": document.base_revision}
            raise BaseLost(_OTHER_REVISION.filled(**revisions))
        hotspots = apply_revision(self.hotspots, document)
        if len(hotspots) != receipt.hotspots or content_sha256(hotspots) != receipt.content_sha256:
            raise ReceiptDoesNotMatch(_OTHER_CONTENT.filled(revision=document.revision_id))
        return Base(receipt.revision, hotspots, document.waivers, self._sources_after(document))

    def _sources_after(self, document: RevisionDocument) -> tuple[FundingSource, ...]:
        """Return the sources on the server now: a revision adds and changes them, none goes."""
        sources = {source.funding_source_id: source for source in self.funding_sources}
        sources.update((source.funding_source_id, source) for source in document.funding_sources)
        return tuple(sources.values())

    def to_text(self) -> str:
        """Return the base as one packed text."""
        return pack(
            {
                "revision": self.revision,
                "hotspots": [hotspot_to_json(hotspot) for hotspot in self.hotspots],
                "waivers": [waiver_to_json(waiver) for waiver in self.waivers],
                "funding_sources": [funding_source_to_json(row) for row in self.funding_sources],
            }
        )


def read_base(text: str) -> Base:
    """Return the base that `Base.to_text` wrote; BaseLost when it is damaged.

    The packing has a checksum of its own, so what can be unpacked is what was written.
    """
    try:
        data = unpack(text, _RECORD)
        if isinstance(data, dict):
            # Records written before the funding sources were brought do not have them.
            data = {"funding_sources": [], **data}
        values: dict[str, Any] = read_object(data, _READERS)
    except InputError as error:
        raise BaseLost(_DAMAGED.filled(fault=error.words)) from error
    return Base(**values)


_READERS: Mapping[str, Reader[object]] = {
    "revision": read_count,
    "hotspots": lambda rows: read_list(rows, read_hotspot, _MAX_BASE),
    "waivers": lambda rows: read_list(rows, read_waiver, MAX_WAIVERS),
    "funding_sources": lambda rows: read_list(rows, read_funding_source, MAX_FUNDING_SOURCES),
}
