# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `checkplan`: every rule on every hotspot, as a layer and as a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSink,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.schema import EPSG
from village_internet_plugin.processing.algorithm import JSON_FILTER, PlannerAlgorithm
from village_internet_plugin.processing.json_file import write_json, write_text
from village_internet_plugin.processing.plan_check import CheckedPlan, check_plan_file
from village_internet_plugin.processing.point_sink import require_layer_apart

_HTML_ENDINGS = (".html", ".htm")


class CheckPlan(PlannerAlgorithm):
    """Checks a plan without writing to it."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "checkplan"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Check plan")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Judges every hotspot of a plan by the plan's own rule set, or by the one given as a "
            "JSON file. Each finding says what was measured, the limit, and how to fix it. An "
            "error, or a rule that could not be checked, blocks publishing until it is mended or "
            "waived; warnings and notices inform. The report is JSON for programs or HTML for "
            "people, as its name ends. The plan itself is not changed.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        self.addParameter(
            QgsProcessingParameterFile(
                "RULE_SET",
                QCoreApplication.translate("VillageInternet", "Rule set (the plan's own if empty)"),
                optional=True,
                fileFilter=JSON_FILTER,
            )
        )
        self.add_language()
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                "FINDINGS",
                QCoreApplication.translate("VillageInternet", "Findings"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "REPORT",
                QCoreApplication.translate("VillageInternet", "Report"),
                f"{JSON_FILTER};;HTML (*.html)",
                optional=True,
            )
        )
        for name, label in (
            ("ERRORS", QCoreApplication.translate("VillageInternet", "Errors")),
            ("WARNINGS", QCoreApplication.translate("VillageInternet", "Warnings")),
            ("NOTICES", QCoreApplication.translate("VillageInternet", "Notices")),
            ("WAIVED", QCoreApplication.translate("VillageInternet", "Waived findings")),
            ("NOT_CHECKED", QCoreApplication.translate("VillageInternet", "Not checked")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Check the plan, write what was asked for, and return the counts."""
        rule_set = self.parameterAsFile(parameters, "RULE_SET", context)
        language = self.language(parameters, context)
        plan_path = self.plan_path(parameters, context)
        report_path = self.output_path(parameters, "REPORT", context)
        require_layer_apart(parameters.get("FINDINGS"), str(plan_path))
        checked = check_plan_file(
            plan_path,
            language,
            feedback,
            Path(rule_set) if rule_set else None,
        )
        counts = checked.report.counts()
        outputs: dict[str, Any] = {
            "ERRORS": counts["error"],
            "WARNINGS": counts["warning"],
            "NOTICES": counts["notice"],
            "WAIVED": counts["waived"],
            "NOT_CHECKED": counts["not_checked"],
        }
        if report_path is not None:
            _write_report(report_path, checked, language)
            outputs["REPORT"] = str(report_path)
        findings = self._write_findings(checked, parameters, context)
        if findings is not None:
            outputs["FINDINGS"] = findings
        return outputs

    def _write_findings(
        self, checked: CheckedPlan, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> str | None:
        """Write the layer of findings and return its id, None when nobody asked for it."""
        from village_internet_plugin.layers.findings_layer import finding_features, finding_fields

        if parameters.get("FINDINGS") is None:
            return None
        sink, layer_id = self.parameterAsSink(
            parameters,
            "FINDINGS",
            context,
            finding_fields(),
            QgsWkbTypes.Type.Point,
            QgsCoordinateReferenceSystem.fromEpsgId(EPSG),
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, "FINDINGS"))
        for feature in finding_features(checked.plan, checked.report):
            if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
                raise QgsProcessingException(self.writeFeatureError(sink, parameters, "FINDINGS"))
        return layer_id


def _write_report(path: Path, checked: CheckedPlan, language: str) -> None:
    if path.suffix.lower() in _HTML_ENDINGS:
        from village_internet_plugin.reports.check_page import check_page

        write_text(path, check_page(checked.plan, checked.report, language))
    else:
        write_json(path, checked.report.to_json())
