# SPDX-License-Identifier: GPL-2.0-or-later
"""Commands on what plans are judged by: reference and rule set."""

from __future__ import annotations

import argparse
from pathlib import Path

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.server.commands.speaking import tell
from village_internet_plugin.server.commands.table import CommandTable
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.loading import load_reference, load_rule_set


def add_commands(commands: CommandTable) -> None:
    """Enter the commands of this group."""
    reference = commands.add_parser("load-reference", help="put a GeoPackage in force")
    reference.add_argument(
        "file", type=Path, help="a GeoPackage with the reference tables; a plan of QGIS is one"
    )
    reference.set_defaults(run=_load_reference, subject=("file",))
    rule_set = commands.add_parser("load-rule-set", help="put a rule set (JSON) in force")
    rule_set.add_argument("file", type=Path, help="a rule set as QGIS writes it")
    rule_set.set_defaults(run=_load_rule_set, subject=("file",))


def _load_reference(connection: Connection, given: argparse.Namespace) -> int:
    tell(load_reference(connection, given.file))
    return 0


def _load_rule_set(connection: Connection, given: argparse.Namespace) -> int:
    try:
        text = given.file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{given.file} is no text in UTF-8; give a rule set as JSON.") from None
    tell(load_rule_set(connection, text, str(given.file)))
    return 0
