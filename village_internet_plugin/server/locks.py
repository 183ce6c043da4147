# SPDX-License-Identifier: GPL-2.0-or-later
"""Locks by which publishers take turns exactly where their plans can meet.

The rules look at other plans in two ways: at points nearby (spacing, duplicates, people already
reached) and at points in the same village (points per village, double funding). Two plans
checked at the same time would each miss the other's new point. So before it reads what others have
published, a publish locks every village its delta touches, and every map cell touched by a box
around each point of the delta whose half width is half the reach of the rules.

Why this suffices: let two new points of two plans lie within reach of each other. The point half
way between them lies in both boxes, so both publishes want the lock of its cell, and the second one
waits, then reads what the first has stored. Points that do not change need no lock: they were there
for the other publish to see.

Villages and cells share a fixed number of stripes, so that a delta of any size holds a bounded
number of PostgreSQL's locks; two strangers on one stripe merely wait for each other. Stripes are
taken in ascending order, after the plan and its funding sources, so nobody waits in a circle.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.rule_set import RuleSet
from village_internet_plugin.server.database import Connection

STRIPES = 2048
"""Well below the 6,400 locks of a PostgreSQL with its default settings."""
CELL_DEG = 0.02
"""Side of a map cell, about 2.2 km: a box of the default reach touches one to four of them."""

_JUDGED_BY = 0x7669_0001
"""Class of the one lock on what all plans are judged by."""
_STRIPE = 0x7669_0002
_METRES_PER_DEGREE = 110_000.0
"""Less than a degree of latitude has anywhere: boxes come out too large, never too small."""
_MOST_CELLS = 4_000_000
_REACHES = (("VI105", "min_m", 1.0), ("VI106", "max_m", 1.0), ("VI301", "reach_m", 2.0))
"""Rules that look at other plans' points nearby: code, parameter, how many times it counts (two
hotspots meet over a settlement that is within reach of both)."""


def share_judgement(connection: Connection) -> None:
    """Keep rule set, reference and the list of funding sources as they are until the end."""
    connection.execute("SELECT pg_advisory_xact_lock_shared(%s, 0)", (_JUDGED_BY,))


def change_judgement(connection: Connection) -> None:
    """Wait for running publishes and hold off new ones while what they are judged by changes."""
    connection.execute("SELECT pg_advisory_xact_lock(%s, 0)", (_JUDGED_BY,))


def lock_where_plans_meet(
    connection: Connection, hotspots: Iterable[Hotspot], reach_m: float
) -> None:
    """Lock the villages and map cells of a delta's hotspots, as they were and as they will be."""
    connection.execute(
        "SELECT pg_advisory_xact_lock(%s, stripe) FROM unnest(%s::integer[]) AS stripe",
        (_STRIPE, stripes_of(hotspots, reach_m)),
    )


def reach_between_plans_m(rule_set: RuleSet) -> float:
    """Return the distance in metres beyond which a rule never looks at another plan's point."""
    reach_m = 0.0
    for code, parameter, times in _REACHES:
        setting = rule_set.rules.get(code)
        if setting is None:
            continue
        sets = (setting.parameters, *setting.per_funding_source.values())
        values = [float(values[parameter]) for values in sets if parameter in values]
        reach_m = max([reach_m, *(value * times for value in values)])
    return reach_m


def widest_degrees(length_m: float, latitude: float) -> float:
    """Return no fewer degrees than `length_m` metres span, along either axis, near `latitude`."""
    along_meridian = length_m / _METRES_PER_DEGREE
    nearest_pole = min(abs(latitude) + along_meridian, 89.0)
    return along_meridian / math.cos(math.radians(nearest_pole))


def stripes_of(hotspots: Iterable[Hotspot], reach_m: float) -> list[int]:
    """Return, in ascending order, the stripes on which other plans could meet these hotspots."""
    stripes: set[int] = set()
    positions = []
    for hotspot in hotspots:
        if hotspot.village_code:
            stripes.add(zlib.crc32(hotspot.village_code.encode("utf-8")) % STRIPES)
        if hotspot.position is not None:
            positions.append(hotspot.position)
    if positions:
        stripes.update(_stripes_of_cells(np.array(positions, dtype=np.float64), reach_m))
    return sorted(stripes)


def _stripes_of_cells(positions: npt.NDArray[np.float64], reach_m: float) -> Iterable[int]:
    """Return the stripes of all cells touched by a box of half the reach around each position."""
    lon, lat = positions[:, 0], positions[:, 1]
    half_lat = np.full_like(lat, reach_m / 2 / _METRES_PER_DEGREE)
    half_lon = half_lat / np.cos(np.radians(np.minimum(np.abs(lat) + half_lat, 89.0)))
    west, east = (np.floor((lon + side * half_lon) / CELL_DEG).astype(np.int64) for side in (-1, 1))
    south, north = (
        np.floor((lat + side * half_lat) / CELL_DEG).astype(np.int64) for side in (-1, 1)
    )
    columns, rows = int((east - west).max()) + 1, int((north - south).max()) + 1
    if columns * rows * len(positions) > _MOST_CELLS:
        return range(STRIPES)
    stripes: set[int] = set()
    for column in range(columns):
        for row in range(rows):
            here = (west + column <= east) & (south + row <= north)
            cells = (west[here] + column) * 73_856_093 ^ (south[here] + row) * 19_349_663
            stripes.update(np.unique(cells % STRIPES).tolist())
    return stripes
