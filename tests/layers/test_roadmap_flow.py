# SPDX-License-Identifier: GPL-2.0-or-later
"""What belongs together stays on one page; heads come again; nothing is set outside the page."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtGui import QFontMetricsF, QPainter

from village_internet_plugin.domain.errors import ProgramFault
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.roadmap import paper
from village_internet_plugin.layers.roadmap.block_pieces import text_block_pieces
from village_internet_plugin.layers.roadmap.flow import Bookmark, Page, Piece, set_on_pages
from village_internet_plugin.layers.roadmap.lines import broken
from village_internet_plugin.layers.roadmap.tables import table_pieces
from village_internet_plugin.reports.roadmap.blocks import MONEY, Column, Figure, Table


def _nothing(_painter: QPainter, _top: float) -> None:
    """Paint nothing: only where the piece stands is asked for."""


def _piece(share: float, **more: object) -> Piece:
    return Piece(paper.HEIGHT * share, _nothing, **more)  # type: ignore[arg-type]


def _shares(pages: list[Page]) -> list[list[float]]:
    return [
        [round(piece.height / paper.HEIGHT, 3) for piece, _top in page.placed] for page in pages
    ]


def test_a_title_goes_to_the_next_page_with_what_follows_it() -> None:
    pieces = [_piece(0.8), _piece(0.1, keeps_next=True), _piece(0.2)]
    assert _shares(set_on_pages(pieces)) == [[0.8], [0.1, 0.2]]


def test_what_is_too_long_to_stay_together_fills_the_pages_one_after_the_other() -> None:
    pieces = [_piece(0.5), *[_piece(0.4, keeps_next=True)] * 4]
    # The last two fit on a page together, so they do stay together.
    assert _shares(set_on_pages(pieces)) == [[0.5, 0.4], [0.4], [0.4, 0.4]]


def test_the_head_of_a_table_comes_again_on_each_page() -> None:
    head = _piece(0.1, keeps_next=True)
    pages = set_on_pages([head, *[_piece(0.4, head=head)] * 5])
    assert _shares(pages) == [[0.1, 0.4, 0.4], [0.1, 0.4, 0.4], [0.1, 0.4]]


def test_the_chapter_runs_on_until_the_next_begins() -> None:
    first = _piece(0.9, starts_page=True, bookmark=Bookmark("One", 0))
    second = _piece(0.5, starts_page=True, bookmark=Bookmark("Two", 0))
    pages = set_on_pages([first, _piece(0.9), second])
    assert [page.chapter for page in pages] == ["One", "One", "Two"]


def test_no_piece_of_a_table_with_long_texts_stands_below_the_body_of_its_page() -> None:
    long = "Puskesmas Pembantu Sekuan Makmur " * 400
    rows = tuple((str(number), long if number == 30 else "Biu", 4_500_000) for number in range(90))
    columns = (
        Column(Words("No", "No")),
        Column(Words("Name", "Nama")),
        Column(Words("Money", "Uang"), MONEY),
    )
    table = Table("t", Words("T", "T"), columns, rows, (None, "Total", 405_000_000))
    pages = set_on_pages(table_pieces(table, "en"))
    assert len(pages) > 3
    assert all(
        top + piece.height <= paper.BOTTOM + 1 for page in pages for piece, top in page.placed
    )
    # The total is never alone: a row of what it sums stands above it, below the head.
    assert len(pages[-1].placed) >= 3


def test_no_line_is_wider_than_its_column_whatever_the_text() -> None:
    font = paper.lettering(8.5)
    metrics = QFontMetricsF(font)
    texts = ("x" * 300, "Desa <b>Biu</b> & \u202e\x00 co\nba", "", "a\tb", "w " * 200, "漢字" * 80)
    for text in texts:
        lines = broken(text, font, 300.0)
        assert lines
        assert all(metrics.horizontalAdvance(line) <= 300.5 for line in lines)
    # Nothing but spaces and signs without a shape is lost, and markup stays the text it is.
    assert "".join(broken("x" * 300, font, 300.0)) == "x" * 300
    assert broken("<b>Biu</b>", font, 3_000.0) == ["<b>Biu</b>"]


def test_a_figure_that_is_no_drawing_is_told_and_not_left_blank() -> None:
    words = Words("People", "Penduduk")
    damaged = Figure(words, Words("<svg", "<svg"), 160.0, 60.0, words)
    with pytest.raises(ProgramFault, match="The figure People cannot be drawn"):
        text_block_pieces(damaged, "en")
