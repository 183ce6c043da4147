# SPDX-License-Identifier: GPL-2.0-or-later
"""What the open plan and the map say of themselves."""

from __future__ import annotations

import gc
import random
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
)
from qgis.utils import iface

_known: list[Any] = []


def map_seen(places: list[tuple[float, float]]) -> dict[str, Any]:
    """Return what the map shows, and where on the screen the places (lon, lat) are."""
    canvas, layer = iface.mapCanvas(), iface.activeLayer()
    tool = canvas.mapTool()
    return {
        "tool": type(tool).__name__ if tool is not None else "",
        "drawing": canvas.isDrawing(),
        "layer": layer.name() if layer is not None else "",
        "layers": [each.name() for each in QgsProject.instance().mapLayers().values()],
        "editing": bool(layer is not None and hasattr(layer, "isEditable") and layer.isEditable()),
        "modified": bool(layer is not None and hasattr(layer, "isModified") and layer.isModified()),
        "scale": canvas.scale(),
        "extent": [round(value, 6) for value in _extent(canvas)],
        "places": [_on_screen(canvas, place) for place in places],
    }


def plan_seen(verdicts: int = 200) -> dict[str, Any]:
    """Return whether a plan is open, its counts, and the verdicts of so many of its hotspots."""
    plan = current_plan()
    if plan is None or not plan.is_open:
        return {"open": False}
    told: dict[str, Any] = {"open": True, "checked": plan.is_checked, "path": str(plan.path)}
    told["checking"] = plan.is_checking
    told["problem"] = plan.problem()
    if plan.is_checked:
        hotspots = plan.hotspots()
        told["counts"] = plan.counts()
        told["hotspots"] = len(hotspots)
        ids = [hotspot.hotspot_id for hotspot in islice(hotspots.values(), verdicts)]
        told["verdicts"] = {each: plan.verdict_of(each) for each in ids if each}
    return told


def current_plan() -> Any:
    """Return the plugin's CurrentPlan, None while the plugin is not loaded."""
    from qgis.PyQt import sip

    if not _known or sip.isdeleted(_known[0]) or not _is_loaded(_known[0]):
        _known[:] = [
            thing
            for thing in gc.get_objects()
            if type(thing).__name__ == "CurrentPlan" and not sip.isdeleted(thing)
        ][-1:]
    return _known[0] if _known else None


def open_plan(path: str) -> None:
    """Open a plan as the plan panel does."""
    current_plan().open(Path(path))


def time_ghosts(times: int, box: list[float]) -> dict[str, float]:
    """Judge so many random places in the box (west, south, east, north); return milliseconds."""
    plan = current_plan()
    pattern = next(iter(plan.hotspots().values()))
    chance = random.Random(5)  # noqa: S311 - the same places each time, nothing secret
    taken, worked = [], []
    for number in range(times):
        place = type(pattern.position)(
            chance.uniform(box[0], box[2]), chance.uniform(box[1], box[3])
        )
        ghost = replace(pattern, hotspot_id=f"ghost-{number}", position=place, village_code=None)
        began, worked_before = time.perf_counter(), time.thread_time()
        plan.judge_ghost(ghost)
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.thread_time() - worked_before) * 1000)
    taken.sort()
    worked.sort()
    return {
        "p50_ms": taken[len(taken) // 2],
        "p99_ms": taken[int(len(taken) * 0.99)],
        "longest_ms": taken[-1],
        "work_p99_ms": worked[int(len(worked) * 0.99)],
    }


def _is_loaded(plan: Any) -> bool:
    import sys

    return type(plan) is getattr(sys.modules.get(type(plan).__module__), "CurrentPlan", None)


def _extent(canvas: Any) -> list[float]:
    box = _transform(canvas, to_map=False).transformBoundingBox(canvas.extent())
    return [box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()]


def _on_screen(canvas: Any, place: tuple[float, float]) -> list[int]:
    point = _transform(canvas, to_map=True).transform(QgsPointXY(*place))
    pixel = canvas.getCoordinateTransform().transform(point).toQPointF().toPoint()
    there, ratio = canvas.viewport().mapToGlobal(pixel), canvas.devicePixelRatioF()
    return [round(there.x() * ratio), round(there.y() * ratio)]


def _transform(canvas: Any, to_map: bool) -> QgsCoordinateTransform:
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    ours = canvas.mapSettings().destinationCrs()
    ends = (degrees, ours) if to_map else (ours, degrees)
    return QgsCoordinateTransform(*ends, QgsProject.instance())
