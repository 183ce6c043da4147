# SPDX-License-Identifier: GPL-2.0-or-later
"""What a demand takes for granted, counted while it is measured and said in sentences."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from village_internet_plugin.domain.languages import LANGUAGES, Words, length_text, number_words
from village_internet_plugin.domain.village import Village
from village_internet_plugin.geodesy.lengths import Floats
from village_internet_plugin.geodesy.point_index import Integers
from village_internet_plugin.siting.known_people import BlankSpotPeople, whole_number
from village_internet_plugin.siting.spread_ground import Middles

_SETTLED = Words(
    "{people} live at the settlements that were loaded ({villages}).",
    "{people} tinggal di permukiman yang dimuat ({villages}).",
)
_UNSETTLED = Words(
    "{people} of these villages' population are in no settlement that was loaded; "
    "they are left out.",
    "{people} penduduk desa-desa itu tidak tercakup permukiman yang dimuat; mereka tidak dihitung.",
)
_BLANK = Words(
    "{people} are spread evenly over {spots} in which no settlement lies.",
    "{people} disebar merata di {spots} yang tidak memuat permukiman.",
)
_BLANK_SETTLED = Words(
    "The people stated for {spots} are those of the settlements inside.",
    "Penduduk yang disebut untuk {spots} adalah penduduk permukiman di dalamnya.",
)
_BLANK_INSIDE = Words(
    "{spots} lie in larger ones and are counted with them.",
    "{spots} berada di dalam blank spot yang lebih besar dan dihitung bersamanya.",
)
_BLANK_CUT = Words(
    "{people} stated for blank spots are left out: their villages have no more people.",
    "{people} yang disebut untuk blank spot tidak dihitung: penduduk desanya tidak sebanyak itu.",
)
_AROUND_OFFICE = Words(
    "{people} of {villages} without settlements are spread evenly over the ground "
    "at most {within} from the middle of their village, on grids of {grids}. "
    "The middle is the village office; in {inner}, where none is known or it is farther "
    "than that from its village, a point inside.",
    "{people} dari {villages} tanpa permukiman disebar merata paling jauh {within} dari "
    "pusat desanya, pada kisi {grids}. Pusatnya kantor desa; di {inner} yang "
    "kantornya tidak diketahui atau terlalu jauh dari desanya, sebuah titik di dalam desa.",
)
_WHOLE_VILLAGE = Words(
    "{people} of {villages} without settlements are spread evenly over all of "
    "their village, on grids of {grids}.",
    "{people} dari {villages} tanpa permukiman disebar merata di seluruh desanya, "
    "pada kisi {grids}.",
)
_RANGE = Words("{least} to {most}", "{least} sampai {most}")
_NOT_SPREAD = Words(
    "People of villages without settlements are left out: nothing says where they live.",
    "Penduduk desa tanpa permukiman tidak dihitung: tempat tinggalnya tidak diketahui.",
)
_NOWHERE = Words(
    "{people} are left out: their villages have neither a shape nor an office.",
    "{people} tidak dihitung: desanya tidak memiliki batas maupun kantor.",
)
_HOUSEHOLDS = Words(
    "In {villages} only households are known: four people to a household.",
    "Di {villages} hanya jumlah KK yang diketahui: empat jiwa per KK.",
)
_UNKNOWN = Words(
    "The population of {villages} is not known; only settlements and blank spots count there.",
    "Jumlah penduduk {villages} tidak diketahui; di sana hanya permukiman dan blank spot "
    "yang dihitung.",
)


class Tally:
    """Counts, village by village, what the sentences will say."""

    def __init__(self, kind: str, within_m: float) -> None:
        self.kind, self.within_m = kind, within_m
        self.settled_people = self.settled_villages = self.unsettled_people = 0
        self.households_alone = self.unknown = 0
        self.spread_people = self.spread_villages = self.inner_middles = self.nowhere_people = 0
        self.least_m, self.most_m = np.inf, 0.0
        self.blank: BlankSpotPeople | None = None

    def count_population(self, village: Village, population: int | None) -> None:
        """Count a village whose people are known by households alone, or not at all."""
        self.unknown += population is None
        self.households_alone += population is not None and not whole_number(village.population)

    def count_settled(self, people: int, others: int) -> None:
        """Count a village with settlements, and those of its people who live in none."""
        self.settled_villages += 1
        self.settled_people += people
        self.unsettled_people += max(others, 0)

    def count_spread(self, people: Integers, found: Middles, spacing_m: Floats) -> None:
        """Count villages whose people are spread."""
        somewhere = np.isfinite(found.lon)
        self.nowhere_people += int(people[~somewhere].sum())
        self.spread_people += int(people[somewhere].sum())
        self.spread_villages += int(somewhere.sum())
        self.inner_middles += int((somewhere & ~found.at_office).sum())
        if len(spacing_m):
            self.least_m = min(self.least_m, float(spacing_m.min()))
            self.most_m = max(self.most_m, float(spacing_m.max()))

    def count_blank_spots(self, blank: BlankSpotPeople) -> None:
        """Take the blank spots, when all villages have had their part."""
        self.blank = blank


def assumptions(tally: Tally) -> tuple[Words, ...]:
    """Return the sentences, without those that have nothing to tell."""
    return (*_of_settlements(tally), *_of_blank_spots(tally), *_of_villages(tally))


def _of_settlements(tally: Tally) -> Iterator[Words]:
    if tally.settled_villages:
        yield _SETTLED.filled(
            people=_people(tally.settled_people), villages=_villages(tally.settled_villages)
        )
    if tally.unsettled_people:
        yield _UNSETTLED.filled(people=_people(tally.unsettled_people))


def _of_blank_spots(tally: Tally) -> Iterator[Words]:
    blank = tally.blank
    if blank is None:
        return
    placed = int(blank.placed.sum())
    if placed:
        yield _BLANK.filled(people=_people(placed), spots=_spots(int((blank.placed > 0).sum())))
    if blank.in_settlements:
        yield _BLANK_SETTLED.filled(spots=_spots(blank.in_settlements))
    if blank.in_others:
        yield _BLANK_INSIDE.filled(spots=_spots(blank.in_others))
    if int(blank.stated.sum()) > placed:
        yield _BLANK_CUT.filled(people=_people(int(blank.stated.sum()) - placed))


def _of_villages(tally: Tally) -> Iterator[Words]:
    if tally.kind == "none":
        yield _NOT_SPREAD
    elif tally.spread_villages:
        yield _spread(tally)
    if tally.nowhere_people:
        yield _NOWHERE.filled(people=_people(tally.nowhere_people))
    if tally.households_alone:
        yield _HOUSEHOLDS.filled(villages=_villages(tally.households_alone))
    if tally.unknown:
        yield _UNKNOWN.filled(villages=_villages(tally.unknown))


def _spread(tally: Tally) -> Words:
    sentence = _AROUND_OFFICE if tally.kind == "around_office" else _WHOLE_VILLAGE
    return sentence.filled(
        people=_people(tally.spread_people),
        villages=_villages(tally.spread_villages),
        inner=_villages(tally.inner_middles),
        within=_length(tally.within_m),
        grids=_grids(_length(tally.least_m), _length(tally.most_m)),
    )


def _grids(least: Words, most: Words) -> Words:
    return least if least == most else _RANGE.filled(least=least, most=most)


def _people(count: int) -> Words:
    return _counted(count, Words("person" if count == 1 else "people", "jiwa"))


def _villages(count: int) -> Words:
    return _counted(count, Words("village" if count == 1 else "villages", "desa"))


def _spots(count: int) -> Words:
    return _counted(count, Words("blank spot" if count == 1 else "blank spots", "blank spot"))


def _counted(count: int, noun: Words) -> Words:
    return Words("{count} {noun}", "{count} {noun}").filled(count=number_words(count), noun=noun)


def _length(metres: float) -> Words:
    return Words(*(length_text(metres, language) for language in LANGUAGES))
