# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometries of a source as the plan keeps them: points or multipolygons, flat, in EPSG:4326."""

from __future__ import annotations

from collections import Counter

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsWkbTypes,
)

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import INDONESIA, LonLat
from village_internet_plugin.layers.importing.positions import judge_position, missing_position
from village_internet_plugin.layers.importing.problems import Unreadable
from village_internet_plugin.layers.importing.source_table import LINE, MIXED, POINT, POLYGON

WGS_84 = QgsCoordinateReferenceSystem("EPSG:4326")
_SEGMENTS_PER_QUARTER = 24
"""A circle of this many corners has 99.9 % of the true circle's area."""

_NOT_A_POINT = Words("The row has no single point.", "Baris ini bukan satu titik tunggal.")
_GIVE_POINT = Words(
    "Give one point per row, for example with “Point on surface” in QGIS.",
    "Beri satu titik per baris, misalnya dengan “Titik pada permukaan” di QGIS.",
)
_NOT_AN_AREA = Words("The row has no area.", "Baris ini tidak memuat bidang.")
_GIVE_AREA = Words("Give a polygon.", "Beri poligon.")
_BEYOND_REPAIR = Words(
    "The polygon is invalid and cannot be repaired.",
    "Poligonnya tidak sah dan tidak dapat diperbaiki.",
)
_REDRAW = Words("Draw it again.", "Gambar ulang poligonnya.")
_NO_TRANSFORM = Words(
    "The position cannot be brought from {crs} to WGS 84.",
    "Posisinya tidak dapat diubah dari {crs} ke WGS 84.",
)
_CHECK_CRS = Words(
    "Check that {crs} is the system the numbers are in.",
    "Periksa apakah {crs} memang sistem angkanya.",
)


GEOMETRY_KINDS = {
    QgsWkbTypes.GeometryType.PointGeometry: POINT,
    QgsWkbTypes.GeometryType.LineGeometry: LINE,
    QgsWkbTypes.GeometryType.PolygonGeometry: POLYGON,
    QgsWkbTypes.GeometryType.UnknownGeometry: MIXED,
}


class ShapeReader:
    """Brings geometries of one reference system into the plan's, judging where they lie.

    `counts` tells what was done: ``repaired``, ``swap``, ``shift``. Methods are told which slips
    they may mend.
    """

    def __init__(self, crs: QgsCoordinateReferenceSystem) -> None:
        self._crs = crs
        self._transform = None
        if crs != WGS_84:
            project = QgsProject.instance()
            self._transform = QgsCoordinateTransform(crs, WGS_84, project.transformContext())
        self.counts: Counter[str] = Counter()

    def point(self, geometry: QgsGeometry, corrections: frozenset[str]) -> LonLat:
        """Return the position of a point in degrees; raises Unreadable for any other geometry."""
        points = [] if _kind(geometry) != POINT else list(geometry.vertices())
        if len(points) != 1:
            raise Unreadable(_NOT_A_POINT, _GIVE_POINT)
        return self.position(points[0].x(), points[0].y(), corrections)

    def position(self, x: float, y: float, corrections: frozenset[str]) -> LonLat:
        """Return the position of a pair of coordinates (east, north) in degrees, judged."""
        if self._transform is not None:
            try:
                point = self._transform.transform(QgsPointXY(x, y))
            except QgsCsException as error:
                raise self._no_transform() from error
            x, y = point.x(), point.y()
        judged = judge_position(LonLat(x, y), corrections)
        if judged.correction is not None:
            self.counts[judged.correction] += 1
        return judged.position

    def multipolygon(self, geometry: QgsGeometry, corrections: frozenset[str]) -> bytes:
        """Return an area as the WKB of a flat, valid multipolygon in EPSG:4326.

        An invalid area is repaired; raises Unreadable when nothing is left of it, and when it lies
        outside Indonesia.
        """
        if _kind(geometry) != POLYGON or geometry.isEmpty():
            raise Unreadable(_NOT_AN_AREA, _GIVE_AREA)
        area = self._moved(_flat(geometry), corrections)
        if not area.isGeosValid():
            area = _repaired(area)
            self.counts["repaired"] += 1
        area.convertToMultiType()
        return bytes(area.asWkb())

    def _moved(self, area: QgsGeometry, corrections: frozenset[str]) -> QgsGeometry:
        """Return `area` in degrees and inside Indonesia, corrected where the user allows it."""
        if self._transform is not None:
            try:
                area.transform(self._transform)
            except QgsCsException as error:
                raise self._no_transform() from error
        box = area.boundingBox()
        if _is_inside(box):
            return area
        centre = LonLat(box.center().x(), box.center().y())
        judged = judge_position(centre, corrections)
        if judged.correction == "swap":
            area.get().swapXy()
        elif judged.correction == "shift":
            area.translate(judged.position.lon - centre.lon, 0.0)
        if not _is_inside(area.boundingBox()):
            corner = max(
                (LonLat(box.xMinimum(), box.yMinimum()), LonLat(box.xMaximum(), box.yMaximum())),
                key=lambda position: not INDONESIA.holds(position),
            )
            judge_position(corner, frozenset())
            raise missing_position()
        if judged.correction is not None:
            self.counts[judged.correction] += 1
        return area

    def _no_transform(self) -> Unreadable:
        return Unreadable(_NO_TRANSFORM, _CHECK_CRS, crs=self._crs.authid() or "?")


def circle(centre: LonLat, radius_m: float) -> bytes:
    """Return the circle round a position (degrees) as WKB of a multipolygon in EPSG:4326.

    Its radius is measured in metres on an azimuthal equidistant projection centred there, so that
    it is a true circle on the ellipsoid at any latitude.
    """
    definition = f"+proj=aeqd +lat_0={centre.lat} +lon_0={centre.lon} +datum=WGS84 +units=m"
    local = QgsCoordinateReferenceSystem.fromProj(definition)
    area = QgsGeometry.fromPointXY(QgsPointXY(0.0, 0.0)).buffer(radius_m, _SEGMENTS_PER_QUARTER)
    context = QgsProject.instance().transformContext()
    area.transform(QgsCoordinateTransform(local, WGS_84, context))
    area.convertToMultiType()
    return bytes(area.asWkb())


def _kind(geometry: QgsGeometry) -> str:
    """Return what a geometry is made of: POINT, LINE, POLYGON, or MIXED for anything else."""
    return GEOMETRY_KINDS.get(geometry.type(), MIXED)


def _flat(geometry: QgsGeometry) -> QgsGeometry:
    """Return a copy without heights, measures and curves."""
    shape = geometry.constGet().clone()
    if shape.hasCurvedSegments():
        shape = shape.segmentize()
    shape.dropZValue()
    shape.dropMValue()
    return QgsGeometry(shape)


def _repaired(area: QgsGeometry) -> QgsGeometry:
    """Return what is left of an invalid area when QGIS makes it valid, without lines and points.

    Raises Unreadable when no area is left.
    """
    polygons = [part for part in area.makeValid().asGeometryCollection() if _kind(part) == POLYGON]
    repaired = QgsGeometry.collectGeometry(polygons) if polygons else QgsGeometry()
    if repaired.isEmpty() or not repaired.isGeosValid():
        raise Unreadable(_BEYOND_REPAIR, _REDRAW)
    return repaired


def _is_inside(box: QgsRectangle) -> bool:
    return INDONESIA.holds(LonLat(box.xMinimum(), box.yMinimum())) and INDONESIA.holds(
        LonLat(box.xMaximum(), box.yMaximum())
    )
