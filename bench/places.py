# SPDX-License-Identifier: GPL-2.0-or-later
"""Real villages, their people and their offices, as the problem of suggesting hotspots for them.

Shapes are the real ones. Where no population is published for a village (outside East Kalimantan)
it is given one of East Kalimantan's 1,038, in turn; offices stand inside each village, since their
positions are not public either.
"""

from __future__ import annotations

import csv
import lzma
import shutil
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import shapely

from bench.big_plan import country_villages
from tools.stage import REPOSITORY
from village_internet_plugin.domain.funding_source import FundingSource
from village_internet_plugin.domain.plan import Plan
from village_internet_plugin.domain.schema import VILLAGE_OFFICES, VILLAGES
from village_internet_plugin.reference.geopackage import well_known_binary
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.rule_set_document import standard_rule_set
from village_internet_plugin.siting.coverage import Radii
from village_internet_plugin.siting.demand import Demand, Spread, measure_demand
from village_internet_plugin.siting.problem import Problem
from village_internet_plugin.siting.problem_building import build_problem

_FIRST_DENSE = "33"
"""Central Java and what follows it: villages so close that each site's reach holds others."""


class Village(NamedTuple):
    """A village as the sources have it; `district` and `regency` where they say so."""

    code: str
    name: str
    district: str | None
    regency: str | None
    shape: Any


def shared_data() -> Path | None:
    """Return the folder of real data; None where it is not at hand."""
    packed = country_villages()
    return None if packed is None else packed.parent


def named_villages(region: str) -> list[Village]:
    """Return the villages of a region that has a file of its own: paser or kaltim."""
    folder = _needed()
    with closing(sqlite3.connect(folder / f"{region}_villages.gpkg")) as connection:
        rows = connection.execute("SELECT code, village, district, regency, geom FROM villages")
        return [Village(*row[:4], shapely.from_wkb(well_known_binary(row[4]))) for row in rows]


def dense_villages(count: int, folder: Path) -> list[Village]:
    """Return so many neighbouring villages of Java; the country's file is unpacked in `folder`."""
    unpacked = folder / "country.gpkg"
    with lzma.open(_needed() / "indonesia_villages.gpkg.xz") as packed, unpacked.open("wb") as file:
        shutil.copyfileobj(packed, file, 1 << 20)
    ask = "SELECT code, village, geom FROM villages WHERE code >= ? ORDER BY code LIMIT ?"
    with closing(sqlite3.connect(unpacked)) as connection:
        rows = connection.execute(ask, (_FIRST_DENSE, count)).fetchall()
    unpacked.unlink()
    return [
        Village(code, name, code[:8], code[:5], shapely.from_wkb(well_known_binary(blob)))
        for code, name, blob in rows
    ]


@contextmanager
def reference_of(villages: Sequence[Village], folder: Path) -> Iterator[Reference]:
    """Yield a reference of these villages with their people and an office inside each."""
    # The writer of whole plans by SQLite alone is that of the tests.
    sys.path.append(str(REPOSITORY / "tests"))
    from oracle.case import Case
    from oracle.geopackage import write_plan

    people = _populations()
    turn = sorted(people.values())
    case = Case("bench-suggesting", "Kabupaten Paser", {})
    for number, village in enumerate(villages):
        row: dict[str, Any] = dict.fromkeys(VILLAGES.names())
        row.update(village_code=village.code, name=village.name, shape=village.shape, kind="desa")
        row.update(district=village.district, regency=village.regency)
        # A step without a common factor spreads small and large ones over the map.
        row["population"] = people.get(village.code, turn[number * 397 % len(turn)])
        case.villages.append(row)
        inside = village.shape.representative_point()
        office: dict[str, Any] = dict.fromkeys(VILLAGE_OFFICES.names())
        office.update(village_code=village.code, lon=inside.x, lat=inside.y)
        case.village_offices.append(office)
    path = folder / "places.gpkg"
    write_plan(path, case)
    with Reference.open(path) as reference:
        yield reference
    path.unlink()


def problem_of(
    reference: Reference, demand: Demand, sources: tuple[FundingSource, ...], radius_m: float
) -> Problem:
    """Return the problem with every limit of the standard rules."""
    plan = Plan("bench", "Kabupaten Paser", funding_sources=sources)
    return build_problem(plan, reference, standard_rule_set(), demand, Radii(radius_m))


def demand_of(reference: Reference, kind: str) -> Demand:
    """Return where people live: within 2 km of the office, or all over the village."""
    return measure_demand(reference, Spread(kind, 2_000.0))


def _needed() -> Path:
    folder = shared_data()
    if folder is None:
        raise FileNotFoundError("the real villages (VILLAGE_DATA or ../shared/data)")
    return folder


def _populations() -> dict[str, int]:
    with (_needed() / "kaltim_population_2025.csv").open(encoding="utf-8") as table:
        return {row["code"]: round(float(row["population"])) for row in csv.DictReader(table)}
