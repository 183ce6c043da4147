# SPDX-License-Identifier: GPL-2.0-or-later
"""Annex D: the villages by code, each with where it stands in this plan."""

from __future__ import annotations

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.reports.roadmap.blocks import Chapter, Table
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN_NOTE
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs, VillageState
from village_internet_plugin.reports.roadmap.phrases import (
    DISTRICT,
    REGENCY,
    VILLAGE,
    text,
    value_words,
)

ROWS_AT_MOST = 2_000
"""Beyond so many villages only those with points are listed: the rest is in the reference."""
_PLANNED, _SERVED = Words("in this plan", "dalam rencana"), Words("has service", "terlayani")
_BOTH = Words("has service, more planned", "terlayani, ditambah")
_WAITING = Words("waiting", "menunggu")
_NOT_PLANNED = Words("not in this plan", "tidak dalam rencana")
_ONLY_PLANNED = Words(
    "The reference data has too many villages to list: only those with points are here.",
    "Desa pada data acuan terlalu banyak untuk dicantumkan: hanya desa bertitik yang dimuat.",
)


def code_list(inputs: RoadmapInputs) -> Chapter:
    """Return annex D."""
    is_cut = len(inputs.states) > ROWS_AT_MOST
    states = inputs.with_points if is_cut else inputs.states
    rows = tuple(
        (
            state.village.village_code,
            state.village.name,
            value_words(state.village.kind),
            state.village.district,
            state.village.regency,
            _standing(inputs, state),
        )
        for state in sorted(states, key=lambda each: each.village.village_code)
    )
    table = Table(
        "villages",
        Words("Villages by Kemendagri code", "Desa/kelurahan menurut kode Kemendagri"),
        (
            text(Words("Code", "Kode"), 1),
            text(VILLAGE, 1.4),
            text(Words("Kind", "Jenis"), 0.8),
            text(DISTRICT, 1.2),
            text(REGENCY, 1.2),
            text(Words("State", "Keadaan"), 1.2),
        ),
        rows,
        note=_ONLY_PLANNED if is_cut else NOT_KNOWN_NOTE,
    )
    return Chapter("D", Words("Code list", "Daftar kode wilayah"), (table,))


def _standing(inputs: RoadmapInputs, state: VillageState) -> Words:
    if state.points:
        return _BOTH if state.existing else _PLANNED
    if state.existing:
        return _SERVED
    return _WAITING if "existing_hotspots" in inputs.loaded else _NOT_PLANNED
