# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands that write the files by which the server is run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from village_internet_plugin.server.commands.speaking import tell
from village_internet_plugin.server.configuration import write_configuration
from village_internet_plugin.server.database import Connection


def add_commands(commands: Any) -> None:
    """Enter the commands of this group."""
    configure = commands.add_parser("configure", help="write pygeoapi's files (as the reader role)")
    configure.add_argument("--url", required=True, help="the address clients use")
    configure.add_argument("--folder", type=Path, required=True)
    # The collections will read as the role that is connected here.
    configure.set_defaults(run=_configure, as_owner=False)


def _configure(connection: Connection, given: argparse.Namespace) -> int:
    files = write_configuration(connection, given.url, given.folder)
    tell(f"PYGEOAPI_CONFIG={files.configuration}\nPYGEOAPI_OPENAPI={files.openapi}")
    return 0
