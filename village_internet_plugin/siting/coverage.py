# SPDX-License-Identifier: GPL-2.0-or-later
"""Whom hotspots reach: in each village, district and for each funder, everybody counted once.

A person is reached who lives at most a hotspot's radius from it, along the ellipsoid, to the
millimetre. Those whom several hotspots reach are counted once; `Union` holds the sum that shows it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.hotspot import ExistingHotspot, Hotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import NOWHERE
from village_internet_plugin.geodesy.lengths import Floats
from village_internet_plugin.geodesy.neighbourhood import Neighbourhood
from village_internet_plugin.geodesy.point_index import Integers, PointIndex
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import Cancelled
from village_internet_plugin.siting.demand import Booleans, Demand, DemandVillage, Progress

_POINTS_AT_ONCE = 100_000
EXISTING, PUBLISHED, PLANNED = "existing", "published", "planned"
"""Whose a hotspot is: it stands already, another plan has published it, or it is this plan's."""


@dataclass(frozen=True)
class Radii:
    """How far hotspots reach, in metres; a technology that is not named reaches `default_m`."""

    default_m: float
    by_technology: Mapping[str, float] = field(default_factory=dict)

    def of(self, technology: str | None) -> float:
        """Return the radius of a hotspot of a technology, in metres."""
        return float(self.by_technology.get(technology or "", self.default_m))


@dataclass(frozen=True, eq=False)
class ReachPoints:
    """Hotspots that reach people, as arrays of one length; positions in degrees (EPSG:4326).

    Attributes:
        radius_m: metres; one at the radius is reached.
        funder: of each: its funding source in this plan, else its agency; empty where unknown.
        kind: EXISTING, PUBLISHED or PLANNED.

    """

    lon: Floats
    lat: Floats
    radius_m: Floats
    funder: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.lon)


@dataclass(frozen=True)
class Pairs:
    """Which point (of some `ReachPoints`) reaches which demand point; by demand, then by point."""

    point: Integers
    demand: Integers


@dataclass(frozen=True)
class Reach:
    """People of a village, a district or all, and how many of them are reached.

    `now`: by hotspots that stand or that others have published; `planned`: by those or the plan's.
    The same for people in blank spots. `key` is a village's code, or a district's: the first three
    parts of its villages' (where they have none, its name).
    """

    key: str
    name: str
    district: str | None
    regency: str | None
    people: int
    now: int
    planned: int
    blank_people: int
    blank_now: int
    blank_planned: int

    @property
    def unserved(self) -> int:
        """The people nobody reaches, with the plan."""
        return self.people - self.planned


@dataclass(frozen=True)
class FunderReach:
    """People one funder's hotspots reach, each once.

    Attributes:
        key: a funding source's id (kind PLANNED), else an agency's name.
        counted_first: those whom no funder before it in the list reaches: these sum to the union.
        alone: those whom only this funder reaches.

    """

    kind: str
    key: str
    points: int
    people: int
    blank_people: int
    counted_first: int
    alone: int


@dataclass(frozen=True)
class Union:
    """The sum that shows that nobody is counted twice.

    `by_times[k]` people are reached by exactly k hotspots: without the first they sum to `people`,
    and taken k times each to `sum_of_reaches`, what all hotspots reach one by one.
    """

    people: int
    sum_of_reaches: int
    by_times: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Coverage:
    """Who is reached; `unserved` and `times` have a value for each demand point.

    Attributes:
        unserved: whether nobody reaches the point, with the plan.
        times: how many hotspots reach it.

    """

    total: Reach
    villages: tuple[Reach, ...]
    districts: tuple[Reach, ...]
    funders: tuple[FunderReach, ...]
    union: Union
    unserved: Booleans
    times: npt.NDArray[np.int32]


def reach_points(plan: Plan, reference: Reference, radii: Radii) -> ReachPoints:
    """Return the hotspots that reach people: what stands, what others published, the plan's.

    Left out are refused and replaced ones, and those without a position. Those of others stand in
    the order of their agencies' names; the plan's last, in the order of its funding sources, those
    without a known source after them.
    """
    order = {one.funding_source_id: place for place, one in enumerate(plan.funding_sources)}
    own = [hotspot for hotspot in plan.hotspots if not hotspot.is_replaced]
    own.sort(key=lambda hotspot: order.get(hotspot.funding_source_id or "", len(order)))
    standing = reference.serving_hotspots.rows
    others = [row for row in plan.published_hotspots if row.plan_id != plan.plan_id]
    others.sort(key=lambda row: row.agency)
    found: list[tuple[Hotspot | ExistingHotspot, str, str]] = [
        *((row, row.agency or "", EXISTING) for row in standing),
        *((row.hotspot, row.agency, PUBLISHED) for row in others if not row.hotspot.is_replaced),
        *((hotspot, hotspot.funding_source_id or "", PLANNED) for hotspot in own),
    ]
    found = [row for row in found if row[0].position is not None and row[0].position.is_finite()]
    places = [hotspot.position or NOWHERE for hotspot, _, _ in found]
    return ReachPoints(
        np.array([place.lon for place in places], dtype=np.float64),
        np.array([place.lat for place in places], dtype=np.float64),
        np.array([radii.of(hotspot.technology) for hotspot, _, _ in found], dtype=np.float64),
        tuple(funder for _, funder, _ in found),
        tuple(kind for _, _, kind in found),
    )


