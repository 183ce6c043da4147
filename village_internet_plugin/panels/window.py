# SPDX-License-Identifier: GPL-2.0-or-later
"""What a part of the plugin's window works with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer

from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.plan_in_project import plan_path_in
from village_internet_plugin.layers.user_language import user_language
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
    show_help: Callable[[str], object]
    """Opens the help page of a panel, by its name."""


WindowPart = Callable[[Window], Undo]
"""Puts something into the window and returns what takes it out again."""


def open_window(iface: Any) -> tuple[Window, Undo]:
    """Return the plugin's places in QGIS's window `iface`, and what takes them out again."""
    messages = Messages(iface.messageBar(), iface.mainWindow())
    plan = CurrentPlan(QgsProject.instance(), user_language())
    plan.failed.connect(messages.fail)
    commands = Commands(iface)

    def show_help(page: str) -> None:
        from village_internet_plugin.panels.help.reader import show_page

        messages.guard(show_page)(page, plan.language, iface.mainWindow())

    docks = Docks(iface, commands, messages, show_help)
    project = QgsProject.instance()

    def follow_project(*_: object) -> None:
        """Go on with the plan whose layers the user saved in a project."""
        path = plan_path_in(project)
        if path is not None and not plan.is_open:
            plan.open(path)

    def show_hotspots() -> None:
        """Have QGIS's own tools, undo among them, act on the hotspots."""
        if plan.layer("hotspots") is not None:
            iface.setActiveLayer(plan.layer("hotspots"))

    told: list[str | None] = [None]

    def tell_problem(_change: object) -> None:
        """Say once what keeps the plan from being checked; the status line goes on saying it."""
        if plan.problem() != told[0]:
            told[0] = plan.problem()
            if told[0] is not None:
                messages.warn(told[0])

    plan.changed.connect(messages.guard(tell_problem))
    # In a turn of its own: QGIS itself has much to do for another active layer.
    plan.opened.connect(lambda: QTimer.singleShot(0, messages.guard(show_hotspots)))
    follow = messages.guard(follow_project)
    project.readProject.connect(follow)
    follow()

    def close() -> None:
        project.readProject.disconnect(follow)
        plan.close()
        plan.deleteLater()
        commands.remove()
        messages.let_go()

    return Window(iface, plan, messages, docks, commands, show_help), close
