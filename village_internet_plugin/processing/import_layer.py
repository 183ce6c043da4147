# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `importlayer`: one more layer or table into a plan, under the role it has there."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.domain.schema import ROLES
from village_internet_plugin.processing.algorithm import JSON_FILTER
from village_internet_plugin.processing.json_file import require_writable, write_json
from village_internet_plugin.processing.source_algorithm import SourceAlgorithm


class ImportLayer(SourceAlgorithm):
    """Imports one source; a failed or cancelled run leaves the plan as it was."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "importlayer"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Import layer into plan")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Takes a layer, a table or a file into a plan. The role says what its rows are: "
            "villages, village_offices, blank_spots, settlements, existing_hotspots, "
            "network_nodes, hotspots or funding_sources. Columns are recognised by their names; "
            "where they are not, give a mapping as JSON, the plan's column first: "
            '{"village_code": "KODE", "lat": "Lintang"}. It may also hold "constants", "values", '
            '"villages", "cells", "ignored", "crs", "zone", "layer", "corrections" and "replace". '
            "Rows that cannot be taken are listed in the report with file, row, field and reason; "
            "the others are taken.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        self.addParameter(
            QgsProcessingParameterEnum(
                "ROLE",
                QCoreApplication.translate("VillageInternet", "Role in the plan"),
                options=list(ROLES),
                usesStaticStrings=True,
            )
        )
        self.add_source("SOURCE", QCoreApplication.translate("VillageInternet", "Source"))
        self.addParameter(
            QgsProcessingParameterString(
                "MAPPING",
                QCoreApplication.translate("VillageInternet", "Columns (JSON)"),
                multiLine=True,
                optional=True,
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
        accepted = QCoreApplication.translate("VillageInternet", "Rows taken")
        rejected = QCoreApplication.translate("VillageInternet", "Rows rejected")
        self.addOutput(QgsProcessingOutputNumber("ACCEPTED", accepted))
        self.addOutput(QgsProcessingOutputNumber("REJECTED", rejected))

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Import the source and count its rows."""
        plan_path = self.plan_path(parameters, context)
        role = self.parameterAsEnumString(parameters, "ROLE", context)
        mapping = read_mapping(self.parameterAsString(parameters, "MAPPING", context))
        report_path = self.output_path(parameters, "REPORT", context)
        if report_path is not None:
            require_writable(report_path)
        imported = self.import_into(plan_path, role, self.sources["SOURCE"], mapping, feedback)
        outputs = {"ACCEPTED": imported["accepted"], "REJECTED": len(imported["rejected"])}
        if report_path is not None:
            write_json(report_path, {"plan": plan_path.name, "sources": [imported]})
            outputs["REPORT"] = str(report_path)
        return outputs


def read_mapping(text: str) -> dict[str, Any] | None:
    """Return the user's decisions in JSON, which the importer judges; None for blank text.

    Raises InputError unless `text` is a JSON object.
    """
    if not text.strip():
        return None
    try:
        mapping = json.loads(text)
    except ValueError:
        mapping = None
    if not isinstance(mapping, dict):
        sentence = QCoreApplication.translate(
            "VillageInternet", "MAPPING is no JSON object. Write it like {example}."
        )
        raise InputError(sentence.format(example=_EXAMPLE))
    return mapping


_EXAMPLE = '{"village_code": "KODE", "lat": "Lintang"}'
