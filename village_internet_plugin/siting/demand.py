# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the people are whom hotspots are to reach, as weighted points: each person once.

Settlements are taken as they were loaded. People stated for a blank spot that holds no settlement
are spread over it. What a village without settlements has beyond those is spread over its ground as
`Spread` says; that is an assumption, and every demand says which it was made under.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.village import Village
from village_internet_plugin.geodesy.lengths import Floats
from village_internet_plugin.geodesy.point_index import Integers
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.demand_words import Tally, assumptions
from village_internet_plugin.siting.known_people import (
    BlankSpotPeople,
    SettledPeople,
    known_population,
    whole_number,
)
from village_internet_plugin.siting.spread_grid import Grounds, Scattered, scatter
from village_internet_plugin.siting.spread_ground import middles

Booleans = npt.NDArray[np.bool_]
SmallIntegers = npt.NDArray[np.int32]
Progress = Callable[[float], bool]
"""Gets the share done (0 to 1); returns False to cancel."""

AROUND_OFFICE, WHOLE_VILLAGE, NONE = "around_office", "whole_village", "none"
SPREAD_KINDS = (AROUND_OFFICE, WHOLE_VILLAGE, NONE)
SETTLEMENT, BLANK_SPOT, SPREAD = 0, 1, 2
"""Where a demand point comes from: a settlement, a blank spot's people, a village's population."""
_POINTS_AT_ONCE = 500_000


@dataclass(frozen=True)
class Spread:
    """How the people of a village are spread whose houses are not known.

    Attributes:
        kind: "around_office": evenly over the ground at most `within_m` from the office (without
            one, from a point inside the village); "whole_village": over all of it; "none": not at
            all, they are left out.
        within_m: metres, for "around_office".

    """

    kind: str = AROUND_OFFICE
    within_m: float = 1_000.0


@dataclass(frozen=True)
class DemandVillage:
    """A village with how many people are counted in it; `population` as the reference has it.

    The village without a code stands for all points that lie in none.
    """

    code: str
    name: str
    district: str | None
    regency: str | None
    population: int | None
    people: int


@dataclass(frozen=True, eq=False)
class Demand:
    """Points with people, as arrays of one length; positions in degrees (EPSG:4326).

    Attributes:
        people: whole persons, more than none at each point.
        in_blank_spot: whether a blank spot covers the point.
        village: the point's village, as its place in `villages`.
        source: SETTLEMENT, BLANK_SPOT or SPREAD.
        villages: every village of the reference in file order, also those without people.
        assumptions: what was taken for granted, in sentences with its numbers.

    """

    lon: Floats
    lat: Floats
    people: Integers
    in_blank_spot: Booleans
    village: SmallIntegers
    source: npt.NDArray[np.int8]
    villages: tuple[DemandVillage, ...]
    assumptions: tuple[Words, ...]

    def __len__(self) -> int:
        return len(self.people)


def measure_demand(
    reference: Reference, spread: Spread, progress: Progress | None = None
) -> Demand:
    """Return the people of a reference as points.

    Reads the villages once, a batch at a time: the country passes in one process. `Cancelled` when
    `progress` says so. InputError when a geometry of the reference is damaged.
    """
    return _Measuring(reference, spread, progress).demand()


@dataclass(frozen=True)
class _Part:
    """Points of one source, and their villages."""

    lon: Floats
    lat: Floats
    people: Integers
    village: SmallIntegers
    source: int


