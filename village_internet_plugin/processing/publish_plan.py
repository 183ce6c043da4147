# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `publishplan`: a plan's newest state to the server that all agencies use."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.algorithm import JSON_FILTER
from village_internet_plugin.processing.json_file import require_writable, write_json
from village_internet_plugin.processing.server_algorithm import ServerAlgorithm


class PublishPlan(ServerAlgorithm):
    """Publishes a plan; run again after any interruption, it publishes nothing twice."""

    def name(self) -> str:
        """Return the name scripts use."""
        return "publishplan"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Publish plan")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Sends what changed in a plan since it was last published. The server checks it by the "
            "same rules and stores it whole or not at all. OUTCOME is published, dry_run, conflict "
            "(a colleague published first: pull, then publish again), rejected (errors stand that "
            "nobody waived) or refused. The receipt is believed only after the server has been "
            "asked what it stored; left empty, it is written beside the plan. After an "
            "interruption run it again: the same revision is never stored twice. The sign-in is an "
            "authentication configuration of QGIS, the user's name with a token as password.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        self.add_server()
        self.addParameter(
            QgsProcessingParameterBoolean(
                "DRY_RUN",
                QCoreApplication.translate("VillageInternet", "Only try: store nothing"),
                defaultValue=False,
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                "REASON",
                QCoreApplication.translate(
                    "VillageInternet", "Why (kept in the history, read by all)"
                ),
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                "RECEIPT",
                QCoreApplication.translate("VillageInternet", "Receipt"),
                JSON_FILTER,
                optional=True,
            )
        )
        outcome = QCoreApplication.translate("VillageInternet", "Outcome")
        revision = QCoreApplication.translate("VillageInternet", "Revision on the server")
        self.addOutput(QgsProcessingOutputString("OUTCOME", outcome))
        self.addOutput(QgsProcessingOutputNumber("REVISION", revision))

    def cancelled_sentence(self) -> str:
        """Return what a cancelled publish means: it may have arrived."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Cancelled. If the revision was on its way already, it waits in the plan's outbox; "
            "publish again, and the server will not store it twice.",
        )

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Publish, say what came of it, and write the receipt."""
        from village_internet_plugin.layers.plan_publishing import (
            base_revision,
            publish_plan_file,
            remember_server,
        )
        from village_internet_plugin.layers.publish_outcome import tell, version_sentence

        plan_path = self.plan_path(parameters, context)
        is_trial = self.parameterAsBoolean(parameters, "DRY_RUN", context)
        receipt_path = self.output_path(parameters, "RECEIPT", context)
        if receipt_path is not None:
            require_writable(receipt_path)
        client = self.open_client(parameters, context, feedback)
        reason = self.parameterAsString(parameters, "REASON", context)
        answer = publish_plan_file(plan_path, client, is_trial, reason=reason)
        told = tell(answer)
        (feedback.pushInfo if told.is_good else feedback.pushWarning)(told.sentence)
        if told.details:
            feedback.pushInfo(told.details)
        other_version = version_sentence(answer, client.server_version)
        if other_version:
            feedback.pushWarning(other_version)
        if told.outcome == "published":
            remember_server(plan_path, self.server_address(parameters, context))
        if receipt_path is None:
            receipt_path = plan_path.with_name(f"{plan_path.stem}-{told.outcome}.json")
        write_json(receipt_path, told.record)
        revision = told.revision if told.revision is not None else base_revision(plan_path)
        return {"OUTCOME": told.outcome, "REVISION": revision, "RECEIPT": str(receipt_path)}
