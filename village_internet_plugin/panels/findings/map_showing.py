# SPDX-License-Identifier: GPL-2.0-or-later
"""Shows on the map what findings are about: zooms there and flashes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsExpression,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)

from village_internet_plugin.domain.finding import Finding
from village_internet_plugin.domain.hotspot import Hotspot
from village_internet_plugin.domain.schema import EPSG, HOTSPOTS, VILLAGES
from village_internet_plugin.layers.current_plan import CurrentPlan

NEAREST_SCALE = 5_000.0
"""Denominator: nobody is brought nearer than this."""
_MOST_FLASHED = 500


def show_on_map(canvas: Any, plan: CurrentPlan, findings: Iterable[Finding]) -> bool:
    """Zoom to the hotspots of findings and flash them; tell whether any can be shown.

    A village and a funding source stand for their hotspots, a village without any for its shape.
    """
    findings = list(findings)
    hotspots = [one for one in _hotspots_of(plan, findings) if _is_usable(one)]
    if hotspots:
        points = [
            QgsPointXY(one.position.lon, one.position.lat) for one in hotspots if one.position
        ]
        if not zoom_to(canvas, points):
            return False
        fids = [plan.fid_of(one.hotspot_id) for one in hotspots[:_MOST_FLASHED]]
        layer = plan.layer(HOTSPOTS.name)
        if layer is not None:
            canvas.flashFeatureIds(layer, [fid for fid in fids if fid is not None])
        return True
    shapes = _village_shapes(plan, findings)
    if not shapes:
        return False
    box = QgsRectangle()
    for shape in shapes:
        box.combineExtentWith(shape.boundingBox())
    corners = [
        QgsPointXY(box.xMinimum(), box.yMinimum()),
        QgsPointXY(box.xMaximum(), box.yMaximum()),
    ]
    if not zoom_to(canvas, corners):
        return False
    canvas.flashGeometries(shapes, QgsCoordinateReferenceSystem.fromEpsgId(EPSG))
    return True


def _hotspots_of(plan: CurrentPlan, findings: list[Finding]) -> list[Hotspot]:
    by_kind: dict[str, set[str]] = {"hotspot": set(), "village": set(), "funding_source": set()}
    for finding in findings:
        by_kind.setdefault(finding.subject_kind, set()).add(finding.subject)
    found = {one: plan.hotspot(one) for one in by_kind["hotspot"]}
    if by_kind["village"] or by_kind["funding_source"]:
        for one in plan.hotspots().values():
            belongs = one.village_code in by_kind["village"]
            if belongs or one.funding_source_id in by_kind["funding_source"]:
                found[one.hotspot_id] = one
    return [hotspot for hotspot in found.values() if hotspot is not None]


def _is_usable(hotspot: Hotspot) -> bool:
    position = hotspot.position
    return (
        position is not None
        and position.is_finite()
        and abs(position.lon) <= 180.0
        and abs(position.lat) <= 90.0
    )


def _village_shapes(plan: CurrentPlan, findings: list[Finding]) -> list[QgsGeometry]:
    codes = {finding.subject for finding in findings if finding.subject_kind == "village"}
    layer = plan.layer(VILLAGES.name)
    if layer is None or not codes:
        return []
    quoted = ", ".join(QgsExpression.quotedValue(code) for code in sorted(codes)[:_MOST_FLASHED])
    request = QgsFeatureRequest().setFilterExpression(f'"village_code" IN ({quoted})')
    return [row.geometry() for row in layer.getFeatures(request) if row.hasGeometry()]


def zoom_to(canvas: Any, points: list[QgsPointXY]) -> bool:
    """Bring points (EPSG:4326) into view; False where the map's projection cannot show them."""
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem.fromEpsgId(EPSG),
        canvas.mapSettings().destinationCrs(),
        QgsProject.instance().transformContext(),
    )
    try:
        places = [transform.transform(point) for point in points]
    except QgsCsException:
        return False
    box = QgsRectangle()
    for place in places:
        box.combineExtentWith(place.x(), place.y())
    if len(places) == 1 or (box.width() == 0.0 and box.height() == 0.0):
        if canvas.extent().isEmpty() or canvas.scale() > 2.0 * NEAREST_SCALE:
            canvas.setExtent(QgsRectangle.fromCenterAndSize(places[0], 0.01, 0.01))
            canvas.zoomScale(NEAREST_SCALE)
        else:
            # Who has come nearer already is left there.
            canvas.setCenter(places[0])
    else:
        # On all sides, for two points may lie in one line: a flat box shows nothing.
        box.grow(0.15 * max(box.width(), box.height()))
        canvas.setExtent(box)
        if canvas.scale() < NEAREST_SCALE:
            canvas.zoomScale(NEAREST_SCALE)
    canvas.refresh()
    return True
