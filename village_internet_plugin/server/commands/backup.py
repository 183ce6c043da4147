# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands that keep the database safe: back it up, restore it, take its fingerprint."""

from __future__ import annotations

import argparse
from pathlib import Path

from village_internet_plugin.server.backup import back_up, is_current, restore
from village_internet_plugin.server.commands.speaking import say, tell
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.fingerprint import fingerprint, one_moment


def add_commands(commands: CommandTable) -> None:
    """Enter the commands of this group."""
    backup = commands.add_parser(
        "backup", help="write all that the server keeps to FILE, and to FILE.json what it must be"
    )
    backup.add_argument("file", type=Path, help="the file to write, not there yet")
    backup.set_defaults(run=_back_up, as_owner=False, subject=("file",))
    restoring = commands.add_parser("restore", help="make this, an empty database, from a backup")
    restoring.add_argument("file", type=Path, help="the backup; FILE.json stands beside it")
    # It makes the roles, the owner's among them.
    restoring.set_defaults(run=_restore, as_owner=False, subject=("file",))
    taking = commands.add_parser(
        "fingerprint", help="tell the hash over all that the server keeps, to compare databases"
    )
    taking.set_defaults(run=_fingerprint, as_owner=False)


def _back_up(connection: Connection, given: argparse.Namespace) -> int:
    tell(back_up(connection, given.file.absolute()).fingerprint)
    return 0


def _restore(connection: Connection, given: argparse.Namespace) -> int:
    manifest = restore(connection, given.file.absolute())
    tell(manifest.fingerprint)
    say(
        f"Restored as it stood at {manifest.made_at}. Passwords and further logins are in no "
        "backup: give the writer and the reader theirs again."
    )
    if not is_current(manifest):
        say("The backup is of an earlier version: run prepare, then check --deep.")
    return 0


def _fingerprint(connection: Connection, _: argparse.Namespace) -> int:
    with one_moment(connection):
        tell(fingerprint(connection))
    return 0
