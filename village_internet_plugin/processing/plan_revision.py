# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `planrevision`: a plan as it was at an earlier revision, as a layer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterNumber,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.point_sink import (
    OUTPUT,
    point_sink_parameter,
    require_layer_apart,
    write_points,
)
from village_internet_plugin.processing.server_algorithm import ServerAlgorithm


class PlanRevision(ServerAlgorithm):
    """Asks the server for a revision; the plan itself stays as it is."""

    def name(self) -> str:
        """Return the name scripts use."""
        return "planrevision"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Earlier revision of a plan")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Brings the hotspots of a plan as they were published with one of its revisions, as a "
            "layer. The server gives them to the plan's own agency alone, and they are taken only "
            "if their hash is the one of the receipt. PUBLISHED and REASON say when and why; "
            "WAIVERS and SOURCES hold the waivers published with it and the funding sources as "
            "they were then, as JSON. The plan itself is not changed.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        self.add_server()
        self.addParameter(
            QgsProcessingParameterNumber(
                "REVISION",
                QCoreApplication.translate("VillageInternet", "Revision"),
                QgsProcessingParameterNumber.Type.Integer,
                minValue=1,
            )
        )
        self.addParameter(
            point_sink_parameter(
                QCoreApplication.translate("VillageInternet", "Hotspots of the revision")
            )
        )
        hotspots = QCoreApplication.translate("VillageInternet", "Number of hotspots")
        published = QCoreApplication.translate("VillageInternet", "Published at (UTC)")
        reason = QCoreApplication.translate("VillageInternet", "Reason")
        self.addOutput(QgsProcessingOutputNumber("HOTSPOTS", hotspots))
        self.addOutput(QgsProcessingOutputString("PUBLISHED", published))
        self.addOutput(QgsProcessingOutputString("REASON", reason))
        waivers = QCoreApplication.translate("VillageInternet", "Waivers (JSON)")
        sources = QCoreApplication.translate("VillageInternet", "Funding sources (JSON)")
        self.addOutput(QgsProcessingOutputString("WAIVERS", waivers))
        self.addOutput(QgsProcessingOutputString("SOURCES", sources))

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Ask for the revision and write its hotspots."""
        from village_internet_plugin.layers.revision_layer import hotspot_features, hotspot_fields
        from village_internet_plugin.reference.plan_reading import read_settings
        from village_internet_plugin.sharing.funding_source_json import funding_source_to_json
        from village_internet_plugin.sharing.waiver_json import waiver_to_json

        plan_path = self.plan_path(parameters, context)
        require_layer_apart(parameters.get(OUTPUT), str(plan_path))
        revision = self.parameterAsInt(parameters, "REVISION", context)
        client = self.open_client(parameters, context, feedback)
        plan = client.plan_at_revision(read_settings(plan_path)["plan_id"], revision)
        features = hotspot_features(plan.hotspots)
        layer_id = write_points(self, parameters, context, hotspot_fields(), features)
        told = QCoreApplication.translate(
            "VillageInternet", "Revision {revision} was published by {account} at {time}. {reason}"
        )
        feedback.pushInfo(
            told.format(
                revision=revision,
                account=plan.published_by,
                time=plan.published_at,
                reason=plan.reason,
            ).rstrip()
        )
        return {
            "OUTPUT": layer_id,
            "HOTSPOTS": len(plan.hotspots),
            "PUBLISHED": plan.published_at,
            "REASON": plan.reason,
            "WAIVERS": _json(map(waiver_to_json, plan.waivers or ())),
            "SOURCES": _json(map(funding_source_to_json, plan.funding_sources or ())),
        }


def _json(rows: Iterable[dict[str, Any]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False)
