# SPDX-License-Identifier: GPL-2.0-or-later
"""All rules, in the order of their codes."""

from __future__ import annotations

from village_internet_plugin.rules.funding_rules import FUNDING_RULES
from village_internet_plugin.rules.neighbour_rules import NEIGHBOUR_RULES
from village_internet_plugin.rules.network_rules import NETWORK_RULES
from village_internet_plugin.rules.position_rules import POSITION_RULES
from village_internet_plugin.rules.reference_rules import REFERENCE_RULES
from village_internet_plugin.rules.rule import Rule
from village_internet_plugin.rules.service_rules import SERVICE_RULES
from village_internet_plugin.rules.site_rules import SITE_RULES

CATALOGUE: tuple[Rule, ...] = (
    *POSITION_RULES,
    *NEIGHBOUR_RULES,
    *SITE_RULES,
    *SERVICE_RULES,
    *FUNDING_RULES,
    *NETWORK_RULES,
    *REFERENCE_RULES,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in CATALOGUE}
