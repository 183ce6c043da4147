# SPDX-License-Identifier: GPL-2.0-or-later
"""Plans to import into, tables to import, and a QGIS to do it with."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.plan_file import create_plan_file
from village_internet_plugin.rules.rule_set_document import standard_rule_set

WriteText = Callable[..., Path]
FOUR_VILLAGES = """{"type": "FeatureCollection", "features": [
{"type": "Feature", "properties": {"code": "64.01.06.2023", "name": "Adang Jaya",
 "district": "Long Ikis"}, "geometry": {"type": "Polygon", "coordinates":
 [[[116.0, -2.0], [116.1, -2.0], [116.1, -1.9], [116.0, -1.9], [116.0, -2.0]]]}},
{"type": "Feature", "properties": {"code": "64.01.09.2005", "name": "Riwang",
 "district": "Batu Engau"}, "geometry": {"type": "Polygon", "coordinates":
 [[[116.1, -2.0], [116.2, -2.0], [116.2, -1.9], [116.1, -1.9], [116.1, -2.0]]]}},
{"type": "Feature", "properties": {"code": "64.01.05.2010", "name": "Padang Jaya",
 "district": "Kuaro"}, "geometry": {"type": "Polygon", "coordinates":
 [[[116.2, -2.0], [116.3, -2.0], [116.3, -1.9], [116.2, -1.9], [116.2, -2.0]]]}},
{"type": "Feature", "properties": {"code": "64.02.05.2010", "name": "Padang Jaya",
 "district": "Anggana"}, "geometry": {"type": "Polygon", "coordinates":
 [[[116.3, -2.0], [116.4, -2.0], [116.4, -1.9], [116.3, -1.9], [116.3, -2.0]]]}}]}"""
"""Four squares of 0.1° side by side from 116.0 to 116.4 E, 1.9 to 2.0 S; two share a name."""


@pytest.fixture(scope="session", autouse=True)
def _qgis(qgis_app: object) -> None:
    """Have QGIS's providers and reference systems at hand."""


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan with nothing loaded."""
    path = tmp_path / "plan.gpkg"
    create_plan_file(path, "Kabupaten Paser", "Uji", standard_rule_set())
    return path


@pytest.fixture
def village_plan(plan: Path, tmp_path: Path) -> Path:
    """A plan with the villages of `FOUR_VILLAGES`."""
    layer = tmp_path / "desa.geojson"
    layer.write_text(FOUR_VILLAGES, encoding="utf-8")
    assert import_source(plan, "villages", layer, language="en").accepted == 4
    return plan


@pytest.fixture(scope="session")
def _kaltim_template(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Path:
    path = tmp_path_factory.mktemp("kaltim") / "plan.gpkg"
    create_plan_file(path, "Provinsi Kalimantan Timur", "Uji", standard_rule_set())
    import_source(path, "villages", shared_data / "kaltim_villages.gpkg", language="en")
    return path


@pytest.fixture
def kaltim_plan(tmp_path: Path, _kaltim_template: Path) -> Path:
    """A plan with the 1,038 real villages of Kalimantan Timur."""
    return Path(shutil.copy(_kaltim_template, tmp_path / "kaltim.gpkg"))


@pytest.fixture
def write_text(tmp_path: Path) -> WriteText:
    """Write a table as a file: ``write_text("kantor.csv", "kode,lat", "6401062023,-2")``."""

    def write(name: str, *lines: str, encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes("\r\n".join(lines).encode(encoding))
        return path

    return write


@pytest.fixture
def rows_of() -> Callable[..., list[tuple[object, ...]]]:
    """Read columns of a plan's table: ``rows_of(plan, "hotspots", "name", "year")``."""

    def read(path: Path, table: str, *columns: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(path)) as connection:
            query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY fid"
            return connection.execute(query).fetchall()

    return read


@pytest.fixture
def points_of() -> Callable[[Path, str], list[tuple[float, float]]]:
    """Read the positions (longitude, latitude, 7 decimals) of a plan's table, as QGIS has them."""
    from village_internet_plugin.layers.plan_file import open_layer

    def read(path: Path, table: str) -> list[tuple[float, float]]:
        points = [feature.geometry().asPoint() for feature in open_layer(path, table).getFeatures()]
        return [(round(point.x(), 7), round(point.y(), 7)) for point in points]

    return read
