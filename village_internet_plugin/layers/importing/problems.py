# SPDX-License-Identifier: GPL-2.0-or-later
"""Why a cell or a row cannot be taken in, said in either language."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words


class Unreadable(Exception):
    """A value whose meaning is not certain; the row it stands in is refused.

    `reason` and `correction` may hold ``{named}`` places, filled from `values`.
    """

    def __init__(self, reason: Words, correction: Words, **values: object) -> None:
        super().__init__(reason.say("en", **values))
        self._reason, self._correction, self._values = reason, correction, values

    def reason(self, language: str) -> str:
        """Return why, as one sentence in `language` ("en" or "id")."""
        return self._reason.say(language, **self._values)

    def correction(self, language: str) -> str:
        """Return what the user can do, as one sentence in `language`."""
        return self._correction.say(language, **self._values)


class FieldProblem(Exception):
    """An `Unreadable` with the field it was found in and what stood there."""

    def __init__(self, field: str, value: object, problem: Unreadable) -> None:
        super().__init__(f"{field}: {problem}")
        self.field, self.value, self.problem = field, value, problem
