# SPDX-License-Identifier: GPL-2.0-or-later
"""The command that measures whom the published hotspots reach."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.server.commands.speaking import say, tell_table
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.coverage_sql import measure_in_database
from village_internet_plugin.server.database import Connection, act_as_owner, connect
from village_internet_plugin.server.in_force import InForce, Judgement, NothingInForce
from village_internet_plugin.siting.coverage import Reach, reach_points
from village_internet_plugin.siting.demand import (
    AROUND_OFFICE,
    SPREAD_KINDS,
    Spread,
    measure_demand,
)
from village_internet_plugin.siting.radii_text import read_radii, usual_radius_m, usual_spread_m

_HEADS = (
    *("village_code", "name", "people", "now", "planned"),
    *("blank_people", "blank_now", "blank_planned"),
)
_ONE_STATE = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"


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
    coverage.set_defaults(run=_measure)


def _measure(connection: Connection, given: argparse.Namespace) -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        # One state of the database from the first look to the last.
        connection.execute(_ONE_STATE)
        judgement = _judgement(connection, folder)
        stack.callback(judgement.reference.close)
        radii = read_radii(given.radii, _or(given.radius_m, usual_radius_m(judgement.rule_set)))
        within_m = _or(given.within_m, usual_spread_m(judgement.rule_set))
        if given.plan is not None:
            _require_plan(connection, given.plan)
        replicas = [stack.enter_context(connect(one)) for one in given.replica]
        for replica in replicas:
            act_as_owner(replica)
            replica.execute(_ONE_STATE)
        demand = measure_demand(judgement.reference, Spread(given.spread, within_m))
        standing = reach_points(Plan("", ""), judgement.reference, radii)
        found = measure_in_database([connection, *replicas], demand, standing, radii, given.plan)
    total = replace(found.sums.total(), key="total")
    tell_table(_HEADS, map(_row, (*found.sums.villages(), total)))
    for sentence in demand.assumptions:
        say(sentence.en)
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


def _row(reach: Reach) -> tuple[object, ...]:
    numbers = (reach.people, reach.now, reach.planned)
    of_blank_spots = (reach.blank_people, reach.blank_now, reach.blank_planned)
    return (reach.key, reach.name, *numbers, *of_blank_spots)


def _require_plan(connection: Connection, plan_id: str) -> None:
    statement = "SELECT 1 FROM village_internet.plans WHERE plan_id = %s"
    if connection.execute(statement, (plan_id,)).fetchone() is None:
        raise InputError(f'There is no plan "{plan_id}" on this server.')
