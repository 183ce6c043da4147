# SPDX-License-Identifier: GPL-2.0-or-later
"""The table the commands are entered into, and what the help of each of them ends with."""

from __future__ import annotations

import argparse
from typing import Any

EPILOG = """\
the database:
  --service NAME (before the command) names it in libpq's service file; without it,
  VILLAGE_INTERNET_ADMIN_DATABASE in the environment is its libpq connection string.
  Passwords come from libpq's password file.

exit codes:
  0  done
  1  not done; the sentence on standard error says why
  2  called wrongly; nothing was tried
"""


class CommandTable:
    """Commands as argparse knows them, each helped alike: what it does, arguments, exit codes."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        """Have `parser` take one of the commands that are entered here."""
        parser.epilog = EPILOG
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        self._commands: Any = parser.add_subparsers(
            dest="command",
            required=True,
            metavar="COMMAND",
            title="commands",
            description="COMMAND --help tells more of each.",
        )

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser:  # noqa: A002
        """Enter a command; `help` tells in the list what it does, and heads its own help."""
        parser: argparse.ArgumentParser = self._commands.add_parser(
            name,
            help=help,
            description=f"{help[0].upper()}{help[1:]}.",
            epilog=EPILOG,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        return parser
