# SPDX-License-Identifier: GPL-2.0-or-later
"""The places that may be suggested: gathered, given a technology, judged by the plan's rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from village_internet_plugin.domain.finding import ERROR, Finding
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import Cancelled, CheckSession, Progress
from village_internet_plugin.siting.build_options import BuildOptions
from village_internet_plugin.siting.problem import (
    HOTSPOT,
    OFFICE,
    PUBLIC_SITE,
    SETTLEMENT,
    Booleans,
    Excluded,
    Site,
)

_TOGETHER = frozenset({"VI105", "VI106", "VI302", "VI303", "VI304", "VI402", "VI403", "VI404"})
"""Rules about points together: they are limits of the problem, not faults of one place."""
_CODES_AT_ONCE = 10_000
"""Villages asked about together: all 83,402 are sorted for 0.1 s, and no other thread runs then."""
_OFFICE_OF = Words("Office of {village}", "Kantor {village}")


@dataclass(frozen=True)
class Gathered:
    """Places with what the plan already says of them."""

    sites: list[Site]
    hotspots: dict[int, Hotspot] = field(default_factory=dict)
    """Of places that are proposed hotspots of the plan."""


@dataclass(frozen=True)
class Judged:
    """Which places each source may pay for as far as the rules of the place go; and which none."""

    allowed: Booleans
    """(site, source)"""
    excluded: dict[int, Excluded]
    """By the index of the site."""


def is_kept(hotspot: Hotspot, options: BuildOptions) -> bool:
    """Tell whether a hotspot of the plan stays whatever is suggested."""
    if hotspot.is_replaced:
        return False
    return options.keep_proposed or hotspot.status not in (None, "", "proposed")


def gather(
    plan: Plan,
    reference: Reference,
    codes: Sequence[str],
    options: BuildOptions,
    progress: Progress | None = None,
) -> Gathered:
    """Return all places of the origins asked for, in a fixed order.

    `Cancelled` when `progress` says so.
    """
    origins = options.candidate_origins
    sites = list(_offices(reference, codes, progress))
    if SETTLEMENT in origins:
        sites += _settlements(reference)
    if PUBLIC_SITE in origins:
        sites += [replace(site, origin=PUBLIC_SITE) for site in options.public_sites]
    hotspots: dict[int, Hotspot] = {}
    if HOTSPOT in origins and not options.keep_proposed:
        for hotspot in plan.hotspots:
            may_go = not hotspot.is_replaced and not is_kept(hotspot, options)
            if may_go and hotspot.position is not None:
                hotspots[len(sites)] = hotspot
                sites.append(_proposed(hotspot))
    return Gathered(_located(sites, reference), hotspots)


def _offices(
    reference: Reference, codes: Sequence[str], progress: Progress | None
) -> Iterable[Site]:
    for start in range(0, len(codes), _CODES_AT_ONCE):
        if progress is not None and not progress(start / len(codes)):
            raise Cancelled("The places were not gathered to their end.")
        yield from _offices_of(reference, codes[start : start + _CODES_AT_ONCE])


def _offices_of(reference: Reference, codes: Sequence[str]) -> Iterable[Site]:
    villages = reference.villages.by_code(codes)
    for code, village, offices in zip(codes, villages, reference.offices.of(codes)):
        for number, office in enumerate(offices):
            name = office.name or _OFFICE_OF.say("id", village=village.name if village else code)
            site_id = f"{OFFICE}:{code}" if number == 0 else f"{OFFICE}:{code}:{number + 1}"
            yield Site(site_id, name, office.position, code, "village_office", OFFICE)


def _settlements(reference: Reference) -> list[Site]:
    return [
        Site(
            f"{SETTLEMENT}:{row.settlement_id}",
            row.name or row.settlement_id,
            row.position,
            row.village_code or "",
            "public_space",
            SETTLEMENT,
        )
        for row in reference.settlements.rows
    ]


def _proposed(hotspot: Hotspot) -> Site:
    return Site(
        hotspot.hotspot_id,
        hotspot.label,
        hotspot.position or LonLat(np.nan, np.nan),
        hotspot.village_code or "",
        hotspot.site_kind or "",
        HOTSPOT,
        hotspot.technology,
    )


def _located(sites: list[Site], reference: Reference) -> list[Site]:
    """Give places without a village the one that holds them."""
    lost = [number for number, site in enumerate(sites) if not site.village_code]
    if lost:
        lon, lat = np.array([sites[number].position for number in lost], dtype=np.float64).T
        for number, held in zip(lost, reference.villages.holding(lon, lat)):
            if held:
                sites[number] = replace(sites[number], village_code=held[0])
    return sites


def with_technology(sites: Sequence[Site], reference: Reference, rule_set: RuleSet) -> list[Site]:
    """Return the places with the technology that rule VI501 finds fitting, where nodes are loaded.

    Fibre where a node is near enough, else a tower in reach, else satellite.
    """
    if not sites or "network_nodes" not in reference.loaded_roles:
        return list(sites)
    setting = rule_set.rules["VI501"]
    lon, lat = np.array([site.position for site in sites], dtype=np.float64).T
    fitting = np.full(len(sites), "satellite", dtype=np.object_)
    for kind, technology, name in (
        ("tower", "wireless", "tower_max_m"),
        ("fibre", "fibre", "fibre_max_m"),
    ):
        nodes = reference.network_nodes[kind].index
        near = nodes.nearest(lon, lat, float(setting.parameter(name)))
        fitting[near.question] = technology
    return [
        site if site.technology else replace(site, technology=str(fitting[number]))
        for number, site in enumerate(sites)
    ]


def judge_places(
    gathered: Gathered,
    plan: Plan,
    reference: Reference,
    rule_set: RuleSet,
    sources: Sequence[FundingSource],
    progress: Progress | None = None,
) -> Judged:
    """Judge every place for every source by the rules whose breach blocks publishing.

    `Cancelled` when `progress` says so.
    """
    strict = errors_only(rule_set)
    allowed = np.ones((len(gathered.sites), len(sources)), np.bool_)
    alike: dict[object, list[int]] = defaultdict(list)
    for number, source in enumerate(sources):
        alike[_alike(source, strict)].append(number)
    faults: list[dict[int, Finding]] = []
    for numbers in alike.values():
        found = _errors(gathered, plan, reference, strict, sources[numbers[0]], progress=progress)
        faults.append(found)
        rows = np.array(sorted(found), dtype=np.int64)
        allowed[rows[:, None], np.array(numbers, dtype=np.int64)] = False
    shut = np.flatnonzero(~allowed.any(axis=1)).tolist() if sources else []
    return Judged(allowed, _told(gathered, shut, plan, reference, strict, sources, faults))


def errors_only(rule_set: RuleSet) -> RuleSet:
    """Return the rules whose breach at one place by itself blocks publishing."""
    rules = {
        code: replace(
            setting,
            enabled=setting.enabled and setting.severity == ERROR and code not in _TOGETHER,
        )
        for code, setting in rule_set.rules.items()
    }
    return replace(rule_set, rules=rules)


def _alike(source: FundingSource, rule_set: RuleSet) -> object:
    """Return what a place's judgement can hang on, of a source."""
    special = [
        code
        for code, setting in rule_set.rules.items()
        if source.funding_source_id in setting.per_funding_source
    ]
    own = source.funding_source_id if special else None
    return (own, source.kinds(), bool((source.agency or "").strip()))


