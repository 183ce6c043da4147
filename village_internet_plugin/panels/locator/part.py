# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of the window that answers in QGIS's locator bar."""

from __future__ import annotations

from village_internet_plugin.panels.window import Undo, Window


def add_locator(window: Window) -> Undo:
    """Offer villages and hotspots in the locator bar; return what takes them out again."""
    from village_internet_plugin.panels.locator.plan_filter import PlanFilter
    from village_internet_plugin.panels.locator.village_search import VillageSearch

    search = VillageSearch()
    plan_filter = PlanFilter(window.plan, window.iface.mapCanvas(), window.messages, search)
    window.iface.registerLocatorFilter(plan_filter)
    window.plan.closed.connect(search.forget)

    def take_out() -> None:
        window.plan.closed.disconnect(search.forget)
        window.iface.deregisterLocatorFilter(plan_filter)
        search.forget()

    return take_out
