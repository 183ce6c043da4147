# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands on who may read: collections open to everybody, logins straight into the database."""

from __future__ import annotations

import argparse

from village_internet_plugin.server.commands.speaking import say, tell, tell_table
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.database_readers import (
    add_database_reader,
    list_database_readers,
    remove_database_reader,
)
from village_internet_plugin.server.reading import COLLECTIONS, open_collection, open_names


def add_commands(commands: CommandTable) -> None:
    """Enter the commands of this group."""
    for name, is_open, what in (
        ("open-collection", True, "let everybody read a collection, without signing in"),
        ("close-collection", False, "ask for a sign-in again"),
    ):
        command = commands.add_parser(name, help=what)
        command.add_argument("collection", choices=COLLECTIONS, help="which collection")
        command.set_defaults(run=_open_collection, is_open=is_open, subject=("collection",))
    listing = commands.add_parser("list-collections", help="tell which collections are open")
    listing.set_defaults(run=_list_collections)
    adding = commands.add_parser(
        "add-database-reader", help="make a login that only reads, for QGIS straight from PostGIS"
    )
    adding.add_argument("login", help="the name to sign in to PostgreSQL with")
    # Roles are the database administrator's, not the tables' owner's.
    adding.set_defaults(run=_add_database_reader, as_owner=False, subject=("login",))
    removing = commands.add_parser("remove-database-reader", help="end such a login")
    removing.add_argument("login", help="its name, told by list-database-readers")
    removing.set_defaults(run=_remove_database_reader, as_owner=False, subject=("login",))
    readers = commands.add_parser("list-database-readers", help="tell which such logins there are")
    readers.set_defaults(run=_list_database_readers)


def _open_collection(connection: Connection, given: argparse.Namespace) -> int:
    open_collection(connection, given.collection, given.is_open)
    return 0


def _list_collections(connection: Connection, _: argparse.Namespace) -> int:
    opened = open_names(connection)
    rows = [(name, "everybody" if name in opened else "accounts") for name in COLLECTIONS]
    tell_table(("collection", "read by"), rows)
    return 0


def _add_database_reader(connection: Connection, given: argparse.Namespace) -> int:
    add_database_reader(connection, given.login)
    say(f"Give it a password in psql, where nobody sees it:  \\password {given.login}")
    return 0


def _remove_database_reader(connection: Connection, given: argparse.Namespace) -> int:
    remove_database_reader(connection, given.login)
    return 0


def _list_database_readers(connection: Connection, _: argparse.Namespace) -> int:
    for login in list_database_readers(connection):
        tell(login)
    return 0
