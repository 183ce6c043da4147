# SPDX-License-Identifier: GPL-2.0-or-later
"""Small references for demand and coverage: square villages side by side, two kilometres wide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import shapely
from oracle.case import Case, Row
from oracle.geopackage import write_plan

from village_internet_plugin.domain.hotspot import Hotspot, PublishedHotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import TABLES
from village_internet_plugin.geodesy.directions import moved
from village_internet_plugin.reference.reference import Reference

CORNER = LonLat(116.0, -1.8)
SIDE_M = 2_000.0
_TABLES = {table.name: table for table in TABLES}


def code(number: int) -> str:
    return f"64.01.{number // 4 + 1:02d}.{2001 + number % 4}"


def square(number: int, east_m: float = 0.0, north_m: float = 0.0, side_m: float = SIDE_M) -> Any:
    """Return a square (degrees) with its corner so far from that of a village."""
    west_south = moved(CORNER, number * SIDE_M + east_m, north_m)
    east_north = moved(CORNER, number * SIDE_M + east_m + side_m, north_m + side_m)
    return shapely.box(*west_south, *east_north)


def place(number: int, east_m: float, north_m: float) -> LonLat:
    """Return the position so far from a village's corner."""
    return moved(CORNER, number * SIDE_M + east_m, north_m)


def row(table: str, position: LonLat | None = None, **values: Any) -> Row:
    made: Row = dict.fromkeys(_TABLES[table].names())
    made.update(values)
    if position is not None:
        made.update(lon=position.lon, lat=position.lat)
    return made


def village(number: int, population: int | None = None, **values: Any) -> Row:
    given = {"village_code": code(number), "name": f"Desa {number}", "shape": square(number)}
    return row("villages", **{**given, "population": population, **values})


def office(number: int, position: LonLat) -> Row:
    return row("village_offices", position, village_code=code(number))


def settlement(number: int, position: LonLat, people: int | None, **values: Any) -> Row:
    given = {"settlement_id": f"s{position.lon}{position.lat}", "village_code": code(number)}
    return row("settlements", position, **{**given, "people": people, **values})


def blank_spot(name: str, shape: Any, people: int | None, of: str | None = None) -> Row:
    return row("blank_spots", blank_spot_id=name, shape=shape, people=people, village_code=of)


def existing(name: str, position: LonLat, **values: Any) -> Row:
    return row("existing_hotspots", position, hotspot_id=name, **values)


def hotspot(name: str, position: LonLat, source: str | None = None, **values: Any) -> Hotspot:
    return Hotspot(name, position, funding_source_id=source, **values)


def published(name: str, position: LonLat, agency: str = "Provinsi") -> PublishedHotspot:
    return PublishedHotspot(Hotspot(name, position), agency, "other-plan", 1)


@contextmanager
def reference_of(folder: Path, **tables: list[Row]) -> Iterator[Reference]:
    """Write a reference with these rows and open it."""
    path = folder / "reference.gpkg"
    path.unlink(missing_ok=True)
    case = Case("plan", "Kabupaten Paser", {})
    for name, rows in tables.items():
        setattr(case, name, rows)
    write_plan(path, case)
    with Reference.open(path) as reference:
        yield reference
