# SPDX-License-Identifier: GPL-2.0-or-later
"""Parsing JSON that others wrote: NaN, Infinity, repeated keys and bottomless nesting are refused.

Python's own parser takes all four; a document read that way could mean one thing here and another
in the database, or end the program.
"""

from __future__ import annotations

import json
from typing import Any, NoReturn

from village_internet_plugin.domain.errors import InputError


def parse_json(text: str | bytes, what: str) -> Any:
    """Return what the JSON `text` (UTF-8 when bytes) holds.

    Raises InputError when it is not JSON as the standard has it; `what` names the text in the
    sentence ("The answer of planner.example").
    """
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        return json.loads(
            decoded, parse_constant=_refuse_constant, object_pairs_hook=_object_of_distinct_keys
        )
    except RecursionError:
        raise InputError(f"{what} is nested too deeply to be a document of this planner.") from None
    except ValueError as error:
        raise InputError(f"{what} is not JSON: {_reason(error)}.") from error


def _object_of_distinct_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise ValueError("an object has the same key twice")
    return content


def _refuse_constant(constant: str) -> NoReturn:
    raise ValueError(f"it holds {constant}, which is no number in JSON")


def _reason(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} in line {error.lineno}, character {error.colno}"
    if isinstance(error, UnicodeDecodeError):
        return f"its byte {error.start} is not UTF-8"
    return str(error)
