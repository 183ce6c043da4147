# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps the state before acting true: counted again after edits, the server asked now and then."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any, Callable

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    Stopped,
    run_in_background,
)
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.layers.plan_in_project import PROJECT_TABLES
from village_internet_plugin.layers.unsaved_edits import count_unsaved
from village_internet_plugin.panels.share.account import AccountChoice
from village_internet_plugin.panels.share.failure_words import told_failure
from village_internet_plugin.panels.share.local_look import (
    LocalLook,
    compared,
    failed_look,
    look_at_file,
)
from village_internet_plugin.panels.share.share_work import Head, look_work
from village_internet_plugin.panels.share.stage_words import LOOKING, stage_text
from village_internet_plugin.panels.share.state_lines import (
    ASKING,
    FAILED,
    OFFLINE,
    TOLD,
    ServerState,
    ShareState,
)

_AFTER_EDITS_MS = 400
_ASK_EVERY_MS = 5 * 60 * 1000
_COMPARED_AT_ONCE = 1_000
"""Hotspots up to which changes are counted without a thread: a few milliseconds."""


class Looking(QObject):
    """What is known of the plan here and on the server; `changed` when that is other than before.

    Only while somebody looks: `set_watching`.
    """

    changed = pyqtSignal()
    looked = pyqtSignal()
    """The plan's file was read: what waits in its outbox is known."""

    def __init__(self, plan: CurrentPlan, account: AccountChoice) -> None:
        super().__init__()
        self._plan, self._account = plan, account
        self._look: LocalLook | None = None
        self._server = ServerState()
        self._is_watching = self._is_stale = False
        self._works: dict[str, BackgroundWork] = {}
        self._after_edits, self._ask_again = QTimer(self), QTimer(self)
        self._after_edits.setSingleShot(True)
        self._after_edits.setInterval(_AFTER_EDITS_MS)
        self._after_edits.timeout.connect(self._count_again)
        self._ask_again.setInterval(_ASK_EVERY_MS)
        self._ask_again.timeout.connect(self.ask_server)
        plan.edited.connect(self._edited)
        plan.changed.connect(self._found)
        plan.checking.connect(self._found)

    @property
    def look(self) -> LocalLook:
        """What the plan's file said last."""
        return self._look or LocalLook()

    @property
    def server(self) -> ServerState:
        """What is known of the server."""
        return self._server

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked at in this moment."""
        return bool(self._works) or self._after_edits.isActive()

    def state(self) -> ShareState:
        """Return the state before acting."""
        plan, look = self._plan, self.look
        return ShareState(
            standing=look.standing,
            standing_problem=look.problem,
            counts=plan.counts(),
            is_checked=plan.is_caught_up,
            check_problem=plan.problem() or "",
            unsaved=count_unsaved(self.layers()),
            waiting=look.waiting,
            server=self._server,
            # What is wrong with the address stands beside it.
            account_problem=""
            if self._account.address_problem()
            else self._account.problem() or self._account.note(),
        )

    def layers(self) -> list[QgsVectorLayer]:
        """Return the plan's layers that are in the project."""
        found = (self._plan.layer(table) for table in PROJECT_TABLES)
        return [layer for layer in found if layer is not None]

    def set_watching(self, is_watching: bool) -> None:
        """Look after every edit and ask the server now and then, or stop doing so."""
        if is_watching == self._is_watching:
            return
        self._is_watching = is_watching
        if is_watching:
            self._ask_again.start()
            self.look_again()
            self.ask_server()
        else:
            self._ask_again.stop()

    def look_again(self, was_written: bool = False) -> None:
        """Read the plan's file anew: something was published, pulled, or opened.

        With `was_written` what was counted before no longer holds, and is not shown meanwhile.
        """
        if not self._plan.is_open:
            return
        if was_written and self._look is not None:
            self._look = replace(self._look, standing=None, problem="")
        work = partial(look_at_file, self._plan.path, self._snapshot(), self.look)
        self._run("file", work, self._file_read, self._not_looked)

    def ask_server(self) -> None:
        """Ask how far the plan is on the server, if nobody has to be asked for a password."""
        if not self._plan.is_open or not self._account.is_silent:
            self._set_server(ServerState())
            return
        host = self._account.host
        if self._server.known not in (TOLD, OFFLINE) or self._server.host != host:
            self._set_server(ServerState(ASKING, host))
        work = partial(look_work, self._plan.path, self._account.silent_account())
        self._run("server", work, self._server_told, self._server_failed)

    def server_is(self, revision: int) -> None:
        """Take it from an answer that the plan is at `revision` on the server."""
        self._set_server(ServerState(TOLD, self._account.host, revision))

    def server_is_out_of_reach(self) -> None:
        """Take it from a failed exchange that there is no connection."""
        self._set_server(ServerState(OFFLINE, self._account.host))

    def forget(self) -> None:
        """Know nothing: the plan was closed."""
        for work in list(self._works.values()):
            work.cancel()
        self._works.clear()
        self._after_edits.stop()
        self._look, self._server = None, ServerState()
        self.changed.emit()

    def let_go(self) -> None:
        """Stop looking for good."""
        self._ask_again.stop()
        for signal, slot in (
            (self._plan.edited, self._edited),
            (self._plan.changed, self._found),
            (self._plan.checking, self._found),
        ):
            signal.disconnect(slot)
        self.forget()

    def _edited(self) -> None:
        if self._is_watching:
            self._after_edits.start()
        # What is being read in this moment is of before the edit.
        self._is_stale = "file" in self._works

    def _found(self, _change: object = None) -> None:
        if self._is_watching:
            self._after_edits.start()

    def _count_again(self) -> None:
        plan, look = self._snapshot(), self.look
        if plan is None or look.base is None:
            self.look_again()
        elif len(plan.hotspots) > _COMPARED_AT_ONCE:
            work = partial(_compared_beside, look, plan)
            self._run("file", work, self._file_read, self._not_looked)
        else:
            self._look = compared(look, plan)
            self.changed.emit()

    def _snapshot(self) -> Plan | None:
        """Return the plan as its layers hold it now, None before the first check."""
        plan = self._plan
        if not plan.is_checked:
            return None
        hotspots = tuple(plan.hotspots().values())
        return Plan(
            plan_id="",
            agency=plan.agency,
            hotspots=hotspots,
            funding_sources=plan.funding_sources(),
            waivers=plan.waivers(),
        )

    def _run(
        self,
        name: str,
        work: Callable[[Report], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Run a look of this name in place of one under way, whose answer then counts no more."""
        before = self._works.pop(name, None)
        if before is not None:
            before.cancel()
        holder: list[BackgroundWork] = []

        def is_current() -> bool:
            return bool(holder) and self._works.get(name) is holder[0]

        def when_done(result: Any) -> None:
            if is_current():
                del self._works[name]
                done(result)

        def when_failed(error: Exception) -> None:
            if is_current() and not isinstance(error, Stopped):
                del self._works[name]
                failed(error)

        title = stage_text(LOOKING, 0.0)
        holder.append(run_in_background(title, work, when_done, when_failed, may_be_dropped=True))
        self._works[name] = holder[0]

    def _file_read(self, look: LocalLook) -> None:
        self._look = look
        if self._is_stale:
            self._is_stale = False
            self._after_edits.start()
        self.looked.emit()
        self.changed.emit()

    def _not_looked(self, error: Exception) -> None:
        self._file_read(failed_look(error))

    def _server_told(self, head: Head) -> None:
        changes, terms = head.changes, head.terms
        newest = changes.revisions[-1] if changes.revisions else None
        self._set_server(
            ServerState(
                TOLD,
                self._account.host,
                changes.head_revision,
                newest.published_by if newest is not None else "",
                newest.published_at if newest is not None else "",
                rule_sets=terms.rule_sets,
                is_other_reference=terms.references is not None,
            )
        )

    def _server_failed(self, error: Exception) -> None:
        told = told_failure(error, self._account.host, self._plan.language)
        if told.is_offline:
            self.server_is_out_of_reach()
        else:
            self._set_server(
                replace(ServerState(FAILED, self._account.host), problem=told.sentence)
            )

    def _set_server(self, server: ServerState) -> None:
        if server != self._server:
            self._server = server
            self.changed.emit()


def _compared_beside(look: LocalLook, plan: Plan, _report: Report) -> LocalLook:
    return compared(look, plan)
