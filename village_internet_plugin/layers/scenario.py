# SPDX-License-Identifier: GPL-2.0-or-later
"""A scenario: a suggestion kept beside a plan, as what it changes and what it was worth."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from village_internet_plugin.domain.hotspot import Hotspot


@dataclass(frozen=True)
class Scenario:
    """A suggestion that was kept.

    People are counted once each, with what the plan reached already; `idr` is what the added
    hotspots cost over their terms, in rupiah; `bound` is the most people (weighted as in the
    suggestion) that any plan of these wishes could reach, `gap` the fraction by which it is more
    than this one, None where this one reaches nobody.
    """

    name: str
    made_at: str
    """ISO 8601, UTC."""
    added: tuple[Hotspot, ...]
    removed: tuple[str, ...] = ()
    paid_by: tuple[Hotspot, ...] = ()
    """Hotspots of the plan that stay, while another source pays for them."""
    people: int = 0
    blank_people: int = 0
    idr: int = 0
    bound: float = 0.0
    gap: float | None = 0.0
    is_proven: bool = False
    wishes: Mapping[str, Any] = field(default_factory=dict)
    """What was asked for, as `layers.wishes.wishes_to_json` gives it."""


def free_name(scenarios: Iterable[Scenario], word: str) -> str:
    """Return a name that none of the scenarios has: `word` and the lowest free number."""
    taken = {one.name for one in scenarios}
    number = 1
    while f"{word} {number}" in taken:
        number += 1
    return f"{word} {number}"


def hotspots_with(hotspots: Iterable[Hotspot], scenario: Scenario) -> tuple[Hotspot, ...]:
    """Return a plan's hotspots as they would be with the scenario, in the plan's order."""
    removed, paid_by = set(scenario.removed), {one.hotspot_id: one for one in scenario.paid_by}
    kept = [_paid(one, paid_by) for one in hotspots if one.hotspot_id not in removed]
    present = {one.hotspot_id for one in kept}
    return (*kept, *(one for one in scenario.added if one.hotspot_id not in present))


def _paid(hotspot: Hotspot, paid_by: Mapping[str, Hotspot]) -> Hotspot:
    payer = paid_by.get(hotspot.hotspot_id)
    if payer is None:
        return hotspot
    return replace(
        hotspot,
        funding_source_id=payer.funding_source_id,
        year=payer.year,
        service_months=payer.service_months,
    )
