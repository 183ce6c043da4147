# SPDX-License-Identifier: GPL-2.0-or-later
"""What the oracle judges: a plan and its reference as plain dictionaries, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

Row = dict[str, Any]
"""A row of a table by column name; points have "lon" and "lat" (None without geometry),
areas have "shape" (Shapely)."""

ALL_ROLES = frozenset(
    {
        "villages",
        "village_offices",
        "blank_spots",
        "settlements",
        "existing_hotspots",
        "network_nodes",
        "hotspots",
        "funding_sources",
    }
)


@dataclass(repr=False)
class Case:
    """A plan, what others published, and the reference; `rules` as in limits.py."""

    plan_id: str
    agency: str
    rules: dict[str, Row]
    hotspots: list[Row] = field(default_factory=list)
    published_hotspots: list[Row] = field(default_factory=list)
    funding_sources: list[Row] = field(default_factory=list)
    waivers: list[Row] = field(default_factory=list)
    villages: list[Row] = field(default_factory=list)
    village_offices: list[Row] = field(default_factory=list)
    blank_spots: list[Row] = field(default_factory=list)
    settlements: list[Row] = field(default_factory=list)
    existing_hotspots: list[Row] = field(default_factory=list)
    network_nodes: list[Row] = field(default_factory=list)
    loaded_roles: frozenset[str] = ALL_ROLES

    def __repr__(self) -> str:
        """Say what a failing test must know, and not the whole reference."""
        return (
            f"Case(hotspots={self.hotspots}, published={self.published_hotspots}, "
            f"sources={self.funding_sources}, loaded={sorted(self.loaded_roles)})"
        )

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print it in Hypothesis's reports as `repr` does."""
        printer.text(repr(self))


class Verdict(NamedTuple):
    """What the oracle says of one subject by one rule.

    `changes` are the new values of a fix, where the specification names them (VI101, VI102, VI601).
    """

    rule: str
    severity: str
    subject_kind: str
    subject: str
    measured: float | None = None
    limit: float | None = None
    unit: str | None = None
    waived: bool = False
    changes: tuple[tuple[str, Any], ...] = ()
