# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `comparerevisions`: what changed in a plan from one of its revisions to another."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.comparing_algorithm import (
    add_comparison,
    compare_named,
    tell_comparison,
)
from village_internet_plugin.processing.point_sink import OUTPUT, require_layer_apart
from village_internet_plugin.processing.server_algorithm import ServerAlgorithm


class CompareRevisions(ServerAlgorithm):
    """Compares two revisions on the server, or one with the plan as it is saved here."""

    def name(self) -> str:
        """Return the name scripts use."""
        return "comparerevisions"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Compare revisions of a plan")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Says what changed in a plan from REVISION_A to REVISION_B: each hotspot that was "
            "added, changed or removed with its fields and how far it moved, and points and rupiah "
            "of each village and funding source before and after (rows without a place), each "
            "revision priced by the funding sources as they were then; what became of waivers and "
            "of the agency's funding sources, too. Revision 0 is the plan before it was first "
            "published; with REVISION_B left empty, the plan is compared as it is saved here.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        self.add_server()
        whole = QgsProcessingParameterNumber.Type.Integer
        for name, label, is_optional in (
            ("REVISION_A", QCoreApplication.translate("VillageInternet", "From revision"), False),
            (
                "REVISION_B",
                QCoreApplication.translate(
                    "VillageInternet", "To revision (the plan as it is saved if empty)"
                ),
                True,
            ),
        ):
            self.addParameter(
                QgsProcessingParameterNumber(name, label, whole, optional=is_optional, minValue=0)
            )
        add_comparison(self)

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Ask for both revisions, compare them, and write the differences."""
        from village_internet_plugin.reference.plan_reading import read_plan
        from village_internet_plugin.sharing.comparing import PlanState

        plan_path = self.plan_path(parameters, context)
        require_layer_apart(parameters.get(OUTPUT), str(plan_path))
        plan = read_plan(plan_path)
        client = self.open_client(parameters, context, feedback)
        revision = self.parameterAsInt(parameters, "REVISION_A", context)
        before = client.state_at(plan.plan_id, revision)
        after = PlanState.of_plan(plan, before)
        if parameters.get("REVISION_B") is not None:
            revision = self.parameterAsInt(parameters, "REVISION_B", context)
            after = client.state_at(plan.plan_id, revision)
        comparison = compare_named(before, after, plan_path)
        return tell_comparison(self, comparison, parameters, context, feedback)
