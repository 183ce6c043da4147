# SPDX-License-Identifier: GPL-2.0-or-later
"""The errors a user can meet, as one small tree.

    PlannerError            the sentence is for the user
    ├── InputError          the user can mend it: a file, a row, a field, a setting
    ├── ServerRefused       the shared server understood and said no
    ├── NetworkFailed       the shared server was not reached, or the answer was cut
    ├── MissingLibrary      a Python library this machine lacks
    └── ProgramFault        our own fault; the plan is as it was

Each message says what happened, what it means for the plan, and what to do now. Where no QGIS is
near that could translate it, it is given as Words: `str(error)` is the English one, for logs,
programs and the command line; `error.told(language)` is the one to show.
"""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words


class PlannerError(Exception):
    """A failure told in one sentence that the user can act on.

    `words` are the sentence in both languages.
    """

    def __init__(self, message: Words | str) -> None:
        """Tell `message`; a plain text is in the user's language already, and is shown as it is."""
        self.words = message if isinstance(message, Words) else Words(message, message)
        super().__init__(self.words.en)

    def told(self, language: str) -> str:
        """Return the sentence in `language` ("en" or "id")."""
        return self.words.say(language)


class InputError(PlannerError):
    """What was given cannot be used; the message names file, row and field where there are such."""


class ServerRefused(PlannerError):
    """The shared server answered and refused; nothing on it was changed.

    `status` is the HTTP status of the answer.
    """

    def __init__(self, message: Words | str, status: int) -> None:
        super().__init__(message)
        self.status = status


class NetworkFailed(PlannerError):
    """The shared server was not reached or its answer did not arrive whole."""


class MissingLibrary(PlannerError):
    """A Python library is missing; the message names it and says how to get it."""


class ProgramFault(PlannerError):
    """Something that should not happen happened; the plan was left as it was."""
