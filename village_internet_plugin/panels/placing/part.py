# SPDX-License-Identifier: GPL-2.0-or-later
"""The part of the window that places hotspots: one button, and its tool when it is first used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsFeature
from qgis.gui import QgsAttributeDialog, QgsAttributeEditorContext, QgsMapTool
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTimer
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAction

from village_internet_plugin.panels.commands import icon
from village_internet_plugin.panels.settings import open_form_after_placing
from village_internet_plugin.panels.window import Undo, Window

if TYPE_CHECKING:
    from village_internet_plugin.panels.placing.placing_tool import PlacingTool

ACTION = "VillageInternet.place_hotspot"
SHORTCUT = "Ctrl+Shift+K"
"""Free in QGIS; none with Ctrl and Alt, which together are AltGr where letters are on it."""


def add_placing(window: Window) -> Undo:
    """Add the button; undone, neither it nor anything on the map is left."""
    return _Placing(window).remove


class _Placing:
    """The button, the tool once it was used, and the tool the canvas had before."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._canvas = window.iface.mapCanvas()
        self._tool: PlacingTool | None = None
        self._before: QgsMapTool | None = None
        action = QAction(
            icon("place_hotspot"),
            QCoreApplication.translate("VillageInternet", "Place hotspot"),
            window.iface.mainWindow(),
        )
        action.setObjectName(ACTION)
        action.setCheckable(True)
        action.setShortcut(QKeySequence(SHORTCUT))
        action.setToolTip(
            QCoreApplication.translate(
                "VillageInternet",
                "Place hotspots on the map; the verdict shows before the click ({shortcut})",
            ).format(
                shortcut=QKeySequence(SHORTCUT).toString(QKeySequence.SequenceFormat.NativeText)
            )
        )
        # `triggered`, since the tool itself checks and unchecks its button.
        action.triggered.connect(window.messages.guard(self._switch))
        self._action, self._take_away = action, window.commands.add(action)

    def remove(self) -> None:
        """Take the tool from the canvas and the button from the toolbar."""
        tool, self._tool = self._tool, None
        if tool is not None and not sip.isdeleted(tool):
            if not sip.isdeleted(self._canvas):
                self._give_back(tool)
            tool.deleteLater()
        self._before = None
        self._take_away()

    def _switch(self, on: bool) -> None:
        if not on:
            self._leave()
            return
        tool = self._made()
        reason = tool.why_not()
        if reason:
            self._action.setChecked(False)
            self._window.messages.warn(reason)
            return
        if self._canvas.mapTool() is not tool:
            self._before = self._canvas.mapTool()
            self._canvas.setMapTool(tool)
        layer = self._window.plan.layer("hotspots")
        if layer is not None:
            # QGIS undoes what was done in its active layer.
            self._window.iface.setActiveLayer(layer)
        self._canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _made(self) -> PlacingTool:
        if self._tool is None:
            from village_internet_plugin.panels.placing.placing_tool import PlacingTool

            tool = PlacingTool(self._canvas, self._window.plan, self._window.messages)
            tool.setAction(self._action)
            tool.ended.connect(self._leave)
            tool.placed.connect(self._window.messages.guard(self._placed))
            self._tool = tool
        return self._tool

    def _leave(self) -> None:
        if self._tool is not None:
            self._give_back(self._tool)
        self._action.setChecked(False)

    def _give_back(self, tool: PlacingTool) -> None:
        """Give the canvas the tool of before, as far as it is still there."""
        if self._canvas.mapTool() is not tool:
            return
        before, self._before = self._before, None
        self._canvas.unsetMapTool(tool)
        if before is not None and not sip.isdeleted(before):
            self._canvas.setMapTool(before)

    def _placed(self, fid: int) -> None:
        if open_form_after_placing.get():
            # Once the click is over, and its undo step with it.
            QTimer.singleShot(0, self._window.messages.guard(lambda: self._open_form(fid)))

    def _open_form(self, fid: int) -> None:
        layer = self._window.plan.layer("hotspots")
        feature: QgsFeature | None = layer.getFeature(fid) if layer is not None else None
        if layer is None or feature is None or not feature.isValid():
            return
        context = QgsAttributeEditorContext()
        context.setVectorLayerTools(self._window.iface.vectorLayerTools())
        context.setFormMode(QgsAttributeEditorContext.FormMode.StandaloneDialog)
        parent = self._window.iface.mainWindow()
        form = QgsAttributeDialog(layer, feature, False, parent, True, context)
        form.finished.connect(form.deleteLater)
        form.open()
