# SPDX-License-Identifier: GPL-2.0-or-later
"""The command that measures whom the published hotspots reach."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import astuple, replace
from pathlib import Path

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.server.commands.speaking import say, tell_table
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.coverage_sql import measure_in_database
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.in_force import InForce, Judgement, NothingInForce, versions
from village_internet_plugin.server.replicas import agree, open_replica
from village_internet_plugin.siting.coverage import Coverage, Radii, Reach, reach_points
from village_internet_plugin.siting.coverage_words import coverage_document, coverage_sentences
from village_internet_plugin.siting.demand import (
    AROUND_OFFICE,
    SPREAD_KINDS,
    Demand,
    Spread,
    measure_demand,
)
from village_internet_plugin.siting.demand_area import NO_VILLAGE, within_area
from village_internet_plugin.siting.radii_text import read_radii, usual_radius_m, usual_spread_m

_PLACE_NUMBERS = (
    *("people", "now", "planned"),
    *("blank_people", "blank_now", "blank_planned"),
)
_FUNDER_HEADS = ("kind", "key", "points", "people", "blank_people", "counted_first", "alone")
BY_VILLAGE, BY_DISTRICT, BY_FUNDER, BY_TIMES = "village", "district", "funder", "times"


def add_commands(commands: CommandTable) -> None:
    """Enter the commands of this group."""
    coverage = commands.add_parser(
        "measure-coverage", help="count the people whom existing and published hotspots reach"
    )
    coverage.add_argument(
        "--plan",
        metavar="PLAN_ID",
        help="count this plan's hotspots as planned, all others as standing; without it all "
        "published ones are planned",
    )
    coverage.add_argument(
        "--radius-m", type=float, help="metres a hotspot reaches; without it as rule VI301 says"
    )
    coverage.add_argument(
        "--radii", default="", help='radii by technology in JSON, such as {"satellite": 150}'
    )
    coverage.add_argument(
        "--spread",
        choices=SPREAD_KINDS,
        default=AROUND_OFFICE,
        help="where people of villages without settlements are taken to live",
    )
    coverage.add_argument(
        "--within-m", type=float, help="metres from the office for that; without it as VI103 says"
    )
    coverage.add_argument(
        "--replica",
        action="append",
        default=[],
        metavar="CONNECTION",
        help="libpq connection string of a replica to share the work with; may be repeated",
    )
    coverage.add_argument(
        "--area",
        metavar="CODE",
        help="count only villages whose code begins with this, such as 64 or 64.01, so that a "
        f'country is measured province by province; "{NO_VILLAGE}" for people in no village',
    )
    coverage.add_argument(
        "--by",
        choices=(BY_VILLAGE, BY_DISTRICT, BY_FUNDER, BY_TIMES),
        default=BY_VILLAGE,
        help="what the table has a row for; times: by how many hotspots people are reached",
    )
    coverage.add_argument(
        "--report",
        type=Path,
        metavar="FILE",
        help="write all of it there as JSON, as measurecoverage writes its REPORT",
    )
    coverage.set_defaults(run=_measure)


def _measure(connection: Connection, given: argparse.Namespace) -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        replicas = [stack.enter_context(open_replica(one)) for one in given.replica]
        judgement = _judgement(connection, folder)
        stack.callback(judgement.reference.close)
        radii = read_radii(given.radii, _or(given.radius_m, usual_radius_m(judgement.rule_set)))
        spread = Spread(given.spread, _or(given.within_m, usual_spread_m(judgement.rule_set)))
        if given.plan is not None:
            _require_plan(connection, given.plan)
        # Where people live takes the longest, and does not change: no transaction waits for it.
        connection.rollback()
        demand = _demand(judgement, spread, given.area)
        standing = reach_points(Plan("", ""), judgement.reference, radii)
        agree(connection, replicas)
        if versions(connection)[0] != judgement.reference_sha256:
            raise InputError("Another reference was put in force meanwhile; measure again.")
        coverage = measure_in_database([connection, *replicas], demand, standing, radii, given.plan)
    _tell(coverage, demand, radii, spread, given)
    return 0


def _judgement(connection: Connection, folder: Path) -> Judgement:
    try:
        return InForce(folder).judgement(connection)
    except NothingInForce:
        raise InputError(
            "No reference or no rule set is in force; run load-reference and load-rule-set."
        ) from None


def _or(given: float | None, usual: float) -> float:
    return usual if given is None else given


def _demand(judgement: Judgement, spread: Spread, area: str | None) -> Demand:
    everybody = measure_demand(judgement.reference, spread)
    if area is None:
        return everybody
    found = within_area(everybody, area)
    if not found.villages:
        raise InputError(f'No village of the reference has a code that begins with "{area}".')
    return found


def _require_plan(connection: Connection, plan_id: str) -> None:
    statement = "SELECT 1 FROM village_internet.plans WHERE plan_id = %s"
    if connection.execute(statement, (plan_id,)).fetchone() is None:
        raise InputError(f'There is no plan "{plan_id}" on this server.')


def _tell(
    coverage: Coverage, demand: Demand, radii: Radii, spread: Spread, given: argparse.Namespace
) -> None:
    if given.report is not None:
        document = coverage_document(coverage, demand, radii, spread)
        document["area"] = given.area
        text = json.dumps(document, indent=1, ensure_ascii=False)
        given.report.write_text(text + "\n", encoding="utf-8")
    tell_table(*_table(coverage, given.by))
    if given.plan is not None:
        for sentence in coverage_sentences(coverage):
            say(sentence.en)
    if given.area is not None and demand.assumptions:
        say("Of the whole reference:")
    for sentence in demand.assumptions:
        say(sentence.en)


def _table(coverage: Coverage, by: str) -> tuple[Sequence[str], Iterator[Sequence[object]]]:
    """Return the heads and the rows of what is told."""
    total = replace(coverage.total, key="total")
    if by == BY_VILLAGE:
        heads = ("village_code", "name", *_PLACE_NUMBERS)
        return heads, map(_row, (*coverage.villages, total))
    if by == BY_DISTRICT:
        heads = ("district_code", "name", *_PLACE_NUMBERS)
        return heads, map(_row, (*coverage.districts, total))
    if by == BY_FUNDER:
        return _FUNDER_HEADS, map(astuple, coverage.funders)
    return ("hotspots", "people"), enumerate(coverage.union.by_times)


def _row(reach: Reach) -> Sequence[object]:
    return (reach.key, reach.name, *(getattr(reach, name) for name in _PLACE_NUMBERS))
