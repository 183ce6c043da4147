# SPDX-License-Identifier: GPL-2.0-or-later
"""How each table of a plan looks on the map: signs, labels, and from which scale they show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor, QFont

from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers import symbols
from village_internet_plugin.layers.column_words import VALUE_WORDS
from village_internet_plugin.layers.forms import set_form
from village_internet_plugin.layers.verdict_styling import gravest_on_top, severity_badges
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS

NAMES_FROM_SCALE = 250_000.0
"""Denominator: names of villages and of hotspots are drawn at this scale and larger.

One scale for both: only while hotspots have names does a village's name keep off their signs.
"""
_NAME_DISTANCE_MM = 2.6
_NAME_POSITIONS = "BR,BL,TL,TR"
"""The upper right comes last: there sit the badges of the findings."""

_UNKNOWN = Words("Not stated", "Tidak disebut")


def style_layer(layer: QgsVectorLayer, table: str, language: str) -> None:
    """Give a layer the look and the form of the plan's `table` (or of `findings`).

    A table without a look of its own gets its form only. Words are in `language`.
    """
    renderer = _RENDERERS.get(table)
    if renderer is not None and layer.isSpatial():
        layer.setRenderer(renderer(language))
    label = _LABELS.get(table)
    if label is not None and layer.isSpatial():
        layer.setLabeling(QgsVectorLayerSimpleLabeling(label()))
        layer.setLabelsEnabled(True)
    set_form(layer, table, language)


def text_format(size_pt: float, colour: str, bold: bool = False) -> QgsTextFormat:
    """Return lettering with a thin pale halo, readable on lines and hatching."""
    lettering = QgsTextFormat()
    font = QFont("Sans Serif")
    font.setBold(bold)
    lettering.setFont(font)
    lettering.setSize(size_pt)
    lettering.setColor(QColor(colour))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(symbols.LAND))
    lettering.setBuffer(halo)
    return lettering


def smaller_signs(renderer: QgsFeatureRenderer, factor: float) -> QgsFeatureRenderer:
    """Return a copy of a point layer's renderer whose signs are `factor` times as large."""
    copy = renderer.clone()
    if isinstance(copy, QgsCategorizedSymbolRenderer):
        for index, category in enumerate(copy.categories()):
            sign = category.symbol().clone()
            sign.setSize(sign.size() * factor)
            copy.updateCategorySymbol(index, sign)
    elif isinstance(copy, QgsSingleSymbolRenderer):
        copy.symbol().setSize(copy.symbol().size() * factor)
    return copy


def place_beside_signs(label: QgsPalLayerSettings) -> None:
    """Put names beside a point where they hide neither its sign nor the badge of a finding."""
    label.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    label.dist = _NAME_DISTANCE_MM
    properties = label.dataDefinedProperties()
    order = QgsPalLayerSettings.Property.PredefinedPositionOrder
    properties.setProperty(order, QgsProperty.fromValue(_NAME_POSITIONS))
    label.setDataDefinedProperties(properties)


def _hotspots(language: str) -> QgsFeatureRenderer:
    return _by_value(
        "status",
        {
            "proposed": symbols.marker("circle", 3.6, symbols.WHITE, symbols.BLUE, 0.7),
            "surveyed": symbols.marker("circle", 3.8, symbols.SKY, symbols.INK),
            "approved": symbols.marker("circle", 4.0, symbols.BLUE),
            "installed": symbols.marker("diamond", 4.8, symbols.GREEN),
            "operating": symbols.marker("star", 5.4, symbols.GREEN),
            "suspended": symbols.marker("square", 3.6, symbols.ORANGE, symbols.INK),
            "replaced": symbols.marker("cross2", 2.6, "none", symbols.GREY, 0.6),
        },
        symbols.marker("circle", 3.6, symbols.WHITE, symbols.GREY, 0.7),
        language,
    )


def _existing_hotspots(language: str) -> QgsFeatureRenderer:
    gone = {status: symbols.marker("cross2", 2.4, "none", symbols.GREY, 0.6) for status in _GONE}
    serving = {status: symbols.marker("pentagon", 3.6, symbols.INK) for status in _SERVING}
    paused = {"suspended": symbols.marker("pentagon", 3.6, symbols.PALE_GREY, symbols.INK)}
    other = symbols.marker("pentagon", 3.6, symbols.INK)
    return _by_value("status", {**serving, **paused, **gone}, other, language)


