# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading values out of JSON strictly, so that a mistake is told with the path of its field.

A reader takes one JSON value and returns it in the form the planner uses, or raises WrongField with
the reason. The readers of objects and lists add where they were: ``added[3].lon``.
"""

from __future__ import annotations

import math
import re
import reprlib
from collections.abc import Iterable, Mapping
from typing import Callable, TypeVar

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.domain.schema import INTEGER, REAL, Column
from village_internet_plugin.sharing import field_words as words
from village_internet_plugin.sharing.canonical_text import MAX_NUMBER, canonical_number

MAX_TEXT = 2_000
"""Characters a text may have, inclusive."""
MAX_IDENTIFIER = 200
"""Characters an identifier may have, inclusive: it must fit into an index of the database."""

_SHA256 = re.compile(r"[0-9a-f]{64}")

Value = TypeVar("Value")
Reader = Callable[[object], Value]


class WrongField(InputError):
    """A value in a document is not what it should be.

    `path` says where (``added[3].lon``; empty for the document itself), `reason` what is needed.
    """

    def __init__(self, reason: Words, path: str = "") -> None:
        super().__init__(words.AT.filled(path=path, reason=reason) if path else reason)
        self.reason = reason
        self.path = path

    def within(self, step: str) -> WrongField:
        """Return the same complaint as seen from one level further out."""
        joint = "." if self.path and not self.path.startswith("[") else ""
        return WrongField(self.reason, f"{step}{joint}{self.path}")


def shown(value: object) -> Words:
    """Return a short and harmless rendering of a refused value for the sentence."""
    if isinstance(value, int) and abs(value) > MAX_NUMBER:
        return words.TOO_LARGE
    if isinstance(value, (dict, list, tuple)):
        return words.OBJECT if isinstance(value, dict) else words.LIST
    if value is None or isinstance(value, bool):
        text = {None: "null", True: "true", False: "false"}[value]
    else:
        text = reprlib.repr(value)
    return Words(text, text)


def needed(what: Words, value: object) -> WrongField:
    """Return the complaint that `what` is needed in the place of `value`."""
    return WrongField(words.NEEDED.filled(what=what, value=shown(value)))


def read_text(value: object) -> str:
    """Return a text that is not blank and not over-long, and that every database can keep."""
    text = read_optional_text(value)
    if text is None:
        raise needed(words.TEXT, value)
    return text


def read_optional_text(value: object, longest: int = MAX_TEXT) -> str | None:
    """Return a text, or None for null and for a blank one."""
    if value is None:
        return None
    if not isinstance(value, str):
        raise needed(words.TEXT_OR_NULL, value)
    if len(value) > longest:
        raise WrongField(
            words.TOO_LONG.filled(most=number_words(longest), count=number_words(len(value)))
        )
    if "\0" in value or not is_unicode(value):
        raise WrongField(words.NOT_KEEPABLE)
    return None if not value or value.isspace() else value


def read_identifier(value: object) -> str:
    """Return an identifier: a text as `read_text` has it, of at most 200 characters."""
    text = read_optional_text(value, MAX_IDENTIFIER)
    if text is None:
        raise needed(words.IDENTIFIER, value)
    return text


def read_optional_identifier(value: object) -> str | None:
    """Return an identifier, or None for null and for a blank one."""
    return read_optional_text(value, MAX_IDENTIFIER)


def read_sha256(value: object) -> str:
    """Return a SHA-256 as 64 lower-case hexadecimal digits."""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise needed(words.HASH, value)
    return value


def read_number(value: object) -> int | float:
    """Return a finite number; a whole one comes as an integer, as in the canonical form."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise needed(words.NUMBER, value)
    if isinstance(value, int):
        if abs(value) > MAX_NUMBER:
            raise needed(words.NUMBER_TO.filled(most=number_words(MAX_NUMBER)), value)
        return value
    if not math.isfinite(value):
        raise needed(words.FINITE, value)
    return canonical_number(value)


def read_whole_number(value: object) -> int:
    """Return a whole number; ``2026.0`` is one too, since JSON knows one kind of number."""
    number = read_number(value)
    if isinstance(number, float):
        raise needed(words.WHOLE, value)
    return number


