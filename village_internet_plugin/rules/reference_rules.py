# SPDX-License-Identifier: GPL-2.0-or-later
"""VI601-VI602: against the list of villages and the proposals of earlier years."""

from __future__ import annotations

import numpy as np

from village_internet_plugin.domain.finding import ERROR, NOTICE
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.facts.hotspot_facts import HotspotFacts
from village_internet_plugin.rules.parameters import Parameter, RowParameters
from village_internet_plugin.rules.rule import METRES, Judgement, Rule, Values


def _village_code_known(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    found, holds = facts.place.found, facts.place.found_holds

    def changes(row: int) -> Values | None:
        return {"village_code": found[row].village_code} if holds[row] else None

    return Judgement(
        facts.active & ~facts.village_known,
        variants=np.where(facts.given("village_code"), "unknown", "none"),
        values=lambda row: {"code": facts.hotspots[row].village_code},
        changes=changes,
    )


def _resubmitted(facts: HotspotFacts, limits: RowParameters) -> Judgement:
    near = limits.number("near_m")
    by_place, by_name = facts.place.refused_m.round(3), facts.place.refused_name_m.round(3)
    is_near = by_place <= near
    failing = facts.active & (is_near | facts.place.refused_name)
    if not failing.any():
        return Judgement(failing)
    metres = np.where(is_near, by_place, by_name)

    def village(row: int) -> object:
        known = facts.place.village[row]
        return known.name if known else facts.hotspots[row].village_code

    return Judgement(
        failing,
        np.where(np.isfinite(metres), metres, np.nan),
        near,
        variants=np.where(is_near, "place", "name"),
        values=lambda row: {"village": village(row)},
    )


VILLAGE_CODE_KNOWN = Rule(
    code="VI601",
    name="village-code-known",
    severity=ERROR,
    unit=None,
    title=Words("Known village code", "Kode desa dikenal"),
    what=Words(
        "The hotspot's village code exists among the loaded villages.",
        "Kode desa titik ada di antara desa yang dimuat.",
    ),
    why=Words(
        "Codes change over the years; money is booked by code.",
        "Kode desa berubah dari tahun ke tahun; anggaran dicatat per kode.",
    ),
    how_to_fix=Words(
        "Take the code of the village the point lies in.",
        "Pakai kode desa tempat titik itu berada.",
    ),
    messages={
        "none": Words("{hotspot} names no village.", "{hotspot} belum menyebut desa."),
        "unknown": Words(
            "There is no village {code}, which {hotspot} names.",
            "Tidak ada desa {code} seperti disebut {hotspot}.",
        ),
    },
    judge=_village_code_known,
)

RESUBMITTED = Rule(
    code="VI602",
    name="resubmitted",
    severity=NOTICE,
    unit=METRES,
    title=Words("Not refused before", "Belum pernah ditolak"),
    what=Words(
        "The point was not proposed and refused in an earlier year.",
        "Titik belum pernah diusulkan dan ditolak pada tahun sebelumnya.",
    ),
    why=Words(
        "Proposals of earlier years are not to be entered again (practice in Musi Rawas).",
        "Usulan tahun lalu tidak diajukan lagi (praktik di Musi Rawas).",
    ),
    how_to_fix=Words(
        "Look up why it was refused; propose it again only when that has changed.",
        "Lihat alasan penolakannya; usulkan lagi hanya bila keadaannya berubah.",
    ),
    messages={
        "place": Words(
            "A proposal {measured_m} from {hotspot} in {village} was refused in an earlier year.",
            "Usulan {measured_m} dari {hotspot} di {village} pernah ditolak.",
        ),
        "name": Words(
            "A proposal called like {hotspot} in {village} was refused in an earlier year.",
            "Usulan bernama sama dengan {hotspot} di {village} pernah ditolak.",
        ),
    },
    judge=_resubmitted,
    parameters=(
        Parameter(
            "near_m",
            100,
            Words("Metres within which it is the same proposal", "Meter yang dianggap usulan sama"),
            "Engineering choice; the agency sets it",
        ),
    ),
    needs_roles=("existing_hotspots",),
)

REFERENCE_RULES = (VILLAGE_CODE_KNOWN, RESUBMITTED)
