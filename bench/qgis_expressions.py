# SPDX-License-Identifier: GPL-2.0-or-later
"""A live check by QGIS's own expressions, as a field's constraint without the plugin would do it.

`python -m bench.qgis_expressions plan.gpkg TIMES` prints lines of JSON: milliseconds, one a point,
of asking in which village a point lies, of asking which hotspot is nearest to one that was moved,
and of asking for all that the plugin's rules compare which an expression can say: the village, the
nearest other hotspot, how far the village's office is, how many points the village and the funding
source have, and what those cost. The last goes through the whole layer: fewer hotspots are asked.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.figure import seconds
from tools.qgis_session import running_qgis

_WITHIN = "array_first(overlay_within('villages', \"village_code\"))"
_NEAREST = "array_first(overlay_nearest('hotspots', \"hotspot_id\", limit:=1))"
_IN_VILLAGE = "\"village_code\" = attribute(@parent, 'village_code')"
_OF_SOURCE = "\"funding_source_id\" = attribute(@parent, 'funding_source_id')"
_TOGETHER = ", ".join(
    [
        _WITHIN,
        "overlay_nearest('hotspots', \"hotspot_id\", limit:=2)",
        "aggregate('village_offices', 'min', "
        f"distance($geometry, geometry(@parent)), {_IN_VILLAGE})",
        f"aggregate('hotspots', 'count', \"hotspot_id\", {_IN_VILLAGE})",
        f"aggregate('hotspots', 'count', \"hotspot_id\", {_OF_SOURCE})",
        f"aggregate('hotspots', 'sum', \"capex_idr\", {_OF_SOURCE})",
    ]
)
_TIMES_TOGETHER = 25
_MILLISECONDS = 1000.0


def asked(plan: Path, times: int) -> Iterator[tuple[str, list[float]]]:
    """Yield the name of each question and how long each answer took. QGIS runs."""
    from qgis.core import QgsProject, QgsVectorLayer

    for table in ("villages", "hotspots", "village_offices"):
        layer = QgsVectorLayer(f"{plan}|layername={table}", table, "ogr")
        QgsProject.instance().addMapLayer(layer, False)
    for name, expression in (("village", _WITHIN), ("neighbour", _NEAREST)):
        yield name, list(_timed(expression, _somewhere(times)))
    yield "together", list(_timed(f"array({_TOGETHER})", _some_hotspots(_TIMES_TOGETHER)))


def _somewhere(times: int) -> Iterator[Any]:
    """Yield features without attributes, all over Paser."""
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY

    chance = random.Random(2025)  # noqa: S311 - the same points each time, nothing secret
    for _ in range(times):
        feature: Any = QgsFeature()
        place = QgsPointXY(chance.uniform(115.7, 116.5), chance.uniform(-2.4, -1.1))
        feature.setGeometry(QgsGeometry.fromPointXY(place))
        yield feature


def _some_hotspots(times: int) -> Iterator[Any]:
    """Yield some of the plan's hotspots as they stand."""
    from qgis.core import QgsProject

    (layer,) = QgsProject.instance().mapLayersByName("hotspots")
    chance = random.Random(2025)  # noqa: S311 - the same points each time, nothing secret
    for fid in chance.sample(sorted(layer.allFeatureIds()), times):
        yield layer.getFeature(fid)


def _timed(expression: str, features: Iterable[Any]) -> Iterator[float]:
    from qgis.core import (
        QgsExpression,
        QgsExpressionContext,
        QgsExpressionContextUtils,
        QgsProject,
    )

    prepared = QgsExpression(expression)
    # It remembers its index of points and sums it has asked for: after an edit it would have to
    # ask anew, which is not held against it here.
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.projectScope(QgsProject.instance()))
    for feature in features:
        context.setFields(feature.fields())
        context.setFeature(feature)
        yield seconds(lambda: prepared.evaluate(context)) * _MILLISECONDS
        if prepared.hasEvalError():
            raise RuntimeError(prepared.evalErrorString())


def main() -> None:
    """Ask about the plan named on the command line."""
    plan, times = Path(sys.argv[1]), int(sys.argv[2])
    with running_qgis():
        for name, values in asked(plan, times):
            sys.stdout.write(json.dumps([name, values]) + "\n")


if __name__ == "__main__":
    main()
