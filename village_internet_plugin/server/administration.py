# SPDX-License-Identifier: GPL-2.0-or-later
"""The record of what administrators did: only ever added to, and without secrets."""

from __future__ import annotations

from village_internet_plugin.server.database import Connection


def record(connection: Connection, command: str, subject: str) -> None:
    """Note a command that was carried out, and on what; who and when the database knows itself.

    Part of the transaction it tells of: what is taken back leaves no note. `subject` names
    agencies, accounts, files; never a token.
    """
    connection.execute(
        "INSERT INTO village_internet.administration (command, subject) VALUES (%s, %s)",
        (command, subject),
    )
