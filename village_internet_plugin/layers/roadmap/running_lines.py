# SPDX-License-Identifier: GPL-2.0-or-later
"""The lines above and below every page: which document and chapter, its sources, page n of m."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPainter, QPen

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.roadmap import paper
from village_internet_plugin.layers.roadmap.lines import (
    paint_line,
    paint_to_the_right,
    shortened,
)
from village_internet_plugin.layers.roadmap.paper import LEFT, RIGHT, WIDTH, dots, line_height
from village_internet_plugin.reports.roadmap.blocks import Roadmap, Trace

_PAGE = Words("Page {number} of {count}", "Halaman {number} dari {count}")
_DRAFT = Words("DRAFT", "DRAF")
_TRACE = Words(
    "Rule set {rules} · reference data {reference} · {revision} · {made_on}",
    "Kumpulan aturan {rules} · data acuan {reference} · {revision} · {made_on}",
)
_REVISION = Words("revision {number}", "revisi {number}")
_UNPUBLISHED = Words("not yet published", "belum diterbitkan")
_SHOWN_OF_HASH = 12


def trace_text(trace: Trace, language: str) -> str:
    """Return where the numbers of the document come from, in one line."""
    revision = _REVISION.filled(number=trace.revision) if trace.revision else _UNPUBLISHED
    reference = trace.reference_sha256[:_SHOWN_OF_HASH] or "–"
    return _TRACE.say(
        language,
        rules=trace.rule_set_version,
        reference=reference,
        revision=revision.say(language),
        made_on=trace.made_on,
    )


def paint_running_lines(
    painter: QPainter, roadmap: Roadmap, language: str, chapter: str, number: int, count: int
) -> None:
    """Paint what stands above and below the body of page `number` of `count`."""
    font = paper.lettering(paper.SMALL_PT)
    bold = paper.lettering(paper.SMALL_PT, bold=True)
    height = line_height(font)
    top = paper.HEADER_BASE - height
    left = LEFT
    if roadmap.is_draft:
        mark = _DRAFT.say(language)
        paint_line(painter, mark, bold, paper.ALERT, left, top)
        left += QFontMetricsF(bold).horizontalAdvance(mark) + dots(3.0)
    title = " · ".join(part for part in (roadmap.plan_title, roadmap.agency) if part)
    half = WIDTH / 2 - dots(2.0)
    room = LEFT + half - left
    paint_line(painter, shortened(title, font, room), font, paper.SOFT, left, top)
    paint_to_the_right(painter, shortened(chapter, font, half), font, paper.SOFT, RIGHT, top)
    painter.setPen(QPen(QColor(paper.FAINT), dots(0.2)))
    for level in (paper.HEADER_BASE + dots(1.2), paper.FOOTER_BASE - dots(1.5)):
        painter.drawLine(QPointF(LEFT, level), QPointF(RIGHT, level))
    page = _PAGE.say(language, number=number, count=count)
    room = WIDTH - QFontMetricsF(bold).horizontalAdvance(page) - dots(3.0)
    trace = shortened(trace_text(roadmap.trace, language), font, room)
    paint_line(painter, trace, font, paper.SOFT, LEFT, paper.FOOTER_BASE)
    paint_to_the_right(painter, page, bold, paper.SOFT, RIGHT, paper.FOOTER_BASE)
