# SPDX-License-Identifier: GPL-2.0-or-later
"""The cover of the roadmap and its table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from qgis.PyQt.QtCore import QPointF, QRectF
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.roadmap import paper
from village_internet_plugin.layers.roadmap.block_pieces import line_pieces
from village_internet_plugin.layers.roadmap.flow import Piece
from village_internet_plugin.layers.roadmap.lines import (
    broken,
    height_of,
    paint_line,
    paint_to_the_right,
    shortened,
)
from village_internet_plugin.layers.roadmap.paper import LEFT, RIGHT, WIDTH, dots, line_height
from village_internet_plugin.layers.roadmap.plan_map import MapBox
from village_internet_plugin.layers.roadmap.running_lines import trace_text
from village_internet_plugin.reports.roadmap.blocks import Roadmap

CONTENTS = Words("Contents", "Daftar isi")
COVER_MAP = MapBox(22.0, 118.0, 166.0, 118.0)
"""Where the cover shows the plan, in millimetres."""
_BAND_BOTTOM = dots(106.0)


class ContentsLine(NamedTuple):
    """A chapter or a section, and the number printed on its first page."""

    title: str
    level: int
    page: int


def paint_cover(painter: QPainter, roadmap: Roadmap, language: str) -> None:
    """Paint the first page, but for its map."""
    edge = dots(paper.PAGE_WIDTH_MM + 2.0)
    painter.fillRect(QRectF(0.0, 0.0, edge, _BAND_BOTTOM), QColor(paper.ACCENT_DARK))
    painter.fillRect(QRectF(0.0, _BAND_BOTTOM, edge, dots(2.0)), QColor(paper.ACCENT))
    agency = paper.lettering(12.0, bold=True)
    top = dots(22.0)
    for line in broken(roadmap.agency, agency, WIDTH)[:2]:
        paint_line(painter, line, agency, "#ffffff", LEFT, top)
        top += line_height(agency)
    lines, font = _title(roadmap.title.say(language))
    top = dots(42.0)
    for line in lines:
        paint_line(painter, line, font, "#ffffff", LEFT, top)
        top += line_height(font)
    below = paper.lettering(13.0)
    subtitles = (roadmap.plan_title, " · ".join(filter(None, (roadmap.region, roadmap.year))))
    top += dots(3.0)
    for line in (part for text in subtitles for part in broken(text, below, WIDTH)[:2] if part):
        paint_line(painter, line, below, "#d6e6f2", LEFT, top)
        top += line_height(below)
    _paint_state(painter, roadmap, language)


def _title(text: str) -> tuple[list[str], QFont]:
    """Return the title's lines, and the lettering in which the band has room for them."""
    font = paper.lettering(18.0, bold=True)
    for size_pt in (30.0, 26.0, 22.0, 18.0):
        font = paper.lettering(size_pt, bold=True)
        lines = broken(text, font, WIDTH)
        if height_of(lines, font) <= dots(32.0):
            break
    return lines, font


def _paint_state(painter: QPainter, roadmap: Roadmap, language: str) -> None:
    """Paint whether the plan is a draft, and where its numbers come from."""
    colour = paper.ALERT if roadmap.is_draft else paper.ACCENT
    font = paper.lettering(10.0, bold=True)
    lines = broken(roadmap.state.say(language), font, WIDTH - dots(8.0))
    top = dots(243.0)
    height = height_of(lines, font) + dots(5.0)
    painter.fillRect(QRectF(LEFT, top, WIDTH, height), QColor(paper.STRIPE))
    painter.fillRect(QRectF(LEFT, top, dots(1.5), height), QColor(colour))
    for index, line in enumerate(lines):
        y = top + dots(2.5) + index * line_height(font)
        paint_line(painter, line, font, colour, LEFT + dots(5.0), y)
    small = paper.lettering(paper.SMALL_PT + 0.5)
    y = top + height + dots(3.0)
    for line in broken(trace_text(roadmap.trace, language), small, WIDTH):
        paint_line(painter, line, small, paper.SOFT, LEFT, y)
        y += line_height(small)


def contents_pieces(lines: Sequence[ContentsLine], language: str) -> list[Piece]:
    """Return the table of contents; it takes the same pages whatever the numbers are."""
    title = line_pieces(
        CONTENTS.say(language),
        paper.lettering(paper.CHAPTER_PT, bold=True),
        colour=paper.ACCENT_DARK,
    )
    return [*title, *(_contents_line(line) for line in lines)]


def _contents_line(line: ContentsLine) -> Piece:
    is_chapter = line.level == 0
    font = paper.lettering(11.0 if is_chapter else 9.5, bold=is_chapter)
    left = LEFT if is_chapter else LEFT + dots(7.0)
    metrics = QFontMetricsF(font)
    title = shortened(line.title, font, RIGHT - left - dots(18.0))

    def paint(painter: QPainter, top: float) -> None:
        colour = paper.ACCENT_DARK if is_chapter else paper.INK
        paint_line(painter, title, font, colour, left, top)
        number = str(line.page)
        paint_to_the_right(painter, number, font, colour, RIGHT, top)
        base = top + metrics.ascent()
        pen = QPen(QColor(paper.FAINT), dots(0.25))
        painter.setPen(pen)
        start = left + metrics.horizontalAdvance(title) + dots(2.0)
        end = RIGHT - metrics.horizontalAdvance(number) - dots(2.0)
        painter.drawLine(QPointF(start, base), QPointF(end, base))

    return Piece(line_height(font), paint, space=dots(3.4 if is_chapter else 0.7))
