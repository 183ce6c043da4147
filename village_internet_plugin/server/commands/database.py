# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands on the database as a whole: prepare it, look whether it is sound."""

from __future__ import annotations

import argparse

from village_internet_plugin.server import checking, migrations
from village_internet_plugin.server.commands.speaking import tell
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.database import Connection


def add_commands(commands: CommandTable) -> None:
    """Enter the commands of this group."""
    prepare = commands.add_parser("prepare", help="bring the database up to date; safe to repeat")
    # It makes the roles, the owner's among them.
    prepare.set_defaults(run=_prepare, as_owner=False)
    check = commands.add_parser("check", help="say whether the database is sound")
    check.add_argument(
        "--deep", action="store_true", help="play each plan's whole history again, too"
    )
    check.set_defaults(run=_check)


def _prepare(connection: Connection, _: argparse.Namespace) -> int:
    names = migrations.prepare(connection)
    tell("\n".join(f"ran {name}" for name in names) or "The database is up to date.")
    return 0


def _check(connection: Connection, given: argparse.Namespace) -> int:
    found = checking.complaints(connection, deep=given.deep)
    tell("\n".join(found) or "The database is sound.")
    return 1 if found else 0
