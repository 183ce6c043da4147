# SPDX-License-Identifier: GPL-2.0-or-later
"""What a roadmap is made of: chapters of blocks, in both languages, without a look of their own.

Text is text: nothing in it is markup, whatever file it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

from village_internet_plugin.domain.languages import Words

Cell = Union[str, Words]
"""What stands in a cell of a table; numbers come as `number_words` and the like make them."""


@dataclass(frozen=True)
class Heading:
    """The title of a section inside a chapter; it stays on the page of what follows it."""

    text: Words


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of running text."""

    text: Words


@dataclass(frozen=True)
class Bullets:
    """A list whose items have no order."""

    items: tuple[Words, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table; numbers stand to the right."""

    title: Words
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under one head, which is repeated on each page; `totals` is the last row, in bold.

    Every row, and `totals` unless it is empty, has as many cells as there are columns.
    """

    caption: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Figure:
    """A drawing: one SVG document for each language."""

    caption: Words
    svg: Words


@dataclass(frozen=True)
class Map:
    """The plan on a map: of the whole plan, or of the villages with the codes given."""

    caption: Words
    village_codes: tuple[str, ...] = ()


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
