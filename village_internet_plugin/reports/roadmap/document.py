# SPDX-License-Identifier: GPL-2.0-or-later
"""The roadmap put together: its cover, its eight chapters and its annexes."""

from __future__ import annotations

from dataclasses import replace

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.reports.roadmap.basis import basis
from village_internet_plugin.reports.roadmap.blocks import Chapter, Roadmap, Table
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN_NOTE
from village_internet_plugin.reports.roadmap.check_record import check_record
from village_internet_plugin.reports.roadmap.code_list import code_list
from village_internet_plugin.reports.roadmap.existing import existing
from village_internet_plugin.reports.roadmap.indicators import indicators
from village_internet_plugin.reports.roadmap.infrastructure import infrastructure
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs
from village_internet_plugin.reports.roadmap.operation import operation
from village_internet_plugin.reports.roadmap.phasing import phasing, year_of
from village_internet_plugin.reports.roadmap.point_tables import point_tables
from village_internet_plugin.reports.roadmap.risks import risks
from village_internet_plugin.reports.roadmap.sites import sites
from village_internet_plugin.reports.roadmap.village_sheets import village_sheets

TITLE = Words("Technical roadmap: Village Internet", "Peta jalan teknis Internet desa")
_PARTS = (
    basis,
    existing,
    sites,
    infrastructure,
    operation,
    phasing,
    risks,
    indicators,
    point_tables,
    village_sheets,
    check_record,
    code_list,
)
"""The chapters 1 to 8, then the annexes A to D."""
_PUBLISHED = Words("Published as revision {revision}", "Diterbitkan sebagai revisi {revision}")
_NOT_PUBLISHED = Words("Draft: not yet published", "Draf: belum diterbitkan")
_NOT_CHECKED = Words("Draft: not checked", "Draf: belum diperiksa")
_BLOCKED = Words(
    "Draft: the check has findings that block publishing",
    "Draf: ada temuan pemeriksaan yang menghalangi penerbitan",
)
_SOURCES = Words(
    "Plan {plan}; made with {with_what}.", "Rencana {plan}; dibuat dengan {with_what}."
)
REGENCIES_NAMED = 3


def roadmap_of(inputs: RoadmapInputs) -> Roadmap:
    """Return the whole document in both languages."""
    plan, report = inputs.plan, inputs.report
    if report is None:
        state = _NOT_CHECKED
    elif report.blocks_publishing:
        state = _BLOCKED
    elif not plan.base_revision:
        state = _NOT_PUBLISHED
    else:
        state = _PUBLISHED.filled(revision=plan.base_revision)
    return Roadmap(
        title=TITLE,
        plan_title=plan.title or plan.agency,
        agency=plan.agency,
        region=_region(inputs),
        year=_years(inputs),
        state=state,
        is_draft=report is None or report.blocks_publishing or not plan.base_revision,
        trace=inputs.trace,
        sources=_SOURCES.filled(plan=plan.plan_id, with_what=inputs.made_with),
        chapters=tuple(_without_idle_notes(part(inputs)) for part in _PARTS),
    )


def _without_idle_notes(chapter: Chapter) -> Chapter:
    """Drop what explains the sign for "not known" below tables that know everything."""
    blocks = tuple(
        replace(block, note=None)
        if isinstance(block, Table)
        and block.note == NOT_KNOWN_NOTE
        and not any(cell in (None, "") for row in block.rows for cell in row)
        else block
        for block in chapter.blocks
    )
    return replace(chapter, blocks=blocks)


def _region(inputs: RoadmapInputs) -> str:
    """Return the regencies with points, or the provinces where they are many."""
    states = inputs.with_points or inputs.states
    regencies = sorted({state.village.regency or "" for state in states} - {""})
    if len(regencies) <= REGENCIES_NAMED:
        return ", ".join(regencies)
    return ", ".join(sorted({state.village.province or "" for state in states} - {""}))


def _years(inputs: RoadmapInputs) -> str:
    """Return the years of the points: ``2026`` or ``2026-2028``; empty where none is known."""
    years = {year for point in inputs.points if (year := year_of(inputs, point)) is not None}
    if not years:
        return ""
    first, last = min(years), max(years)
    return str(first) if first == last else f"{first}–{last}"
