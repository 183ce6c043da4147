# SPDX-License-Identifier: GPL-2.0-or-later
"""VI105-VI106: how near other points stand: of this plan, of other plans, or there already."""

from __future__ import annotations

import numpy as np

from village_internet_plugin.domain.finding import ERROR, WARNING
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.facts.hotspot_facts import HotspotFacts
from village_internet_plugin.rules.parameters import Parameter, RowParameters
from village_internet_plugin.rules.rule import METRES, POINTS, Judgement, Rule, where_true


def _spacing(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    metres, limit = facts.near.nearest_m.round(3), limits.number("min_m")
    return Judgement(
        facts.active & (metres < limit),
        metres,
        limit,
        values=lambda row: {"other": facts.near.nearest_label[row]},
    )


def _duplicate(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    repeated = facts.near.same_id_rows > 1
    metres, limit = facts.near.nearest_m.round(3), limits.number("max_m")
    failing = repeated | (facts.active & (metres <= limit))
    if not failing.any():
        return Judgement(failing)
    return Judgement(
        failing,
        np.where(repeated, facts.near.same_id_rows, metres),
        np.where(repeated, 1.0, limit),
        variants=np.where(repeated, "same_id", "same_place"),
        units=where_true(repeated, POINTS),
        values=lambda row: {
            "other": facts.near.nearest_label[row],
            "rows": int(facts.near.same_id_rows[row]),
        },
    )


SPACING = Rule(
    code="VI105",
    name="spacing",
    severity=WARNING,
    unit=METRES,
    title=Words("Far enough from other points", "Cukup jauh dari titik lain"),
    what=Words(
        "No other proposed, published or existing hotspot is nearer than the limit.",
        "Tidak ada titik lain (usulan, terbit, atau yang sudah ada) lebih dekat dari batas.",
    ),
    why=Words(
        "Two points side by side serve the same people and may disturb each other.",
        "Dua titik berdampingan melayani warga yang sama dan dapat saling mengganggu.",
    ),
    how_to_fix=Words(
        "Move one of the two, or drop it.", "Pindahkan salah satu titik, atau batalkan."
    ),
    messages={
        "plain": Words(
            "{hotspot} is {measured_m} from {other}; at least {limit_m} is wanted.",
            "{hotspot} berjarak {measured_m} dari {other}; paling dekat {limit_m}.",
        )
    },
    judge=_spacing,
    parameters=(
        Parameter(
            "min_m",
            200,
            Words("Metres to the nearest other point", "Meter ke titik lain terdekat"),
            "Reach of an outdoor access point, 50-300 m; the agency sets it",
        ),
    ),
)

DUPLICATE = Rule(
    code="VI106",
    name="duplicate",
    severity=ERROR,
    unit=METRES,
    title=Words("No duplicate", "Tidak ganda"),
    what=Words(
        "No other hotspot stands at the same place, and no id is used twice.",
        "Tidak ada titik lain di tempat yang sama dan tidak ada id yang dipakai dua kali.",
    ),
    why=Words(
        "A point entered twice is paid for twice.", "Titik yang tercatat dua kali dibayar dua kali."
    ),
    how_to_fix=Words(
        "Delete one of the two, or give the copy an id of its own.",
        "Hapus salah satunya, atau beri salinannya id sendiri.",
    ),
    messages={
        "same_id": Words(
            "The id of {hotspot} stands on {rows} rows.", "Id {hotspot} dipakai di {rows} baris."
        ),
        "same_place": Words(
            "{hotspot} stands at the same place as {other}.",
            "{hotspot} berada di tempat yang sama dengan {other}.",
        ),
    },
    judge=_duplicate,
    parameters=(
        Parameter(
            "max_m",
            1,
            Words("Metres within which it is the same place", "Meter yang dianggap tempat sama"),
            "Below the accuracy of a handheld receiver",
        ),
    ),
)

NEIGHBOUR_RULES = (SPACING, DUPLICATE)
