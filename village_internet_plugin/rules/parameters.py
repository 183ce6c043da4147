# SPDX-License-Identifier: GPL-2.0-or-later
"""The limits a rule set gives to a rule, and how they reach the rows that are judged."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.rule_set import RuleSetting
from village_internet_plugin.domain.schema import HOTSPOTS, STATUSES
from village_internet_plugin.facts.columns import Floats

_STAGES = tuple(status for status in STATUSES if status != "replaced")
"""The statuses a rule can ask from: a replaced hotspot is history."""
NUMBER, STATUS, NUMBERS, FIELDS_BY_STATUS = "number", "status", "numbers", "fields_by_status"

_NO_NUMBER = Words(
    "must be a number of at least {least}", "harus berupa angka, paling sedikit {least}"
)
_NO_CHOICE = Words("must be one of {choices}", "harus salah satu dari {choices}")
_NO_NUMBERS = Words(
    "must be a list of numbers of at least {least}",
    "harus berupa daftar angka, masing-masing paling sedikit {least}",
)
_NO_FIELDS = Words(
    "must list known fields for each status",
    "harus mencantumkan isian yang dikenal untuk setiap status",
)


@dataclass(frozen=True)
class Parameter:
    """One limit: its name with its unit, its default, and where the default comes from."""

    name: str
    default: Any
    words: Words
    source: str
    kind: str = NUMBER
    least: float = 0.0

    def json_schema(self) -> dict[str, Any]:
        """Return the JSON Schema of its value."""
        number = {"type": "number", "minimum": self.least}
        if self.kind == NUMBER:
            return number
        if self.kind == STATUS:
            return {"enum": list(_STAGES)}
        if self.kind == NUMBERS:
            return {"type": "array", "items": number, "minItems": 1}
        fields = {"type": "array", "items": {"enum": list(HOTSPOTS.names())}}
        return {
            "type": "object",
            "properties": dict.fromkeys(STATUSES, fields),
            "additionalProperties": False,
        }

    def fault(self, value: Any) -> Words | None:
        """Return what is wrong with a value, as the end of a sentence, or None."""
        if self.kind == NUMBER:
            return None if self._is_number(value) else _NO_NUMBER.filled(least=f"{self.least:g}")
        if self.kind == STATUS:
            return None if value in _STAGES else _NO_CHOICE.filled(choices=", ".join(_STAGES))
        if self.kind == NUMBERS:
            right = isinstance(value, list) and value and all(map(self._is_number, value))
            return None if right else _NO_NUMBERS.filled(least=f"{self.least:g}")
        return None if _is_fields_by_status(value) else _NO_FIELDS

    def _is_number(self, value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return False
        # A whole number in JSON may be longer than any float.
        return self.least <= value <= sys.float_info.max


def _is_fields_by_status(value: Any) -> bool:
    return isinstance(value, dict) and all(
        status in STATUSES
        and isinstance(names, list)
        and all(name in HOTSPOTS.names() for name in names)
        for status, names in value.items()
    )


class RowParameters:
    """A rule's limits for a batch of hotspots, each with those of its funding source."""

    def __init__(self, setting: RuleSetting, funding_source_ids: Sequence[str | None] = ()) -> None:
        self._setting = setting
        self._ids = funding_source_ids

    def number(self, name: str) -> Floats:
        """Return a limit for each row; one value for all where no source has its own."""
        if not _differs(self._setting.per_funding_source, name):
            return _same(self._setting.parameters[name], len(self._ids))
        values = [self._setting.parameter(name, source_id) for source_id in self._ids]
        return np.array(values, dtype=np.float64)

    def value(self, name: str, row: int | None = None) -> Any:
        """Return a limit that is no number, for one row (None: as it holds without a source)."""
        return self._setting.parameter(name, None if row is None else self._ids[row])

    def values(self, name: str) -> list[Any]:
        """Return a limit that is no number for each row."""
        if not _differs(self._setting.per_funding_source, name):
            return [self._setting.parameters[name]] * len(self._ids)
        return [self._setting.parameter(name, source_id) for source_id in self._ids]


def _same(value: float, length: int) -> Floats:
    """Return an array that holds one value throughout; those of length one are kept."""
    if length == 1:
        return _one(value)
    same: Floats = np.empty(length)
    same.fill(value)
    return same


@lru_cache(maxsize=256)
def _one(value: float) -> Floats:
    alone: Floats = np.array([value], dtype=np.float64)
    # Whoever asks for the same limit gets the same array.
    alone.setflags(write=False)
    return alone


def largest(setting: RuleSetting, name: str) -> float:
    """Return the largest value a number takes for any funding source."""
    special = [values[name] for values in setting.per_funding_source.values() if name in values]
    return float(max([setting.parameters[name], *special]))


def _differs(per_source: Mapping[str, Mapping[str, Any]], name: str) -> bool:
    return bool(per_source) and any(name in values for values in per_source.values())
