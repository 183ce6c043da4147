# SPDX-License-Identifier: GPL-2.0-or-later
"""Forms, first values and identities for the layers of whichever plan is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qgis.core import QgsVectorLayer

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.layers.connections import Connections
from village_internet_plugin.layers.plan_expressions import register_functions
from village_internet_plugin.layers.plan_in_project import PROJECT_TABLES
from village_internet_plugin.panels.slices import Slices
from village_internet_plugin.panels.window import Undo, Window

if TYPE_CHECKING:
    # What makes forms is loaded with the first plan: QGIS starts without it.
    from village_internet_plugin.layers.hotspot_identities import HotspotIdentities
    from village_internet_plugin.layers.plan_forms import NeededFields

_REQUIRED_FIELDS = "VI205"


def add_forms(window: Window) -> Undo:
    """Follow the plan that is open; undone, its layers keep no function of the plugin's."""
    forms = _Forms(window)
    unregister = register_functions(window.plan)

    def undo() -> None:
        forms.close()
        unregister()

    return undo


class _Forms:
    """What the layers of the open plan are given, and taken again."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._identities: HotspotIdentities | None = None
        self._setting_forms = Slices(window.messages.fail)
        self._connections = Connections(window.messages.fail)
        self._connections.connect(window.plan, "opened", self._opened)
        self._connections.connect(window.plan, "closed", self._let_go)
        if window.plan.is_open:
            self._opened()

    def close(self) -> None:
        """Let go of the plan's layers."""
        self._connections.close()
        self._let_go()
        layers = self._layers()
        if layers:
            from village_internet_plugin.layers.plan_forms import take_first_values_away

            take_first_values_away(layers)

    def _opened(self) -> None:
        self._let_go()
        layers = self._layers()
        if "hotspots" in layers:
            from village_internet_plugin.layers.hotspot_identities import HotspotIdentities

            self._identities = HotspotIdentities(layers["hotspots"])
        # All at once would hold the window up while a plan opens.
        self._setting_forms.run_later(self._setting(layers))

    def _setting(self, layers: dict[str, QgsVectorLayer]) -> Iterator[str]:
        from village_internet_plugin.layers.plan_forms import setting_plan_forms

        needed = self._needed_fields()
        yield _REQUIRED_FIELDS
        yield from setting_plan_forms(layers, self._window.plan.language, needed)

    def _needed_fields(self) -> NeededFields | None:
        """Return what the plan's rules ask of a hotspot by its status; None when they ask not."""
        # Imports what reads rules: not before a plan is open.
        from village_internet_plugin.rules.rule_set_document import read_rule_set

        plan = self._window.plan
        try:
            text = plan.settings().get("rule_set")
            rule = read_rule_set(text, str(plan.path)).rules.get(_REQUIRED_FIELDS) if text else None
        except PlannerError:
            # The check of the plan meets the same and says so.
            return None
        return rule.parameter("fields") if rule is not None and rule.enabled else None

    def _let_go(self) -> None:
        self._setting_forms.stop()
        if self._identities is not None:
            self._identities.close()
            self._identities = None

    def _layers(self) -> dict[str, QgsVectorLayer]:
        found = {table: self._window.plan.layer(table) for table in PROJECT_TABLES}
        return {table: layer for table, layer in found.items() if layer is not None}
