# SPDX-License-Identifier: GPL-2.0-or-later
"""The check of a plan as a chain of QGIS's own algorithms, as a user without the plugin would run.

It answers what the rules measure, no more: which village holds each point, how far its office is,
its nearest neighbour, blank spot, settlements in reach, fibre and tower, the counts per village
and source, and which fields are empty. Nothing is worded, and the nearest neighbours are those in
degrees, which is not always right. Lengths are ellipsoidal, as QGIS measures them.
`python -m bench.qgis_chain plan.gpkg` runs it in a program of its own.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tools.qgis_session import running_qgis

_PROCESSING = "/usr/share/qgis/python/plugins"
_REACH_DEG = 0.01
"""About 1.1 km: how far the rules look for settlements."""
_INTERSECTS, _WITHIN, _SUM = 0, 5, 5
_OFFICE_LINE = 'make_line($geometry, make_point("office_lon", "office_lat"))'
_NEAREST_LINE = 'make_line($geometry, make_point("nearest_x", "nearest_y"))'
_EMPTY_FIELDS = (
    'if("name" IS NULL, 1, 0) + if("site_kind" IS NULL, 1, 0) + if("year" IS NULL, 1, 0)'
    ' + if("status" IS NULL, 1, 0) + if("funding_source_id" IS NULL, 1, 0)'
)


def run_chain(plan: Path) -> Iterator[tuple[str, float]]:
    """Run the chain over a plan's file; yield each step's name and its seconds. QGIS runs."""
    for step, work in _Chain(plan).steps():
        began = time.perf_counter()
        work()
        yield step, time.perf_counter() - began


class _Chain:
    """The steps, each reading what it needs and writing to memory."""

    def __init__(self, plan: Path) -> None:
        sys.path.append(_PROCESSING)
        import processing
        from processing.core.Processing import Processing
        from qgis.analysis import QgsNativeAlgorithms
        from qgis.core import QgsApplication, QgsFeatureRequest, QgsProcessingContext, QgsProject

        Processing.initialize()
        if QgsApplication.processingRegistry().providerById("native") is None:
            QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms())
        QgsProject.instance().setEllipsoid("EPSG:7030")
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        # Two dozen real villages have shapes that QGIS would refuse.
        self._context.setInvalidGeometryCheck(QgsFeatureRequest.InvalidGeometryCheck(0))
        self._run_algorithm = processing.run
        self._plan = plan

    def steps(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        yield "village", self._village
        yield "office", self._office
        yield "neighbour", lambda: self._nearest("hotspots", 2)
        yield "existing neighbour", lambda: self._nearest("existing_hotspots", 1)
        yield "blank spot", self._blank_spot
        yield "settlements", self._settlements
        yield "fibre and tower", lambda: self._nearest("network_nodes", 1)
        yield "points per village", lambda: self._counted("village_code")
        yield "points and money per source", lambda: self._counted("funding_source_id")
        yield "empty fields", self._empty_fields

    def _table(self, name: str) -> str:
        return f"{self._plan}|layername={name}"

    def _run(self, name: str, **parameters: Any) -> Any:
        parameters.setdefault("OUTPUT", "TEMPORARY_OUTPUT")
        return self._run_algorithm(name, parameters, context=self._context)["OUTPUT"]

    def _village(self) -> None:
        self._run(
            "native:joinattributesbylocation",
            INPUT=self._table("hotspots"),
            JOIN=self._table("villages"),
            PREDICATE=[_WITHIN],
            METHOD=0,
            PREFIX="holds_",
        )

    def _office(self) -> None:
        offices = self._table("village_offices")
        for name, formula in (("office_lon", "$x"), ("office_lat", "$y")):
            offices = self._field(offices, name, formula)
        joined = self._run(
            "native:joinattributestable",
            INPUT=self._table("hotspots"),
            FIELD="village_code",
            INPUT_2=offices,
            FIELD_2="village_code",
            METHOD=1,
        )
        self._measured(joined, _OFFICE_LINE)

    def _nearest(self, others: str, neighbours: int) -> None:
        joined = self._run(
            "native:joinbynearest",
            INPUT=self._table("hotspots"),
            INPUT_2=self._table(others),
            NEIGHBORS=neighbours,
            PREFIX="near_",
        )
        self._measured(joined, _NEAREST_LINE)

    def _blank_spot(self) -> None:
        self._run(
            "native:joinattributesbylocation",
            INPUT=self._table("hotspots"),
            JOIN=self._table("blank_spots"),
            PREDICATE=[_INTERSECTS],
            METHOD=0,
            PREFIX="blank_",
        )

    def _settlements(self) -> None:
        reach = self._run(
            "native:buffer", INPUT=self._table("hotspots"), DISTANCE=_REACH_DEG, SEGMENTS=8
        )
        self._run(
            "qgis:joinbylocationsummary",
            INPUT=reach,
            JOIN=self._table("settlements"),
            PREDICATE=[_INTERSECTS],
            JOIN_FIELDS=["people"],
            SUMMARIES=[_SUM],
        )

    def _counted(self, by: str) -> None:
        self._run(
            "qgis:statisticsbycategories",
            INPUT=self._table("hotspots"),
            VALUES_FIELD_NAME="capex_idr",
            CATEGORIES_FIELD_NAME=[by],
        )

    def _empty_fields(self) -> None:
        self._field(self._table("hotspots"), "empty_fields", _EMPTY_FIELDS)

    def _measured(self, layer: Any, line: str) -> None:
        lines = self._run(
            "native:geometrybyexpression", INPUT=layer, OUTPUT_GEOMETRY=1, EXPRESSION=line
        )
        self._field(lines, "length_m", "$length")

    def _field(self, layer: Any, name: str, formula: str) -> Any:
        return self._run(
            "native:fieldcalculator",
            INPUT=layer,
            FIELD_NAME=name,
            FIELD_TYPE=0,
            FIELD_LENGTH=0,
            FIELD_PRECISION=0,
            FORMULA=formula,
        )


def main() -> None:
    """Run the chain over the plan named on the command line; print each step as a line of JSON."""
    with running_qgis():
        for step, took_s in run_chain(Path(sys.argv[1])):
            sys.stdout.write(json.dumps([step, took_s]) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
