# SPDX-License-Identifier: GPL-2.0-or-later
"""VI101-VI104: where a hotspot stands, against the region, its village and its office."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from village_internet_plugin.domain.finding import ERROR, WARNING
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.facts.hotspot_facts import HotspotFacts, VillageFacts
from village_internet_plugin.rules.parameters import Parameter, RowParameters
from village_internet_plugin.rules.rule import (
    METRES,
    Judgement,
    Rule,
    SubjectFault,
    Values,
    where_true,
)


def _coordinate_valid(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    repairs = facts.place.repair
    positions = [hotspot.position for hotspot in facts.hotspots]
    variants = np.array(
        [
            repair.kind
            if repair
            else "missing"
            if position is None
            else "outside"
            if position.is_finite()
            else "not_finite"
            for repair, position in zip(repairs, positions)
        ],
        dtype=np.object_,
    )

    def values(row: int) -> Values:
        position = positions[row]
        return {
            "lon": f"{position.lon:.6f}" if position else "",
            "lat": f"{position.lat:.6f}" if position else "",
        }

    def changes(row: int) -> Values | None:
        repair = repairs[row]
        return {"lon": repair.position.lon, "lat": repair.position.lat} if repair else None

    return Judgement(
        facts.active & ~facts.place.usable, variants=variants, values=values, changes=changes
    )


def _inside_village(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    metres, tolerance = facts.place.outside_m.round(3), limits.number("tolerance_m")
    failing = facts.active & facts.place.usable & (metres > 0.0)
    if not failing.any():
        return Judgement(failing)
    beyond = metres > tolerance
    found, holds = facts.place.found, facts.place.found_holds
    offered = np.array([village is not None for village in found], dtype=np.bool_)
    variants = np.select([~beyond, holds, offered], ["near", "other", "beside"], "astray")

    def values(row: int) -> Values:
        return {
            "village": facts.place.village[row].name,
            "other": found[row].name if found[row] is not None else None,
            "tolerance_m": float(tolerance[row]),
        }

    def changes(row: int) -> Values | None:
        # A point tolerated outside its village stays with it unless another one holds it.
        mends = holds[row] or (beyond[row] and offered[row])
        return {"village_code": found[row].village_code} if mends else None

    return Judgement(
        failing,
        metres,
        tolerance,
        variants=variants,
        severities=where_true(~beyond, WARNING),
        values=values,
        changes=changes,
    )


def _shape_unknown(villages: Sequence[VillageFacts], limits: RowParameters) -> list[SubjectFault]:
    return [
        SubjectFault(
            facts.village.village_code,
            "shapeless",
            values={"village": facts.village.name, "rows": facts.own_points},
            checked=False,
        )
        for facts in villages
        if not facts.has_shape
    ]


def _office_distance(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    metres = facts.place.office_m.round(3)
    in_blank_spot = facts.place.in_blank_spot
    limit = np.where(in_blank_spot, limits.number("max_in_blank_spot_m"), limits.number("max_m"))
    failing = facts.active & (metres > limit)
    if not failing.any():
        return Judgement(failing)
    return Judgement(
        failing,
        metres,
        limit,
        variants=np.where(in_blank_spot, "in_blank_spot", "plain"),
        values=lambda row: {"village": facts.place.village[row].name},
    )


def _office_known(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    return Judgement(
        facts.active & facts.village_known & ~facts.place.office_known,
        values=lambda row: {"village": facts.place.village[row].name},
    )


COORDINATE_VALID = Rule(
    code="VI101",
    name="coordinate-valid",
    severity=ERROR,
    unit=None,
    title=Words("Valid position", "Koordinat sah"),
    what=Words(
        "The position is there, finite, and within the region of the plan's villages.",
        "Koordinat terisi, berupa angka, dan berada di wilayah desa-desa dalam rencana.",
    ),
    why=Words(
        "Exchanged axes and slipped signs put points into the sea or onto another continent.",
        "Sumbu yang tertukar atau tanda yang keliru menaruh titik di laut atau di negara lain.",
    ),
    how_to_fix=Words(
        "Take the offered correction, or place the point anew.",
        "Terima perbaikan yang ditawarkan, atau tempatkan ulang titiknya.",
    ),
    messages={
        "missing": Words("{hotspot} has no position.", "{hotspot} belum punya koordinat."),
        "not_finite": Words(
            "The position of {hotspot} is not a number.", "Koordinat {hotspot} bukan angka."
        ),
        "outside": Words(
            "{hotspot} at {lat}, {lon} lies outside the region of the plan.",
            "{hotspot} di {lat}, {lon} berada di luar wilayah rencana.",
        ),
        "swap": Words(
            "{hotspot} at {lat}, {lon} lies outside the region; with latitude and longitude "
            "exchanged it lies inside.",
            "{hotspot} di {lat}, {lon} di luar wilayah; bila lintang dan bujur ditukar, "
            "titiknya di dalam.",
        ),
        "shift": Words(
            "{hotspot} at {lat}, {lon} lies outside the region; moved by 360° it lies inside.",
            "{hotspot} di {lat}, {lon} di luar wilayah; digeser 360° titiknya di dalam.",
        ),
    },
    judge=_coordinate_valid,
    parameters=(
        Parameter(
            "margin_deg",
            0.1,
            Words(
                "Degrees by which the box of all villages is widened",
                "Derajat perluasan kotak semua desa",
            ),
            "Engineering choice: about 11 km, so that only slips are caught",
        ),
    ),
)

INSIDE_VILLAGE = Rule(
    code="VI102",
    name="inside-village",
    severity=ERROR,
    unit=METRES,
    title=Words("Inside its village", "Di dalam desanya"),
    what=Words(
        "The hotspot lies in the village it is declared for; a little outside is a warning.",
        "Titik berada di desa yang dinyatakan; sedikit di luar batas menjadi peringatan.",
    ),
    why=Words(
        "Money and people are counted by village; boundaries overlap and leave gaps.",
        "Anggaran dan penduduk dihitung per desa; batas desa saling tumpang atau bercelah.",
    ),
    how_to_fix=Words(
        "Declare the village that holds the point, or move the point into its village.",
        "Nyatakan desa tempat titik itu berada, atau pindahkan titik ke desanya.",
    ),
    messages={
        "near": Words(
            "{hotspot} lies {measured_m} outside {village}; up to {tolerance_m} is tolerated.",
            "{hotspot} berada {measured_m} di luar {village}; toleransinya {tolerance_m}.",
        ),
        "other": Words(
            "{hotspot} lies in {other}, {measured_m} outside {village}.",
            "{hotspot} berada di {other}, {measured_m} di luar {village}.",
        ),
        "beside": Words(
            "{hotspot} lies {measured_m} outside {village} and in no other village; {other} is "
            "within {tolerance_m}.",
            "{hotspot} berada {measured_m} di luar {village} dan tidak di desa mana pun; {other} "
            "dalam {tolerance_m}.",
        ),
        "astray": Words(
            "{hotspot} lies {measured_m} outside {village} and in no other village.",
            "{hotspot} berada {measured_m} di luar {village} dan tidak di desa mana pun.",
        ),
        "shapeless": Words(
            "The boundary of {village} is not known, so it cannot be judged whether its "
            "points ({rows}) lie inside. Load it with the villages.",
            "Batas {village} tidak diketahui, jadi {rows} titiknya tidak dapat dinilai. Muat "
            "bersama data desa.",
        ),
    },
    judge=_inside_village,
    judge_villages=_shape_unknown,
    parameters=(
        Parameter(
            "tolerance_m",
            100,
            Words("Metres outside that are tolerated", "Meter di luar batas yang ditoleransi"),
            "Gaps and overlaps measured in Paser's boundaries; the agency sets it",
        ),
    ),
)

OFFICE_DISTANCE = Rule(
    code="VI103",
    name="office-distance",
    severity=ERROR,
    unit=METRES,
    title=Words("Near the village office", "Dekat kantor desa"),
    what=Words(
        "The geodesic distance to the village office is within the limit; a site in a blank spot "
        "may be farther off.",
        "Jarak geodesik ke kantor desa dalam batas; lokasi di blank spot boleh lebih jauh.",
    ),
    why=Words(
        "Villages are large; nearness to the office keeps points where people meet.",
        "Wilayah desa luas; dekat kantor desa berarti dekat tempat warga berkumpul.",
    ),
    how_to_fix=Words(
        "Move the point nearer to the office, or mark the blank spot it is meant for.",
        "Dekatkan titik ke kantor desa, atau petakan blank spot yang dituju.",
    ),
    messages={
        "plain": Words(
            "{hotspot} is {measured_m} from the office of {village}; at most {limit_m} is allowed.",
            "{hotspot} berjarak {measured_m} dari kantor {village}; paling jauh {limit_m}.",
        ),
        "in_blank_spot": Words(
            "{hotspot} is {measured_m} from the office of {village}; in a blank spot at most "
            "{limit_m} is allowed.",
            "{hotspot} berjarak {measured_m} dari kantor {village}; di blank spot paling jauh "
            "{limit_m}.",
        ),
    },
    judge=_office_distance,
    parameters=(
        Parameter(
            "max_m",
            1000,
            Words("Metres to the office", "Meter ke kantor desa"),
            "No law gives a number; the agency sets it",
        ),
        Parameter(
            "max_in_blank_spot_m",
            10000,
            Words("Metres to the office in a blank spot", "Meter ke kantor desa di blank spot"),
            "No law gives a number; the agency sets it",
        ),
    ),
)

OFFICE_KNOWN = Rule(
    code="VI104",
    name="office-known",
    severity=WARNING,
    unit=None,
    title=Words("Office on the map", "Kantor desa terpetakan"),
    what=Words("The position of the village's office is known.", "Posisi kantor desa diketahui."),
    why=Words(
        "Without it nobody can tell how far the point is from the office.",
        "Tanpa itu jarak titik ke kantor desa tidak dapat dihitung.",
    ),
    how_to_fix=Words(
        "Add the office to the village offices.", "Tambahkan kantor desa ke layer kantor desa."
    ),
    messages={
        "plain": Words(
            "The office of {village} is not known, so the distance of {hotspot} to it is not "
            "judged.",
            "Kantor {village} belum diketahui, jadi jarak {hotspot} ke sana tidak dinilai.",
        )
    },
    judge=_office_known,
)

POSITION_RULES = (
    COORDINATE_VALID,
    INSIDE_VILLAGE,
    OFFICE_DISTANCE,
    OFFICE_KNOWN,
)
