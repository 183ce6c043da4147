# SPDX-License-Identifier: GPL-2.0-or-later
"""Where each row of a source lies, whichever way the source says it."""

from __future__ import annotations

from collections import Counter

from qgis.core import QgsCoordinateReferenceSystem
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.angles import position_of
from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.domain.position import LonLat
from village_internet_plugin.domain.schema import BLANK_SPOTS, Table
from village_internet_plugin.domain.utm_text import is_utm
from village_internet_plugin.layers.importing.angles import read_angle, read_pair
from village_internet_plugin.layers.importing.cells import cell_text
from village_internet_plugin.layers.importing.header_words import (
    EASTING,
    LATITUDE,
    LONGITUDE,
    NORTHING,
    PAIR,
    RADIUS,
    ZONE,
)
from village_internet_plugin.layers.importing.headers import ColumnMatch
from village_internet_plugin.layers.importing.mapping import ImportMapping
from village_internet_plugin.layers.importing.numbers import read_number
from village_internet_plugin.layers.importing.positions import missing_position, read_utm
from village_internet_plugin.layers.importing.problems import (
    COLUMNS,
    CRS,
    FieldProblem,
    SourceProblem,
    Unreadable,
)
from village_internet_plugin.layers.importing.row_reader import Located
from village_internet_plugin.layers.importing.shapes import (
    WGS_84,
    ShapeReader,
    circle,
)
from village_internet_plugin.layers.importing.source_table import (
    LINE,
    POINT,
    POLYGON,
    SourceRow,
    SourceTable,
)
from village_internet_plugin.layers.point_geometry import point_wkb

_NO_RADIUS = Words(
    "A blank spot given as a point needs its radius.",
    "Blank spot berupa titik memerlukan radius.",
)
_GIVE_RADIUS = Words(
    "Fill in radius_m, in metres and above 0.", "Isi radius_m, dalam meter dan lebih dari 0."
)
_LARGEST_RADIUS_M = 100_000.0
"""Wider than any regency's reach: beyond it the unit is wrong."""
_RADIUS_TOO_LARGE = Words(
    "A radius of more than 100 km is no blank spot's.",
    "Radius lebih dari 100 km bukan radius blank spot.",
)
_MEND_RADIUS = Words(
    "Write it in metres, or draw the area as a polygon.",
    "Tulis dalam meter, atau gambar bidangnya sebagai poligon.",
)
_NO_AREA = Words("The row has no polygon.", "Baris ini tidak memuat poligon.")
_GIVE_AREA = Words("Draw its area.", "Gambar bidangnya.")


