# SPDX-License-Identifier: GPL-2.0-or-later
"""Annex B: a page for each village with points: who lives there, what stands, what is planned."""

from __future__ import annotations

from collections.abc import Mapping

from village_internet_plugin.domain.languages import Words, number_words
from village_internet_plugin.reports.roadmap.blocks import (
    Block,
    Cell,
    Chapter,
    Paragraph,
    VillageSheet,
    VillageSheets,
)
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs, VillageState
from village_internet_plugin.reports.roadmap.phrases import DISTRICT, REGENCY, value_words
from village_internet_plugin.reports.roadmap.point_tables import point_rows, verdicts

_NONE = Words(
    "No village of the reference data has a point in this plan.",
    "Belum ada desa pada data acuan yang memiliki titik dalam rencana ini.",
)


def village_sheets(inputs: RoadmapInputs) -> Chapter:
    """Return annex B, in the order of districts and names."""
    verdict = verdicts(inputs)
    states = sorted(
        inputs.with_points,
        key=lambda each: (each.village.regency or "", each.district, each.village.name),
    )
    sheets = tuple(_sheet(inputs, state, verdict) for state in states)
    blocks: tuple[Block, ...] = (VillageSheets(sheets),) if sheets else (Paragraph(_NONE),)
    return Chapter("B", Words("Village pages", "Lembar desa"), blocks)


def _sheet(
    inputs: RoadmapInputs, state: VillageState, verdict: Mapping[str, Words]
) -> VillageSheet:
    village = state.village
    kind = value_words(village.kind) or Words("Village", "Desa")
    title = Words(f"{kind.en} {village.name}", f"{kind.id} {village.name}")
    return VillageSheet(
        village.village_code,
        title,
        _facts(inputs, state),
        point_rows(inputs, state.points, verdict),
    )


def _facts(inputs: RoadmapInputs, state: VillageState) -> tuple[tuple[Words, Cell], ...]:
    village, reach = state.village, state.reach
    has_spots = "blank_spots" in inputs.loaded
    is_known = "existing_hotspots" in inputs.loaded
    return (
        (Words("Village code", "Kode desa"), village.village_code),
        (DISTRICT, village.district or NOT_KNOWN),
        (REGENCY, village.regency or NOT_KNOWN),
        (Words("Population", "Jumlah penduduk"), _number(village.population)),
        (Words("Households", "Jumlah KK"), _number(village.households)),
        (
            Words("Blank spots", "Blank spot"),
            _number(len(state.blank_spots) if has_spots else None),
        ),
        (
            Words("Points that stand", "Titik eksisting"),
            _number(len(state.existing) if is_known else None),
        ),
        (Words("Planned points", "Titik rencana"), _number(len(state.points))),
        (
            Words("People reached today", "Penduduk terjangkau saat ini"),
            _number(reach.now if reach else None),
        ),
        (
            Words("People reached with the plan", "Penduduk terjangkau dengan rencana"),
            _number(reach.planned if reach else None),
        ),
    )


def _number(value: int | None) -> Cell:
    return NOT_KNOWN if value is None else number_words(value)
