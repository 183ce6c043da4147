# SPDX-License-Identifier: GPL-2.0-or-later
"""What the user decides before anything is suggested: who pays, where, at which cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.siting.problem import ORIGINS, CostParts, Site


class SiteCost(NamedTuple):
    """What a point costs to build, and each month it runs, in rupiah."""

    capex_idr: int
    opex_idr_per_month: int


USUAL_COSTS: Mapping[str | None, SiteCost] = MappingProxyType(
    {
        "fibre": SiteCost(4_500_000, 1_200_000),
        "wireless": SiteCost(6_000_000, 1_200_000),
        "satellite": SiteCost(9_000_000, 1_200_000),
        None: SiteCost(9_000_000, 1_200_000),
    }
)
"""By technology. Monthly: Kaltim's programme pays Rp1.1-1.2 million a village (2025-2026); capex:
the sample's own figures. None: technology unknown. The agency replaces them with its own."""


@dataclass(frozen=True)
class BuildOptions:
    """What a problem is built from, beside plan, reference, rule set, demand and radii.

    Attributes:
        funding_source_ids: who may pay; None for every source of the plan.
        candidate_origins: which places are candidates (`problem.ORIGINS`). Offices are, whether
            named or not, where a village's first point has to be at its office.
        public_sites: places of the caller's own; a blank `village_code` is looked up.
        pinned: ids of sites wanted in any case.
        banned: ids of sites ruled out.
        blank_spot_weight: how many times a person in a blank spot counts; at least 1.
        keep_proposed: whether the plan's proposed hotspots stay. If not, they are candidates.
        only_unserved_villages: leave out villages with a public hotspot (VI302).
        costs: by technology; None for where it is not known.
        service_months: months paid where a source names no term.

    """

    funding_source_ids: tuple[str, ...] | None = None
    candidate_origins: frozenset[str] = frozenset(ORIGINS)
    public_sites: tuple[Site, ...] = ()
    pinned: frozenset[str] = frozenset()
    banned: frozenset[str] = frozenset()
    blank_spot_weight: int = 2
    keep_proposed: bool = True
    only_unserved_villages: bool = False
    costs: Mapping[str | None, SiteCost] = field(default_factory=lambda: USUAL_COSTS)
    service_months: int = 12


def cost_parts(
    technology: str | None,
    source: FundingSource,
    options: BuildOptions,
    hotspot: Hotspot | None = None,
) -> CostParts:
    """Return what a point costs a source; what a `hotspot` of the plan states comes first."""
    usual = options.costs.get(technology) or options.costs.get(None) or SiteCost(0, 0)
    months = source.service_months
    months = options.service_months if months is None else months
    if hotspot is None:
        return CostParts(usual.capex_idr, usual.opex_idr_per_month, months)
    capex, opex, own_months = (
        hotspot.capex_idr,
        hotspot.opex_idr_per_month,
        hotspot.service_months,
    )
    return CostParts(
        usual.capex_idr if capex is None else capex,
        usual.opex_idr_per_month if opex is None else opex,
        months if own_months is None else own_months,
    )
