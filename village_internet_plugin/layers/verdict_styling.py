# SPDX-License-Identifier: GPL-2.0-or-later
"""How verdicts look on the map: badges that differ in shape as well as in colour."""

from __future__ import annotations

from base64 import b64encode

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRendererCategory,
    QgsSvgMarkerSymbolLayer,
    QgsSymbolLayer,
)

from village_internet_plugin.domain.finding import ERROR, NOT_CHECKED, NOTICE, OK, WARNING
from village_internet_plugin.domain.languages import Words
from village_internet_plugin.layers import symbols
from village_internet_plugin.reports.severity_signs import SEVERITY_SIGNS
from village_internet_plugin.reports.severity_words import SEVERITY_WORDS

OK_WORDS = Words("No findings", "Tanpa temuan")
_SHOULDER = "1.9,-1.9"
"""Where badges sit, in millimetres: on the upper right of the hotspot's own sign."""
_BADGE_MM = {ERROR: 3.8, NOT_CHECKED: 3.0, WARNING: 3.4, NOTICE: 2.2}
_TICK_MM = 2.8
_TICK = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
    '<g fill="none" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="M4 13l5.5 6L20 5.5" stroke="{halo}" stroke-width="8"/>'
    '<path d="M4 13l5.5 6L20 5.5" stroke="{line}" stroke-width="4"/></g></svg>'
)


def severity_badges() -> dict[str, QgsMarkerSymbol]:
    """Return a badge for each severity, from the gravest to the mildest."""
    return {
        severity: symbols.badge(
            SEVERITY_SIGNS[severity].shape, size, SEVERITY_SIGNS[severity].colour
        )
        for severity, size in _BADGE_MM.items()
    }


def gravest_on_top(badges: dict[str, QgsMarkerSymbol]) -> None:
    """Have badges drawn in levels: the first, which is the gravest, comes last."""
    for level, sign in enumerate(reversed(badges.values())):
        for layer in sign.symbolLayers():
            layer.setRenderingPass(level)


def verdict_renderer(language: str) -> QgsFeatureRenderer:
    """Return badges by the column `verdict`; a small tick where nothing is found."""
    badges = {**severity_badges(), OK: _tick()}
    gravest_on_top(badges)
    for badge in badges.values():
        _center_in_legend(badge)
    words = {severity: found.one for severity, found in SEVERITY_WORDS.items()}
    words[OK] = OK_WORDS
    categories = [
        QgsRendererCategory(verdict, badge, words[verdict].say(language))
        for verdict, badge in badges.items()
    ]
    renderer = QgsCategorizedSymbolRenderer("verdict", categories)
    renderer.setUsingSymbolLevels(True)
    return renderer


def _center_in_legend(badge: QgsMarkerSymbol) -> None:
    """Shift a badge only beside a hotspot: in a legend's small box it would be cut off."""
    shift = QgsProperty.fromExpression(f"if($id IS NULL, '0,0', '{_SHOULDER}')")
    for layer in badge.symbolLayers():
        layer.setDataDefinedProperty(QgsSymbolLayer.Property.PropertyOffset, shift)


def _tick() -> QgsMarkerSymbol:
    drawing = _TICK.format(halo=symbols.WHITE, line=SEVERITY_SIGNS[OK].colour)
    # Within the project itself: a picture file would be missing on another machine.
    layer = QgsSvgMarkerSymbolLayer("base64:" + b64encode(drawing.encode()).decode(), _TICK_MM)
    symbol = QgsMarkerSymbol.createSimple({})
    # Handed over by a list, the layer would still be freed with its Python half.
    symbol.changeSymbolLayer(0, layer)
    return symbol
