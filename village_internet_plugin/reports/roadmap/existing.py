# SPDX-License-Identifier: GPL-2.0-or-later
"""Chapter 2: what stands today: villages with and without service, blank spots, people reached."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from village_internet_plugin.domain.languages import Words, length_text, number_words
from village_internet_plugin.reports.charts import Bar, bars
from village_internet_plugin.reports.roadmap.blocks import (
    EXISTING,
    Block,
    Cell,
    Chapter,
    Figure,
    Map,
    Paragraph,
    Table,
)
from village_internet_plugin.reports.roadmap.cells import NOT_KNOWN_NOTE
from village_internet_plugin.reports.roadmap.inputs import RoadmapInputs, VillageState
from village_internet_plugin.reports.roadmap.phrases import (
    DISTRICT,
    NOT_STATED,
    REGENCY,
    TOTAL,
    known_sum,
    stated,
    text,
    whole,
)

BARS_AT_MOST = 24
"""As many districts as are drawn on one page; the table has all of them."""
_SERVED = Words("villages with service", "desa terlayani")
_UNSERVED = Words("villages without", "desa belum terlayani")
_STATE = Words(
    "Of {villages} villages, {served} have at least one public Internet point that stands today; "
    "{unserved} have none. {spots} blank spots are recorded in them.",
    "Dari {villages} desa/kelurahan, {served} sudah memiliki sedikitnya satu titik internet publik "
    "yang melayani; {unserved} belum memilikinya. Di dalamnya tercatat {spots} blank spot.",
)
_NO_EXISTING = Words(
    "Existing points were never loaded into the plan: which villages have service today is not "
    "known, and is not stated here.",
    "Titik yang sudah ada belum dimuat ke dalam rencana: desa yang sudah terlayani tidak diketahui "
    "dan tidak dicantumkan di sini.",
)
_REACH = Words(
    "People reached were counted with points that reach {radius}, everybody once.",
    "Penduduk terjangkau dihitung dengan jangkauan titik {radius}, setiap orang satu kali.",
)
_NO_REACH = Words(
    "How many people live within reach was not measured for this roadmap.",
    "Jumlah penduduk dalam jangkauan tidak dihitung untuk peta jalan ini.",
)
_SPOTS_NOTE = Words(
    "Blank spots and existing points that name no village are not in this table.",
    "Blank spot dan titik yang sudah ada tanpa kode desa tidak termasuk dalam tabel ini.",
)


@dataclass(frozen=True)
class DistrictState:
    """A district's villages added up."""

    district: str
    regency: str
    states: tuple[VillageState, ...]

    @property
    def served(self) -> int:
        """How many villages have a point that serves."""
        return sum(bool(state.existing) for state in self.states)

    @property
    def population(self) -> int | None:
        """The people, of the villages where they are known; None where of none."""
        return known_sum(state.village.population for state in self.states)

    @property
    def reached_now(self) -> int | None:
        """The people within reach today; None where that was not measured."""
        return known_sum(state.reach.now for state in self.states if state.reach)

    @property
    def spots(self) -> int:
        """How many blank spots there are."""
        return sum(len(state.blank_spots) for state in self.states)


def by_district(states: Iterable[VillageState]) -> tuple[DistrictState, ...]:
    """Return the districts in the order of their names, those of one regency together."""
    grouped: dict[tuple[str, str, str], list[VillageState]] = {}
    for state in states:
        village = state.village
        code = ".".join(village.village_code.split(".")[:3])
        key = (village.regency or "", village.district or "", code if village.district else "")
        grouped.setdefault(key, []).append(state)
    return tuple(
        DistrictState(district, regency, tuple(grouped[regency, district, code]))
        for regency, district, code in sorted(grouped)
    )


def existing(inputs: RoadmapInputs) -> Chapter:
    """Return chapter 2."""
    return Chapter("2", Words("Existing state", "Kondisi eksisting"), tuple(_blocks(inputs)))


