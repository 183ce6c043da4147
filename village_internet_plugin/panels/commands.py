# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's own toolbar and its submenu of Plugins, and what the parts put into them."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction, QMenu, QToolBar

from village_internet_plugin.domain.resources import resource_path

TOOLBAR = "VillageInternetToolbar"
MENU = "VillageInternetMenu"


class Commands:
    """One toolbar and one menu; both go when the plugin is unloaded."""

    def __init__(self, iface: Any) -> None:
        """Add them, empty, to QGIS's window."""
        title = QCoreApplication.translate("VillageInternet", "Village Internet")
        self._iface = iface
        self._toolbar: QToolBar = iface.addToolBar(title)
        self._toolbar.setObjectName(TOOLBAR)
        self._toolbar.setToolTip(title)
        self._menu = QMenu(title, iface.mainWindow())
        self._menu.setObjectName(MENU)
        self._menu.setIcon(icon("icon"))
        iface.pluginMenu().addMenu(self._menu)

    def add(self, action: QAction, toolbar: bool = True) -> Callable[[], object]:
        """Offer an action in the menu and, with `toolbar`, as a button; return its undo."""
        self._menu.addAction(action)
        if toolbar:
            self._toolbar.addAction(action)

        def take_away() -> None:
            if sip.isdeleted(action):
                return
            for place in (self._menu, self._toolbar):
                if not sip.isdeleted(place):
                    place.removeAction(action)
            action.setParent(None)
            action.deleteLater()

        return take_away

    def remove(self) -> None:
        """Take toolbar and menu out of the window."""
        if not sip.isdeleted(self._menu):
            self._iface.pluginMenu().removeAction(self._menu.menuAction())
        for widget in (self._menu, self._toolbar):
            if not sip.isdeleted(widget):
                # deleteLater alone would leave it among the window's children for a while.
                widget.setParent(None)
                widget.deleteLater()


def icon(name: str) -> QIcon:
    """Return the icon `resources/icons/<name>.svg`."""
    return QIcon(str(resource_path("icons", f"{name}.svg")))