def covering_pairs(demand: Demand, points: ReachPoints, progress: Progress | None = None) -> Pairs:
    """Return every pair of a hotspot and a demand point at most its radius away (inclusive).

    `Cancelled` when `progress` says so.
    """
    found: list[tuple[Integers, Integers]] = []
    radii_m = np.unique(points.radius_m)
    for done, radius_m in enumerate(radii_m):
        (members,) = (points.radius_m == radius_m).nonzero()
        index = PointIndex(points.lon[members], points.lat[members])
        near = Neighbourhood(points.lon[members], points.lat[members], float(radius_m))
        for start in range(0, len(demand), _POINTS_AT_ONCE):
            share = (done + start / len(demand)) / len(radii_m)
            if progress is not None and not progress(share):
                raise Cancelled("The coverage was not measured to its end.")
            some = slice(start, start + _POINTS_AT_ONCE)
            rows = start + near.holds(demand.lon[some], demand.lat[some])
            pairs = index.within(demand.lon[rows], demand.lat[rows], radius_m)
            found.append((members[pairs.point], rows[pairs.question]))
    point = np.concatenate([pair[0] for pair in found]) if found else np.empty(0, np.int64)
    reached = np.concatenate([pair[1] for pair in found]) if found else np.empty(0, np.int64)
    order = np.lexsort((point, reached))
    return Pairs(point[order], reached[order])


def measure_coverage(
    plan: Plan,
    reference: Reference,
    demand: Demand,
    radii: Radii,
    progress: Progress | None = None,
) -> Coverage:
    """Return whom existing, published and the plan's own hotspots reach.

    `Cancelled` when `progress` says so.
    """
    points = reach_points(plan, reference, radii)
    pairs = covering_pairs(demand, points, progress)
    is_planned = np.array([kind == PLANNED for kind in points.kind], dtype=np.bool_)
    times = np.bincount(pairs.demand, minlength=len(demand))
    now = np.bincount(pairs.demand[~is_planned[pairs.point]], minlength=len(demand)) > 0
    sums = VillageSums(demand.villages, _village_table(demand, now, times > 0))
    by_times = _people(times, demand.people)
    return Coverage(
        total=sums.total(),
        villages=sums.villages(),
        districts=sums.districts(),
        funders=tuple(_funders(demand, points, pairs)),
        union=Union(
            people=int(by_times[1:].sum()),
            sum_of_reaches=int(demand.people[pairs.demand].sum()),
            by_times=tuple(by_times.tolist()),
        ),
        unserved=times == 0,
        times=times.astype(np.int32),
    )


class VillageSums:
    """People by village, summed once; districts and the total are sums of those."""

    def __init__(self, villages: tuple[DemandVillage, ...], table: Integers) -> None:
        """Take a row for each village: people, now, planned; and the same of blank spots."""
        self._villages, self._table = villages, table

    def total(self) -> Reach:
        """Return the sums of all villages."""
        return Reach("", "", None, None, *self._table.sum(axis=0).tolist())

    def villages(self) -> tuple[Reach, ...]:
        """Return each village, in their order."""
        return tuple(
            Reach(one.code, one.name, one.district, one.regency, *numbers)
            for one, numbers in zip(self._villages, self._table.tolist())
        )

    def districts(self) -> tuple[Reach, ...]:
        """Return the sums of each district, in the order of its first village."""
        keys = [district_key(village) for village in self._villages]
        rows: dict[str, int] = {}
        places = np.array([rows.setdefault(key, len(rows)) for key in keys], dtype=np.int64)
        table = np.zeros((len(rows), self._table.shape[1]), np.int64)
        np.add.at(table, places, self._table)
        named = dict(zip(reversed(keys), reversed(self._villages)))
        return tuple(
            Reach(
                *(key, named[key].district or key, named[key].district, named[key].regency),
                *table[row].tolist(),
            )
            for key, row in rows.items()
        )


def _village_table(demand: Demand, now: Booleans, planned: Booleans) -> Integers:
    blank = demand.in_blank_spot
    columns = [
        _people(demand.village, demand.people * mask, len(demand.villages))
        for mask in (1, now, planned, blank, blank & now, blank & planned)
    ]
    return np.column_stack(columns)


def district_key(village: DemandVillage) -> str:
    """Return what a village's district is known by: its code, else its name."""
    code, dot, _ = village.code.rpartition(".")
    return code if dot else village.district or ""


def _funders(demand: Demand, points: ReachPoints, pairs: Pairs) -> Iterator[FunderReach]:
    owners = list(zip(points.kind, points.funder))
    names = list(dict.fromkeys(owners))
    numbers = {owner: number for number, owner in enumerate(names)}
    funder = np.array([numbers[owner] for owner in owners], dtype=np.int64)
    # One row for each demand point and funder that reaches it, by demand, then by funder.
    count = max(len(names), 1)
    reached, by = np.divmod(np.unique(pairs.demand * count + funder[pairs.point]), count)
    people = demand.people[reached]
    is_first = np.diff(reached, prepend=-1) != 0
    is_alone = np.bincount(reached, minlength=len(demand))[reached] == 1
    columns = [
        np.bincount(funder, minlength=len(names)),
        *(
            _people(by, people * mask, len(names))
            for mask in (1, demand.in_blank_spot[reached], is_first, is_alone)
        ),
    ]
    for (kind, key), numbers_of in zip(names, np.column_stack(columns).tolist()):
        yield FunderReach(kind, key, *numbers_of)


def _people(groups: npt.NDArray[Any], people: Integers, length: int = 0) -> Integers:
    """Return the sums of people by group; whole numbers, far below what a float holds exactly."""
    sums = np.bincount(groups, weights=people, minlength=length)
    whole: Integers = sums.astype(np.int64)
    return whole
