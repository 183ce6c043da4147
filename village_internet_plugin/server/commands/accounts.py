# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands on who may sign in: agencies and accounts."""

from __future__ import annotations

import argparse
from typing import Any

from village_internet_plugin.server import accounts
from village_internet_plugin.server.commands.speaking import say, tell, whole_number
from village_internet_plugin.server.database import Connection

_LONGEST_DAYS = 3650
"""Ten years: every token expires some day."""


def add_commands(commands: Any) -> None:
    """Enter the commands of this group."""
    agency = commands.add_parser("add-agency", help="enter an agency")
    agency.add_argument("agency")
    agency.set_defaults(run=_add_agency, subject=("agency",))
    account = commands.add_parser("add-account", help="enter an account and show its token once")
    account.add_argument("account")
    account.add_argument("--agency", required=True)
    account.add_argument("--role", choices=accounts.ROLES, required=True)
    account.add_argument("--days", type=_days, default=365, help="how long the token is good for")
    account.set_defaults(run=_add_account, subject=("account", "agency", "role"))
    revoke = commands.add_parser("revoke-account", help="end an account at once")
    revoke.add_argument("account")
    revoke.set_defaults(run=_revoke_account, subject=("account",))


def _add_agency(connection: Connection, given: argparse.Namespace) -> int:
    accounts.add_agency(connection, given.agency)
    return 0


def _add_account(connection: Connection, given: argparse.Namespace) -> int:
    token = accounts.add_account(connection, given.account, given.agency, given.role, given.days)
    _show_once(token)
    return 0


def _revoke_account(connection: Connection, given: argparse.Namespace) -> int:
    accounts.revoke_account(connection, given.account)
    return 0


def _show_once(token: str) -> None:
    say("The token is shown this once; give it to the account's holder by a safe way:")
    tell(token)


def _days(text: str) -> int:
    days = whole_number(text)
    if not 1 <= days <= _LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"a token is good for 1 to {_LONGEST_DAYS} days")
    return days
