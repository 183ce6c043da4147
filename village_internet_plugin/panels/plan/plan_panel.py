# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the panel of the plan work: opens plans, follows the open one, starts imports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from qgis.PyQt.QtWidgets import QMenu

from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.background import Report, Stopped, run_in_background
from village_internet_plugin.panels import settings
from village_internet_plugin.panels.plan import unsaved
from village_internet_plugin.panels.plan.other_plans import OtherPlans
from village_internet_plugin.panels.plan.plan_opening import PlanOpening
from village_internet_plugin.panels.plan.plan_state import FINDINGS, LOAD, NextStep
from village_internet_plugin.panels.plan.plan_view import PlanView
from village_internet_plugin.panels.slices import Slices
from village_internet_plugin.panels.window import Window

if TYPE_CHECKING:
    from village_internet_plugin.panels.plan.imports import PlanImports

_PAUSE_MS = 150
"""Edits that follow one another this fast are shown together."""


class PlanPanel(QObject):
    """The presenter of `PlanView`; light to make, for a new user's QGIS starts with it."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window, self._plan = window, window.plan
        self.view = PlanView(window.plan.language)
        self.opening = PlanOpening(window, self.view)
        self._imports: PlanImports | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(window.messages.guard(self._refresh_in_turns))
        self._showing = Slices(window.messages.fail, self)
        self._is_just_opened = False
        self._connections: list[tuple[object, Callable[..., object]]] = []
        guard = window.messages.guard
        self._others = OtherPlans(
            self._plan,
            QgsProject.instance(),
            self.view.others,
            guard(self.opening.open),
            window.messages.fail,
        )
        self._listen()
        self.refresh()

    @property
    def imports(self) -> PlanImports:
        """What imports into the open plan."""
        if self._imports is None:
            from village_internet_plugin.panels.plan.imports import PlanImports

            self._imports = PlanImports(self._window, self.view)
        return self._imports

    def refresh(self) -> None:
        """Show the plan as it is now, or the ways to one."""
        self._refresh_in_turns()
        self._showing.finish()

    def _refresh_in_turns(self) -> None:
        if self._plan.is_open:
            self._showing.run(self._showing_plan())
        else:
            self._showing.stop()
            self.view.show_welcome(self.opening.recent())

    def _showing_plan(self) -> Iterator[None]:
        from village_internet_plugin.panels.plan.plan_summary import summarising

        yield
        summary = yield from summarising(self._plan)
        for state in summary.states:
            self.view.show_role(state)
            yield
        self.view.show_plan(*summary)
        self.view.show_unsaved(unsaved.unsaved_count(self._plan))
        if not self._plan.is_checking:
            self.view.show_progress(None)
        if self._is_just_opened:
            self._is_just_opened = False
            self._take_in_hand()

    def let_go(self) -> None:
        """Stop listening; close dialogs and stop their work."""
        for signal, slot in self._connections:
            signal.disconnect(slot)  # type: ignore[attr-defined]
        self._connections.clear()
        self._pause.stop()
        self._showing.stop()
        self._others.let_go()
        self._close_imports()
        self.opening.let_go()

    def _listen(self) -> None:
        guard = self._window.messages.guard
        view, plan = self.view, self._plan
        view.file_asked.connect(guard(lambda role: self.imports.load_file(role)))
        view.layers_asked.connect(guard(self._list_layers))
        view.none_asked.connect(guard(self._say_none))
        view.dropped.connect(guard(self._take_drop))
        view.next_asked.connect(guard(self._go_on))
        view.save_asked.connect(guard(lambda: unsaved.save_all(plan)))
        view.released.connect(self.let_go)
        self._connect(plan.opened, guard(self._opened))
        self._connect(plan.closed, guard(self._closed))
        for signal in (plan.edited, plan.changed):
            self._connect(signal, guard(lambda *_change: self._pause.start()))
        self._connect(plan.checking, guard(self._show_checking))

    def _opened(self) -> None:
        # In turns of its own: the other panels begin with the plan in this one. What the plan's
        # first check or edit has shown anew before that, ends as this would have.
        self._is_just_opened = True
        self._showing.run_later(self._showing_plan())

    def _take_in_hand(self) -> None:
        settings.remember_plan(str(self._plan.path))
        if self.opening.was_asked:
            self.opening.was_asked = False
            self.view.take_keyboard()

    def _closed(self) -> None:
        """Close what would be written into a plan that nobody sees any more."""
        self._is_just_opened = False
        self._close_imports()
        self.view.show_progress(None)
        self.refresh()

    def _close_imports(self) -> None:
        if self._imports is not None:
            self._imports.close()

    def _list_layers(self, role: str, menu: QMenu) -> None:
        self.imports.list_layers(role, menu)

    def _take_drop(self, role: str, data: QMimeData) -> None:
        if self._plan.is_open:
            self.imports.take_drop(role, data)
        else:
            self.opening.open_dropped(data)

    def _connect(self, signal: object, slot: Callable[..., object]) -> None:
        signal.connect(slot)  # type: ignore[attr-defined]
        self._connections.append((signal, slot))

    def _show_checking(self, share: float) -> None:
        is_under_way = share < 1.0 and self._plan.is_checking
        self.view.show_progress(share if is_under_way else None)
        if share >= 1.0:
            self._pause.start()

    def _say_none(self, role: str) -> None:
        """Note that there is nothing for a role, so that rules can count on it."""
        if not unsaved.saved_or_none(self._plan, self.view):
            return
        path, table = self._plan.path, ROLES[role]
        title = QCoreApplication.translate("VillageInternet", "Noting that there are none")

        def work(_report: Report) -> None:
            from village_internet_plugin.layers.importing.plan_writer import declare_empty

            declare_empty(path, table)

        run_in_background(title, work, lambda _nothing: self._plan.reload(), self._tell_failure)

    def _go_on(self, step: NextStep) -> None:
        if step.action == LOAD:
            self.imports.load_file(step.role)
        elif step.action == FINDINGS:
            self._window.docks.show("findings")
        else:
            self.opening.start_placing()

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            self._window.messages.fail(error)
