# SPDX-License-Identifier: GPL-2.0-or-later
"""The blocks of a roadmap as pieces for its pages: headings, text, lists, figures and tables."""

from __future__ import annotations

from dataclasses import replace

from qgis.PyQt.QtCore import QByteArray, QCoreApplication, QPointF, QRectF
from qgis.PyQt.QtGui import QColor, QFont, QPainter, QPen
from qgis.PyQt.QtSvg import QSvgRenderer

from village_internet_plugin.domain.errors import ProgramFault
from village_internet_plugin.layers.roadmap import paper
from village_internet_plugin.layers.roadmap.flow import Bookmark, Paint, Piece
from village_internet_plugin.layers.roadmap.lines import broken, paint_line
from village_internet_plugin.layers.roadmap.paper import LEFT, RIGHT, WIDTH, dots, line_height
from village_internet_plugin.layers.roadmap.tables import table_pieces
from village_internet_plugin.reports.roadmap.blocks import (
    Bullets,
    Chapter,
    Figure,
    Heading,
    Paragraph,
    Table,
)

_INDENT = dots(4.5)
_AFTER_PARAGRAPH = dots(2.6)


def chapter_pieces(chapter: Chapter, language: str) -> list[Piece]:
    """Return the title of a chapter, which begins a page and runs above the pages after it."""
    title = chapter_title(chapter, language)
    font = paper.lettering(paper.CHAPTER_PT, bold=True)
    pieces = [
        replace(piece, keeps_next=True)
        for piece in line_pieces(title, font, colour=paper.ACCENT_DARK)
    ]
    pieces[0] = replace(pieces[0], starts_page=True, bookmark=Bookmark(title, 0))

    def rule(painter: QPainter, top: float) -> None:
        painter.setPen(QPen(QColor(paper.ACCENT), dots(0.7)))
        painter.drawLine(
            QPointF(LEFT, top + dots(1.0)), QPointF(LEFT + dots(28.0), top + dots(1.0))
        )

    return [*pieces, Piece(dots(4.0), rule, keeps_next=True)]


def chapter_title(chapter: Chapter, language: str) -> str:
    """Return the number of a chapter and its title."""
    return f"{chapter.number}  {chapter.title.say(language)}"


def text_block_pieces(
    block: Heading | Paragraph | Bullets | Figure | Table, language: str
) -> list[Piece]:
    """Return the pieces of a block that holds no map."""
    if isinstance(block, Heading):
        return heading_pieces(block.text.say(language), level=1)
    if isinstance(block, Paragraph):
        return _paragraph(block, language)
    if isinstance(block, Bullets):
        return [piece for item in block.items for piece in _item(item.say(language))]
    if isinstance(block, Figure):
        return _figure(block, language)
    pieces = table_pieces(block, language)
    if block.note is None:
        return pieces
    pieces[-1] = replace(pieces[-1], keeps_next=True)
    return [*pieces, *note_pieces(block.note.say(language))]


def heading_pieces(text: str, level: int, *, starts_page: bool = False) -> list[Piece]:
    """Return the title of a section, listed among the bookmarks at `level`."""
    font = paper.lettering(paper.HEADING_PT, bold=True)
    pieces = [
        replace(piece, keeps_next=True) for piece in line_pieces(text, font, colour=paper.ACCENT)
    ]
    pieces[0] = replace(
        pieces[0], space=dots(5.5), starts_page=starts_page, bookmark=Bookmark(text, level)
    )
    pieces[-1] = replace(pieces[-1], height=pieces[-1].height + dots(1.2))
    return pieces


def note_pieces(text: str) -> list[Piece]:
    """Return the small print below a table, a figure or a map."""
    font = paper.lettering(paper.SMALL_PT)
    pieces = line_pieces(text, font, colour=paper.SOFT, together=True)
    pieces[0] = replace(pieces[0], space=dots(1.2))
    pieces[-1] = replace(pieces[-1], height=pieces[-1].height + dots(2.0))
    return pieces


def caption_pieces(text: str) -> list[Piece]:
    """Return the title above a figure or a map, which stays with it."""
    font = paper.lettering(paper.CAPTION_PT, bold=True)
    pieces = [
        replace(piece, keeps_next=True)
        for piece in line_pieces(text, font, colour=paper.ACCENT_DARK)
    ]
    pieces[0] = replace(pieces[0], space=dots(5.0))
    pieces[-1] = replace(pieces[-1], height=pieces[-1].height + dots(0.8))
    return pieces


def line_pieces(
    text: str,
    font: QFont,
    *,
    colour: str = paper.INK,
    indent: float = 0.0,
    together: bool = False,
) -> list[Piece]:
    """Return the lines of a text; its first two and its last two stay together, or all of them."""
    lines = broken(text, font, WIDTH - indent)
    height = line_height(font)
    last = len(lines) - 1

    def piece(index: int, line: str) -> Piece:
        def paint(painter: QPainter, top: float) -> None:
            paint_line(painter, line, font, colour, LEFT + indent, top)

        is_kept = index < last and (together or index in (0, last - 1))
        return Piece(height, paint, keeps_next=is_kept)

    return [piece(index, line) for index, line in enumerate(lines)]


def _paragraph(block: Paragraph, language: str) -> list[Piece]:
    font = paper.lettering(paper.BODY_PT - (1.0 if block.is_remark else 0.0))
    colour = paper.SOFT if block.is_remark else paper.INK
    indent = _INDENT if block.is_remark else 0.0
    pieces = line_pieces(block.text.say(language), font, colour=colour, indent=indent)
    if block.is_remark:
        pieces = [replace(piece, paint=_beside_a_bar(piece)) for piece in pieces]
    pieces[0] = replace(pieces[0], space=_AFTER_PARAGRAPH)
    return pieces


def _beside_a_bar(piece: Piece) -> Paint:
    def paint(painter: QPainter, top: float) -> None:
        bar = QRectF(LEFT + dots(1.2), top, dots(0.8), piece.height)
        painter.fillRect(bar, QColor(paper.FAINT))
        piece.paint(painter, top)

    return paint


def _item(text: str) -> list[Piece]:
    font = paper.lettering(paper.BODY_PT)
    pieces = line_pieces(text, font, indent=_INDENT)
    first = pieces[0]

    def paint(painter: QPainter, top: float) -> None:
        paint_line(painter, "•", font, paper.ACCENT, LEFT + dots(1.2), top)
        first.paint(painter, top)

    pieces[0] = replace(first, paint=paint, space=dots(1.3))
    return pieces


def _figure(block: Figure, language: str) -> list[Piece]:
    """Return the drawing, as large as it was made, smaller where the page is narrower."""
    drawing = QSvgRenderer(QByteArray(block.svg.say(language).encode("utf-8")))
    if not drawing.isValid():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The figure {caption} cannot be drawn, so no roadmap was written. "
            "Please report it with the plan.",
        )
        raise ProgramFault(sentence.format(caption=block.caption.say(language)))
    scale = min(1.0, WIDTH / dots(block.width_mm), 0.8 * paper.HEIGHT / dots(block.height_mm))
    width, height = dots(block.width_mm) * scale, dots(block.height_mm) * scale

    def paint(painter: QPainter, top: float) -> None:
        drawing.render(painter, QRectF((LEFT + RIGHT - width) / 2, top, width, height))

    return [*caption_pieces(block.caption.say(language)), Piece(height + dots(2.0), paint)]
