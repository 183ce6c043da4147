# SPDX-License-Identifier: GPL-2.0-or-later
"""Pieces set one below the other on pages: what belongs together stays together, no row is cut."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from qgis.PyQt.QtGui import QPainter

from village_internet_plugin.layers.roadmap.paper import BOTTOM, HEIGHT, TOP

Paint = Callable[[QPainter, float], None]
"""Paints a piece whose upper edge is at the given height of the page."""


@dataclass(frozen=True)
class Piece:
    """What is never divided: a line, a row, a figure. Lengths in dots.

    `space` is the air above it, which falls away at the top of a page. With `keeps_next` it is
    not the last on a page; `head` is repeated above it where it is the first.
    """

    height: float
    paint: Paint
    space: float = 0.0
    keeps_next: bool = False
    starts_page: bool = False
    head: Piece | None = None
    bookmark: Bookmark | None = None


@dataclass(frozen=True)
class Bookmark:
    """A title that the contents list: `level` 0 for chapters, 1 for sections, 2 for villages."""

    title: str
    level: int


@dataclass
class Page:
    """A page with the pieces on it and the upper edge of each; `chapter` runs above it."""

    chapter: str = ""
    placed: list[tuple[Piece, float]] = field(default_factory=list)

    @property
    def end(self) -> float:
        """Return the lower edge of the last piece."""
        if not self.placed:
            return TOP
        piece, top = self.placed[-1]
        return top + piece.height


def set_on_pages(pieces: Sequence[Piece]) -> list[Page]:
    """Return the pages that `pieces` fill, in their order."""
    pages: list[Page] = []
    chapter = ""
    for index, piece in enumerate(pieces):
        if piece.bookmark is not None and piece.bookmark.level == 0:
            chapter = piece.bookmark.title
        if not pages or piece.starts_page or not _has_room(pages[-1], pieces, index):
            pages.append(Page(chapter))
            if piece.head is not None:
                _place(pages[-1], replace(piece.head, bookmark=None))
        _place(pages[-1], piece)
    return pages


def _place(page: Page, piece: Piece) -> None:
    space = piece.space if page.placed else 0.0
    page.placed.append((piece, page.end + space))


def _has_room(page: Page, pieces: Sequence[Piece], index: int) -> bool:
    """Tell whether a piece fits below the last, with all that it must not be parted from."""
    end = page.end
    for piece in pieces[index:]:
        end += piece.space + piece.height
        if not piece.keeps_next:
            break
        if end - page.end > HEIGHT:
            # Kept together it fits nowhere: then the piece itself is all that is asked for.
            return page.end + pieces[index].space + pieces[index].height <= BOTTOM
    return end <= BOTTOM
