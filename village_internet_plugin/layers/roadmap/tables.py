# SPDX-License-Identifier: GPL-2.0-or-later
"""A table as rows that break over pages: its head is repeated, its columns fit their text."""

from __future__ import annotations

from dataclasses import dataclass, replace

from qgis.PyQt.QtCore import QPointF, QRectF
from qgis.PyQt.QtGui import QColor, QFont, QPainter, QPen

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.roadmap import paper
from village_internet_plugin.layers.roadmap.flow import Piece
from village_internet_plugin.layers.roadmap.lines import (
    broken,
    least_width,
    natural_width,
    paint_line,
    paint_to_the_right,
)
from village_internet_plugin.layers.roadmap.paper import LEFT, RIGHT, WIDTH, dots, line_height
from village_internet_plugin.reports.roadmap.blocks import Table
from village_internet_plugin.reports.roadmap.cells import cell_text, total_text

_SIZES_PT = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_EASY_SIZES = 4
"""So many of them, from the largest, are read easily."""
_PAD_X, _PAD_Y = dots(1.6), dots(1.0)
_TALLEST = 0.75 * paper.HEIGHT
"""A row taller than this is divided after all: on no page there would be room for it."""


_NONE = Words("None.", "Tidak ada.")
_SMALL = 0.3 * paper.HEIGHT
_FIRST_KEPT = 4
"""Caption, head and the first rows: a head above a single row at a page's end looks lost."""


@dataclass(frozen=True)
class _Look:
    """How one row is set."""

    font: QFont
    colour: str = paper.INK
    fill: str | None = None
    line: str = paper.FAINT


@dataclass(frozen=True)
class _Columns:
    """The columns of a table: where each begins, how wide it is, whether it holds numbers."""

    widths: tuple[float, ...]
    numbers: tuple[bool, ...]
    size_pt: float


def table_pieces(table: Table, language: str) -> list[Piece]:
    """Return the caption, the head and the rows of a table in `language`."""
    texts = [
        [cell_text(cell, column, language) for cell, column in zip(row, table.columns)]
        for row in table.rows
    ]
    titles = [column.title.say(language) for column in table.columns]
    totals = [
        total_text(cell, column, language) for cell, column in zip(table.totals, table.columns)
    ]
    numbers = tuple(column.is_number for column in table.columns)
    columns = _fitted(titles, texts, totals, numbers)
    plain = paper.lettering(columns.size_pt)
    bold = paper.lettering(columns.size_pt, bold=True)
    head_look = _Look(bold, "#ffffff", paper.ACCENT_DARK, paper.ACCENT_DARK)
    head = replace(_row(titles, columns, head_look)[0], keeps_next=True)
    pieces = [*_caption(table.caption.say(language)), head]
    for number, row in enumerate(texts):
        look = _Look(plain, fill=paper.STRIPE if number % 2 else None)
        pieces += [replace(piece, head=head) for piece in _row(row, columns, look)]
    if not texts:
        pieces.append(replace(_nothing(language), head=head))
    if totals:
        if texts:
            pieces[-1] = replace(pieces[-1], keeps_next=True)
        look = _Look(bold, fill=paper.BAND, line=paper.ACCENT_DARK)
        pieces += [replace(piece, head=head) for piece in _row(totals, columns, look)]
    return _together(pieces)


def _together(pieces: list[Piece]) -> list[Piece]:
    """Keep a small table on one page, and of a larger one the first rows with the head."""
    is_small = sum(piece.height for piece in pieces) <= _SMALL
    kept = len(pieces) - 1 if is_small else min(_FIRST_KEPT, len(pieces) - 1)
    return [
        replace(piece, keeps_next=True) if index < kept else piece
        for index, piece in enumerate(pieces)
    ]


def _nothing(language: str) -> Piece:
    """Return a row that says that there is none: an empty table would look forgotten."""
    font = paper.lettering(_SIZES_PT[0], italic=True)
    text = _NONE.say(language)

    def paint(painter: QPainter, top: float) -> None:
        paint_line(painter, text, font, paper.SOFT, LEFT + _PAD_X, top + _PAD_Y)

    return Piece(line_height(font) + 2 * _PAD_Y, paint)


def _caption(text: str) -> list[Piece]:
    font = paper.lettering(paper.CAPTION_PT, bold=True)
    lines = broken(text, font, WIDTH)

    def piece(index: int, line: str) -> Piece:
        def paint(painter: QPainter, top: float) -> None:
            paint_line(painter, line, font, paper.ACCENT_DARK, LEFT, top)

        space = dots(5.0) if index == 0 else 0.0
        air = dots(0.8) if index == len(lines) - 1 else 0.0
        return Piece(line_height(font) + air, paint, space, keeps_next=True)

    return [piece(index, line) for index, line in enumerate(lines)] if text else []


