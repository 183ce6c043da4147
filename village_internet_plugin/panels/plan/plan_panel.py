# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the panel of the plan work: opens plans, follows the open one, starts imports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from qgis.PyQt.QtWidgets import QFileDialog, QMenu

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED
from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.background import Report, Stopped, run_in_background
from village_internet_plugin.layers.importing.plan_writer import declare_empty, row_count
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.plan import unsaved
from village_internet_plugin.panels.plan.checklist import (
    CHECKLIST_ROLES,
    FINDINGS,
    LOAD,
    NextStep,
    checklist,
    next_step,
)
from village_internet_plugin.panels.plan.import_session import ImportSession
from village_internet_plugin.panels.plan.map_looking import bring_into_sight
from village_internet_plugin.panels.plan.plan_opening import PlanOpening
from village_internet_plugin.panels.plan.plan_view import PlanFacts, PlanView
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

_PAUSE_MS = 150
"""Edits that follow one another this fast are shown together."""


class PlanPanel(QObject):
    """The presenter of `PlanView`."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window, self._plan = window, window.plan
        self.view = PlanView(window.plan.language)
        self.opening = PlanOpening(window, self.view)
        self.sessions: list[ImportSession] = []
        """The imports waiting for their turn; the first has its dialog open."""
        self._rule_set_text = ("", "")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(window.messages.guard(self.refresh))
        self._connections: list[tuple[object, Callable[..., object]]] = []
        self._listen()
        self.refresh()

    def refresh(self) -> None:
        """Show the plan as it is now, or the ways to one."""
        plan = self._plan
        if not plan.is_open:
            self.view.show_welcome(self.opening.recent())
            return
        stored = plan.settings()
        counts = {role: self._count(role) for role in CHECKLIST_ROLES}
        loaded = json.loads(stored.get("loaded_roles") or "[]")
        states = checklist(counts, loaded, plan.language)
        found = plan.counts()
        step = next_step(states, found[ERROR], found[NOT_CHECKED], plan.is_checked)
        self.view.show_plan(self._facts(stored), states, step)
        self.view.show_unsaved(unsaved.unsaved_count(plan))
        if not plan.is_checking:
            self.view.show_progress(None)

    def let_go(self) -> None:
        """Stop listening; close dialogs and stop their work."""
        for signal, slot in self._connections:
            signal.disconnect(slot)  # type: ignore[attr-defined]
        self._connections.clear()
        self._pause.stop()
        self._close_imports()
        self.opening.let_go()

    def load_file(self, role: str) -> None:
        """Ask for a file and show how it would be read as `role`."""
        title = QCoreApplication.translate("VillageInternet", "Load {role}")
        kinds = QCoreApplication.translate("VillageInternet", "Tables and layers")
        chosen, _filter = QFileDialog.getOpenFileName(
            self.view,
            title.format(role=ROLES[role].title.say(self._plan.language)),
            settings.last_folder.get() or str(self._plan.path.parent),
            f"{kinds} ({FILE_SUFFIXES});;* (*)",
        )
        if chosen:
            settings.last_folder.set(str(Path(chosen).parent))
            self.start_imports([Meant(role, given) for given in given_files([chosen])])

    def start_imports(self, meant: list[Meant]) -> None:
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
        if not self._plan.is_open:
            self.opening.open_dropped(data)
            return
        given = given_by_drag(data, QgsProject.instance())
        if role:
            self._soon(lambda: self.start_imports([Meant(role, one) for one in given]))
        else:
            self._guess_roles(given)

    def _listen(self) -> None:
        guard = self._window.messages.guard
        view, plan = self.view, self._plan
        view.file_asked.connect(guard(self.load_file))
        view.layers_asked.connect(guard(self._list_layers))
        view.none_asked.connect(guard(self._say_none))
        view.dropped.connect(guard(self.take_drop))
        view.next_asked.connect(guard(self._go_on))
        view.save_asked.connect(guard(lambda: unsaved.save_all(plan)))
        view.released.connect(self.let_go)
        self._connect(plan.opened, guard(self._opened))
        self._connect(plan.closed, guard(self._closed))
        for signal in (plan.edited, plan.changed):
            self._connect(signal, guard(lambda *_change: self._pause.start()))
        self._connect(plan.checking, guard(self._show_checking))

    def _opened(self) -> None:
        settings.remember_plan(str(self._plan.path))
        self.refresh()

    def _closed(self) -> None:
        """Close what would be written into a plan that nobody sees any more."""
        self._close_imports()
        self.view.show_progress(None)
        self.refresh()

    def _close_imports(self) -> None:
        sessions, self.sessions = self.sessions, []
        for session in sessions:
            session.let_go()
            session.view.deleteLater()
            session.deleteLater()

    def _connect(self, signal: object, slot: Callable[..., object]) -> None:
        signal.connect(slot)  # type: ignore[attr-defined]
        self._connections.append((signal, slot))

    def _count(self, role: str) -> int:
        layer = self._plan.layer(role)
        count = -1 if layer is None else int(layer.featureCount())
        # QGIS does not know the number (-1) while another layer of the file is being edited.
        return count if count >= 0 else row_count(self._plan.path, ROLES[role])

    def _facts(self, stored: dict[str, str]) -> PlanFacts:
        text = stored.get("rule_set") or ""
        if text != self._rule_set_text[0]:
            self._rule_set_text = (text, _rule_set_words(text))
        base = stored.get("base_revision") or "0"
        never = QCoreApplication.translate("VillageInternet", "not published yet")
        return PlanFacts(
            stored.get("title") or "",
            stored.get("agency") or "",
            str(self._plan.path),
            self._rule_set_text[1],
            never if base == "0" else base,
        )

    def _show_checking(self, share: float) -> None:
        is_under_way = share < 1.0 and self._plan.is_checking
        self.view.show_progress(share if is_under_way else None)
        if share >= 1.0:
            self._pause.start()

    def _guess_roles(self, given: list[Given]) -> None:
        title = QCoreApplication.translate("VillageInternet", "Looking at what was dropped")

        def work(_report: Report) -> list[Meant]:
            return with_roles(given)

        run_in_background(
            title, work, self._window.messages.guard(self.start_imports), self._tell_failure
        )

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

    def _list_layers(self, role: str, menu: QMenu) -> None:
        menu.clear()
        layers = importable_layers(QgsProject.instance())
        for layer in layers:
            action = menu.addAction(layer.name().replace("&", "&&"))
            action.triggered.connect(
                self._window.messages.guard(
                    lambda *_checked, layer=layer: self.start_imports(
                        [Meant(role, given_layer(layer))]
                    )
                )
            )
        if not layers:
            words = QCoreApplication.translate("VillageInternet", "The project has no other layer")
            menu.addAction(words).setEnabled(False)

    def _say_none(self, role: str) -> None:
        """Note that there is nothing for a role, so that rules can count on it."""
        if not unsaved.saved_or_none(self._plan, self.view):
            return
        path, table = self._plan.path, ROLES[role]
        title = QCoreApplication.translate("VillageInternet", "Noting that there are none")

        def work(_report: Report) -> None:
            declare_empty(path, table)

        run_in_background(title, work, lambda _nothing: self._plan.reload(), self._tell_failure)

    def _go_on(self, step: NextStep) -> None:
        if step.action == LOAD:
            self.load_file(step.role)
        elif step.action == FINDINGS:
            self._window.docks.show("findings")
        else:
            self.opening.start_placing()

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            self._window.messages.fail(error)

    def _dialog_parent(self) -> object:
        return self._window.iface.mainWindow() if self._window.iface is not None else self.view

    def _soon(self, act: Callable[[], object]) -> None:
        """Act in the next turn of the event loop: a drag has to end before a dialog opens."""
        QTimer.singleShot(0, self._window.messages.guard(act))


def _rule_set_words(text: str) -> str:
    """Return what the plan's rules are called, with their version."""
    from village_internet_plugin.rules.rule_set_document import read_rule_set, standard_rule_set

    rule_set, standard = read_rule_set(text, "plan"), standard_rule_set()
    title = rule_set.title
    if title == standard.title:
        title = QCoreApplication.translate("VillageInternet", "Standard rules")
    return f"{title} {rule_set.version}".strip()
