# SPDX-License-Identifier: GPL-2.0-or-later
"""What a rule is: a record with its words, its limits, and one condition over the facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from string import Formatter
from typing import Any

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.languages import Words, length_text, number_text, rupiah_text
from village_internet_plugin.facts.columns import Booleans
from village_internet_plugin.facts.hotspot_facts import HotspotFacts, SourceFacts, VillageFacts
from village_internet_plugin.rules.parameters import Parameter, RowParameters

METRES, RUPIAH, POINTS, MONTHS, MEGABITS = "m", "IDR", "points", "months", "Mbps"
HOURS, FIELDS, YEAR = "h", "fields", "year"

Numbers = npt.ArrayLike
Values = Mapping[str, object]


@dataclass
class Judgement:
    """Which rows of a batch a rule finds fault with, and what it measured.

    Attributes:
        failing: one truth value a row.
        measured: what was measured, one number a row or one for all; NaN where nothing was.
        limit: what it was compared with, likewise.
        variants: which of the rule's messages fits, by row; the rule's first where absent.
        severities: severities that differ from the rule set's, by row; None where they do not.
        units: units that differ from the rule's, by row; None where they do not.
        values: gives the values a row's message speaks of besides `measured` and `limit`, if any.
        changes: gives the new values that would mend a row, or None; absent where none would.

    """

    failing: Booleans
    measured: Numbers = np.nan
    limit: Numbers = np.nan
    variants: Sequence[str] | npt.NDArray[np.object_] | None = None
    severities: npt.NDArray[np.object_] | None = None
    units: npt.NDArray[np.object_] | None = None
    values: Callable[[int], Values] | None = None
    changes: Callable[[int], Values | None] | None = None


@dataclass(frozen=True)
class SubjectFault:
    """A fault of a village or a funding source; `checked` False means it could not be judged."""

    subject: str
    variant: str
    measured: float | None = None
    limit: float | None = None
    values: Values = field(default_factory=dict)
    checked: bool = True


JudgeHotspots = Callable[[HotspotFacts, RowParameters], Judgement]
JudgeVillages = Callable[[Sequence[VillageFacts], RowParameters], "list[SubjectFault]"]
JudgeSources = Callable[[Sequence[SourceFacts], RowParameters], "list[SubjectFault]"]


@dataclass(frozen=True)
class Rule:
    """One rule of the catalogue.

    Attributes:
        severity: by default; a rule set may say otherwise. An unwaived error blocks publishing.
        messages: what a finding says, by variant; `how_to_fix` may have the same variants.
        needs_roles: the rule is judged when at least one of these roles was loaded.

    """

    code: str
    name: str
    severity: str
    unit: str | None
    title: Words
    what: Words
    why: Words
    how_to_fix: Words
    messages: Mapping[str, Words]
    judge: JudgeHotspots
    parameters: tuple[Parameter, ...] = ()
    needs_roles: tuple[str, ...] = ()
    judge_villages: JudgeVillages | None = None
    judge_sources: JudgeSources | None = None

    def __post_init__(self) -> None:
        """Refuse a rule that does not say how to fix what it finds, in both languages."""
        for words in (self.title, self.what, self.why, self.how_to_fix, *self.messages.values()):
            if not (words.en.strip() and words.id.strip()):
                raise ValueError(f"{self.code} lacks words in one language")

    def say(self, variant: str, language: str, values: Values) -> str:
        """Return the message of a finding in `language`; lengths and money written for people."""
        words = self.messages[variant]
        names = _names_in(words.say(language))
        return words.say(language, **_for_people(names, values, language))


def where_true(rows: Booleans, value: str) -> npt.NDArray[np.object_]:
    """Return a column that holds `value` in these rows and None in the others."""
    column = np.full(len(rows), None, dtype=np.object_)
    column[rows] = value
    return column


@cache
def _names_in(text: str) -> tuple[str, ...]:
    """Return the names of the values a text has places for."""
    return tuple(name for _, name, _, _ in Formatter().parse(text) if name)


def _for_people(names: Sequence[str], values: Values, language: str) -> dict[str, Any]:
    """Return these values as a sentence shows them; the ending of a name tells its unit."""
    shown: dict[str, Any] = {}
    for name in names:
        value = values[name]
        exact = _in_full(name, values, language)
        if exact is not None:
            shown[name] = exact
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            shown[name] = _number(name, float(value), language)
        elif isinstance(value, Words):
            shown[name] = value.say(language)
        else:
            shown[name] = "–" if value is None else value
    return shown


def _in_full(name: str, values: Values, language: str) -> str | None:
    """Return a measured length to the millimetre where rounding would hide that it is over.

    "200 m away; at least 200 m is wanted" helps nobody who is at 199.999 m.
    """
    if name != "measured_m":
        return None
    measured = values["measured_m"]
    for limit in (values.get("limit_m"), values.get("tolerance_m")):
        if not (isinstance(measured, (int, float)) and isinstance(limit, (int, float))):
            continue
        looks_equal = length_text(measured, language) == length_text(limit, language)
        if looks_equal and measured != limit:
            return number_text(measured, language, 3) + " m"
    return None


def _number(name: str, value: float, language: str) -> str:
    if name.endswith("_m"):
        return length_text(value, language)
    if name.endswith("_idr"):
        return rupiah_text(value, language)
    if name.endswith("year"):
        return str(int(value))
    return number_text(value, language, 0 if value == int(value) else 1)
