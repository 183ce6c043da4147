# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands on who may sign in: agencies, accounts, tokens, and a proxy that vouches for them."""

from __future__ import annotations

import argparse
from datetime import datetime, timezone

from village_internet_plugin.server import accounts
from village_internet_plugin.server.commands.speaking import say, tell, tell_table, whole_number
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.database import Connection

_LONGEST_DAYS = 3650
"""Ten years: every token expires some day."""
_NAME_RULE = "up to 64 letters, digits and . _ @ -, the first a letter or a digit"
_ACCOUNT_HELP = "its name, told by list-accounts"
_ROLE_HELP = (
    "reader reads, planner publishes plans, steward also sets funding sources, administrator "
    "does both for every agency"
)


def add_commands(commands: CommandTable) -> None:
    """Enter the commands of this group."""
    agency = commands.add_parser("add-agency", help="enter an agency")
    agency.add_argument("agency", help="its name, as its plans will bear it")
    agency.set_defaults(run=_add_agency, subject=("agency",))
    agencies = commands.add_parser("list-agencies", help="tell which agencies there are")
    agencies.set_defaults(run=_list_agencies)
    account = commands.add_parser("add-account", help="enter an account and show its token once")
    account.add_argument("account", help=f"its name: {_NAME_RULE}")
    account.add_argument("--agency", required=True, help="the agency it acts for, entered before")
    account.add_argument("--role", choices=accounts.ROLES, required=True, help=_ROLE_HELP)
    account.add_argument(
        "--days", type=_days, default=365, help="how many days the token is good for (%(default)s)"
    )
    account.set_defaults(run=_add_account, subject=("account", "agency", "role"))
    listing = commands.add_parser("list-accounts", help="tell which accounts there are")
    listing.set_defaults(run=_list_accounts)
    role = commands.add_parser("set-role", help="give an account another role, at once")
    role.add_argument("account", help=_ACCOUNT_HELP)
    role.add_argument("role", choices=accounts.ROLES, help=_ROLE_HELP)
    role.set_defaults(run=_set_role, subject=("account", "role"))
    revoke = commands.add_parser("revoke-account", help="end an account and its tokens at once")
    revoke.add_argument("account", help=_ACCOUNT_HELP)
    revoke.set_defaults(run=_revoke_account, subject=("account",))
    _add_token_commands(commands)
    proxy = commands.add_parser(
        "trust-proxy", help="let a reverse proxy vouch for who somebody is (single sign-on)"
    )
    proxy.add_argument("trusted", choices=("on", "off"), help="whether it is believed")
    proxy.set_defaults(run=_trust_proxy, subject=("trusted",))


def _add_token_commands(commands: CommandTable) -> None:
    token = commands.add_parser("new-token", help="show a further token of an account, once")
    token.add_argument("account", help=_ACCOUNT_HELP)
    token.add_argument(
        "--days", type=_days, default=365, help="how many days it is good for (%(default)s)"
    )
    token.add_argument("--purpose", default="", help="a remark that list-tokens tells")
    token.add_argument("--only", action="store_true", help="end the account's other tokens")
    token.set_defaults(run=_new_token, subject=("account", "purpose"))
    tokens = commands.add_parser("list-tokens", help="tell an account's tokens, but for the tokens")
    tokens.add_argument("account", help=_ACCOUNT_HELP)
    tokens.set_defaults(run=_list_tokens)
    revoke = commands.add_parser("revoke-token", help="end one token at once")
    revoke.add_argument("token_id", type=whole_number, help="its number, told by list-tokens")
    revoke.set_defaults(run=_revoke_token, subject=("token_id",))


def _add_agency(connection: Connection, given: argparse.Namespace) -> int:
    accounts.add_agency(connection, given.agency)
    return 0


def _list_agencies(connection: Connection, _: argparse.Namespace) -> int:
    for agency in accounts.list_agencies(connection):
        tell(agency)
    return 0


def _add_account(connection: Connection, given: argparse.Namespace) -> int:
    token = accounts.add_account(connection, given.account, given.agency, given.role, given.days)
    _show_once(token)
    return 0


def _list_accounts(connection: Connection, _: argparse.Namespace) -> int:
    heads = ("account", "agency", "role", "made", "revoked", "tokens", "last token ends")
    tell_table(heads, (map(_shown, line) for line in accounts.list_accounts(connection)))
    return 0


def _set_role(connection: Connection, given: argparse.Namespace) -> int:
    accounts.set_role(connection, given.account, given.role)
    return 0


def _revoke_account(connection: Connection, given: argparse.Namespace) -> int:
    accounts.revoke_account(connection, given.account)
    return 0


def _new_token(connection: Connection, given: argparse.Namespace) -> int:
    token = accounts.new_token(
        connection, given.account, given.days, purpose=given.purpose, only=given.only
    )
    _show_once(token)
    return 0


def _list_tokens(connection: Connection, given: argparse.Namespace) -> int:
    heads = ("number", "purpose", "made", "ends", "revoked")
    lines = accounts.list_tokens(connection, given.account)
    tell_table(heads, (map(_shown, line) for line in lines))
    return 0


def _revoke_token(connection: Connection, given: argparse.Namespace) -> int:
    accounts.revoke_token(connection, given.token_id)
    return 0


def _trust_proxy(connection: Connection, given: argparse.Namespace) -> int:
    accounts.trust_proxy(connection, given.trusted == "on")
    return 0


def _show_once(token: str) -> None:
    say("The token is shown this once; give it to the account's holder by a safe way:")
    tell(token)


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).isoformat(timespec="seconds")
    return value


def _days(text: str) -> int:
    days = whole_number(text)
    if not 1 <= days <= _LONGEST_DAYS:
        raise argparse.ArgumentTypeError(f"a token is good for 1 to {_LONGEST_DAYS} days")
    return days
