# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the plan the budgets are about: 50,000 hotspots among every village of the country.

`python -m bench.big_plan PLAN VILLAGES POINTS` writes it in a program of its own: QGIS cannot be
started twice in one, and several measurements of a run want such a plan.
"""

from __future__ import annotations

import lzma
import os
import random
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from bench.peers import lines_of
from tools.make_expected_findings import SOURCES
from tools.make_sample import SAMPLE
from tools.qgis_session import running_qgis
from tools.stage import REPOSITORY
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.rules.rule_set_document import standard_rule_set

POINTS = 50_000
_AGENCY = "Kabupaten Paser"


def country_villages() -> Path | None:
    """Return the packed real villages of the whole country; None where they are not at hand."""
    folder = Path(os.environ.get("VILLAGE_DATA", REPOSITORY.parent / "shared" / "data"))
    packed = folder / "indonesia_villages.gpkg.xz"
    return packed if packed.is_file() else None


def make_big_plan(path: Path, packed_villages: Path, points: int = POINTS) -> None:
    """Write the plan to `path`; the same one each time, two thirds of it on one island."""
    lines_of("bench.big_plan", str(path), str(packed_villages), str(points))


def _write(path: Path, packed_villages: Path, points: int) -> None:
    villages = path.with_name("villages.gpkg")
    with lzma.open(packed_villages) as reading, villages.open("wb") as writing:
        shutil.copyfileobj(reading, writing, 1 << 20)
    with running_qgis():
        from village_internet_plugin.layers.hotspot_rows import write_hotspots
        from village_internet_plugin.layers.importing.import_source import import_source
        from village_internet_plugin.layers.plan_file import create_plan_file

        create_plan_file(path, _AGENCY, "Bench", standard_rule_set())
        for role, name in SOURCES.items():
            source = villages if role == "villages" else SAMPLE / name
            import_source(path, role, str(source), None, None)
        write_hotspots(path, (), _hotspots(villages, points))
    villages.unlink()


def _hotspots(villages: Path, points: int) -> list[Hotspot]:
    """Place points in the middle of villages and a little beside."""
    chance = random.Random(2025)  # noqa: S311 - the same points each time, nothing secret
    with closing(sqlite3.connect(villages)) as connection:
        boxes = connection.execute(
            "SELECT (minx + maxx) / 2, (miny + maxy) / 2, code "
            "FROM rtree_villages_geom JOIN villages ON fid = id ORDER BY id"
        ).fetchall()
    near = [box for box in boxes if 113.8 < box[0] < 119.1 and -2.6 < box[1] < 2.7]
    chosen = [chance.choice(near if number % 3 else boxes) for number in range(points)]
    return [_hotspot(number, place, chance) for number, place in enumerate(chosen)]


def _hotspot(number: int, place: tuple[float, float, str], chance: random.Random) -> Hotspot:
    lon, lat = (value + chance.uniform(-0.02, 0.02) for value in place[:2])
    return Hotspot(
        f"bench-{number}",
        LonLat(lon, lat),
        village_code=place[2],
        name=f"Point {number}",
        site_kind="school",
        funding_source_id="PASER-2025",
        status="proposed",
        year=2025,
    )


if __name__ == "__main__":
    _write(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
