# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks a suggestion further: why not a place, and what more would bring."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Callable

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QWidget

from village_internet_plugin.panels.messages import Messages
from village_internet_plugin.panels.suggest.further_work import (
    prove_work,
    what_if_work,
    why_not_work,
)
from village_internet_plugin.panels.suggest.seeking import Seeking, Work
from village_internet_plugin.panels.suggest.suggest_view import SuggestView

if TYPE_CHECKING:
    from village_internet_plugin.panels.suggest.suggest_work import Found


class FurtherQuestions:
    """One question at a time; each is answered beside the window, and can be stopped."""

    def __init__(
        self,
        view: SuggestView,
        seeking: Seeking,
        found: Callable[[], Found | None],
        messages: Messages,
        language: str,
    ) -> None:
        """Ask of whatever suggestion `found` answers."""
        self._view, self._seeking, self._found = view, seeking, found
        self._language = language
        guard = messages.guard
        view.why_not.asked.connect(guard(self._ask_why_not))
        view.why_not.prove_asked.connect(guard(self._prove))
        view.more.asked.connect(guard(self._ask_what_if))

    def _ask_why_not(self, site_id: str) -> None:
        found = self._asked_of()
        if found is None:
            return
        problem = found.suggested.problem
        number = problem.site_number(site_id)
        if number is None:
            reasons = {one.site.site_id: one.why for one in problem.excluded}
            why = reasons.get(site_id)
            self._show_why_not(why.say(self._language) if why is not None else "", False)
            return
        title = QCoreApplication.translate("VillageInternet", "Asking why not")
        work = partial(why_not_work, found.exchanges, number, self._language)
        can_be_solved = not found.suggested.suggestion.clash
        show = partial(self._show_why_not, can_be_solved=can_be_solved)
        self._seeking.begin(title, work, show)

    def _show_why_not(self, text: str, can_be_solved: bool) -> None:
        self._view.why_not.show_answer(text, can_be_solved)
        self._view.look_at(self._view.why_not)

    def _prove(self, site_id: str) -> None:
        """Solve again with the place in any case."""
        found = self._asked_of()
        number = found.suggested.problem.site_number(site_id) if found is not None else None
        if found is None or number is None:
            return
        enough = threading.Event()
        title = QCoreApplication.translate("VillageInternet", "Solving again with this place")
        work = partial(prove_work, found.suggested, number, enough, self._language)
        why_not = self._view.why_not
        self._begin(title, work, why_not.show_proof, why_not, enough)

    def _ask_what_if(self) -> None:
        """Solve again with more of each funding source."""
        found = self._asked_of()
        if found is None:
            return
        enough = threading.Event()
        title = QCoreApplication.translate("VillageInternet", "Solving again with more")
        work = partial(what_if_work, found.suggested, enough, self._language)
        more = self._view.more
        self._begin(title, work, more.show_told, more, enough)

    def _begin(
        self,
        title: str,
        work: Work,
        show: Callable[[Any], object],
        answer: QWidget,
        enough: threading.Event,
    ) -> None:
        """Begin `work`; `show` puts what comes of it into `answer`, which is scrolled to."""

        def done(result: Any) -> None:
            show(result)
            self._view.look_at(answer)

        self._seeking.begin(title, work, done, enough)

    def _asked_of(self) -> Found | None:
        """Return the suggestion to be asked; None while something else is under way."""
        return None if self._seeking.is_running else self._found()
