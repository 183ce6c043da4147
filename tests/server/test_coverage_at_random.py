# SPDX-License-Identifier: GPL-2.0-or-later
"""Whatever is planned, published and standing: SQL and one process count the same people.

The villages are Paser's real ones; what stands in them is made up, within a transaction that is
taken back.
"""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from siting import demand_world as world

from server.covering import assert_same, on_the_desktop
from server.running import KALTIM, PASER, RunningServer
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import moved
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.server.coverage_sql import measure_in_database
from village_internet_plugin.siting.coverage import Coverage, Radii, reach_points
from village_internet_plugin.siting.demand import Demand, Spread, measure_demand
from village_internet_plugin.siting.demand_area import NO_VILLAGE, provinces, within_area

pytestmark = pytest.mark.server

_PLANS = (("random-1", PASER), ("random-2", KALTIM), ("random-3", "Instansi tanpa nama"))
_INSERT = """
    INSERT INTO village_internet.hotspots (
        hotspot_id, plan_id, agency, placed, revision, funding_source_id, status, technology, geom
    ) VALUES (%s, %s, %s, %s, 1, %s, %s, %s, ST_SetSRID(ST_MakePoint(%s, %s), 4326))
"""
_TECHNOLOGIES = st.sampled_from([None, "fibre", "wireless", "satellite"])
_PLACES = st.tuples(st.integers(0, 10_000), st.integers(-400, 400), st.integers(-400, 400))
_HOTSPOTS = st.lists(
    st.tuples(
        st.integers(0, len(_PLANS) - 1),
        st.sampled_from([None, "", "kaltim-2026", "paser-2026", "unknown"]),
        st.sampled_from([None, "proposed", "operating", "replaced"]),
        _TECHNOLOGIES,
        st.none() | _PLACES,
    ),
    max_size=25,
)
_EXISTING = st.lists(
    st.tuples(st.sampled_from([None, "BAKTI", PASER]), _TECHNOLOGIES, _PLACES), max_size=6
)


@pytest.fixture(scope="module")
def demand(running_server: RunningServer) -> Demand:
    """Paser's people, as if its districts were provinces; and some who live in no village."""
    with Reference.open(running_server.folder / "reference.gpkg") as reference:
        paser = measure_demand(reference, Spread())
    villages = [
        replace(one, code=f"{70 + int(one.code.split('.')[2])}.{one.code}")
        for one in paser.villages
    ]
    villages[5] = replace(villages[5], code="")
    # Every tenth point, so that an example takes a moment.
    some = np.arange(0, len(paser), 10)
    return replace(
        paser,
        **{name: getattr(paser, name)[some] for name in ("lon", "lat", "people", "village")},
        **{name: getattr(paser, name)[some] for name in ("in_blank_spot", "source")},
        villages=tuple(villages),
    )


def _place(demand: Demand, place: tuple[int, int, int]) -> LonLat:
    number, east_m, north_m = place
    row = number % len(demand)
    return moved(LonLat(float(demand.lon[row]), float(demand.lat[row])), east_m, north_m)


def _enter(connection: Any, demand: Demand, hotspots: list[tuple[Any, ...]]) -> None:
    connection.execute(
        "INSERT INTO village_internet.agencies VALUES (%s, %s)", (_PLANS[2][1], _PLANS[2][1])
    )
    for plan_id, agency in _PLANS:
        connection.execute(
            "INSERT INTO village_internet.plans (plan_id, agency) VALUES (%s, %s)",
            (plan_id, agency),
        )
    for number, (plan, source, status, technology, place) in enumerate(hotspots):
        position = (None, None) if place is None else _place(demand, place)
        connection.execute(
            _INSERT,
            (f"random-{number}", *_PLANS[plan], number, source, status, technology, *position),
        )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    hotspots=_HOTSPOTS,
    standing=_EXISTING,
    plan_id=st.sampled_from([None, "random-1", "random-3"]),
    radius_m=st.integers(1, 4_000),
    fibre_m=st.none() | st.integers(1, 9_000),
)
def test_the_numbers_are_equal_whole_and_summed_over_provinces(
    running_server: RunningServer,
    demand: Demand,
    hotspots: list[tuple[Any, ...]],
    standing: list[tuple[Any, ...]],
    plan_id: str | None,
    radius_m: int,
    fibre_m: int | None,
) -> None:
    radii = Radii(float(radius_m), {} if fibre_m is None else {"fibre": float(fibre_m)})
    rows = [
        world.existing(str(number), _place(demand, place), agency=agency, technology=technology)
        for number, (agency, technology, place) in enumerate(standing)
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        world.reference_of(
            Path(folder), villages=[world.village(0)], existing_hotspots=rows
        ) as reference,
        running_server.database() as connection,
    ):
        _enter(connection, demand, hotspots)
        expected = on_the_desktop(connection, reference, demand, radii, plan_id)
        points = reach_points(Plan("", ""), reference, radii)
        whole = measure_in_database([connection], demand, points, radii, plan_id)
        parts = [
            measure_in_database([connection], within_area(demand, area), points, radii, plan_id)
            for area in provinces(demand)
        ]
        connection.rollback()
    assert_same(whole, expected)
    _assert_sums(parts, expected)


def _assert_sums(parts: list[Coverage], whole: Coverage) -> None:
    """The parts hold each village once, and their numbers sum to the whole's."""
    by_code = {village.key: village for part in parts for village in part.villages}
    assert sum(len(part.villages) for part in parts) == len(whole.villages) == len(by_code)
    assert tuple(by_code[village.key] for village in whole.villages) == whole.villages
    for name in ("people", "now", "planned", "blank_people", "blank_now", "blank_planned"):
        assert sum(getattr(part.total, name) for part in parts) == getattr(whole.total, name)
    for place, funder in enumerate(whole.funders):
        same = [part.funders[place] for part in parts]
        assert {(one.kind, one.key, one.points) for one in same} == {
            (funder.kind, funder.key, funder.points)
        }
        for name in ("people", "blank_people", "counted_first", "alone"):
            assert sum(getattr(one, name) for one in same) == getattr(funder, name)
    assert sum(part.union.people for part in parts) == whole.union.people
    assert sum(part.union.sum_of_reaches for part in parts) == whole.union.sum_of_reaches
    for times, people in enumerate(whole.union.by_times):
        assert people == sum(sum(part.union.by_times[times : times + 1]) for part in parts)


def test_the_parts_of_the_sums_are_real(demand: Demand) -> None:
    assert len(provinces(demand)) == 11
    assert NO_VILLAGE in provinces(demand)
    assert all(len(within_area(demand, area)) for area in provinces(demand))
