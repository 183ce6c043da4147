# SPDX-License-Identifier: GPL-2.0-or-later
"""What a rule set means for the measuring: how far it must look for each hotspot."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.facts.columns import Floats
from village_internet_plugin.facts.limits import LimitPerSource, MeasuringLimits
from village_internet_plugin.rules.parameters import RowParameters, largest


def measuring_limits(rule_set: RuleSet) -> MeasuringLimits:
    """Return the lengths that the rules of `rule_set` will compare with."""
    spacing, duplicate = rule_set.rules["VI105"], rule_set.rules["VI106"]
    min_m, max_m = _per_source(rule_set, "VI105", "min_m"), _per_source(rule_set, "VI106", "max_m")

    def spacing_m(funding_source_ids: Sequence[str | None]) -> Floats:
        return np.maximum(min_m(funding_source_ids), max_m(funding_source_ids))

    return MeasuringLimits(
        margin_deg=_per_source(rule_set, "VI101", "margin_deg"),
        tolerance_m=_per_source(rule_set, "VI102", "tolerance_m"),
        spacing_m=spacing_m,
        serve_m=_per_source(rule_set, "VI301", "reach_m"),
        largest_spacing_m=max(largest(spacing, "min_m"), largest(duplicate, "max_m")),
    )


def _per_source(rule_set: RuleSet, code: str, name: str) -> LimitPerSource:
    setting = rule_set.rules[code]

    def limit(funding_source_ids: Sequence[str | None]) -> Floats:
        return RowParameters(setting, funding_source_ids).number(name)

    return limit
