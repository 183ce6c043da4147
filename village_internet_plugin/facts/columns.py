# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables whose columns are arrays of one length: what is measured of many hotspots at once."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

Booleans = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]
Objects = npt.NDArray[np.object_]

Table = TypeVar("Table", bound="Columns")


def column(kind: Any, empty: Any) -> Any:
    """Declare a column: the NumPy kind of its values, and what stands where nothing is known."""
    return field(metadata={"kind": kind, "empty": empty})


@dataclass
class Columns:
    """Base of such tables; each field is an array, declared with `column`."""

    @classmethod
    def blank(cls: type[Table], length: int) -> Table:
        """Return a table of `length` rows in which nothing is known yet."""
        arrays = [np.empty(length, dtype=kind) for _, kind, _ in _parts(cls)]
        for array, (_, _, empty) in zip(arrays, _parts(cls)):
            array.fill(empty)
        return cls(*arrays)

    def take(self: Table, rows: Any) -> Table:
        """Return a copy of the rows with these numbers, in their order."""
        return type(self)(*(getattr(self, name)[rows] for name, _, _ in _parts(type(self))))

    def put(self: Table, rows: Any, values: Table) -> None:
        """Write `values` over the rows with these numbers."""
        for name, _, _ in _parts(type(self)):
            getattr(self, name)[rows] = getattr(values, name)

    def differing(self: Table, other: Table) -> Booleans:
        """Tell for each row whether anything in it is another than in a table of as many rows."""
        differs = np.zeros(len(self), dtype=np.bool_)
        for name, kind, _ in _parts(type(self)):
            one, two = getattr(self, name), getattr(other, name)
            unequal = one != two
            if kind is np.float64:
                unequal &= (one == one) | (two == two)  # NaN
            differs |= unequal
        return differs

    def lengthened(self: Table, length: int) -> Table:
        """Return a copy with `length` rows, the new ones blank."""
        longer = type(self).blank(length)
        longer.put(slice(0, len(self)), self)
        return longer

    def __len__(self) -> int:
        return len(getattr(self, _parts(type(self))[0][0]))


_KNOWN: dict[str, tuple[tuple[str, Any, Any], ...]] = {}


def _parts(table: Any) -> tuple[tuple[str, Any, Any], ...]:
    """Return each column's name, kind and empty value; asked for at every move of the mouse."""
    known = _KNOWN.get(table.__qualname__)
    if known is None:
        parts = fields(table)
        known = tuple((one.name, one.metadata["kind"], one.metadata["empty"]) for one in parts)
        _KNOWN[table.__qualname__] = known
    return known
