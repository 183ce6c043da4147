# SPDX-License-Identifier: GPL-2.0-or-later
"""Loads, unloads and reloads the plugin as QGIS's plugin dialog does, and takes the time."""

from __future__ import annotations

import time

import qgis.utils
from qgis.PyQt.QtCore import QCoreApplication, QEvent

PLUGIN = "village_internet_plugin"


def load_plugin() -> dict[str, float]:
    """Import and start the plugin; return what it took in milliseconds, by clock and processor."""
    qgis.utils.updateAvailablePlugins()
    clock, processor = time.perf_counter(), time.process_time()
    loaded = qgis.utils.loadPlugin(PLUGIN)
    imported = time.perf_counter()
    started = loaded and qgis.utils.startPlugin(PLUGIN)
    ended = time.perf_counter()
    if not started:
        raise RuntimeError(f"loadPlugin said {loaded}, startPlugin {started}")
    return {
        "import_ms": (imported - clock) * 1000,
        "start_ms": (ended - imported) * 1000,
        "processor_ms": (time.process_time() - processor) * 1000,
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