_SERVING = ("operating", "installed", "approved", "surveyed", "proposed")
_GONE = ("refused", "replaced")


def _findings(language: str) -> QgsFeatureRenderer:
    signs = severity_badges()
    gravest_on_top(signs)
    categories = [
        QgsRendererCategory(severity, sign, SEVERITY_WORDS[severity].one.say(language))
        for severity, sign in signs.items()
    ]
    # What is waived no longer counts and would only hide what does.
    shown = 'CASE WHEN NOT "waived" THEN "severity" END'
    renderer = QgsCategorizedSymbolRenderer(shown, categories)
    renderer.setUsingSymbolLevels(True)
    return renderer


def _blank_spots(language: str) -> QgsFeatureRenderer:
    signs = {
        "none": symbols.hatching(symbols.VERMILION, 45.0, 1.6),
        "weak": symbols.hatching(symbols.ORANGE, -45.0, 2.4),
    }
    other = symbols.hatching(symbols.GREY, 45.0, 1.6)
    return _by_value("signal", signs, other, language, words=_SIGNAL_WORDS)


_SIGNAL_WORDS = {
    "none": Words("No signal", "Tanpa sinyal"),
    "weak": Words("Weak signal", "Sinyal lemah"),
}


def _network_nodes(language: str) -> QgsFeatureRenderer:
    return _by_value(
        "kind",
        {
            "fibre": symbols.marker("diamond", 2.8, symbols.WHITE, symbols.GREEN, 0.5),
            "tower": symbols.marker("triangle", 3.0, symbols.WHITE, symbols.INK, 0.5),
        },
        symbols.marker("cross", 2.4, "none", symbols.INK, 0.5),
        language,
    )


def _by_value(
    column: str,
    signs: Mapping[str, QgsSymbol],
    other_sign: QgsSymbol,
    language: str,
    words: Mapping[str, Words] = VALUE_WORDS,
) -> QgsFeatureRenderer:
    categories = [
        QgsRendererCategory(value, sign, words[value].say(language))
        for value, sign in signs.items()
    ]
    categories.append(QgsRendererCategory(None, other_sign, _UNKNOWN.say(language)))
    return QgsCategorizedSymbolRenderer(column, categories)


def _single(make: Callable[[], QgsSymbol]) -> Callable[[str], QgsFeatureRenderer]:
    return lambda _language: QgsSingleSymbolRenderer(make())


_RENDERERS: dict[str, Callable[[str], QgsFeatureRenderer]] = {
    "villages": _single(lambda: symbols.area(symbols.LAND, symbols.BORDER, 0.2)),
    "village_offices": _single(lambda: symbols.marker("square", 1.7, symbols.GREY, width=0.15)),
    "blank_spots": _blank_spots,
    "settlements": _single(lambda: symbols.marker("circle", 1.2, symbols.PALE_GREY, symbols.GREY)),
    "existing_hotspots": _existing_hotspots,
    "network_nodes": _network_nodes,
    "hotspots": _hotspots,
    "published_hotspots": _single(
        lambda: symbols.marker("equilateral_triangle", 4.0, symbols.PURPLE, symbols.INK)
    ),
    "findings": _findings,
}


def _village_names() -> QgsPalLayerSettings:
    label = _label("name", text_format(8.0, "#5b5348"))
    label.placement = QgsPalLayerSettings.Placement.Horizontal
    label.minimumScale = NAMES_FROM_SCALE
    label.priority = 3
    return label


def _hotspot_names() -> QgsPalLayerSettings:
    label = _label("name", text_format(8.0, symbols.BLUE, bold=True))
    place_beside_signs(label)
    label.minimumScale = NAMES_FROM_SCALE
    label.priority = 8
    return label


def _label(column: str, lettering: QgsTextFormat) -> QgsPalLayerSettings:
    label = QgsPalLayerSettings()
    label.fieldName = column
    label.setFormat(lettering)
    label.scaleVisibility = True
    return label


_LABELS: dict[str, Callable[[], QgsPalLayerSettings]] = {
    "villages": _village_names,
    "hotspots": _hotspot_names,
}
