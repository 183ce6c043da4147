# SPDX-License-Identifier: GPL-2.0-or-later
"""Why a cell, a row or a source cannot be taken in, and what the user can choose to mend it."""

from __future__ import annotations

from typing import NamedTuple

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words

SWAP, SHIFT, WORD, VILLAGE = "swap", "shift", "word", "village"
"""Kinds of mending: exchange latitude and longitude, shift by 360°, say what a word means, say
which village is meant."""
CRS, COLUMNS, LAYER = "crs", "columns", "layer"
"""What a source as a whole may lack: its reference system, columns, which of its layers is meant.
"""


class Choice(NamedTuple):
    """One way to mend; `likeness` (0 to 1) and `holds_position` only for villages."""

    value: str
    """What the mapping then holds: a fixed value of the plan, or a village code."""
    name: str = ""
    district: str = ""
    likeness: float = 0.0
    holds_position: bool = False


class Mend(NamedTuple):
    """How the user can mend a refused row with one choice; see `corrections` for what it writes."""

    kind: str
    words: str = ""
    """What the row says: the word of a fixed value, or how it names its village."""
    choices: tuple[Choice, ...] = ()


class Unreadable(Exception):
    """A value whose meaning is not certain; the row it stands in is refused.

    `reason` and `correction` may hold ``{named}`` places, filled from `values`.
    """

    def __init__(self, reason: Words, correction: Words, **values: object) -> None:
        super().__init__(reason.say("en", **values))
        self._reason, self._correction, self._values = reason, correction, values
        self.mend: Mend | None = None
        """What the user can choose, where one choice is enough."""

    def offering(self, mend: Mend) -> Unreadable:
        """Return itself, with a way to mend it."""
        self.mend = mend
        return self

    def reason(self, language: str) -> str:
        """Return why, as one sentence in `language` ("en" or "id")."""
        return self._reason.say(language, **self._values)

    def correction(self, language: str) -> str:
        """Return what the user can do, as one sentence in `language`."""
        return self._correction.say(language, **self._values)


class FieldProblem(Exception):
    """An `Unreadable` with the field it was found in and what stood there.

    `headers` are the source's columns whose cells would have to be written anew; none where the
    fault is not in cells.
    """

    def __init__(
        self, field: str, value: object, problem: Unreadable, headers: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{field}: {problem}")
        self.field, self.value, self.problem, self.headers = field, value, problem, headers


class SourceProblem(InputError):
    """A source that cannot be used before the user says one thing about it (`needs`)."""

    def __init__(self, message: str, needs: str) -> None:
        super().__init__(message)
        self.needs = needs
