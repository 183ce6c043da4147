# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap as one HTML page that opens offline: no script, no other file, all escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.reports.charts import printable
from village_internet_plugin.reports.roadmap.blocks import (
    Block,
    Bullets,
    Cell,
    Chapter,
    Column,
    Figure,
    Heading,
    Map,
    Paragraph,
    Roadmap,
    Table,
    VillageSheet,
    VillageSheets,
)
from village_internet_plugin.reports.roadmap.cells import cell_text, total_text
from village_internet_plugin.reports.roadmap.page_map import village_anchor

_STYLE = """
body { font: 16px/1.5 sans-serif; color: #222; background: #fff; max-width: 70em; margin: 2em auto;
  padding: 0 1em }
header { border-bottom: 3px solid #1f4e5f } h1 { margin-bottom: 0 } h2 { margin-top: 2.5em }
.draft { border: 2px solid #a33c00; color: #a33c00; padding: .2em .8em; display: inline-block }
table { border-collapse: collapse; width: 100%; margin: 1.2em 0; font-size: .88em }
caption { text-align: left; font-weight: bold; padding: .3em 0 }
th, td { text-align: left; vertical-align: top; padding: .3em .5em; border-bottom: 1px solid #ccc;
  overflow-wrap: break-word }
thead th { border-bottom: 2px solid #1f4e5f } tfoot td { font-weight: bold }
.number { text-align: right } td.number { white-space: nowrap } .wide { overflow-x: auto }
.remark, .trace { color: #555; font-size: .88em } .trace { word-break: break-all }
figure { margin: 1.5em 0 } figcaption { font-weight: bold }
figure svg { width: 100%; height: auto; max-height: 90vh }
.map path { stroke: #666; stroke-width: .5 } .map .village { fill: #fafafa }
.map .planned { fill: #cfdde2 } .map a:hover .planned { fill: #9fbcc6 }
.map .spot { fill: #e6a86e; fill-opacity: .6; stroke: #8a4b10; stroke-width: .7 }
.map .standing { fill: #fff; stroke: #222; stroke-width: 1.5 }
.map .point { fill: #1f4e5f; stroke: #fff; stroke-width: 1 } .map text { font: 15px sans-serif }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1em 1em } dd { margin: 0 }
@media print { body { margin: 0 } h2 { break-before: page } tr, figure { break-inside: avoid }
  thead { display: table-header-group } tfoot { display: table-row-group } }
"""
_CONTENTS = Words("Contents", "Daftar isi")
_ANNEX = Words("Annex", "Lampiran")
_TRACE = Words(
    "Revision {revision}; rule set {rule_set}; reference data {reference}; made on {made_on}. "
    "{sources}",
    "Revisi {revision}; kumpulan aturan {rule_set}; data acuan {reference}; dibuat {made_on}. "
    "{sources}",
)
_DRAFT_REVISION = Words("none yet", "belum ada")

DrawMap = Callable[[str, str], str]
"""Gives the SVG element of a kind of map in a language."""


def roadmap_page(roadmap: Roadmap, language: str, draw_map: DrawMap) -> str:
    """Return the page in `language`; all that comes from the plan is escaped."""
    title = f"{roadmap.title.say(language)}: {roadmap.plan_title}"
    about = " · ".join(part for part in (roadmap.agency, roadmap.region, roadmap.year) if part)
    state = "draft" if roadmap.is_draft else "state"
    chapters = "\n".join(_chapter(each, language, draw_map) for each in roadmap.chapters)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{_text(title)}</h1>\n<p>{_text(about)}</p>\n"
        f'<p class="{state}">{_text(roadmap.state.say(language))}</p>\n</header>\n'
        f"<nav>\n<h2>{_CONTENTS.say(language)}</h2>\n<ul>\n{_contents(roadmap, language)}\n"
        f'</ul>\n</nav>\n<main>\n{chapters}\n</main>\n<footer class="trace">'
        f"{_text(trace_text(roadmap, language))}</footer>\n</body>\n</html>\n"
    )