class _Measuring:
    """One measurement: what is known of settlements and blank spots, and the pass over villages."""

    def __init__(self, reference: Reference, spread: Spread, progress: Progress | None) -> None:
        self._reference, self._spread, self._progress = reference, spread, progress
        self._settled = SettledPeople(reference)
        self._blank = BlankSpotPeople(reference, self._settled)
        self._tally = Tally(spread.kind, spread.within_m)
        self._villages: list[Village] = []
        self._numbers: dict[str, int] = {}
        self._parts: list[_Part] = []

    def demand(self) -> Demand:
        total = max(self._reference.village_count, 1)
        for batch in self._reference.village_batches():
            if self._progress is not None and not self._progress(len(self._villages) / total):
                raise Cancelled("The demand was not measured to its end.")
            self._take(batch)
        self._parts[:0] = [self._settlements(), self._blank_spots()]
        return self._joined()

    def _take(self, batch: list[tuple[Village, Any]]) -> None:
        start = len(self._villages)
        people = np.zeros(len(batch), np.int64)
        for row, (village, _) in enumerate(batch):
            self._villages.append(village)
            self._numbers[village.village_code] = start + row
            people[row] = self._unplaced(village)
        if self._spread.kind == NONE or not people.any():
            return
        rows = np.flatnonzero(people)
        codes = [batch[row][0].village_code for row in rows]
        shapes = np.empty(len(rows), dtype=object)
        shapes[:] = [batch[row][1] for row in rows]
        within_m = self._spread.within_m if self._spread.kind == AROUND_OFFICE else math.inf
        found = middles(self._reference.offices.of(codes), shapes, within_m)
        somewhere = np.isfinite(found.lon)
        grounds = Grounds(
            shapes[somewhere],
            found.lon[somewhere],
            found.lat[somewhere],
            people[rows][somewhere],
            within_m,
        )
        scattered = scatter(grounds, self._blank.leaves)
        self._tally.count_spread(people[rows], found, scattered.spacing_m)
        self._add_spread(scattered, (start + rows[somewhere]).astype(np.int32))

    def _add_spread(self, scattered: Scattered, numbers: SmallIntegers) -> None:
        villages = numbers[scattered.owner]
        self._parts.append(_Part(scattered.lon, scattered.lat, scattered.people, villages, SPREAD))

    def _unplaced(self, village: Village) -> int:
        """Return the people of a village that neither settlements nor blank spots account for."""
        code = village.village_code
        population = known_population(village)
        self._tally.count_population(village, population)
        settled = self._settled.in_village(code)
        room = None if population is None else max(population - settled, 0)
        placed = self._blank.place(code, room)
        if settled:
            self._tally.count_settled(settled, (room or 0) - placed)
            return 0
        return max((population or 0) - placed, 0)

    def _settlements(self) -> _Part:
        settled = self._settled
        return _Part(
            settled.lon, settled.lat, settled.people, self._numbered(settled.codes), SETTLEMENT
        )

    def _blank_spots(self) -> _Part:
        scattered, codes = self._blank.scattered()
        self._tally.count_blank_spots(self._blank)
        return _Part(
            scattered.lon, scattered.lat, scattered.people, self._numbered(codes), BLANK_SPOT
        )

    def _numbered(self, codes: list[str]) -> SmallIntegers:
        """Return the places of villages in the list; for no village, of one put at its end."""
        known = np.array([self._numbers.get(code, -1) for code in codes], dtype=np.int32)
        if (known < 0).any():
            if "" not in self._numbers:
                self._numbers[""] = len(self._villages)
                self._villages.append(Village("", ""))
            known[known < 0] = self._numbers[""]
        return known

    def _joined(self) -> Demand:
        parts = self._parts
        lon, lat = (np.concatenate([getattr(part, name) for part in parts]) for name in _PLACE)
        people = np.concatenate([part.people for part in parts])
        village = np.concatenate([part.village for part in parts])
        source = np.repeat(
            np.array([part.source for part in parts], dtype=np.int8), [len(p.lon) for p in parts]
        )
        parts.clear()
        # Whole numbers, far below what a float holds exactly.
        counted = np.bincount(village, weights=people, minlength=len(self._villages))
        return Demand(
            *(lon, lat, people, self._in_blank_spot(lon, lat, source), village, source),
            tuple(
                DemandVillage(
                    *(one.village_code, one.name, one.district, one.regency),
                    *(whole_number(one.population), int(number)),
                )
                for one, number in zip(self._villages, counted)
            ),
            assumptions(self._tally),
        )

    def _in_blank_spot(self, lon: Floats, lat: Floats, source: npt.NDArray[np.int8]) -> Booleans:
        covered: Booleans = source == BLANK_SPOT
        for start in range(0, len(lon), _POINTS_AT_ONCE):
            some = slice(start, start + _POINTS_AT_ONCE)
            covered[some] |= self._reference.blank_spots.cover(lon[some], lat[some])
        return covered


_PLACE = ("lon", "lat")
