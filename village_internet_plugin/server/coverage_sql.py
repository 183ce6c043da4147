# SPDX-License-Identifier: GPL-2.0-or-later
"""Whom the published hotspots reach, measured by PostGIS: the twin of `siting.coverage`.

Where people live is worked out as on the desktop, from the reference in force. Who of them is
reached is asked of the database, some thousands of points at a time, in statements that only read:
they run on replicas as well, as many at once as there are connections. Lengths are those of the
ellipsoid, to the millimetre, so the numbers are the desktop's to the person.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from village_internet_plugin.geodesy.lengths import degrees_around
from village_internet_plugin.geodesy.point_index import Integers
from village_internet_plugin.server.database import Connection
from village_internet_plugin.server.replicas import told_of
from village_internet_plugin.siting.coverage import (
    EXISTING,
    PLANNED,
    PUBLISHED,
    Coverage,
    FunderReach,
    Radii,
    ReachPoints,
    Union,
    VillageSums,
)
from village_internet_plugin.siting.demand import Demand

POINTS_AT_ONCE = 20_000
"""Demand points to a statement, which takes a fraction of a second."""
_VILLAGE_NUMBERS, _FUNDER_NUMBERS = 6, 4

_REACHED = """
    WITH demand AS MATERIALIZED (
        SELECT number, people, in_blank_spot, village, lon, lat,
            floor(lon * 4) AS east, floor(lat * 4) AS up
        FROM unnest(
            %(lon)s::float8[], %(lat)s::float8[],
            %(people)s::bigint[], %(in_blank_spot)s::boolean[], %(village)s::integer[]
        ) WITH ORDINALITY AS given (lon, lat, people, in_blank_spot, village, number)
    ), standing AS MATERIALIZED (
        SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS geom, radius_m, funder
        FROM unnest(
            %(standing_lon)s::float8[], %(standing_lat)s::float8[], %(standing_m)s::float8[],
            %(standing_funder)s::integer[]
        ) AS given (lon, lat, radius_m, funder)
    ), funders AS MATERIALIZED (
        SELECT * FROM unnest(%(funder)s::integer[], %(is_planned)s::boolean[], %(key)s::text[])
            AS given (funder, is_planned, key)
    ), neighbourhoods AS MATERIALIZED (
        -- A village's points, in cells of a quarter of a degree: each asks the index once.
        SELECT village, east, up, ST_MakeEnvelope(
            min(lon) - %(wide)s, min(lat) - %(high)s, max(lon) + %(wide)s, max(lat) + %(high)s, 4326
        ) AS box
        FROM demand GROUP BY village, east, up
    ), published AS MATERIALIZED (
        SELECT village, east, up, geom, coalesce(plan_id = %(plan_id)s, true) AS is_planned,
            CASE WHEN coalesce(plan_id = %(plan_id)s, true)
                THEN coalesce(funding_source_id, '') ELSE agency END AS key,
            coalesce((%(radii)s::jsonb ->> technology)::float8, %(radius_m)s) AS radius_m
        FROM neighbourhoods JOIN village_internet.hotspots ON geom && box
        WHERE status IS DISTINCT FROM 'replaced'
    ), near AS MATERIALIZED (
        SELECT village, east, up, geom, funder, radius_m
        FROM published JOIN funders USING (is_planned, key)
        UNION ALL
        SELECT village, east, up, geom, funder, radius_m
        FROM neighbourhoods JOIN standing ON geom && box
    ), by_funder AS MATERIALIZED (
        -- What is asked of these people later stands here too: a further join could be planned as
        -- one loop within another, and take ten seconds.
        SELECT number, people, in_blank_spot, funder, count(*) AS times
        FROM demand JOIN near USING (village, east, up)
        -- Looked at as numbers first: most are far, and no geometry is made of them.
        WHERE abs(lon - ST_X(geom)) <= %(wide)s AND abs(lat - ST_Y(geom)) <= %(high)s
            AND round(ST_Distance(
                geom::geography, ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography
            ) * 1000.0) / 1000.0 <= radius_m
        GROUP BY number, people, in_blank_spot, funder
    ), reached AS MATERIALIZED (
        SELECT number, people, sum(times)::bigint AS times,
            bool_or(funder < %(planned_from)s) AS is_now
        FROM by_funder GROUP BY number, people
    ), ranked AS (
        SELECT people, in_blank_spot, funder, min(funder) OVER same AS first,
            count(*) OVER same AS funders
        FROM by_funder WINDOW same AS (PARTITION BY number)
    )
    SELECT 'village' AS what, village::bigint AS which, ARRAY[
            sum(demand.people),
            sum(demand.people) FILTER (WHERE is_now),
            sum(demand.people) FILTER (WHERE times > 0),
            sum(demand.people) FILTER (WHERE in_blank_spot),
            sum(demand.people) FILTER (WHERE in_blank_spot AND is_now),
            sum(demand.people) FILTER (WHERE in_blank_spot AND times > 0)
        ]::bigint[] AS people, NULL::bigint[] AS numbers
        FROM demand LEFT JOIN reached USING (number) GROUP BY village
    UNION ALL
    SELECT 'funder', funder, ARRAY[
            sum(people),
            sum(people) FILTER (WHERE in_blank_spot),
            sum(people) FILTER (WHERE funder = first),
            sum(people) FILTER (WHERE funders = 1)
        ]::bigint[], NULL
        FROM ranked GROUP BY funder
    UNION ALL
    SELECT 'times', times, ARRAY[sum(people)]::bigint[], array_agg(number)
        FROM reached GROUP BY times
