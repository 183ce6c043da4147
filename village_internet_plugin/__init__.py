# SPDX-License-Identifier: GPL-2.0-or-later
"""The Village Internet Planner: where a regency's villages get public Internet.

QGIS calls `classFactory`; everything else is reached through the floors listed in the README.
"""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:  # noqa: N802 - the name QGIS looks for
    """Return the plugin object QGIS starts; `iface` is QGIS's QgisInterface."""
    from village_internet_plugin.plugin import VillageInternetPlugin

    return VillageInternetPlugin(iface)
