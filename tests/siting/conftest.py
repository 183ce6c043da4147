# SPDX-License-Identifier: GPL-2.0-or-later
"""The province's real villages with their real populations, as a reference."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
import shapely
from siting import demand_world as world

from village_internet_plugin.reference.geopackage import well_known_binary
from village_internet_plugin.reference.reference import Reference


@pytest.fixture(scope="session")
def kaltim_reference(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Reference]:
    table = shared_data / "kaltim_population_2025.csv"
    with table.open(encoding="utf-8") as reading:
        people = {row["code"]: round(float(row["population"])) for row in csv.DictReader(reading)}
    with closing(sqlite3.connect(shared_data / "kaltim_villages.gpkg")) as connection:
        found = connection.execute("SELECT code, village, district, regency, geom FROM villages")
        villages = [
            world.row(
                "villages",
                village_code=code,
                name=name,
                district=district,
                regency=regency,
                population=people.get(code),
                shape=shapely.from_wkb(well_known_binary(blob)),
            )
            for code, name, district, regency, blob in found
        ]
    folder = tmp_path_factory.mktemp("kaltim")
    with world.reference_of(folder, villages=villages) as reference:
        yield reference
