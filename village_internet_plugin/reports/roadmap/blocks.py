# SPDX-License-Identifier: GPL-2.0-or-later
"""What a roadmap is made of: chapters of blocks, in both languages, without a look of their own.

Text is text: nothing in it is markup, whatever file it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from village_internet_plugin.domain.languages import Words

Cell = Union[str, Words, int, float, None]
"""What stands in a cell of a table, written by `cells.cell_text`; None: the plan does not know."""

TEXT, INTEGER, REAL, MONEY, YEAR = "text", "integer", "real", "money", "year"
"""What a column holds; money is in whole rupiah, a year is written without separators."""


OVERVIEW, EXISTING, PROPOSED = "overview", "existing", "proposed"


@dataclass(frozen=True)
class Heading:
    """The title of a section inside a chapter; it stays on the page of what follows it."""

    text: Words


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text; a remark says what numbers rest on, or what is not known."""

    text: Words
    is_remark: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list whose items have no order."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table, with its share of the width; numbers stand to the right."""

    title: Words
    holds: str = TEXT
    weight: float = 1.0

    @property
    def is_number(self) -> bool:
        """Whether it is set to the right; years stand to the left, as names do."""
        return self.holds in (INTEGER, REAL, MONEY)


@dataclass(frozen=True)
class Table:
    """Rows under one head, which is repeated on each page; `totals` is the last row, in bold.

    Every row, and `totals` unless it is empty, has as many cells as there are columns. In `totals`
    None stands where nothing is summed: that cell is left empty. `key` names the table in every
    language (a sheet of a workbook is called by it), `note` says below it what is not counted.
    """

    key: str
    caption: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()
    note: Words | None = None


@dataclass(frozen=True)
class Figure:
    """A drawing: one SVG document for each language; `description` is for who cannot see it."""

    caption: Words
    svg: Words
    width_mm: float
    height_mm: float
    description: Words


@dataclass(frozen=True)
class Map:
    """The plan on a map: of the whole plan, or of the villages with the codes given.

    `kind`: `OVERVIEW` of the plan, `EXISTING` with blank spots, what stands and whom nobody
    reaches, `PROPOSED` for the points of this plan.
    """

    caption: Words
    village_codes: tuple[str, ...] = ()
    kind: str = OVERVIEW


@dataclass(frozen=True)
class VillageSheet:
    """A page about one village: its map, facts as name and value, and its hotspots."""

    village_code: str
    title: Words
    facts: tuple[tuple[Words, Cell], ...]
    hotspots: Table


@dataclass(frozen=True)
class VillageSheets:
    """A page for each of the villages, in this order."""

    sheets: tuple[VillageSheet, ...]


@dataclass(frozen=True)
class PageBreak:
    """What follows begins a new page."""


Block = Union[Heading, Paragraph, Bullets, Table, Figure, Map, VillageSheets, PageBreak]


@dataclass(frozen=True)
class Chapter:
    """A chapter, or an annex: it begins a page of its own and stands in the contents.

    `number` is as it is printed before the title: "1", "A".
    """

    number: str
    title: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Trace:
    """Where every number comes from, and when; said on each page. `made_on` is an ISO date."""

    rule_set_version: str
    reference_sha256: str
    revision: int
    made_on: str


@dataclass(frozen=True)
class Roadmap:
    """The whole document. `state` says whether it is a draft, and why, by the plan's check."""

    title: Words
    plan_title: str
    agency: str
    region: str
    year: str
    state: Words
    is_draft: bool
    trace: Trace
    sources: Words
    chapters: tuple[Chapter, ...]
