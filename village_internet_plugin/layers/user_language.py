# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of the planner's two languages the user reads, and errors in it."""

from __future__ import annotations

from qgis.core import QgsApplication

from village_internet_plugin.domain.errors import PlannerError
from village_internet_plugin.domain.foreign_errors import reason_words


def user_language() -> str:
    """Return "id" when QGIS speaks Bahasa Indonesia, else "en"."""
    return "id" if QgsApplication.locale()[:2] == "id" else "en"


def in_user_language(error: BaseException) -> str:
    """Return what `error` says, in the language the user reads where that is known."""
    words = error.words if isinstance(error, PlannerError) else reason_words(error)
    return words.say(user_language())
