# SPDX-License-Identifier: GPL-2.0-or-later
"""Two states of a plan side by side: what changed, and what that means for whom.

The states may be two revisions, a revision and the plan as it stands, or two plans; hotspots are
the same one when they have the same id. Each state is priced by its own funding sources: a term
that was shortened since does not make yesterday's plan cheaper.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from village_internet_plugin.domain.funding_source import FundingSource, cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import same_agency
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.sharing.canonical import canonical_hotspot
from village_internet_plugin.sharing.delta import by_id
from village_internet_plugin.sharing.field_change import FieldChange, kind_of_change
from village_internet_plugin.sharing.source_changes import SourceChange, source_changes
from village_internet_plugin.sharing.waiver_changes import WaiverChange, waiver_changes

_POSITION = ("lon", "lat")
_FIELDS = tuple(name for name in HOTSPOTS.names() if name != "hotspot_id")


@dataclass(frozen=True)
class PlanState:
    """A plan as it was or is: its hotspots, its waivers, and the funding sources it had then.

    `waivers` and `funding_sources` are None where nobody knows them. `agency` is whose plan it is;
    sources of others price hotspots, but what became of them is told in their own history.
    """

    hotspots: tuple[Hotspot, ...] = ()
    waivers: tuple[Waiver, ...] | None = None
    funding_sources: tuple[FundingSource, ...] | None = None
    agency: str = ""

    @classmethod
    def of_plan(cls, plan: Plan, published: PlanState | None = None) -> PlanState:
        """Return a plan file's state: as it stands, or as it would be after it was `published`.

        Publishing takes no funding source away: one the file has not is there nevertheless.
        """
        sources = plan.funding_sources
        if published is not None:
            known = {source.funding_source_id for source in sources}
            others = published.funding_sources or ()
            sources += tuple(row for row in others if row.funding_source_id not in known)
        return cls(plan.hotspots, plan.waivers, sources, plan.agency)

    def own_sources(self) -> list[FundingSource]:
        """Return the funding sources of the plan's own agency."""
        sources = self.funding_sources or ()
        return [source for source in sources if same_agency(source.agency or "", self.agency)]


UNPUBLISHED = PlanState(waivers=())
"""A plan before its first revision; which funding sources there were then, nobody asks."""


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
        return kind_of_change(self.before, self.after)

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
    """Points and what they cost (rupiah over their term) before and after, each by its own sources.

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

    Hotspots come in the order of the state after, those removed last; `villages` and
    `funding_sources` are those whose totals differ, by their key. `waivers` and `sources` tell what
    became of waivers and of the agency's funding sources; empty where one state does not know them.
    """

    hotspots: tuple[HotspotChange, ...]
    villages: tuple[Total, ...]
    funding_sources: tuple[Total, ...]
    waivers: tuple[WaiverChange, ...] = ()
    sources: tuple[SourceChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether both states are the same."""
        return not (self.hotspots or self.waivers or self.sources or self.funding_sources)

    def count(self, kind: str) -> int:
        """Return how many hotspots were `kind`: added, changed or removed."""
        return sum(change.kind == kind for change in self.hotspots)


def compare(
    before: PlanState, after: PlanState, names: Mapping[str, str] | None = None
) -> Comparison:
    """Return what leads from one state to the other.

    A state's funding sources give the term of its hotspots that name none themselves; where one
    state's are not known, the other's stand in. `names` call villages by their code. Raises
    InputError when a hotspot_id is missing or repeated, or a number is not finite.
    """
    was, now = by_id(before.hotspots), by_id(after.hotspots)
    changes = [hotspot_change(was.get(key), row) for key, row in now.items()]
    changes += [hotspot_change(row, None) for key, row in was.items() if key not in now]
    return Comparison(
        tuple(change for change in changes if change is not None),
        _totals(before, after, "village_code"),
        _totals(before, after, "funding_source_id"),
        _waivers(before, after, {**(names or {}), **_labels(was), **_labels(now)}),
        _sources(before, after),
    )


def _labels(hotspots: Mapping[str, Hotspot]) -> dict[str, str]:
    return {key: hotspot.label for key, hotspot in hotspots.items()}


def _waivers(
    before: PlanState, after: PlanState, names: Mapping[str, str]
) -> tuple[WaiverChange, ...]:
    if before.waivers is None or after.waivers is None:
        return ()
    changes = waiver_changes(before.waivers, after.waivers)
    return tuple(change.named(names) for change in changes)


def _sources(before: PlanState, after: PlanState) -> tuple[SourceChange, ...]:
    if before.funding_sources is None or after.funding_sources is None:
        return ()
    return source_changes(before.own_sources(), after.own_sources())


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


def _totals(before: PlanState, after: PlanState, field: str) -> tuple[Total, ...]:
    was, now = _sums(before, after, field), _sums(after, before, field)
    nothing = (0, 0)
    totals = []
    for key in sorted({*was, *now}):
        points_before, idr_before = was.get(key, nothing)
        points_after, idr_after = now.get(key, nothing)
        totals.append(Total(key, points_before, points_after, idr_before, idr_after))
    return tuple(total for total in totals if total.is_other)


def _sums(state: PlanState, other: PlanState, field: str) -> dict[str, tuple[int, int]]:
    """Return points and rupiah of a state by the value of a field."""
    known = state.funding_sources if state.funding_sources is not None else other.funding_sources
    sources = {source.funding_source_id: source for source in known or ()}
    sums: dict[str, tuple[int, int]] = {}
    for hotspot in state.hotspots:
        if hotspot.is_replaced:
            continue
        key = (getattr(hotspot, field) or "").strip()
        points, idr = sums.get(key, (0, 0))
        cost = cost_idr(hotspot, sources.get(hotspot.funding_source_id or ""))
        sums[key] = (points + 1, idr + cost)
    return sums
