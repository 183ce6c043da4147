# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks for plans as good as the suggested one, and takes up the one that is wanted instead."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Callable

from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.suggest.further_work import AsGood, PlansAsGood, ties_work
from village_internet_plugin.panels.suggest.seeking import Seeking
from village_internet_plugin.panels.suggest.suggest_view import SuggestView
from village_internet_plugin.panels.suggest.suggest_work import take_up_work

if TYPE_CHECKING:
    from village_internet_plugin.panels.suggest.suggest_work import Found


class TakingUp:
    """The plans as good as the one suggested first, which stays among them to go back to."""

    def __init__(
        self,
        view: SuggestView,
        seeking: Seeking,
        found: Callable[[], Found | None],
        show: Callable[[Found, str], object],
        is_in_plan: Callable[[], bool],
        messages: Messages,
        language: str,
    ) -> None:
        """Compare with what `found` answers, and hand what is taken to `show` with a sentence.

        `is_in_plan` tells whether any of the sites shown was accepted already.
        """
        self._view, self._seeking, self._found = view, seeking, found
        self._show, self._is_in_plan, self._language = show, is_in_plan, language
        self._first: Found | None = None
        self._plans: tuple[AsGood, ...] = ()
        guard = messages.guard
        view.ties.asked.connect(guard(self._look))
        view.ties.take_up_asked.connect(guard(self._take_up))

    def forget(self) -> None:
        """Forget all that was found: another suggestion comes, or none."""
        self._first, self._plans = None, ()
        self._view.ties.show_told(())
        self._view.ties.show_plans((), 0)

    def _look(self) -> None:
        first = self._first or self._found()
        if first is None or self._seeking.is_running:
            return
        enough = threading.Event()
        title = QCoreApplication.translate("VillageInternet", "Looking for plans as good")
        work = partial(ties_work, first.suggested, first.exchanges, enough, self._language)
        self._seeking.begin(title, work, partial(self._show_plans, first), enough)

    def _show_plans(self, first: Found, found: PlansAsGood) -> None:
        shown = self._found()
        if shown is not first and shown is not None:
            # The plan shown is another one now; those found are compared with the first.
            self._show(first, "")
        self._first, self._plans = first, found.plans
        self._view.ties.show_told([f"• {one}" for one in found.told])
        self._offer(0)
        self._view.look_at(self._view.ties)

    def _offer(self, shown: int) -> None:
        told = [one.told for one in self._plans]
        if told:
            first = QCoreApplication.translate("VillageInternet", "The plan suggested first")
            told.insert(0, first)
        self._view.ties.show_plans(told, shown)

    def _take_up(self, row: int) -> None:
        first = self._first
        if first is None or self._seeking.is_running or not 0 <= row <= len(self._plans):
            return
        if self._is_in_plan():
            self._view.ties.show_problem(
                QCoreApplication.translate(
                    "VillageInternet",
                    "Some of the plan shown is accepted already. Undo that, or suggest again; "
                    "then another one can be taken.",
                )
            )
            return
        if row == 0:
            self._taken(0, first)
            return
        enough = threading.Event()
        title = QCoreApplication.translate("VillageInternet", "Taking another plan")
        choices = self._plans[row - 1].choices
        work = partial(take_up_work, first, choices, enough, self._language)

        def done(found: Found) -> None:
            # Stopped, the plan shown stays, also where the other one was there just before.
            if not enough.is_set():
                self._taken(row, found)

        self._seeking.begin(title, work, done, enough)

    def _taken(self, row: int, found: Found) -> None:
        told = ""
        if row:
            text = QCoreApplication.translate(
                "VillageInternet", "Taken instead of the plan suggested first: {difference}"
            )
            told = text.format(difference=self._plans[row - 1].told)
        self._show(found, told)
        self._offer(row)
