# SPDX-License-Identifier: GPL-2.0-or-later
"""What the panel shows of an open plan; imported when one is open and the rules are loaded."""

from __future__ import annotations

import json
from collections.abc import Generator
from functools import lru_cache
from typing import NamedTuple

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED
from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.importing.plan_writer import row_count
from village_internet_plugin.panels.plan.checklist import checklist, next_step
from village_internet_plugin.panels.plan.plan_state import CHECKLIST_ROLES, NextStep, RoleState
from village_internet_plugin.panels.plan.plan_view import PlanFacts
from village_internet_plugin.rules.rule_set_document import read_rule_set, standard_rule_set


class PlanSummary(NamedTuple):
    """All that is shown of a plan."""

    facts: PlanFacts
    states: tuple[RoleState, ...]
    step: NextStep


def summarising(plan: CurrentPlan) -> Generator[None, None, PlanSummary]:
    """Find out what to show of the open plan, and return it at the end.

    Counting goes step by step, for the window to have its turn in a large plan. Raises InputError
    when its file cannot be read.
    """
    stored = plan.settings()
    counts = {}
    for role in CHECKLIST_ROLES:
        counts[role] = _count(plan, role)
        yield
    facts = _facts(plan, stored)
    yield
    states = checklist(counts, _loaded(stored.get("loaded_roles") or "[]"), plan.language)
    found = plan.counts()
    step = next_step(states, found[ERROR], found[NOT_CHECKED], plan.is_checked)
    return PlanSummary(facts, states, step)


def _loaded(text: str) -> list[str]:
    """Return the roles that were loaded; none where the setting is damaged: the check tells."""
    try:
        roles = json.loads(text)
    except ValueError:
        return []
    return [str(role) for role in roles] if isinstance(roles, list) else []


def _count(plan: CurrentPlan, role: str) -> int:
    layer = plan.layer(role)
    count = -1 if layer is None else int(layer.featureCount())
    # QGIS does not know the number (-1) while another layer of the file is being edited.
    return count if count >= 0 else row_count(plan.path, ROLES[role])


def _facts(plan: CurrentPlan, stored: dict[str, str]) -> PlanFacts:
    base = stored.get("base_revision") or "0"
    never = QCoreApplication.translate("VillageInternet", "not published yet")
    return PlanFacts(
        stored.get("title") or "",
        stored.get("agency") or "",
        str(plan.path),
        _rule_set_words(stored.get("rule_set") or ""),
        never if base == "0" else base,
    )


@lru_cache(maxsize=1)
def _rule_set_words(text: str) -> str:
    """Return what the plan's rules are called, with their version."""
    # A plan that names no rules is judged by the standard ones.
    rule_set = read_rule_set(text, "plan") if text else standard_rule_set()
    title = rule_set.title
    if title == standard_rule_set().title:
        title = QCoreApplication.translate("VillageInternet", "Standard rules")
    return f"{title} {rule_set.version}".strip()
