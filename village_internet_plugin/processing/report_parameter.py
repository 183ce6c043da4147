# SPDX-License-Identifier: GPL-2.0-or-later
"""The optional parameter REPORT, a JSON file, of algorithms that have more to tell than a layer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterFileDestination
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.algorithm import JSON_FILTER, PlannerAlgorithm
from village_internet_plugin.processing.json_file import require_writable

REPORT = "REPORT"


def add_json_report(algorithm: PlannerAlgorithm, label: str = "") -> None:
    """Add the parameter, called `label`; nothing is written where nobody asks for it."""
    algorithm.addParameter(
        QgsProcessingParameterFileDestination(
            REPORT,
            label or QCoreApplication.translate("VillageInternet", "Report"),
            JSON_FILTER,
            optional=True,
            createByDefault=False,
        )
    )


def json_report_path(
    algorithm: PlannerAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> Path | None:
    """Return where the report is to be written, None for nowhere.

    Raises InputError, before any work is done for it, when it cannot be written there.
    """
    path = algorithm.output_path(parameters, REPORT, context)
    if path is not None:
        require_writable(path)
    return path
