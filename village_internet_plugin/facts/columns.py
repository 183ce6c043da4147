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
        return cls(
            **{
                part.name: np.full(length, part.metadata["empty"], dtype=part.metadata["kind"])
                for part in fields(cls)
            }
        )

    def take(self: Table, rows: Any) -> Table:
        """Return a copy of the rows with these numbers, in their order."""
        return type(self)(**{part.name: getattr(self, part.name)[rows] for part in fields(self)})

    def put(self: Table, rows: Any, values: Table) -> None:
        """Write `values` over the rows with these numbers."""
        for part in fields(self):
            getattr(self, part.name)[rows] = getattr(values, part.name)

    def lengthened(self: Table, length: int) -> Table:
        """Return a copy with `length` rows, the new ones blank."""
        longer = type(self).blank(length)
        longer.put(slice(0, len(self)), self)
        return longer

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))
