# SPDX-License-Identifier: GPL-2.0-or-later
"""Installs a zip as QGIS's plugin manager does, and tells what stands there then."""

from __future__ import annotations

import importlib
from typing import Any

import qgis.utils
from qgis.core import QgsSettings

from window.inside.loading import PLUGIN

SETTINGS = "plugins/village_internet"
"""Where the plugin's settings have stood since there are any."""


def install_zip(path: str) -> bool:
    """Install the zip as “Install from ZIP” does; return whether the plugin runs."""
    import pyplugin_installer

    pyplugin_installer.instance().installFromZipFile(path)
    return PLUGIN in qgis.utils.active_plugins


def installed() -> dict[str, str]:
    """Return where the running plugin lies, and what QGIS read in its metadata."""
    told = {name: qgis.utils.pluginMetadata(PLUGIN, name) for name in ("version", "changelog")}
    return {"file": str(importlib.import_module(PLUGIN).__file__), **told}


def run_algorithm(algorithm: str, **parameters: str) -> bool:
    """Run one of the plugin's algorithms as the toolbox does; return whether it went well."""
    import processing

    return bool(processing.run(f"village_internet:{algorithm}", parameters))


def remember(values: dict[str, Any]) -> None:
    """Put values among the plugin's settings, by their names, as an earlier version left them."""
    for name, value in values.items():
        QgsSettings().setValue(f"{SETTINGS}/{name}", value)


def remembered() -> dict[str, Any]:
    """Return all that stands among the plugin's settings, by name."""
    settings = QgsSettings()
    settings.beginGroup(SETTINGS)
    found = {name: settings.value(name) for name in settings.allKeys()}
    settings.endGroup()
    return found
