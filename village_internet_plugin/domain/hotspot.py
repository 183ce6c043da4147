# SPDX-License-Identifier: GPL-2.0-or-later
"""Hotspots: those being planned, those that exist, those other agencies have published."""

from __future__ import annotations

from dataclasses import dataclass

from village_internet_plugin.domain.position import LonLat


@dataclass(frozen=True)
class Hotspot:
    """One public Internet access point of a plan; the columns of table `hotspots`.

    Values stand as the user has them, also wrong ones: the rules speak of them (VI205).
    Money in rupiah, bandwidth in megabits per second, `power_hours` per day.
    """

    hotspot_id: str
    position: LonLat | None = None
    village_code: str | None = None
    name: str | None = None
    site_kind: str | None = None
    funding_source_id: str | None = None
    year: int | None = None
    status: str | None = "proposed"
    technology: str | None = None
    provider: str | None = None
    bandwidth_mbps: float | None = None
    power: str | None = None
    power_hours: float | None = None
    site_consent: str | None = None
    maintainer: str | None = None
    capex_idr: int | None = None
    opex_idr_per_month: int | None = None
    service_months: int | None = None
    priority: int | None = None
    notes: str | None = None

    @property
    def is_replaced(self) -> bool:
        """Whether the point gave way to another: kept as history, counted nowhere."""
        return self.status == "replaced"

    @property
    def label(self) -> str:
        """What to call the hotspot in a sentence: its name, else the start of its id."""
        return self.name or self.hotspot_id[:8]


@dataclass(frozen=True)
class PublishedHotspot:
    """A hotspot another plan has published on the shared server."""

    hotspot: Hotspot
    agency: str
    plan_id: str
    revision: int


NOT_SERVING = frozenset({"refused", "replaced"})
"""States of an existing hotspot in which it serves nobody and takes no room."""


@dataclass(frozen=True)
class ExistingHotspot:
    """A hotspot that stands already, or a proposal of earlier years that was refused."""

    hotspot_id: str
    position: LonLat
    village_code: str | None = None
    name: str | None = None
    agency: str | None = None
    programme: str | None = None
    technology: str | None = None
    provider: str | None = None
    bandwidth_mbps: float | None = None
    status: str | None = None
    since: str | None = None

    @property
    def is_serving(self) -> bool:
        """Whether it counts as a public hotspot (an unstated status is taken as operating)."""
        return self.status not in NOT_SERVING

    @property
    def since_year(self) -> int | None:
        """The year of `since`, or None when it says none."""
        # SQLite keeps a bare year in a DATE column as a number.
        head = str(self.since or "")[:4]
        return int(head) if len(head) == 4 and head.isascii() and head.isdigit() else None
