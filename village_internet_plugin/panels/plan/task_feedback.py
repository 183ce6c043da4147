# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - the methods are called as QgsFeedback's are
"""What an import asks and tells while it runs, passed on to a background work."""

from __future__ import annotations

from village_internet_plugin.layers.background import Report


class TaskFeedback:
    """Speaks to a background work in the way importers speak to a QgsFeedback."""

    def __init__(self, report: Report) -> None:
        self._report, self._share = report, 0.0

    def isCanceled(self) -> bool:
        """Tell whether the work is to stop."""
        return not self._report(self._share)

    def setProgress(self, percent: float) -> None:
        """Tell how much is done, of 100."""
        self._share = percent / 100.0
        self._report(self._share)
