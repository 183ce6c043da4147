# SPDX-License-Identifier: GPL-2.0-or-later
"""Three-way merge of rows by their fields: the one rule for whatever two sides can both change.

Per row and field: where one side changed, its value is taken; where both changed to the same, that;
where both changed differently, ours stays and the clash is reported. A row removed on one side and
edited on the other stays, as edited, and is reported too. So no edit ever vanishes unseen, and
whichever side merges, the result differs in the reported clashes only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Callable, Generic, TypeVar

OURS, THEIRS = "ours", "theirs"

Row = TypeVar("Row")
Clash = TypeVar("Clash")


@dataclass(frozen=True)
class Comparison(Generic[Row, Clash]):
    """How rows of one kind are compared, and how a clash between them is told.

    Attributes:
        same: whether two rows have the same content.
        fields: a row's fields, in a form in which equal means the same; named as its attributes.
        field_clash: makes a clash of key, field, and the field's value in base, ours and theirs.
        removal_clash: makes a clash of key, the side that removed, the base's row and the row kept.

    """

    same: Callable[[Row, Row], bool]
    fields: Callable[[Row], Mapping[str, object]]
    field_clash: Callable[[str, str, object, object, object], Clash]
    removal_clash: Callable[[str, str, Row, Row], Clash]


def merge_rows(
    base: Mapping[str, Row],
    ours: Mapping[str, Row],
    theirs: Mapping[str, Row],
    comparison: Comparison[Row, Clash],
) -> tuple[tuple[Row, ...], tuple[Clash, ...]]:
    """Return the rows of both sides, which grew out of `base`, and the clashes.

    All are dataclasses by their keys. Ours stay in their order; those new from them come after.
    """
    merging = _Merging(comparison)
    for key in (*ours, *(key for key in theirs if key not in ours)):
        merging.add(key, base.get(key), ours.get(key), theirs.get(key))
    return tuple(merging.rows), tuple(merging.clashes)


class _Merging(Generic[Row, Clash]):
    """The rows merged so far, and the clashes found on the way."""

    def __init__(self, comparison: Comparison[Row, Clash]) -> None:
        self._comparison = comparison
        self.rows: list[Row] = []
        self.clashes: list[Clash] = []

    def add(self, key: str, base: Row | None, ours: Row | None, theirs: Row | None) -> None:
        """Merge one row; None where a side does not have it."""
        if ours is None:
            self._add_unless_removed(key, base, theirs, OURS)
        elif theirs is None:
            self._add_unless_removed(key, base, ours, THEIRS)
        else:
            self.rows.append(self._merged(key, base, ours, theirs))

    def _add_unless_removed(
        self, key: str, base: Row | None, present: Row | None, removed_by: str
    ) -> None:
        """Add a row that only one side has: the other removed it, or never had it."""
        if present is None:
            return
        if base is not None:
            if self._comparison.same(base, present):
                return
            self.clashes.append(self._comparison.removal_clash(key, removed_by, base, present))
        self.rows.append(present)

    def _merged(self, key: str, base: Row | None, ours: Row, theirs: Row) -> Row:
        same = self._comparison.same
        if same(ours, theirs) or (base is not None and same(base, theirs)):
            return ours
        if base is not None and same(base, ours):
            return theirs
        return self._merged_by_field(key, base, ours, theirs)

    def _merged_by_field(self, key: str, base: Row | None, ours: Row, theirs: Row) -> Row:
        taken: dict[str, Any] = {}
        fields = self._comparison.fields
        was = fields(base) if base is not None else {}
        mine, others = fields(ours), fields(theirs)
        for field in mine:
            if mine[field] == others[field]:
                continue
            if field in was and mine[field] == was[field]:
                taken[field] = getattr(theirs, field)
            elif field not in was or others[field] != was[field]:
                values = [getattr(side, field, None) for side in (base, ours, theirs)]
                self.clashes.append(self._comparison.field_clash(key, field, *values))
        merged: Row = replace(ours, **taken)  # type: ignore[type-var]
        return merged
