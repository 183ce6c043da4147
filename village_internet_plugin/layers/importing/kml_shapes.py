# SPDX-License-Identifier: GPL-2.0-or-later
"""Shapes of KML as well-known text, flat, in degrees."""

from __future__ import annotations

import math
from typing import NamedTuple

from qgis.core import QgsGeometry
from qgis.PyQt.QtCore import QXmlStreamReader

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers.importing.problems import Unreadable
from village_internet_plugin.layers.importing.shapes import GEOMETRY_KINDS

_UNREADABLE = Words("The coordinates cannot be read.", "Koordinatnya tidak dapat dibaca.")
_WRITE_THEM = Words(
    "Write each corner as longitude,latitude in degrees.",
    "Tulis setiap titik sudut sebagai bujur,lintang dalam derajat.",
)
_SHAPES = ("Point", "LineString", "LinearRing", "Polygon", "MultiGeometry")


class ShapeText(NamedTuple):
    """A shape as well-known text, empty where it has no coordinates, or why it cannot be read."""

    wkt: str
    problem: Unreadable | None = None


def shape_of(geometry: QgsGeometry) -> str | None:
    """Return POINT, LINE, POLYGON or MIXED."""
    return GEOMETRY_KINDS.get(geometry.type())


def read_shape(xml: QXmlStreamReader, element: str) -> ShapeText | None:
    """Read the element that has just begun to its end; None when it is no shape."""
    if element not in _SHAPES:
        xml.skipCurrentElement()
        return None
    try:
        return ShapeText(_shape(xml, element))
    except ValueError:
        return ShapeText("", Unreadable(_UNREADABLE, _WRITE_THEM))


def _shape(xml: QXmlStreamReader, element: str) -> str:
    """Return a shape's text; the whole element is read even where ValueError is raised."""
    if element == "MultiGeometry":
        return _several(xml)
    if element == "Polygon":
        return _tagged("Polygon", ",".join(f"({ring})" for ring in _rings(xml) if ring))
    corners = _corners(_coordinates(xml))
    return _tagged("Point" if element == "Point" else "LineString", corners)


def _several(xml: QXmlStreamReader) -> str:
    shapes, failed = [], False
    while xml.readNextStartElement():
        shape = read_shape(xml, str(xml.name()))
        failed = failed or (shape is not None and shape.problem is not None)
        if shape is not None and shape.wkt:
            shapes.append(shape.wkt)
    if failed:
        raise ValueError
    if len(shapes) == 1:
        return shapes[0]
    kinds = {shape.partition("(")[0] for shape in shapes}
    if len(kinds) == 1 and kinds <= {"Point", "LineString", "Polygon"}:
        (kind,) = kinds
        return _tagged(f"Multi{kind}", ",".join(shape[len(kind) :] for shape in shapes))
    return _tagged("GeometryCollection", ",".join(shapes))


def _rings(xml: QXmlStreamReader) -> list[str]:
    """Return the outer boundary first, as KML has it, and then the holes."""
    texts = []
    while xml.readNextStartElement():
        if str(xml.name()) not in ("outerBoundaryIs", "innerBoundaryIs"):
            xml.skipCurrentElement()
            continue
        while xml.readNextStartElement():
            texts.append(_coordinates(xml))
    return [_corners(text) for text in texts]


def _coordinates(xml: QXmlStreamReader) -> str:
    """Return the text of the element's coordinates, and read the element to its end."""
    text = ""
    while xml.readNextStartElement():
        if str(xml.name()) == "coordinates":
            text = str(xml.readElementText())
        else:
            xml.skipCurrentElement()
    return text


def _corners(text: str) -> str:
    """Return ``lon lat,lon lat`` of ``lon,lat[,height] lon,lat[,height]``; raises ValueError."""
    pairs = []
    for corner in text.split():
        lon, lat = (float(number) for number in corner.split(",")[:2])
        if not (math.isfinite(lon) and math.isfinite(lat)):
            raise ValueError(corner)
        pairs.append(f"{lon!r} {lat!r}")
    return ",".join(pairs)


def _tagged(kind: str, inside: str) -> str:
    return f"{kind}({inside})" if inside else ""
