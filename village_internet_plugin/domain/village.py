# SPDX-License-Identifier: GPL-2.0-or-later
"""Villages and what is known about them: offices, blank spots, settlements."""

from __future__ import annotations

from dataclasses import dataclass

from village_internet_plugin.domain.position import LonLat


@dataclass(frozen=True)
class Village:
    """A desa or kelurahan, without its shape (shapes stay in the file until asked for)."""

    village_code: str
    name: str
    kind: str | None = None
    district: str | None = None
    regency: str | None = None
    province: str | None = None
    population: int | None = None
    households: int | None = None


@dataclass(frozen=True)
class VillageOffice:
    """The place a village is governed from; `accuracy_m` says how well the position is known."""

    village_code: str
    position: LonLat
    name: str | None = None
    accuracy_m: float | None = None
    source: str | None = None


@dataclass(frozen=True)
class Settlement:
    """A place where people live, as one weighted point."""

    settlement_id: str
    position: LonLat
    village_code: str | None = None
    name: str | None = None
    households: int | None = None
    people: int | None = None


@dataclass(frozen=True)
class NetworkNode:
    """A point of the carriers' networks a hotspot can be joined to (`kind`: fibre or tower)."""

    node_id: str
    kind: str
    position: LonLat
    operator: str | None = None
    name: str | None = None
    capacity: str | None = None