"""
_SETTINGS = "SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"
"""Compiling a statement of a fifth of a second would take ten times as long as running it."""
_FUNDERS = """
    SELECT is_planned, key, count(*)
    FROM (
        SELECT coalesce(plan_id = %(plan_id)s, true) AS is_planned,
            CASE WHEN coalesce(plan_id = %(plan_id)s, true)
                THEN coalesce(funding_source_id, '') ELSE agency END AS key
        FROM village_internet.hotspots
        WHERE status IS DISTINCT FROM 'replaced' AND NOT ST_IsEmpty(geom)
    ) AS one
    GROUP BY is_planned, key
    ORDER BY is_planned, NOT EXISTS (
        SELECT FROM village_internet.funding_sources
        WHERE is_planned AND funding_source_id = key
    ), key COLLATE "C"
"""


class _Funder(NamedTuple):
    """Whose hotspots: what `FunderReach` calls kind and key; and how many they are."""

    kind: str
    key: str
    points: int


class _Part(NamedTuple):
    """Which demand points a statement is about, and what it is given."""

    rows: Integers
    given: dict[str, Any]


def measure_in_database(
    connections: Sequence[Connection],
    demand: Demand,
    standing: ReachPoints,
    radii: Radii,
    plan_id: str | None = None,
) -> Coverage:
    """Return whom existing and published hotspots reach.

    "Now" are the existing hotspots, `standing`, and those of other plans than `plan_id`; "planned"
    that plan's too. Without a plan all that is published counts as planned. Others' hotspots stand
    in the order of their agencies' names, the planned ones in that of their funding sources' ids.
    The work is shared out among `connections`, to the database and to its replicas, which see the
    same revisions (`replicas.agree`). InputError when one of them breaks off.
    """
    for connection in connections:
        with told_of(connection):
            connection.execute(_SETTINGS)
    funders = _funders(connections[0], standing, plan_id)
    counting = _Counting(demand, funders)
    free: SimpleQueue[Connection] = SimpleQueue()
    for connection in connections:
        free.put(connection)

    def counted(given: dict[str, Any]) -> list[tuple[Any, ...]]:
        connection = free.get()
        try:
            with told_of(connection):
                return connection.execute(_REACHED, given, prepare=True).fetchall()
        finally:
            free.put(connection)

    parts = _parts(demand, standing, radii, plan_id, funders)
    with ThreadPoolExecutor(len(connections)) as pool:
        for rows, answer in _in_turn(pool, counted, parts, 2 * len(connections)):
            counting.add(rows, answer)
    return counting.coverage()


class _Counting:
    """Adds up what the statements answer."""

    def __init__(self, demand: Demand, funders: Sequence[_Funder]) -> None:
        self._demand, self._of = demand, funders
        self._villages = np.zeros((len(demand.villages), _VILLAGE_NUMBERS), np.int64)
        self._funders = np.zeros((len(funders), _FUNDER_NUMBERS), np.int64)
        self._times = np.zeros(len(demand), np.int32)
        self._by_times: dict[int, int] = {}

    def add(self, rows: Integers, answer: list[tuple[Any, ...]]) -> None:
        """Add the answer about the demand points `rows`; the database numbers them from 1."""
        for what, which, people, numbers in answer:
            if what == "times":
                self._times[rows[np.array(numbers, dtype=np.int64) - 1]] = which
                self._by_times[which] = self._by_times.get(which, 0) + people[0]
            else:
                table = self._villages if what == "village" else self._funders
                # A sum over nobody is NULL.
                table[which] += np.array([number or 0 for number in people], dtype=np.int64)

    def coverage(self) -> Coverage:
        sums = VillageSums(self._demand.villages, self._villages)
        reached = sum(self._by_times.values())
        by_times = [sums.total().people - reached] if len(self._demand) else []
        by_times += [self._by_times.get(k, 0) for k in range(1, max(self._by_times, default=0) + 1)]
        return Coverage(
            total=sums.total(),
            villages=sums.villages(),
            districts=sums.districts(),
            funders=tuple(
                FunderReach(*funder, *numbers)
                for funder, numbers in zip(self._of, self._funders.tolist())
            ),
            union=Union(
                people=reached,
                sum_of_reaches=sum(times * people for times, people in self._by_times.items()),
                by_times=tuple(by_times),
            ),
            unserved=self._times == 0,
            times=self._times,
        )


def _funders(
    connection: Connection, standing: ReachPoints, plan_id: str | None
) -> tuple[_Funder, ...]:
    """Return whose hotspots there are, in the order they are counted: existing ones first."""
    existing: dict[str, int] = {}
    for key in _standing_keys(standing):
        existing[key] = existing.get(key, 0) + 1
    with told_of(connection):
        published = connection.execute(_FUNDERS, {"plan_id": plan_id}).fetchall()
    return (
        *(_Funder(EXISTING, key, points) for key, points in existing.items()),
        *(
            _Funder(PLANNED if is_planned else PUBLISHED, key, n)
            for is_planned, key, n in published
        ),
    )


def _standing_keys(standing: ReachPoints) -> tuple[str, ...]:
    return standing.funder or ("",) * len(standing)


def _in_turn(
    pool: ThreadPoolExecutor, counted: Any, parts: Iterator[_Part], ahead: int
) -> Iterator[tuple[Integers, list[tuple[Any, ...]]]]:
    """Yield what is counted of each part; no more of them wait in memory than `ahead`."""
    waiting = []
    for part in parts:
        waiting.append((part.rows, pool.submit(counted, part.given)))
        if len(waiting) >= ahead:
            rows, answer = waiting.pop(0)
            yield rows, answer.result()
    for rows, answer in waiting:
        yield rows, answer.result()


def _parts(
    demand: Demand,
    standing: ReachPoints,
    radii: Radii,
    plan_id: str | None,
    funders: Sequence[_Funder],
) -> Iterator[_Part]:
    farthest_m = max([radii.default_m, *radii.by_technology.values()])
    numbers = {(funder.kind, funder.key): place for place, funder in enumerate(funders)}
    standing_funder = np.array(
        [numbers[EXISTING, key] for key in _standing_keys(standing)], dtype=np.int64
    )
    for_all = {
        "radius_m": radii.default_m,
        "radii": json.dumps(dict(radii.by_technology)),
        "plan_id": plan_id,
        **_funder_values(funders),
    }
    order = _by_place(demand)
    for start in range(0, len(order), POINTS_AT_ONCE):
        some = order[start : start + POINTS_AT_ONCE]
        lon, lat = demand.lon[some], demand.lat[some]
        # The widest of the points' boxes for all: who is near enough is measured, not boxed.
        wide, high = (float(np.max(degrees)) for degrees in degrees_around(lat, farthest_m))
        near = (
            (standing.lon >= lon.min() - wide)
            & (standing.lon <= lon.max() + wide)
            & (standing.lat >= lat.min() - high)
            & (standing.lat <= lat.max() + high)
        )
        given = {
            "lon": _array(lon),
            "lat": _array(lat),
            "wide": wide,
            "high": high,
            "people": _array(demand.people[some]),
            "in_blank_spot": _array(demand.in_blank_spot[some]),
            "village": _array(demand.village[some]),
            "standing_lon": _array(standing.lon[near]),
            "standing_lat": _array(standing.lat[near]),
            "standing_m": _array(standing.radius_m[near]),
            "standing_funder": _array(standing_funder[near]),
        }
        yield _Part(some, {**given, **for_all})


def _funder_values(funders: Sequence[_Funder]) -> dict[str, Any]:
    """Return whose hotspots the database has; those from `planned_from` on are planned."""
    published = [place for place, one in enumerate(funders) if one.kind != EXISTING]
    planned = [place for place, one in enumerate(funders) if one.kind == PLANNED]
    return {
        "funder": published,
        "is_planned": [funders[place].kind == PLANNED for place in published],
        "key": [funders[place].key for place in published],
        "planned_from": min(planned, default=len(funders)),
    }


def _array(values: npt.NDArray[Any]) -> str:
    """Return values as PostgreSQL writes an array, every digit kept; a list is slow to send."""
    return "{" + ",".join(map(str, values.tolist())) + "}"


def _by_place(demand: Demand) -> Integers:
    """Return the demand points in the order of their villages, which lie beside each other."""
    order: Integers = np.argsort(demand.village, kind="stable")
    return order
