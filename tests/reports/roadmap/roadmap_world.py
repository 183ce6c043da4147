# SPDX-License-Identifier: GPL-2.0-or-later
"""Small plans with all that a roadmap tells: years, sources, villages served and not, astray."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from oracle.case import Row
from siting.demand_world import (
    blank_spot,
    code,
    existing,
    office,
    place,
    reference_of,
    settlement,
    square,
    village,
)

from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.infrastructure.scheme import scheme_of_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.reports.roadmap.blocks import Block, Roadmap, Table, VillageSheets
from village_internet_plugin.reports.roadmap.document import roadmap_of
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs, read_inputs
from village_internet_plugin.rules.check import check_plan
from village_internet_plugin.rules.rule_set_document import standard_rule_set
from village_internet_plugin.siting.coverage import Coverage, Radii, measure_coverage
from village_internet_plugin.siting.demand import Spread, measure_demand

SOURCES = (
    FundingSource("apbd-2026", "Kabupaten Paser", 2026, "APBD", "initial", 4, 900_000_000, 36),
    FundingSource("apbd-2027", "Kabupaten Paser", 2027, "APBD", "revised", None, None, 12),
)
HOSTILE = '=1+1<script>alert("x")</script>&'
PERSONAL = ("Ibu Sari 0812-3456-7890", "hubungi Pak Rahmat 081299998888", "Andi Operator")
"""What is entered as maintainer, in notes, and as who accepted a waiver."""


def points(count: int) -> tuple[Hotspot, ...]:
    """Return `count` points: three of four with a source; every tenth gave way to another."""
    made = []
    for number in range(count):
        source = (*[one.funding_source_id for one in SOURCES], None, "unknown")[number % 4]
        made.append(
            Hotspot(
                f"id-{number}",
                place(number % max(1, count - 1), 700.0 + 300.0 * (number % 3), 900.0),
                code(number % max(1, count - 1)),
                HOSTILE if number == 0 else f"Titik {number}",
                ("village_office", "school", None)[number % 3],
                source,
                (2026, None, 2028)[number % 3],
                "replaced" if number % 10 == 9 else ("proposed", "operating")[number % 2],
                ("fibre", "wireless", "satellite", None)[number % 4],
                (None, "Icon+")[number % 2],
                (None, 50.0)[number % 2],
                ("grid", None)[number % 2],
                maintainer=PERSONAL[0] if number % 2 else None,
                capex_idr=(15_000_000 + number, None)[number % 5 == 4],
                opex_idr_per_month=1_200_000 + number,
                service_months=(None, 18, 24)[number % 3],
                notes=PERSONAL[1],
            )
        )
    return tuple(made)


def plan_of(count: int, revision: int = 0) -> Plan:
    """Return a plan of `count` points."""
    waivers = (Waiver("VI103", "id-0", "Kantor desa pindah", PERSONAL[2], "2026-01-01"),)
    return Plan(
        "plan-1",
        "Kabupaten Paser",
        "Internet Desa 2026",
        points(count),
        SOURCES if count else (),
        waivers if count else (),
        base_revision=revision,
    )


@contextmanager
def opened(
    folder: Path,
    count: int,
    *,
    is_checked: bool = True,
    is_full: bool = True,
    has_schemes: bool = False,
) -> Iterator[tuple[RoadmapInputs, Reference]]:
    """Give the inputs of a plan of `count` points, and its open reference.

    `is_full`: with all reference data, not only villages.
    """
    villages = range(max(4, count))
    tables: dict[str, Any] = {"villages": [_village(number, is_full) for number in villages]}
    if not is_full:
        tables["loaded_roles"] = frozenset({"villages"})
    if is_full:
        tables |= {
            "village_offices": [office(n, place(n, 800.0, 900.0)) for n in villages if n % 2],
            "existing_hotspots": [
                existing("e1", place(1, 900.0, 900.0), village_code=code(1), agency="Provinsi"),
                existing("e2", place(2, 900.0, 900.0), village_code=code(2), status="refused"),
                existing("e3", place(3, 900.0, 900.0), village_code=code(3), status="replaced"),
            ],
            "blank_spots": [
                blank_spot("b1", square(1, 100.0, 100.0, 400.0), 80, code(1)),
                blank_spot("b2", square(1, 600.0, 100.0, 300.0), None, code(1)),
            ],
            "settlements": [settlement(0, place(0, 700.0, 900.0), 300)],
        }
    plan = plan_of(count)
    rule_set = standard_rule_set()
    report: CheckReport | None = None
    coverage: Coverage | None = None
    with reference_of(folder, **tables) as reference:
        if is_checked:
            report = check_plan(plan, reference, rule_set)
        if is_full:
            demand = measure_demand(reference, Spread(), None)
            coverage = measure_coverage(plan, reference, demand, Radii(300.0))
        inputs = read_inputs(
            plan,
            reference,
            rule_set,
            report,
            made_on="2026-11-25",
            made_with="Village Internet Planner",
            coverage=coverage,
            radius_m=300.0,
            schemes=scheme_of_plan(plan, reference, rule_set) if has_schemes else None,
        )
        yield inputs, reference


def inputs_of(
    folder: Path,
    count: int,
    *,
    is_checked: bool = True,
    is_full: bool = True,
    has_schemes: bool = False,
) -> RoadmapInputs:
    """Return the inputs of a plan of `count` points."""
    with opened(folder, count, is_checked=is_checked, is_full=is_full, has_schemes=has_schemes) as (
        inputs,
        _,
    ):
        return inputs


def _village(number: int, is_full: bool) -> Row:
    named = {"district": f"Kecamatan {number // 4}", "regency": "Paser", "kind": "desa"}
    return village(number, 400 + number if is_full else None, **(named if is_full else {}))


def blocks_of(roadmap: Roadmap) -> list[Block]:
    """Return every block of every chapter."""
    return [block for chapter in roadmap.chapters for block in chapter.blocks]


def tables_of(roadmap: Roadmap) -> dict[str, Table]:
    """Return the tables of the chapters and annexes by their keys, village pages apart."""
    return {block.key: block for block in blocks_of(roadmap) if isinstance(block, Table)}


def every_table(roadmap: Roadmap) -> Iterable[Table]:
    """Return all tables, those of the village pages too."""
    for block in blocks_of(roadmap):
        if isinstance(block, Table):
            yield block
        if isinstance(block, VillageSheets):
            yield from (sheet.hotspots for sheet in block.sheets)


def made(folder: Path, count: int, *, is_checked: bool = True, is_full: bool = True) -> Roadmap:
    """Return the roadmap of a plan of `count` points."""
    return roadmap_of(inputs_of(folder, count, is_checked=is_checked, is_full=is_full))
