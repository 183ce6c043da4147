# SPDX-License-Identifier: GPL-2.0-or-later
"""The facts of a whole plan, kept up to date: one edit re-measures only what depends on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.facts.funding_membership import source_facts, source_membership
from village_internet_plugin.facts.groups import FundedRows, Reach
from village_internet_plugin.facts.hotspot_facts import (
    HotspotFacts,
    SourceFacts,
    VillageFacts,
    VillageMembership,
)
from village_internet_plugin.facts.limits import MeasuringLimits
from village_internet_plugin.facts.neighbours import Neighbours
from village_internet_plugin.facts.place_facts import PlaceFacts, PlaceMeasuring
from village_internet_plugin.facts.published import PublishedAround
from village_internet_plugin.facts.unreached import UnreachedPeople
from village_internet_plugin.facts.village_membership import village_membership
from village_internet_plugin.reference.reference import Reference


@dataclass
class Affected:
    """What an edit may have changed the judgement of."""

    rows: set[int] = field(default_factory=set)
    villages: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)


class PlanFacts:
    """Hotspots by row number, with their facts; a lower row was placed earlier."""

    def __init__(
        self,
        reference: Reference,
        limits: MeasuringLimits,
        agency: str,
        published: Sequence[PublishedHotspot],
        funding_sources: Iterable[FundingSource],
    ) -> None:
        self.agency = agency
        self.limits = limits
        self.published = PublishedAround(published)
        self.sources = {source.funding_source_id: source for source in funding_sources}
        self.hotspots: dict[int, Hotspot] = {}
        self.by_village: dict[str, set[int]] = {}
        self.by_source: dict[str, FundedRows] = {}
        self.by_id: dict[str, set[int]] = {}
        unreached = UnreachedPeople(reference, self.published.index)
        self._measuring = PlaceMeasuring(reference, limits, unreached)
        self._neighbours = Neighbours(reference, self.published, limits)
        self._places = PlaceFacts.blank(0)
        self._slots: dict[int, int] = {}
        self._rows: dict[int, int] = {}
        self._free: list[int] = []

    def replace(self, changes: Mapping[int, Hotspot | None]) -> Affected:
        """Put, change or (None) take away hotspots; return what may be judged otherwise now."""
        affected = Affected()
        reaches = self._reaches(changes)
        mates = self._mates(changes)
        standing = self._standing(mates)
        self._note_dependents(changes, affected)
        stay = self._staying(changes)
        for row in changes:
            self._forget(row)
        present = {row: hotspot for row, hotspot in changes.items() if hotspot is not None}
        self._remember(present, facts=stay)
        self._note_dependents(changes, affected)
        differs = standing.differing(self._standing(mates))
        affected.rows.update(row for row, other in zip(mates, differs.tolist()) if other)
        self._note_sources(reaches, affected)
        # Not by `intersection_update`, which goes through the whole plan.
        affected.rows = {row for row in affected.rows if row in self.hotspots}
        return affected

    def add(self, hotspots: Mapping[int, Hotspot]) -> None:
        """Put hotspots under rows that are free; whoever calls asks for what else changes."""
        self._remember(hotspots)

    def set_funding_sources(self, sources: Iterable[FundingSource]) -> Affected:
        """Take over an edited list of funding sources; return what may be judged otherwise."""
        new = {source.funding_source_id: source for source in sources}
        changed = {key for key in {*new, *self.sources} if new.get(key) != self.sources.get(key)}
        funded = {
            row: hotspot
            for row, hotspot in self.hotspots.items()
            if hotspot.funding_source_id in changed
        }
        affected = Affected(sources=set(changed))
        self._note_all(funded, affected)
        self.sources = new
        for source_id in changed & self.by_source.keys():
            self.by_source[source_id] = self._funded_rows(source_id, funded)
        self._note_all(funded, affected)
        return affected

    def _funded_rows(self, source_id: str, funded: Mapping[int, Hotspot]) -> FundedRows:
        """Return a source's rows with what each costs it now."""
        group, source = FundedRows(), self.sources.get(source_id)
        for row, hotspot in funded.items():
            if hotspot.funding_source_id == source_id and not hotspot.is_replaced:
                group.add(row, cost_idr(hotspot, source))
        return group

    def facts_of(self, rows: Sequence[int]) -> HotspotFacts:
        """Return all facts of these rows, in their order."""
        slots = np.array([self._slots[row] for row in rows], dtype=np.int64)
        places = self._places.take(slots)
        hotspots = [self.hotspots[row] for row in rows]
        near = self._neighbours.measure(hotspots, slots, places)
        near.same_id_rows[:] = [
            # An empty id is missing (VI205), not repeated.
            len(self.by_id[hotspot.hotspot_id]) if hotspot.hotspot_id else 1
            for hotspot in hotspots
        ]
        return HotspotFacts(
            hotspots,
            places,
            near,
            village_membership(self, rows, places),
            source_membership(self, rows),
        )

    def facts_with(self, row: int, hotspot: Hotspot) -> HotspotFacts:
        """Return the facts of a hotspot as if it stood in the plan under `row`.

        The plan is left as it was; nothing that depends on the hotspot is looked at.
        """
        before = self.hotspots.get(row)
        self._forget(row)
        # Nobody else is asked how near this one stands.
        self._remember({row: hotspot}, is_neighbour=False)
        try:
            return self.facts_of([row])
        finally:
            self._forget(row, is_neighbour=False)
            if before is not None:
                self._remember({row: before})

    def measured(self, rows: Sequence[int]) -> tuple[list[bool], list[float]]:
        """Return which hotspots' positions are usable, and how far each is from its office.

        Usable is a position that is there, finite and in the region. Lengths in metres to the
        office of its village; NaN when unknown.
        """
        slots = [self._slots[row] for row in rows]
        return self._places.usable[slots].tolist(), self._places.office_m[slots].tolist()

    def source_facts(self, source_ids: Iterable[str]) -> list[SourceFacts]:
        """Return what the plan asks of each of these sources; unknown ones are left out."""
        return [
            source_facts(self, source_id)
            for source_id in sorted(source_ids)
            if source_id in self.sources
        ]

    def village_facts(self, codes: Iterable[str]) -> list[VillageFacts]:
        """Return these villages, as far as the plan has points in them."""
        members = {code: self.by_village.get(code) for code in sorted(codes)}
        slots = [self._slots[row] for rows in members.values() if rows for row in rows]
        villages = self._places.village[slots]
        # Usable positions that could not be held against their village's boundary: it has none.
        lacks_shape = self._places.usable[slots] & np.isnan(self._places.outside_m[slots])
        shapeless = {village.village_code for village in villages[lacks_shape]}
        by_code = {village.village_code: village for village in villages}
        return [
            VillageFacts(by_code[code], len(rows), code not in shapeless)
            for code, rows in members.items()
            if rows
        ]

    def _staying(self, changes: Mapping[int, Hotspot | None]) -> PlaceFacts | None:
        """Return what is known of the places of changed hotspots; None when not all stay so."""
        for row, new in changes.items():
            old = self.hotspots.get(row)
            if old is None or new is None or not self._measuring.sees_alike(old, new):
                return None
        return self._places.take([self._slots[row] for row in changes])

    def _remember(
        self,
        hotspots: Mapping[int, Hotspot],
        *,
        is_neighbour: bool = True,
        facts: PlaceFacts | None = None,
    ) -> None:
        """Take hotspots in, measured anew unless `facts` has what is known of their places."""
        if not hotspots:
            return
        facts = self._measuring.measure(list(hotspots.values())) if facts is None else facts
        slots = np.array([self._slot(row) for row in hotspots], dtype=np.int64)
        highest = int(slots.max()) + 1
        if highest > len(self._places):
            self._places = self._places.lengthened(highest + highest // 4)
        self._places.put(slots, facts)
        if is_neighbour:
            self._neighbours.put(slots, list(hotspots.values()), facts)
        self.hotspots.update(hotspots)
        funded: dict[str, dict[int, int]] = {}
        for (row, hotspot), village in zip(hotspots.items(), facts.village):
            _include(self.by_id, hotspot.hotspot_id, row)
            if hotspot.is_replaced:
                continue
            if village is not None:
                _include(self.by_village, village.village_code, row)
            if hotspot.funding_source_id:
                source = self.sources.get(hotspot.funding_source_id)
                costs_idr = funded.setdefault(hotspot.funding_source_id, {})
                costs_idr[row] = cost_idr(hotspot, source)
        for source_id, costs_idr in funded.items():
            self.by_source.setdefault(source_id, FundedRows()).add_all(costs_idr)

    def _forget(self, row: int, *, is_neighbour: bool = True) -> None:
        hotspot = self.hotspots.pop(row, None)
        if hotspot is None:
            return
        slot = self._slots.pop(row)
        self._free.append(slot)
        if is_neighbour:
            self._neighbours.take_away(slot)
        _discard(self.by_id, hotspot.hotspot_id, row)
        village = self._places.village[slot]
        if village is not None and not hotspot.is_replaced:
            _discard(self.by_village, village.village_code, row)
        if hotspot.funding_source_id and not hotspot.is_replaced:
            self.by_source[hotspot.funding_source_id].remove(row)

    def _slot(self, row: int) -> int:
        """Return the place of a row in the arrays, a free one for a new row."""
        if row not in self._slots:
            self._slots[row] = self._free.pop() if self._free else len(self._slots)
            self._rows[self._slots[row]] = row
        return self._slots[row]

    def _note_dependents(self, rows: Iterable[int], affected: Affected) -> None:
        """Note whom these hotspots, as they stand now, have a say in.

        But for those of their villages and funding sources of whom nothing else is known then.
        """
        present = [row for row in rows if row in self.hotspots]
        if not present:
            return
        affected.rows.update(present)
        slots = np.array([self._slots[row] for row in present], dtype=np.int64)
        villages = {v.village_code for v in self._places.village[slots] if v is not None}
        for identifier in {self.hotspots[row].hotspot_id for row in present} - {""}:
            affected.rows |= self.by_id[identifier]
        affected.villages |= villages
        near = self._neighbours.noticing(self._places.lon[slots], self._places.lat[slots])
        affected.rows.update(self._rows[int(slot)] for slot in near)

    def _note_all(self, rows: Iterable[int], affected: Affected) -> None:
        """Note the same, and everybody in these hotspots' villages."""
        self._note_dependents(rows, affected)
        for code in affected.villages:
            affected.rows |= self.by_village.get(code, set())

    def _mates(self, changes: Mapping[int, Hotspot | None]) -> list[int]:
        """Return who else is in the villages that these hotspots leave, stay in or come to."""
        codes = {hotspot.village_code for hotspot in changes.values() if hotspot is not None}
        codes |= {self.hotspots[row].village_code for row in changes if row in self.hotspots}
        mates = {row for code in codes if code for row in self.by_village.get(code, ())}
        return sorted(mates.difference(changes))

    def _standing(self, rows: Sequence[int]) -> VillageMembership:
        """Return what these rows are in their villages now."""
        slots = np.array([self._slots[row] for row in rows], dtype=np.int64)
        return village_membership(self, rows, self._places.take(slots))

    def _reaches(self, changes: Mapping[int, Hotspot | None]) -> dict[str, Reach]:
        """Return how far the limits reach of the sources that changes ask for something else.

        Who is moved or renamed and asks of its source what it asked before turns nobody out.
        """
        paid = {row for row, hotspot in changes.items() if not self._asks_alike(row, hotspot)}
        asked = [self.hotspots[row] for row in paid if row in self.hotspots]
        asked += [hotspot for hotspot in map(changes.__getitem__, paid) if hotspot is not None]
        return {
            source_id: self._reach(source_id)
            for source_id in {hotspot.funding_source_id or "" for hotspot in asked} - {""}
        }

    def _reach(self, source_id: str) -> Reach:
        source, group = self.sources.get(source_id), self.by_source.get(source_id)
        if source is None or group is None:
            return Reach(None, None)
        return group.reach(source.point_quota, source.budget_idr)

    def _note_sources(self, before: Mapping[str, Reach], affected: Affected) -> None:
        """Note these sources, and who came to be beyond their limits or is not so any more."""
        for source_id, reach in before.items():
            affected.sources.add(source_id)
            group = self.by_source.get(source_id)
            if group is not None:
                affected.rows |= group.differing(reach, self._reach(source_id))

    def _asks_alike(self, row: int, new: Hotspot | None) -> bool:
        """Tell whether a row would ask of the same source what it asks now."""
        old = self.hotspots.get(row)
        if old is None or new is None or old.funding_source_id != new.funding_source_id:
            return False
        source = self.sources.get(old.funding_source_id or "")
        is_counted_alike = old.is_replaced == new.is_replaced
        return is_counted_alike and cost_idr(old, source) == cost_idr(new, source)


def _include(groups: dict[str, set[int]], key: str, row: int) -> None:
    members = groups.get(key)
    if members is None:
        groups[key] = {row}
    else:
        members.add(row)


def _discard(groups: dict[str, set[int]], key: str, row: int) -> None:
    members = groups.get(key)
    if members is not None:
        members.discard(row)
        if not members:
            del groups[key]
