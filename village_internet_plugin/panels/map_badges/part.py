# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of the window that shows verdicts on the map."""

from __future__ import annotations

from qgis.core import QgsProject

from village_internet_plugin.panels.map_badges.badges import VerdictBadges
from village_internet_plugin.panels.window import Undo, Window


def add_verdict_badges(window: Window) -> Undo:
    """Put a badge beside each hotspot of the open plan; return what takes them away again."""
    return VerdictBadges(window.plan, QgsProject.instance(), window.messages.fail).close