def trace_text(roadmap: Roadmap, language: str) -> str:
    """Return where the numbers come from, in one line."""
    trace = roadmap.trace
    return _TRACE.say(
        language,
        revision=trace.revision or _DRAFT_REVISION.say(language),
        rule_set=trace.rule_set_version,
        reference=trace.reference_sha256,
        made_on=trace.made_on,
        sources=roadmap.sources.say(language),
    )


def _contents(roadmap: Roadmap, language: str) -> str:
    return "\n".join(
        f'<li><a href="#{_anchor(each)}">{_text(_title(each, language))}</a></li>'
        for each in roadmap.chapters
    )


def _title(chapter: Chapter, language: str) -> str:
    head = "" if chapter.number.isdigit() else f"{_ANNEX.say(language)} "
    return f"{head}{chapter.number}. {chapter.title.say(language)}"


def _anchor(chapter: Chapter) -> str:
    return f"bab-{chapter.number}"


def _chapter(chapter: Chapter, language: str, draw_map: DrawMap) -> str:
    head = f'<h2 id="{_anchor(chapter)}">{_text(_title(chapter, language))}</h2>'
    blocks = (part for block in chapter.blocks for part in _block(block, language, draw_map))
    return "\n".join(("<section>", head, *blocks, "</section>"))


def _block(block: Block, language: str, draw_map: DrawMap) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"<h3>{_text(block.text.say(language))}</h3>"
    elif isinstance(block, Paragraph):
        mark = ' class="remark"' if block.is_remark else ""
        yield f"<p{mark}>{_text(block.text.say(language))}</p>"
    elif isinstance(block, Bullets):
        items = "".join(f"<li>{_text(item.say(language))}</li>" for item in block.items)
        yield f"<ul>{items}</ul>"
    elif isinstance(block, Table):
        yield _table(block, language)
    elif isinstance(block, Figure):
        label = escape(block.description.say(language))
        yield f'<figure aria-label="{label}">{block.svg.say(language)}{_caption(block, language)}'
    elif isinstance(block, Map):
        yield f"<figure>{draw_map(block.kind, language)}{_caption(block, language)}"
    elif isinstance(block, VillageSheets):
        yield from (_sheet(sheet, language) for sheet in block.sheets)


def _caption(block: Figure | Map, language: str) -> str:
    return f"<figcaption>{_text(block.caption.say(language))}</figcaption></figure>"


def _table(table: Table, language: str) -> str:
    heads = "".join(
        f"<th{_class(column)}>{_text(column.title.say(language))}</th>" for column in table.columns
    )
    rows = "\n".join(_row(row, table.columns, language, cell_text) for row in table.rows)
    foot = ""
    if table.totals:
        foot = f"<tfoot>{_row(table.totals, table.columns, language, total_text)}</tfoot>\n"
    note = f'<p class="remark">{_text(table.note.say(language))}</p>' if table.note else ""
    return (
        f'<div class="wide"><table id="{escape(table.key)}">\n'
        f"<caption>{_text(table.caption.say(language))}</caption>\n"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n{foot}</table></div>\n{note}"
    )


def _row(
    row: tuple[Cell, ...],
    columns: tuple[Column, ...],
    language: str,
    shown: Callable[[Cell, Column, str], str],
) -> str:
    cells = (
        f"<td{_class(column)}>{_text(shown(cell, column, language))}</td>"
        for cell, column in zip(row, columns)
    )
    return f"<tr>{''.join(cells)}</tr>"


def _class(column: Column) -> str:
    return ' class="number"' if column.is_number else ""


def _sheet(sheet: VillageSheet, language: str) -> str:
    facts = "".join(
        f"<dt>{_text(name.say(language))}</dt><dd>{_text(_fact(value, language))}</dd>"
        for name, value in sheet.facts
    )
    table = _table(sheet.hotspots, language).replace(f' id="{sheet.hotspots.key}"', "", 1)
    anchor = village_anchor(sheet.village_code)
    return f'<h3 id="{anchor}">{_text(sheet.title.say(language))}</h3>\n<dl>{facts}</dl>\n{table}'


def _fact(value: Cell, language: str) -> str:
    return value.say(language) if isinstance(value, Words) else str(value)


def _text(text: str) -> str:
    return escape(printable(text))
