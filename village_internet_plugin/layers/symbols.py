# SPDX-License-Identifier: GPL-2.0-or-later
"""The signs on the map: made of plain shapes, so that no picture file is needed anywhere.

Colours are those of Okabe and Ito, which people with any colour vision tell apart; and no two
signs differ by colour alone. Sizes and widths are in millimetres.
"""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsGeometryGeneratorSymbolLayer,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsSymbol,
)

BLUE, SKY, GREEN = "#0072b2", "#56b4e9", "#009e73"
ORANGE, VERMILION, PURPLE = "#e69f00", "#d55e00", "#cc79a7"
INK, GREY, PALE_GREY, WHITE = "#333333", "#7a7a7a", "#b9b9b9", "#ffffff"
LAND, SEA, BORDER = "#fbfaf4", "#e6eef3", "#b5ada0"


def marker(
    shape: str, size: float, fill: str, outline: str = WHITE, width: float = 0.3
) -> QgsMarkerSymbol:
    """Return a sign of one shape; `fill` may be "none" for a hollow one."""
    return QgsMarkerSymbol.createSimple(_marker_properties(shape, size, fill, outline, width))


def badge(shape: str, size: float, fill: str) -> QgsMarkerSymbol:
    """Return a small sign that sits on the upper right shoulder of another."""
    properties = _marker_properties(shape, size, fill, WHITE, 0.35)
    return QgsMarkerSymbol.createSimple({**properties, "offset": "1.9,-1.9"})


def way_from_before(lon_field: str, lat_field: str, colour: str) -> QgsGeometryGeneratorSymbolLayer:
    """Return a dashed line to a point from the place that two of its columns name, in degrees.

    Nothing is drawn where they are empty.
    """
    way = QgsGeometryGeneratorSymbolLayer.create(
        {
            "geometryModifier": (
                f'if("{lon_field}" IS NULL, NULL,'
                f' make_line(make_point("{lon_field}", "{lat_field}"), $geometry))'
            )
        }
    )
    way.setSymbolType(QgsSymbol.SymbolType.Line)
    way.setSubSymbol(
        QgsLineSymbol.createSimple(
            {"line_color": colour, "line_width": "0.4", "line_style": "dash"}
        )
    )
    return way


def area(fill: str, outline: str, width: float) -> QgsFillSymbol:
    """Return a filled area with a thin border."""
    return QgsFillSymbol.createSimple(
        {
            "color": fill,
            "outline_color": outline,
            "outline_width": str(width),
            "joinstyle": "round",
        }
    )


def hatching(colour: str, angle: float, distance: float) -> QgsFillSymbol:
    """Return an area hatched at `angle` degrees, with its outline dashed in the same colour."""
    symbol = QgsFillSymbol.createSimple(
        {
            "style": "no",
            "outline_color": colour,
            "outline_width": "0.35",
            "outline_style": "dash",
        }
    )
    lines = QgsLinePatternFillSymbolLayer()
    lines.setLineAngle(angle)
    lines.setDistance(distance)
    lines.setSubSymbol(QgsLineSymbol.createSimple({"line_color": colour, "line_width": "0.25"}))
    symbol.appendSymbolLayer(lines)
    return symbol


def _marker_properties(
    shape: str, size: float, fill: str, outline: str, width: float
) -> dict[str, str]:
    return {
        "name": shape,
        "size": str(size),
        "color": "0,0,0,0" if fill == "none" else fill,
        "outline_color": outline,
        "outline_width": str(width),
        "joinstyle": "round",
    }
