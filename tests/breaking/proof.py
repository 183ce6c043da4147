# SPDX-License-Identifier: GPL-2.0-or-later
"""The rules that two publishers could break together, asked of the stored rows by plain SQL."""

from __future__ import annotations

from typing import Any

import psycopg

_OVERDRAWN = """
    SELECT source.funding_source_id, source.point_quota, source.used_points, count(hotspot_id)
    FROM village_internet.funding_sources AS source
    LEFT JOIN village_internet.hotspots AS hotspot
        ON hotspot.funding_source_id = source.funding_source_id
        AND hotspot.status IS DISTINCT FROM 'replaced'
    GROUP BY source.funding_source_id
    HAVING count(hotspot_id) > source.point_quota OR count(hotspot_id) <> source.used_points
"""
_PAID_TWICE = """
    SELECT village_code, year, array_agg(DISTINCT source.agency)
    FROM village_internet.hotspots AS hotspot
    JOIN village_internet.funding_sources AS source USING (funding_source_id)
    WHERE status IS DISTINCT FROM 'replaced'
    GROUP BY village_code, year HAVING count(DISTINCT source.agency) > 1
"""
_TOO_CLOSE = """
    SELECT one.hotspot_id, other.hotspot_id, ST_Distance(one.geom::geography, other.geom::geography)
    FROM village_internet.hotspots AS one
    JOIN village_internet.hotspots AS other
        ON one.hotspot_id < other.hotspot_id
        AND other.geom && ST_Expand(one.geom, %(deg)s)
    WHERE ST_Distance(one.geom::geography, other.geom::geography) < %(metres)s - 0.01
"""
_HEADS = """
    SELECT plan_id, head_revision, count(revision_id), max(revision)
    FROM village_internet.plans LEFT JOIN village_internet.revisions USING (plan_id)
    GROUP BY plan_id, head_revision
    HAVING head_revision <> count(revision_id) OR head_revision <> coalesce(max(revision), 0)
"""
_METRES_PER_DEGREE = 110_000.0


def violations(
    connection: psycopg.Connection[Any], spacing_m: float | None = None
) -> dict[str, list[Any]]:
    """Return the rows that break a rule, by rule; with `spacing_m`, also points closer than that.

    A centimetre is left out: two programs measure the distance.
    """
    found = {
        "quota exceeded, or counter wrong": connection.execute(_OVERDRAWN).fetchall(),
        "two funders in one village and year": connection.execute(_PAID_TWICE).fetchall(),
        "head is not the number of revisions": connection.execute(_HEADS).fetchall(),
    }
    if spacing_m is not None:
        reach = {"deg": spacing_m / _METRES_PER_DEGREE * 1.1, "metres": spacing_m}
        found[f"points closer than {spacing_m:g} m"] = connection.execute(
            _TOO_CLOSE, reach
        ).fetchall()
    return found


def deadlocks(connection: psycopg.Connection[Any]) -> int:
    """Return how many deadlocks PostgreSQL has counted in this database."""
    row = connection.execute(
        "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    ).fetchone()
    return int(row[0]) if row else 0
