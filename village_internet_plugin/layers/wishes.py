# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user wishes of a suggestion: who pays, how far a hotspot reaches, where it may stand.

Light to import: panels hold it, the suggestion itself is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any

OFFICES, SETTLEMENTS, PUBLIC_SITES = "office", "settlement", "public_site"
CANDIDATES = (OFFICES, SETTLEMENTS, PUBLIC_SITES)
"""Where a hotspot may stand; as `siting.problem.ORIGINS` has them."""
AROUND_OFFICE, WHOLE_VILLAGE, NOWHERE = "around_office", "whole_village", "none"
SPREADS = (AROUND_OFFICE, WHOLE_VILLAGE, NOWHERE)
"""Where people live of whom no settlement is known; as `siting.demand.Spread` has them."""
DEFAULT_WITHIN_M = 1_000.0
DEFAULT_RADIUS_M = 300.0
"""Rule VI301's `reach_m` where no rule set says another."""


@dataclass(frozen=True)
class Wishes:
    """What is asked for; every absent wish is the widest.

    Attributes:
        funding_source_ids: who may pay; None for every source.
        radius_m: how far a hotspot reaches, in metres, inclusive.
        radius_by_technology: where it reaches otherwise: metres by fibre, wireless, satellite.
        candidates: some of `CANDIDATES`.
        spread: one of `SPREADS`; `within_m` limits the first of them, in metres.
        equity: first make the worst-served district's share as large as possible.
        by_year: the best of each fiscal year in turn, not of all at once.
        replan: proposed hotspots of the plan may be dropped for better ones; else all stay.
        max_gap: be content when no plan can be better by more than this fraction; 0 for proof.
        time_limit_s: seconds after which the best plan found is taken.
        blank_spot_weight: how many times a person in a blank spot counts.
        pinned: ids of sites that are wanted in any case.
        banned: ids of sites that are ruled out.

    """

    funding_source_ids: tuple[str, ...] | None = None
    radius_m: float = DEFAULT_RADIUS_M
    radius_by_technology: Mapping[str, float] = field(default_factory=dict)
    candidates: frozenset[str] = frozenset((OFFICES, SETTLEMENTS))
    spread: str = AROUND_OFFICE
    within_m: float = DEFAULT_WITHIN_M
    equity: bool = False
    by_year: bool = False
    replan: bool = False
    max_gap: float = 0.0
    time_limit_s: float = 60.0
    blank_spot_weight: int = 2
    pinned: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    seed: int = 0


def wishes_to_json(wishes: Wishes) -> dict[str, Any]:
    """Return the wishes as plain JSON."""
    sources = wishes.funding_source_ids
    return {
        **asdict(wishes),
        "funding_source_ids": None if sources is None else list(sources),
        "radius_by_technology": dict(wishes.radius_by_technology),
        "candidates": sorted(wishes.candidates),
        "pinned": list(wishes.pinned),
        "banned": list(wishes.banned),
    }


def wishes_from_json(data: Mapping[str, Any]) -> Wishes:
    """Return the wishes; what `data` does not name is as by default, what is unknown is dropped."""
    known = {one.name for one in fields(Wishes)}
    given = {name: value for name, value in data.items() if name in known}
    if given.get("funding_source_ids") is not None:
        given["funding_source_ids"] = tuple(str(one) for one in given["funding_source_ids"])
    for name in ("pinned", "banned"):
        given[name] = tuple(str(one) for one in given.get(name, ()))
    if "candidates" in given:
        given["candidates"] = frozenset(given["candidates"])
    return Wishes(**given)
