# SPDX-License-Identifier: GPL-2.0-or-later
"""One piece of work beside the window, shown in the suggest dock, that can be ended early."""

from __future__ import annotations

import threading
from functools import partial
from typing import Any, Callable

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.finding import NOTICE
from village_internet_plugin.domain.garbage import garbage_left_lying
from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    Stopped,
    run_in_background,
)
from village_internet_plugin.layers.current_plan import CurrentPlan
from village_internet_plugin.panels.messages import Messages, sentence_of
from village_internet_plugin.panels.suggest.suggest_view import SuggestView
from village_internet_plugin.rules.check import Cancelled

Work = Callable[[Report], Any]


class Seeking:
    """What is under way, if anything; what comes of it for another plan is not shown."""

    def __init__(
        self,
        plan: CurrentPlan,
        messages: Messages,
        view: SuggestView,
        changed: Callable[[], object],
    ) -> None:
        """Tell `changed` when something begins or ends."""
        self._plan, self._messages, self._view = plan, messages, view
        self._changed = changed
        self._work: BackgroundWork | None = None
        self._enough = threading.Event()

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    def begin(
        self,
        title: str,
        work: Work,
        done: Callable[[Any], object],
        enough: threading.Event | None = None,
    ) -> None:
        """Begin `work`, and call `done` with what comes of it; `enough` is set to end it early."""
        self._enough = enough or threading.Event()
        path, guard = self._plan.path, self._messages.guard
        begun: list[BackgroundWork] = []

        def is_wanted() -> bool:
            if not begun or self._work is not begun[0]:
                return False
            self._work = None
            self._view.show_progress("", 0.0)
            self._changed()
            return self._plan.is_open and self._plan.path == path

        def when_done(result: Any) -> None:
            if is_wanted():
                done(result)

        def when_failed(error: Exception) -> None:
            if not is_wanted():
                return
            if not isinstance(error, (Stopped, Cancelled)):
                self._view.show_failure(sentence_of(error))
            elif self._enough.is_set():
                self._view.show_failure(_stopped_early(), NOTICE)

        self._view.show_progress(title, 0.0)
        self._work = run_in_background(
            title,
            partial(_undisturbed, work),
            guard(when_done),
            guard(when_failed),
            may_be_dropped=True,
        )
        begun.append(self._work)
        self._work.progressed.connect(partial(self._progressed, title))
        self._changed()

    def stop(self) -> None:
        """End it with what was found so far; with nothing where nothing was."""
        self._enough.set()
        if self._work is not None:
            ending = QCoreApplication.translate("VillageInternet", "Ending…")
            self._view.show_progress(ending, 1.0)

    def drop(self) -> None:
        """End it, and show nothing of it."""
        work, self._work = self._work, None
        self._enough.set()
        if work is not None:
            work.cancel()
        self._view.show_progress("", 0.0)

    def _progressed(self, title: str, share: float) -> None:
        if self._work is not None and not self._enough.is_set():
            self._view.show_progress(title, share)


def _stopped_early() -> str:
    return QCoreApplication.translate(
        "VillageInternet",
        "It was stopped before anything was found; the plan is as it was.",
    )


def _undisturbed(work: Work, report: Report) -> Any:
    """Do it without collections of garbage, during which the window would stand still."""
    with garbage_left_lying():
        return work(report)