def _errors(
    gathered: Gathered,
    plan: Plan,
    reference: Reference,
    strict: RuleSet,
    source: FundingSource,
    language: str = "en",
    numbers: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> dict[int, Finding]:
    """Return the first unwaived error on each place, by its index."""
    asked = range(len(gathered.sites)) if numbers is None else numbers
    ghosts = {number: _ghost(gathered, number, source) for number in asked}
    bare = replace(plan, hotspots=(), published_hotspots=())
    session = CheckSession(bare, reference, strict, language, progress, ghosts)
    found: dict[int, Finding] = {}
    for number in ghosts:
        for finding in session.findings_of(number):
            if finding.severity == ERROR and not finding.waived:
                found.setdefault(number, finding)
    return found


def _ghost(gathered: Gathered, number: int, source: FundingSource) -> Hotspot:
    site = gathered.sites[number]
    own = gathered.hotspots.get(number)
    if own is not None:
        return replace(own, funding_source_id=source.funding_source_id, year=source.fiscal_year)
    return Hotspot(
        site.site_id,
        site.position,
        site.village_code or None,
        site.name,
        site.site_kind,
        source.funding_source_id,
        source.fiscal_year,
        "proposed",
        site.technology,
    )


def _told(
    gathered: Gathered,
    shut: Sequence[int],
    plan: Plan,
    reference: Reference,
    strict: RuleSet,
    sources: Sequence[FundingSource],
    faults: Sequence[dict[int, Finding]],
) -> dict[int, Excluded]:
    """Say in both languages why a place is no candidate."""
    if not shut:
        return {}
    spoken = _errors(gathered, plan, reference, strict, sources[0], "id", shut)
    told = {}
    for number in shut:
        english = faults[0][number] if number in faults[0] else _first(faults, number)
        other = spoken.get(number, english)
        words = Words(english.message, other.message)
        told[number] = Excluded(gathered.sites[number], words, english.rule)
    return told


def _first(faults: Sequence[dict[int, Finding]], number: int) -> Finding:
    return next(found[number] for found in faults if number in found)
