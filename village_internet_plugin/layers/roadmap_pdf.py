# SPDX-License-Identifier: GPL-2.0-or-later
"""The technical roadmap as one PDF: cover, contents, chapters, a page for each village."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qgis.core import QgsFeedback
from qgis.PyQt.QtCore import QCoreApplication, QMarginsF
from qgis.PyQt.QtGui import QPageSize, QPainter, QPdfWriter

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.version import VERSION
from village_internet_plugin.layers.roadmap import paper
from village_internet_plugin.layers.roadmap.block_pieces import chapter_pieces
from village_internet_plugin.layers.roadmap.flow import Page, Piece, set_on_pages
from village_internet_plugin.layers.roadmap.front_matter import (
    CONTENTS,
    COVER_MAP,
    ContentsLine,
    contents_pieces,
    paint_cover,
)
from village_internet_plugin.layers.roadmap.map_pieces import MapPieces
from village_internet_plugin.layers.roadmap.outline import OutlineEntry, with_outline
from village_internet_plugin.layers.roadmap.plan_maps import PlanMaps
from village_internet_plugin.layers.roadmap.running_lines import paint_running_lines
from village_internet_plugin.reports.roadmap.blocks import Roadmap

_LISTED_LEVELS = (0, 1)
"""Of the bookmarks, the printed contents list chapters and sections, not every village."""


class RoadmapCancelled(Exception):
    """The user stopped the roadmap; no file was written."""


@dataclass(frozen=True)
class _Document:
    """Everything that is painted, page by page; the cover comes before `pages`."""

    roadmap: Roadmap
    language: str
    pages: list[Page]
    maps: PlanMaps

    @property
    def count(self) -> int:
        return 1 + len(self.pages)


def write_roadmap_pdf(
    roadmap: Roadmap,
    plan: Plan,
    plan_path: Path,
    language: str,
    output: Path,
    feedback: QgsFeedback | None = None,
) -> int:
    """Write `roadmap` in `language` to `output`, replacing an older one; return its pages.

    The maps show the plan at `plan_path`. Raises InputError when `output` cannot be written and
    RoadmapCancelled when `feedback` is cancelled; `output` is then as it was. It draws with
    QGIS's layouts, which belong to the main thread.
    """
    feedback = feedback or QgsFeedback()
    maps = PlanMaps(plan, plan_path, language)
    pages = _pages(roadmap, language, maps)
    document = _Document(roadmap, language, pages, maps)
    try:
        with tempfile.TemporaryDirectory(prefix=".roadmap-", dir=output.parent) as folder:
            unfinished = Path(folder) / "roadmap.pdf"
            _paint(document, unfinished, feedback)
            unfinished.write_bytes(with_outline(_whole(unfinished), _outline(pages)))
            os.replace(unfinished, output)
    except OSError as failure:
        raise _not_written(output, failure.strerror or str(failure)) from failure
    return document.count


def _whole(path: Path) -> bytes:
    """Return the finished document; raises OSError where its end is missing.

    Qt tells nobody when a disk is full: what it could not write is just not there.
    """
    content = path.read_bytes()
    if not content.rstrip().endswith(b"%%EOF"):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return content


def _pages(roadmap: Roadmap, language: str, maps: PlanMaps) -> list[Page]:
    """Return the contents and the chapters; the length of the contents decides their numbers."""
    pieces: list[Piece] = []
    of_blocks = MapPieces(maps, roadmap.sources, language)
    for chapter in roadmap.chapters:
        pieces += chapter_pieces(chapter, language)
        for block in chapter.blocks:
            new = of_blocks.pieces(block)
            if new and of_blocks.begins_page:
                new[0] = replace(new[0], starts_page=True)
            pieces += new
    body = set_on_pages(pieces)
    before = 1 + len(set_on_pages(contents_pieces(_listed(body, 0), language)))
    contents = set_on_pages(contents_pieces(_listed(body, before), language))
    for page in contents:
        page.chapter = CONTENTS.say(language)
    return [*contents, *body]


def _listed(body: Sequence[Page], before: int) -> list[ContentsLine]:
    """Return what the contents list, where `before` pages come before the chapters."""
    return [
        ContentsLine(piece.bookmark.title, piece.bookmark.level, before + number)
        for number, page in enumerate(body, start=1)
        for piece, _top in page.placed
        if piece.bookmark is not None and piece.bookmark.level in _LISTED_LEVELS
    ]


def _outline(pages: Sequence[Page]) -> list[OutlineEntry]:
    return [
        OutlineEntry(piece.bookmark.title, piece.bookmark.level, number)
        for number, page in enumerate(pages, start=1)
        for piece, _top in page.placed
        if piece.bookmark is not None
    ]


def _paint(document: _Document, path: Path, feedback: QgsFeedback) -> None:
    """Paint all pages into a new file."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0.0, 0.0, 0.0, 0.0))
    writer.setResolution(paper.DOTS_PER_INCH)
    roadmap = document.roadmap
    title = roadmap.title.say(document.language)
    writer.setTitle(" – ".join(part for part in (title, roadmap.plan_title) if part))
    writer.setCreator(f"Village Internet Planner {VERSION}")
    painter = QPainter()
    if not painter.begin(writer):
        raise OSError(f"{path.parent.parent} takes no file")
    try:
        document.maps.paint_cover(painter, COVER_MAP)
        paint_cover(painter, roadmap, document.language)
        for number, page in enumerate(document.pages, start=2):
            if feedback.isCanceled():
                raise RoadmapCancelled
            writer.newPage()
            _paint_page(painter, document, page, number)
            feedback.setProgress(100.0 * number / document.count)
    finally:
        painter.end()


def _paint_page(painter: QPainter, document: _Document, page: Page, number: int) -> None:
    paint_running_lines(
        painter, document.roadmap, document.language, page.chapter, number, document.count
    )
    for piece, top in page.placed:
        piece.paint(painter, top)


def _not_written(output: Path, reason: str) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "The file {path} cannot be written ({reason}). Choose a folder that you may write to.",
    )
    return InputError(sentence.format(path=output, reason=reason))
