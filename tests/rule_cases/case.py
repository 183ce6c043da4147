# SPDX-License-Identifier: GPL-2.0-or-later
"""What a case of a rule says: a plan, and exactly the findings the rule must make on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PASSES, FAILS, LIMIT = "passes", "fails", "limit"
"""At the limit: exactly on it where there is one, else the nearest thing to it."""


@dataclass(frozen=True)
class Found:
    """One expected finding.

    `says` are the numbers its message must hold, in English and in Indonesian; `changes` what its
    fix offers to set; `severity` where it is not the rule's own.
    """

    subject: str = "h1"
    measured: float | None = None
    limit: float | None = None
    unit: str | None = None
    severity: str | None = None
    kind: str = "hotspot"
    changes: Mapping[str, Any] | None = None
    says: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RuleCase:
    """A plan in the district (`tables` replace whole tables) and what the rule finds in it."""

    rule: str
    kind: str
    title: str
    tables: Mapping[str, Any] = field(default_factory=dict)
    finds: tuple[Found, ...] = ()

    def __str__(self) -> str:
        return f"{self.rule} {self.kind}: {self.title}"


def passes(rule: str, title: str, **tables: Any) -> RuleCase:
    """Return a case the rule is content with."""
    return RuleCase(rule, PASSES, title, tables)


def fails(rule: str, title: str, *finds: Found, **tables: Any) -> RuleCase:
    """Return a case in which the rule makes just these findings."""
    return RuleCase(rule, FAILS, title, tables, finds)


def limit(rule: str, title: str, *finds: Found, **tables: Any) -> RuleCase:
    """Return a case exactly at the limit, with the findings made there (mostly none)."""
    return RuleCase(rule, LIMIT, title, tables, finds)
