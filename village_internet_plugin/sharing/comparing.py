# SPDX-License-Identifier: GPL-2.0-or-later
"""Two states of a plan's hotspots side by side: what changed, and what that means for whom.

The states may be two revisions, a revision and the plan as it stands, or two plans; hotspots are
the same one when they have the same id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.sharing.canonical import canonical_hotspot
from village_internet_plugin.sharing.delta import by_id

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_POSITION = ("lon", "lat")
_FIELDS = tuple(name for name in HOTSPOTS.names() if name != "hotspot_id")


class FieldChange(NamedTuple):
    """One field's value before and after, in canonical form; None where it is empty."""

    name: str
    before: object
    after: object


@dataclass(frozen=True)
class HotspotChange:
    """What happened to one hotspot between two states.

    `hotspot` is as it is after, or as it was when it is gone. `fields` are those that differ, in
    the order of the table, `lon` and `lat` (degrees, EPSG:4326) last; of an added or removed
    hotspot they are those that are filled.
    """

    hotspot: Hotspot
    before: Hotspot | None
    after: Hotspot | None
    fields: tuple[FieldChange, ...]

    @property
    def kind(self) -> str:
        """Return ``added``, ``changed`` or ``removed``."""
        if self.before is None:
            return ADDED
        return REMOVED if self.after is None else CHANGED

    @property
    def moved_m(self) -> float | None:
        """How far the point moved, in metres (WGS 84); None where it did not or one end is unknown.

        Below a centimetre is no move: positions are kept to 7 decimals of a degree.
        """
        was = self.before.position if self.before else None
        now = self.after.position if self.after else None
        if was is None or now is None or not any(each.name in _POSITION for each in self.fields):
            return None
        return float(length_m(was.lon, was.lat, now.lon, now.lat))


@dataclass(frozen=True)
class Total:
    """Points and what they cost (rupiah over their term) before and after.

    `key` is a village_code or a funding_source_id; empty for the hotspots that name none. Hotspots
    that gave way to another (`replaced`) count nowhere, as in the rules.
    """

    key: str
    points_before: int
    points_after: int
    idr_before: int
    idr_after: int

    @property
    def is_other(self) -> bool:
        """Whether anything changed."""
        return (self.points_before, self.idr_before) != (self.points_after, self.idr_after)


@dataclass(frozen=True)
class Comparison:
    """What differs between two states: by hotspot, by village, by funding source.

    Hotspots come in the order of the state after, those removed last; villages and funding sources
    are those whose totals differ, by their key.
    """

    hotspots: tuple[HotspotChange, ...]
    villages: tuple[Total, ...]
    funding_sources: tuple[Total, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both states are the same."""
        return not self.hotspots

    def count(self, kind: str) -> int:
        """Return how many hotspots were `kind`: added, changed or removed."""
        return sum(change.kind == kind for change in self.hotspots)


def compare(
    before: Iterable[Hotspot],
    after: Iterable[Hotspot],
    sources: Iterable[FundingSource] = (),
) -> Comparison:
    """Return what leads from one state to the other.

    `sources` give the term of a hotspot that names none itself. Raises InputError when a
    hotspot_id is missing or repeated, or a number is not finite.
    """
    was, now = by_id(before), by_id(after)
    changes = [hotspot_change(was.get(key), row) for key, row in now.items()]
    changes += [hotspot_change(row, None) for key, row in was.items() if key not in now]
    known = {source.funding_source_id: source for source in sources}
    return Comparison(
        tuple(change for change in changes if change is not None),
        _totals(was.values(), now.values(), "village_code", known),
        _totals(was.values(), now.values(), "funding_source_id", known),
    )


def hotspot_change(before: Hotspot | None, after: Hotspot | None) -> HotspotChange | None:
    """Return what happened to one hotspot, None when nothing did."""
    hotspot = after or before
    if hotspot is None or before == after:
        return None
    was = canonical_hotspot(before) if before is not None else {}
    now = canonical_hotspot(after) if after is not None else {}
    fields = tuple(
        FieldChange(name, was.get(name), now.get(name))
        for name in (*_FIELDS, *_POSITION)
        if was.get(name) != now.get(name)
    )
    if before is not None and after is not None and not fields:
        return None
    return HotspotChange(hotspot, before, after, fields)


def _totals(
    before: Iterable[Hotspot],
    after: Iterable[Hotspot],
    field: str,
    sources: Mapping[str, FundingSource],
) -> tuple[Total, ...]:
    was, now = _sums(before, field, sources), _sums(after, field, sources)
    nothing = (0, 0)
    totals = []
    for key in sorted({*was, *now}):
        points_before, idr_before = was.get(key, nothing)
        points_after, idr_after = now.get(key, nothing)
        totals.append(Total(key, points_before, points_after, idr_before, idr_after))
    return tuple(total for total in totals if total.is_other)


def _sums(
    hotspots: Iterable[Hotspot], field: str, sources: Mapping[str, FundingSource]
) -> dict[str, tuple[int, int]]:
    """Return points and rupiah by the value of a field."""
    sums: dict[str, tuple[int, int]] = {}
    for hotspot in hotspots:
        if hotspot.is_replaced:
            continue
        key = (getattr(hotspot, field) or "").strip()
        points, idr = sums.get(key, (0, 0))
        cost = cost_idr(hotspot, sources.get(hotspot.funding_source_id or ""))
        sums[key] = (points + 1, idr + cost)
    return sums
