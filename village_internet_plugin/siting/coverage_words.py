# SPDX-License-Identifier: GPL-2.0-or-later
"""What a coverage says of a plan, in sentences; and the whole of it as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from village_internet_plugin.domain.languages import LANGUAGES, Words, number_text, number_words
from village_internet_plugin.siting.coverage import Coverage, Radii
from village_internet_plugin.siting.demand import Demand, Spread

_REACHED = Words(
    "Of {people} people, hotspots that stand or that others have published reach {now} "
    "({now_share}); with this plan {planned} ({planned_share}). {unserved} are not reached.",
    "Dari {people} jiwa, hotspot yang sudah ada atau diterbitkan instansi lain menjangkau {now} "
    "({now_share}); dengan rencana ini {planned} ({planned_share}). {unserved} belum terjangkau.",
)
_BLANK = Words(
    "In blank spots: {now} of {people} people ({now_share}), with this plan {planned} "
    "({planned_share}).",
    "Di blank spot: {now} dari {people} jiwa ({now_share}), dengan rencana ini {planned} "
    "({planned_share}).",
)
_UNION = Words(
    "Everybody is counted once: one by one the hotspots reach {sum} people; {several} of them live "
    "within reach of more than one.",
    "Setiap orang dihitung sekali: satu per satu hotspot menjangkau {sum} jiwa; {several} di "
    "antaranya terjangkau lebih dari satu hotspot.",
)
_NOBODY = Words(
    "Nobody is known to live here: load settlements, blank spots with people, or villages with "
    "their population.",
    "Tidak ada penduduk yang diketahui: muat permukiman, blank spot beserta jumlah penduduknya, "
    "atau desa beserta jumlah penduduknya.",
)


def coverage_sentences(coverage: Coverage) -> Iterator[Words]:
    """Yield what is to be said of a coverage: the people reached, in blank spots, and the union."""
    total, union = coverage.total, coverage.union
    if not total.people:
        yield _NOBODY
        return
    yield _REACHED.filled(
        **_numbers(total.people, total.now, total.planned), unserved=number_words(total.unserved)
    )
    if total.blank_people:
        yield _BLANK.filled(**_numbers(total.blank_people, total.blank_now, total.blank_planned))
    several = sum(union.by_times[2:])
    if several:
        yield _UNION.filled(sum=number_words(union.sum_of_reaches), several=number_words(several))


def coverage_document(
    coverage: Coverage, demand: Demand, radii: Radii, spread: Spread
) -> dict[str, Any]:
    """Return a coverage as a JSON document: people in whole persons, lengths in metres."""
    return {
        "radius_m": radii.default_m,
        "radii_m": dict(radii.by_technology),
        "spread": spread.kind,
        "within_m": spread.within_m,
        "total": asdict(coverage.total),
        "districts": [asdict(district) for district in coverage.districts],
        "funders": [asdict(funder) for funder in coverage.funders],
        "union": asdict(coverage.union),
        "villages": [asdict(village) for village in coverage.villages],
        "assumptions": [sentence._asdict() for sentence in demand.assumptions],
    }


def _numbers(people: int, now: int, planned: int) -> dict[str, Words]:
    return {
        "people": number_words(people),
        "now": number_words(now),
        "now_share": _share(now, people),
        "planned": number_words(planned),
        "planned_share": _share(planned, people),
    }


def _share(part: int, whole: int) -> Words:
    return Words(*(number_text(100.0 * part / whole, language, 1) + " %" for language in LANGUAGES))
