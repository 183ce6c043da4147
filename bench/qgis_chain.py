# SPDX-License-Identifier: GPL-2.0-or-later
"""The check of a plan as a chain of QGIS's own algorithms, as a user without the plugin would run.

It answers what the rules measure, no more: which village holds each point, how far the others are
outside theirs and which village is near where none holds them, how far the office, the nearest
neighbour, blank spot, fibre and tower are, the people in reach, the counts per village and source,
and which fields are empty. Nothing is worded. Lengths are ellipsoidal, as QGIS measures them.

What is nearest is asked in World Mercator, where a length is the same in every direction: in
degrees, one to the north was taken for nearer than one as far to the east. Nobody is looked for
farther than the rules look. In degrees stay, to spare bringing every village to another map, the
point of a boundary nearest to a hotspot (that makes the length a ten-thousandth too long, seldom
a thousandth) and the ring in which people are counted. `bench/chain_answers.py` holds what it
answers against ours, and the bench tells how many answers differ.

`python -m bench.qgis_chain plan.gpkg [folder]` runs it in a program of its own; it writes what it
answers to the folder, outside the times it tells.
"""

from __future__ import annotations

import csv
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
_INTERSECTS, _SUM = 0, 5
_MERCATOR = "EPSG:3395"
_TOLERANCE_DEG = 0.0009
"""100 m outside of a village."""
_SPACING, _BLANK_SPOT_FAR, _FAR = 205.0, 10_250.0, 102_500.0
"""Metres of the Mercator map: 200 m, 10 km and 100 km at twelve degrees from the equator."""
_OFFICE_LINE = 'make_line($geometry, make_point("office_lon", "office_lat"))'
_NEAREST_LINE = 'make_line($geometry, make_point("nearest_x", "nearest_y"))'
_OUTSIDE_LINE = (
    "shortest_line($geometry, geometry(get_feature('villages', 'village_code', \"village_code\")))"
)
_NOT_IN_ITS_VILLAGE = '"holds_village_code" IS NULL OR "holds_village_code" <> "village_code"'
_EMPTY_FIELDS = (
    'if("name" IS NULL, 1, 0) + if("site_kind" IS NULL, 1, 0) + if("year" IS NULL, 1, 0)'
    ' + if("status" IS NULL, 1, 0) + if("funding_source_id" IS NULL, 1, 0)'
)


def run_chain(plan: Path, answers: Path | None = None) -> Iterator[tuple[str, float]]:
    """Run the chain over a plan's file; yield each step's name and its seconds. QGIS runs.

    What some steps answer is written to the folder `answers`, a CSV each.
    """
    for step, work in _Chain(plan).steps():
        began = time.perf_counter()
        layer = work()
        yield step, time.perf_counter() - began
        if answers is not None and layer is not None:
            _write(layer, answers / f"{step}.csv")


def _write(layer: Any, path: Path) -> None:
    """Write the ids of a layer's hotspots, and what a step found out about them."""
    names = [field.name() for field in layer.fields()]
    kept = [name for name in ("hotspot_id", "holds_village_code", "length_m") if name in names]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(kept)
        for feature in layer.getFeatures():
            writer.writerow([feature[name] for name in kept])


