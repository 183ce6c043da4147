# SPDX-License-Identifier: GPL-2.0-or-later
"""GeoPackages as others write them: every form of a geometry, and files that cannot be used."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import shapely
from oracle.geopackage import write_plan
from rule_cases.district import EAST, KUARO, OFFICE, PADANG, away, district, existing, settlement

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import HOTSPOTS, VILLAGES
from village_internet_plugin.reference.geopackage import (
    GeoPackage,
    read_point,
    read_shape,
    well_known_binary,
)
from village_internet_plugin.reference.plan_reading import read_plan
from village_internet_plugin.reference.reference import Reference

POINT = shapely.Point(116.05, -0.95)
SQUARE = shapely.box(116.0, -1.0, 116.1, -0.9)
BOW_TIE = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
DOUBLES_OF_ENVELOPE = (0, 4, 6, 6, 8)


def gpkg(wkb: bytes, envelope: int = 0, big_endian: bool = False) -> bytes:
    """Return WKB in a GeoPackage's header with an envelope of one of the five kinds."""
    flags = (envelope << 1) | (0 if big_endian else 1)
    order = ">" if big_endian else "<"
    doubles = DOUBLES_OF_ENVELOPE[envelope]
    header = b"GP" + struct.pack(f"{order}BBi", 0, flags, 4326)
    return header + struct.pack(f"{order}{doubles}d", *range(doubles)) + wkb


@pytest.mark.parametrize("envelope", range(5))
@pytest.mark.parametrize("big_endian", [False, True])
def test_a_geometry_is_read_whatever_its_envelope_and_byte_order(
    envelope: int, big_endian: bool
) -> None:
    order = 0 if big_endian else 1
    point = gpkg(shapely.to_wkb(POINT, byte_order=order), envelope, big_endian)
    square = gpkg(shapely.to_wkb(SQUARE, byte_order=order), envelope, big_endian)
    assert read_point(point) == LonLat(116.05, -0.95)
    assert shapely.equals_exact(read_shape(square), SQUARE)


@pytest.mark.parametrize("flavor", ["iso", "extended"])
def test_heights_are_left_aside(flavor: str) -> None:
    high = shapely.force_3d(POINT, 320.0)
    assert read_point(gpkg(shapely.to_wkb(high, flavor=flavor))) == LonLat(116.05, -0.95)
    shape = read_shape(gpkg(shapely.to_wkb(shapely.force_3d(SQUARE, 9.0), flavor=flavor)))
    assert not shape.has_z
    assert shape.equals(SQUARE)


def test_measures_are_left_aside() -> None:
    point_m = struct.pack("<BIddd", 1, 2001, 116.05, -0.95, 7.0)
    assert read_point(gpkg(point_m)) == LonLat(116.05, -0.95)


@pytest.mark.parametrize(
    "blob",
    [
        None,
        gpkg(shapely.to_wkb(shapely.Point())),
        gpkg(struct.pack("<BIdd", 1, 1, float("nan"), float("nan"))),
        gpkg(shapely.to_wkb(SQUARE)),
        gpkg(shapely.to_wkb(shapely.MultiPoint([POINT]))),
        gpkg(shapely.to_wkb(shapely.GeometryCollection())),
    ],
)
def test_no_empty_and_other_geometries_are_no_position(blob: bytes | None) -> None:
    assert read_point(blob) is None


def test_a_position_of_one_number_stays_and_is_not_finite() -> None:
    position = read_point(gpkg(struct.pack("<BIdd", 1, 1, float("inf"), -0.95)))
    assert position is not None
    assert not position.is_finite()


@pytest.mark.parametrize("shape", [shapely.Polygon(), shapely.MultiPolygon()])
def test_an_empty_area_is_no_area(shape: shapely.Geometry) -> None:
    assert read_shape(gpkg(shapely.to_wkb(shape))) is None
    assert read_shape(None) is None


def test_a_ring_that_crosses_itself_is_mended() -> None:
    mended = read_shape(gpkg(shapely.to_wkb(BOW_TIE)))
    assert shapely.is_valid(mended)
    assert mended.area == 2.0  # two triangles of 1 each
    assert shapely.intersects_xy(mended, 0.2, 1.0)
    assert not shapely.intersects_xy(mended, 1.0, 0.2)


@pytest.mark.parametrize(
    "blob", [b"", b"GP", b"XP" + bytes(30), shapely.to_wkb(POINT), b"GP\x00\x0b" + bytes(60)]
)
def test_what_is_no_geopackage_geometry_is_refused(blob: bytes) -> None:
    with pytest.raises(ValueError, match="not a GeoPackage geometry"):
        well_known_binary(blob)


