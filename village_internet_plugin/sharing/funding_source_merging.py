# SPDX-License-Identifier: GPL-2.0-or-later
"""Three-way merge of a plan's funding sources with those on the server, by the rule of `three_way`.

A quota that a steward raised comes in by itself; where it was changed here too, the plan keeps its
own and the clash is reported, as with hotspots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Union

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.identifiers import agency_key
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.sharing.funding_source_json import funding_source_to_json
from village_internet_plugin.sharing.three_way import OURS, Comparison, merge_rows

_SAME_ID = Words(
    'Two funding sources of the plan have the same funding_source_id "{funding_source_id}"; '
    "give one of them another id and try again.",
    "Dua sumber dana dalam rencana memiliki funding_source_id yang sama “{funding_source_id}”; "
    "beri salah satunya ID lain, lalu coba lagi.",
)


@dataclass(frozen=True)
class FundingFieldClash:
    """Both sides changed one field of a funding source differently; the plan holds `ours`.

    `base` is None too where both sides added the source, or where it is not known what it was.
    """

    funding_source_id: str
    field: str
    base: object
    ours: object
    theirs: object


@dataclass(frozen=True)
class FundingRemovalClash:
    """One side (`removed_by`, ``ours`` or ``theirs``) removed what the other edited.

    The plan holds the funding source as it was edited: `kept`.
    """

    funding_source_id: str
    removed_by: str
    base: FundingSource
    kept: FundingSource


FundingClash = Union[FundingFieldClash, FundingRemovalClash]


@dataclass(frozen=True)
class FundingMerge:
    """The merged sources, ours in their order and then those new from them, and the clashes."""

    sources: tuple[FundingSource, ...] = ()
    clashes: tuple[FundingClash, ...] = ()


def merge_funding_sources(
    base: Iterable[FundingSource], ours: Iterable[FundingSource], theirs: Iterable[FundingSource]
) -> FundingMerge:
    """Return `ours` and `theirs`, which both grew out of `base`, as one.

    Raises InputError when a funding_source_id is repeated on one side.
    """
    sides = (_by_id(base), _by_id(ours), _by_id(theirs))
    return FundingMerge(*merge_rows(*sides, _COMPARISON))


def settle_sources(
    sources: Iterable[FundingSource], sides: Mapping[FundingClash, str]
) -> tuple[FundingSource, ...]:
    """Return the sources with each clash decided for its side (``ours`` or ``theirs``)."""
    removed: set[str] = set()
    chosen: dict[str, dict[str, Any]] = {}
    for clash, side in sides.items():
        if isinstance(clash, FundingFieldClash):
            value = clash.ours if side == OURS else clash.theirs
            chosen.setdefault(clash.funding_source_id, {})[clash.field] = value
        elif clash.removed_by == side:
            removed.add(clash.funding_source_id)
    return tuple(
        replace(row, **chosen[row.funding_source_id]) if row.funding_source_id in chosen else row
        for row in sources
        if row.funding_source_id not in removed
    )


def differing_fields(one: FundingSource, other: FundingSource) -> tuple[str, ...]:
    """Return the names of the fields in which two funding sources do not say the same."""
    these, those = _fields(one), _fields(other)
    return tuple(name for name in these if these[name] != those[name])


def _by_id(sources: Iterable[FundingSource]) -> dict[str, FundingSource]:
    rows: dict[str, FundingSource] = {}
    for source in sources:
        if source.funding_source_id in rows:
            raise InputError(_SAME_ID.filled(funding_source_id=source.funding_source_id))
        rows[source.funding_source_id] = source
    return rows


def _fields(source: FundingSource) -> dict[str, object]:
    """Return the fields in a form in which blank and null, or two spellings of an agency, agree."""
    values = funding_source_to_json(source)
    del values["funding_source_id"]
    return {**values, "agency": agency_key(source.agency or "")}


def _same(one: FundingSource, other: FundingSource) -> bool:
    return not differing_fields(one, other)


_COMPARISON: Comparison[FundingSource, FundingClash] = Comparison(
    _same, _fields, FundingFieldClash, FundingRemovalClash
)