class _Chain:
    """The steps, each reading what it needs and writing to memory."""

    def __init__(self, plan: Path) -> None:
        sys.path.append(_PROCESSING)
        import processing
        from processing.core.Processing import Processing
        from qgis.analysis import QgsNativeAlgorithms
        from qgis.core import (
            QgsApplication,
            QgsCoordinateReferenceSystem,
            QgsFeatureRequest,
            QgsProcessingContext,
            QgsProject,
            QgsVectorLayer,
        )

        Processing.initialize()
        if QgsApplication.processingRegistry().providerById("native") is None:
            QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms())
        # Without a CRS a project has no ellipsoid, and "$length" is of degrees at 111,319 m each.
        QgsProject.instance().setCrs(QgsCoordinateReferenceSystem.fromEpsgId(4326))
        QgsProject.instance().setEllipsoid("EPSG:7030")
        self._context = QgsProcessingContext()
        self._context.setProject(QgsProject.instance())
        # Two dozen real villages have shapes that QGIS would refuse.
        self._context.setInvalidGeometryCheck(QgsFeatureRequest.InvalidGeometryCheck(0))
        self._run_algorithm = processing.run
        self._plan = plan
        # Expressions find a layer by its name.
        QgsProject.instance().addMapLayer(
            QgsVectorLayer(self._table("villages"), "villages", "ogr"), False
        )
        self._held: Any = None
        self._on_the_map: Any = None

    def steps(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        yield "village", self._village
        yield "outside", self._outside
        yield "village near by", self._village_near_by
        yield "office", self._office
        yield "on the map", self._to_mercator
        yield "neighbour", lambda: self._nearest(self._on_the_map, _SPACING)
        yield "existing neighbour", lambda: self._nearest("existing_hotspots", _SPACING)
        yield "blank spot", self._blank_spot
        yield "blank spot near by", lambda: self._nearest("blank_spots", _BLANK_SPOT_FAR)
        yield "settlements", self._settlements
        yield "fibre", lambda: self._nearest("network_nodes", _FAR, "\"kind\" = 'fibre'")
        yield "tower", lambda: self._nearest("network_nodes", _FAR, "\"kind\" = 'tower'")
        yield "points per village", lambda: self._counted("village_code")
        yield "points and money per source", lambda: self._counted("funding_source_id")
        yield "empty fields", self._empty_fields

    def _table(self, name: str) -> str:
        return f"{self._plan}|layername={name}"

    def _run(self, name: str, **parameters: Any) -> Any:
        parameters.setdefault("OUTPUT", "TEMPORARY_OUTPUT")
        return self._run_algorithm(name, parameters, context=self._context)["OUTPUT"]

    def _village(self) -> Any:
        self._held = self._run(
            "native:joinattributesbylocation",
            INPUT=self._table("hotspots"),
            JOIN=self._table("villages"),
            PREDICATE=[_INTERSECTS],
            METHOD=0,
            PREFIX="holds_",
        )
        return self._held

    def _outside(self) -> Any:
        astray = self._run(
            "native:extractbyexpression", INPUT=self._held, EXPRESSION=_NOT_IN_ITS_VILLAGE
        )
        return self._measured(astray, _OUTSIDE_LINE)

    def _village_near_by(self) -> None:
        nowhere = self._run(
            "native:extractbyexpression",
            INPUT=self._held,
            EXPRESSION='"holds_village_code" IS NULL',
        )
        joined = self._run(
            "native:joinbynearest",
            INPUT=nowhere,
            INPUT_2=self._table("villages"),
            NEIGHBORS=1,
            MAX_DISTANCE=_TOLERANCE_DEG,
            PREFIX="near_",
        )
        self._measured(joined, _NEAREST_LINE)

    def _office(self) -> Any:
        offices = self._table("village_offices")
        for name, formula in (("office_lon", "$x"), ("office_lat", "$y")):
            offices = self._field(offices, name, formula)
        joined = self._run(
            "native:joinattributestable",
            INPUT=self._table("hotspots"),
            FIELD="village_code",
            INPUT_2=offices,
            FIELD_2="village_code",
            METHOD=0,
        )
        return self._measured(joined, _OFFICE_LINE)

    def _to_mercator(self) -> None:
        self._on_the_map = self._projected(self._table("hotspots"))

    def _nearest(self, others: Any, within_m: float, kept: str | None = None) -> Any:
        """Return how far the nearest of the others is, of those that are `kept`, if it is near."""
        if isinstance(others, str):
            others = self._projected(self._table(others))
        if kept is not None:
            others = self._run("native:extractbyexpression", INPUT=others, EXPRESSION=kept)
        joined = self._run(
            "native:joinbynearest",
            INPUT=self._on_the_map,
            INPUT_2=others,
            NEIGHBORS=1,
            MAX_DISTANCE=within_m,
            DISCARD_NONMATCHING=True,
            PREFIX="near_",
        )
        return self._measured(joined, _NEAREST_LINE)

    def _projected(self, layer: Any) -> Any:
        return self._run("native:reprojectlayer", INPUT=layer, TARGET_CRS=_MERCATOR)

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

    def _measured(self, layer: Any, line: str) -> Any:
        lines = self._run(
            "native:geometrybyexpression", INPUT=layer, OUTPUT_GEOMETRY=1, EXPRESSION=line
        )
        return self._field(lines, "length_m", "$length")

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
        answers = Path(sys.argv[2]) if len(sys.argv) > 2 else None
        for step, took_s in run_chain(Path(sys.argv[1]), answers):
            sys.stdout.write(json.dumps([step, took_s]) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
