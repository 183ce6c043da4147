# SPDX-License-Identifier: GPL-2.0-or-later
"""What an import would do, told before it does it: columns, rows, refusals, doubtful names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Callable

from village_internet_plugin.layers.importing.problems import Choice, Mend

CHOSEN, RECOGNISED, CUT, NOT_READ = "chosen", "recognised", "cut", "not_read"
"""How sure it is what a column means: the user said so; its header is known; its header is the
beginning of a known one, as Shapefiles cut them; nobody knows."""

FindVillages = Callable[[str], "tuple[Choice, ...]"]
"""Gives the villages of the plan that a name typed by the user may mean."""


@dataclass(frozen=True)
class ColumnPreview:
    """One column of the source: what it is read into (None: not at all), and its first values."""

    header: str
    target: str | None
    certainty: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class RowPreview:
    """One row as the plan will have it; `position` as text, empty without a point."""

    number: int
    values: Mapping[str, object]
    position: str = ""


@dataclass(frozen=True)
class RefusedRow:
    """One row that will not be taken.

    `headers` are the columns whose cells, written anew, would mend it.
    """

    row: int
    field: str
    value: str
    reason: str
    correction: str
    headers: tuple[str, ...] = ()
    mend: Mend | None = None


@dataclass(frozen=True)
class DoubtfulName:
    """What some rows say of their village, and the villages it may be, the likeliest first."""

    words: str
    rows: tuple[int, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class ImportPreview:
    """What an import would do to the plan.

    Attributes:
        problem: why the source cannot be used as it is, one sentence; empty when it can.
        needs: what the user can say to have it used (`problems.CRS`, COLUMNS, LAYER), else empty.
        layers: the layers or sheets to choose from; `layer` is the one read.
        crs: the reference system the positions are in, for people; empty for a table.
        header_row: in which row of the sheet the columns are named; None for a layer.
        accepted: rows that would be taken, `replaced` of them in place of an older one.
        existing: rows the role has now.

    """

    role: str
    source: str
    problem: str = ""
    needs: str = ""
    layers: tuple[str, ...] = ()
    layer: str = ""
    crs: str = ""
    header_row: int | None = None
    columns: tuple[ColumnPreview, ...] = ()
    targets: tuple[str, ...] = ()
    rows: tuple[RowPreview, ...] = ()
    accepted: int = 0
    replaced: int = 0
    existing: int = 0
    adds_figures: bool = False
    refused: tuple[RefusedRow, ...] = ()
    doubtful: tuple[DoubtfulName, ...] = ()
    notes: tuple[str, ...] = ()
    find_villages: FindVillages = field(default=lambda _name: (), compare=False)
