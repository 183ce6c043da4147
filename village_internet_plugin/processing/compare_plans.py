# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `compareplans`: what differs between two plan files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.algorithm import PLAN_FILTER, PlannerAlgorithm
from village_internet_plugin.processing.comparing_algorithm import (
    add_comparison,
    compare_named,
    tell_comparison,
)
from village_internet_plugin.processing.point_sink import OUTPUT, require_layer_apart


class ComparePlans(PlannerAlgorithm):
    """Compares two plans as they are saved; neither is changed."""

    libraries = ("numpy", "shapely")

    def name(self) -> str:
        """Return the name scripts use."""
        return "compareplans"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Compare plans")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Says what differs from PLAN_A to PLAN_B: each hotspot that was added, changed or "
            "removed with its fields and how far it moved, and points and rupiah of each village "
            "and funding source before and after (rows without a place), each plan priced by its "
            "own funding sources; what became of waivers and of the agency's funding sources, too. "
            "A hotspot is the same one when it has the same id, so compare two versions of one "
            "plan, or a plan with its copy.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        for name, label in (
            ("PLAN_A", QCoreApplication.translate("VillageInternet", "Plan before")),
            ("PLAN_B", QCoreApplication.translate("VillageInternet", "Plan after")),
        ):
            self.addParameter(QgsProcessingParameterFile(name, label, fileFilter=PLAN_FILTER))
        add_comparison(self)

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Read both plans, compare them, and write the differences."""
        from village_internet_plugin.reference.plan_reading import read_plan
        from village_internet_plugin.sharing.comparing import PlanState

        given = [self.parameterAsFile(parameters, name, context) for name in ("PLAN_A", "PLAN_B")]
        require_layer_apart(parameters.get(OUTPUT), *given)
        paths = [Path(path) for path in given]
        before, after = (PlanState.of_plan(read_plan(path)) for path in paths)
        comparison = compare_named(before, after, *paths)
        return tell_comparison(self, comparison, parameters, context, feedback)
