# SPDX-License-Identifier: GPL-2.0-or-later
"""Who pays: an agency's money for points in one fiscal year and budget round."""

from __future__ import annotations

from dataclasses import dataclass

from village_internet_plugin.domain.hotspot import Hotspot


@dataclass(frozen=True)
class FundingSource:
    """A funding source; an absent quota or budget means that none was set.

    Attributes:
        budget_round: ``initial`` (APBD murni) or ``revised`` (APBD perubahan).
        budget_idr: rupiah for all its points over their months of service.
        service_months: the longest term it pays for.
        village_kinds: kinds of village it may pay for, separated by commas; empty for all.

    """

    funding_source_id: str
    agency: str
    fiscal_year: int
    programme: str | None = None
    budget_round: str | None = None
    point_quota: int | None = None
    budget_idr: int | None = None
    service_months: int | None = None
    village_kinds: str | None = None

    def kinds(self) -> frozenset[str]:
        """Return the kinds of village it pays for; empty means every kind."""
        listed = (self.village_kinds or "").replace(";", ",").split(",")
        return frozenset(kind.strip().casefold() for kind in listed if kind.strip())


def cost_idr(hotspot: Hotspot, source: FundingSource | None) -> int:
    """Return what a hotspot costs its source over its term, in rupiah.

    capex + opex per month × months of service; where the hotspot names no months, the source's
    term stands in for them. A cost not yet entered counts as nothing: VI205 asks for it as soon as
    the status requires it.
    """
    months = hotspot.service_months
    if months is None and source is not None:
        months = source.service_months
    return (hotspot.capex_idr or 0) + (hotspot.opex_idr_per_month or 0) * (months or 0)
