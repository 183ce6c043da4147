# SPDX-License-Identifier: GPL-2.0-or-later
"""Plans to import into, tables to import, and a QGIS to do it with."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from layer_packages import SAMPLE
from qgis.core import QgsVectorLayer

from village_internet_plugin.domain.finding import CheckReport
from village_internet_plugin.domain.hotspot import PublishedHotspot
from village_internet_plugin.domain.waiver import Waiver
from village_internet_plugin.layers.importing.import_source import import_source
from village_internet_plugin.layers.layer_package import export_layer_package
from village_internet_plugin.layers.plan_file import create_plan_file
from village_internet_plugin.layers.plan_rows import replace_waivers
from village_internet_plugin.layers.published import replace_published_hotspots
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference
from village_internet_plugin.rules.check import check_plan
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


@pytest.fixture(scope="session")
def packed_plan(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The sample's plan with notes, a waiver, an outbox row, and a point of another agency."""
    path = tmp_path_factory.mktemp("plan") / "plan.gpkg"
    create_plan_file(path, "Kabupaten Paser", "Titik hotspot <2025>", standard_rule_set())
    for role, file in SAMPLE.items():
        import_source(path, role, repository / "resources" / "sample" / file, language="en")
    hotspots = read_plan(path).hotspots
    waiver = Waiver("VI105", hotspots[0].hotspot_id, "agreed in the field", "Budi Santoso")
    replace_waivers(path, [waiver])
    other = PublishedHotspot(hotspots[1], "Provinsi Kalimantan Timur", "another-plan", 3)
    replace_published_hotspots(path, [other])
    layer = QgsVectorLayer(f"{path}|layername=hotspots", "hotspots", "ogr")
    index = layer.fields().indexOf("notes")
    feature = next(layer.getFeatures())
    layer.dataProvider().changeAttributeValues({feature.id(): {index: "0812-5555 posisi"}})
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO outbox (revision_id, state, document) VALUES ('r1', 'waiting', '{}')"
        )
    return path


@pytest.fixture(scope="session")
def report(packed_plan: Path) -> CheckReport:
    with Reference.open(packed_plan) as reference:
        return check_plan(read_plan(packed_plan), reference, standard_rule_set(), "en")


@pytest.fixture
def package(packed_plan: Path, report: CheckReport, tmp_path: Path) -> Path:
    path = tmp_path / "Titik hotspot 2025.gpkg"
    export_layer_package(packed_plan, path, report, "en")
    return path
