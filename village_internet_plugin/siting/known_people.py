# SPDX-License-Identifier: GPL-2.0-or-later
"""People whose place somebody has stated: in settlements, and in blank spots without one."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.village import Village
from village_internet_plugin.geodesy.lengths import Floats
from village_internet_plugin.geodesy.own_shapely import shapely
from village_internet_plugin.geodesy.point_index import Integers
from village_internet_plugin.reference.blank_spots import BlankSpot
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.spread_grid import Grounds, Scattered, scatter

PEOPLE_PER_HOUSEHOLD = 4
"""As `Reference.settlement_people` counts them, too."""
Booleans = npt.NDArray[np.bool_]


def whole_number(value: Any) -> int | None:
    """Return a count as a file has it; None for what is none, since SQLite keeps anything."""
    if isinstance(value, (int, float)) and math.isfinite(value) and value >= 0:
        return round(value)
    return None


def known_population(village: Village) -> int | None:
    """Return a village's people, four to a household where only those are known.

    Nobody at all is taken as not known: it stands where nothing was filled in.
    """
    households = whole_number(village.households) or 0
    return whole_number(village.population) or households * PEOPLE_PER_HOUSEHOLD or None


class SettledPeople:
    """The settlements somebody lives in: positions (degrees), whole people, villages' codes."""

    def __init__(self, reference: Reference) -> None:
        rows = reference.settlements.rows
        people = np.rint(np.nan_to_num(reference.settlement_people)).astype(np.int64)
        lon = np.array([row.position.lon for row in rows], dtype=np.float64)
        lat = np.array([row.position.lat for row in rows], dtype=np.float64)
        (lived_in,) = ((people > 0) & np.isfinite(lon) & np.isfinite(lat)).nonzero()
        self.lon, self.lat, self.people = lon[lived_in], lat[lived_in], people[lived_in]
        self.codes: list[str] = village_codes(
            reference, [rows[row].village_code for row in lived_in], self.lon, self.lat
        )
        """Of each settlement: its village's code, empty for none."""
        self._in_village: Counter[str] = Counter()
        for code, number in zip(self.codes, self.people):
            self._in_village[code] += int(number)

    def in_village(self, code: str) -> int:
        """Return the people of a village's settlements."""
        return self._in_village[code]


class BlankSpotPeople:
    """People stated for blank spots in which no settlement lies, and how many of them count.

    A blank spot whose inner point lies in a larger one with people is taken as part of that. A
    village has no more people than its population: what blank spots and settlements state beyond it
    is left out.
    """

    def __init__(self, reference: Reference, settled: SettledPeople) -> None:
        stated = [row for row in reference.blank_spots.rows if whole_number(row.people)]
        self.in_settlements, self.in_others = 0, 0
        stated = self._without_settlement(stated, settled)
        self._rows = self._apart(stated)
        inner = shapely.point_on_surface(_shapes(self._rows))
        self._lon, self._lat = shapely.get_x(inner), shapely.get_y(inner)
        codes = [row.village_code for row in self._rows]
        self._codes = village_codes(reference, codes, self._lon, self._lat)
        self._of_village: dict[str, list[int]] = {}
        for number, code in enumerate(self._codes):
            self._of_village.setdefault(code, []).append(number)
        self.stated: Integers = np.array(
            [whole_number(row.people) or 0 for row in self._rows], np.int64
        )
        self.placed: Integers = self.stated.copy()
        """Of each blank spot: the people that count."""
        self._tree = shapely.STRtree(_shapes(self._rows))

    def __len__(self) -> int:
        return len(self._rows)

    def place(self, code: str, room: int | None) -> int:
        """Return how many people the blank spots of a village hold, at most `room` of them."""
        rows = self._of_village.get(code)
        if not rows:
            return 0
        stated = self.stated[rows]
        total = int(stated.sum())
        if room is not None and total > room:
            # Of the first k, floor(room times their share) count: whole people, `room` in all.
            self.placed[rows] = np.diff(np.cumsum(stated) * room // total, prepend=0)
        return int(self.placed[rows].sum())

    def leaves(self, owner: Integers, lon: Floats, lat: Floats) -> Booleans:
        """Tell which points lie in none of these blank spots: for people who live elsewhere."""
        free = np.ones(len(owner), dtype=np.bool_)
        if len(self._rows):
            hits = self._tree.query(shapely.points(lon, lat), predicate="intersects")
            free[hits[0]] = False
        return free

    def scattered(self) -> tuple[Scattered, list[str]]:
        """Return the people that count as points, and the code of each point's village."""
        grounds = Grounds(_shapes(self._rows), self._lon, self._lat, self.placed, math.inf)
        found = scatter(grounds)
        return found, [self._codes[owner] for owner in found.owner]

    def _without_settlement(
        self, stated: list[BlankSpot], settled: SettledPeople
    ) -> list[BlankSpot]:
        tree = shapely.STRtree(_shapes(stated))
        hits = tree.query(shapely.points(settled.lon, settled.lat), predicate="intersects")
        settled_in = set(hits[1].tolist())
        self.in_settlements = len(settled_in)
        return [row for number, row in enumerate(stated) if number not in settled_in]

    def _apart(self, stated: list[BlankSpot]) -> list[BlankSpot]:
        """Return, in file order, those whose inner point lies in no larger one that is returned."""
        shapes = _shapes(stated)
        inner, holder = shapely.STRtree(shapes).query(
            shapely.point_on_surface(shapes), predicate="intersects"
        )
        held_by: dict[int, list[int]] = {}
        for one, other in zip(inner.tolist(), holder.tolist()):
            held_by.setdefault(one, []).append(other)
        taken: set[int] = set()
        for number in np.argsort(-shapely.area(shapes), kind="stable").tolist():
            if taken.isdisjoint(held_by.get(number, ())):
                taken.add(number)
        self.in_others = len(stated) - len(taken)
        return [stated[number] for number in sorted(taken)]


def village_codes(
    reference: Reference, declared: list[str | None], lon: Floats, lat: Floats
) -> list[str]:
    """Return the village of each position: the declared one where it is known, else one holding it.

    Of several that hold it the smallest code is taken; empty where there is none.
    """
    known = reference.villages.by_code(declared)
    codes = [village.village_code if village is not None else "" for village in known]
    unknown = np.array([row for row, code in enumerate(codes) if not code], dtype=np.int64)
    if len(unknown):
        for row, holding in zip(unknown, reference.villages.holding(lon[unknown], lat[unknown])):
            codes[row] = holding[0] if holding else ""
    return codes


def _shapes(rows: list[BlankSpot]) -> npt.NDArray[np.object_]:
    shapes = np.empty(len(rows), dtype=object)
    shapes[:] = [row.shape for row in rows]
    return shapes
