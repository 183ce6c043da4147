# SPDX-License-Identifier: GPL-2.0-or-later
"""Parsing JSON that others wrote: NaN, Infinity, repeated keys and bottomless nesting are refused.

Python's own parser takes all four; a document read that way could mean one thing here and another
in the database, or end the program.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, NoReturn

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.foreign_errors import reason_words
from village_internet_plugin.domain.languages import Words

_TOO_DEEP = Words(
    "{what} is nested too deeply to be a document of this planner.",
    "{what} bersusun terlalu dalam untuk dokumen perencana ini.",
)
_NOT_JSON = Words("{what} is not JSON: {reason}.", "{what} bukan JSON: {reason}.")
_SAME_KEY = Words(
    "an object has the same key twice", "sebuah objek memuat kunci yang sama dua kali"
)
_NO_NUMBER = Words(
    "it holds {constant}, which is no number in JSON", "{constant} bukan angka dalam JSON"
)


class _NotStandard(ValueError):
    """What Python's parser takes though the standard does not."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


def parse_json(
    text: str | bytes, what: Words | str, parse_float: Callable[[str], float] | None = None
) -> Any:
    """Return what the JSON `text` (UTF-8 when bytes) holds; `parse_float` reads its fractions.

    Raises InputError when it is not JSON as the standard has it; `what` names the text in the
    sentence ("what came back").
    """
    try:
        decoded = text.decode("utf-8") if isinstance(text, bytes) else text
        return json.loads(
            decoded,
            parse_constant=_refuse_constant,
            parse_float=parse_float,
            object_pairs_hook=_object_of_distinct_keys,
        )
    except RecursionError:
        raise InputError(_TOO_DEEP.filled(what=what)) from None
    except _NotStandard as error:
        raise InputError(_NOT_JSON.filled(what=what, reason=error.reason)) from error
    except ValueError as error:
        raise InputError(_NOT_JSON.filled(what=what, reason=reason_words(error))) from error


def _object_of_distinct_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    content = dict(pairs)
    if len(content) != len(pairs):
        raise _NotStandard(_SAME_KEY)
    return content


def _refuse_constant(constant: str) -> NoReturn:
    raise _NotStandard(_NO_NUMBER.filled(constant=constant))
