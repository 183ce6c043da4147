# SPDX-License-Identifier: GPL-2.0-or-later
"""Three-way merge of a plan's hotspots: what a colleague published, and what was done here.

By the rule of `three_way`; a clash stands in the plan with our value until somebody settles it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Union

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.sharing.canonical import canonical_hotspot, same_content
from village_internet_plugin.sharing.delta import by_id
from village_internet_plugin.sharing.three_way import OURS, Comparison, merge_rows

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

    Raises InputError when a hotspot_id is missing or repeated on one side.
    """
    merged, clashes = merge_rows(by_id(base), by_id(ours), by_id(theirs), _COMPARISON)
    return Merge(merged, clashes)


def settle(hotspots: Iterable[Hotspot], clash: Clash, side: str) -> tuple[Hotspot, ...]:
    """Return the hotspots with one clash decided for `side` (``ours`` or ``theirs``)."""
    return settle_all(hotspots, {clash: side})


def settle_all(hotspots: Iterable[Hotspot], sides: Mapping[Clash, str]) -> tuple[Hotspot, ...]:
    """Return the hotspots with each clash decided for its side; the others stay as they are."""
    removed: set[str] = set()
    chosen: dict[str, dict[str, Any]] = {}
    for clash, side in sides.items():
        if isinstance(clash, FieldClash):
            value = clash.ours if side == OURS else clash.theirs
            chosen.setdefault(clash.hotspot_id, {})[clash.field] = value
        elif clash.removed_by == side:
            removed.add(clash.hotspot_id)
    return tuple(
        replace(row, **chosen[row.hotspot_id]) if row.hotspot_id in chosen else row
        for row in hotspots
        if row.hotspot_id not in removed
    )


def _fields(hotspot: Hotspot) -> dict[str, object]:
    """Return the fields in canonical form, in which 20 and 20.0 or blank and null are the same."""
    values = canonical_hotspot(hotspot)
    values[POSITION] = (values.pop("lon"), values.pop("lat"))
    return {name: values[name] for name in FIELDS}


_COMPARISON: Comparison[Hotspot, Clash] = Comparison(
    same_content, _fields, FieldClash, RemovalClash
)