def _plan(path: Path) -> Path:
    plan = district(settlements=[settlement(away(OFFICE, EAST, 200.0), 12)])
    plan.existing_hotspots = [existing(village_code=KUARO)]
    write_plan(path, plan)
    return path


def _sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


READERS: dict[str, Callable[[Reference], object]] = {
    "villages": lambda r: r.villages.holding(np.array([116.05]), np.array([-0.95])),
    "village_offices": lambda r: r.offices.of([KUARO]),
    "blank_spots": lambda r: r.blank_spots,
    "settlements": lambda r: r.settlements,
    "existing_hotspots": lambda r: r.existing_hotspots,
    "network_nodes": lambda r: r.network_nodes,
}


@pytest.mark.parametrize("damage", ["x'47'", "x'475000'", "x'47500001e6100000010200'"])
@pytest.mark.parametrize("table", READERS)
def test_damaged_bytes_are_told_with_file_and_table(
    table: str, damage: str, tmp_path: Path
) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(path, f"UPDATE {table} SET geom = {damage}")
    with (
        pytest.raises(InputError, match=rf"Table {table} of .*plan\.gpkg holds a damaged geometry"),
        Reference.open(path) as reference,
    ):
        READERS[table](reference)


def test_damaged_bytes_of_a_hotspot_are_told_too(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(path, "UPDATE hotspots SET geom = x'4750'")
    with pytest.raises(InputError, match=r"Table hotspots of .* holds a damaged geometry"):
        read_plan(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no file .*nowhere\.gpkg\."):
        Reference.open(tmp_path / "nowhere.gpkg")
    with pytest.raises(InputError, match="There is no file"):
        Reference.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content", [b"", b"village_code,name\n", b"SQLite format 3\x00" + bytes(99)]
)
def test_a_file_that_is_no_geopackage_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "villages.gpkg"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"villages\.gpkg is not a GeoPackage that can be read"):
        Reference.open(path)
    assert path.read_bytes() == content


def test_a_file_without_villages_is_refused(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(path, "DROP TABLE villages")
    with pytest.raises(InputError, match=r"has no table villages\. Load the villages first"):
        Reference.open(path)


def test_villages_without_an_r_tree_are_refused_with_the_remedy(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(path, "DROP TABLE rtree_villages_geom")
    with pytest.raises(InputError, match=r"no spatial index\. Create one in QGIS"):
        Reference.open(path)


def test_villages_without_a_geometry_column_are_refused(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(path, "DELETE FROM gpkg_geometry_columns WHERE table_name = 'villages'")
    with pytest.raises(InputError, match=r"Table villages of .* has no spatial index"):
        Reference.open(path)


def test_a_column_the_file_lacks_reads_as_empty(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(path, "ALTER TABLE villages DROP COLUMN population")
    _sql(path, "ALTER TABLE village_offices DROP COLUMN name")
    with Reference.open(path) as reference:
        (village,) = reference.villages.by_code([KUARO])
        ((office,),) = reference.offices.of([KUARO])
    assert village is not None
    assert (village.name, village.population, village.households) == ("Kuaro", None, None)
    assert (office.name, office.accuracy_m) == (None, 5.0)


def test_the_geometry_column_may_have_any_name(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(
        path,
        'ALTER TABLE villages RENAME COLUMN geom TO "the ""shape"""',
        'ALTER TABLE rtree_villages_geom RENAME TO "rtree_villages_the ""shape"""',
        "UPDATE gpkg_geometry_columns SET column_name = 'the \"shape\"' "
        "WHERE table_name = 'villages'",
    )
    with Reference.open(path) as reference:
        assert reference.villages.holding(np.array([116.05]), np.array([-0.95])) == [[KUARO]]


def test_a_path_may_hold_what_an_address_may_not(tmp_path: Path) -> None:
    path = _plan(tmp_path / "desa #1 100%? [Paser].gpkg")
    with Reference.open(path) as reference:
        assert reference.villages.holding(np.array([116.15]), np.array([-0.95])) == [[PADANG]]


def test_a_file_is_only_ever_read(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    before = path.read_bytes()
    file = GeoPackage(path)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        file.connection.execute("DELETE FROM villages")
    assert file.count(VILLAGES) == 3
    file.close()
    with Reference.open(path) as reference:
        reference.sha256()
    assert path.read_bytes() == before


def test_rows_are_in_the_order_of_the_file(tmp_path: Path) -> None:
    path = _plan(tmp_path / "plan.gpkg")
    _sql(path, "INSERT INTO hotspots (fid, hotspot_id) VALUES (90, 'z'), (10, 'y'), (50, 'x')")
    file = GeoPackage(path)
    assert [row[0] for row in file.rows(HOTSPOTS)] == ["h1", "y", "x", "z"]
    file.close()
