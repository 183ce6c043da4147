# SPDX-License-Identifier: GPL-2.0-or-later
"""The reference of the random plan: Kaltim's real villages and people, and made-up need."""

from __future__ import annotations

import csv
import random
import sqlite3
from pathlib import Path

import shapely

from oracle.case import Row
from oracle.lengths import travel

_HEADER_BYTES = 8
_ENVELOPE_BYTES = (0, 32, 48, 48, 64)


def read_villages(folder: Path) -> list[Row]:
    """Return the 1,038 villages with shapes and people, in the file's order."""
    people = _population(folder / "kaltim_population_2025.csv")
    rows = _read(
        folder / "kaltim_villages.gpkg",
        "SELECT geom, code, village, type, district, regency, province FROM villages ORDER BY fid",
    )
    return [
        {
            "village_code": code,
            "name": name,
            "kind": kind,
            "district": district,
            "regency": regency,
            "province": province,
            "population": people.get(code),
            "households": None,
            "shape": _shape(geometry),
        }
        for geometry, code, name, kind, district, regency, province in rows
    ]


def _read(path: Path, statement: str) -> list[tuple]:
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def _shape(geometry: bytes) -> shapely.Geometry:
    """Return the shape in a GeoPackage's binary: after its header and envelope comes plain WKB."""
    return shapely.from_wkb(geometry[_HEADER_BYTES + _ENVELOPE_BYTES[(geometry[3] >> 1) & 7] :])


def _population(path: Path) -> dict[str, int]:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: int(float(row["population"])) for row in csv.DictReader(file)}


def hide_some_populations(chance: random.Random, villages: list[Row]) -> None:
    """Make the population of one village in thirty unknown."""
    for village in villages:
        if chance.random() < 1 / 30:
            village["population"] = None


def make_offices(chance: random.Random, folder: Path, villages: list[Row]) -> list[Row]:
    """Return the real offices, a made one in most other villages, a second one in some."""
    rows = _read(
        folder / "kaltim_village_offices_sample.gpkg",
        "SELECT geom, code, NAMOBJ FROM kantor_desa WHERE code IS NOT NULL ORDER BY fid",
    )
    offices = [_office(code, name, _shape(geometry)) for geometry, code, name in rows]
    real = {office["village_code"] for office in offices}
    for village in villages:
        code, name = village["village_code"], f"Kantor {village['name']}"
        if code not in real and chance.random() < 0.88:
            offices.append(
                _office(code, name, shapely.make_valid(village["shape"]).point_on_surface())
            )
        if chance.random() < 0.04:
            offices.append(_office(code, f"{name} II", point_in(chance, village["shape"])))
    return offices


def _office(code: str, name: str, point: shapely.Point) -> Row:
    return {
        "village_code": code,
        "name": name,
        "accuracy_m": None,
        "source": "test",
        "lon": point.x,
        "lat": point.y,
    }


def point_in(chance: random.Random, shape: shapely.Geometry) -> shapely.Point:
    """Return a random position inside a shape."""
    west, south, east, north = shape.bounds
    for _try in range(200):
        point = shapely.Point(chance.uniform(west, east), chance.uniform(south, north))
        if shape.contains(point):
            return point
    return shapely.make_valid(shape).point_on_surface()


def make_blank_spots(chance: random.Random, villages: list[Row], how_many: int) -> list[Row]:
    """Return blobs of 200 m to 8 km, some with a hole, some in two parts."""
    rows = []
    for number in range(how_many):
        village = chance.choice(villages)
        centre = point_in(chance, village["shape"])
        parts = [_blob(chance, centre.x, centre.y, chance.uniform(200.0, 8000.0))]
        if chance.random() < 0.3:
            east, north = travel(centre.x, centre.y, chance.uniform(0, 360), 20_000.0)
            parts.append(_blob(chance, east, north, chance.uniform(200.0, 3000.0)))
        rows.append(
            {
                "blank_spot_id": f"BS{number:03d}",
                "village_code": village["village_code"],
                "name": None,
                "signal": chance.choice(["none", "weak"]),
                "technology": None,
                "people": chance.choice([None, 0, 40, 300]),
                "observed_on": "2026-03-01",
                "source": "test",
                "shape": shapely.MultiPolygon(parts),
            }
        )
    return rows


def _blob(chance: random.Random, lon: float, lat: float, radius_m: float) -> shapely.Polygon:
    """Return a star-shaped polygon; a third have a hole a quarter as wide."""
    corners = chance.randint(5, 40)
    turns = [360.0 * corner / corners for corner in range(corners)]
    outer = [travel(lon, lat, turn, radius_m * chance.uniform(0.5, 1.0)) for turn in turns]
    holes = []
    if chance.random() < 0.33:
        holes = [[travel(lon, lat, turn, radius_m / 4.0) for turn in (0.0, 120.0, 240.0)]]
    blob = shapely.Polygon(outer, holes)
    return blob if blob.is_valid else shapely.Polygon(outer)


def make_settlements(chance: random.Random, villages: list[Row], how_many: int) -> list[Row]:
    """Return settlements with people, with households only, with neither, and with none at all."""
    rows = []
    for number in range(how_many):
        village = chance.choice(villages)
        point = point_in(chance, village["shape"])
        people, households = chance.choice(
            [(120, 30), (None, 25), (None, None), (0, 10), (7, None)]
        )
        rows.append(
            {
                "settlement_id": f"S{number:04d}",
                "village_code": village["village_code"],
                "name": f"Dusun {number}",
                "households": households,
                "people": people,
                "lon": point.x,
                "lat": point.y,
            }
        )
    return rows


def make_existing(
    chance: random.Random, villages: list[Row], settlements: list[Row], how_many: int
) -> list[Row]:
    """Return existing hotspots in every state, some beside settlements, some refused before."""
    states = [None, "operating", "installed", "suspended", "replaced", "refused", "refused"]
    rows = []
    for number in range(how_many):
        village = chance.choice(villages)
        point = point_in(chance, village["shape"])
        lon, lat = point.x, point.y
        if chance.random() < 0.3:
            settlement = chance.choice(settlements)
            length = chance.choice([0.0, 299.999, 300.0, 300.001, chance.uniform(0, 600)])
            lon, lat = travel(settlement["lon"], settlement["lat"], 77.0, length)
        rows.append(
            {
                "hotspot_id": f"existing-{number:04d}",
                "village_code": village["village_code"] if chance.random() < 0.95 else None,
                "name": chance.choice([f"Titik {number}", None, f"  balai DESA {number} "]),
                "agency": chance.choice(["Kominfo", None]),
                "programme": None,
                "technology": chance.choice(["fibre", None]),
                "provider": None,
                "bandwidth_mbps": chance.choice([20.0, None]),
                "status": chance.choice(states),
                "since": chance.choice([None, "2024-05-01", "2025-01-31", "2026-02-01"]),
                "lon": lon,
                "lat": lat,
            }
        )
    return rows


def make_nodes(chance: random.Random, villages: list[Row]) -> list[Row]:
    """Return fibre nodes in one part of the province and towers in a larger one."""
    rows = []
    for kind, how_many, west_of in (("fibre", 120, 117.0), ("tower", 200, 118.0)):
        near = [village for village in villages if village["shape"].bounds[2] < west_of]
        for number in range(how_many):
            point = point_in(chance, chance.choice(near)["shape"])
            rows.append(
                {
                    "node_id": f"{kind}-{number:03d}",
                    "kind": kind,
                    "operator": None,
                    "name": None,
                    "capacity": None,
                    "lon": point.x,
                    "lat": point.y,
                }
            )
    return rows
