# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `publishplan`: a plan's newest state to the server that all agencies use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.processing.algorithm import JSON_FILTER
from village_internet_plugin.processing.json_file import require_writable, write_json
from village_internet_plugin.processing.plan_check import plan_rule_set
from village_internet_plugin.processing.publish_outcome import tell
from village_internet_plugin.processing.server_algorithm import ServerAlgorithm

if TYPE_CHECKING:
    from village_internet_plugin.sharing.answers import PublishAnswer
    from village_internet_plugin.sharing.client import Client


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
        from village_internet_plugin.layers.plan_file import write_setting

        plan_path = self.plan_path(parameters, context)
        is_trial = self.parameterAsBoolean(parameters, "DRY_RUN", context)
        receipt_path = self.output_path(parameters, "RECEIPT", context)
        if receipt_path is not None:
            require_writable(receipt_path)
        client = self.open_client(parameters, context, feedback)
        told = tell(_publish(plan_path, client, is_trial))
        (feedback.pushInfo if told.is_good else feedback.pushWarning)(told.sentence)
        if told.outcome == "published":
            write_setting(plan_path, "server", self.server_address(parameters, context))
        if receipt_path is None:
            receipt_path = plan_path.with_name(f"{plan_path.stem}-{told.outcome}.json")
        write_json(receipt_path, told.record)
        revision = told.revision if told.revision is not None else _base_revision(plan_path)
        return {"OUTCOME": told.outcome, "REVISION": revision, "RECEIPT": str(receipt_path)}


def _publish(plan_path: Path, client: Client, is_trial: bool) -> PublishAnswer:
    from village_internet_plugin.reference.plan_reading import read_plan
    from village_internet_plugin.reference.reference import Reference
    from village_internet_plugin.sharing.outbox_file import OutboxFile
    from village_internet_plugin.sharing.publishing import dry_run, publish

    with Reference.open(plan_path) as reference:
        reference_sha256 = reference.sha256()
    send = dry_run if is_trial else publish
    return send(
        read_plan(plan_path),
        OutboxFile(plan_path),
        client,
        rule_set_version=plan_rule_set(plan_path).version,
        reference_sha256=reference_sha256,
    )


def _base_revision(plan_path: Path) -> int:
    from village_internet_plugin.reference.plan_reading import read_plan

    return read_plan(plan_path).base_revision
