# SPDX-License-Identifier: GPL-2.0-or-later
"""Starts imports into the open plan, from files, layers and drags, one dialog after the other."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QMimeData, QTimer
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QWidget

from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.background import Report, Stopped, run_in_background
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.plan.import_session import ImportSession
from village_internet_plugin.panels.plan.map_looking import bring_into_sight
from village_internet_plugin.panels.plan.sources import (
    FILE_SUFFIXES,
    Given,
    Meant,
    given_by_drag,
    given_files,
    given_layer,
    importable_layers,
    with_roles,
)
from village_internet_plugin.panels.window import Window


class PlanImports:
    """The imports of a window; made when the first is asked for."""

    def __init__(self, window: Window, view: QWidget) -> None:
        """Import into the window's plan; file dialogs belong to `view`."""
        self._window, self._plan, self._view = window, window.plan, view
        self.sessions: list[ImportSession] = []
        """The imports waiting for their turn; the first has its dialog open."""

    def load_file(self, role: str) -> None:
        """Ask for a file and show how it would be read as `role`."""
        title = QCoreApplication.translate("VillageInternet", "Load {role}")
        kinds = QCoreApplication.translate("VillageInternet", "Tables and layers")
        chosen, _filter = QFileDialog.getOpenFileName(
            self._view,
            title.format(role=ROLES[role].title.say(self._plan.language)),
            settings.last_folder.get() or str(self._plan.path.parent),
            f"{kinds} ({FILE_SUFFIXES});;* (*)",
        )
        if chosen:
            settings.last_folder.set(str(Path(chosen).parent))
            self.start([Meant(role, given) for given in given_files([chosen])])

    def start(self, meant: list[Meant]) -> None:
        """Show the dialog of each source, one after the other."""
        for number, one in enumerate(meant, start=1):
            session = ImportSession(self._plan, self._window.messages, one, self._dialog_parent())
            session.ended.connect(
                self._window.messages.guard(
                    lambda taken, session=session: self._next_import(session, taken)
                )
            )
            session.view.show_place(number, len(meant))
            self.sessions.append(session)
        if meant and len(self.sessions) == len(meant):
            self.sessions[0].begin()

    def take_drop(self, role: str, data: QMimeData) -> None:
        """Import what was dropped on the line of `role`, or on the panel as a whole (empty)."""
        given = given_by_drag(data, QgsProject.instance())
        if role:
            self._soon(lambda: self.start([Meant(role, one) for one in given]))
        else:
            self._guess_roles(given)

    def close(self) -> None:
        """Close all dialogs and stop their work."""
        sessions, self.sessions = self.sessions, []
        for session in sessions:
            session.let_go()
            session.view.deleteLater()
            session.deleteLater()

    def list_layers(self, role: str, menu: QMenu) -> None:
        """Fill `menu` with the project's layers, to be imported as `role`."""
        menu.clear()
        layers = importable_layers(QgsProject.instance())
        for layer in layers:
            action = menu.addAction(layer.name().replace("&", "&&"))
            action.triggered.connect(
                self._window.messages.guard(
                    lambda *_checked, layer=layer: self.start([Meant(role, given_layer(layer))])
                )
            )
        if not layers:
            words = QCoreApplication.translate("VillageInternet", "The project has no other layer")
            menu.addAction(words).setEnabled(False)

    def _guess_roles(self, given: list[Given]) -> None:
        title = QCoreApplication.translate("VillageInternet", "Looking at what was dropped")

        def work(_report: Report) -> list[Meant]:
            return with_roles(given)

        run_in_background(title, work, self._window.messages.guard(self.start), self._tell_failure)

    def _next_import(self, ended: ImportSession, taken: bool) -> None:
        if ended not in self.sessions:
            return
        self.sessions.remove(ended)
        layer = self._plan.layer(ended.role) if taken else None
        if layer is not None and self._window.iface is not None:
            bring_into_sight(self._window.iface.mapCanvas(), layer)
        ended.view.deleteLater()
        ended.deleteLater()
        if self.sessions and self._plan.is_open:
            self._soon(self.sessions[0].begin)

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            self._window.messages.fail(error)

    def _dialog_parent(self) -> Any:
        return self._window.iface.mainWindow() if self._window.iface is not None else self._view

    def _soon(self, act: Callable[[], object]) -> None:
        """Act in the next turn of the event loop: a drag has to end before a dialog opens."""
        QTimer.singleShot(0, self._window.messages.guard(act))
