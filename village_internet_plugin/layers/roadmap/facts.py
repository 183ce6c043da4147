# SPDX-License-Identifier: GPL-2.0-or-later
"""What is known of a village, as pairs of name and value in two columns."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtGui import QPainter

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.roadmap import paper
from village_internet_plugin.layers.roadmap.flow import Piece
from village_internet_plugin.layers.roadmap.lines import broken, paint_line
from village_internet_plugin.layers.roadmap.paper import LEFT, WIDTH, dots, line_height
from village_internet_plugin.reports.roadmap.blocks import Cell, Column
from village_internet_plugin.reports.roadmap.cells import cell_text

_GAP = dots(6.0)
_HALF = (WIDTH - _GAP) / 2
_NAME_SHARE = 0.46
_SIZE_PT = 8.5


def fact_pieces(facts: Sequence[tuple[Words, Cell]], language: str) -> list[Piece]:
    """Return the pairs, two beside each other, read from left to right."""
    pairs = [
        (name.say(language), cell_text(value, Column(name), language)) for name, value in facts
    ]
    rows = [pairs[start : start + 2] for start in range(0, len(pairs), 2)]
    return [_row(row, is_first=index == 0) for index, row in enumerate(rows)]


def _row(pairs: Sequence[tuple[str, str]], *, is_first: bool) -> Piece:
    plain, bold = paper.lettering(_SIZE_PT), paper.lettering(_SIZE_PT, bold=True)
    name_width = _HALF * _NAME_SHARE
    set_pairs = [
        (
            broken(name, plain, name_width - dots(2.0)),
            broken(value, bold, _HALF - name_width),
        )
        for name, value in pairs
    ]
    step = line_height(plain)
    most = max(len(lines) for pair in set_pairs for lines in pair)

    def paint(painter: QPainter, top: float) -> None:
        for column, (names, values) in enumerate(set_pairs):
            left = LEFT + column * (_HALF + _GAP)
            for index, line in enumerate(names):
                paint_line(painter, line, plain, paper.SOFT, left, top + index * step)
            for index, line in enumerate(values):
                paint_line(painter, line, bold, paper.INK, left + name_width, top + index * step)

    return Piece(most * step + dots(0.6), paint, space=dots(3.0) if is_first else 0.0)
