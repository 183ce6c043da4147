# SPDX-License-Identifier: GPL-2.0-or-later
"""The administrator's commands, a module for each group of them.

A module has one door, `add_commands(commands)`: it enters its commands into the CommandTable. By
`set_defaults` a command says what runs it (`run`, which gets the connection and what was given and
returns the exit code), whether it keeps the administrator's own rights (`as_owner=False`; else it
acts as the owner of the tables and no more), and which of its arguments name what was done
(`subject`, a tuple; such a command is entered into the record of administration). A command that
needs no database gives `run_alone` instead, which gets what was given and nothing else.
"""

from __future__ import annotations

from types import ModuleType

from village_internet_plugin.server.commands import (
    accounts,
    backup,
    collections,
    coverage,
    database,
    deploy,
    funding,
    judgement,
)

COMMAND_GROUPS: tuple[ModuleType, ...] = (
    database,
    accounts,
    judgement,
    funding,
    coverage,
    collections,
    backup,
    deploy,
)
"""In the order in which `--help` lists them."""
