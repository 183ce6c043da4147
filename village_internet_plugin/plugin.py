# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""What QGIS starts and stops: the one list of the plugin's parts.

A part is a function that registers something and returns its own undo. Starting runs the list
forwards, unloading runs the undos backwards; a start that fails half-way is undone as far as it
came. Nothing is decided here.
"""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from village_internet_plugin.domain.resources import resource_path
from village_internet_plugin.panels.findings.part import add_findings, add_status_line
from village_internet_plugin.panels.forms.opened_forms import add_opened_forms
from village_internet_plugin.panels.forms.part import add_forms
from village_internet_plugin.panels.funding.part import add_funding
from village_internet_plugin.panels.help.part import add_help
from village_internet_plugin.panels.locator.part import add_locator
from village_internet_plugin.panels.map_badges.part import add_verdict_badges
from village_internet_plugin.panels.options.part import add_options
from village_internet_plugin.panels.placing.part import add_placing
from village_internet_plugin.panels.plan.part import add_plan_panel
from village_internet_plugin.panels.share.part import add_share
from village_internet_plugin.panels.suggest.part import add_suggest
from village_internet_plugin.panels.window import Undo, WindowPart, open_window
from village_internet_plugin.processing.provider import PROVIDER_ID, VillageInternetProvider

Part = Callable[[Any], Undo]


def install_translation(_iface: Any) -> Undo:
    """Let the plugin speak the language QGIS is set to, where there is a translation."""
    language = QgsApplication.locale()[:2]
    translator = QTranslator()
    if translator.load(str(resource_path("i18n", f"village_internet_{language}.qm"))):
        QCoreApplication.installTranslator(translator)
    return lambda: QCoreApplication.removeTranslator(translator)


def add_processing_provider(_iface: Any) -> Undo:
    """Offer the plugin's algorithms in the Processing toolbox, in models and to qgis_process."""
    registry = QgsApplication.processingRegistry()
    # One of that name can only be left over from an unload that was cut short.
    registry.removeProvider(PROVIDER_ID)
    registry.addProvider(VillageInternetProvider())
    return lambda: registry.removeProvider(PROVIDER_ID)


HEADLESS_PARTS: tuple[Part, ...] = (install_translation, add_processing_provider)
"""What `qgis_process` needs: there is no window."""
WINDOW_PARTS: tuple[WindowPart, ...] = (
    *(add_options, add_forms, add_opened_forms, add_plan_panel, add_placing, add_findings),
    *(add_status_line, add_verdict_badges, add_funding, add_suggest, add_share),
    *(add_locator, add_help),
)
"""What only QGIS's window has room for, in the order of its toolbar and its tabs."""


class VillageInternetPlugin:
    """The plugin as QGIS knows it; `iface` is QGIS's window, None without one."""

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._undos: list[Undo] = []

    def initGui(self) -> None:
        """Start every part; QGIS calls this when it has a window."""
        self._start(window=True)

    def initProcessing(self) -> None:
        """Start what works without a window; `qgis_process` calls nothing but this."""
        self._start(window=False)

    def unload(self) -> None:
        """Stop every part that was started, the last one first; may be called at any time."""
        while self._undos:
            self._undos.pop()()

    def _start(self, window: bool) -> None:
        self.unload()
        try:
            for part in HEADLESS_PARTS:
                self._undos.append(part(self._iface))
            if window and self._iface is not None:
                room, close = open_window(self._iface)
                self._undos.append(close)
                for window_part in WINDOW_PARTS:
                    self._undos.append(window_part(room))
        except BaseException:
            self.unload()
            raise