def _fitted(
    titles: list[str], rows: list[list[str]], totals: list[str], numbers: tuple[bool, ...]
) -> _Columns:
    """Return the columns in the largest lettering in which few cells need a second line.

    Where even small lettering needs them, it is the largest in which no word has to be broken.
    """
    room = WIDTH - 2 * _PAD_X * len(titles)
    least, wanted = _widths(titles, rows, totals, numbers)
    easy = [size for size in _SIZES_PT[:_EASY_SIZES] if sum(wanted) * _shrunk(size) <= room]
    possible = [size for size in _SIZES_PT if sum(least) * _shrunk(size) <= room]
    chosen = [*easy, *possible, _SIZES_PT[-1]][0]
    least, wanted = ([width * _shrunk(chosen) for width in widths] for widths in (least, wanted))
    widths = _shared(least, wanted, room)
    return _Columns(tuple(width + 2 * _PAD_X for width in widths), numbers, chosen)


def _shrunk(size_pt: float) -> float:
    """Return how wide letters of a size are beside the largest; a hair more, for round pixels."""
    largest = paper.lettering(_SIZES_PT[0]).pixelSize()
    return 1.01 * paper.lettering(size_pt).pixelSize() / largest


def _widths(
    titles: list[str],
    rows: list[list[str]],
    totals: list[str],
    numbers: tuple[bool, ...],
) -> tuple[list[float], list[float]]:
    """Return for each column the width it needs, and could use, in the largest lettering."""
    plain, bold = paper.lettering(_SIZES_PT[0]), paper.lettering(_SIZES_PT[0], bold=True)
    least = [least_width(title, bold) for title in titles]
    # A title of several words may well stand on two lines.
    wanted = [natural_width(title, bold) / 2 for title in titles]
    for row, font in [*((row, plain) for row in rows), (totals, bold)]:
        for index, text in enumerate(row):
            # A number that went on in a second line would read as two.
            narrowest = natural_width if numbers[index] else least_width
            least[index] = max(least[index], narrowest(text, font))
            wanted[index] = max(wanted[index], natural_width(text, font))
    return least, [max(pair) for pair in zip(least, wanted)]


def _shared(least: list[float], wanted: list[float], room: float) -> list[float]:
    """Give each column its least width and share what is left by what each could use."""
    if sum(least) > room:
        return [width * room / sum(least) for width in least]
    spare = room - sum(least)
    if sum(wanted) <= room:
        grown = (room - sum(wanted)) / len(wanted)
        return [width + grown for width in wanted]
    asked = [want - need for want, need in zip(wanted, least)]
    return [need + spare * ask / sum(asked) for need, ask in zip(least, asked)]


def _row(texts: list[str], columns: _Columns, look: _Look) -> list[Piece]:
    """Return the row as one piece; as several only where it is taller than a page has room for."""
    cells = [
        broken(text, look.font, width - 2 * _PAD_X + 0.5)
        for text, width in zip(texts, columns.widths)
    ]
    most = max(1, int(_TALLEST / line_height(look.font)))
    count = max(len(cell) for cell in cells)
    return [
        _slice([cell[start : start + most] for cell in cells], columns, look)
        for start in range(0, count, most)
    ]


def _slice(cells: list[list[str]], columns: _Columns, look: _Look) -> Piece:
    step = line_height(look.font)
    height = max(len(cell) for cell in cells) * step + 2 * _PAD_Y

    def paint(painter: QPainter, top: float) -> None:
        if look.fill is not None:
            painter.fillRect(QRectF(LEFT, top, WIDTH, height), QColor(look.fill))
        left = LEFT
        for cell, width, is_number in zip(cells, columns.widths, columns.numbers):
            for index, line in enumerate(cell):
                y = top + _PAD_Y + index * step
                if is_number:
                    right = left + width - _PAD_X
                    paint_to_the_right(painter, line, look.font, look.colour, right, y)
                else:
                    paint_line(painter, line, look.font, look.colour, left + _PAD_X, y)
            left += width
        painter.setPen(QPen(QColor(look.line), dots(0.15)))
        painter.drawLine(QPointF(LEFT, top + height), QPointF(RIGHT, top + height))

    return Piece(height, paint)
