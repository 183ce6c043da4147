# SPDX-License-Identifier: GPL-2.0-or-later
"""The rule set by which a plan is judged, as it stands in the plan's file."""

from __future__ import annotations

from pathlib import Path

from village_internet_plugin.domain.rule_set import RuleSet


def plan_rule_set(plan_path: Path) -> RuleSet:
    """Return the rule set kept in a plan; the standard one when it holds none.

    Raises InputError when the file is no plan or its rule set cannot be understood.
    """
    from village_internet_plugin.reference.plan_reading import read_settings
    from village_internet_plugin.rules.rule_set_document import read_rule_set, standard_rule_set

    text = read_settings(plan_path).get("rule_set")
    return read_rule_set(text, str(plan_path)) if text else standard_rule_set()
