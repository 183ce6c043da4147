# SPDX-License-Identifier: GPL-2.0-or-later
"""A live check by QGIS's own expressions, as a field's constraint without the plugin would do it.

`python -m bench.qgis_expressions plan.gpkg` prints a line of JSON: milliseconds, one a point, of
asking in which village a point lies, and of asking which hotspot is nearest to one that was moved.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.figure import seconds
from tools.qgis_session import running_qgis

_WITHIN = "array_first(overlay_within('villages', \"village_code\"))"
_NEAREST = "array_first(overlay_nearest('hotspots', \"hotspot_id\", limit:=1))"
_MILLISECONDS = 1000.0


def asked(plan: Path, times: int) -> Iterator[tuple[str, list[float]]]:
    """Yield the name of each question and how long each answer took. QGIS runs."""
    from qgis.core import QgsProject, QgsVectorLayer

    for table in ("villages", "hotspots"):
        layer = QgsVectorLayer(f"{plan}|layername={table}", table, "ogr")
        QgsProject.instance().addMapLayer(layer, False)
    for name, expression in (("village", _WITHIN), ("neighbour", _NEAREST)):
        yield name, list(_timed(expression, times))


def _timed(expression: str, times: int) -> Iterator[float]:
    from qgis.core import (
        QgsExpression,
        QgsExpressionContext,
        QgsExpressionContextUtils,
        QgsFeature,
        QgsGeometry,
        QgsPointXY,
        QgsProject,
    )

    chance = random.Random(2025)  # noqa: S311 - the same points each time, nothing secret
    prepared = QgsExpression(expression)
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.projectScope(QgsProject.instance()))
    feature: Any = QgsFeature()
    for _ in range(times):
        place = QgsPointXY(chance.uniform(115.7, 116.5), chance.uniform(-2.4, -1.1))
        feature.setGeometry(QgsGeometry.fromPointXY(place))
        context.setFeature(feature)
        yield seconds(lambda: prepared.evaluate(context)) * _MILLISECONDS


def main() -> None:
    """Ask about the plan named on the command line."""
    plan, times = Path(sys.argv[1]), int(sys.argv[2])
    with running_qgis():
        for name, values in asked(plan, times):
            sys.stdout.write(json.dumps([name, values]) + "\n")


if __name__ == "__main__":
    main()
