# SPDX-License-Identifier: GPL-2.0-or-later
"""The words of every comparison: what kind of change, and a field's value before and after."""

from __future__ import annotations

from typing import NamedTuple

ADDED, CHANGED, REMOVED = "added", "changed", "removed"


class FieldChange(NamedTuple):
    """One field's value before and after, in canonical form; None where it is empty."""

    name: str
    before: object
    after: object


def kind_of_change(before: object | None, after: object | None) -> str:
    """Return ``added``, ``changed`` or ``removed``; None stands for what is not there."""
    if before is None:
        return ADDED
    return REMOVED if after is None else CHANGED
