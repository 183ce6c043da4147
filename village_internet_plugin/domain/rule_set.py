# SPDX-License-Identifier: GPL-2.0-or-later
"""A rule set: which rules hold, how gravely, and with which limits, under one version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class RuleSetting:
    """What a rule set says of one rule.

    `per_funding_source` replaces single parameters for the hotspots of one funding source.
    """

    enabled: bool
    severity: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    per_funding_source: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def parameter(self, name: str, funding_source_id: object = None) -> Any:
        """Return a parameter as it holds for hotspots of a funding source (None: of no source)."""
        if funding_source_id is not None:
            special = self.per_funding_source.get(str(funding_source_id))
            if special is not None and name in special:
                return special[name]
        return self.parameters[name]


@dataclass(frozen=True)
class RuleSet:
    """A versioned document of settings, by the rule's code."""

    version: str
    rules: Mapping[str, RuleSetting]
    title: str = ""
