# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `exportlayerpackage`: a plan as one file that opens, styled, in any QGIS."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.algorithm import PLAN_FILTER, PlannerAlgorithm
from village_internet_plugin.processing.plan_check import check_plan_file


class ExportLayerPackage(PlannerAlgorithm):
    """Checks a plan and packs it with its styles, its project and a manifest."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "exportlayerpackage"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Export layer package")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Packs a plan into one GeoPackage: its layers with their styles, a project that shows "
            "them as a map (Project, Open From, GeoPackage), the findings, and a manifest that "
            "says whose plan it is, which revision, and by which rules it was checked. It opens "
            "styled in QGIS and QField without this plugin. Names of persons and notes, sign-ins "
            "and the outbox stay out. Keep the file's name: the project finds the layers by it.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters."""
        self.add_plan()
        self.add_language()
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "OUTPUT",
                QCoreApplication.translate("VillageInternet", "Layer package"),
                PLAN_FILTER,
            )
        )

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Check the plan, then write the package."""
        from village_internet_plugin.layers.layer_package import export_layer_package

        plan_path = self.plan_path(parameters, context)
        output = Path(self.parameterAsFileOutput(parameters, "OUTPUT", context))
        language = self.language(parameters, context)
        steps = QgsProcessingMultiStepFeedback(2, feedback)
        checked = check_plan_file(plan_path, language, steps)
        steps.setCurrentStep(1)
        export_layer_package(plan_path, output, checked.report, language, steps)
        return {"OUTPUT": str(output)}
