# SPDX-License-Identifier: GPL-2.0-or-later
"""What a roadmap is written from: a plan, its check, its reference, and what others worked out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import ExistingHotspot, Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.domain.schema import REFERENCE_TABLES
from village_internet_plugin.domain.village import Village
from village_internet_plugin.infrastructure.scheme import Scheme
from village_internet_plugin.reference.blank_spots import BlankSpot
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.reports.roadmap.blocks import Trace
from village_internet_plugin.siting.coverage import Coverage, Reach


class DueItem(NamedTuple):
    """One thing that falls due: an inspection, the end of a contract, a repair."""

    hotspot_id: str
    on: str
    """ISO 8601 date."""
    what: Words


@dataclass(frozen=True)
class VillageState:
    """A village with what stands there and what this plan puts there."""

    village: Village
    points: tuple[Hotspot, ...] = ()
    existing: tuple[ExistingHotspot, ...] = ()
    """Only those that serve."""
    blank_spots: tuple[BlankSpot, ...] = ()
    reach: Reach | None = None

    @property
    def district(self) -> str:
        """Return the district's name; empty where the reference has none."""
        return self.village.district or ""


@dataclass(frozen=True)
class RoadmapInputs:
    """All a roadmap tells of; nothing else is looked up while it is written.

    Attributes:
        report: the check, None when the plan was not checked.
        states: the villages told of: those of the regencies this plan has points in, and all of
            the reference's when it has none (see `is_whole_reference`).
        astray: points whose village the reference does not have.
        loaded: how many rows each kind of reference data has (of offices: how many of the villages
            told of have one); kinds never loaded are absent.
        radius_m: how far a hotspot was taken to reach for `states`' numbers of people; None when
            that was not measured.
        schemes: None when no infrastructure scheme was worked out.
        due: None when no maintenance was planned.

    """

    plan: Plan
    rule_set: RuleSet
    report: CheckReport | None
    states: tuple[VillageState, ...]
    astray: tuple[Hotspot, ...]
    is_whole_reference: bool
    loaded: Mapping[str, int]
    refused: tuple[ExistingHotspot, ...]
    trace: Trace
    made_with: str
    radius_m: float | None = None
    schemes: Mapping[str, Scheme] | None = None
    due: tuple[DueItem, ...] | None = None

    @cached_property
    def points(self) -> tuple[Hotspot, ...]:
        """The plan's points, those that gave way to others apart, in the order of placing."""
        return tuple(each for each in self.plan.hotspots if not each.is_replaced)

    @cached_property
    def labels(self) -> dict[str, str]:
        """What the plan's points are called, by their ids; also those that gave way to others."""
        return {each.hotspot_id: each.label for each in self.plan.hotspots}

    @cached_property
    def sources(self) -> dict[str, FundingSource]:
        """The plan's funding sources by their ids."""
        return {source.funding_source_id: source for source in self.plan.funding_sources}

    @cached_property
    def villages(self) -> dict[str, Village]:
        """The villages told of, by their codes."""
        return {state.village.village_code: state.village for state in self.states}

    @cached_property
    def with_points(self) -> tuple[VillageState, ...]:
        """The villages this plan has points in."""
        return tuple(state for state in self.states if state.points)

    def source_of(self, hotspot: Hotspot) -> FundingSource | None:
        """Return who pays for a point; None when it names no source, or one that is not here."""
        return self.sources.get(hotspot.funding_source_id or "")

    def place_of(self, hotspot: Hotspot) -> tuple[str | None, str | None]:
        """Return the names of a point's village and district, None where they are not known."""
        village = self.villages.get(hotspot.village_code or "")
        return (None, None) if village is None else (village.name, village.district)


def read_inputs(
    plan: Plan,
    reference: Reference,
    rule_set: RuleSet,
    report: CheckReport | None,
    *,
    made_on: str,
    made_with: str,
    coverage: Coverage | None = None,
    radius_m: float | None = None,
    schemes: Iterable[Scheme] | None = None,
    due: Iterable[DueItem] | None = None,
) -> RoadmapInputs:
    """Gather what the roadmap tells.

    `made_on` is an ISO date; `coverage` was measured with hotspots that reach `radius_m`.
    """
    active = [each for each in plan.hotspots if not each.is_replaced]
    states, is_whole = _states(active, reference, coverage)
    known = {state.village.village_code for state in states}
    return RoadmapInputs(
        plan=plan,
        rule_set=rule_set,
        report=report,
        states=states,
        astray=tuple(each for each in active if (each.village_code or "") not in known),
        is_whole_reference=is_whole,
        loaded=_loaded(reference, sorted(known)),
        refused=tuple(e for e in reference.existing_hotspots.rows if e.status == "refused"),
        trace=Trace(rule_set.version, reference.sha256(), plan.base_revision, made_on),
        made_with=made_with,
        radius_m=radius_m if coverage is not None else None,
        schemes=None if schemes is None else {each.hotspot.hotspot_id: each for each in schemes},
        due=None if due is None else tuple(due),
    )


def _states(
    points: list[Hotspot], reference: Reference, coverage: Coverage | None
) -> tuple[tuple[VillageState, ...], bool]:
    here: dict[str, list[Hotspot]] = defaultdict(list)
    for point in points:
        here[point.village_code or ""].append(point)
    villages = [village for batch in reference.village_batches() for village, _ in batch]
    codes = {village.village_code for village in villages}
    regencies = {_regency(code) for code in here if code in codes}
    scope = [one for one in villages if not regencies or _regency(one.village_code) in regencies]
    spots: dict[str, list[BlankSpot]] = defaultdict(list)
    for spot in reference.blank_spots.rows:
        spots[spot.village_code or ""].append(spot)
    reach = {} if coverage is None else {row.key: row for row in coverage.villages}
    states = tuple(
        VillageState(
            village,
            tuple(here.get(code, ())),
            tuple(e for e in reference.existing_by_village.get(code, ()) if e.is_serving),
            tuple(spots.get(code, ())),
            reach.get(code),
        )
        for village in scope
        for code in (village.village_code,)
    )
    return states, len(scope) == len(villages)


def _regency(village_code: str) -> str:
    return ".".join(village_code.split(".")[:2])


def _loaded(reference: Reference, codes: list[str]) -> dict[str, int]:
    nodes = sum(len(rows) for rows in reference.network_nodes.values())
    counts = {
        "villages": reference.village_count,
        "village_offices": sum(bool(offices) for offices in reference.offices.of(codes)),
        "blank_spots": len(reference.blank_spots.rows),
        "settlements": len(reference.settlements),
        "existing_hotspots": len(reference.existing_hotspots),
        "network_nodes": nodes,
    }
    return {
        table.name: counts[table.name]
        for table in REFERENCE_TABLES
        if table.name in reference.loaded_roles
    }
