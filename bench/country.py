# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the country's real villages a plan's reference: people, an office inside each, hotspots.

No file names the population of each village of the country. Those of East Kalimantan are the real
ones of 2025; all others have the country's mean (278.7 million people by 83,402 villages).
"""

from __future__ import annotations

import csv
import lzma
import random
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import shapely

from tools.stage import REPOSITORY
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS, VILLAGE_OFFICES, VILLAGES
from village_internet_plugin.reference.geopackage import well_known_binary

POINTS = 50_000
MEAN_PEOPLE = 3_342
_NEAR_DEG = 0.02


def write_country_plan(path: Path, packed_villages: Path, points: int = POINTS) -> None:
    """Write a plan of all villages with `points` hotspots to `path`; the same one each time."""
    # The writer of whole plans by SQLite alone is that of the tests.
    sys.path.append(str(REPOSITORY / "tests"))
    from oracle.case import Case
    from oracle.geopackage import write_plan

    people = dict(_real_populations(packed_villages.parent / "kaltim_population_2025.csv"))
    villages = path.with_name("villages.gpkg")
    with lzma.open(packed_villages) as reading, villages.open("wb") as writing:
        shutil.copyfileobj(reading, writing, 1 << 20)
    case = Case("bench-country", "Kabupaten Paser", {})
    with closing(sqlite3.connect(f"file:{villages}?mode=ro", uri=True)) as connection:
        for code, name, blob in connection.execute("SELECT code, village, geom FROM villages"):
            shape = shapely.from_wkb(well_known_binary(blob))
            row: dict[str, Any] = dict.fromkeys(VILLAGES.names())
            row.update(village_code=code, name=name, kind="desa", shape=shape)
            row["population"] = people.get(code, MEAN_PEOPLE)
            case.villages.append(row)
            inside = shape.representative_point()
            office: dict[str, Any] = dict.fromkeys(VILLAGE_OFFICES.names())
            office.update(village_code=code, lon=inside.x, lat=inside.y)
            case.village_offices.append(office)
    case.hotspots = list(_hotspots(case.village_offices, points))
    write_plan(path, case)
    villages.unlink()


def _real_populations(path: Path) -> Iterator[tuple[str, int]]:
    with path.open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            yield row["code"], round(float(row["population"]))


def _hotspots(offices: list[dict[str, Any]], points: int) -> Iterator[dict[str, Any]]:
    """Yield points near the offices of villages, each village as likely as another."""
    chance = random.Random(2026)  # noqa: S311 - the same points each time, nothing secret
    for number in range(points):
        office = chance.choice(offices)
        place = LonLat(
            *(office[name] + chance.uniform(-_NEAR_DEG, _NEAR_DEG) / 2 for name in ("lon", "lat"))
        )
        row: dict[str, Any] = dict.fromkeys(HOTSPOTS.names())
        row.update(
            hotspot_id=f"bench-{number}",
            village_code=office["village_code"],
            funding_source_id=f"source-{number % 20}",
            status="proposed",
            lon=place.lon,
            lat=place.lat,
        )
        yield row
