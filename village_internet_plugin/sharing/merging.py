# SPDX-License-Identifier: GPL-2.0-or-later
"""Three-way merge of a plan's hotspots: what a colleague published, and what was done here.

Per hotspot and field: where one side changed, its value is taken; where both changed to the same,
that; where both changed differently, ours stays in the plan and the clash is reported. A hotspot
removed on one side and edited on the other stays, as edited, and is reported too. So no edit ever
vanishes unseen, and whichever side merges, the result differs in the reported clashes only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Union

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.sharing.canonical import canonical_hotspot, same_content
from village_internet_plugin.sharing.delta import by_id

OURS, THEIRS = "ours", "theirs"
POSITION = "position"
"""The field that `lon` and `lat` make together: half a move is no place anybody chose."""
FIELDS = (POSITION, *(name for name in HOTSPOTS.names() if name != "hotspot_id"))


@dataclass(frozen=True)
class FieldClash:
    """Both sides changed one field of a hotspot differently; the plan holds `ours`.

    The values are those of the hotspot's attribute `field` (a LonLat for ``position``); `base` is
    None too where both sides added the hotspot.
    """

    hotspot_id: str
    field: str
    base: object
    ours: object
    theirs: object


@dataclass(frozen=True)
class RemovalClash:
    """One side (`removed_by`, ``ours`` or ``theirs``) removed what the other edited.

    The plan holds the hotspot as it was edited: `kept`.
    """

    hotspot_id: str
    removed_by: str
    base: Hotspot
    kept: Hotspot


Clash = Union[FieldClash, RemovalClash]


@dataclass(frozen=True)
class Merge:
    """The merged hotspots, ours in their order and then those new from them, and the clashes."""

    hotspots: tuple[Hotspot, ...]
    clashes: tuple[Clash, ...]


def merge(base: Iterable[Hotspot], ours: Iterable[Hotspot], theirs: Iterable[Hotspot]) -> Merge:
    """Return `ours` and `theirs`, which both grew out of `base`, as one.

    Raises InputError when a hotspot_id is repeated on one side.
    """
    before, mine, others = by_id(base), by_id(ours), by_id(theirs)
    merged: list[Hotspot] = []
    clashes: list[Clash] = []
    for hotspot_id in (*mine, *(key for key in others if key not in mine)):
        hotspot, found = _merge_one(
            before.get(hotspot_id), mine.get(hotspot_id), others.get(hotspot_id)
        )
        if hotspot is not None:
            merged.append(hotspot)
        clashes += found
    return Merge(tuple(merged), tuple(clashes))


def settle(hotspots: Iterable[Hotspot], clash: Clash, side: str) -> tuple[Hotspot, ...]:
    """Return the hotspots with one clash decided for `side` (``ours`` or ``theirs``)."""
    if isinstance(clash, RemovalClash):
        if clash.removed_by != side:
            return tuple(hotspots)
        return tuple(row for row in hotspots if row.hotspot_id != clash.hotspot_id)
    value = clash.ours if side == OURS else clash.theirs
    chosen: dict[str, Any] = {clash.field: value}
    return tuple(
        replace(row, **chosen) if row.hotspot_id == clash.hotspot_id else row for row in hotspots
    )


def _merge_one(
    base: Hotspot | None, ours: Hotspot | None, theirs: Hotspot | None
) -> tuple[Hotspot | None, list[Clash]]:
    if ours is None:
        return _merge_removal(base, theirs, removed_by=OURS)
    if theirs is None:
        return _merge_removal(base, ours, removed_by=THEIRS)
    if same_content(ours, theirs) or (base is not None and same_content(base, theirs)):
        return ours, []
    if base is not None and same_content(base, ours):
        return theirs, []
    return _merge_fields(base, ours, theirs)


def _merge_removal(
    base: Hotspot | None, present: Hotspot | None, removed_by: str
) -> tuple[Hotspot | None, list[Clash]]:
    """Merge a hotspot that only one side has: the other removed it, or never had it."""
    if present is None or base is None:
        return present, []
    if same_content(base, present):
        return None, []
    return present, [RemovalClash(base.hotspot_id, removed_by, base, present)]


def _merge_fields(
    base: Hotspot | None, ours: Hotspot, theirs: Hotspot
) -> tuple[Hotspot, list[Clash]]:
    taken: dict[str, Any] = {}
    clashes: list[Clash] = []
    was = _fields(base) if base is not None else {}
    mine, others = _fields(ours), _fields(theirs)
    for field in FIELDS:
        if mine[field] == others[field]:
            continue
        if field in was and mine[field] == was[field]:
            taken[field] = getattr(theirs, field)
        elif field not in was or others[field] != was[field]:
            values = (getattr(side, field, None) for side in (base, ours, theirs))
            clashes.append(FieldClash(ours.hotspot_id, field, *values))
    return replace(ours, **taken), clashes


def _fields(hotspot: Hotspot) -> dict[str, Any]:
    """Return the fields in canonical form, in which 20 and 20.0 or blank and null are the same."""
    values = canonical_hotspot(hotspot)
    values[POSITION] = (values.pop("lon"), values.pop("lat"))
    return values
