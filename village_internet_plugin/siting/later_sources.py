# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a hotspot goes whose funding source shrinks: the agency's later years and budget rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from village_internet_plugin.domain.finding import ERROR
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.identifiers import agency_key
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import NOWHERE
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.domain.schema import BUDGET_ROUNDS
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import CheckSession
from village_internet_plugin.siting.candidates import errors_only
from village_internet_plugin.siting.limits_left import LimitsLeft
from village_internet_plugin.siting.problem import HOTSPOT, Site


def later_sources(plan: Plan, source: FundingSource) -> tuple[FundingSource, ...]:
    """Return the other sources of the same agency that pay later, the nearest round first."""
    key, begin = _payer(plan, source), _round_of(source)
    found = [
        one for one in plan.funding_sources if _payer(plan, one) == key and _round_of(one) > begin
    ]
    return tuple(sorted(found, key=lambda one: (_round_of(one), one.funding_source_id)))


def payable(
    plan: Plan,
    reference: Reference,
    rule_set: RuleSet,
    hotspots: Sequence[Hotspot],
    source: FundingSource,
) -> frozenset[str]:
    """Return the ids of the hotspots that another source may pay for, its limits apart.

    They bring no error with them that they do not have today (VI401 and whatever depends on the
    source), and no other agency pays for a point in their village in the source's year (VI404).
    `plan` holds the hotspots that stay; those asked about may still be among them.
    """
    there = [moved_to(one, source) for one in hotspots]
    before = _errors(plan, reference, rule_set, hotspots)
    after = _errors(plan, reference, rule_set, there)
    rivals = _beside_rivals(plan, reference, rule_set, there, source)
    return frozenset(
        hotspot.hotspot_id
        for hotspot, old, new, rival in zip(hotspots, before, after, rivals)
        if new <= old and not rival
    )


def moved_to(hotspot: Hotspot, source: FundingSource) -> Hotspot:
    """Return a hotspot paid by another source in its year; all else stays as it is."""
    return replace(hotspot, funding_source_id=source.funding_source_id, year=source.fiscal_year)


def _payer(plan: Plan, source: FundingSource) -> str:
    return agency_key((source.agency or "").strip() or plan.agency)


def _round_of(source: FundingSource) -> tuple[int, int]:
    """Return the fiscal year and the place of the budget round in it; a blank one is the first."""
    name = source.budget_round
    return source.fiscal_year, BUDGET_ROUNDS.index(name) if name in BUDGET_ROUNDS else 0


def _errors(
    plan: Plan, reference: Reference, rule_set: RuleSet, hotspots: Sequence[Hotspot]
) -> list[set[str]]:
    """Return the rules each hotspot breaks by itself and that block publishing."""
    bare = replace(plan, hotspots=(), published_hotspots=())
    rows = dict(enumerate(hotspots))
    session = CheckSession(bare, reference, errors_only(rule_set), rows=rows)
    return [
        {
            finding.rule
            for finding in session.findings_of(row)
            if finding.severity == ERROR and not finding.waived
        }
        for row in rows
    ]


def _beside_rivals(
    plan: Plan,
    reference: Reference,
    rule_set: RuleSet,
    hotspots: Sequence[Hotspot],
    source: FundingSource,
) -> list[bool]:
    """Tell of each hotspot whether another agency pays in its village in the source's year."""
    own = {one.hotspot_id for one in hotspots}
    kept = [one for one in plan.hotspots if one.hotspot_id not in own and not one.is_replaced]
    limits = LimitsLeft(plan, kept, reference, rule_set, [source])
    return [bool(row.any()) for row in limits.rivals([_site(one) for one in hotspots])]


def _site(hotspot: Hotspot) -> Site:
    """Return what the limits have to know of a hotspot, which is its village."""
    place, village = hotspot.position or NOWHERE, hotspot.village_code or ""
    return Site(hotspot.hotspot_id, hotspot.label, place, village, "", HOTSPOT)
