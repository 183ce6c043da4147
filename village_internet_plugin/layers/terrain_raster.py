# SPDX-License-Identifier: GPL-2.0-or-later
"""A raster layer as terrain: in any reference system, and only read where it is asked about."""

from __future__ import annotations

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsPointXY,
    QgsRasterBlock,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import EPSG
from village_internet_plugin.facts.columns import Booleans
from village_internet_plugin.geodesy.lengths import Floats, length_m
from village_internet_plugin.infrastructure.terrain import bilinear

_BAND = 1
_MOST_CELLS = 250_000
"""Read at once: 2 MB."""


class RasterTerrain:
    """The heights in the first band of a raster, in metres; between middles of cells bilinear.

    What the raster calls NoData is unknown. A profile is read piece by piece, each the smallest
    window around it: a raster of a whole island costs no more than one of a village.
    """

    def __init__(self, layer: QgsRasterLayer, context: QgsCoordinateTransformContext) -> None:
        """Use a raster layer; InputError when it can be no terrain. Usable in any one thread."""
        self._name = layer.name()
        if not layer.isValid():
            raise self._unreadable()
        # The layer's own may be asked by the map meanwhile, in another thread.
        self._provider = layer.dataProvider().clone()
        if not layer.crs().isValid():
            raise InputError(_no_system().format(raster=self._name))
        if self._provider.bandCount() >= 3:
            raise InputError(_picture().format(raster=self._name))
        self._extent = self._provider.extent()
        self._width, self._height = self._provider.xSize(), self._provider.ySize()
        if self._width < 1 or self._height < 1:
            raise self._unreadable()
        self._cell_x = self._extent.width() / self._width
        self._cell_y = self._extent.height() / self._height
        degrees = QgsCoordinateReferenceSystem.fromEpsgId(EPSG)
        self._to_raster = QgsCoordinateTransform(degrees, layer.crs(), context)
        self.cell_m = self._shorter_side_m(QgsCoordinateTransform(layer.crs(), degrees, context))

    def heights(self, lon: Floats, lat: Floats) -> Floats:
        """Return the height at each position (degrees, EPSG:4326); NaN where it is unknown."""
        columns, rows = self._cells(np.asarray(lon), np.asarray(lat))
        found = np.full(columns.shape, np.nan)
        within = (columns >= 0.0) & (columns <= self._width)
        within &= (rows >= 0.0) & (rows <= self._height)
        pieces = [within.nonzero()[0]]
        while pieces:
            piece = pieces.pop()
            if len(piece) == 0:
                continue
            window = self._window(columns[piece], rows[piece])
            left, top, right, bottom = window
            if (right - left) * (bottom - top) > _MOST_CELLS and len(piece) > 1:
                middle = len(piece) // 2
                pieces += [piece[:middle], piece[middle:]]
                continue
            values = self._read(*window)
            found[piece] = bilinear(values, columns[piece] - left, rows[piece] - top)
        return found

    def _cells(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Return the place of each position in the raster, in cells from its upper left corner."""
        x, y = lon.astype(np.float64), lat.astype(np.float64)
        if not self._to_raster.isShortCircuited():
            places = [self._in_raster(*pair) for pair in zip(x.tolist(), y.tolist())]
            x, y = np.array(places, dtype=np.float64).reshape(-1, 2).T
        columns = (x - self._extent.xMinimum()) / self._cell_x
        rows = (self._extent.yMaximum() - y) / self._cell_y
        return columns, rows

    def _in_raster(self, lon: float, lat: float) -> tuple[float, float]:
        try:
            place = self._to_raster.transform(QgsPointXY(lon, lat))
        except QgsCsException:
            # Nothing of the raster's is there.
            return np.nan, np.nan
        return place.x(), place.y()

    def _window(self, columns: Floats, rows: Floats) -> tuple[int, int, int, int]:
        """Return the cells around some places: left, top, and beyond the last right and bottom."""
        left, top = int(columns.min()) - 1, int(rows.min()) - 1
        right, bottom = int(columns.max()) + 2, int(rows.max()) + 2
        return max(left, 0), max(top, 0), min(right, self._width), min(bottom, self._height)

    def _read(self, left: int, top: int, right: int, bottom: int) -> Floats:
        west, north = self._extent.xMinimum(), self._extent.yMaximum()
        box = QgsRectangle(
            west + left * self._cell_x,
            north - bottom * self._cell_y,
            west + right * self._cell_x,
            north - top * self._cell_y,
        )
        wide, high = right - left, bottom - top
        block = self._provider.block(_BAND, box, wide, high)
        if block is None or not block.isValid() or block.isEmpty():
            raise self._unreadable()
        # Without a value that stands for NoData, QGIS keeps a bitmap, which converting would lose.
        unknown = None if block.hasNoDataValue() else _unknown_cells(block, wide, high)
        if not block.convert(Qgis.DataType.Float64):
            raise self._unreadable()
        values = np.frombuffer(bytes(block.data()), dtype=np.float64).reshape(high, wide).copy()
        if unknown is None:
            # As near as QGIS itself takes it: what stands for NoData may have lost digits.
            unknown = np.isclose(values, block.noDataValue(), rtol=1e-7, atol=0.0)
        values[unknown | ~np.isfinite(values)] = np.nan
        return values

    def _shorter_side_m(self, to_degrees: QgsCoordinateTransform) -> float:
        """Return the shorter side of the cell in the raster's middle, along the ellipsoid."""
        middle = self._extent.center()
        beside = QgsPointXY(middle.x() + self._cell_x, middle.y())
        below = QgsPointXY(middle.x(), middle.y() - self._cell_y)
        try:
            here, *others = (to_degrees.transform(place) for place in (middle, beside, below))
        except QgsCsException as failure:
            raise self._unreadable() from failure
        sides = [float(length_m(here.x(), here.y(), one.x(), one.y())) for one in others]
        if not min(sides) > 0.0:
            raise self._unreadable()
        return min(sides)

    def _unreadable(self) -> InputError:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The terrain raster “{raster}” cannot be read. Choose a raster of heights that QGIS "
            "shows on the map.",
        )
        return InputError(sentence.format(raster=self._name))


def _unknown_cells(block: QgsRasterBlock, wide: int, high: int) -> Booleans:
    """Return which cells the raster calls NoData, row by row."""
    unknown: Booleans = np.zeros((high, wide), dtype=np.bool_)
    if block.hasNoData():
        cells = [block.isNoData(row, column) for row in range(high) for column in range(wide)]
        unknown[:] = np.reshape(cells, (high, wide))
    return unknown


def _no_system() -> str:
    return QCoreApplication.translate(
        "VillageInternet",
        "The terrain raster “{raster}” does not say which reference system it is in. Set it in the "
        "layer's properties.",
    )


def _picture() -> str:
    return QCoreApplication.translate(
        "VillageInternet",
        "The raster “{raster}” has three or more bands: it is a picture, not terrain. Choose a "
        "raster of heights in metres.",
    )
