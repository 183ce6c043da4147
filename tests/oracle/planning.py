# SPDX-License-Identifier: GPL-2.0-or-later
"""Turns a case's plain rows into the plugin's plan and rule set."""

from __future__ import annotations

from oracle.case import Case, Row
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.rule_set import RuleSet, RuleSetting
from village_internet_plugin.domain.schema import HOTSPOTS
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.reference.reference import Reference

Worlds = list[tuple[Case, Reference]]
"""Cases without a plan of their own, each with its reference, open."""


def as_hotspot(row: Row) -> Hotspot:
    """Return a hotspot of the plugin with the values of a row, right or wrong."""
    here = None if row["lon"] is None else LonLat(row["lon"], row["lat"])
    return Hotspot(position=here, **{name: row[name] for name in HOTSPOTS.names()})


def as_published(row: Row) -> PublishedHotspot:
    """Return a published hotspot of the plugin."""
    return PublishedHotspot(as_hotspot(row), row["agency"], row["plan_id"], row["revision"])


def as_plan(case: Case) -> Plan:
    """Return the plan of a case."""
    return Plan(
        plan_id=case.plan_id,
        agency=case.agency,
        hotspots=tuple(map(as_hotspot, case.hotspots)),
        funding_sources=tuple(FundingSource(**row) for row in case.funding_sources),
        waivers=tuple(Waiver(**row) for row in case.waivers),
        published_hotspots=tuple(map(as_published, case.published_hotspots)),
    )


def as_rule_set(rules: dict[str, Row], version: str = "oracle") -> RuleSet:
    """Return the rule set that holds the limits the oracle judges by."""
    return RuleSet(version, {code: RuleSetting(**rule) for code, rule in rules.items()})
