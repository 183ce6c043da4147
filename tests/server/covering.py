# SPDX-License-Identifier: GPL-2.0-or-later
"""Measures what stands in a database as the desktop does, to compare with what SQL counts."""

from __future__ import annotations

from typing import Any

import psycopg

from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.siting.coverage import Coverage, Radii, measure_coverage
from village_internet_plugin.siting.demand import Demand

_HOTSPOTS = """
    SELECT hotspot_id, plan_id, agency, technology, status, funding_source_id,
        ST_X(geom), ST_Y(geom)
    FROM village_internet.hotspots ORDER BY hotspot_id
"""
_SOURCES = "SELECT funding_source_id, agency, fiscal_year FROM village_internet.funding_sources"


def desktop_plan(connection: psycopg.Connection[tuple[Any, ...]], plan_id: str | None) -> Plan:
    """Return a plan that has pulled all that stands; without `plan_id` all of it is its own."""
    own, others = [], []
    for identifier, plan, agency, technology, status, source, lon, lat in connection.execute(
        _HOTSPOTS
    ):
        position = None if lon is None else LonLat(lon, lat)
        hotspot = Hotspot(
            *(identifier, position),
            technology=technology,
            status=status,
            funding_source_id=source,
        )
        if plan_id in (None, plan):
            own.append(hotspot)
        else:
            others.append(PublishedHotspot(hotspot, agency, plan, 1))
    own.sort(key=lambda hotspot: hotspot.funding_source_id or "")
    sources = sorted(
        (FundingSource(*row) for row in connection.execute(_SOURCES)),
        key=lambda source: source.funding_source_id,
    )
    return Plan(
        "desktop",
        "",
        funding_sources=tuple(sources),
        hotspots=tuple(own),
        published_hotspots=tuple(others),
    )


def on_the_desktop(
    connection: psycopg.Connection[tuple[Any, ...]],
    reference: Reference,
    demand: Demand,
    radii: Radii,
    plan_id: str | None,
) -> Coverage:
    """Measure what stands in the database in this one process."""
    return measure_coverage(desktop_plan(connection, plan_id), reference, demand, radii)


def assert_same(found: Coverage, expected: Coverage) -> None:
    """Compare two coverages in everything: places, funders, the union's proof, each point."""
    assert (found.times == expected.times).all()
    assert (found.unserved == expected.unserved).all()
    assert as_rows(found) == as_rows(expected)


def as_rows(coverage: Coverage) -> tuple[object, ...]:
    """Return a coverage without its arrays, to be compared."""
    return (
        coverage.total,
        coverage.villages,
        coverage.districts,
        coverage.funders,
        coverage.union,
    )
