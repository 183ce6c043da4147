# SPDX-License-Identifier: GPL-2.0-or-later
"""What a part of the plugin's window works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.panels.commands import Commands
from village_internet_plugin.panels.docks import Docks
from village_internet_plugin.panels.messages import Messages

Undo = Callable[[], object]


@dataclass(frozen=True)
class Window:
    """QGIS's window, the plan that is open in it, and the plugin's places in it."""

    iface: Any
    plan: CurrentPlan
    messages: Messages
    docks: Docks
    commands: Commands


WindowPart = Callable[[Window], Undo]
"""Puts something into the window and returns what takes it out again."""
