# SPDX-License-Identifier: GPL-2.0-or-later
"""A regency of four villages whose money is cut: its hotspots, its sources, and their check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from siting import demand_world as world

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set
from village_internet_plugin.siting.coverage import Radii
from village_internet_plugin.siting.demand import Spread, measure_demand
from village_internet_plugin.siting.present_choice import Weighing
from village_internet_plugin.siting.shrinking import Shrunk
from village_internet_plugin.siting.suggest import Options

MILLION = 1_000_000
RADIUS_M = 300.0
NOW = FundingSource("NOW", "Kabupaten Paser", 2026, None, "initial", 9, 900 * MILLION, 12)
REVISED = replace(NOW, funding_source_id="REVISED", budget_round="revised", point_quota=0)
NEXT = replace(NOW, funding_source_id="NEXT", fiscal_year=2027, point_quota=2)
OTHER = replace(NEXT, funding_source_id="OTHER", agency="Provinsi", point_quota=9)


def tables(people: Sequence[int] = (400, 300, 200, 100), **more: Any) -> dict[str, list[Any]]:
    """Four villages in a row, each with an office and one hamlet beside it."""
    rows = {
        "villages": [world.village(n, 3_000, kind="desa", district="A") for n in range(4)],
        "village_offices": [world.office(n, world.place(n, 1_000, 1_000)) for n in range(4)],
        "settlements": [
            world.settlement(n, world.place(n, 1_100, 1_000), count)
            for n, count in enumerate(people)
        ],
    }
    return {**rows, **more}


def spot(number: int, source: FundingSource = NOW, cost: int = 20, **values: Any) -> Hotspot:
    """A hotspot at the office of a village, for so many million rupiah."""
    given: dict[str, Any] = {
        "hotspot_id": f"h{number}",
        "position": world.place(number, 1_000, 1_000),
        "village_code": world.code(number),
        "name": f"Kantor {number}",
        "site_kind": "village_office",
        "year": source.fiscal_year,
        "capex_idr": cost * MILLION,
        "opex_idr_per_month": 0,
        "service_months": 12,
        "technology": "fibre",
    }
    return Hotspot(**{**given, **values}, funding_source_id=source.funding_source_id)


def plan_of(
    *hotspots: Hotspot, sources: tuple[FundingSource, ...] = (NOW, REVISED, NEXT, OTHER)
) -> Plan:
    return Plan("p", "Kabupaten Paser", "", hotspots, sources)


def weighing_of(reference: Reference, **options: Any) -> Weighing:
    demand = measure_demand(reference, Spread("none"))
    return Weighing(reference, standard_rule_set(), demand, Radii(RADIUS_M), 2, Options(**options))


def ids(hotspots: Any) -> list[str]:
    return [one.hotspot_id for one in hotspots]


def said(shrunk: Shrunk, language: str = "en") -> list[str]:
    return [one.say(language) for one in shrunk.words]


def errors(plan: Plan, reference: Reference) -> set[tuple[str, str]]:
    report = check_plan(plan, reference, standard_rule_set())
    return {(one.rule, one.subject) for one in report.findings if one.severity == "error"}
