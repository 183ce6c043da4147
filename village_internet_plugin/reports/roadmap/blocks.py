# SPDX-License-Identifier: GPL-2.0-or-later
"""What the roadmap is made of: paragraphs, lists, tables, figures and maps, in one language.

All texts are plain text in the language the roadmap was asked in: nothing in them is markup, and
whoever draws them escapes what its medium needs escaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Union

LEFT, RIGHT = "left", "right"
TEXT, INTEGER, REAL, MONEY, YEAR = "text", "integer", "real", "money", "year"
"""What a column holds; money is in whole rupiah, a year is written without separators."""

Value = Union[str, int, float, None]
"""What a cell holds; None is what the plan does not know, and is shown as such."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of running text."""

    text: str
    is_remark: bool = False
    """Whether it says where numbers come from or what is not known: drawn smaller."""


@dataclass(frozen=True)
class Heading:
    """A heading inside a chapter, to be kept with what follows."""

    text: str


@dataclass(frozen=True)
class BulletList:
    """Short texts, one below the other."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column of a table: what stands above it, what it holds, and its share of the width."""

    title: str
    holds: str = TEXT
    weight: float = 1.0

    @property
    def alignment(self) -> str:
        """Return ``left`` for texts and ``right`` for numbers; years stand left, as names do."""
        return RIGHT if self.holds in (INTEGER, REAL, MONEY) else LEFT


@dataclass(frozen=True)
class Table:
    """Rows under columns, and the sums below them.

    `key` names the table for good in every language (XLSX sheets, tests).
    `totals` is empty, or has one value a column; its first says what the row is, and None stands
    where nothing is summed (left empty, not "not known").
    """

    key: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    totals: tuple[Value, ...] = ()
    note: str = ""
    """What a reader needs to know of the table: what a blank means, what is not counted."""


@dataclass(frozen=True)
class Figure:
    """A drawing of the planner's own as SVG text, without any reference to other files."""

    key: str
    svg: str
    caption: str
    width_mm: float
    height_mm: float
    description: str = ""
    """The same in words, for who cannot see it."""


OVERVIEW, EXISTING, PROPOSED, FUNDING, VILLAGE = (
    "overview",
    "existing",
    "proposed",
    "funding",
    "village",
)
"""Kinds of map: the whole plan; what stands and the blank spots; the points proposed; the points
by funding source; one village."""


@dataclass(frozen=True)
class MapBlock:
    """A map to be drawn of the plan's own layers; `village_code` says of which village, if any."""

    kind: str
    caption: str
    village_code: str | None = None
    hotspot_ids: tuple[str, ...] = ()
    """The hotspots it must show, by which its extent is found where there is no village."""


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a new page."""


Block = Union[Paragraph, Heading, BulletList, Table, Figure, MapBlock, PageBreak]


@dataclass(frozen=True)
class Chapter:
    """A chapter or an annex; `number` is ``1`` to ``8``, or ``A`` and on for annexes."""

    key: str
    number: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Sheet:
    """One village's page: its map and its points, for the atlas."""

    village_code: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Roadmap:
    """The whole document in one language.

    `trace` is the footer of every page: revision, rule set, reference, made when and with what.
    """

    language: str
    title: str
    subtitle: str
    cover_lines: tuple[str, ...]
    trace: str
    chapters: tuple[Chapter, ...]
    """The eight chapters, then the annexes, in order; the annex of villages holds only a
    paragraph, its pages are `sheets`."""
    sheets: tuple[Sheet, ...]
