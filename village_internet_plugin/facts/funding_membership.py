# SPDX-License-Identifier: GPL-2.0-or-later
"""A hotspot among the points of its funding source: totals, and who is beyond the limits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Callable, Protocol

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.facts.groups import FundedRows
from village_internet_plugin.facts.hotspot_facts import FundingMembership, SourceFacts


class PlanWithFunding(Protocol):
    """What is asked of a plan to tell its hotspots' place among those of their source."""

    sources: dict[str, FundingSource]
    hotspots: dict[int, Hotspot]
    by_source: dict[str, FundedRows]


def source_membership(plan: PlanWithFunding, rows: Sequence[int]) -> FundingMembership:
    """Return for each row what it is among the points of its funding source."""
    facts = FundingMembership.blank(len(rows))
    # A ghost is asked about alone, many times a second.
    is_beyond_budget = _beyond_budget_alone if len(rows) == 1 else _beyond_budget_together()
    for i, row in enumerate(rows):
        source_id = plan.hotspots[row].funding_source_id or ""
        source = plan.sources.get(source_id)
        facts.source[i] = source
        group = plan.by_source.get(source_id)
        if source is None or group is None or plan.hotspots[row].is_replaced:
            continue
        facts.points[i], facts.cost_idr[i] = len(group), group.total_idr
        facts.over_quota[i] = group.is_beyond_quota(row, source.point_quota)
        facts.over_budget[i] = is_beyond_budget(source, group, row)
    return facts


def _beyond_budget_alone(source: FundingSource, group: FundedRows, row: int) -> bool:
    """Tell whether a row is over its source's budget."""
    return group.is_beyond_budget(row, source.budget_idr)


def _beyond_budget_together() -> Callable[[FundingSource, FundedRows, int], bool]:
    """Return what tells the same of many rows: each source's costs are gone through once."""
    known: dict[str, set[int]] = {}

    def is_beyond(source: FundingSource, group: FundedRows, row: int) -> bool:
        found = known.get(source.funding_source_id)
        if found is None:
            found = known[source.funding_source_id] = set(group.beyond_budget(source.budget_idr))
        return row in found

    return is_beyond


def source_facts(plan: PlanWithFunding, source_id: str) -> SourceFacts:
    """Return what the plan asks of one funding source; KeyError when it is unknown."""
    group = plan.by_source.get(source_id) or FundedRows()
    return SourceFacts(plan.sources[source_id], len(group), group.total_idr)
