# SPDX-License-Identifier: GPL-2.0-or-later
"""PostGIS counts whom hotspots reach as the desktop does: the same numbers, to the person."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from siting import demand_world as world

from server.covering import assert_same, on_the_desktop
from server.paser import hotspot_at
from server.running import KALTIM, RunningServer
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.geodesy.directions import destinations
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.server import coverage_sql
from village_internet_plugin.server.coverage_sql import measure_in_database
from village_internet_plugin.siting.coverage import (
    PLANNED,
    PUBLISHED,
    Coverage,
    Radii,
    ReachPoints,
    measure_coverage,
    reach_points,
)
from village_internet_plugin.siting.coverage_words import coverage_document
from village_internet_plugin.siting.demand import Demand, Spread, measure_demand

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def published(running_server: RunningServer) -> list[str]:
    """Two agencies' plans, some of it satellite and one point replaced; the plans' ids."""
    plans = []
    for agency, user, source in (
        ("Kabupaten Paser", "paser.planner", "paser-2026"),
        (KALTIM, "kaltim.planner", "kaltim-2026"),
    ):
        offices = [running_server.office() for _ in range(4)]
        hotspots = [
            hotspot_at(office, funding_source_id=source, technology=technology, status=status)
            for office, technology, status in zip(
                offices,
                ("fibre", "satellite", None, "wireless"),
                ("proposed", "proposed", "proposed", "replaced"),
            )
        ]
        sent = running_server.document(hotspots, agency)
        assert running_server.publish(sent, user)["outcome"] == "published"
        plans.append(sent.plan_id)
    return plans


@pytest.fixture
def reference(running_server: RunningServer, tmp_path: Path) -> Iterator[Reference]:
    with Reference.open(running_server.folder / "reference.gpkg") as reference:
        yield reference


def _desktop(
    server: RunningServer, reference: Reference, demand: Demand, radii: Radii, plan_id: str | None
) -> Coverage:
    with server.database() as connection:
        return on_the_desktop(connection, reference, demand, radii, plan_id)


@pytest.mark.parametrize(
    ("spread", "radii", "of"),
    [
        ("around_office", Radii(300.0), None),
        ("whole_village", Radii(450.0, {"satellite": 150.0, "fibre": 2_500.0}), 0),
        ("around_office", Radii(450.0, {"satellite": 150.0, "fibre": 2_500.0}), 1),
    ],
)
def test_the_numbers_are_those_of_the_desktop(
    running_server: RunningServer,
    published: list[str],
    reference: Reference,
    radii: Radii,
    spread: str,
    of: int | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(coverage_sql, "POINTS_AT_ONCE", 5_000)  # villages cut in two, too
    demand = measure_demand(reference, Spread(spread))
    plan_id = None if of is None else published[of]
    # The reference has no existing hotspots: one in the middle of each tenth village.
    chosen = np.arange(0, len(demand), 997)
    standing = ReachPoints(
        demand.lon[chosen], demand.lat[chosen], np.full(len(chosen), radii.default_m)
    )
    desktop = _desktop(running_server, reference, demand, radii, plan_id)
    with running_server.database() as connection:
        bare = measure_in_database(
            [connection], demand, reach_points(Plan("", ""), reference, radii), radii, plan_id
        )
        with_standing = measure_in_database([connection], demand, standing, radii, plan_id)
    assert_same(bare, desktop)
    assert len(desktop.districts) == 10
    kinds = [funder.kind for funder in desktop.funders]
    assert kinds == sorted(kinds, key=(PUBLISHED, PLANNED).index)
    assert 0 < desktop.total.planned < desktop.total.people
    assert (desktop.total.now > 0) is (of is not None)
    assert with_standing.total.now > bare.total.now


def test_existing_hotspots_count_as_on_the_desktop(
    running_server: RunningServer, published: list[str], reference: Reference, tmp_path: Path
) -> None:
    demand = measure_demand(reference, Spread())
    radii = Radii(400.0, {"wireless": 900.0})
    places = [LonLat(float(demand.lon[row]), float(demand.lat[row])) for row in (5, 900, 4_000)]
    rows = [
        world.existing(str(number), place, technology=technology, agency="BAKTI")
        for number, (place, technology) in enumerate(zip(places, ("wireless", None, "fibre")))
    ]
    with world.reference_of(
        tmp_path, villages=[world.village(0)], existing_hotspots=rows
    ) as others:
        standing = reach_points(Plan("", ""), others, radii)
        desktop = measure_coverage(Plan("p", ""), others, demand, radii)
        with running_server.database() as connection:
            found = measure_in_database([connection], demand, standing, radii, "no such plan")
    everything = _desktop(running_server, reference, demand, radii, "no such plan")
    assert found.union.sum_of_reaches == (
        desktop.union.sum_of_reaches + everything.union.sum_of_reaches
    )
    reached = int(demand.people[(desktop.times + everything.times) > 0].sum())
    assert found.total.now == found.total.planned == reached


def test_a_person_at_the_radius_is_reached(
    running_server: RunningServer, published: list[str], tmp_path: Path
) -> None:
    """Homes at and within a millimetre of the radius of a published hotspot, in 24 directions."""
    with running_server.database() as connection:
        lon, lat = connection.execute(
            "SELECT ST_X(geom), ST_Y(geom) FROM village_internet.hotspots"
            " WHERE plan_id = %s AND status = 'proposed' ORDER BY placed",
            (published[0],),
        ).fetchone() or (0.0, 0.0)
    azimuths = np.repeat(np.arange(24) * 15.0, 4)
    metres = 300.0 + np.tile([-0.0007, 0.0004, 0.0006, 0.0011], 24)
    places = [
        LonLat(*map(float, place))
        for place in zip(*destinations(LonLat(lon, lat), azimuths, metres))
    ]
    homes = [
        world.settlement(0, place, 1, settlement_id=str(number))
        for number, place in enumerate(places)
    ]
    with world.reference_of(tmp_path, villages=[world.village(0)], settlements=homes) as reference:
        demand = measure_demand(reference, Spread())
        radii = Radii(300.0)
        desktop = _desktop(running_server, reference, demand, radii, None)
        standing = reach_points(Plan("", ""), reference, radii)
        with running_server.database() as connection:
            found = measure_in_database([connection], demand, standing, radii)
    assert found.total == desktop.total
    assert desktop.total.planned == 48


def test_several_connections_share_the_work(
    running_server: RunningServer,
    published: list[str],
    reference: Reference,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(coverage_sql, "POINTS_AT_ONCE", 1_000)
    demand = measure_demand(reference, Spread())
    radii = Radii(300.0)
    standing = reach_points(Plan("", ""), reference, radii)
    with running_server.database() as one, running_server.database() as other:
        alone = measure_in_database([one], demand, standing, radii)
        shared = measure_in_database([one, other], demand, standing, radii)
    assert_same(shared, alone)


def test_the_command_prints_every_village_and_the_total(
    running_server: RunningServer,
    published: list[str],
    reference: Reference,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = tmp_path / "coverage.json"
    code = running_server.administer(
        *("measure-coverage", "--plan", published[1], "--radius-m", "500"),
        *("--radii", '{"satellite": 200}', "--report", str(report)),
        *("--replica", running_server.description["database"]["admin"]),
    )
    heard = capsys.readouterr()
    assert code == 0, heard.err
    rows = list(csv.DictReader(io.StringIO(heard.out), delimiter="\t"))
    demand = measure_demand(reference, Spread())
    radii = Radii(500.0, {"satellite": 200.0})
    desktop = _desktop(running_server, reference, demand, radii, published[1])
    # The report is the one QGIS's algorithm writes.
    expected = {**coverage_document(desktop, demand, radii, Spread()), "area": None}
    assert json.loads(report.read_text("utf-8")) == json.loads(json.dumps(expected))
    numbers = ("people", "now", "planned", "blank_people", "blank_now", "blank_planned")
    for row, village in zip(rows, (*desktop.villages, replace(desktop.total, key="total"))):
        assert row["village_code"] == village.key
        assert [int(row[name]) for name in numbers] == [getattr(village, name) for name in numbers]
    assert len(rows) == 145
    assert "are spread evenly over the ground at most 1,000 m" in heard.err
    assert f"with this plan {desktop.total.planned:,}" in heard.err


def test_the_command_prints_districts_funders_and_the_sum_that_proves_the_union(
    running_server: RunningServer,
    published: list[str],
    reference: Reference,
    capsys: pytest.CaptureFixture[str],
) -> None:
    desktop = _desktop(
        running_server, reference, measure_demand(reference, Spread()), Radii(300.0), None
    )
    tables = {}
    for by in ("district", "funder", "times"):
        assert running_server.administer("measure-coverage", "--radius-m", "300", "--by", by) == 0
        rows = csv.reader(io.StringIO(capsys.readouterr().out), delimiter="\t")
        tables[by] = list(rows)[1:]
    assert [row[0] for row in tables["district"]] == [
        *(district.key for district in desktop.districts),
        "total",
    ]
    assert [int(row[4]) for row in tables["district"][:-1]] == [
        district.planned for district in desktop.districts
    ]
    assert [row[1] for row in tables["funder"]] == [funder.key for funder in desktop.funders]
    assert [[int(value) for value in row[2:]] for row in tables["funder"]] == [
        [one.points, one.people, one.blank_people, one.counted_first, one.alone]
        for one in desktop.funders
    ]
    assert [int(people) for _, people in tables["times"]] == list(desktop.union.by_times)


def test_an_area_is_measured_by_itself(
    running_server: RunningServer,
    published: list[str],
    reference: Reference,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    report = tmp_path / "coverage.json"
    arguments = ("measure-coverage", "--radius-m", "300", "--area", "64.01.01")
    assert running_server.administer(*arguments, "--report", str(report)) == 0
    heard = capsys.readouterr()
    everywhere = _desktop(
        running_server, reference, measure_demand(reference, Spread()), Radii(300.0), None
    )
    (expected,) = (one for one in everywhere.districts if one.key == "64.01.01")
    measured = json.loads(report.read_text("utf-8"))
    assert measured["area"] == "64.01.01"
    assert [row["planned"] for row in measured["districts"]] == [expected.planned]
    assert measured["total"]["people"] == expected.people
    assert "Of the whole reference:" in heard.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--plan", "nowhere"), 'There is no plan "nowhere"'),
        (("--area", "64.0"), 'No village of the reference has a code that begins with "64.0"'),
        (("--replica", "host=127.0.0.1 port=1"), "replica host=127.0.0.1 port=1 cannot be reached"),
        (("--replica", "no such word"), "no libpq connection string"),
        (("--radii", "300"), "are a JSON object"),
        (("--radius-m", "-1"), "a length in metres above 0"),
    ],
)
def test_what_cannot_be_measured_is_said(
    arguments: tuple[str, ...],
    words: str,
    running_server: RunningServer,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert running_server.administer("measure-coverage", *arguments) == 1
    assert words in capsys.readouterr().err