def _blocks(inputs: RoadmapInputs) -> Iterator[Block]:
    districts = by_district(inputs.states)
    is_known = "existing_hotspots" in inputs.loaded
    served = sum(district.served for district in districts)
    if is_known:
        yield Paragraph(
            _STATE.filled(
                villages=number_words(len(inputs.states)),
                served=number_words(served),
                unserved=number_words(len(inputs.states) - served),
                spots=number_words(sum(district.spots for district in districts)),
            )
        )
    else:
        yield Paragraph(_NO_EXISTING)
    yield Map(Words("Existing state", "Kondisi eksisting"), kind=EXISTING)
    if is_known and districts:
        yield _figure(districts)
    if inputs.radius_m is None:
        yield Paragraph(_NO_REACH, is_remark=True)
    else:
        radius = Words(*(length_text(inputs.radius_m, each) for each in ("en", "id")))
        yield Paragraph(_REACH.filled(radius=radius), is_remark=True)
    yield district_table(inputs, districts)
    if is_known:
        yield _by_agency(inputs)


def district_table(inputs: RoadmapInputs, districts: tuple[DistrictState, ...]) -> Table:
    """Return a row for each district, and the sums."""
    is_known = "existing_hotspots" in inputs.loaded
    has_spots = "blank_spots" in inputs.loaded
    rows = [
        (
            district.regency or None,
            district.district or None,
            len(district.states),
            district.served if is_known else None,
            len(district.states) - district.served if is_known else None,
            district.spots if has_spots else None,
            district.population,
            district.reached_now,
        )
        for district in districts
    ]
    return Table(
        "districts",
        Words("Existing state by district", "Kondisi eksisting per kecamatan"),
        (
            text(REGENCY, 1.3),
            text(DISTRICT, 1.3),
            whole(Words("Villages", "Desa")),
            whole(Words("With service", "Terlayani")),
            whole(Words("Without", "Belum terlayani")),
            whole(Words("Blank spots", "Blank spot")),
            whole(Words("Population", "Jumlah penduduk"), 0.9),
            whole(Words("Reached today", "Terjangkau saat ini"), 0.9),
        ),
        tuple(rows),
        (TOTAL, None, *(known_sum(_whole(row[place]) for row in rows) for place in range(2, 8))),
        _SPOTS_NOTE.filled()
        if not rows
        else Words(
            f"{_SPOTS_NOTE.en} {NOT_KNOWN_NOTE.en}", f"{_SPOTS_NOTE.id} {NOT_KNOWN_NOTE.id}"
        ),
    )


def _whole(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None


def _figure(districts: tuple[DistrictState, ...]) -> Figure:
    """Draw the districts with most villages without service."""
    worst = sorted(districts, key=lambda each: each.served - len(each.states))[:BARS_AT_MOST]
    drawings = [
        bars(
            [
                Bar(
                    each.district or NOT_STATED.say(language),
                    each.served,
                    len(each.states) - each.served,
                    f"{each.served} / {len(each.states)}",
                )
                for each in worst
            ],
            _SERVED.say(language),
            _UNSERVED.say(language),
        )
        for language in ("en", "id")
    ]
    caption = Words(
        "Villages with and without service by district",
        "Desa terlayani dan belum terlayani per kecamatan",
    )
    if len(worst) < len(districts):
        caption = Words(
            "The {count} districts with most villages without service",
            "{count} kecamatan dengan desa belum terlayani terbanyak",
        ).filled(count=len(worst))
    return Figure(
        caption,
        Words(*(drawing.svg for drawing in drawings)),
        drawings[0].width_mm,
        drawings[0].height_mm,
        Words(
            "Bars: dark, villages with service; light, those without. The table has the numbers.",
            "Batang: gelap, desa terlayani; terang, desa belum terlayani. Angkanya ada pada tabel.",
        ),
    )


def _by_agency(inputs: RoadmapInputs) -> Table:
    counts: Counter[tuple[str, str, str]] = Counter()
    for state in inputs.states:
        for one in state.existing:
            counts[one.agency or "", one.programme or "", one.technology or ""] += 1
    rows = tuple(
        (agency or None, programme or None, stated(technology), number)
        for (agency, programme, technology), number in sorted(counts.items())
    )
    return Table(
        "existing_by_agency",
        Words(
            "Existing points by agency and programme", "Titik eksisting per instansi dan program"
        ),
        (
            text(Words("Agency", "Instansi"), 1.5),
            text(Words("Programme", "Program"), 1.5),
            text(Words("Technology", "Teknologi")),
            whole(Words("Points", "Titik")),
        ),
        rows,
        (TOTAL, None, None, sum(counts.values())),
        NOT_KNOWN_NOTE,
    )
