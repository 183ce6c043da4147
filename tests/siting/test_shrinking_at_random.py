# SPDX-License-Identifier: GPL-2.0-or-later
"""What stays, and what a later year takes over, held against all choices of small plans."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from siting import demand_world as world
from siting.shrinking_world import (
    MILLION,
    NEXT,
    NOW,
    RADIUS_M,
    errors,
    plan_of,
    spot,
    tables,
    weighing_of,
)

from village_internet_plugin.domain.funding_source import cost_idr
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.geodesy.lengths import length_m
from village_internet_plugin.rules.rule_set_document import standard_rule_set
from village_internet_plugin.siting.shrinking import shrink


@pytest.mark.parametrize(
    ("seed", "use_solver"), [*((seed, True) for seed in range(12)), (1, False), (3, False)]
)
def test_what_stays_is_the_best_of_all_choices(seed: int, use_solver: bool, tmp_path: Path) -> None:
    chance = np.random.default_rng(seed)
    settlements = [
        world.settlement(
            n,
            world.place(n, *chance.integers(600, 1_400, 2).tolist()),
            int(chance.integers(1, 500)),
            settlement_id=f"s{number}",
        )
        for number, n in enumerate(chance.integers(0, 3, 9).tolist())
    ]
    plan = plan_of(
        *(
            spot(
                n,
                cost=int(chance.integers(5, 60)),
                hotspot_id=f"h{number}",
                position=world.place(n, *chance.integers(600, 1_400, 2).tolist()),
                site_kind="village_office" if chance.random() < 0.4 else "school",
                status="installed" if chance.random() < 0.1 else "proposed",
            )
            for number, n in enumerate(chance.integers(0, 3, 7).tolist())
        )
    )
    fixed = [one for one in plan.hotspots if one.status == "installed"]
    quota = len(fixed) + int(chance.integers(1, 5))
    budget = sum(cost_idr(one, NOW) for one in fixed) + int(chance.integers(30, 160)) * MILLION
    with world.reference_of(tmp_path, **tables(settlements=settlements)) as reference:
        weighing = weighing_of(reference, use_solver=use_solver)
        shrunk = shrink(plan, "NOW", weighing, budget, quota)
        best = max(
            (kept_people(plan, kept, settlements), len(kept))
            for kept in allowed_choices(plan, quota, budget)
        )
        kept = [*shrunk.fixed, *shrunk.stays]
        assert is_allowed(plan, kept, quota, budget)
        # At most what is best, and never below what is proven of it.
        assert kept_people(plan, kept, settlements) <= best[0]
        if shrunk.choice.is_proven:
            assert kept_people(plan, kept, settlements) == best[0]
            assert use_solver is False or len(kept) == best[1]
        assert shrunk.choice.bound >= shrunk.choice.objective
        everybody = kept_people(plan, list(plan.hotspots), settlements)
        taken = [one.hotspot for one in shrunk.moved if one.to == NEXT]
        goes = [one.hotspot for one in shrunk.moved]
        if goes and use_solver:
            best_later = max(
                kept_people(plan, [*kept, *some], settlements) for some in later_choices(goes, kept)
            )
            assert kept_people(plan, [*kept, *taken], settlements) == best_later
            assert shrunk.waiting[-1].people == everybody - best_later
        assert shrunk.waiting[0].people == everybody - kept_people(plan, kept, settlements)
        assert shrunk.choice.is_proven or not use_solver
        after = replace(
            plan, hotspots=shrunk.hotspots_of(plan), funding_sources=shrunk.sources_of(plan)
        )
        assert errors(after, reference) <= errors(plan, reference)


def allowed_choices(plan: Plan, quota: int, budget: int) -> Iterator[list[Hotspot]]:
    for mask in itertools.product((False, True), repeat=len(plan.hotspots)):
        kept = [one for one, stays in zip(plan.hotspots, mask) if stays]
        if is_allowed(plan, kept, quota, budget):
            yield kept


def later_choices(goes: list[Hotspot], kept: list[Hotspot]) -> Iterator[list[Hotspot]]:
    """Yield what the next year's source may take over: two at most, office first as before."""
    assert NEXT.point_quota == 2
    for count in range(3):
        for some in itertools.combinations(goes, count):
            codes = {one.village_code for one in some} - {one.village_code for one in kept}
            if all(
                any(at_office(one) for one in some if one.village_code == code)
                or not any(at_office(one) for one in goes if one.village_code == code)
                for code in codes
            ):
                yield list(some)


def is_allowed(plan: Plan, kept: list[Hotspot], quota: int, budget: int) -> bool:
    """Tell whether a choice keeps what stands, quota, budget and, where it was, office first."""
    if any(one.status == "installed" and one not in kept for one in plan.hotspots):
        return False
    if len(kept) > quota or sum(cost_idr(one, NOW) for one in kept) > budget:
        return False
    for code in {one.village_code for one in kept}:
        own = [one for one in plan.hotspots if one.village_code == code]
        has_office = any(at_office(one) for one in own)
        stands = any(one.status == "installed" for one in own)
        stays = [one for one in kept if one.village_code == code]
        if has_office and not stands and not any(at_office(one) for one in stays):
            return False
    return True


def at_office(hotspot: Hotspot) -> bool:
    if hotspot.site_kind == "village_office":
        return True
    number = [world.code(n) for n in range(4)].index(hotspot.village_code or "")
    office = world.place(number, 1_000, 1_000)
    assert hotspot.position is not None
    limit = float(standard_rule_set().rules["VI304"].parameter("at_office_m", None))
    return float(length_m(*hotspot.position, *office)) <= limit


def kept_people(plan: Plan, kept: list[Hotspot], settlements: list[Any]) -> int:
    """Return the people within the radius of any, each settlement once."""
    return sum(
        row["people"]
        for row in settlements
        if any(
            round(float(length_m(row["lon"], row["lat"], *one.position)), 3) <= RADIUS_M
            for one in kept
            if one.position is not None
        )
    )
