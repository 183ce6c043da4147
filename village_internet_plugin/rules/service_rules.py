# SPDX-License-Identifier: GPL-2.0-or-later
"""VI301-VI304: whom a hotspot serves, and its turn among its village's points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from village_internet_plugin.domain.finding import NOTICE, WARNING
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.facts.columns import Floats
from village_internet_plugin.facts.hotspot_facts import HotspotFacts, VillageFacts
from village_internet_plugin.rules.parameters import NUMBERS, Parameter, RowParameters
from village_internet_plugin.rules.rule import METRES, POINTS, Judgement, Rule, SubjectFault


def _blank_spot(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    metres, reach = facts.place.blank_spot_m.round(3), limits.number("reach_m")
    serves = (metres <= reach) | (facts.place.unreached_people > 0)
    return Judgement(
        facts.active & facts.place.usable & ~serves,
        np.where(np.isfinite(metres), metres, np.nan),
        reach,
        variants=np.where(np.isfinite(metres), "plain", "none_near"),
    )


def _already_served(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    existing = facts.place.existing_in_village
    return Judgement(
        facts.active & facts.village_known & (existing > 0),
        existing,
        0.0,
        values=lambda row: {"village": facts.place.village[row].name},
    )


def _points_per_village(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    populations = np.array(
        [
            np.nan if village is None or village.population is None else village.population
            for village in facts.place.village
        ],
        dtype=np.float64,
    )
    allowed = _allowed_points(populations, limits.values("population_steps"))
    excess = facts.village.points - allowed
    failing = facts.active & facts.village_known & (facts.village.own_after < excess)
    return Judgement(
        failing & np.isfinite(populations),
        facts.village.points,
        allowed,
        values=lambda row: {
            "village": facts.place.village[row].name,
            "population": facts.place.village[row].population,
        },
    )


def _allowed_points(populations: Floats, steps: Sequence[Sequence[float]]) -> Floats:
    """Return how many points villages of these populations may have; each step is inclusive."""
    allowed = np.ones(len(populations))
    for one in {id(one): one for one in steps}.values():
        concerned = np.array([other is one for other in steps], dtype=np.bool_)
        for step in one:
            allowed += concerned & (populations > step)
    return allowed


def _population_unknown(
    villages: Sequence[VillageFacts], limits: RowParameters
) -> list[SubjectFault]:
    return [
        SubjectFault(
            facts.village.village_code,
            "unknown",
            values={"village": facts.village.name, "rows": facts.own_points},
            checked=False,
        )
        for facts in villages
        if facts.village.population is None
    ]


def _office_first(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    alone = (facts.place.existing_in_village == 0) & (facts.village.others == 0)
    at_office = limits.number("at_office_m")
    away = facts.village.nearest_office_m.round(3) > at_office
    return Judgement(
        facts.active & facts.village.is_first & facts.place.office_known & alone & away,
        facts.place.office_m.round(3),
        at_office,
        values=lambda row: {"village": facts.place.village[row].name},
    )


BLANK_SPOT = Rule(
    code="VI301",
    name="blank-spot",
    severity=NOTICE,
    unit=METRES,
    title=Words("Serves people without signal", "Melayani warga tanpa sinyal"),
    what=Words(
        "The hotspot serves a blank spot, or people whom no hotspot reaches yet.",
        "Titik melayani blank spot, atau warga yang belum terjangkau titik mana pun.",
    ),
    why=Words(
        "Blank spots come first (Permendagri 15/2024 asks regions for them).",
        "Blank spot didahulukan (Permendagri 15/2024 meminta datanya dari daerah).",
    ),
    how_to_fix=Words(
        "Where people are without signal nearby, move the point to them.",
        "Bila ada warga tanpa sinyal di sekitar, pindahkan titik ke sana.",
    ),
    messages={
        "plain": Words(
            "{hotspot} is {measured_m} from the nearest blank spot and reaches nobody new.",
            "{hotspot} berjarak {measured_m} dari blank spot terdekat dan tidak menjangkau warga "
            "baru.",
        ),
        "none_near": Words(
            "{hotspot} is far from every blank spot and reaches nobody new.",
            "{hotspot} jauh dari semua blank spot dan tidak menjangkau warga baru.",
        ),
    },
    judge=_blank_spot,
    parameters=(
        Parameter(
            "reach_m",
            300,
            Words("Metres a hotspot serves", "Meter jangkauan titik"),
            "Reach of an outdoor access point, 50-300 m; the agency sets it",
        ),
    ),
    needs_roles=("blank_spots", "settlements"),
)

ALREADY_SERVED = Rule(
    code="VI302",
    name="already-served",
    severity=WARNING,
    unit=POINTS,
    title=Words("Unserved villages first", "Desa yang belum terlayani lebih dulu"),
    what=Words("The village has no public hotspot yet.", "Desa belum punya titik hotspot publik."),
    why=Words(
        "Villages without any come first (Kaltim's programme).",
        "Desa yang belum punya didahulukan (program Kaltim).",
    ),
    how_to_fix=Words(
        "Give the point to a village without one, or waive with the reason.",
        "Berikan titik ke desa yang belum punya, atau kecualikan dengan alasan.",
    ),
    messages={
        "plain": Words(
            "{village} has public hotspots already ({measured}); {hotspot} would be another.",
            "{village} sudah punya {measured} titik publik; {hotspot} menambahnya.",
        )
    },
    judge=_already_served,
    needs_roles=("existing_hotspots",),
)

POINTS_PER_VILLAGE = Rule(
    code="VI303",
    name="points-per-village",
    severity=WARNING,
    unit=POINTS,
    title=Words("Points for its population", "Jumlah titik sesuai penduduk"),
    what=Words(
        "A village has no more points than its population allows.",
        "Jumlah titik di desa tidak melebihi yang sesuai dengan penduduknya.",
    ),
    why=Words(
        "Points go where people are (steps of the BharatNet tender).",
        "Titik mengikuti jumlah warga (jenjang dari tender BharatNet).",
    ),
    how_to_fix=Words(
        "Take back the points placed last, or waive with the reason.",
        "Tarik titik yang ditempatkan terakhir, atau kecualikan dengan alasan.",
    ),
    messages={
        "plain": Words(
            "{village} with {population} people would have {measured} points; {limit} are "
            "allowed, and {hotspot} was placed last.",
            "{village} dengan {population} jiwa akan punya {measured} titik; paling banyak "
            "{limit}, dan {hotspot} ditempatkan terakhir.",
        ),
        "unknown": Words(
            "The population of {village} is not known, so its points ({rows}) cannot be judged. "
            "Load it with the villages.",
            "Jumlah penduduk {village} tidak diketahui, jadi {rows} titiknya tidak dapat dinilai. "
            "Muat bersama data desa.",
        ),
    },
    judge=_points_per_village,
    judge_villages=_population_unknown,
    parameters=(
        Parameter(
            "population_steps",
            [1000, 3500, 7500, 12000],
            Words(
                "Populations up to which 1, 2, 3, 4 points are allowed",
                "Batas penduduk untuk 1, 2, 3, 4 titik",
            ),
            "BharatNet/USOF tender: hotspots by population",
            NUMBERS,
        ),
    ),
)

OFFICE_FIRST = Rule(
    code="VI304",
    name="office-first",
    severity=WARNING,
    unit=METRES,
    title=Words("First point at the office", "Titik pertama di kantor desa"),
    what=Words(
        "A village's first point is at its office.", "Titik pertama desa berada di kantor desa."
    ),
    why=Words(
        "The programme starts at the village office, then health posts and schools (Kaltim).",
        "Program dimulai dari kantor desa, lalu puskesmas dan sekolah (Kaltim).",
    ),
    how_to_fix=Words(
        "Place one point at the office, or waive with the reason.",
        "Tempatkan satu titik di kantor desa, atau kecualikan dengan alasan.",
    ),
    messages={
        "plain": Words(
            "{hotspot} is the first point of {village} but stands {measured_m} from its office.",
            "{hotspot} titik pertama {village}, tetapi berjarak {measured_m} dari kantor desa.",
        )
    },
    judge=_office_first,
    parameters=(
        Parameter(
            "at_office_m",
            100,
            Words("Metres that count as at the office", "Meter yang dianggap di kantor desa"),
            "The grounds of an office; the agency sets it",
        ),
    ),
)

SERVICE_RULES = (BLANK_SPOT, ALREADY_SERVED, POINTS_PER_VILLAGE, OFFICE_FIRST)
