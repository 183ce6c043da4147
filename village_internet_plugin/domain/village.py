# SPDX-License-Identifier: GPL-2.0-or-later
"""Villages and what is known about them: offices, blank spots, settlements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from village_internet_plugin.domain.position import LonLat


@dataclass(frozen=True)
class Village:
    """A desa or kelurahan, without its shape (shapes stay in the file until asked for)."""

    village_code: str
    name: str
    kind: Optional[str] = None
    district: Optional[str] = None
    regency: Optional[str] = None
    province: Optional[str] = None
    population: Optional[int] = None
    households: Optional[int] = None


@dataclass(frozen=True)
class VillageOffice:
    """The place a village is governed from; `accuracy_m` says how well the position is known."""

    village_code: str
    position: LonLat
    name: Optional[str] = None
    accuracy_m: Optional[float] = None
    source: Optional[str] = None


@dataclass(frozen=True)
class Settlement:
    """A place where people live, as one weighted point."""

    settlement_id: str
    position: LonLat
    village_code: Optional[str] = None
    name: Optional[str] = None
    households: Optional[int] = None
    people: Optional[int] = None


@dataclass(frozen=True)
class NetworkNode:
    """A point of the carriers' networks a hotspot can be joined to (`kind`: fibre or tower)."""

    node_id: str
    kind: str
    position: LonLat
    operator: Optional[str] = None
    name: Optional[str] = None
    capacity: Optional[str] = None
