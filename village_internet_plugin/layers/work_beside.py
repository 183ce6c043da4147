# SPDX-License-Identifier: GPL-2.0-or-later
"""One piece of work at a time beside the user interface; a later one takes its place."""

from __future__ import annotations

from typing import Any, Callable

from village_internet_plugin.layers.background import (
    BackgroundWork,
    Report,
    run_in_background,
)
from village_internet_plugin.layers.edit_marks import EditMarks


class WorkBeside:
    """The work under way, if any, and the marks it sees to."""

    def __init__(self) -> None:
        self._work: BackgroundWork | None = None
        self._seen_to = EditMarks()

    @property
    def is_running(self) -> bool:
        """Whether something is under way."""
        return self._work is not None

    @property
    def is_whole_check(self) -> bool:
        """Whether what is under way sees to everything."""
        return self.is_running and self._seen_to.everything

    def start(
        self,
        title: str,
        seen_to: EditMarks,
        work: Callable[[Report], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        progressed: Callable[[float], object] | None = None,
    ) -> BackgroundWork:
        """Begin `work`, which sees to these marks, and stop what was under way.

        In the main thread `progressed` is called, and either `done` or `failed`; none of them once
        it was stopped here. Cancelled by the user, in QGIS's status bar, it has failed.
        """
        self.stop()
        self._seen_to = seen_to

        def finish(tell: Callable[[Any], object], outcome: Any) -> None:
            if self._work is started:
                self._work = None
                tell(outcome)

        started = run_in_background(
            title,
            work,
            lambda result: finish(done, result),
            lambda error: finish(failed, error),
            may_be_dropped=True,
        )
        self._work = started
        if progressed is not None:
            started.progressed.connect(
                lambda share: progressed(share) if self._work is started else None
            )
        return started

    def stop(self) -> EditMarks:
        """Stop what is under way; return the marks that are then not seen to."""
        work, self._work = self._work, None
        if work is None:
            return EditMarks()
        work.cancel()
        return self._seen_to
