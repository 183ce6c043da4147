# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `createplan`: a new plan file from whatever layers and tables an agency has."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.identifiers import new_identifier
from village_internet_plugin.processing.algorithm import JSON_FILTER, PLAN_FILTER
from village_internet_plugin.processing.json_file import write_json
from village_internet_plugin.processing.source_algorithm import SourceAlgorithm


class Input(NamedTuple):
    """One parameter that takes a source, and the role it is imported into."""

    parameter: str
    role: str


INPUTS = (
    Input("VILLAGES", "villages"),
    Input("OFFICES", "village_offices"),
    Input("BLANK_SPOTS", "blank_spots"),
    Input("SETTLEMENTS", "settlements"),
    Input("EXISTING", "existing_hotspots"),
    Input("NODES", "network_nodes"),
    Input("FUNDING", "funding_sources"),
)
"""In the order they are imported: the villages first, for the others are looked up in them."""


class CreatePlan(SourceAlgorithm):
    """Makes a plan and imports its reference; a failed or cancelled run leaves no file."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "createplan"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Create plan")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Makes a plan: one GeoPackage that holds the villages, what is known about them, and "
            "later the hotspots. Each source may be a layer or a file (GeoPackage, Shapefile, CSV, "
            "spreadsheet). Columns are recognised by their names in English and Indonesian; codes, "
            "decimal commas, degrees and minutes, and projected coordinates are understood. Rows "
            "that cannot be taken are listed with file, row, field and reason in the report; left "
            "empty, it is written beside the plan. An existing plan is never overwritten.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters."""
        self._add_sources()
        for name, label in (
            ("AGENCY", QCoreApplication.translate("VillageInternet", "Agency that plans")),
            ("TITLE", QCoreApplication.translate("VillageInternet", "Title of the plan")),
        ):
            self.addParameter(QgsProcessingParameterString(name, label))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "PLAN", QCoreApplication.translate("VillageInternet", "Plan"), PLAN_FILTER
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "REPORT",
                QCoreApplication.translate("VillageInternet", "Rejected rows"),
                JSON_FILTER,
                optional=True,
            )
        )

    def _add_sources(self) -> None:
        labels = (
            QCoreApplication.translate("VillageInternet", "Villages"),
            QCoreApplication.translate("VillageInternet", "Village offices"),
            QCoreApplication.translate("VillageInternet", "Blank spots"),
            QCoreApplication.translate("VillageInternet", "Settlements"),
            QCoreApplication.translate("VillageInternet", "Existing hotspots"),
            QCoreApplication.translate("VillageInternet", "Fibre nodes and towers"),
            QCoreApplication.translate("VillageInternet", "Funding sources"),
        )
        for (parameter, _role), label in zip(INPUTS, labels):
            self.add_source(parameter, label, optional=parameter != "VILLAGES")

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Make the plan under another name, and give it its own when all is in."""
        plan_path = _free_path(self.parameterAsFileOutput(parameters, "PLAN", context))
        report_path = self.output_path(parameters, "REPORT", context)
        if report_path is None:
            report_path = plan_path.with_name(f"{plan_path.stem}-rejected-rows.json")
        unfinished = plan_path.with_name(f".{new_identifier()}.gpkg")
        try:
            imported = self._fill(unfinished, parameters, context, feedback)
            write_json(report_path, {"plan": plan_path.name, "sources": imported})
            os.replace(unfinished, plan_path)
        finally:
            unfinished.unlink(missing_ok=True)
        return {"PLAN": str(plan_path), "REPORT": str(report_path)}

    def _fill(
        self,
        path: Path,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> list[dict[str, Any]]:
        """Create the plan at `path`, import every source given, and return what was imported."""
        from village_internet_plugin.layers.plan_file import create_plan_file
        from village_internet_plugin.rules.rule_set_document import standard_rule_set

        agency = self.parameterAsString(parameters, "AGENCY", context)
        title = self.parameterAsString(parameters, "TITLE", context)
        create_plan_file(path, agency, title, standard_rule_set())
        given = [each for each in INPUTS if each.parameter in self.sources]
        steps = QgsProcessingMultiStepFeedback(len(given), feedback)
        imported = []
        for step, (parameter, role) in enumerate(given):
            steps.setCurrentStep(step)
            report = self.import_into(path, role, self.sources[parameter], None, steps)
            if parameter == "VILLAGES" and report["accepted"] == 0:
                raise _no_villages(report)
            imported.append(report)
            steps.setProgress(100)
        return imported


def _no_villages(report: dict[str, Any]) -> InputError:
    """Return the error for a source of villages that yields none: nothing could be checked."""
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "No plan was made, for {source} has no row that can be taken as a village. {first}",
    )
    first = report["rejected"][0] if report["rejected"] else None
    why = f"{first['reason']} {first['correction']}" if first else ""
    return InputError(sentence.format(source=report["source"], first=why).strip())


def _free_path(text: str) -> Path:
    """Return the path of the plan to make; raises InputError when it cannot be made there."""
    path = Path(text)
    if path.suffix.lower() != ".gpkg":
        sentence = QCoreApplication.translate(
            "VillageInternet", "A plan is a GeoPackage: let its name end in .gpkg, not {name}."
        )
        raise InputError(sentence.format(name=path.name))
    if path.exists() and path.stat().st_size > 0:
        sentence = QCoreApplication.translate(
            "VillageInternet",
            "{path} exists already, and a plan is never overwritten. "
            "Choose another name, or delete that file first.",
        )
        raise InputError(sentence.format(path=path))
    return path
