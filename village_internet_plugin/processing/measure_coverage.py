# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `measurecoverage`: whom hotspots reach, by village, by district and by funder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.schema import EPSG
from village_internet_plugin.layers.user_language import user_language
from village_internet_plugin.processing.algorithm import PlannerAlgorithm
from village_internet_plugin.processing.json_file import write_json
from village_internet_plugin.processing.point_sink import OUTPUT, require_layer_apart
from village_internet_plugin.processing.reach_parameters import add_reach, read_reach
from village_internet_plugin.processing.report_parameter import (
    add_json_report,
    json_report_path,
)
from village_internet_plugin.processing.styled_output import style_output

if TYPE_CHECKING:
    from village_internet_plugin.reference.reference import Reference
    from village_internet_plugin.siting.coverage import Coverage
    from village_internet_plugin.siting.demand import Demand

_DEMAND_SHARE, _COVERAGE_SHARE = 50.0, 30.0
"""Per cent of the progress; the rest is writing."""


class MeasureCoverage(PlannerAlgorithm):
    """Measures a plan's coverage without writing to the plan."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "measurecoverage"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Measure coverage")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Counts the people whom hotspots reach: those that stand or that other agencies have "
            "published, and with them the plan's own. Everybody is counted once, however many "
            "hotspots reach them. UNSERVED shows on the map who is not reached yet. A hotspot "
            "reaches as far as RADIUS_M, or as its technology's radius in RADII (JSON, such as "
            '{"fibre": 300, "satellite": 150}), along the ellipsoid; left empty, as rule VI301 of '
            "the plan's rule set says. People live at the settlements that were loaded. Those of "
            "blank spots without a settlement are spread over the blank spot, and a village "
            "without settlements has its population spread as SPREAD says: around_office (at most "
            "WITHIN_M from the village office, else from a point inside), whole_village, or none. "
            "The log names every assumption with its numbers. The plan itself is not changed.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        add_reach(self)
        for name, label, kind in _layers():
            is_optional = name != OUTPUT
            self.addParameter(
                QgsProcessingParameterFeatureSink(
                    name, label, kind, optional=is_optional, createByDefault=not is_optional
                )
            )
        add_json_report(self)
        for name, label in _numbers():
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Measure, write what was asked for, and return the totals."""
        from village_internet_plugin.reference.plan_reading import read_plan
        from village_internet_plugin.reference.reference import Reference
        from village_internet_plugin.siting.coverage import measure_coverage
        from village_internet_plugin.siting.coverage_words import (
            coverage_document,
            coverage_sentences,
        )
        from village_internet_plugin.siting.demand import measure_demand

        plan_path = self.plan_path(parameters, context)
        report_path = json_report_path(self, parameters, context)
        for name in (OUTPUT, "UNSERVED", "DISTRICTS", "FUNDERS"):
            require_layer_apart(parameters.get(name), str(plan_path))
        plan = read_plan(plan_path)
        radii, spread = read_reach(self, parameters, context, plan_path)
        with Reference.open(plan_path) as reference:
            demand = measure_demand(reference, spread, _progress(feedback, 0.0, _DEMAND_SHARE))
            progress = _progress(feedback, _DEMAND_SHARE, _COVERAGE_SHARE)
            coverage = measure_coverage(plan, reference, demand, radii, progress)
            outputs = self._write(coverage, demand, reference, parameters, context, feedback)
        for sentence in (*coverage_sentences(coverage), *demand.assumptions):
            feedback.pushInfo(sentence.say(user_language()))
        if report_path is not None:
            write_json(report_path, coverage_document(coverage, demand, radii, spread))
            outputs["REPORT"] = str(report_path)
        return {**outputs, **_totals(coverage)}

    def _write(
        self,
        coverage: Coverage,
        demand: Demand,
        reference: Reference,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Write the layers that were asked for and return their ids by output."""
        from village_internet_plugin.layers import coverage_layer as layer

        language = user_language()
        shapes, point = QgsWkbTypes.Type.MultiPolygon, QgsWkbTypes.Type.Point
        nowhere = QgsWkbTypes.Type.NoGeometry
        written: dict[str, Any] = {}
        for name, fields, kind, features in (
            (
                *(OUTPUT, layer.village_coverage_fields(), shapes),
                layer.village_coverage_features(coverage, reference),
            ),
            (
                *("UNSERVED", layer.unserved_fields(), point),
                layer.unserved_features(demand, coverage),
            ),
            (
                *("DISTRICTS", layer.district_coverage_fields(), nowhere),
                layer.district_coverage_features(coverage),
            ),
            (
                *("FUNDERS", layer.funder_coverage_fields(), nowhere),
                layer.funder_coverage_features(coverage),
            ),
        ):
            if name == OUTPUT or parameters.get(name):
                written[name] = self._write_layer(
                    name, fields, kind, features, parameters, context, feedback
                )
        for name, renderer in (
            (OUTPUT, layer.village_coverage_renderer),
            ("UNSERVED", layer.unserved_renderer),
        ):
            if name in written:
                style_output(name, written[name], context, partial(renderer, language))
        return written

    def _write_layer(
        self,
        name: str,
        fields: QgsFields,
        kind: QgsWkbTypes.Type,
        features: Iterable[QgsFeature],
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> str:
        system = QgsCoordinateReferenceSystem.fromEpsgId(EPSG)
        system = system if kind != QgsWkbTypes.Type.NoGeometry else QgsCoordinateReferenceSystem()
        sink, layer_id = self.parameterAsSink(parameters, name, context, fields, kind, system)
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, name))
        for feature in features:
            if feedback.isCanceled():
                raise QgsProcessingException(self.cancelled_sentence())
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, name))
        return str(layer_id)


def _progress(feedback: QgsProcessingFeedback, start: float, share: float) -> Any:
    def progress(done: float) -> bool:
        feedback.setProgress(start + share * done)
        return not feedback.isCanceled()

    return progress


def _totals(coverage: Coverage) -> dict[str, Any]:
    total = coverage.total
    return {
        "PEOPLE": total.people,
        "REACHED_NOW": total.now,
        "REACHED": total.planned,
        "NOT_REACHED": total.unserved,
        "BLANK_SPOT_PEOPLE": total.blank_people,
        "BLANK_SPOT_REACHED": total.blank_planned,
    }


def _layers() -> Iterator[tuple[str, str, QgsProcessing.SourceType]]:
    """Yield the layers that can be asked for, with what they hold."""
    kinds = QgsProcessing.SourceType
    label = QCoreApplication.translate("VillageInternet", "Coverage of villages")
    yield OUTPUT, label, kinds.TypeVectorPolygon
    label = QCoreApplication.translate("VillageInternet", "Who is not reached yet")
    yield "UNSERVED", label, kinds.TypeVectorPoint
    label = QCoreApplication.translate("VillageInternet", "Coverage of districts")
    yield "DISTRICTS", label, kinds.TypeVector
    label = QCoreApplication.translate("VillageInternet", "Reach of each funder")
    yield "FUNDERS", label, kinds.TypeVector


def _numbers() -> Iterator[tuple[str, str]]:
    """Yield the totals and their labels."""
    yield "PEOPLE", QCoreApplication.translate("VillageInternet", "People")
    label = QCoreApplication.translate("VillageInternet", "People reached without the plan")
    yield "REACHED_NOW", label
    label = QCoreApplication.translate("VillageInternet", "People reached with the plan")
    yield "REACHED", label
    label = QCoreApplication.translate("VillageInternet", "People nobody reaches")
    yield "NOT_REACHED", label
    label = QCoreApplication.translate("VillageInternet", "People in blank spots")
    yield "BLANK_SPOT_PEOPLE", label
    label = QCoreApplication.translate("VillageInternet", "People in blank spots reached")
    yield "BLANK_SPOT_REACHED", label
