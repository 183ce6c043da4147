# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of the window that adds the planner's options; light, for it runs while QGIS starts."""

from __future__ import annotations

from village_internet_plugin.panels import settings
from village_internet_plugin.panels.window import Undo, Window


def add_options(window: Window) -> Undo:
    """Add a page to QGIS's options and tell QGIS of the settings; return what takes both back."""
    from village_internet_plugin.panels.options.options_page import OptionsFactory

    factory = OptionsFactory(window.messages, window.plan.language)
    take_back_settings = settings.tell_qgis()
    window.iface.registerOptionsWidgetFactory(factory)

    def take_back() -> None:
        window.iface.unregisterOptionsWidgetFactory(factory)
        take_back_settings()

    return take_back
