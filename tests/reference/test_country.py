# SPDX-License-Identifier: GPL-2.0-or-later
"""The 83,402 villages of the country answer at once, and are never all in memory."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely

from village_internet_plugin.reference.geopackage import well_known_binary
from village_internet_plugin.reference.reference import Reference

VILLAGES = 83_402
LONS = np.random.default_rng(2026).uniform(95.5, 140.5, 3000)
LATS = np.random.default_rng(2027).uniform(-10.5, 5.5, 3000)
GROWTH_ALLOWED_MB = 50


@pytest.fixture(scope="module")
def points(country_file: Path) -> tuple[np.ndarray, np.ndarray]:
    """200 random points, half of them anywhere, half on land that some village's box covers."""
    with closing(sqlite3.connect(country_file)) as connection:
        boxes = connection.execute(
            "SELECT minx, maxx, miny, maxy FROM rtree_villages_geom WHERE id % 834 = 0"
        ).fetchall()
    assert len(boxes) == 100
    lon = [LONS[i] if i % 2 else (boxes[i // 2][0] + boxes[i // 2][1]) / 2 for i in range(200)]
    lat = [LATS[i] if i % 2 else (boxes[i // 2][2] + boxes[i // 2][3]) / 2 for i in range(200)]
    return np.array(lon), np.array(lat)


def _by_every_candidate(path: Path, lon: float, lat: float) -> list[str]:
    """Return the villages at a point by asking Shapely about each whose box holds it."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute(
            "SELECT village_code, geom FROM villages JOIN rtree_villages_geom ON fid = id "
            "WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?",
            (lon, lon, lat, lat),
        ).fetchall()
    held = []
    for code, blob in rows:
        shape = shapely.make_valid(
            shapely.from_wkb(well_known_binary(blob)), method="structure", keep_collapsed=False
        )
        if shape.covers(shapely.Point(lon, lat)):
            held.append(code)
    return sorted(held)


def test_each_point_is_in_the_villages_that_shapely_finds(
    country_file: Path, points: tuple[np.ndarray, np.ndarray]
) -> None:
    lon, lat = points
    with Reference.open(country_file) as reference:
        held = reference.villages.holding(lon, lat)
    assert held == [_by_every_candidate(country_file, *place) for place in zip(lon, lat)]
    assert sum(map(bool, held)) > 60
    assert not all(held)


def test_a_point_asked_alone_is_where_it_is_among_many(
    country_file: Path, points: tuple[np.ndarray, np.ndarray]
) -> None:
    lon, lat = points
    with Reference.open(country_file) as reference:
        together = reference.villages.holding(lon, lat)
        alone = [reference.villages.holding(lon[i : i + 1], lat[i : i + 1])[0] for i in range(200)]
    assert alone == together


# Run in a fresh interpreter: memory that others have used and freed would hide what this takes.
ASK = """
import resource, sys
from pathlib import Path
import numpy as np
from village_internet_plugin.reference.reference import Reference

def used_mb():
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6

before = used_mb()
with Reference.open(Path(sys.argv[1])) as reference:
    opened = used_mb()
    chance = np.random.default_rng(1)
    for _ in range(2000):
        lon, lat = chance.uniform(95.5, 140.5, 1), chance.uniform(-10.5, 5.5, 1)
        reference.villages.holding(lon, lat)
    print(opened - before, used_mb() - before)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_nothing_is_preloaded(country_file: Path, repository: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", ASK, str(country_file)],
        cwd=repository,
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    opening_mb, asking_mb = map(float, ran.stdout.split())
    assert opening_mb < GROWTH_ALLOWED_MB / 2
    assert asking_mb < GROWTH_ALLOWED_MB


def test_it_is_the_whole_country(country_file: Path) -> None:
    with closing(sqlite3.connect(country_file)) as connection:
        assert connection.execute("SELECT count(*) FROM villages").fetchone() == (VILLAGES,)
