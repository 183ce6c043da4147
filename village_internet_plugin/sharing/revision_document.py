# SPDX-License-Identifier: GPL-2.0-or-later
"""The revision document: one change of a plan, as it travels to the shared server.

It holds the delta on its base revision, not the plan; `content_sha256` is over the whole plan after
the delta, so that both sides know they mean the same plan. Its `revision_id` is made once, when the
user presses Publish, and is the key under which the server answers every retry alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import new_identifier, same_agency
from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.sharing import field_words
from village_internet_plugin.sharing.canonical import content_sha256, hotspots_text
from village_internet_plugin.sharing.delta import Delta, apply_delta, delta_between
from village_internet_plugin.sharing.fields import (
    Reader,
    WrongField,
    read_count,
    read_identifier,
    read_list,
    read_object,
    read_optional_text,
    read_sha256,
)
from village_internet_plugin.sharing.funding_source_json import (
    funding_source_to_json,
    read_funding_source,
)
from village_internet_plugin.sharing.hotspot_json import hotspot_to_json, read_hotspot
from village_internet_plugin.sharing.hotspots_reading import read_hotspots
from village_internet_plugin.sharing.waiver_json import read_waiver, waiver_to_json


class RowCannotBeSent(InputError):
    """A row of the plan that the server would not take as it is.

    `table` and `column` are names of the schema (`column` is empty for the row itself), `row`
    counts from 1 in the table's order, `name` is what people call the row, `reason` is what is
    wrong, and `is_empty` tells that the field is simply not filled.
    """

    def __init__(self, table: str, row: int, name: str, wrong: WrongField, is_empty: bool) -> None:
        column = wrong.path.split(".")[-1].split("[")[0]
        field = (_EMPTY_FIELD if is_empty else field_words.AT).filled(
            path=column, reason=wrong.reason
        )
        super().__init__(
            _ROW_NOT_SENDABLE.filled(
                what=_ROW_WORDS[table], row=row, name=name, field=field, table=table
            )
        )
        self.table, self.row, self.name, self.column = table, row, name, column
        self.reason, self.is_empty = wrong.reason, is_empty


MAX_HOTSPOTS = 100_000
"""Hotspots one document may add, change and remove together: twice the largest plan foreseen."""
MAX_FUNDING_SOURCES = 10_000
MAX_WAIVERS = 100_000


@dataclass(frozen=True)
class RevisionDocument:
    """One change of a plan: what it is based on, what changes, and what the plan then is.

    `changed` are whole rows, `removed` are hotspot_ids, `funding_sources` the agency's whole list
    and `waivers` the plan's. `reason` is why, in the planner's own words; empty where none was
    given, and then it is not sent: servers of before it was known refuse unknown fields.
    """

    revision_id: str
    plan_id: str
    agency: str
    base_revision: int
    rule_set_version: str
    reference_sha256: str
    added: tuple[Hotspot, ...]
    changed: tuple[Hotspot, ...]
    removed: tuple[str, ...]
    funding_sources: tuple[FundingSource, ...]
    waivers: tuple[Waiver, ...]
    content_sha256: str
    reason: str = ""

    @property
    def delta(self) -> Delta:
        """The change of the hotspots alone."""
        return Delta(self.added, self.changed, self.removed)

    def to_json(self) -> dict[str, Any]:
        """Return the document as it is sent, its hotspots in canonical form."""
        return {
            **self._to_json_without_rows(),
            "added": [hotspot_to_json(hotspot) for hotspot in self.added],
            "changed": [hotspot_to_json(hotspot) for hotspot in self.changed],
        }

    def to_json_text(self) -> str:
        """Return the same as JSON text, in a fraction of the time for many hotspots."""
        texts = {
            name: json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
            for name, value in self._to_json_without_rows().items()
        }
        texts["added"] = hotspots_text(self.added)
        texts["changed"] = hotspots_text(self.changed)
        return "{" + ",".join(f'"{name}":{text}' for name, text in texts.items()) + "}"

    def _to_json_without_rows(self) -> dict[str, Any]:
        document = {
            field.name: getattr(self, field.name)
            for field in fields(self)
            if field.name not in ("added", "changed")
        }
        document["removed"] = list(self.removed)
        document["funding_sources"] = [
            funding_source_to_json(source) for source in self.funding_sources
        ]
        document["waivers"] = [waiver_to_json(waiver) for waiver in self.waivers]
        if not self.reason:
            del document["reason"]
        return document


def make_revision_document(
    plan: Plan,
    base: Iterable[Hotspot],
    *,
    rule_set_version: str,
    reference_sha256: str,
    revision_id: str | None = None,
    reason: str = "",
) -> RevisionDocument:
    """Return the document that leads from `base` to `plan`.

    `base` are the hotspots as they stand on the server at `plan.base_revision`; a new `revision_id`
    is made when none is given; `reason` is why, of at most `MAX_TEXT` characters. Raises
    InputError, naming the hotspot, when a row cannot be sent, and for a reason that cannot.
    """
    delta = delta_between(base, plan.hotspots)
    bare = RevisionDocument(
        revision_id=revision_id or new_identifier(),
        plan_id=plan.plan_id,
        agency=plan.agency,
        base_revision=plan.base_revision,
        rule_set_version=rule_set_version,
        reference_sha256=reference_sha256,
        added=(),
        changed=(),
        removed=delta.removed,
        funding_sources=tuple(
            source for source in plan.funding_sources if same_agency(source.agency, plan.agency)
        ),
        waivers=plan.waivers,
        content_sha256=content_sha256(plan.hotspots),
        reason=sendable_reason(reason),
    )
    # Each row is read as the server will read it, so that a refusal can name the hotspot; what
    # surrounds them is read once, without them.
    _require_sendable_rows(plan, bare)
    document = replace(
        read_revision_document(bare.to_json()),
        added=tuple(_sendable(hotspot) for hotspot in delta.added),
        changed=tuple(_sendable(hotspot) for hotspot in delta.changed),
    )
    _refuse_too_many(document)
    return document


def apply_revision(hotspots: Sequence[Hotspot], document: RevisionDocument) -> tuple[Hotspot, ...]:
    """Return a plan's hotspots after the document: changed in place, added at the end.

    Raises DeltaDoesNotFit (an InputError) when the document was not made for these hotspots.
    """
    return apply_delta(hotspots, document.delta)


def read_revision_document(data: object) -> RevisionDocument:
    """Return the document that parsed JSON describes.

    Raises InputError with the path of the first wrong field (``added[3].lon``): unknown and missing
    fields, wrong types, numbers that are not finite, over-long lists and texts, values outside
    their choices or bounds, and a hotspot named twice are all refused.
    """
    has_reason = isinstance(data, dict) and "reason" in data
    readers = {**_READERS, "reason": _read_reason} if has_reason else _READERS
    values: dict[str, Any] = read_object(data, readers)
    document = RevisionDocument(**values)
    _refuse_too_many(document)
    _refuse_repeated_hotspots(document)
    _refuse_repeated_sources(document)
    return document


def sendable_reason(reason: str) -> str:
    """Return why a revision was made, without blanks around it.

    Raises InputError when it is longer than the server takes or holds what it cannot keep.
    """
    try:
        return _read_reason(reason.strip())
    except WrongField as wrong:
        raise InputError(_REASON_NOT_SENDABLE.filled(fault=wrong.words)) from wrong


def _read_reason(value: object) -> str:
    return read_optional_text(value) or ""


def _sendable(hotspot: Hotspot) -> Hotspot:
    """Return the row as it will be read on the server; the sentence names the hotspot."""
    try:
        return read_hotspot(hotspot_to_json(hotspot))
    except WrongField as wrong:
        raise InputError(
            _HOTSPOT_NOT_SENDABLE.filled(
                label=hotspot.label, hotspot_id=hotspot.hotspot_id, fault=wrong.words
            )
        ) from wrong


def _require_sendable_rows(plan: Plan, document: RevisionDocument) -> None:
    """Raise RowCannotBeSent for the first waiver or funding source that is not filled in."""
    labels = {hotspot.hotspot_id: hotspot.label for hotspot in plan.hotspots}
    for row, waiver in enumerate(plan.waivers, 1):
        subject = labels.get(waiver.subject, waiver.subject)
        name = ", ".join(filter(None, (waiver.rule, subject))) or "?"
        _require_sendable("waivers", row, name, waiver_to_json(waiver), read_waiver)
    sent = set(map(id, document.funding_sources))
    for row, source in enumerate(plan.funding_sources, 1):
        if id(source) in sent:
            name = source.funding_source_id or source.programme or "?"
            data = funding_source_to_json(source)
            _require_sendable("funding_sources", row, name, data, read_funding_source)


def _require_sendable(
    table: str, row: int, name: str, data: dict[str, Any], reader: Reader[object]
) -> None:
    try:
        reader(data)
    except WrongField as wrong:
        is_empty = data.get(wrong.path) is None
        raise RowCannotBeSent(table, row, name, wrong, is_empty) from wrong


def _refuse_too_many(document: RevisionDocument) -> None:
    count = len(document.added) + len(document.changed) + len(document.removed)
    if count > MAX_HOTSPOTS:
        counts = {"most": number_words(MAX_HOTSPOTS), "count": number_words(count)}
        raise WrongField(field_words.TOO_MANY_HOTSPOTS.filled(**counts))


def _refuse_repeated_hotspots(document: RevisionDocument) -> None:
    named: list[tuple[str, Sequence[str]]] = [
        ("added[{}].hotspot_id", [hotspot.hotspot_id for hotspot in document.added]),
        ("changed[{}].hotspot_id", [hotspot.hotspot_id for hotspot in document.changed]),
        ("removed[{}]", document.removed),
    ]
    everybody = [hotspot_id for _, identifiers in named for hotspot_id in identifiers]
    if len(set(everybody)) == len(everybody):
        return
    seen: dict[str, str] = {}
    for place, identifiers in named:
        for index, hotspot_id in enumerate(identifiers):
            first = seen.setdefault(hotspot_id, place.format(index))
            if first != place.format(index):
                fault = field_words.HOTSPOT_TWICE.filled(first=first)
                raise WrongField(fault, place.format(index))


def _refuse_repeated_sources(document: RevisionDocument) -> None:
    seen: dict[str, int] = {}
    for index, source in enumerate(document.funding_sources):
        first = seen.setdefault(source.funding_source_id, index)
        if first != index:
            raise WrongField(
                field_words.SOURCE_TWICE.filled(first=first),
                f"funding_sources[{index}].funding_source_id",
            )


_ROW_WORDS = {
    "waivers": Words("Waiver", "Pengecualian"),
    "funding_sources": Words("Funding source", "Sumber dana"),
}
_EMPTY_FIELD = Words("{path} is empty", "{path} masih kosong")
_ROW_NOT_SENDABLE = Words(
    "{what} {row} ({name}) cannot be published as it is: {field}. "
    "Mend it in the plan's table {table} and publish again.",
    "{what} baris {row} ({name}) belum dapat diterbitkan: {field}. "
    "Perbaiki di tabel {table} rencana, lalu terbitkan lagi.",
)
_REASON_NOT_SENDABLE = Words(
    "The reason of this revision cannot be published as it is: {fault}. Shorten or mend it and "
    "publish again.",
    "Alasan revisi ini belum dapat diterbitkan: {fault}. Ringkas atau perbaiki, lalu terbitkan "
    "lagi.",
)
_HOTSPOT_NOT_SENDABLE = Words(
    'Hotspot "{label}" ({hotspot_id}) cannot be published as it is: {fault}. '
    "Mend this field and publish again.",
    "Titik hotspot “{label}” ({hotspot_id}) belum dapat diterbitkan: {fault}. "
    "Perbaiki isian ini, lalu terbitkan lagi.",
)
_READERS: Mapping[str, Reader[object]] = {
    "revision_id": read_identifier,
    "plan_id": read_identifier,
    "agency": read_identifier,
    "base_revision": read_count,
    "rule_set_version": read_identifier,
    "reference_sha256": read_sha256,
    "added": lambda data: read_hotspots(data, MAX_HOTSPOTS),
    "changed": lambda data: read_hotspots(data, MAX_HOTSPOTS),
    "removed": lambda data: read_list(data, read_identifier, MAX_HOTSPOTS),
    "funding_sources": lambda data: read_list(data, read_funding_source, MAX_FUNDING_SOURCES),
    "waivers": lambda data: read_list(data, read_waiver, MAX_WAIVERS),
    "content_sha256": read_sha256,
}
