# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts all that a plugin could leave behind in QGIS's window."""

from __future__ import annotations

import gc
import os
import threading
from collections import Counter

from qgis.core import QgsApplication, QgsExpression, QgsProject
from qgis.gui import QgsMapTool
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import (
    QAction,
    QApplication,
    QDialog,
    QDockWidget,
    QMenu,
    QShortcut,
    QTabBar,
    QToolBar,
    QWidget,
)
from qgis.utils import iface

PACKAGE = "village_internet_plugin"
_OPTIONS_MS = 300


def counts() -> dict[str, int]:
    """Return how many there are of each kind, by its name."""
    gc.collect()
    main, canvas = iface.mainWindow(), iface.mapCanvas()
    kinds = {
        "actions": QAction,
        "docks": QDockWidget,
        "toolbars": QToolBar,
        "menus": QMenu,
        "shortcuts": QShortcut,
        "timers": QTimer,
    }
    found = {name: len(main.findChildren(kind)) for name, kind in kinds.items()}
    # Qt keeps the tab bars of docks that were tabs once, and takes them again for others.
    children = [each for each in main.children() if not isinstance(each, QTabBar)]
    found["children of the main window"] = len(children)
    found["plugins menu"] = len(iface.pluginMenu().actions())
    found["widgets without a parent"] = len(
        [w for w in QApplication.topLevelWidgets() if _is_ours(w)]
    )
    found["map tools"] = len(canvas.findChildren(QgsMapTool))
    found["children of the map"] = len(canvas.children())
    found["items on the map"] = len(canvas.scene().items())
    found["expression functions"] = len(QgsExpression.Functions())
    # Found by its Qt name: PyQt finds no QgsLocator by its Python class.
    locators = [each for each in main.findChildren(QObject) if _qt_name(each) == "QgsLocator"]
    found["locator filters"] = sum(len(locator.children()) for locator in locators)
    registry = QgsApplication.processingRegistry()
    found["algorithms"] = len(registry.algorithms())
    found["providers"] = len(registry.providers())
    found["layers"] = len(QgsProject.instance().mapLayers())
    found["options pages"] = options_pages()
    found["threads of Python"] = threading.active_count()
    found.update(_files())
    found.update(_own_objects())
    return found


def names() -> dict[str, int]:
    """Return how many there are of each class: for finding what a difference in `counts` is."""
    gc.collect()
    main = iface.mainWindow()
    children = [f"child {_qt_name(each)} {each.objectName()}" for each in main.children()]
    below = [f"below {_qt_name(each)}" for each in main.findChildren(QObject)]
    own = [f"own {type(each).__name__}" for each in gc.get_objects() if _is_own(each)]
    return dict(Counter([*children, *below, *own]))


def _is_own(thing: object) -> bool:
    return isinstance(thing, QObject) and _is_ours(thing)


def options_pages() -> int:
    """Return how many pages the options dialog has: it is opened, counted and closed."""
    pages: list[int] = []

    def count_and_close() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            pages.append(len(_page_names(dialog)))
            dialog.reject()

    QTimer.singleShot(_OPTIONS_MS, count_and_close)
    iface.showOptionsDialog()
    return pages[0] if pages else -1


def _page_names(dialog: QDialog) -> list[str]:
    stacks = dialog.findChildren(QWidget, "mOptionsStackedWidget")
    return [str(stack.widget(i).objectName()) for stack in stacks for i in range(stack.count())]


def _qt_name(thing: QObject) -> str:
    return str(thing.metaObject().className())


def _is_ours(thing: QObject) -> bool:
    return type(thing).__module__.startswith(PACKAGE)


def _files() -> dict[str, int]:
    """Count the open files, and apart those of plans and data, by what they end in."""
    opened: Counter[str] = Counter()
    for number in os.listdir("/proc/self/fd"):
        try:
            target = os.readlink(f"/proc/self/fd/{number}")
        except OSError:
            continue  # it was the handle that lists the folder
        if target.startswith("/"):
            opened["open files"] += 1
            opened["open data files"] += target.endswith((".gpkg", ".gpkg-wal", ".gpkg-shm"))
        else:
            opened["open pipes and sockets"] += 1
    return dict(opened)


def _own_objects() -> dict[str, int]:
    """Count the living Qt objects of the plugin's own classes: a connection keeps them alive."""
    return {"objects of the plugin": sum(map(_is_own, gc.get_objects()))}
