# SPDX-License-Identifier: GPL-2.0-or-later
"""Loads, unloads and reloads the plugin as QGIS's plugin dialog does, and takes the time."""

from __future__ import annotations

import qgis.utils
from qgis.PyQt.QtCore import QCoreApplication, QEvent

PLUGIN = "village_internet_plugin"


def load_plugin() -> bool:
    """Import and start the plugin as the plugin dialog does; return whether it runs."""
    qgis.utils.updateAvailablePlugins()
    return bool(qgis.utils.loadPlugin(PLUGIN) and qgis.utils.startPlugin(PLUGIN))


def load_cost_ms() -> float:
    """Return what QGIS itself measured while it started: processor time of import and start."""
    return float(qgis.utils.plugin_times[PLUGIN].rstrip("s")) * 1000.0


def load_costs_ms() -> dict[str, float]:
    """Return the same of every plugin that was loaded, by name."""
    return {
        name: float(time.rstrip("s")) * 1000.0 for name, time in qgis.utils.plugin_times.items()
    }


def unload_plugin() -> bool:
    """Unload it; what deletes itself later is gone when this returns."""
    unloaded = bool(qgis.utils.unloadPlugin(PLUGIN))
    _let_qt_delete()
    return unloaded


def reload_plugin(times: int) -> bool:
    """Reload it so many times; return whether it runs in the end."""
    for _ in range(times):
        qgis.utils.reloadPlugin(PLUGIN)
        _let_qt_delete()
    return PLUGIN in qgis.utils.active_plugins


def _let_qt_delete() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QCoreApplication.processEvents()
