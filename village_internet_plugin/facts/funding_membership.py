# SPDX-License-Identifier: GPL-2.0-or-later
"""A hotspot among the points of its funding source: which is beyond its limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.facts.groups import FundedRows, Reach
from village_internet_plugin.facts.hotspot_facts import FundingMembership, SourceFacts


class PlanWithFunding(Protocol):
    """What is asked of a plan to tell its hotspots' place among those of their source."""

    sources: dict[str, FundingSource]
    hotspots: dict[int, Hotspot]
    by_source: dict[str, FundedRows]


def source_membership(plan: PlanWithFunding, rows: Sequence[int]) -> FundingMembership:
    """Return for each row what it is among the points of its funding source."""
    facts = FundingMembership.blank(len(rows))
    reaches: dict[str, Reach] = {}
    for i, row in enumerate(rows):
        source_id = plan.hotspots[row].funding_source_id or ""
        source = plan.sources.get(source_id)
        facts.source[i] = source
        group = plan.by_source.get(source_id)
        if source is None or group is None or plan.hotspots[row].is_replaced:
            continue
        if source_id not in reaches:
            reaches[source_id] = group.reach(source.point_quota, source.budget_idr)
        reach = reaches[source_id]
        facts.over_quota[i] = reach.quota is not None and row >= reach.quota
        facts.over_budget[i] = group.is_beyond_budget(row, reach)
    return facts


def source_facts(plan: PlanWithFunding, source_id: str) -> SourceFacts:
    """Return what the plan asks of one funding source; KeyError when it is unknown."""
    group = plan.by_source.get(source_id) or FundedRows()
    return SourceFacts(plan.sources[source_id], len(group), group.total_idr)