def read_optional_number(value: object) -> float | None:
    """Return a finite number, or None for null."""
    return None if value is None else read_number(value)


def read_count(value: object) -> int:
    """Return a whole number that is not negative."""
    number = read_whole_number(value)
    if number < 0:
        raise needed(words.COUNT, value)
    return number


def read_degrees(value: object, limit: float) -> float:
    """Return a coordinate in degrees between -`limit` and `limit`, both inclusive."""
    degrees = read_number(value)
    if not -limit <= degrees <= limit:
        raise needed(words.DEGREES.filled(limit=f"{limit:g}"), value)
    return degrees


def column_reader(column: Column) -> Reader[object]:
    """Return the reader of one column of `domain.schema`: its type, choices and smallest value."""
    if column.holds in (INTEGER, REAL):
        return _number_column_reader(column)
    is_identifier = column.unique or column.name.endswith("_id")
    if column.choices:
        return choice_reader(column.choices, column.required)
    if is_identifier:
        return read_identifier if column.required else read_optional_identifier
    return read_text if column.required else read_optional_text


def choice_reader(choices: Iterable[str], required: bool = True) -> Reader[object]:
    """Return the reader of a text that is one of `choices`, or null where it is not required."""
    allowed = tuple(choices)

    def read_value(value: object) -> object:
        text = read_optional_text(value)
        if text is None and not required:
            return None
        if text not in allowed:
            raise needed(words.ONE_OF.filled(choices=", ".join(allowed)), value)
        return text

    return read_value


def read_object(data: object, readers: Mapping[str, Reader[object]]) -> dict[str, object]:
    """Return the values of an object that has exactly the fields of `readers`.

    Raises WrongField with the path of the field that is wrong, missing or not known.
    """
    if not isinstance(data, dict):
        raise needed(words.OBJECT, data)
    if data.keys() != readers.keys():
        raise _wrong_keys(data, readers)
    values: dict[str, object] = {}
    name = ""
    try:
        for name, reader in readers.items():
            values[name] = reader(data[name])
    except WrongField as wrong:
        raise wrong.within(name) from None
    return values


def read_known_fields(data: object, readers: Mapping[str, Reader[object]]) -> dict[str, object]:
    """Return the fields of `readers` from an object that may have others.

    For answers: a server newer than this desktop may say more, and a receipt must not be lost for
    that. What is sent to the server is read by `read_object`.
    """
    if isinstance(data, dict):
        data = {name: value for name, value in data.items() if name in readers}
    return read_object(data, readers)


def read_list(data: object, reader: Reader[Value], longest: int) -> tuple[Value, ...]:
    """Return a list's items, at most `longest` of them, each read by `reader`."""
    if not isinstance(data, list):
        raise needed(words.LIST, data)
    if len(data) > longest:
        raise WrongField(
            words.TOO_MANY.filled(most=number_words(longest), count=number_words(len(data)))
        )
    items: list[Value] = []
    try:
        for item in data:
            items.append(reader(item))
    except WrongField as wrong:
        raise wrong.within(f"[{len(items)}]") from None
    return tuple(items)


def _number_column_reader(column: Column) -> Reader[object]:
    read: Reader[int | float] = read_whole_number if column.holds == INTEGER else read_number
    least, required = column.least, column.required

    def read_value(value: object) -> object:
        if value is None and not required:
            return None
        number = read(value)
        if least is not None and number < least:
            raise needed(words.NUMBER_FROM.filled(least=f"{least:g}"), value)
        return number

    return read_value


def _wrong_keys(data: Mapping[object, object], readers: Mapping[str, object]) -> WrongField:
    missing = [name for name in readers if name not in data]
    if missing:
        return WrongField(words.MISSING, missing[0])
    unknown = next(name for name in data if name not in readers)
    if isinstance(unknown, str) and re.fullmatch(r"\w{1,60}", unknown, re.ASCII):
        return WrongField(words.NO_SUCH_FIELD, unknown)
    return WrongField(words.NO_FIELD_NAMED.filled(name=shown(unknown)))


def is_unicode(text: str) -> bool:
    """Tell whether the text holds whole characters only (JSON can smuggle in half of a pair)."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