class Locator:
    """Finds a row's place from its geometry or its columns of coordinates.

    Raises InputError when the source as a whole cannot say where its rows are: no system of
    reference, a wrong kind of geometry, no columns of coordinates.
    """

    def __init__(
        self,
        table: Table,
        source: SourceTable,
        match: ColumnMatch,
        mapping: ImportMapping,
        adds_figures: bool,
    ) -> None:
        """`adds_figures`: whether rows need no place, since they only add to rows of the plan."""
        self._table, self._source, self._match = table, source, match
        self._mapping = mapping
        self._stated = _stated_crs(mapping)
        self._adds_figures = adds_figures
        self._require_fitting_source()
        crs = self._stated or source.crs or WGS_84
        self._shapes = ShapeReader(crs)

    @property
    def counts(self) -> Counter[str]:
        """How many geometries were repaired, exchanged, shifted."""
        return self._shapes.counts

    def locate(self, row: SourceRow) -> Located:
        """Return where `row` lies; raises FieldProblem when it lies nowhere it can lie."""
        if self._table.geometry is None:
            return Located()
        if self._table.geometry == "Point":
            position = self._position(row)
            return Located(point_wkb(position), position)
        return self._area(row)

    def _area(self, row: SourceRow) -> Located:
        if self._source.shape is None or (self._source.shape == POINT and row.geometry is not None):
            return self._area_round_point(row)
        if row.geometry is None:
            raise FieldProblem("geometry", "", Unreadable(_NO_AREA, _GIVE_AREA))
        try:
            return Located(self._shapes.multipolygon(row.geometry, self._allowed(row)))
        except Unreadable as problem:
            raise FieldProblem("geometry", "", problem) from problem

    def _area_round_point(self, row: SourceRow) -> Located:
        if self._adds_figures:
            return Located()
        position = self._position(row)
        header = self._match.sources.get(RADIUS)
        text = cell_text(row.values.get(header)) if header else ""
        try:
            return Located(circle(position, _radius_m(text)), position)
        except Unreadable as problem:
            headers = (header,) if header else ()
            raise FieldProblem(RADIUS, text, problem, headers) from problem

    def _allowed(self, row: SourceRow) -> frozenset[str]:
        return self._mapping.corrections_of(row.number)

    def _position(self, row: SourceRow) -> LonLat:
        if row.geometry is not None:
            try:
                return self._shapes.point(row.geometry, self._allowed(row))
            except Unreadable as problem:
                raise FieldProblem("geometry", "", problem) from problem
        return self._position_in_columns(row)

    def _position_in_columns(self, row: SourceRow) -> LonLat:
        sources = self._match.sources
        columns = self._position_columns()
        texts = [cell_text(row.values.get(sources[column])) for column in columns]
        try:
            x, y = self._coordinates(columns, texts, self._zone(row))
            return self._shapes.position(x, y, self._allowed(row))
        except Unreadable as problem:
            headers = tuple(sources[column] for column in columns)
            value = ", ".join(texts).strip(", ")
            raise FieldProblem("/".join(headers), value, problem, headers) from problem

    def _zone(self, row: SourceRow) -> str:
        """Return the UTM zone a row names, where no system was stated for all of them."""
        header = self._match.sources.get(ZONE) if self._stated is None else None
        return cell_text(row.values.get(header)) if header else ""

    def _position_columns(self) -> tuple[str, ...]:
        """Return the columns that say where a row is, in the order their values are read."""
        sources = self._match.sources
        is_named = self._match.has_projected_position()
        if self._stated is not None and not self._stated.isGeographic():
            # Headers such as X and Y mean degrees until a projected system is stated.
            return (EASTING, NORTHING) if is_named else (LONGITUDE, LATITUDE)
        if {LATITUDE, LONGITUDE} <= sources.keys():
            return (LATITUDE, LONGITUDE)
        return (EASTING, NORTHING) if is_named and self._has_zones() else (PAIR,)

    def _has_zones(self) -> bool:
        return self._stated is None and ZONE in self._match.sources

    def _coordinates(
        self, columns: tuple[str, ...], texts: list[str], zone: str
    ) -> tuple[float, float]:
        """Return east and north as the columns say them, in metres or degrees."""
        if not all(texts):
            raise missing_position()
        if columns == (PAIR,):
            return position_of(*read_pair(texts[0]))
        if columns[0] == LATITUDE:
            if zone and is_utm(" ".join(texts)):
                return read_utm(zone, texts[1], texts[0])
            return position_of(read_angle(texts[0]), read_angle(texts[1]))
        if self._has_zones():
            return read_utm(zone, *texts)
        return read_number(texts[0], columns[0]), read_number(texts[1], columns[1])

    def _has_columns(self) -> bool:
        return all(column in self._match.sources for column in self._position_columns())

    def _require_fitting_source(self) -> None:
        if self._table.geometry is None:
            return
        if self._source.shape is None:
            self._require_columns()
            return
        if self._stated is None and not self._source.crs.isValid():
            raise _no_crs(self._source.name)
        is_area = self._table.geometry == "MultiPolygon"
        fits_not = {LINE, POLYGON} if not is_area else {LINE}
        if is_area and self._table is not BLANK_SPOTS:
            fits_not.add(POINT)
        if self._source.shape in fits_not:
            raise _wrong_shape(self._source, self._table)

    def _require_columns(self) -> None:
        if self._has_columns() and (self._table.geometry == "Point" or self._table is BLANK_SPOTS):
            return
        if self._adds_figures:
            return
        if self._match.has_projected_position() and not self._has_zones():
            raise _no_crs(self._source.name)
        if self._table.geometry == "MultiPolygon":
            sentence = QCoreApplication.translate(
                "VillageInternet",
                "{source} has no areas, and {table} needs them. "
                "Import the layer with the polygons first; this table can add to it then.",
            )
            raise InputError(sentence.format(source=self._source.name, table=self._table.name))
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{source} does not say where its rows are: there is no column of latitude and "
            "longitude among {headers}. Name the columns in the mapping.",
        )
        headers = ", ".join(self._source.headers)
        raise SourceProblem(sentence.format(source=self._source.name, headers=headers), COLUMNS)


def _radius_m(text: str) -> float:
    radius_m = read_number(text, RADIUS) if text else 0.0
    if radius_m <= 0:
        raise Unreadable(_NO_RADIUS, _GIVE_RADIUS)
    if radius_m > _LARGEST_RADIUS_M:
        raise Unreadable(_RADIUS_TOO_LARGE, _MEND_RADIUS)
    return radius_m


def _stated_crs(mapping: ImportMapping) -> QgsCoordinateReferenceSystem | None:
    if mapping.crs is None:
        return None
    crs = QgsCoordinateReferenceSystem(mapping.crs)
    if not crs.isValid():
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "The mapping's system “{crs}” is not known. Write one such as EPSG:32750.",
        )
        raise InputError(sentence.format(crs=mapping.crs))
    return crs


def _no_crs(source: str) -> SourceProblem:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "{source} does not say which coordinate reference system it is in. Set it in the layer's "
        'properties, or name it in the mapping, for example {{"crs": "EPSG:32750"}}.',
    )
    return SourceProblem(sentence.format(source=source), CRS)


def _wrong_shape(source: SourceTable, table: Table) -> InputError:
    wanted = {
        "Point": QCoreApplication.translate("VillageInternet", "points"),
        "MultiPolygon": QCoreApplication.translate("VillageInternet", "polygons"),
    }
    found = {
        POINT: wanted["Point"],
        POLYGON: wanted["MultiPolygon"],
        LINE: QCoreApplication.translate("VillageInternet", "lines"),
    }
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "{source} holds {found}, but {table} needs {wanted}. Choose another layer or convert it "
        "in QGIS, for example with “Point on surface” or “Buffer”.",
    )
    return InputError(
        sentence.format(
            source=source.name,
            found=found[str(source.shape)],
            table=table.name,
            wanted=wanted[str(table.geometry)],
        )
    )
