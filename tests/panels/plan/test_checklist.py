# SPDX-License-Identifier: GPL-2.0-or-later
"""The checklist says what is missing, which rules that leaves unjudged, and what to do next."""

from __future__ import annotations

import pytest

from village_internet_plugin.panels.plan.checklist import (
    CHECKLIST_ROLES,
    EMPTY,
    FINDINGS,
    LOAD,
    LOADED,
    MISSING,
    PLACE,
    RoleState,
    checklist,
    next_step,
)
from village_internet_plugin.rules.catalogue import CATALOGUE

ALL = dict.fromkeys(CHECKLIST_ROLES, 3)


def states(*missing: str, empty: tuple[str, ...] = ()) -> dict[str, RoleState]:
    counts = {role: 0 if role in (*missing, *empty) else 3 for role in CHECKLIST_ROLES}
    loaded = [role for role in CHECKLIST_ROLES if role not in missing]
    return {state.role: state for state in checklist(counts, loaded, "en")}


def step_without(*missing: str) -> tuple[str, str]:
    step = next_step(states(*missing).values(), 0, 0, True)
    return step.action, step.role


def test_a_role_is_loaded_empty_or_missing() -> None:
    found = states("blank_spots", empty=("settlements",))
    told = {role: found[role].state for role in ("villages", "settlements", "blank_spots")}
    assert told == {"villages": LOADED, "settlements": EMPTY, "blank_spots": MISSING}
    assert found["settlements"].why == "Loaded: there are none."


@pytest.mark.parametrize("rule", [rule for rule in CATALOGUE if rule.needs_roles])
def test_a_rule_that_needs_what_is_missing_is_named_there(rule: object) -> None:
    needs = rule.needs_roles  # type: ignore[attr-defined]
    found = states(*needs)
    for role in needs:
        assert rule.code in found[role].rules  # type: ignore[attr-defined]
        assert rule.title.en in found[role].why  # type: ignore[attr-defined]


def test_one_of_two_roles_is_enough_for_a_rule() -> None:
    assert "VI301" not in states("settlements")["settlements"].rules
    assert states("settlements")["settlements"].why.startswith("Missing. No rule needs these now")


def test_the_next_step_follows_the_order_a_plan_is_made_in() -> None:
    assert step_without(*CHECKLIST_ROLES) == (LOAD, "villages")
    assert step_without("village_offices", "hotspots") == (LOAD, "village_offices")
    assert step_without("funding_sources", "hotspots") == (LOAD, "funding_sources")
    assert step_without("hotspots", "network_nodes") == (PLACE, "hotspots")
    assert step_without("network_nodes") == (LOAD, "network_nodes")
    assert next_step(states("network_nodes").values(), 0, 0, True).can_be_none
    assert step_without() == (FINDINGS, "")


def test_the_first_step_says_why() -> None:
    sentence = next_step(states("villages").values(), 0, 0, True).sentence
    assert sentence == "Load the villages first: without them nothing can be judged."


def test_a_plan_that_has_all_is_told_by_its_findings() -> None:
    whole = states().values()
    assert "being checked" in next_step(whole, 0, 0, False).sentence
    assert next_step(whole, 2, 1, True).sentence.endswith("in the findings: 3.")
    assert "nothing stands in the way" in next_step(whole, 0, 0, True).sentence
