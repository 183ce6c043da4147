# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading KML and KMZ where GDAL cannot: built without LIBKML, it reads no columns of KML's.

Only names, descriptions, data and plain shapes are read; styles, tracks and links to other files
are not.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from osgeo import ogr
from qgis.core import QgsGeometry
from qgis.PyQt.QtCore import QXmlStreamReader

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.importing.kml_shapes import ShapeText, read_shape, shape_of
from village_internet_plugin.layers.importing.shapes import WGS_84
from village_internet_plugin.layers.importing.source_table import MIXED, SourceRow, TextTable

KML_SUFFIXES = (".kml", ".kmz")
_NAME, _DESCRIPTION = "Name", "Description"
_CONTAINERS = ("Document", "Folder")

_MISWRITTEN = Words("line {line}: {reason}", "salah tulis di baris {line}")
_NO_ARCHIVE = Words("{reason}", "arsipnya rusak")
_NONE_IN_ARCHIVE = Words("no KML file in the archive", "tidak ada berkas KML dalam arsip")


class DamagedKml(Exception):
    """A file that is no KML, or ends before its end; `reason` says where."""

    def __init__(self, reason: Words) -> None:
        super().__init__(reason.en)
        self.reason = reason


def gdal_reads_kml() -> bool:
    """Tell whether this GDAL reads the columns of a KML file, and KMZ."""
    return ogr.GetDriverByName("LIBKML") is not None


def read_kml(path: Path) -> dict[str, TextTable]:
    """Return what each folder of a KML or KMZ file holds, by the folder's name, in their order.

    Folders without a place are left out. Raises DamagedKml, or OSError when the file cannot be
    read.
    """
    return _Walk(path).run()


class _Walk:
    """One walk through a file, from its first element to its last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._xml = QXmlStreamReader(_content(path))
        self._numbers: list[int] = []
        """Of the folders that are open, counted from the first."""
        self._places: dict[int, list[SourceRow]] = {}
        self._titles: dict[int, str] = {}

    def run(self) -> dict[str, TextTable]:
        while not self._xml.atEnd():
            self._xml.readNext()
            name = self._xml.name()
            if self._xml.isStartElement():
                self._begin(str(name))
            elif self._xml.isEndElement() and str(name) in _CONTAINERS:
                self._numbers.pop()
        if self._xml.hasError():
            line = self._xml.lineNumber()
            raise DamagedKml(_MISWRITTEN.filled(line=line, reason=self._xml.errorString()))
        tables: dict[str, TextTable] = {}
        for number, rows in self._places.items():
            title = _unused(self._titles.get(number) or self._path.stem, tables)
            tables[title] = _KmlTable(self._path.name, rows)
        return tables

    def _begin(self, element: str) -> None:
        """Go into an element that has just begun; a place or a name is read to its end."""
        if element in _CONTAINERS:
            self._numbers.append(len(self._titles))
            self._titles[self._numbers[-1]] = ""
        elif element == "Placemark":
            rows = self._places.setdefault(self._numbers[-1] if self._numbers else -1, [])
            rows.append(self._place(len(rows) + 1))
        elif element == "name" and self._numbers:
            self._titles[self._numbers[-1]] = self._text()
        elif element in ("Style", "StyleMap", "Schema", "NetworkLink", "GroundOverlay"):
            self._xml.skipCurrentElement()

    def _place(self, number: int) -> SourceRow:
        own: dict[str, object] = {}
        data: dict[str, object] = {}
        shape: ShapeText | None = None
        while self._xml.readNextStartElement():
            element = str(self._xml.name())
            if element == "name":
                own[_NAME] = self._text()
            elif element == "description":
                own[_DESCRIPTION] = self._text()
            elif element == "ExtendedData":
                self._read_data(data)
            else:
                shape = read_shape(self._xml, element) or shape
        given = {header.casefold() for header in data}
        values = {header: text for header, text in own.items() if header.casefold() not in given}
        geometry = QgsGeometry.fromWkt(shape.wkt) if shape is not None and shape.wkt else None
        problem = shape.problem if shape is not None else None
        return SourceRow(number, {**values, **data}, geometry, problem)

    def _read_data(self, data: dict[str, object]) -> None:
        """Read `Data` with its `value`, and `SimpleData` of a `SchemaData`."""
        while self._xml.readNextStartElement():
            element = str(self._xml.name())
            header = str(self._xml.attributes().value("name"))
            if element == "SchemaData":
                self._read_data(data)
            elif element == "SimpleData":
                data[header] = self._text()
            elif element == "Data":
                while self._xml.readNextStartElement():
                    if str(self._xml.name()) == "value":
                        data[header] = self._text()
                    else:
                        self._xml.skipCurrentElement()
            else:
                self._xml.skipCurrentElement()

    def _text(self) -> str:
        including = QXmlStreamReader.ReadElementTextBehaviour.IncludeChildElements
        return str(self._xml.readElementText(including)).strip()


class _KmlTable(TextTable):
    """The places of one folder; each row has a value of every column."""

    def __init__(self, name: str, rows: list[SourceRow]) -> None:
        headers = list(dict.fromkeys(header for row in rows for header in row.values))
        filled = [
            row._replace(values={header: row.values.get(header) for header in headers})
            for row in rows
        ]
        super().__init__(name, headers, filled, None)
        kinds = {shape_of(row.geometry) for row in rows if row.geometry is not None}
        if kinds:
            self.shape = kinds.pop() if len(kinds) == 1 else MIXED
            self.crs = WGS_84


def _content(path: Path) -> bytes:
    """Return the KML text; of an archive, that of the first KML file in it."""
    if path.suffix.casefold() != ".kmz":
        return path.read_bytes()
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.casefold().endswith(".kml"):
                    return archive.read(name)
    except zipfile.BadZipFile as error:
        raise DamagedKml(_NO_ARCHIVE.filled(reason=error)) from error
    raise DamagedKml(_NONE_IN_ARCHIVE)


def _unused(title: str, taken: dict[str, TextTable]) -> str:
    """Return a folder's name, numbered where another folder has it too."""
    number, name = 1, title
    while name in taken:
        number += 1
        name = f"{title} ({number})"
    return name
