# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import did: how many rows were taken, which were refused and why, what to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from village_internet_plugin.domain.errors import PlannerError


class ImportCancelled(PlannerError):
    """The user stopped an import; the plan is as it was before."""


@dataclass(frozen=True)
class RejectedRow:
    """A row that was not taken in.

    `row` is counted as a spreadsheet does (the header is row 1); for a layer it is the feature id.
    """

    file: str
    row: int
    field: str
    value: str
    reason: str
    correction: str


@dataclass(frozen=True)
class ImportReport:
    """The outcome of one import.

    Attributes:
        accepted: rows now in the plan, those that replaced an older row included.
        replaced: how many of them replaced a row with the same key.
        columns: which header of the source was read into which column of the plan.

    """

    role: str
    source: str
    accepted: int
    replaced: int
    rejected: tuple[RejectedRow, ...] = ()
    notes: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the report in the form other programs read."""
        return {
            "role": self.role,
            "source": self.source,
            "accepted": self.accepted,
            "replaced": self.replaced,
            "rejected": [asdict(row) for row in self.rejected],
            "notes": list(self.notes),
            "columns": dict(self.columns),
        }
