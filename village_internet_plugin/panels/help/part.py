# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of the window that opens the help; light, for it runs while QGIS starts."""

from __future__ import annotations

from typing import Any

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget

from village_internet_plugin.panels.commands import icon
from village_internet_plugin.panels.docks import PREFIX
from village_internet_plugin.panels.help.help_key import HelpKey
from village_internet_plugin.panels.window import Undo, Window

ACTION = f"{PREFIX}help"
_PLACING_ACTION = f"{PREFIX}place_hotspot"
_INDEX, _PLACING = "index", "placing"


def add_help(window: Window) -> Undo:
    """Add the command; undone, the help is closed and F1 is QGIS's own again."""
    return _Help(window).remove


class _Help:
    """The command, and F1 on the map while a hotspot is placed."""

    def __init__(self, window: Window) -> None:
        self._window, self._canvas = window, window.iface.mapCanvas()
        self._key: HelpKey | None = None
        action = QAction(
            icon("help"),
            QCoreApplication.translate("VillageInternet", "Help"),
            window.iface.mainWindow(),
        )
        action.setObjectName(ACTION)
        action.setToolTip(
            QCoreApplication.translate(
                "VillageInternet", "Help for what you are doing (F1 in a panel)"
            )
        )
        action.triggered.connect(lambda: window.show_help(self._page()))
        self._take_away = window.commands.add(action)
        self._tool_changed = window.messages.guard(self._follow_tool)
        self._canvas.mapToolSet.connect(self._tool_changed)
        self._follow_tool(self._canvas.mapTool())

    def remove(self) -> None:
        """Take the command away and close what it opened."""
        if not sip.isdeleted(self._canvas):
            self._canvas.mapToolSet.disconnect(self._tool_changed)
        self._leave_map()
        self._take_away()
        from village_internet_plugin.panels.help.reader import close_reader

        close_reader(self._window.iface.mainWindow())

    def _follow_tool(self, tool: Any, *_before: Any) -> None:
        """Have F1 on the map open the page on placing, as long as that is what goes on there."""
        if not _is_placing(tool):
            self._leave_map()
        elif self._key is None:
            self._key = HelpKey(self._canvas, lambda: self._window.show_help(_PLACING))

    def _leave_map(self) -> None:
        key, self._key = self._key, None
        if key is not None and not sip.isdeleted(key):
            key.let_go()

    def _page(self) -> str:
        """Return the page on what the user is doing: in a dock of ours, on the map, or neither."""
        widget = QApplication.focusWidget()
        while widget is not None:
            name = str(widget.objectName())
            if isinstance(widget, QDockWidget) and name.startswith(PREFIX):
                return name[len(PREFIX) :]
            widget = widget.parentWidget()
        return _PLACING if _is_placing(self._canvas.mapTool()) else _INDEX


def _is_placing(tool: Any) -> bool:
    action = tool.action() if tool is not None else None
    return action is not None and action.objectName() == _PLACING_ACTION
