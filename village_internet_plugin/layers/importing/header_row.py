# SPDX-License-Identifier: GPL-2.0-or-later
"""In which row of a sheet its columns are named: titles and blank rows may stand above it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.layers.importing.headers import match_headers

_ROWS_LOOKED_AT = 12
_ENOUGH = 2
"""So many known headers make a row the header; one may be chance ("Desa" in a title)."""


def header_row(
    rows: Sequence[Sequence[str]], role: str | None, named: Collection[str] = ()
) -> int | None:
    """Return the place of the header among `rows`, None when none has content.

    It is the first row with content, unless that has no two known headers of `role` and a later
    one of the first dozen has. `named` are headers the user named.
    """
    filled = [place for place, cells in enumerate(rows) if any(cell.strip() for cell in cells)]
    if not filled:
        return None
    candidates = filled[:_ROWS_LOOKED_AT]
    known = {place: known_headers(rows[place], role, named) for place in candidates}
    best = max(candidates, key=lambda place: known[place])
    is_clear = known[candidates[0]] < _ENOUGH <= known[best]
    return best if is_clear else candidates[0]


def known_headers(cells: Sequence[str], role: str | None, named: Collection[str] = ()) -> int:
    """Return how many of `cells` name a column that `role` can read, or one the user named.

    Without a role it is the most any role can read.
    """
    if not role:
        return max(known_headers(cells, one, named) for one in ROLES)
    headers = [cell.strip() for cell in cells if cell.strip()]
    recognised = set(match_headers(role, headers, {}).sources.values())
    return len(recognised | (set(named) & set(headers)))
