# SPDX-License-Identifier: GPL-2.0-or-later
"""The server administrator's command: `python -m village_internet_plugin.server COMMAND`.

The database is named by --service or by VILLAGE_INTERNET_ADMIN_DATABASE (a libpq connection
string); passwords come from libpq's password file. Exit code 0: done; 1: not done, the sentence
says why; 2: the command was called wrongly.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Callable

import psycopg

from village_internet_plugin.domain.errors import InputError, PlannerError
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.schema import BUDGET_ROUNDS
from village_internet_plugin.server import accounts, checking, migrations
from village_internet_plugin.server.configuration import write_configuration
from village_internet_plugin.server.database import Connection, act_as_owner, connect
from village_internet_plugin.server.funding_rows import save_source
from village_internet_plugin.server.loading import load_reference, load_rule_set
from village_internet_plugin.server.locks import change_judgement

_LONGEST_DAYS = 3650
"""Ten years: every token expires some day."""

Command = Callable[[Connection, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = _parser().parse_args(arguments)
    try:
        with connect(_conninfo(given)) as connection:
            if given.command not in ("prepare", "configure"):
                act_as_owner(connection)
            return _COMMANDS[given.command](connection, given)
    except (PlannerError, OSError) as error:
        _say(str(error))
    except psycopg.Error as error:
        _say(f"The database refused: {error.diag.message_primary or error}")
    return 1


def _prepare(connection: Connection, _: argparse.Namespace) -> int:
    names = migrations.prepare(connection)
    _tell("\n".join(f"ran {name}" for name in names) or "The database is up to date.")
    return 0


def _add_agency(connection: Connection, given: argparse.Namespace) -> int:
    accounts.add_agency(connection, given.agency)
    return 0


def _add_account(connection: Connection, given: argparse.Namespace) -> int:
    token = accounts.add_account(connection, given.account, given.agency, given.role, given.days)
    _say("The token is shown this once; give it to the account's holder by a safe way:")
    _tell(token)
    return 0


def _revoke_account(connection: Connection, given: argparse.Namespace) -> int:
    accounts.revoke_account(connection, given.account)
    return 0


def _load_reference(connection: Connection, given: argparse.Namespace) -> int:
    _tell(load_reference(connection, given.file))
    return 0


def _load_rule_set(connection: Connection, given: argparse.Namespace) -> int:
    try:
        text = given.file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{given.file} is no text in UTF-8; give a rule set as JSON.") from None
    _tell(load_rule_set(connection, text, str(given.file)))
    return 0


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


def _check(connection: Connection, _: argparse.Namespace) -> int:
    found = checking.complaints(connection)
    _tell("\n".join(found) or "The database is sound.")
    return 1 if found else 0


def _configure(connection: Connection, given: argparse.Namespace) -> int:
    files = write_configuration(connection, given.url, given.folder)
    _tell(f"PYGEOAPI_CONFIG={files.configuration}\nPYGEOAPI_OPENAPI={files.openapi}")
    return 0


_COMMANDS: dict[str, Command] = {
    "prepare": _prepare,
    "add-agency": _add_agency,
    "add-account": _add_account,
    "revoke-account": _revoke_account,
    "load-reference": _load_reference,
    "load-rule-set": _load_rule_set,
    "set-funding-source": _set_funding_source,
    "check": _check,
    "configure": _configure,
}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m village_internet_plugin.server",
        description="Administers the shared server's database.",
    )
    parser.add_argument("--service", help="name of the database in libpq's service file")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("prepare", help="bring the database up to date; safe to repeat")
    agency = commands.add_parser("add-agency", help="enter an agency")
    agency.add_argument("agency")
    account = commands.add_parser("add-account", help="enter an account and show its token once")
    account.add_argument("account")
    account.add_argument("--agency", required=True)
    account.add_argument("--role", choices=accounts.ROLES, required=True)
    account.add_argument("--days", type=_days, default=365, help="how long the token is good for")
    commands.add_parser("revoke-account", help="end an account at once").add_argument("account")
    for name, what in (("reference", "GeoPackage"), ("rule-set", "rule set (JSON)")):
        load = commands.add_parser(f"load-{name}", help=f"put a {what} in force")
        load.add_argument("file", type=Path)
    _add_funding_options(commands.add_parser("set-funding-source", help="enter or change one"))
    commands.add_parser("check", help="say whether the database is sound")
    configure = commands.add_parser("configure", help="write pygeoapi's files (as the reader role)")
    configure.add_argument("--url", required=True, help="the address clients use")
    configure.add_argument("--folder", type=Path, required=True)
    return parser


def _add_funding_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("funding_source")
    parser.add_argument("--agency", required=True)
    parser.add_argument("--fiscal-year", type=_count, required=True)
    parser.add_argument("--programme")
    parser.add_argument("--budget-round", choices=BUDGET_ROUNDS)
    parser.add_argument("--point-quota", type=_count)
    parser.add_argument("--budget-idr", type=_count)
    parser.add_argument("--service-months", type=_count)
    parser.add_argument("--village-kinds", help="desa, kelurahan, or both with a comma")


def _count(text: str) -> int:
    if not text.isdigit():
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 0")
    return int(text)


def _days(text: str) -> int:
    days = _count(text)
    if not 1 <= days <= _LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"a token is good for 1 to {_LONGEST_DAYS} days")
    return days


def _conninfo(given: argparse.Namespace) -> str:
    if given.service:
        return psycopg.conninfo.make_conninfo(service=given.service)
    try:
        return os.environ["VILLAGE_INTERNET_ADMIN_DATABASE"]
    except KeyError:
        raise InputError(
            "Name the database with --service or in VILLAGE_INTERNET_ADMIN_DATABASE."
        ) from None


def _tell(text: str) -> None:
    sys.stdout.write(text + "\n")


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")


if __name__ == "__main__":
    sys.exit(main())
