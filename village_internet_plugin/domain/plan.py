# SPDX-License-Identifier: GPL-2.0-or-later
"""A plan: one agency's hotspots with what they are judged against."""

from __future__ import annotations

from dataclasses import dataclass

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.waiver import Waiver


@dataclass(frozen=True)
class Plan:
    """A plan without its reference data, which stays in its file.

    `hotspots` are in the order they were placed; the quota's excess falls on the last of them.
    """

    plan_id: str
    agency: str
    title: str = ""
    hotspots: tuple[Hotspot, ...] = ()
    funding_sources: tuple[FundingSource, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    published_hotspots: tuple[PublishedHotspot, ...] = ()
    base_revision: int = 0
    reference_sha256: str | None = None
