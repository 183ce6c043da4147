# SPDX-License-Identifier: GPL-2.0-or-later
"""VI101-VI106: where a hotspot stands, against its village, its office and other points."""

from __future__ import annotations

import numpy as np

from village_internet_plugin.domain.finding import ERROR, WARNING
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.facts.hotspot_facts import HotspotFacts
from village_internet_plugin.rules.parameters import Parameter, RowParameters
from village_internet_plugin.rules.rule import (
    METRES,
    POINTS,
    Judgement,
    Rule,
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
    metres, tolerance = np.round(facts.place.outside_m, 3), limits.number("tolerance_m")
    failing = facts.active & facts.place.usable & (metres > 0.0)
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


def _office_distance(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    metres = np.round(facts.place.office_m, 3)
    in_blank_spot = facts.place.in_blank_spot
    limit = np.where(in_blank_spot, limits.number("max_in_blank_spot_m"), limits.number("max_m"))
    return Judgement(
        facts.active & (metres > limit),
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


def _spacing(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    metres, limit = np.round(facts.near.nearest_m, 3), limits.number("min_m")
    return Judgement(
        facts.active & (metres < limit),
        metres,
        limit,
        values=lambda row: {"other": facts.near.nearest_label[row]},
    )


def _duplicate(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    repeated = facts.near.same_id_rows > 1
    metres, limit = np.round(facts.near.nearest_m, 3), limits.number("max_m")
    return Judgement(
        repeated | (facts.active & (metres <= limit)),
        np.where(repeated, facts.near.same_id_rows, metres),
        np.where(repeated, 1.0, limit),
        variants=np.where(repeated, "same_id", "same_place"),
        units=where_true(repeated, POINTS),
        values=lambda row: {
            "other": facts.near.nearest_label[row],
            "rows": int(facts.near.same_id_rows[row]),
        },
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
    },
    judge=_inside_village,
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

POSITION_RULES = (
    COORDINATE_VALID,
    INSIDE_VILLAGE,
    OFFICE_DISTANCE,
    OFFICE_KNOWN,
    SPACING,
    DUPLICATE,
)
