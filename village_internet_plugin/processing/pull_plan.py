# SPDX-License-Identifier: GPL-2.0-or-later
# ruff: noqa: N802 - QGIS calls these methods by their names
"""Algorithm `pullplan`: what others published, and colleagues' changes, into the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
)
from qgis.PyQt.QtCore import QCoreApplication

from village_internet_plugin.domain.errors import InputError
from village_internet_plugin.processing.algorithm import advanced
from village_internet_plugin.processing.json_file import write_json
from village_internet_plugin.processing.report_parameter import add_json_report
from village_internet_plugin.processing.server_algorithm import ServerAlgorithm
from village_internet_plugin.processing.settle_parameter import STOP, add_settle

if TYPE_CHECKING:
    from village_internet_plugin.sharing.pulling import Pulled


class PullPlan(ServerAlgorithm):
    """Brings the server's news into a plan without losing an edit made in it."""

    def name(self) -> str:
        """Return the name scripts use."""
        return "pullplan"

    def displayName(self) -> str:
        """Return the name people read."""
        return QCoreApplication.translate("VillageInternet", "Pull from server")

    def shortHelpString(self) -> str:
        """Return what it does, for the panel beside the parameters."""
        return QCoreApplication.translate(
            "VillageInternet",
            "Brings the hotspots that other agencies have published and the funding sources of "
            "the plan's agency, and merges what colleagues changed in this plan with what was "
            "changed here, field by field. Where both changed the same, somebody has to decide: "
            "nothing is taken over then, the report lists both sides, and the run ends with an "
            "error. Settle them side by side in the share panel, or run again with SETTLE, which "
            "decides all of them for one side. CHANGES counts the hotspots that were added, "
            "changed or removed. It says so when the server judges by another rule set or by other "
            "villages than the plan; with ADOPT they are taken over.",
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """State the parameters and the outputs."""
        self.add_plan()
        self.add_server()
        adopt = QgsProcessingParameterBoolean(
            "ADOPT",
            QCoreApplication.translate("VillageInternet", "Take over what the server judges by"),
            defaultValue=False,
        )
        self.addParameter(advanced(adopt))
        add_settle(self)
        add_json_report(
            self, QCoreApplication.translate("VillageInternet", "Changed on both sides")
        )
        for name, label in (
            ("REVISION", QCoreApplication.translate("VillageInternet", "Revision on the server")),
            ("CHANGES", QCoreApplication.translate("VillageInternet", "Hotspots changed")),
            ("CLASHES", QCoreApplication.translate("VillageInternet", "Changed on both sides")),
        ):
            self.addOutput(QgsProcessingOutputNumber(name, label))

    def carry_out(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Pull, write what came into the plan, and tell what both sides changed."""
        from village_internet_plugin.layers.publish_outcome import tell
        from village_internet_plugin.layers.pull_outcome import unpublished_sentences
        from village_internet_plugin.layers.pull_taking_over import count_changes, take_over
        from village_internet_plugin.layers.server_terms import adopt_terms, differences_in_terms
        from village_internet_plugin.reference.plan_reading import read_plan
        from village_internet_plugin.sharing.outbox_file import OutboxFile
        from village_internet_plugin.sharing.publishing import resume
        from village_internet_plugin.sharing.pulling import pull
        from village_internet_plugin.sharing.settling import clashes_of, settled

        plan_path = self.plan_path(parameters, context)
        client = self.open_client(parameters, context, feedback)
        outbox = OutboxFile(plan_path)
        for answer in resume(outbox, client):
            feedback.pushInfo(tell(answer).sentence)
        plan = read_plan(plan_path)
        pulled = pull(plan, outbox, client)
        # The clashes are on record before the plan changes: they cannot be found out afterwards.
        outputs = self._report_clashes(pulled, parameters, context, feedback)
        side = self.parameterAsEnumString(parameters, "SETTLE", context)
        if outputs["CLASHES"] and side == STOP:
            raise _undecided(outputs["CLASHES"])
        pulled = settled(pulled, dict.fromkeys(clashes_of(pulled), side))
        if self.parameterAsBoolean(parameters, "ADOPT", context):
            for sentence in adopt_terms(plan_path, client, pulled):
                feedback.pushInfo(sentence)
        take_over(plan_path, plan, pulled)
        for sentence in unpublished_sentences(pulled):
            feedback.pushInfo(sentence)
        for sentence in differences_in_terms(plan_path, pulled):
            feedback.pushWarning(sentence)
        outputs["REVISION"] = pulled.base.revision
        outputs["CHANGES"] = count_changes(plan, pulled).total
        return outputs

    def _report_clashes(
        self,
        pulled: Pulled,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        from village_internet_plugin.layers.pull_outcome import clash_records, clash_sentences

        for sentence in clash_sentences(pulled):
            feedback.pushWarning(sentence)
        clashes = clash_records(pulled)
        outputs: dict[str, Any] = {"CLASHES": len(clashes)}
        report_path = self.output_path(parameters, "REPORT", context)
        if report_path is not None:
            write_json(report_path, {"revision": pulled.base.revision, "clashes": clashes})
            outputs["REPORT"] = str(report_path)
        return outputs


def _undecided(count: int) -> InputError:
    sentence = QCoreApplication.translate(
        "VillageInternet",
        "Changed here and on the server: {count}. Nothing was taken over, and the plan is as it "
        "was. Settle these side by side in the share panel, or run again with SETTLE set to ours "
        "or theirs.",
    )
    return InputError(sentence.format(count=count))
