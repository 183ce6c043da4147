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

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.geodesy.lengths import degrees_around
from village_internet_plugin.geodesy.point_index import Integers
from village_internet_plugin.server.database import Connection
from village_internet_plugin.siting.coverage import Radii, ReachPoints, VillageSums
from village_internet_plugin.siting.demand import Demand

POINTS_AT_ONCE = 20_000
"""Demand points to a statement, which takes a fraction of a second."""
_NUMBERS = 6

_REACHED = """
    WITH demand AS MATERIALIZED (
        SELECT number, people, in_blank_spot, village, floor(lon * 4) AS east, floor(lat * 4) AS up,
            ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS place,
            ST_MakeEnvelope(
                lon - %(wide)s, lat - %(high)s, lon + %(wide)s, lat + %(high)s, 4326
            ) AS around
        FROM unnest(
            %(lon)s::float8[], %(lat)s::float8[],
            %(people)s::bigint[], %(in_blank_spot)s::boolean[], %(village)s::integer[]
        ) WITH ORDINALITY AS given (lon, lat, people, in_blank_spot, village, number)
    ), standing AS MATERIALIZED (
        SELECT ST_SetSRID(ST_MakePoint(lon, lat), 4326) AS geom, radius_m
        FROM unnest(
            %(standing_lon)s::float8[], %(standing_lat)s::float8[], %(standing_m)s::float8[]
        ) AS given (lon, lat, radius_m)
    ), neighbourhoods AS MATERIALIZED (
        -- A village's points, in cells of a quarter of a degree: each asks the index once.
        SELECT village, east, up, ST_SetSRID(ST_Extent(around)::geometry, 4326) AS box
        FROM demand GROUP BY village, east, up
    ), near AS MATERIALIZED (
        SELECT village, east, up, geom, coalesce(plan_id = %(plan_id)s, true) AS is_planned,
            coalesce((%(radii)s::jsonb ->> technology)::float8, %(radius_m)s) AS radius_m
        FROM neighbourhoods JOIN village_internet.hotspots ON geom && box
        WHERE status IS DISTINCT FROM 'replaced'
        UNION ALL
        SELECT village, east, up, geom, false, radius_m
        FROM neighbourhoods JOIN standing ON geom && box
    ), reached AS MATERIALIZED (
        SELECT number, count(*) AS times, bool_or(NOT is_planned) AS is_now
        FROM demand JOIN near USING (village, east, up)
        WHERE geom && around
            AND round(ST_Distance(geom::geography, place::geography) * 1000.0) / 1000.0 <= radius_m
        GROUP BY number
    )
    SELECT village,
        sum(people), coalesce(sum(people) FILTER (WHERE is_now), 0),
        coalesce(sum(people) FILTER (WHERE times > 0), 0),
        coalesce(sum(people) FILTER (WHERE in_blank_spot), 0),
        coalesce(sum(people) FILTER (WHERE in_blank_spot AND is_now), 0),
        coalesce(sum(people) FILTER (WHERE in_blank_spot AND times > 0), 0),
        coalesce(sum(people * times), 0)
    FROM demand LEFT JOIN reached USING (number)
    GROUP BY village
"""
_SETTINGS = "SET LOCAL jit = off; SET LOCAL work_mem = '64MB'"
"""Compiling a statement of a fifth of a second would take ten times as long as running it."""
_STATE = """
    SELECT count(*), coalesce(sum(head_revision), 0),
        (SELECT reference_sha256 FROM village_internet.in_force)
    FROM village_internet.plans
"""


class DatabaseCoverage(NamedTuple):
    """What the database counted: sums by village, and what all hotspots reach one by one."""

    sums: VillageSums
    sum_of_reaches: int


def measure_in_database(
    connections: Sequence[Connection],
    demand: Demand,
    standing: ReachPoints,
    radii: Radii,
    plan_id: str | None = None,
) -> DatabaseCoverage:
    """Return whom existing and published hotspots reach.

    "Now" are the existing hotspots, `standing`, and those of other plans than `plan_id`; "planned"
    that plan's too. Without a plan all that is published counts as planned. The work is shared out
    among `connections`, to the database and to its replicas; InputError when one of these does not
    hold the same revisions.
    """
    _require_same_state(connections)
    for connection in connections:
        connection.execute(_SETTINGS)
    table = np.zeros((len(demand.villages), _NUMBERS), np.int64)
    sum_of_reaches = 0
    free: SimpleQueue[Connection] = SimpleQueue()
    for connection in connections:
        free.put(connection)

    def counted(given: dict[str, Any]) -> list[tuple[Any, ...]]:
        connection = free.get()
        try:
            return connection.execute(_REACHED, given, prepare=True).fetchall()
        finally:
            free.put(connection)

    parts = _parts(demand, standing, radii, plan_id)
    with ThreadPoolExecutor(len(connections)) as pool:
        for rows in _in_turn(pool, counted, parts, 2 * len(connections)):
            for village, *numbers, reaches in rows:
                table[village] += np.array(numbers, dtype=np.int64)
                sum_of_reaches += int(reaches)
    return DatabaseCoverage(VillageSums(demand.villages, table), sum_of_reaches)


def _in_turn(
    pool: ThreadPoolExecutor, counted: Any, parts: Iterator[dict[str, Any]], ahead: int
) -> Iterator[list[tuple[Any, ...]]]:
    """Yield what is counted of each part; no more of them wait in memory than `ahead`."""
    waiting = []
    for part in parts:
        waiting.append(pool.submit(counted, part))
        if len(waiting) >= ahead:
            yield waiting.pop(0).result()
    for one in waiting:
        yield one.result()


def _parts(
    demand: Demand, standing: ReachPoints, radii: Radii, plan_id: str | None
) -> Iterator[dict[str, Any]]:
    farthest_m = max([radii.default_m, *radii.by_technology.values()])
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
        yield {
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
            "radius_m": radii.default_m,
            "radii": json.dumps(dict(radii.by_technology)),
            "plan_id": plan_id,
        }


def _array(values: npt.NDArray[Any]) -> str:
    """Return values as PostgreSQL writes an array, every digit kept; a list is slow to send."""
    return "{" + ",".join(map(str, values.tolist())) + "}"


def _by_place(demand: Demand) -> Integers:
    """Return the demand points in the order of their villages, which lie beside each other."""
    order: Integers = np.argsort(demand.village, kind="stable")
    return order


def _require_same_state(connections: Sequence[Connection]) -> None:
    states = {connection.execute(_STATE).fetchone() for connection in connections}
    if len(states) > 1:
        raise InputError(
            "A replica is behind the database: they hold different revisions. Wait until it has "
            "caught up, then measure again."
        )
