# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user does to a mapping, one decision at a time; each gives a new mapping in its JSON form.

See `mapping` for that form. None of these functions changes the mapping it is given.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

Decisions = Mapping[str, Any]
_A_PAIR = 2


def with_corrected_positions(
    decisions: Decisions, kind: str, rows: Collection[int] | None = None
) -> dict[str, Any]:
    """Have positions exchanged (`kind` SWAP) or shifted (SHIFT) in `rows`, or wherever it helps."""
    new = _copied(decisions)
    corrections = new.setdefault("corrections", {})
    before = corrections.get(kind)
    if rows is None or before is True:
        corrections[kind] = True
    else:
        corrections[kind] = sorted({*(before or ()), *rows})
    return new


def with_word(decisions: Decisions, column: str, word: str, value: str) -> dict[str, Any]:
    """Have `word` mean `value`, one of the fixed values of `column`."""
    new = _copied(decisions)
    new.setdefault("values", {}).setdefault(column, {})[word] = value
    return new


def with_village(decisions: Decisions, words: str, village_code: str) -> dict[str, Any]:
    """Have rows that name their village with `words` mean the village of this code."""
    new = _copied(decisions)
    new.setdefault("villages", {})[words] = village_code
    return new


def without_village(decisions: Decisions, words: str) -> dict[str, Any]:
    """Take back what was decided about `words`."""
    new = _copied(decisions)
    new.get("villages", {}).pop(words, None)
    return new


def with_cells(decisions: Decisions, row: int, cells: Mapping[str, str]) -> dict[str, Any]:
    """Have the cells of a row read as written here, by their headers; the source stays as it is."""
    new = _copied(decisions)
    new.setdefault("cells", {}).setdefault(str(row), {}).update(cells)
    return new


def with_column(decisions: Decisions, header: str, target: str | None) -> dict[str, Any]:
    """Have a column read into `target`, or with None not at all."""
    new = _copied(decisions)
    columns = new.setdefault("columns", {})
    ignored = [name for name in new.get("ignored", []) if name != header]
    for other in [name for name, source in columns.items() if source == header]:
        del columns[other]
    if target is None:
        ignored.append(header)
    else:
        columns[target] = header
    new["ignored"] = ignored
    return new


def without_corrections(decisions: Decisions) -> dict[str, Any]:
    """Keep how columns are read, and take back every correction of rows, words and villages."""
    new = _copied(decisions)
    for key in ("corrections", "cells", "values", "villages"):
        new.pop(key, None)
    return new


def correction_count(decisions: Decisions) -> int:
    """Return how many corrections of rows, words and villages were decided."""
    corrections = decisions.get("corrections", {})
    rows = sum(1 if allowed is True else len(allowed) for allowed in corrections.values())
    words = sum(len(words) for words in decisions.get("values", {}).values())
    return rows + words + len(decisions.get("villages", {})) + len(decisions.get("cells", {}))


def worth_remembering(decisions: Decisions) -> dict[str, Any]:
    """Return what holds for the next file like this too: all but what was decided for rows."""
    kept = ("columns", "ignored", "values", "villages", "crs", "constants")
    return {key: copy.deepcopy(decisions[key]) for key in kept if decisions.get(key)}


def _copied(decisions: Decisions) -> dict[str, Any]:
    return copy.deepcopy(dict(decisions))


def cells_from_text(headers: Sequence[str], text: str) -> dict[str, str] | None:
    """Return what a value written anew puts into the cells it stands for.

    One cell takes the text as it is; two are latitude and longitude, or easting and northing, with
    a comma, semicolon or space between. None when `text` does not hold two.
    """
    if len(headers) == 1:
        return {headers[0]: text}
    if len(headers) != _A_PAIR:
        return None
    for separator in (r";", r",\s+", r"\s+", r","):
        parts = [part.strip() for part in re.split(separator, text.strip()) if part.strip()]
        if len(parts) == _A_PAIR:
            return dict(zip(headers, parts))
    return None
