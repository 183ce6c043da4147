# SPDX-License-Identifier: GPL-2.0-or-later
"""A raster is read as terrain in any reference system, NoData as unknown, and only in part."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsCoordinateTransformContext, QgsRasterLayer

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.infrastructure.line_of_sight import SightSettings, line_of_sight
from village_internet_plugin.infrastructure.terrain import GridTerrain
from village_internet_plugin.layers.terrain_raster import RasterTerrain

pytestmark = pytest.mark.qgis

UTM_50_SOUTH, DEGREES = 32750, 4326
CELL = 0.0005


def write(
    path: Path,
    values: Any,
    corner: tuple[float, float],
    cell: float,
    epsg: int | None,
    no_data: float | None = None,
    bands: int = 1,
) -> QgsRasterLayer:
    """Write rows from north to south with their upper left corner there, and open them."""
    high, wide = values.shape
    made = gdal.GetDriverByName("GTiff").Create(str(path), wide, high, bands, gdal.GDT_Float32)
    made.SetGeoTransform((corner[0], cell, 0.0, corner[1], 0.0, -cell))
    if epsg is not None:
        system = osr.SpatialReference()
        system.ImportFromEPSG(epsg)
        made.SetProjection(system.ExportToWkt())
    if no_data is not None:
        made.GetRasterBand(1).SetNoDataValue(no_data)
    made.GetRasterBand(1).WriteArray(values)
    made.FlushCache()
    del made
    return QgsRasterLayer(str(path), path.stem)


def terrain(layer: QgsRasterLayer) -> RasterTerrain:
    return RasterTerrain(layer, QgsCoordinateTransformContext())


@pytest.fixture
def rough() -> np.ndarray:
    return np.random.default_rng(5).uniform(0.0, 90.0, (120, 200)).astype(np.float32)


def test_a_raster_in_degrees_is_the_grid_it_holds(
    qgis_app: object, tmp_path: Path, rough: np.ndarray
) -> None:
    read = terrain(write(tmp_path / "rough.tif", rough, (116.0, -1.8), CELL, DEGREES))
    grid = GridTerrain(rough, 116.0, -1.8, CELL, 55.0)
    chance = np.random.default_rng(6)
    # Some of them outside.
    lon, lat = chance.uniform(115.99, 116.11, 3_000), chance.uniform(-1.87, -1.79, 3_000)
    expected = grid.heights(lon, lat)
    assert 0 < np.isnan(expected).sum() < 3_000
    np.testing.assert_allclose(read.heights(lon, lat), expected, atol=1e-4)
    assert read.cell_m == pytest.approx(55.3, abs=0.1)
    here, there = LonLat(116.01, -1.82), LonLat(116.09, -1.84)
    settings = SightSettings()
    one, other = (line_of_sight(ground, here, there, settings) for ground in (read, grid))
    assert one.worst_clearance_m == pytest.approx(other.worst_clearance_m, abs=0.5)


def test_a_raster_in_metres_is_asked_in_degrees(qgis_app: object, tmp_path: Path) -> None:
    # Heights rise by 1 m per 100 m east and 1 m per 200 m north of 400000, 9790000 (UTM 50 S).
    rows, columns = np.mgrid[0:200, 0:300]
    east, north = columns * 30.0 + 15.0, (200 - rows) * 30.0 - 15.0
    plane = east / 100.0 + north / 200.0
    read = terrain(write(tmp_path / "plane.tif", plane, (400_000.0, 9_796_000.0), 30.0, 32750))
    to_degrees = osr.SpatialReference()
    to_degrees.ImportFromEPSG(4326)
    to_degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    utm = osr.SpatialReference()
    utm.ImportFromEPSG(UTM_50_SOUTH)
    turn = osr.CoordinateTransformation(utm, to_degrees)
    places = [(400_100.0, 9_790_100.0), (404_321.0, 9_793_210.0), (408_900.0, 9_795_900.0)]
    lon, lat = np.array([turn.TransformPoint(*place)[:2] for place in places]).T
    expected = [(x - 4e5) / 100.0 + (y - 9.79e6) / 200.0 for x, y in places]
    np.testing.assert_allclose(read.heights(lon, lat), expected, atol=1e-3)
    # A UTM metre is up to 0.04 % from one of the ellipsoid.
    assert read.cell_m == pytest.approx(30.0, rel=1e-3)


@pytest.mark.parametrize("no_data", [-9999.0, 0.0, -3.4028234663852886e38, None])
def test_what_the_raster_calls_no_data_is_unknown(
    qgis_app: object, tmp_path: Path, no_data: float | None
) -> None:
    heights = np.full((4, 4), 7.0)
    heights[1, 1] = np.nan if no_data is None else no_data
    read = terrain(write(tmp_path / "holed.tif", heights, (116.0, -1.0), 0.1, DEGREES, no_data))
    lon, lat = np.array([116.15, 116.35]), np.array([-1.15, -1.35])
    found = read.heights(lon, lat)
    assert np.isnan(found[0])
    assert found[1] == 7.0


def test_a_huge_raster_is_read_around_the_profile_only(
    qgis_app: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    side = 200_000
    path = tmp_path / "island.tif"
    made = gdal.GetDriverByName("GTiff").Create(
        str(path), side, side, 1, gdal.GDT_Int16, ["SPARSE_OK=TRUE", "TILED=YES", "BIGTIFF=YES"]
    )
    cell = 0.00005
    made.SetGeoTransform((110.0, cell, 0.0, 5.0, 0.0, -cell))
    system = osr.SpatialReference()
    system.ImportFromEPSG(DEGREES)
    made.SetProjection(system.ExportToWkt())
    # Around 116° E, 1° S, 40 m high.
    made.GetRasterBand(1).WriteArray(np.full((2_500, 2_500), 40, np.int16), 119_000, 119_000)
    made.FlushCache()
    del made
    cells: list[int] = []
    read_whole = RasterTerrain._read

    def counted(self: RasterTerrain, left: int, top: int, right: int, bottom: int) -> Any:
        cells.append((right - left) * (bottom - top))
        return read_whole(self, left, top, right, bottom)

    monkeypatch.setattr(RasterTerrain, "_read", counted)
    began = time.monotonic()
    ground = terrain(QgsRasterLayer(str(path), "island"))
    sight = line_of_sight(ground, LonLat(115.96, -1.04), LonLat(116.04, -0.96), SightSettings())
    assert sight.is_known
    assert sight.worst_clearance_m < 40.0
    assert max(cells) <= 250_000
    # The box around the way alone has 2.5 million cells, the raster 40,000 million.
    assert sum(cells) < 1_500_000
    assert time.monotonic() - began < 10.0


def test_a_raster_that_does_not_say_where_it_is_is_refused(
    qgis_app: object, tmp_path: Path
) -> None:
    layer = write(tmp_path / "nowhere.tif", np.zeros((2, 2)), (0.0, 0.0), 1.0, None)
    layer.setCrs(type(layer.crs())())
    with pytest.raises(InputError, match="“nowhere” does not say which reference system"):
        terrain(layer)


def test_a_picture_is_no_terrain(qgis_app: object, tmp_path: Path) -> None:
    layer = write(tmp_path / "photo.tif", np.zeros((2, 2)), (116.0, -1.0), 0.1, DEGREES, bands=3)
    with pytest.raises(InputError, match="“photo” has three or more bands: it is a picture"):
        terrain(layer)


def test_a_file_that_is_no_raster_is_refused(qgis_app: object, tmp_path: Path) -> None:
    path = tmp_path / "letter.tif"
    path.write_text("no raster", encoding="utf-8")
    with pytest.raises(InputError, match="“letter” cannot be read"):
        terrain(QgsRasterLayer(str(path), "letter"))
