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

import psycopg
from psycopg.errors import ReadOnlySqlTransaction

from village_internet_plugin.domain.errors import InputError, PlannerError
from village_internet_plugin.server.administration import record
from village_internet_plugin.server.commands import COMMAND_GROUPS
from village_internet_plugin.server.commands.speaking import say
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.database import Connection, act_as_owner, connect


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = command_parser().parse_args(arguments)
    try:
        if hasattr(given, "run_alone"):
            return int(given.run_alone(given))
        with connect(_conninfo(given)) as connection:
            return _run(connection, given)
    except (PlannerError, OSError) as error:
        say(str(error))
    except ReadOnlySqlTransaction as error:
        said = error.diag.message_primary
        say(f"This database is a replica, which is only read ({said}). Run it on the database.")
    except psycopg.Error as error:
        say(f"The database refused: {error.diag.message_primary or error}")
    return 1


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="python -m village_internet_plugin.server",
        description="Administers the shared server and its database.",
    )
    parser.add_argument(
        "--service", metavar="NAME", help="name of the database in libpq's service file"
    )
    commands = CommandTable(parser)
    for group in COMMAND_GROUPS:
        group.add_commands(commands)
    return parser


def _run(connection: Connection, given: argparse.Namespace) -> int:
    """Run the command in one transaction, with no more rights than it needs."""
    if getattr(given, "as_owner", True):
        act_as_owner(connection)
    code = int(given.run(connection, given))
    if code == 0 and hasattr(given, "subject"):
        # Who did it the database knows by itself; in the same transaction as what was done.
        act_as_owner(connection)
        words = [str(getattr(given, name)) for name in given.subject]
        record(connection, given.command, " ".join(filter(None, words)))
    return code


def _conninfo(given: argparse.Namespace) -> str:
    if given.service:
        return psycopg.conninfo.make_conninfo(service=given.service)
    try:
        return os.environ["VILLAGE_INTERNET_ADMIN_DATABASE"]
    except KeyError:
        raise InputError(
            "Name the database with --service or in VILLAGE_INTERNET_ADMIN_DATABASE."
        ) from None


if __name__ == "__main__":
    sys.exit(main())
