# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands on funding sources: enter and change them, tell them, tell who changed what when."""

from __future__ import annotations

import argparse

from psycopg import sql

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.schema import BUDGET_ROUNDS
from village_internet_plugin.server import accounts
from village_internet_plugin.server.commands.speaking import tell_table, whole_number
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.funding_rows import save_source
from village_internet_plugin.server.locks import change_judgement
from village_internet_plugin.server.source_history import recorded_changes

_LISTED = (
    *("funding_source_id", "agency", "programme", "fiscal_year", "budget_round", "point_quota"),
    *("used_points", "budget_idr", "used_idr", "service_months", "village_kinds"),
)
"""Columns of the table, in the order in which they are told."""
_CHANGED = (
    *("changed_at", "changed_by", "funding_source_id", "agency"),
    *("change", "field", "before", "after"),
)
"""Columns of the history, a row for each field that changed."""


def add_commands(commands: CommandTable) -> None:
    """Enter the commands of this group."""
    source = commands.add_parser("set-funding-source", help="enter or change a funding source")
    _add_funding_options(source)
    source.set_defaults(run=_set_funding_source, subject=("funding_source", "agency"))
    sources = commands.add_parser("list-funding-sources", help="tell them, with what is used")
    sources.add_argument("--agency", help="of this agency alone")
    sources.add_argument(
        "--history",
        action="store_true",
        help="instead, every change of them, the oldest first: when (UTC), who (an account or a "
        "login of the database), which field, before and after",
    )
    sources.set_defaults(run=_list_funding_sources)


def _set_funding_source(connection: Connection, given: argparse.Namespace) -> int:
    agency = accounts.registered_agency(connection, given.agency)
    if agency is None:
        raise InputError(f'There is no agency "{given.agency}"; enter it first with add-agency.')
    change_judgement(connection)
    save_source(
        connection,
        FundingSource(
            funding_source_id=given.funding_source,
            agency=agency,
            fiscal_year=given.fiscal_year,
            programme=given.programme,
            budget_round=given.budget_round,
            point_quota=given.point_quota,
            budget_idr=given.budget_idr,
            service_months=given.service_months,
            village_kinds=given.village_kinds,
        ),
    )
    return 0


def _list_funding_sources(connection: Connection, given: argparse.Namespace) -> int:
    agency = None
    if given.agency is not None:
        agency = accounts.registered_agency(connection, given.agency)
        if agency is None:
            raise InputError(f'There is no agency "{given.agency}".')
    if given.history:
        _tell_history(connection, agency)
        return 0
    rows = connection.execute(
        sql.SQL(
            "SELECT {} FROM village_internet.funding_sources"
            " WHERE %(agency)s::text IS NULL OR agency = %(agency)s"
            " ORDER BY agency, fiscal_year, funding_source_id"
        ).format(sql.SQL(", ").join(map(sql.Identifier, _LISTED))),
        {"agency": agency},
    ).fetchall()
    tell_table(_LISTED, rows)
    return 0


def _tell_history(connection: Connection, agency: str | None) -> None:
    tell_table(
        _CHANGED,
        (
            (
                *(change.changed_at, change.changed_by, change.funding_source_id, owner),
                *(change.kind, field.name, _in_one_line(field.before), _in_one_line(field.after)),
            )
            for owner, change in recorded_changes(connection, agency)
            for field in change.fields
        ),
    )


def _in_one_line(value: object) -> object:
    """Return a value that neither a tab nor a new line in it takes out of its place."""
    return " ".join(value.split()) if isinstance(value, str) else value


def _add_funding_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("funding_source", help="its id, as hotspots name it")
    parser.add_argument("--agency", required=True, help="the agency whose money it is")
    parser.add_argument(
        "--fiscal-year", type=whole_number, required=True, help="the year it pays in: 2026"
    )
    parser.add_argument("--programme", help="the programme it belongs to, in your words")
    parser.add_argument(
        "--budget-round",
        choices=BUDGET_ROUNDS,
        help="initial (APBD murni) or revised (APBD perubahan)",
    )
    parser.add_argument(
        "--point-quota", type=whole_number, help="most hotspots it pays for; not given: no limit"
    )
    parser.add_argument(
        "--budget-idr",
        type=whole_number,
        help="rupiah for all its hotspots over their months; not given: no limit",
    )
    parser.add_argument(
        "--service-months", type=whole_number, help="the longest term it pays a hotspot for"
    )
    parser.add_argument("--village-kinds", help="desa, kelurahan, or both with a comma")
